"""Dates as people read them: from EDTF to `7 November 1917`, short or in full."""

from __future__ import annotations

import calendar
import re

_PART = re.compile(r"(-?\d{4}|Y-?\d+|\d{2,3}X{1,2})(?:-(\d{2}))?(?:-(\d{2}))?([~?%]?)")
_SEASONS = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}


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
    words = [str(int(day)) if day else "", named, _year(year)]
    return {"": "", "~": "about ", "?": "perhaps ", "%": "perhaps about "}[mark] + " ".join(filter(None, words))


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
