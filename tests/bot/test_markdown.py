"""Nothing that documents or people write becomes markup."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.present.leaf import packed, within
from bot.present.markdown import bold, link, plain


@given(st.text(alphabet=st.characters(), max_size=60) | st.text(alphabet="[]()<>@*_`~|\\# -+>1.\n\u202e", max_size=60))
def test_no_link_no_mention_and_no_change_of_direction_survives(text: str) -> None:
    shown = plain(text)
    assert not re.search(r"(?<!\\)(?:\\\\)*[<\[\]()*_`~|]", shown)
    assert not re.search(r"[\u202a-\u202e\u2066-\u2069\x00-\x09\x0b-\x1f]", shown)
    assert not re.search(r"^\s*(?:[#>+-]|\d+\.)", shown, re.MULTILINE)


@given(st.text(alphabet="ab [](){}*_.\\", max_size=60))
def test_ordinary_text_reads_as_it_was(text: str) -> None:
    assert re.sub(r"\\(.)", r"\1", plain(text)) == text


def test_bold_ends_with_its_line() -> None:
    assert bold("one\ntwo") == "**one**\n**two**"


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "https://",
        "https://a.example/x y",
        "https://a.example/)[b](c",
        "http://[",
        "ftp://a.example",
    ],
)
def test_a_link_leads_to_the_web_or_nowhere(url: str) -> None:
    assert link("Sule", url) == "Sule"


def test_a_good_address_becomes_a_link() -> None:
    assert link("Sule", "https://a.example/x?y=1") == "[Sule](<https://a.example/x?y=1>)"


@given(st.lists(st.text(alphabet="ab щ字", max_size=300), max_size=12))
def test_pages_hold_everything_in_order_and_fit(pieces: list[str]) -> None:
    pages = list(packed(pieces, characters=200))
    assert "".join("".join(pages).split()) == "".join("".join(pieces).split())
    assert all(within([page], 200) for page in pages)
