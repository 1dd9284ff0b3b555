"""Quotation marks: which open, which close, and what is left of them when they don't pair."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.quotes import marks

MESSY = st.text(st.sampled_from("\"'“”‘’„«»‹› a.s,(-\n"), max_size=60)


def words(text: str) -> list[str]:
    """Return what stands between marks."""
    return [text[start:end] for start, end in marks.quoted(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param('She said "the tide is late" and left.', ["the tide is late"], id="straight"),
        pytest.param("She said “the tide is late” and left.", ["the tide is late"], id="curly"),
        pytest.param("She said ‘the tide is late’ and left.", ["the tide is late"], id="single and curly"),
        pytest.param("'The tide is late,' she said.", ["The tide is late,"], id="single and straight"),
        pytest.param("Elle dit « la mer est basse » hier.", ["la mer est basse"], id="French"),
        pytest.param("Sie sagte: „das Meer ist weit“.", ["das Meer ist weit"], id="German"),
        pytest.param('She said “the tide is late" and left.', ["the tide is late"], id="mixed"),
        pytest.param('Two: "one of these"; "the other one".', ["one of these", "the other one"], id="two"),
        pytest.param('("in brackets too")', ["in brackets too"], id="in brackets"),
        pytest.param('the end—"so to speak"—of it', ["so to speak"], id="between dashes"),
        pytest.param('He wrote: "[...] and (so) on …".', ["[...] and (so) on …"], id="ellipses and brackets kept"),
    ],
)
def test_marks_of_every_shape_pair(text: str, found: list[str]) -> None:
    assert words(text) == found


def test_nested_straight_marks_stay_inside_the_outer_ones() -> None:
    assert words('He called it "a pier (some say "jetty") of oak" then.') == ['a pier (some say "jetty") of oak']


def test_an_apostrophe_is_not_a_mark() -> None:
    assert words("The keepers' lamp wasn't lit; 'twas the wardens' fault.") == []


def test_apostrophes_within_double_marks_do_not_close_them() -> None:
    assert words("\"The keepers' lamp wasn't lit\" was all.") == ["The keepers' lamp wasn't lit"]


def test_a_stray_closing_mark_is_passed_over() -> None:
    assert words('The lamp was out". Then she said "light it again".') == ["light it again"]


def test_an_opening_mark_without_a_partner_does_not_swallow_the_next_quotation() -> None:
    assert words('He said "the lamp is out. She said "light it again" at once.') == ["light it again"]


def test_an_introduced_quotation_that_is_never_closed_runs_to_the_end() -> None:
    assert words('The log says: "wind north, sea rising') == ["wind north, sea rising"]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ('"All of it is said."', "All of it is said."),
        ('"All of it is said".', "All of it is said"),
        ('All of it is said."', "All of it is said."),
        ('"All of it is said.', "All of it is said."),
        ('"This" and "that"', '"This" and "that"'),
        ('He said "no"', 'He said "no"'),
        ("Plain words.", "Plain words."),
    ],
)
def test_a_block_loses_only_marks_around_the_whole_of_it(text: str, left: str) -> None:
    start, end = marks.unmarked(text)
    assert text[start:end] == left


def test_a_text_is_whole_when_one_pair_of_marks_holds_it() -> None:
    assert marks.is_whole("“The lamp is out.”")
    assert not marks.is_whole('"The lamp" and "the oil"')


@given(MESSY)
def test_stretches_are_in_order_apart_and_never_empty(text: str) -> None:
    found = marks.quoted(text)
    assert all(start < end for start, end in found)
    assert all(end < start for (_, end), (start, _) in pairwise(found))


@given(MESSY)
def test_a_block_always_keeps_a_stretch_of_itself(text: str) -> None:
    start, end = marks.unmarked(text)
    assert 0 <= start <= end <= len(text)
