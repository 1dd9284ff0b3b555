"""From a timetable and a clock to instants: gaps, overlaps, missing dates, and the answers' words.

What countries do to their clocks is taken from years that are past, so that a newer tz database changes no test.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.recurrence import DaysOfMonth, EveryDay, EveryFewDays, NotUnderstood, WeekdayOfMonth
from bot.schedule import (
    NoSuchZone,
    Occurrence,
    Timetable,
    clock_changes,
    due,
    instant,
    parse_time,
    upcoming,
    zone,
)


def daily(clock: str, name: str) -> Timetable:
    """Return a timetable of every day."""
    return Timetable(time.fromisoformat(clock), ZoneInfo(name), EveryDay())


def utc(text: str) -> datetime:
    """Return an instant in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("clock", "name", "day", "at"),
    [
        pytest.param("09:00", "Europe/Berlin", date(2024, 1, 5), "2024-01-05 08:00", id="winter"),
        pytest.param("09:00", "Europe/Berlin", date(2024, 7, 5), "2024-07-05 07:00", id="summer"),
        pytest.param("02:30", "Europe/Berlin", date(2024, 3, 31), "2024-03-31 01:00", id="skipped: when it is three"),
        pytest.param(
            "02:30", "Europe/Berlin", date(2024, 10, 27), "2024-10-27 00:30", id="shown twice: the first time"
        ),
        pytest.param("02:15", "Australia/Lord_Howe", date(2024, 10, 6), "2024-10-05 15:30", id="half an hour skipped"),
        pytest.param("00:00", "America/Havana", date(2024, 3, 10), "2024-03-10 05:00", id="midnight skipped"),
        pytest.param("23:30", "America/Nuuk", date(2024, 3, 30), "2024-03-31 01:00", id="skipped over midnight"),
        pytest.param("00:15", "Asia/Dhaka", date(2009, 6, 20), "2009-06-19 17:15", id="the day after a late gap"),
        pytest.param("23:15", "Asia/Dhaka", date(2009, 6, 19), "2009-06-19 17:00", id="a gap from eleven to midnight"),
        pytest.param("09:00", "Asia/Kolkata", date(2024, 2, 29), "2024-02-29 03:30", id="29 February"),
        pytest.param("12:00", "Pacific/Apia", date(2011, 12, 31), "2011-12-30 22:00", id="after the missing day"),
    ],
)
def test_a_date_has_one_instant(clock: str, name: str, day: date, at: str) -> None:
    assert instant(daily(clock, name), day) == utc(at)


@pytest.mark.parametrize("clock", ["00:00", "09:00", "23:59"])
@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("Pacific/Apia", date(2011, 12, 30)),
        ("Pacific/Kwajalein", date(1993, 8, 21)),
        ("Pacific/Kiritimati", date(1994, 12, 31)),
    ],
)
def test_a_date_that_a_zone_never_had_has_no_instant(clock: str, name: str, day: date) -> None:
    assert instant(daily(clock, name), day) is None
    around = due(daily(clock, name), utc(f"{day - timedelta(3)}"), utc(f"{day + timedelta(3)}"))
    assert day not in [each.date for each in around]
    assert len({each.at for each in around}) == len(around) >= 4


def test_a_day_that_is_not_chosen_has_no_instant() -> None:
    fifteenth = Timetable(time(9), ZoneInfo("UTC"), DaysOfMonth(frozenset({15})))
    assert instant(fifteenth, date(2027, 1, 14)) is None
    assert instant(fifteenth, date(2027, 1, 15)) == utc("2027-01-15 09:00")


def test_what_is_due_begins_after_the_one_end_and_includes_the_other() -> None:
    nine = daily("09:00", "UTC")
    monday, tuesday = utc("2027-03-01 09:00"), utc("2027-03-02 09:00")
    assert due(nine, monday, tuesday) == [Occurrence(date(2027, 3, 2), tuesday)]
    assert due(nine, monday - timedelta(seconds=1), monday) == [Occurrence(date(2027, 3, 1), monday)]
    assert due(nine, tuesday, monday) == []


def test_a_post_that_the_clocks_moved_over_midnight_is_due_then_for_its_own_date() -> None:
    nuuk = daily("23:30", "America/Nuuk")
    assert due(nuuk, utc("2024-03-31 00:59"), utc("2024-03-31 01:00")) == [
        Occurrence(date(2024, 3, 30), utc("2024-03-31 01:00"))
    ]


def test_a_fallen_back_clock_that_shows_yesterday_again_repeats_no_post_and_loses_none() -> None:
    # In Paraguay the clocks went from midnight back to eleven.
    late, early = daily("23:30", "America/Asuncion"), daily("00:15", "America/Asuncion")
    window = utc("2023-03-25 12:00"), utc("2023-03-27 12:00")
    assert [each.at for each in due(late, *window)] == [utc("2023-03-26 02:30"), utc("2023-03-27 03:30")]
    assert [each.at for each in due(early, *window)] == [utc("2023-03-26 04:15"), utc("2023-03-27 04:15")]


def test_after_years_away_only_the_last_400_days_are_looked_at() -> None:
    assert len(due(daily("09:00", "UTC"), utc("1990-01-01 00:00"), utc("2027-01-01 00:00"))) == 400


YEAR = timedelta(days=365)


@settings(max_examples=20)
@given(st.integers(0, 15 * 365 * 24 * 60), st.integers(1, 5))
def test_the_next_posts_are_those_that_will_be_due(minutes: int, count: int) -> None:
    now = utc("2020-01-01 00:00") + timedelta(minutes=minutes)
    fridays = Timetable(time(23, 30), ZoneInfo("America/Nuuk"), WeekdayOfMonth(frozenset({5}), 4))
    coming = upcoming(fridays, now, count)
    assert len(coming) == count
    assert coming == [each for n in range(4) for each in due(fridays, now + n * YEAR, now + (n + 1) * YEAR)][:count]


def test_the_next_posts_wait_for_a_first_day_that_is_years_away() -> None:
    later = Timetable(time(9), ZoneInfo("UTC"), EveryFewDays(366, date(2040, 1, 1)))
    assert [each.date for each in upcoming(later, utc("2027-01-01 00:00"), 3)] == [
        date(2040, 1, 1),
        date(2041, 1, 1),
        date(2042, 1, 2),
    ]


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("Europe/Berlin", ["31 March 2024: 1 hour forward", "27 October 2024: 1 hour back"]),
        ("America/Nuuk", ["30 March 2024: 1 hour forward", "27 October 2024: 1 hour back"]),
        ("Australia/Lord_Howe", ["7 April 2024: 30 minutes back", "6 October 2024: 30 minutes forward"]),
        ("Asia/Tokyo", []),
    ],
)
def test_it_is_said_when_the_clocks_change(name: str, changes: list[str]) -> None:
    assert [str(each) for each in clock_changes(ZoneInfo(name), utc("2023-12-01 00:00"))] == changes


def test_a_whole_day_is_a_change_of_24_hours() -> None:
    (change,) = clock_changes(ZoneInfo("Pacific/Apia"), utc("2011-12-01 00:00"), days=40)
    assert change.by == timedelta(hours=24)
    assert change.at == utc("2011-12-30 10:00")


def test_a_timetable_reads_as_a_line() -> None:
    assert str(daily("09:05", "Europe/Berlin")) == "every day at 09:05, Europe/Berlin"


def test_a_timetable_has_a_time_on_the_wall_only() -> None:
    with pytest.raises(ValueError, match="on the wall"):
        Timetable(time(9, tzinfo=UTC), ZoneInfo("UTC"), EveryDay())


NO_ZONES = [
    "", "Europe", "Europe/Berln", "localtime", "Factory", "right/Europe/Berlin", "../passwd", "/etc/passwd", "zone.tab",
    "a\0b", "x" * 5000, "\ud800", "UTC+2",
]  # fmt: skip


@pytest.mark.parametrize("name", NO_ZONES)
def test_what_is_no_zone_is_refused_with_an_example(name: str) -> None:
    with pytest.raises(NoSuchZone, match="Europe/Berlin"):
        zone(name)


def test_a_zone_is_known_by_its_name() -> None:
    assert zone("Asia/Kolkata").key == "Asia/Kolkata"


TIMES = {
    "9": "09:00", "09:00": "09:00", " 9:30 PM ": "21:30", "21.30": "21:30", "21h30": "21:30", "7h": "07:00",
    "0": "00:00", "0930": "09:30", "9am": "09:00", "9 a.m.": "09:00", "12 am": "00:00", "12 pm": "12:00",
    "noon": "12:00", "Midnight": "00:00", "23:59": "23:59",
}  # fmt: skip


@pytest.mark.parametrize(("typed", "clock"), TIMES.items())
def test_a_time_of_day_is_understood_however_it_is_typed(typed: str, clock: str) -> None:
    assert parse_time(typed) == time.fromisoformat(clock)


@pytest.mark.parametrize(
    "typed", ["", "24", "24:00", "9:60", "9:5", "13 pm", "0 am", "930", "-1", "９", "soon", "9:00:00"]
)
def test_what_is_no_time_of_day_is_refused_with_examples(typed: str) -> None:
    with pytest.raises(NotUnderstood, match="9:30 pm"):
        parse_time(typed)


@given(st.text(max_size=60))
def test_any_text_is_a_time_of_day_or_is_refused(typed: str) -> None:
    try:
        at = parse_time(typed)
    except NotUnderstood:
        return
    assert at.tzinfo is None


@given(st.times().map(lambda at: at.replace(second=0, microsecond=0)))
def test_a_time_is_read_as_it_is_told(at: time) -> None:
    assert parse_time(f"{at:%H:%M}") == at
