"""Days of the year as people type them: 7 November, Nov 7, 11-07, today."""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.errors import PeroError
from corpus.served import Day

_LEAP_YEAR = 2000
_NEAR_TODAY = {"yesterday": -1, "today": 0, "tomorrow": 1}
_NUMBERS = re.compile(r"(?:\d{4}-)?(\d{1,2})[-/](\d{1,2})")
_WORD_OR_NUMBER = re.compile(r"[^\W\d_]+|\d+")
_ORDINALS = {"st", "nd", "rd", "th", "of", "the"}
_MONTHS = [name.casefold() for name in calendar.month_name]


class NoSuchDay(PeroError):
    """The words name no day of the year."""


def today(now: datetime, zone: ZoneInfo) -> datetime:
    """Return the instant in a zone's local time."""
    return now.astimezone(zone)


def read(typed: str, now: datetime) -> Day:
    """Return the day that somebody typed; nothing means today. Raises NoSuchDay."""
    words = typed.strip().casefold()
    if not words or words in _NEAR_TODAY:
        local = now + timedelta(days=_NEAR_TODAY.get(words, 0))
        return Day(local.month, local.day)
    day = _numbers(words) or _named(words)
    if day is None or not 1 <= day.month <= 12 or not 1 <= day.day <= _length(day.month):
        raise NoSuchDay(f"“{typed.strip()[:40]}” is no day of the year. Write it as 7 November or as 11-07.")
    return day


def _length(month: int) -> int:
    return calendar.monthrange(_LEAP_YEAR, month)[1]


def _numbers(words: str) -> Day | None:
    match = _NUMBERS.fullmatch(words)
    return Day(int(match[1]), int(match[2])) if match else None


def _named(words: str) -> Day | None:
    """Read a month's name, whole or begun with three letters or more, and a number before or after it."""
    pieces = [piece for piece in _WORD_OR_NUMBER.findall(words[:40]) if piece not in _ORDINALS]
    numbers = [int(piece) for piece in pieces if piece.isdecimal() and len(piece) <= 2]
    months = [
        number
        for piece in pieces
        for number, name in enumerate(_MONTHS)
        if len(piece) >= 3 and number and name.startswith(piece)
    ]
    return Day(months[0], numbers[0]) if len(months) == 1 and len(numbers) == 1 and len(pieces) <= 3 else None


def suggest(typed: str, now: datetime, eventful: Sequence[Day]) -> list[Day]:
    """Return days to offer: the one that was typed, else the eventful ones that fit, from today on."""
    words = typed.strip().casefold()
    try:
        named = [read(typed, now)] if words else []
    except NoSuchDay:
        named = []
    start = Day(now.month, now.day)
    later = [day for day in eventful if (day.month, day.day) >= (start.month, start.day)]
    ordered = later + [day for day in eventful if day not in set(later)]
    return list(dict.fromkeys(named + [day for day in ordered if _fits(day, words)]))


def _fits(day: Day, words: str) -> bool:
    spoken = f"{day.day} {_MONTHS[day.month]}"
    turned = f"{_MONTHS[day.month]} {day.day}"
    return any(form.startswith(words) for form in (spoken, turned, f"{day.month:02}-{day.day:02}"))
