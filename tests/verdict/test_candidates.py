"""Which passages are compared at all: the rarest words lead to them, and nothing takes long."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path

import aiosqlite
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.verdict.candidates import candidates
from corpus.verdict.runs import find, longest_run
from corpus.verdict.words import words

FTS = "CREATE VIRTUAL TABLE passage_fts USING fts5 (text, tokenize = 'unicode61 remove_diacritics 2')"
COMMON = 900


@pytest.fixture(scope="module")
async def passages(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[aiosqlite.Connection]:
    """Many passages of the same words, and two that have a word of their own."""
    path: Path = tmp_path_factory.mktemp("candidates") / "passages.db"
    texts = [f"The ferry leaves the quay at noon, boat {number}." for number in range(COMMON)]
    texts += ["Nobody painted the ferry vermilion.", "The ferry and the quay at noon, and a heron."]
    with sqlite3.connect(path) as db:
        db.execute(FTS)
        db.executemany("INSERT INTO passage_fts VALUES (?)", [(text,) for text in texts])
    db.close()
    async with aiosqlite.connect(path) as lent:
        yield lent


async def held(db: aiosqlite.Connection, asked: str, *meant: tuple[str, str]) -> list[int]:
    """Return the candidates for some words."""
    right = dict(meant)
    return await candidates(
        db, asked, words(asked), lambda word: [(right[word], 0.9)] if word in right else [], limit=10
    )


async def test_a_rare_word_leads_to_its_passage_among_common_ones(passages: aiosqlite.Connection) -> None:
    assert (await held(passages, "somebody painted the ferry vermilion"))[0] == COMMON + 1


async def test_words_that_are_common_each_are_looked_for_together(passages: aiosqlite.Connection) -> None:
    assert COMMON + 2 in await held(passages, "ferry and the quay at noon")


async def test_a_word_that_nobody_wrote_is_put_right(passages: aiosqlite.Connection) -> None:
    assert await held(passages, "a big herron stood") == []
    assert await held(passages, "a big herron stood", ("herron", "heron")) == [COMMON + 2]


async def test_words_are_never_taken_for_operators(passages: aiosqlite.Connection) -> None:
    for asked in ('NEAR("ferry" "heron", 5) OR', "ferry* AND NOT heron^", '"" "" ""', "text : ferry - quay"):
        await held(passages, asked)


def test_a_sequence_is_found_from_a_place_on() -> None:
    there = ["a", "b", "a", "b", "a", "c"]
    assert (find(["a", "b", "a"], there), find(["a", "b", "a"], there, 1), find(["c", "a"], there)) == (0, 2, None)


def test_the_longest_run_that_two_texts_share_is_found() -> None:
    one, other = ["x", "a", "b", "c", "y", "d", "e", "f", "g", "h"], ["d", "e", "f", "g", "h", "z", "a", "b", "c"]
    assert longest_run(one, other, 3) == (5, 0, 5)
    assert longest_run(one, other, 6) == (0, 0, 0)


WORDS = st.lists(st.sampled_from(["oar", "net", "tar"]), max_size=30)


@given(WORDS, WORDS, st.integers(1, 4))
def test_a_run_stands_in_both_and_is_long_enough(one: list[str], other: list[str], fewest: int) -> None:
    ours, theirs, size = longest_run(one, other, fewest)
    assert size == 0 or size >= fewest
    assert one[ours : ours + size] == other[theirs : theirs + size]
