"""Days as numbers, in both calendars."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.dates.calendars import civil_day, day_number, easter, is_day, month_length
from corpus.model import Calendar

CALENDARS = st.sampled_from([Calendar.GREGORIAN, Calendar.JULIAN])
DAYS = st.integers(-10_000_000, 10_000_000)


@given(st.dates())
def test_a_gregorian_day_has_the_number_that_datetime_gives_it(day: date) -> None:
    assert day_number(day.year, day.month, day.day) == day.toordinal()


@given(DAYS, CALENDARS)
def test_every_day_number_is_one_day_and_back(number: int, calendar: Calendar) -> None:
    assert day_number(*civil_day(number, calendar), calendar) == number


@given(DAYS, CALENDARS)
def test_the_day_after_follows_the_calendar(number: int, calendar: Calendar) -> None:
    year, month, day = civil_day(number, calendar)
    expected = (year, month, day + 1) if day < month_length(year, month, calendar) else (year, month + 1, 1)
    assert civil_day(number + 1, calendar) == ((year + 1, 1, 1) if expected[1] == 13 else expected)


@pytest.mark.parametrize(
    ("julian", "gregorian"),
    [
        pytest.param((1582, 10, 5), (1582, 10, 15), id="the day that the calendar was changed"),
        pytest.param((1700, 2, 29), (1700, 3, 11), id="a leap day that only one calendar has"),
        pytest.param((1917, 10, 25), (1917, 11, 7), id="thirteen days in the twentieth century"),
        pytest.param((-43, 3, 15), (-43, 3, 13), id="the Ides of March of 44 BC"),
        pytest.param((250, 6, 1), (250, 6, 1), id="the third century, when both agree"),
    ],
)
def test_a_julian_day_is_a_gregorian_day(julian: tuple[int, int, int], gregorian: tuple[int, int, int]) -> None:
    assert civil_day(day_number(*julian, Calendar.JULIAN)) == gregorian


def test_only_the_julian_calendar_has_a_leap_day_in_most_centuries() -> None:
    assert not is_day(1900, 2, 29)
    assert is_day(1900, 2, 29, Calendar.JULIAN)
    assert is_day(2000, 2, 29)


@pytest.mark.parametrize(
    ("year", "sunday"),
    [(1818, (3, 22)), (1916, (4, 23)), (1943, (4, 25)), (1961, (4, 2)), (1981, (4, 19)), (2024, (3, 31))],
)
def test_easter_is_found_by_rule(year: int, sunday: tuple[int, int]) -> None:
    assert easter(year) == sunday
