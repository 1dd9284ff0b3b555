"""Many zones, times and dates at once, against plain sums; `python -m bench.zones` goes through all of them."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.zones import (
    FIRST,
    LAST,
    TIMES,
    Shift,
    days,
    expected,
    names,
    restarted_every_minute,
    restarted_once,
    shifts,
    sweep,
    window,
)
from bot.recurrence import EveryDay, Weekdays
from bot.schedule import Timetable, due

SEED = 1712
# Half an hour, two hours, gaps at and over midnight, four changes a year, changes upside down.
ODD = [
    "Australia/Lord_Howe", "Antarctica/Troll", "America/Havana", "America/Nuuk", "America/Scoresbysund", "Asia/Gaza",
    "Africa/Casablanca", "Europe/Dublin", "Africa/Cairo", "Asia/Beirut", "Pacific/Easter", "America/New_York",
]  # fmt: skip

SAMPLE = sorted({*ODD, *random.Random(SEED).sample(names(), 6)})

Place = tuple[ZoneInfo, Shift]
TIMES_OF_DAY = st.times().map(lambda at: at.replace(fold=0))


@pytest.fixture(scope="module")
def changes() -> dict[str, list[Shift]]:
    """Return all changes of the clocks in some zones."""
    return {name: shifts(ZoneInfo(name)) for name in SAMPLE}


@pytest.fixture(scope="module")
def shapes(changes: dict[str, list[Shift]]) -> list[Place]:
    """Return one change of each shape: at another time of the day, or by another step."""
    found = {
        (change.at % 86_400, change.before, change.after): (ZoneInfo(name), change)
        for name in SAMPLE
        for change in changes[name]
    }
    return [found[shape] for shape in sorted(found)]


def test_the_sample_is_rich_enough_to_speak_for_all(changes: dict[str, list[Shift]], shapes: list[Place]) -> None:
    assert len(names()) > 590
    assert sum(len(each) >= 24 for each in changes.values()) >= len(ODD)
    assert len(shapes) >= 20


@pytest.mark.parametrize("name", SAMPLE)
def test_each_date_has_one_instant_and_instants_follow_the_dates(name: str, changes: dict[str, list[Shift]]) -> None:
    for at in TIMES:
        tally = sweep(ZoneInfo(name), at, changes[name], near(changes[name]))
        assert (tally.missing, tally.failures) == (0, 0)


def near(changes: Sequence[Shift]) -> list[date]:
    """Return the dates around each change of the clocks, and one of 28 others."""
    changed = {datetime.fromtimestamp(change.at, UTC).date() for change in changes}
    around = {day + timedelta(n) for day in changed for n in range(-2, 3)}
    return sorted({day for day in around if FIRST <= day <= LAST} | set(days()[::28]))


def test_every_zone_posts_once_for_each_date() -> None:
    drawn, dates = random.Random(SEED), days()
    for name in names():
        timetable = Timetable(drawn.choice(TIMES), ZoneInfo(name), EveryDay())
        for day in drawn.sample(dates, 3):
            noon = datetime(day.year, day.month, day.day, 12, tzinfo=timetable.zone)
            owed = [each.date for each in due(timetable, noon - timedelta(days=3), noon + timedelta(days=3))]
            assert len(owed) == len(set(owed))
            assert {day + timedelta(n) for n in range(-2, 3)} <= set(owed)


def test_the_sums_know_what_a_date_that_never_was_looks_like() -> None:
    apia = ZoneInfo("Pacific/Apia")
    change = Shift(1_325_239_200, -10 * 3600, 14 * 3600)
    around = days(date(2011, 12, 28), date(2012, 1, 2))
    for at in TIMES:
        assert sweep(apia, at, [change], around).failures == 0
        seconds = expected([change], change.before, at, around)
        assert [day for day, second in zip(around, seconds, strict=True) if second is None] == [date(2011, 12, 30)]


@pytest.mark.parametrize("at", TIMES, ids=str)
def test_a_restart_in_every_minute_of_a_change_loses_nothing_and_repeats_nothing(at: time, shapes: list[Place]) -> None:
    for zone, change in random.Random(str(at)).sample(shapes, 2):
        assert restarted_every_minute(Timetable(at, zone, EveryDay()), *window(zone, change))


@settings(max_examples=40)
@given(st.integers(0, 999), TIMES_OF_DAY, st.lists(st.integers(0, 26 * 60), max_size=20), st.integers(1, 127))
def test_a_restart_at_any_minute_loses_nothing_either(
    shapes: list[Place], number: int, at: time, minutes: list[int], weekdays: int
) -> None:
    zone, change = shapes[number % len(shapes)]
    begins, ends = window(zone, change)
    daily = Timetable(at, zone, EveryDay())
    some = Timetable(at, zone, Weekdays(frozenset(day for day in range(7) if weekdays >> day & 1)))
    assert restarted_once(daily, begins, ends, minutes)
    assert due(some, begins, ends) == [each for each in due(daily, begins, ends) if weekdays >> each.date.weekday() & 1]
