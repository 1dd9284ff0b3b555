"""Text that means no good: nothing raises, and time grows with the text and no faster."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.dates import read_undated
from corpus.model import Zone
from tests.dates.reading import dates_in, values

_EDTF = re.compile(r"(?:Y-?\d{5,}|-?\d{4}|\d{3}X|\d{2}XX)(?:-\d\d){0,2}[~?%]?")
_LISTED = """
    in on the of and to from - – / ( ) [ ] , . O.S. N.S. BC AD May June 4 31 1871 1900 0 99999 1871-72 1870s 19th
    century spring winter that same year following day two weeks later c. early end Easter Christmas Monday
"""
_WORDS = st.sampled_from(_LISTED.split())


@given(st.lists(_WORDS, max_size=60).map(" ".join))
def test_any_string_of_date_words_gives_sound_mentions(text: str) -> None:
    for mention in dates_in(text):
        assert text[mention.start : mention.end] == mention.text
        assert mention.first <= mention.last
        assert all(_EDTF.fullmatch(part) for part in mention.edtf.split("/")), mention.edtf
        assert mention.clause[0] <= mention.clause[1] <= len(text)


@given(st.text(max_size=200))
def test_any_text_at_all_can_be_read(text: str) -> None:
    dates_in(text or "-")
    read_undated(text)


@pytest.mark.parametrize(
    "text",
    [
        "On 31 April 0 BC and 0 AD.",
        "In the year 0, and in 99999, and in the 0th century.",
        "The 32 May 1871 and 29 February 1871.",
        "From 9999 BC to 100,000 BC, in 1,234,567 BC.",
        "31/12/1871, 1871/31/12, 00-00-0000.",
    ],
)
def test_impossible_dates_raise_nothing(text: str) -> None:
    assert all(mention.first <= mention.last for mention in dates_in(text))


def test_an_impossible_day_is_not_on_the_calendar() -> None:
    assert "1917-02-31" not in [edtf for _, edtf in values("It was on 31 February 1917.")]


@pytest.mark.parametrize(
    "piece",
    [
        pytest.param("on 2 June, ", id="dates in one sentence"),
        pytest.param("1871 to ", id="ranges without end"),
        pytest.param("7", id="one number"),
        pytest.param("12 ", id="small numbers"),
        pytest.param("the end of the ", id="beginnings of dates"),
        pytest.param("(", id="brackets"),
        pytest.param("early late mid-", id="modifiers"),
        pytest.param("that same year ", id="relative dates"),
    ],
)
def test_a_long_sentence_of_one_kind_of_thing_is_read(piece: str) -> None:
    text = "In 1871 " + piece * 2_000
    mentions = dates_in((Zone.PROSE, text))
    assert all(text[each.start : each.end] == each.text for each in mentions)
    assert all(0 <= each.start < each.end <= len(text) for each in read_undated(text))


def test_a_document_of_nothing_has_no_dates() -> None:
    assert dates_in() == []
