"""Time expressions that name no day of a calendar: durations, frequencies, and the writer's now, past and future."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from corpus.dates.lexicon import NUMBERS, fold


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
_NUMBER = rf"(?:{'|'.join(sorted(NUMBERS, key=len)[::-1])}|[0-9]+(?:\.[0-9]+)?)"

_LASTING = re.compile(
    rf"(?:(?:nearly|almost) )?(?:(?:the |a )?(?:next|first|last|past|following|previous|another|subsequent) )?"
    rf"(?P<number>{_NUMBER})(?: or more| more| full| whole| long)?[ -]{_UNIT}s?(?:[- ](?:long|old|period))?\b(?! of age)",
    re.IGNORECASE,
)
_VAGUE = re.compile(
    rf"(?:only )?(?:(?:the )?(?:next|first|last|past|following|subsequent|previous|intervening|coming|preceding) )?"
    rf"(?:(?:a )?(?:few|couple of)|several|many|some|(?<=next )|(?<=following )|(?<=intervening )) ?{_UNIT}s"
    rf"(?: (?P<way>later|afterwards|earlier|before|ago))?\b",
    re.IGNORECASE,
)
_RATE = re.compile(rf"per (?P<unit>day|week|month|year)\b|(?<=[0-9] )a (?P<each>day|week|month|year)\b")
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
_TRIGGER = re.compile(
    rf"(?<![\w.,$-])(?:[0-9]|(?:{'|'.join({word.partition('-')[0] for word in NUMBERS})}|per|daily|weekly|monthly|annually|"
    r"yearly|now|right|current|these|present|nowadays|at|the|former|recent|future|this|that|today|tonight|night|next|first|"
    r"last|past|following|another|subsequent|previous|nearly|almost|only|few|several|many|some|coming|preceding|"
    r"intervening|hours|minutes|days|nights|weeks|months|years|decades|centuries|dawn|noon|midnight|currently|recently|"
    r"formerly)(?![A-Za-z]))",
    re.IGNORECASE,
)


def read_undated(text: str, taken: Iterable[tuple[int, int]] = ()) -> list[Undated]:
    """Return the undated expressions of a paragraph's text, outside the spans that dates have taken."""
    dates = sorted(taken)
    return [found for found in _scan(fold(text)) if not any(s < found.end and found.start < e for s, e in dates)]


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
    (
        re.compile(rf"(?<=within ){_UNIT}s\b|(?<=for ){_UNIT.replace('?P<unit>', '?P<span>')}s\b"),
        lambda m: _duration("X", m["unit"] or m["span"]),
    ),
    (
        re.compile(r"(?:days|weeks|months|years) (?P<way>later|earlier)\b"),
        lambda m: "FUTURE_REF" if m["way"] == "later" else "PAST_REF",
    ),
    (_RATE, _rate),
    (_FREQUENT, lambda match: _FREQUENCIES[match[0].lower()]),
    (_REFERRING, lambda match: _REFERENCES[match[0].lower()]),
    (_NIGHT, lambda match: "XXXX-XX-XXTNI"),
    (_CLOCK, _clock),
)
