"""A date as far as its words go, and what it stands for: EDTF, precision and day numbers."""

from __future__ import annotations

from dataclasses import dataclass, replace

from corpus.dates.calendars import civil_day, day_number, month_length
from corpus.model import Calendar, Precision

WINTER = 24
_LONG_YEAR = 9999


@dataclass(frozen=True, slots=True)
class Value:
    """The parts of a date that are known. `year` is astronomical: 1 BC is 0.

    `season` is 21 (spring) to 24 (winter) as in EDTF; a winter `crosses` if its words name both its years, and then
    `year` is the first. `span` is 10 for a decade and 100 for a century, whose first
    year is `year`; before Christ `year` is the earliest.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    season: int | None = None
    span: int = 1
    crosses: bool = False

    @property
    def precision(self) -> Precision:
        """The unit of the smallest known part."""
        if self.span > 1:
            return Precision.DECADE if self.span == 10 else Precision.CENTURY
        if self.day is not None:
            return Precision.DAY
        if self.month is not None:
            return Precision.MONTH
        return Precision.YEAR if self.season is None else Precision.SEASON

    def of(self, year: int) -> Value:
        """Return the same date in a given year."""
        return replace(self, year=year)


def edtf(value: Value, mark: str = "") -> str:
    """Return a value with a known year as an EDTF string, level 1; `mark` is `~`, `?`, `%` or nothing."""
    assert value.year is not None
    year = _year(value.year)
    if value.span > 1:
        kept = -1 if value.span == 10 else -2
        return _bounded(value) if value.year < 0 else year[:kept] + "X" * -kept + mark
    parts = [year]
    if value.month is not None:
        parts.append(f"{value.month:02}")
        if value.day is not None:
            parts.append(f"{value.day:02}")
    elif value.season is not None:
        parts.append(str(value.season))
    return "-".join(parts) + mark


def _bounded(value: Value) -> str:
    """Return a decade or century before Christ as an interval, since its digits count the other way."""
    assert value.year is not None
    return f"{_year(value.year)}/{_year(value.year + value.span - 1)}"


def _year(year: int) -> str:
    """Return a year of four digits, or with EDTF's `Y` where four do not hold it."""
    if abs(year) > _LONG_YEAR:
        return f"Y{year}"
    return f"-{-year:04}" if year < 0 else f"{year:04}"


def bounds(value: Value, calendar: Calendar = Calendar.GREGORIAN) -> tuple[int, int]:
    """Return the first and last day number of a value with a known year."""
    year = value.year
    assert year is not None
    if value.season is not None:
        return _season(value, calendar)
    first, last = value.month or 1, value.month or 12
    end = year + value.span - 1
    day = value.day or month_length(end, last, calendar)
    return day_number(year, first, value.day or 1, calendar), day_number(end, last, day, calendar)


def _season(value: Value, calendar: Calendar) -> tuple[int, int]:
    """Return the first and last day of a season's months: of both winters of a year, unless the words tell which."""
    assert value.year is not None
    assert value.season is not None
    year, month = value.year, 3 * (value.season - 20)
    if value.season != WINTER:
        end = day_number(year, month + 2, month_length(year, month + 2, calendar), calendar)
        return day_number(year, month, 1, calendar), end
    return day_number(year - (not value.crosses), 12, 1, calendar), day_number(year + 1, 3, 1, calendar) - 1


def from_day(number: int, calendar: Calendar = Calendar.GREGORIAN) -> Value:
    """Return the value of a single day."""
    return Value(*civil_day(number, calendar))


def gregorian(value: Value, calendar: Calendar) -> Value:
    """Return a Julian day's value in the Gregorian calendar; anything longer than a day keeps its name."""
    if calendar is not Calendar.JULIAN or value.precision is not Precision.DAY:
        return value
    return from_day(bounds(value, calendar)[0])
