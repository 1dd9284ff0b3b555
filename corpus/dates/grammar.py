"""The shapes of English dates: one atom - a date, a month, a year, a season - read at a place in folded text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from corpus.dates import lexicon
from corpus.dates.calendars import civil_day, day_number, easter
from corpus.dates.value import Value
from corpus.model import Calendar, Precision


@dataclass(frozen=True, slots=True)
class Relation:
    """How a date follows from the one before it: `shift` units away, and in that unit's precision.

    A `season` is the one meant by "that spring".
    """

    unit: Precision
    shift: int = 0
    days: int = 1  # a unit of DAY precision may be a week: 7
    season: int | None = None
    occasion: bool = False  # an anniversary: the day that the sentence names, else the year of the story


@dataclass(frozen=True, slots=True)
class Atom:
    """A date expression without its range: where it stands, what its words say, and what they leave to others.

    `old` is the Old Style half of a dual date. `year_by` finds the year of "August of that year"; `by` the whole
    value of "two days later". `marked` is the calendar that the words themselves name.
    """

    start: int
    end: int
    value: Value
    old: Value | None = None
    marked: Calendar | None = None
    year_by: Relation | None = None
    by: Relation | None = None
    weekday: int | None = None
    flags: frozenset[str] = frozenset()


DAY = r"(?:3[01]|[12][0-9]|0?[1-9])"
TH = r"(?:st|nd|rd|th)?"
_FULL = "|".join(
    sorted({n.title() for n in lexicon.MONTHS if len(n) > 4 or n in ("may", "june", "july")}, key=len)[::-1]
)
_SHORT = "|".join(sorted({n.title() for n in lexicon.MONTHS if len(n) <= 4} - {"May", "June", "July"}, key=len)[::-1])
MONTH_NAME = rf"(?:{_FULL}|{_FULL.upper()}|(?:{_SHORT})\b\.?)"
BEFORE_CHRIST = r"(?:BCE?\b|B\. ?C\.(?: ?E\.)?)"
_ERA = rf"(?:{BEFORE_CHRIST}|AD\b|A\. ?D\.|CE\b|C\. ?E\.)"
_PLAIN_YEAR = r"[12][0-9]{3}(?![0-9]|,[0-9]{3}|\.[0-9]|s\b)"
_YEAR = rf"(?P<year>{_PLAIN_YEAR}|[1-9][0-9]{{0,3}}(?= ?{_ERA}))(?: ?(?P<era>{_ERA}))?"
_WHICH = r"(?P<which>that(?: same)?|this|the same|the (?:following|next|previous|preceding|prior)|next|last) year\b"
_IN_YEAR = rf"(?:,? (?:of |in )?{_WHICH}|,?(?: of)? {_YEAR})"
_WEEKDAY = "|".join(lexicon.WEEKDAYS).title()
_SEASON = r"(?P<season>(?i:spring|summer|autumn|fall|winter))"
_HOLIDAYS = "|".join(sorted((*lexicon.HOLIDAYS, *lexicon.EASTER), key=len)[::-1])
_ORDINAL = "|".join(sorted(lexicon.ORDINALS, key=len)[::-1])
JOIN = r"(?: ?- ?| to | and | or | until | till | through |/)"

ISO = re.compile(r"(?P<year>[12][0-9]{3})-(?P<month>0[1-9]|1[0-2])-(?P<day>0[1-9]|[12][0-9]|3[01])(?![0-9-])")
DAY_MONTH = re.compile(
    rf"(?:(?P<weekday>{_WEEKDAY}),? (?:the )?)?(?:the (?={DAY}(?:st|nd|rd|th)))?"
    rf"(?P<day>{DAY}){TH},? (?:of )?(?P<month>{MONTH_NAME})(?![A-Za-z]){_IN_YEAR}?"
)
MONTH_DAY = re.compile(
    rf"(?:(?P<weekday>{_WEEKDAY}),? )?(?P<month>{MONTH_NAME}) (?:the )?(?P<day>{DAY}){TH}(?![0-9A-Za-z:%]|[.,][0-9])"
    rf"{_IN_YEAR}?"
)
MONTH = re.compile(rf"(?P<month>{MONTH_NAME})(?![A-Za-z])(?! [0-9]{{1,2}}[,.:][0-9]){_IN_YEAR}?")
SEASON = re.compile(rf"{_SEASON}(?![A-Za-z]){_IN_YEAR}?(?P<crossing>[-/][0-9]{{2}}(?:[0-9]{{2}})?(?![0-9-]))?")
HOLIDAY = re.compile(rf"(?P<holiday>(?i:{_HOLIDAYS}))(?![A-Za-z]){_IN_YEAR}?")
DECADE = re.compile(rf"(?P<decade>[1-9][0-9]{{1,2}}0)'?s(?![A-Za-z])(?: ?(?P<era>{_ERA}))?")
CENTURY = re.compile(
    rf"(?:(?P<nth>[1-9][0-9]?)(?:st|nd|rd|th)|(?i:(?P<word>{_ORDINAL})))[ -][Cc]entur(?:y|ies)\b(?: ?(?P<era>{_ERA}))?"
)
CENTURY_OF_LIST = re.compile(
    rf"(?:(?P<nth>[1-9][0-9]?)(?:st|nd|rd|th)|(?i:(?P<word>{_ORDINAL})))(?={JOIN}(?:the )?(?:(?:early|late|mid)[ -])?"
    rf"(?:[1-9][0-9]?(?:st|nd|rd|th)|(?i:{_ORDINAL}))[ -][Cc]entur(?:y|ies)(?: ?(?P<era>{_ERA}))?)"
)
YEAR = re.compile(rf"(?:(?P<ad>AD|A\.D\.) (?=[1-9]))?{_YEAR}(?P<doubt>\?)?(?![0-9A-Za-z])")
EARLY_YEAR = re.compile(r"(?:AD|A\.D\.) (?P<year>[1-9][0-9]{0,3})(?![0-9A-Za-z])")
LONG_YEAR = re.compile(
    rf"(?P<year>[1-9][0-9]{{0,2}}(?:,[0-9]{{3}}){{1,2}}|[1-9][0-9]{{4,6}}) ?(?P<era>{BEFORE_CHRIST})"
)
DAY_OF_LIST = re.compile(rf"(?P<day>{DAY}){TH}(?={JOIN}{DAY}{TH},? (?:of )?{MONTH_NAME}(?![A-Za-z]))")
DAY_OF_SERIES = re.compile(rf"(?P<day>{DAY}){TH}(?=, {DAY}{TH}{JOIN}{DAY}{TH} (?:of )?{MONTH_NAME}(?![A-Za-z]))")
YEAR_OF_LIST = re.compile(rf"(?P<year>[1-9][0-9]{{0,3}})(?={JOIN}[1-9][0-9]{{0,3}} ?(?P<era>{_ERA}))")

_NUMERIC = (ISO, DECADE, CENTURY, CENTURY_OF_LIST, DAY_MONTH, DAY_OF_LIST, DAY_OF_SERIES, LONG_YEAR, YEAR_OF_LIST, YEAR)

_RULES: Mapping[str, tuple[re.Pattern[str], ...]] = (
    dict.fromkeys(lexicon.MONTHS, (MONTH_DAY, MONTH))
    | dict.fromkeys(lexicon.SEASONS, (SEASON,))
    | dict.fromkeys(lexicon.WEEKDAYS, (DAY_MONTH, MONTH_DAY))
    | dict.fromkeys(
        (name.partition(" ")[0] for name in (*lexicon.EASTER, *lexicon.HOLIDAYS) if name != "may day"), (HOLIDAY,)
    )
    | {"may": (MONTH_DAY, HOLIDAY, MONTH), "the": (DAY_MONTH,), "ad": (EARLY_YEAR,), "a": (EARLY_YEAR,)}
    | dict.fromkeys(lexicon.ORDINALS, (CENTURY, CENTURY_OF_LIST))
    | dict.fromkeys((word.partition("-")[0] for word in lexicon.ORDINALS if "-" in word), (CENTURY, CENTURY_OF_LIST))
)

OPENINGS = frozenset(_RULES)
"""The words, in lower case, that an atom can begin with; it can also begin with a digit."""

_WORD = re.compile(r"[A-Za-z]+|[0-9]+")
_SHIFTS = {"following": 1, "next": 1, "previous": -1, "preceding": -1, "prior": -1, "last": -1}


def read_atom(text: str, at: int) -> Atom | None:
    """Return the date that begins at a place in folded text, or None."""
    word = _WORD.match(text, at)
    if not word:
        return None
    for rule in _NUMERIC if word[0][0].isdigit() else _RULES.get(word[0].lower(), ()):
        if match := rule.match(text, at):
            return _atom(match)
    return None


def _atom(match: re.Match[str]) -> Atom | None:
    """Make an atom of what a rule found, if its numbers make a date."""
    said = {name: found for name, found in match.groupdict().items() if found}
    value = _value(said)
    if value is None:
        return None
    which = said.get("which", "").removeprefix("the ")
    return Atom(
        match.start(),
        match.end(),
        value,
        year_by=Relation(Precision.YEAR, _SHIFTS.get(which, 0)) if which else None,
        weekday=lexicon.WEEKDAYS.get(said.get("weekday", "").lower()),
        flags=frozenset({"uncertain"} if "doubt" in said else ()),
    )


def _value(said: Mapping[str, str]) -> Value | None:
    """Return the value that named parts make."""
    if "decade" in said:
        return _span(int(said["decade"]), 10, said)
    if "nth" in said or "word" in said:
        number = int(said.get("nth", 0)) or lexicon.ORDINALS[said["word"].lower()]
        return _span(100 * (number - 1), 100, said)
    year = _year(said)
    if "holiday" in said:
        return _holiday(" ".join(said["holiday"].lower().split()), year)
    month = lexicon.MONTHS.get(said.get("month", "").lower().rstrip("."))
    if month is None and "month" in said:
        month = int(said["month"])
    day = int(said["day"]) if "day" in said else None
    season = lexicon.SEASONS.get(said.get("season", "").lower())
    return Value(year, month, day, season, crosses="crossing" in said)


def _year(said: Mapping[str, str]) -> int | None:
    """Return the astronomical year, or None where no year is named."""
    if "year" not in said:
        return None
    year = int(said["year"].replace(",", ""))
    return 1 - year if said.get("era", "").startswith("B") else year


def _span(first: int, span: int, said: Mapping[str, str]) -> Value:
    """Return a decade or century; before Christ its earliest year bears the highest number."""
    if said.get("era", "").startswith("B"):
        return Value(1 - (first + span - 1) if span == 10 else 1 - (first + span), span=span)
    return Value(first, span=span)


def _holiday(name: str, year: int | None) -> Value | None:
    """Return a day by its name; the movable ones need a year."""
    if name in lexicon.HOLIDAYS:
        month, day = lexicon.HOLIDAYS[name]
        return Value(year, month, day)
    if year is None or year < 1:
        return None
    return Value(*civil_day(day_number(year, *easter(year)) + lexicon.EASTER[name]))
