"""Dates told from another date ("the following day", "two weeks later", "that same year"), and how to find them."""

from __future__ import annotations

import re
from dataclasses import replace

from corpus.dates import lexicon
from corpus.dates.grammar import Atom, Relation
from corpus.dates.value import Value, bounds, from_day
from corpus.model import Precision

_DAYPART = "early morning|morning|afternoon|evening|night"
_SEASONS = "|".join(lexicon.SEASONS)
_LONG = rf"month|year|decade|century|{_SEASONS}"
_COUNT = "|".join(sorted(lexicon.NUMBERS, key=len)[::-1])
_ENDS = r"(?=[.,;:)\]!?]|$| (?:and|but|when|that|by|in|at|to|with|was|were|had)\b)"

_SAME = re.compile(
    rf"(?:(?:later|earlier|early|late) (?:on |in )?)?(?:that(?: very)?(?: same)?|the (?:very )?same|this very) "
    rf"(?P<unit>day|{_DAYPART}|{_LONG})\b"
)
_THIS = re.compile(rf"(?:(?:later|earlier|early|late) )?this (?P<unit>month|year|{_SEASONS})\b")
_NEXT = re.compile(
    rf"(?:(?:early|late|later|very early) (?:on |in )?)?(?:the very |the |very )?"
    rf"(?P<way>next|following|previous|preceding|prior) (?P<unit>day|week|{_DAYPART}|{_LONG})\b(?:'s)?"
)
_AFTER = re.compile(rf"the (?P<unit>day|week|month|year) (?P<way>before|after|following|previous|prior){_ENDS}")
_COUNTED = re.compile(
    rf"(?:(?:just|almost|nearly|about|around|roughly|approximately|exactly) )?(?P<half>half )?"
    rf"(?P<count>{_COUNT}|[0-9]{{1,3}}) (?P<unit>day|week|month|year|decade)s? "
    rf"(?P<way>later|earlier|afterwards|afterward|previously|(?:before|after){_ENDS})"
)
_PART = re.compile(
    rf"(?:later|earlier|late|early) (?:on )?in (?:the|that|the same|that same) (?P<unit>year|month|{_SEASONS})\b"
)
_THE = re.compile(r"(?P<unit>year|month|decade|century)\b(?! (?:of\b|[0-9]))")
_ANNIVERSARY = re.compile(
    rf"the (?:{'|'.join(sorted(lexicon.ORDINALS, key=len)[::-1])}|[0-9]{{1,3}}(?:st|nd|rd|th)) anniversary of "
    rf"(?:[\w'-]+ ){{0,9}}?[\w'-]+(?=[,.;:!?)]|$| (?:and|to|was|were|in|on|when|with|the|a|by|at|for) )"
)
_RULES = (_NEXT, _SAME, _THIS, _AFTER, _COUNTED, _PART)

OPENINGS = lexicon.words("""
    that this the later earlier early late very next following previous preceding prior just almost nearly about
    around roughly approximately exactly half
""") | {word.partition("-")[0] for word in lexicon.NUMBERS}
"""The words, in lower case, that a relative date can begin with; it can also begin with a digit."""

_WAYS = {"next": 1, "following": 1, "later": 1, "after": 1, "afterwards": 1, "afterward": 1}
_WEEK = 7


def read_relative(text: str, at: int) -> Atom | None:
    """Return the relative date that begins at a place in folded text, or None."""
    lowered = text[at].lower() + text[at + 1 : at + 120]
    for rule in _RULES:
        if match := rule.match(lowered):
            return _atom(match, at)
    if match := _ANNIVERSARY.match(lowered):
        return Atom(at, at + match.end(), Value(), by=Relation(Precision.YEAR, occasion=True))
    return None


def read_unit(text: str, at: int) -> Atom | None:
    """Return the year in "the end of the year": the unit is a date only after such words."""
    match = _THE.match(text, at) if text.endswith(" of the ", 0, at) else None
    return _atom(match, 0) if match else None


def _atom(match: re.Match[str], at: int) -> Atom:
    """Make an atom of a rule's match."""
    said = match.groupdict()
    unit = said["unit"].removeprefix("early ")
    count = _count(said.get("count") or "a")
    shift = _WAYS.get(said["way"], -1) * count if said.get("way") else 0
    if unit == "week":
        relation = Relation(Precision.DAY, shift, days=_WEEK)
    elif said.get("count") and unit == "decade":
        relation = Relation(Precision.YEAR, 10 * shift)
    else:
        relation = Relation(lexicon.UNITS[unit], shift, season=lexicon.SEASONS.get(unit))
    if said.get("half"):
        relation = replace(relation, unit=Precision.MONTH, shift=6 * shift) if unit == "year" else relation
    return Atom(at + match.start(), at + match.end(), Value(), by=relation)


def _count(word: str) -> int:
    """Return the number that digits or a word name."""
    return int(word) if word.isdigit() else lexicon.NUMBERS[word]


def follow(relation: Relation, base: Value) -> Value | None:
    """Return the date that stands in a relation to another, or None where that one is not precise enough."""
    if base.year is None:
        return None
    return _FOLLOWING[relation.unit](relation, base)


def _day(relation: Relation, base: Value) -> Value | None:
    """Count days from a day."""
    if base.day is None:
        return None
    return from_day(bounds(base)[0] + relation.shift * relation.days)


def _month(relation: Relation, base: Value) -> Value | None:
    """Count months from a month or a day."""
    if base.month is None or base.year is None:
        return None
    months = 12 * base.year + base.month - 1 + relation.shift
    return Value(months // 12, months % 12 + 1)


def _season(relation: Relation, base: Value) -> Value | None:
    """Find the season of the same year, or the nearest before or after."""
    if relation.season is None or base.year is None:
        return None
    month = base.month or (3 * (base.season - 20) if base.season else 6)
    begins = 3 * (relation.season - 20)
    year = base.year
    if relation.shift > 0 and begins <= month:
        year += 1
    elif relation.shift < 0 and begins + 2 >= month:
        year -= 1
    return Value(year, season=relation.season)


def _year(relation: Relation, base: Value) -> Value | None:
    """Count years."""
    return None if base.year is None or base.span > 1 else Value(base.year + relation.shift)


def _decade(relation: Relation, base: Value) -> Value | None:
    """Count decades."""
    return None if base.year is None else Value(_floor(base.year, 10) + 10 * relation.shift, span=10)


def _century(relation: Relation, base: Value) -> Value | None:
    """Count centuries."""
    return None if base.year is None else Value(_floor(base.year, 100) + 100 * relation.shift, span=100)


def _floor(year: int, span: int) -> int:
    """Return the earliest year of a year's decade or century, counted from the year 0 or back from 1 BC."""
    if year > 0:
        return year // span * span
    before = 1 - year
    return 1 - (before // span * span + span - 1) if span == 10 else 1 - ((before - 1) // span * span + span)


_FOLLOWING = {
    Precision.DAY: _day,
    Precision.MONTH: _month,
    Precision.SEASON: _season,
    Precision.YEAR: _year,
    Precision.DECADE: _decade,
    Precision.CENTURY: _century,
}
