"""Days of the year as people type them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import days
from corpus.served import Day

NOW = datetime(2027, 2, 28, 23, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    "typed", ["7 November", "Nov 7", "11-07", "11/7", "the 7th of november", "NOVEMBER 7TH", "1917-11-07"]
)
def test_a_day_is_understood_however_it_is_written(typed: str) -> None:
    assert days.read(typed, NOW) == Day(11, 7)


@pytest.mark.parametrize(("typed", "day"), [("", Day(2, 28)), ("today", Day(2, 28)), ("Tomorrow", Day(3, 1))])
def test_words_for_near_days_are_understood(typed: str, day: Day) -> None:
    assert days.read(typed, NOW) == day


def test_the_leap_day_is_a_day() -> None:
    assert days.read("29 Feb", NOW) == Day(2, 29)


@pytest.mark.parametrize("typed", ["31 February", "13-01", "00-00", "soon", "7", "7 8 November", "ma 3", "²-²"])
def test_what_is_no_day_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(days.NoSuchDay, match="7 November"):
        days.read(typed, NOW)


@given(st.text(max_size=80))
def test_any_text_is_a_day_or_is_refused(typed: str) -> None:
    try:
        day = days.read(typed, NOW)
    except days.NoSuchDay:
        return
    assert datetime(2000, day.month, day.day, tzinfo=UTC)


def test_suggestions_begin_with_the_days_that_come_next() -> None:
    eventful = [Day(1, 12), Day(3, 5), Day(11, 7)]
    assert days.suggest("", NOW, eventful) == [Day(3, 5), Day(11, 7), Day(1, 12)]


def test_suggestions_fit_what_is_typed() -> None:
    assert days.suggest("nov", NOW, [Day(1, 12), Day(11, 7)]) == [Day(11, 7)]
