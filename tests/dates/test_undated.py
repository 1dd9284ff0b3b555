"""Durations, frequencies and the writer's now."""

import pytest

from corpus.dates import read_undated


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("two weeks", "P2W"),
        ("twenty-one years", "P21Y"),
        ("three-day", "P3D"),
        ("24 hours", "PT24H"),
        ("a few days", "PXD"),
        ("the next few months", "PXM"),
        ("several years later", "FUTURE_REF"),
        ("a few days earlier", "PAST_REF"),
        ("daily", "XXXX-XX-XX"),
        ("per year", "P1Y"),
        ("now", "PRESENT_REF"),
        ("former", "PAST_REF"),
        ("the future", "FUTURE_REF"),
        ("11:30 a.m.", "XXXX-XX-XXT11:30"),
        ("3 p.m.", "XXXX-XX-XXT15:00"),
    ],
)
def test_an_undated_expression_has_a_value(words: str, value: str) -> None:
    text = f"They came {words} while it rained."
    assert [(text[one.start : one.end], one.value) for one in read_undated(text)] == [(words, value)]


def test_what_dates_have_taken_is_left_alone() -> None:
    text = "They came two weeks later and stayed three weeks."
    assert [text[one.start : one.end] for one in read_undated(text, [(10, 25)])] == ["three weeks"]
