"""Time expressions that name no day of a calendar: durations, frequencies, and the writer's now, past and future."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from corpus.dates.lexicon import NUMBERS, any_of, fold, words


@dataclass(frozen=True, slots=True)
class Undated:
    """A time expression in a paragraph's text, with its TIMEX3 value: `P2W`, `PRESENT_REF`, `XXXX-XX-XX`."""

    start: int
    end: int
    value: str


_UNITS = {"hour": "H", "minute": "M", "day": "D", "night": "D", "week": "W", "month": "M", "year": "Y"}
_UNITS |= {"decade": "DE", "century": "CE", "centurie": "CE"}
_FREQUENCIES = {"daily": "XXXX-XX-XX", "weekly": "XXXX-WXX", "monthly": "XXXX-XX", "annually": "XXXX", "yearly": "XXXX"}
_REFERENCES = {
    "now": "PRESENT_REF", "right now": "PRESENT_REF", "currently": "PRESENT_REF", "current": "PRESENT_REF",
    "today": "PRESENT_REF", "these days": "PRESENT_REF", "present day": "PRESENT_REF", "present-day": "PRESENT_REF",
    "nowadays": "PRESENT_REF", "at present": "PRESENT_REF", "the present": "PRESENT_REF",
    "former": "PAST_REF", "formerly": "PAST_REF", "recent": "PAST_REF", "recently": "PAST_REF", "the past": "PAST_REF",
    "future": "FUTURE_REF", "the future": "FUTURE_REF", "the same time": "", "this period": "", "that period": "",
    "the same period": "",
}  # fmt: skip
_UNIT = r"(?P<unit>hour|minute|day|night|week|month|year|decade|centur(?:y|ie))"
_NUMBER = rf"(?:{any_of(NUMBERS)}|[0-9]{{1,6}}(?:\.[0-9]{{1,3}})?)"
_WHICH = "next|first|last|past|following|previous|subsequent|intervening|coming|preceding"

_LASTING = re.compile(
    rf"(?:(?:nearly|almost) )?(?:(?:the |a )?(?:{_WHICH}|another) )?"
    rf"(?P<number>{_NUMBER})(?: or more| more| full| whole| long)?[ -]{_UNIT}s?"
    r"(?:[- ](?:long|old|period))?\b(?! of age)",
    re.IGNORECASE,
)
_VAGUE = re.compile(
    rf"(?:only )?(?:(?:the )?(?:{_WHICH}) )?"
    rf"(?:(?:a )?(?:few|couple of)|several|many|some|(?<=next )|(?<=following )|(?<=intervening )) ?{_UNIT}s"
    r"(?: (?P<way>later|afterwards|earlier|before|ago))?\b",
    re.IGNORECASE,
)
_BARE = re.compile(
    r"(?:(?<=within )|(?<=for )|(?=\w+ (?:later|earlier)\b))(?P<unit>hour|day|week|month|year|decade)s"
    r"(?: (?P<way>later|earlier))?\b"
)
_RATE = re.compile(r"per (?P<unit>day|week|month|year)\b|(?<=[0-9] )a (?P<each>day|week|month|year)\b")
_FREQUENT = re.compile(rf"(?:{'|'.join(_FREQUENCIES)})\b", re.IGNORECASE)
_REFERRING = re.compile(rf"(?:{'|'.join(sorted(_REFERENCES, key=len)[::-1])})\b(?! known as\b)", re.IGNORECASE)
_NIGHT = re.compile(
    r"(?<=\bat )(?:night|dawn|noon|midnight)\b|(?<=during the )night\b|night-time|tonight\b", re.IGNORECASE
)
_CLOCK = re.compile(
    r"(?P<hour>1[0-2]|0?[1-9])(?:[:.](?P<minute>[0-5][0-9]))? ?(?P<half>[ap])\.?m\b\.?"
    r"|(?P<hours>[01]?[0-9]|2[0-3]):(?P<minutes>[0-5][0-9])(?![0-9:])",
    re.IGNORECASE,
)  # fmt: skip
_OPENINGS = words("""
    per right current these present nowadays at the former recent future this that today tonight night next first last
    past following another subsequent previous nearly almost only few several many some coming preceding intervening
    hours minutes days nights weeks months years decades centuries dawn noon midnight formerly
""")
_FIRST = {word.partition(mark)[0] for mark in "- " for word in (*NUMBERS, *_REFERENCES, *_FREQUENCIES)}
_TRIGGER = re.compile(rf"(?<![\w.,$-])(?:[0-9]+|(?:{any_of(_OPENINGS | _FIRST)})(?![A-Za-z]))")


def read_undated(text: str, taken: Iterable[tuple[int, int]] = ()) -> list[Undated]:
    """Return the undated expressions of a paragraph's text, outside the spans that dates have taken."""
    dates = sorted(taken)
    return [found for found in _scan(fold(text)) if not _overlaps(found, dates)]


def _overlaps(found: Undated, dates: Sequence[tuple[int, int]]) -> bool:
    """Say whether an expression overlaps one of the dates, which are disjoint and in order."""
    before = bisect_left(dates, found.end, key=lambda date: date[0])
    return before > 0 and dates[before - 1][1] > found.start


def _scan(text: str) -> Iterator[Undated]:
    """Yield the expressions from left to right."""
    at = 0
    while trigger := _TRIGGER.search(text, at):
        found = _read(text, trigger.start())
        if found:
            yield found
        at = max(found.end, trigger.end()) if found else trigger.end()


def _read(text: str, at: int) -> Undated | None:
    """Return the longest expression that begins at a place, or None."""
    matches = [(rule.match(text, at), value) for rule, value in _RULES]
    return max(
        (Undated(at, match.end(), value(match)) for match, value in matches if match),
        key=lambda found: found.end,
        default=None,
    )


def _lasting(match: re.Match[str]) -> str:
    """Return the value of a counted duration."""
    number = match["number"].lower()
    return _duration(str(NUMBERS.get(number, number)), match["unit"])


def _duration(number: str, unit: str) -> str:
    """Return a duration; hours and minutes stand behind a T."""
    code = _UNITS[unit.lower()]
    return f"P{'T' if unit.lower() in {'hour', 'minute'} else ''}{number}{code}"


def _vague(match: re.Match[str]) -> str:
    """Return the value of an uncounted duration, or of what lies one away."""
    way = (match["way"] or "").lower()
    if way:
        return "FUTURE_REF" if way in {"later", "afterwards"} else "PAST_REF"
    return _duration("X", match["unit"])


def _rate(match: re.Match[str]) -> str:
    """Return the value of a rate."""
    return _duration("1", match["unit"] or match["each"])


def _clock(match: re.Match[str]) -> str:
    """Return a time of an unknown day."""
    if match["hours"]:
        return f"XXXX-XX-XXT{int(match['hours']):02}:{match['minutes']}"
    hour = int(match["hour"]) % 12 + (12 if match["half"].lower() == "p" else 0)
    return f"XXXX-XX-XXT{hour:02}:{match['minute'] or '00'}"


_RULES = (
    (_LASTING, _lasting),
    (_VAGUE, _vague),
    (_BARE, _vague),
    (_RATE, _rate),
    (_FREQUENT, lambda match: _FREQUENCIES[match[0].lower()]),
    (_REFERRING, lambda match: _REFERENCES[match[0].lower()]),
    (_NIGHT, lambda match: "XXXX-XX-XXTNI"),
    (_CLOCK, _clock),
)
