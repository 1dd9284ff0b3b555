"""Days of a schedule as moderators type them, and as they are told back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.recurrence import (
    LAST,
    Days,
    DaysOfMonth,
    EveryDay,
    EveryFewDays,
    NotUnderstood,
    WeekdayOfMonth,
    Weekdays,
    includes,
    parse,
    remark,
)

SUNDAY = date(2026, 11, 22)

ANY_DAYS: st.SearchStrategy[Days] = st.one_of(
    st.just(EveryDay()),
    st.builds(Weekdays, st.frozensets(st.integers(0, 6), min_size=1)),
    st.builds(EveryFewDays, st.integers(2, 366), st.dates(date(1970, 1, 1), date(2200, 12, 31))),
    st.builds(WeekdayOfMonth, st.frozensets(st.sampled_from([1, 2, 3, 4, 5, LAST]), min_size=1), st.integers(0, 6)),
    st.builds(DaysOfMonth, st.frozensets(st.sampled_from([*range(1, 32), LAST]), min_size=1)),
)


def weekdays(*numbers: int) -> Weekdays:
    """Return days of the week, Monday being 0."""
    return Weekdays(frozenset(numbers))


def of_month(*numbers: int) -> DaysOfMonth:
    """Return days of the month."""
    return DaysOfMonth(frozenset(numbers))


def nth(weekday: int, *which: int) -> WeekdayOfMonth:
    """Return a weekday by its places in a month."""
    return WeekdayOfMonth(frozenset(which), weekday)


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("every day", EveryDay()),
        ("Daily", EveryDay()),
        ("each day.", EveryDay()),
        ("every 1 days", EveryDay()),
        ("weekdays", weekdays(0, 1, 2, 3, 4)),
        ("every weekday", weekdays(0, 1, 2, 3, 4)),
        ("weekends", weekdays(5, 6)),
        ("mon, wed, fri", weekdays(0, 2, 4)),
        ("Mo We Fr", weekdays(0, 2, 4)),
        ("Mondays and Thursdays", weekdays(0, 3)),
        ("tues/thurs", weekdays(1, 3)),
        ("Tue-Fri", weekdays(1, 2, 3, 4)),
        ("tue – fri", weekdays(1, 2, 3, 4)),
        ("saturday to tuesday", weekdays(5, 6, 0, 1)),
        ("weekends and wednesday", weekdays(2, 5, 6)),
        ("weekly on Friday", weekdays(4)),
        ("every 3 days", EveryFewDays(3, SUNDAY)),
        ("every third day", EveryFewDays(3, SUNDAY)),
        ("every other day", EveryFewDays(2, SUNDAY)),
        ("every 15th day", EveryFewDays(15, SUNDAY)),
        ("every ten days from 1 May 2027", EveryFewDays(10, date(2027, 5, 1))),
        ("every 10 days starting on 2027-05-01", EveryFewDays(10, date(2027, 5, 1))),
        ("every 4 days from tomorrow", EveryFewDays(4, SUNDAY + timedelta(days=1))),
        ("weekly", EveryFewDays(7, SUNDAY)),
        ("fortnightly", EveryFewDays(14, SUNDAY)),
        ("every other Friday", EveryFewDays(14, date(2026, 11, 27))),
        ("every 2 weeks on Sunday", EveryFewDays(14, SUNDAY)),
        ("first monday", nth(0, 1)),
        ("the 2nd and 4th Tuesday of each month", nth(1, 2, 4)),
        ("first Monday and third Monday", nth(0, 1, 3)),
        ("last friday", nth(4, LAST)),
        ("every last Friday", nth(4, LAST)),
        ("every second Friday of the month", nth(4, 2)),
        ("1st and 15th", of_month(1, 15)),
        ("1 and 15 of every month", of_month(1, 15)),
        ("monthly on the 3rd", of_month(3)),
        ("day 31 of the month", of_month(31)),
        ("first day of the month", of_month(1)),
        ("last day of the month", of_month(LAST)),
        ("1st and last day of the month", of_month(1, LAST)),
    ],
)
def test_days_are_understood_however_they_are_typed(typed: str, days: Days) -> None:
    assert parse(typed, SUNDAY) == days


NO_DAYS = [
    "", "the", "soon", "never", "not Monday", "Mondays except the 1st", "t", "mon -", "- mon", "every 0 days",
    "1 and 15", "every 400 days", "32nd", "0th", "6th Monday", "third", "last", "monthly",
    "every 3 days from 31 February 2027", "every day from tomorrow", "Friday the 13th", "every ² days",
    "1st" * 200, "every day " + "x" * 300,
]  # fmt: skip


@pytest.mark.parametrize("typed", NO_DAYS)
def test_what_names_no_days_is_refused_with_examples(typed: str) -> None:
    with pytest.raises(NotUnderstood, match=r"last day of the month\.$"):
        parse(typed, SUNDAY)


def test_every_second_friday_is_asked_back_for_it_has_two_meanings() -> None:
    with pytest.raises(NotUnderstood, match="every other Friday"):
        parse("every second Friday", SUNDAY)


@given(ANY_DAYS, st.dates())
def test_days_are_told_in_words_that_mean_the_same_days(days: Days, today: date) -> None:
    assert parse(str(days), today) == days


@given(st.text(max_size=200))
def test_any_text_is_days_or_is_refused(typed: str) -> None:
    try:
        days = parse(typed, SUNDAY)
    except NotUnderstood:
        return
    assert parse(str(days), SUNDAY) == days


ITS_WORDS = [
    "every", "other", "2", "3rd", "second", "last", "day", "days", "week", "mon", "fridays", "-", "to", "and", "of",
    "the", "month", "from", "1", "May", "2027", "weekdays", "on",
]  # fmt: skip


@given(st.lists(st.sampled_from(ITS_WORDS), max_size=9).map(" ".join))
def test_any_row_of_its_own_words_is_days_or_is_refused(typed: str) -> None:
    try:
        days = parse(typed, SUNDAY)
    except NotUnderstood:
        return
    assert parse(str(days), SUNDAY) == days


def chosen(days: Days, year: int) -> list[date]:
    """Return the days of a year that are chosen."""
    first = date(year, 1, 1)
    return [day for n in range(366) if (day := first + timedelta(n)).year == year and includes(days, day)]


def test_a_month_without_a_31st_has_no_post_for_it() -> None:
    assert [day.month for day in chosen(of_month(31), 2027)] == [1, 3, 5, 7, 8, 10, 12]
    assert "without a 31st" in remark(of_month(31))
    assert "29th or 30th" in remark(of_month(1, 29, 30))
    assert not remark(of_month(1, LAST))


def test_the_last_day_is_in_every_month_and_is_the_29th_of_a_leap_february() -> None:
    assert len(chosen(of_month(LAST), 2027)) == 12
    assert date(2028, 2, 29) in chosen(of_month(LAST), 2028)
    assert date(2028, 2, 29) in chosen(of_month(29), 2028)


def test_a_day_that_is_the_31st_and_the_last_is_one_day() -> None:
    assert len(chosen(of_month(31, LAST), 2027)) == 12


@settings(max_examples=30)
@given(st.integers(2020, 2100), st.integers(0, 6), st.integers(1, 5))
def test_the_nth_weekday_of_a_month_has_n_minus_1_before_it(year: int, weekday: int, number: int) -> None:
    days = chosen(nth(weekday, number), year)
    assert len(days) == 12 or number == 5
    for day in days:
        assert day.weekday() == weekday
        earlier = [other for n in range(1, 36) if (other := day - timedelta(n)).month == day.month]
        assert sum(other.weekday() == weekday for other in earlier) == number - 1


@given(st.integers(2020, 2100), st.integers(0, 6))
def test_the_last_weekday_of_a_month_has_none_after_it(year: int, weekday: int) -> None:
    days = chosen(nth(weekday, LAST), year)
    assert len(days) == 12
    assert all(day.weekday() == weekday and (day + timedelta(7)).month != day.month for day in days)


def test_most_months_have_no_fifth_monday_and_that_is_said() -> None:
    assert len(chosen(nth(0, 5), 2027)) == 4
    assert "four Mondays" in remark(nth(0, 5))
    assert not remark(nth(0, 4, LAST))


@given(st.integers(2, 366), st.dates(date(2020, 1, 1), date(2030, 1, 1)))
def test_every_few_days_goes_on_over_leap_days_and_years(step: int, start: date) -> None:
    few = EveryFewDays(step, start)
    days = [day for n in range(-step, 900) if includes(few, day := start + timedelta(n))]
    assert days[0] == start
    assert {later - earlier for earlier, later in pairwise(days)} == {timedelta(step)}


IMPOSSIBLE: list[Callable[[], Days]] = [
    weekdays,
    lambda: weekdays(7),
    lambda: of_month(0),
    lambda: nth(0, 6),
    lambda: EveryFewDays(1, SUNDAY),
    lambda: EveryFewDays(2, date(1, 1, 1)),
]


@pytest.mark.parametrize("make", IMPOSSIBLE)
def test_days_that_cannot_be_are_never_made(make: Callable[[], Days]) -> None:
    with pytest.raises(ValueError, match="counted by"):
        make()
