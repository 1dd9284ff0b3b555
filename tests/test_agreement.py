"""Sentences of different documents that say the same, and those that contradict each other."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.state import State
from corpus.agreement import compared, read_line
from corpus.library import Library
from corpus.search.words import Stems
from tests.bot.test_lasting import another
from tests.starting import a_discord, started

LEDGER = """+++
title = "The Weir Ledger"
trust = "reference"
+++

# The Weir Ledger

The oak weir at Lomma was finished in 1911 by the miller Ada Brask and her two sons.

The chapel of Lomma on the hill above Sule was burnt down by lightning in 1870.

The parish of Lomma beside Sule had 412 inhabitants when Ada Brask was a girl.
"""

TALK = """+++
title = "Talk of the mill"
trust = "unverified"
+++

# Talk of the mill

The oak weir at Lomma was finished in 1911 by Ada Brask the miller and her sons.

The chapel of Lomma on the hill above Sule was burnt down by lightning in 1874.

The parish of Lomma beside Sule had 530 inhabitants when Ada Brask was a girl.
"""


def agreeing(one: str, other: str) -> bool | None:
    """Say whether two sentences differ, or None where they say different things; every word tells the same."""
    stems = Stems()
    return compared(read_line((1, 1), 1, one, stems), read_line((2, 1), 2, other, stems), lambda stem: 1.0)


@pytest.mark.parametrize(
    ("one", "other", "differs"),
    [
        ("The weir of Lomma was broken by the flood", "The flood broke the weir of Lomma", False),
        ("The weir of Lomma was never broken by a flood", "The weir of Lomma was broken by a flood", None),
        ("It is claimed that the flood broke the weir of Lomma", "The flood broke the weir of Lomma", None),
        ("The flood failed to break the weir of Lomma", "The flood broke the weir of Lomma", None),
        ("The flood broke the weir of Lomma", "The weir of Lomma was painted by the miller's wife", None),
        ("Ada Brask sold the weir of Lomma to Sule in 1911", "Ada Brask sold the weir of Lomma to Sule in 1912", True),
        ("The mill at Lomma by Sule has 40 windows", "The mill at Lomma by Sule has 50 windows", True),
        ("The mill at Lomma by Sule has 40 windows", "The mill at Lomma by Sule has 50 doors", None),
        ("On 3 May 1911 the weir at Lomma by Sule fell", "On 4 May 1911 the weir at Lomma by Sule fell", True),
        ("On 3 May 1911 the weir at Lomma by Sule fell", "On 16 May 1911 the weir at Lomma by Sule fell", None),
        (
            "On 3 May 1911 the weir at Lomma by Sule fell",
            "On the 3rd of May 1911 the weir at Lomma by Sule fell",
            False,
        ),
        ("The weir was finished in 1911", "The weir was finished in 1912", None),
    ],
)
def test_only_the_same_thing_agrees_or_differs(one: str, other: str, differs: bool | None) -> None:
    assert agreeing(one, other) is differs
    assert agreeing(other, one) is differs


async def test_an_answer_shows_who_says_the_same_and_who_contradicts(tmp_path: Path, state: State) -> None:
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "ledger.md").write_text(LEDGER, "utf-8")
    (folder / "talk.md").write_text(TALK, "utf-8")
    async with (
        Library([folder], tmp_path / "editions") as library,
        a_discord() as here,
        started(another(here, library, state), here.token),
    ):
        ada = here.person("Ada")
        weir = (await ada.slash("ask", question="when was the oak weir at Lomma finished?")).text
        assert "Also stated in ⚠ **Talk of the mill**: The oak weir at Lomma was finished in 1911 by Ada Brask" in weir
        chapel = (await ada.slash("ask", question="when was the chapel of Lomma burnt by lightning?")).text
        assert "⚠ But **Talk of the mill** says: The chapel of Lomma on the hill" in chapel
        assert "in 1874" in chapel
        assert "Also stated" not in chapel
        parish = (await ada.slash("ask", question="how many inhabitants had the parish of Lomma?")).text
        assert "530 inhabitants" in parish
        assert not here.findings
