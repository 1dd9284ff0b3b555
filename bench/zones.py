"""Hold every post of every time zone, 2020 to 2035, against plain sums of seconds: `python -m bench.zones`.

With `PYTHONTZPATH=` (empty) the rules are those of the tzdata package, else those of this machine.
"""

from __future__ import annotations

import time as clock
import zoneinfo
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import click

from bot.recurrence import EveryDay
from bot.schedule import Occurrence, Timetable, due, instant

FIRST, LAST = date(2020, 1, 1), date(2035, 12, 31)
TIMES = tuple(time.fromisoformat(each) for each in ("00:00", "00:30", "01:30", "02:30", "09:00", "23:30"))
NO_PLACES = frozenset({"localtime", "Factory"})  # whatever this machine is set to, and no zone at all

_DAY = 86_400
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True, order=True)
class Shift:
    """The clocks change: the second of the epoch, and the seconds from UTC before and after."""

    at: int
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Tally:
    """What a sweep has seen: posts in all, at the end of a gap, of those on another date; missing dates; failures."""

    cases: int = 0
    moved: int = 0
    over_midnight: int = 0
    missing: int = 0
    failures: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(*(getattr(self, name) + getattr(other, name) for name in self.__slots__))


def names() -> list[str]:
    """Return the names of all zones that this machine knows."""
    return sorted(zoneinfo.available_timezones() - NO_PLACES)


def days(first: date = FIRST, last: date = LAST) -> list[date]:
    """Return all dates from one to another."""
    return [date.fromordinal(number) for number in range(first.toordinal(), last.toordinal() + 1)]


def shifts(zone: ZoneInfo) -> list[Shift]:
    """Return all changes of a zone's clocks from a few days before the first date to a few days after the last."""
    ticks = range(_midnight(FIRST) - 5 * _DAY, _midnight(LAST) + 5 * _DAY, _DAY)
    offsets = [_offset(zone, tick) for tick in ticks]
    found = []
    for (earlier, before), (later, after) in pairwise(zip(ticks, offsets, strict=True)):
        if before != after:
            found.append(Shift(_first_second(zone, earlier, later, before), before, after))
    return found


def expected(changes: Sequence[Shift], offset: int, at: time, dates: Iterable[date]) -> Iterator[int | None]:
    """Yield the second of each date's post by sums alone; `offset` is the zone's before its first change."""
    seconds = at.hour * 3600 + at.minute * 60
    left = list(changes)
    for day in dates:
        wall = _midnight(day) + seconds
        while left and wall - left[0].after >= left[0].at:  # also shown after this change
            if wall - left[0].before < left[0].at:
                break  # shown twice, and this is the first
            offset = left.pop(0).after
        if left and wall - left[0].before >= left[0].at:  # skipped
            gone = left[0].at + left[0].before <= _midnight(day) and _midnight(day) + _DAY <= left[0].at + left[0].after
            yield None if gone else left[0].at
        else:
            yield wall - offset


def sweep(zone: ZoneInfo, at: time, changes: Sequence[Shift], dates: Sequence[date]) -> Tally:
    """Compare every date's instant with the expected one, and with that of the date before."""
    timetable = Timetable(at, zone, EveryDay())
    offset = changes[0].before if changes else _offset(zone, _midnight(FIRST))
    moved = over = missing = failures = 0
    ends = {change.at for change in changes}
    last = float("-inf")
    for day, wanted in zip(dates, expected(changes, offset, at, dates), strict=True):
        given = instant(timetable, day)
        if given is None or wanted is None:
            missing += 1
            failures += (given is None) != (wanted is None)
            continue
        second = given.timestamp()
        failures += second != wanted or second <= last
        last = second
        if wanted in ends and (local := given.astimezone(zone).replace(tzinfo=None)) != datetime.combine(day, at):
            moved += 1
            over += local.date() != day
    return Tally(len(dates), moved, over, missing, failures)


def window(zone: ZoneInfo, shift: Shift) -> tuple[datetime, datetime]:
    """Return the ends of the local days that a change of the clocks touches, with some hours on each side."""
    at = _EPOCH + timedelta(seconds=shift.at)
    first = (at + timedelta(seconds=min(shift.before, shift.after))).date()
    last = (at + timedelta(seconds=max(shift.before, shift.after))).date()
    begins = datetime.combine(first, time(), UTC) - timedelta(seconds=max(shift.before, shift.after))
    ends = datetime.combine(last, time(), UTC) + timedelta(days=1, seconds=-min(shift.before, shift.after))
    return begins, ends


def restarted_every_minute(timetable: Timetable, begins: datetime, ends: datetime) -> bool:
    """Tell whether a bot that is started anew every minute posts just what one that never stops posts."""
    count = (ends - begins) // _MINUTE
    minutes = [begins + n * _MINUTE for n in range(count + 1)]
    posted = [each for earlier, later in pairwise(minutes) for each in due(timetable, earlier, later)]
    return posted == due(timetable, begins, ends) and _each_once(posted)


def restarted_once(timetable: Timetable, begins: datetime, ends: datetime, minutes: Iterable[int]) -> bool:
    """Tell whether a bot that is started anew at one minute, whichever, posts just what one that never stops posts."""
    whole = due(timetable, begins, ends)
    cuts = (begins + minute * _MINUTE for minute in minutes)
    return _each_once(whole) and all(
        due(timetable, begins, cut) + due(timetable, cut, ends) == whole for cut in cuts if cut <= ends
    )


def _each_once(posted: Sequence[Occurrence]) -> bool:
    return len(posted) == len({each.date for each in posted}) == len({each.at for each in posted}) >= 1


def _midnight(day: date) -> int:
    return (day.toordinal() - date(1970, 1, 1).toordinal()) * _DAY


def _offset(zone: ZoneInfo, second: int) -> int:
    offset = datetime.fromtimestamp(second, zone).utcoffset()
    return 0 if offset is None else round(offset.total_seconds())


def _first_second(zone: ZoneInfo, earlier: int, later: int, before: int) -> int:
    while later - earlier > 1:
        middle = (earlier + later) // 2
        earlier, later = (middle, later) if _offset(zone, middle) == before else (earlier, middle)
    return later


@click.command()
def main() -> None:
    """Sweep all zones, times and dates; then all restarts around every change of any clocks."""
    zones = [ZoneInfo(name) for name in names()]
    by_zone = {zone.key: shifts(zone) for zone in zones}
    dates = days()
    total = Tally()
    for zone in zones:
        for at in TIMES:
            total += sweep(zone, at, by_zone[zone.key], dates)
    click.echo(f"tz database from {zoneinfo.TZPATH[0] if zoneinfo.TZPATH else 'the tzdata package'}")
    click.echo(" zones  times  dates       cases    gap  next day  missing  failures")
    click.echo(
        f"{len(zones):>6} {len(TIMES):>6} {len(dates):>6} {total.cases:>11,} {total.moved:>6,} "
        f"{total.over_midnight:>9,} {total.missing:>8} {total.failures:>9}"
    )
    click.echo(f"{clock.process_time():.0f} s of CPU time")
    _restarts(zones, by_zone)


def _restarts(zones: Sequence[ZoneInfo], by_zone: dict[str, list[Shift]]) -> None:
    """Print how restarts went: around every change one in each minute, around each shape of change only one."""
    places = {shift: zone for zone in zones for shift in by_zone[zone.key]}
    shapes = {(shift.at % _DAY, shift.before, shift.after): shift for shift in sorted(places)}
    minutes = failures = singles = 0
    for shift, zone in sorted(places.items(), key=lambda item: item[0]):
        begins, ends = window(zone, shift)
        once = shapes[shift.at % _DAY, shift.before, shift.after] == shift
        for timetable in (Timetable(at, zone, EveryDay()) for at in TIMES):
            count = (ends - begins) // _MINUTE + 1
            minutes += count
            failures += not restarted_every_minute(timetable, begins, ends)
            if once:
                singles += count
                failures += not restarted_once(timetable, begins, ends, range(count))
    click.echo(" changes  restarts in a row  shapes  single restarts  failures")
    click.echo(f"{len(places):>8} {minutes:>18,} {len(shapes):>7} {singles:>16,} {failures:>9}")
    click.echo(f"{clock.process_time():.0f} s of CPU time")


if __name__ == "__main__":
    main()
