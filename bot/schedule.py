"""When a schedule posts: from its days, time and zone, and a clock that the caller brings, to instants in UTC.

A post belongs to a date of its zone and has one instant on it. Where the clocks skip its time, that is the first
instant after the gap, even where that is another date already; where they show its time twice, it is the first.
A date that a zone never had has none. So dates are keys: instants strictly follow them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from itertools import islice, pairwise
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.errors import PeroError
from bot.recurrence import Days, EveryFewDays, NotUnderstood, includes, spoken

_DAY = timedelta(days=1)
_LONGEST_WINDOW = timedelta(days=400)
_RAREST = timedelta(days=400)  # every kind of days has a post within this time: the rarest is every 366 days
_LATEST_AFTER_ITS_DATE = 2 * _DAY  # the longest gaps are a whole day
_NO_PLACES = ("localtime", "Factory", "posixrules", "posix/", "right/")

_TIME = re.compile(
    r"(?P<hour>[0-9]{1,2})(?:\s?[:.h]\s?(?P<minute>[0-9]{2})|h|(?P<packed>(?<=[0-9]{2})[0-9]{2}))?"
    r"(?:\s?(?P<half>[ap])\.?\s?m\.?)?"
)
_NAMED_TIMES = {"noon": time(12), "midday": time(12), "midnight": time(0)}


class NoSuchZone(PeroError, ValueError):
    """A name that is no time zone, or none that this machine knows."""


@dataclass(frozen=True, slots=True)
class Timetable:
    """On which days, at what time on the wall, in which zone."""

    time: time
    zone: ZoneInfo
    days: Days

    def __post_init__(self) -> None:
        if self.time.tzinfo is not None or self.time.fold:
            raise ValueError("a timetable's time is one on the wall, the first time; its zone stands beside it")

    def __str__(self) -> str:
        return f"{self.days} at {self.time:%H:%M}, {self.zone.key}"


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A post that is owed: the local date that it is for, which is its key, and its instant in UTC."""

    date: date
    at: datetime


@dataclass(frozen=True, slots=True)
class ClockChange:
    """The clocks are put forward, or back where `by` is negative, on a local date, at an instant in UTC."""

    date: date
    at: datetime
    by: timedelta

    def __str__(self) -> str:
        hours, minutes = divmod(int(abs(self.by).total_seconds()) // 60, 60)
        parts = [f"{hours} hour{'s' * (hours > 1)}"] * bool(hours) + [f"{minutes} minutes"] * bool(minutes)
        return f"{spoken(self.date)}: {' '.join(parts)} {'forward' if self.by > timedelta() else 'back'}"


def zone(name: str) -> ZoneInfo:
    """Return the time zone of an IANA name. Raises NoSuchZone."""
    try:
        if name.startswith(_NO_PLACES):  # this machine's own zone, and copies that count leap seconds
            raise ZoneInfoNotFoundError(name)
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as exc:  # OSError: a folder, such as "Europe"
        raise NoSuchZone(
            f"There is no time zone “{name[:40]}”. Pick a suggestion, or write Europe/Berlin, or UTC."
        ) from exc


def instant(timetable: Timetable, day: date) -> datetime | None:
    """Return when a date's post comes, in UTC; None where the zone has no such date or it is none of the days."""
    if not includes(timetable.days, day):
        return None
    wall = datetime.combine(day, timetable.time, timetable.zone)
    at = wall.astimezone(UTC)
    if at.astimezone(timetable.zone) == wall:  # in one zone, what the clocks show is compared
        return at  # the first instant where they show it twice, since fold is 0
    return _after_gap(wall, at)


def due(timetable: Timetable, after: datetime, until: datetime) -> list[Occurrence]:
    """Return the posts with after < at <= until, in order; of a longer time only those of its last 400 days."""
    after = max(after, until - _LONGEST_WINDOW)
    first = after.astimezone(timetable.zone).date() - _LATEST_AFTER_ITS_DATE
    last = until.astimezone(timetable.zone).date() + _DAY  # a clock put back may show yesterday's date again
    return [each for each in _occurrences(timetable, first, last) if after < each.at <= until]


def upcoming(timetable: Timetable, now: datetime, count: int) -> list[Occurrence]:
    """Return the next posts after an instant."""
    first = now.astimezone(timetable.zone).date() - _LATEST_AFTER_ITS_DATE
    if isinstance(timetable.days, EveryFewDays):
        first = max(first, timetable.days.start)
    later = (each for each in _occurrences(timetable, first, first + count * _RAREST) if each.at > now)
    return list(islice(later, count))


def clock_changes(zone: ZoneInfo, now: datetime, days: int = 366) -> list[ClockChange]:
    """Return when the clocks of a zone change within so many days; the date is what the clocks show just before."""
    ticks = [(now + n * _DAY).astimezone(UTC) for n in range(days + 1)]
    ends = [
        _transition(zone, earlier, later)
        for earlier, later in pairwise(ticks)
        if _offset(zone, earlier) != _offset(zone, later)
    ]
    return [_change(zone, at) for at in ends]


def parse_time(text: str) -> time:
    """Read a time of day: 9, 09:00, 9:30 pm, 21.30, noon, midnight. Raises NotUnderstood."""
    plain = " ".join(text[:40].casefold().split())
    if plain in _NAMED_TIMES:
        return _NAMED_TIMES[plain]
    match = _TIME.fullmatch(plain)
    hour = _hour(int(match["hour"]), match["half"]) if match else None
    minute = int(match["minute"] or match["packed"] or 0) if match else 0
    if hour is None or minute > 59:
        raise NotUnderstood(
            f"I don’t understand “{text.strip()[:40]}” as a time of day. "
            "Write for example: 9, 09:00, 9:30 pm, 21:30, noon or midnight."
        )
    return time(hour, minute)


def _hour(number: int, half: str | None) -> int | None:
    """Return the hour of the day; in halves of a day, 12 is the first hour."""
    if half is None:
        return number if number < 24 else None
    return number % 12 + 12 * (half == "p") if 1 <= number <= 12 else None


def _occurrences(timetable: Timetable, first: date, last: date) -> Iterator[Occurrence]:
    """Yield the posts of the dates from one to another."""
    for number in range(first.toordinal(), last.toordinal() + 1):
        day = date.fromordinal(number)
        if (at := instant(timetable, day)) is not None:
            yield Occurrence(day, at)


def _after_gap(wall: datetime, later: datetime) -> datetime | None:
    """Return the end of the gap that a time on the wall falls into; None where the gap takes the whole date."""
    # With fold=0 a skipped time is read with the offset from before the gap and lies after it, with fold=1 the other
    # way round (PEP 495).
    zone, earlier = wall.tzinfo, wall.replace(fold=1).astimezone(UTC)
    end = _transition(zone, earlier, later)
    opens = (end + _offset(zone, earlier)).replace(tzinfo=None)
    closes = (end + _offset(zone, later)).replace(tzinfo=None)
    midnight = datetime.combine(wall, time())
    return None if opens <= midnight and midnight + _DAY <= closes else end


def _transition(zone: tzinfo | None, earlier: datetime, later: datetime) -> datetime:
    """Return the first whole second after the earlier instant that has not its offset; the later one has not."""
    earlier = earlier.replace(microsecond=0)
    before = _offset(zone, earlier)
    low, high = 0, round((later - earlier).total_seconds())
    while high - low > 1:
        middle = (low + high) // 2
        if _offset(zone, earlier + timedelta(seconds=middle)) == before:
            low = middle
        else:
            high = middle
    return earlier + timedelta(seconds=high)


def _change(zone: ZoneInfo, at: datetime) -> ClockChange:
    before, after = _offset(zone, at - timedelta(seconds=1)), _offset(zone, at)
    return ClockChange((at + before).date(), at, after - before)


def _offset(zone: tzinfo | None, at: datetime) -> timedelta:
    return at.astimezone(zone).utcoffset() or timedelta()
