"""Dates as people read them: from EDTF to `7 November 1917`, short or in full."""

from __future__ import annotations

import calendar
import re
from contextvars import ContextVar
from enum import StrEnum

_PART = re.compile(r"(-?\d{4}|Y-?\d+|\d{2,3}X{1,2})(?:-(\d{2}))?(?:-(\d{2}))?([~?%]?)")


class Written(StrEnum):
    """How dates are written."""

    DAY_FIRST = "en"  # 7 November 1917
    MONTH_FIRST = "en-US"  # November 7, 1917
    ISO = "iso"  # 1917-11-07


# Dates are written deep inside leaves and pictures, which know nothing of servers. Every interaction has its own task.
_WRITTEN: ContextVar[Written] = ContextVar("written", default=Written.DAY_FIRST)
_SEASONS = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}


def write_as(chosen: str) -> None:
    """Choose how the present task writes dates, by a value of Written; what is none changes nothing."""
    if chosen in list(Written):
        _WRITTEN.set(Written(chosen))


def day_of_year(month: int, day: int) -> str:
    """Return a day of the year in words, as in `7 November`."""
    name = calendar.month_name[month]
    return {
        Written.DAY_FIRST: f"{day} {name}",
        Written.MONTH_FIRST: f"{name} {day}",
        Written.ISO: f"{month:02}-{day:02}",
    }[_WRITTEN.get()]


def spelt(edtf: str, *, short: bool = False) -> str:
    """Return a date, or a range, in words; `short` abbreviates the months. What is no EDTF of ours stays as it is."""
    ends = [_end(part, short) for part in edtf.split("/")]
    return " – ".join(dict.fromkeys(ends))


def _end(part: str, short: bool) -> str:
    match = _PART.fullmatch(part)
    if not match:
        return part
    year, month, day, mark = match.groups()
    number = int(month or 0)
    names = calendar.month_abbr if short else calendar.month_name
    named = _SEASONS.get(number) or (names[number] if 1 <= number <= 12 else "")
    doubt = {"": "", "~": "about ", "?": "perhaps ", "%": "perhaps about "}[mark]
    return doubt + _joined(_year(year), number, named, int(day or 0))


def _joined(year: str, month: int, named: str, day: int) -> str:
    """Return a date of which month and day, 0 and empty, may be unknown. Only years of four digits are ISO's."""
    match _WRITTEN.get():
        case Written.ISO if year.isdecimal() and len(year) == 4 and month <= 12:
            return "-".join([year, *(f"{part:02}" for part in (month, day) if part)])
        case Written.MONTH_FIRST if day:
            return f"{named} {day}, {year}"
        case _:
            return " ".join(filter(None, [str(day) if day else "", named, year]))


def _year(year: str) -> str:
    """Return an astronomical year as people count: 0 is 1 BC."""
    if year.endswith("XX"):
        return f"{_ordinal(int(year[:-2]) + 1)} century"
    if year.endswith("X"):
        return f"{year[:-1]}0s"
    number = int(year.removeprefix("Y"))
    return str(number) if number > 0 else f"{1 - number} BC"


def _ordinal(number: int) -> str:
    ending = "th" if number % 100 in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"
