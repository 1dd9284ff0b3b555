"""On which days a schedule posts: as a moderator types them, as they are told back, and whether a date is one."""

from __future__ import annotations

import calendar
import re
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeAlias

from bot.errors import PeroError

LAST = -1

_LONGEST_TEXT = 300  # all 31 days of the month, written out, are 220
_LONGEST_STEP = 366
_YEARS = range(1970, 2201)

# English whatever the machine's locale is, so that what is stored can be read elsewhere.
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = ("January", "February", "March", "April", "May", "June", "July",
           "August", "September", "October", "November", "December")  # fmt: skip
_ORDINALS = {1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth", LAST: "last"}
_COUNTS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_WORKDAYS = frozenset(range(5))
_WEEKEND = frozenset({5, 6})
_GROUPS = {"weekday": _WORKDAYS, "weekdays": _WORKDAYS, "workday": _WORKDAYS, "workdays": _WORKDAYS,
           "weekend": _WEEKEND, "weekends": _WEEKEND}  # fmt: skip
_UNTIL = frozenset({"-", "to", "through", "thru", "till", "until"})

_EVERY_DAY = frozenset({"daily", "day", "days", "every day", "each day", "everyday", "all days", "every single day"})
_JOINING = frozenset({"and", "the", "on", "of", "in", "each", "every", "a"})
_OF_A_MONTH = frozenset({"month", "months", "monthly"})
_OF_A_WEEK = frozenset({"week", "weekly"})
_DASH = re.compile(r"\s?[‐-―−]\s?")
_PUNCTUATION = re.compile(r"[^\w\s-]|_")
_TOKEN = re.compile(r"[0-9]{1,4}(?:st|nd|rd|th)?(?![0-9])|[^\W\d_]+|-")
_NUMBERED = re.compile(r"([0-9]{1,2})(st|nd|rd|th)?")
_STEP = re.compile(
    r"(?:once )?(?:every|each)(?: (?P<count>[0-9]{1,3}(?:st|nd|rd|th)?|[a-z]+))? (?P<unit>day|week)s?"
    r"(?: on (?P<weekday>[a-z]+))?(?: (?:from|since|starting|beginning)(?: from| on)? (?P<start>.+))?"
)
_EVERY_OTHER = re.compile(r"every other ([a-z]+)")
_DATE = re.compile(r"([0-9]{1,2})(?:st|nd|rd|th)? ([a-z]{3,9}) ([0-9]{4})")
_ISO_DATE = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")


class NotUnderstood(PeroError, ValueError):
    """Words that name no days or no time of day; the message gives examples."""


@dataclass(frozen=True, slots=True)
class EveryDay:
    """All days."""

    def __str__(self) -> str:
        return "every day"


@dataclass(frozen=True, slots=True)
class Weekdays:
    """Some days of the week; Monday is 0."""

    chosen: frozenset[int]

    def __post_init__(self) -> None:
        _expect(self.chosen, range(7))

    def __str__(self) -> str:
        names = [_WEEKDAYS[each] for each in sorted(self.chosen)]
        return "Monday to Friday" if self.chosen == _WORKDAYS else f"every {_listed(names)}"


@dataclass(frozen=True, slots=True)
class EveryFewDays:
    """Every nth day, counted from the first."""

    step: int
    start: date

    def __post_init__(self) -> None:
        _expect([self.step], range(2, _LONGEST_STEP + 1))
        _expect([self.start.year], _YEARS)

    def __str__(self) -> str:
        return f"every {self.step} days from {spoken(self.start)}"


@dataclass(frozen=True, slots=True)
class WeekdayOfMonth:
    """One day of the week where it comes first to fifth, or last (-1), in a month; few months have a fifth."""

    which: frozenset[int]
    weekday: int

    def __post_init__(self) -> None:
        _expect(self.which, _ORDINALS)
        _expect([self.weekday], range(7))

    def __str__(self) -> str:
        names = [_ORDINALS[each] for each in _last_at_end(self.which)]
        return f"the {_listed(names)} {_WEEKDAYS[self.weekday]} of the month"


@dataclass(frozen=True, slots=True)
class DaysOfMonth:
    """Days by their number, 1 to 31, or the last (-1); a month that is too short doesn't have the 31st."""

    numbers: frozenset[int]

    def __post_init__(self) -> None:
        _expect(self.numbers, (*range(1, 32), LAST))

    def __str__(self) -> str:
        names = ["last" if each == LAST else _ordinal(each) for each in _last_at_end(self.numbers)]
        return f"the {_listed(names)} {'day ' if LAST in self.numbers else ''}of the month"


Days: TypeAlias = EveryDay | Weekdays | EveryFewDays | WeekdayOfMonth | DaysOfMonth


def includes(days: Days, day: date) -> bool:
    """Tell whether a date is one of the days."""
    match days:
        case EveryDay():
            return True
        case Weekdays(chosen):
            return day.weekday() in chosen
        case EveryFewDays(step, start):
            return day >= start and (day - start).days % step == 0
        case WeekdayOfMonth(which, weekday):
            return day.weekday() == weekday and ((day.day + 6) // 7 in which or (LAST in which and _is_last_week(day)))
        case DaysOfMonth(numbers):
            return day.day in numbers or (LAST in numbers and (day + timedelta(days=1)).day == 1)


def remark(days: Days) -> str:
    """Return what a moderator should know about the days: which of them some months don't have. Else nothing."""
    match days:
        case WeekdayOfMonth(which, weekday) if 5 in which:
            return f"Most months have only four {_WEEKDAYS[weekday]}s; they have no post for the fifth."
        case DaysOfMonth(numbers) if rare := sorted(numbers & {29, 30, 31}):
            names = _listed([_ordinal(each) for each in rare], "or")
            return f"A month without a {names} has no post then; “last day of the month” is in every month."
        case _:
            return ""


def parse(text: str, today: date) -> Days:
    """Read the days that somebody typed, or that `str()` wrote. Raises NotUnderstood.

    What is counted without a first day (“every 3 days”) is counted from today.
    """
    plain = " ".join(_PUNCTUATION.sub(" ", _DASH.sub("-", text[:_LONGEST_TEXT].casefold())).split())
    if plain in _EVERY_DAY:
        return EveryDay()
    tokens = _TOKEN.findall(plain)
    try:
        days = _weekdays(tokens) or _stepped(plain, today) or _weekday_of_month(tokens) or _days_of_month(tokens)
    except NotUnderstood:
        raise
    except ValueError:
        days = None
    if days is None or len(text) > _LONGEST_TEXT:
        raise NotUnderstood(
            f"I don’t understand “{text.strip()[:40]}” as days. Write for example: every day; weekdays; Mon, Wed, Fri; "
            "every 3 days; first Monday; last Friday; 1st and 15th; last day of the month."
        )
    return days


def spoken(day: date) -> str:
    """Return a date as people write it."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def _weekdays(tokens: Sequence[str]) -> Weekdays | None:
    """Read Mon, Wed and Fri; Tuesday to Friday; weekends."""
    chosen: set[int] = set()
    begun: int | None = None
    ranging = False
    for token in (each for each in tokens if each not in _JOINING | _OF_A_WEEK):
        weekday = _weekday(token)
        if weekday is not None:
            chosen.update(_between(begun, weekday) if ranging and begun is not None else [weekday])
            begun, ranging = weekday, False
        elif token in _UNTIL and begun is not None and not ranging:
            ranging = True
        elif token in _GROUPS and not ranging:
            chosen |= _GROUPS[token]
            begun = None
        else:
            return None
    return Weekdays(frozenset(chosen)) if chosen and not ranging else None


def _stepped(plain: str, today: date) -> Days | None:
    """Read every 3 days, every other week on Friday, every 10 days from 1 May 2027."""
    match = _STEP.fullmatch(_in_full(plain))
    if match is None:
        return None
    count, start = _count(match["count"] or "1"), _date(match["start"] or "today", today)
    if count is None or start is None:
        return None
    if match["unit"] == "day" and match["weekday"] is None:
        return EveryDay() if count == 1 and match["start"] is None else EveryFewDays(count, start)
    weekday = start.weekday() if match["weekday"] is None else _weekday(match["weekday"])
    if match["unit"] == "day" or weekday is None:
        return None
    return EveryFewDays(7 * count, start + timedelta(days=(weekday - start.weekday()) % 7))


def _in_full(plain: str) -> str:
    """Write weekly, fortnightly and every other Friday in the long way."""
    first, _, rest = plain.partition(" ")
    match = _EVERY_OTHER.match(plain)
    if match and _weekday(match[1]) is not None:
        return f"every 2 weeks on {match[1]}{plain[match.end() :]}"
    longer = {"weekly": "every week", "fortnightly": "every 2 weeks", "biweekly": "every 2 weeks"}
    return f"{longer.get(first, first)} {rest}".strip()


def _weekday_of_month(tokens: Sequence[str]) -> WeekdayOfMonth | None:
    """Read first Monday; second and last Friday of the month."""
    which: set[int] = set()
    weekdays: set[int] = set()
    for token in (each for each in tokens if each not in _JOINING | _OF_A_MONTH):
        weekday, ordinal = _weekday(token), _which(token)
        if weekday is not None and which:
            weekdays.add(weekday)
        elif ordinal is not None:
            which.add(ordinal)
        else:
            return None
    if len(weekdays) != 1:
        return None
    if tokens[0] in {"every", "each"} and which - {1, LAST} and not _OF_A_MONTH & set(tokens):
        raise NotUnderstood(
            f"“{' '.join(tokens)}” can mean two things. Write for example “second Friday of the month” "
            "or “every other Friday”."
        )
    return WeekdayOfMonth(frozenset(which), weekdays.pop())


def _days_of_month(tokens: Sequence[str]) -> DaysOfMonth | None:
    """Read 1st and 15th; last day of the month; day 5 of every month."""
    meant = [each for each in tokens if each not in _JOINING | _OF_A_MONTH | {"day", "days"}]
    by_month = bool(_OF_A_MONTH & set(tokens))
    numbers = [_number(each, by_month) for each in meant]
    return DaysOfMonth(frozenset(each for each in numbers if each is not None)) if None not in numbers else None


def _weekday(token: str) -> int | None:
    """Return the day of the week that a word names or begins."""
    singular = token if len(token) <= 3 else token.removesuffix("s")
    begins = [number for number, name in enumerate(_WEEKDAYS) if name.casefold().startswith((token, singular))]
    return begins[0] if len(token) >= 2 and len(begins) == 1 else None


def _which(token: str) -> int | None:
    """Return which weekday of a month a word means: first, 2nd, last."""
    spelt = {name: number for number, name in _ORDINALS.items()}
    match = _NUMBERED.fullmatch(token)
    return int(match[1]) if match and match[2] else spelt.get(token)


def _number(token: str, by_month: bool) -> int | None:
    """Return the day of a month that a word means; a bare number or a written one only where a month is named."""
    match = _NUMBERED.fullmatch(token)
    if match:
        return int(match[1]) if match[2] or by_month else None
    return _which(token) if by_month else None


def _count(token: str) -> int | None:
    """Return how many a word means: 3, three, third, other."""
    spelt = {name: number for number, name in enumerate(_COUNTS, 1)} | {"other": 2, "single": 1}
    spelt |= {name: number for number, name in _ORDINALS.items() if number > 1}
    digits = re.match("[0-9]+", token)
    return int(digits[0]) if digits else spelt.get(token)


def _date(text: str, today: date) -> date | None:
    """Read 1 May 2027, 2027-05-01, today, tomorrow. Raises ValueError where the calendar has no such day."""
    if text in {"today", "now", "tomorrow"}:
        return today + timedelta(days=text == "tomorrow")
    if match := _ISO_DATE.fullmatch(text):
        return date(int(match[1]), int(match[2]), int(match[3]))
    match = _DATE.fullmatch(text)
    months = [number for number, name in enumerate(_MONTHS, 1) if match and name.casefold().startswith(match[2])]
    return date(int(match[3]), months[0], int(match[1])) if match and len(months) == 1 else None


def _between(first: int, last: int) -> Iterator[int]:
    """Yield the weekdays from one to another, over the weekend where that is the way."""
    return ((first + step) % 7 for step in range((last - first) % 7 + 1))


def _is_last_week(day: date) -> bool:
    return day.day + 7 > calendar.monthrange(day.year, day.month)[1]


def _last_at_end(numbers: Iterable[int]) -> list[int]:
    return sorted(numbers, key=lambda number: (number == LAST, number))


def _ordinal(number: int) -> str:
    ending = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _listed(names: Sequence[str], word: str = "and") -> str:
    return f"{', '.join(names[:-1])} {word} {names[-1]}" if len(names) > 1 else names[0]


def _expect(values: Iterable[int], allowed: Container[int]) -> None:
    """Raise ValueError where there is no value, or one that is not allowed."""
    given = sorted(values)
    if not given or any(each not in allowed for each in given):
        raise ValueError(f"{given} is not what days are counted by")
