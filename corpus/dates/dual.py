"""Old Style and New Style: marks behind a date, and one day given in both calendars."""

from __future__ import annotations

import re
from dataclasses import replace

from corpus.dates.calendars import is_day
from corpus.dates.grammar import DAY_MONTH, MONTH_DAY, YEAR, Atom, read_atom
from corpus.dates.value import Value, bounds, from_day
from corpus.model import Calendar

_OLD = r"(?:O\. ?S\.|OS\b|[Oo]ld [Ss]tyle|Julian(?: [Cc]alendar)?\b)"
_NEW = r"(?:N\. ?S\.|NS\b|[Nn]ew [Ss]tyle|Gregorian(?: [Cc]alendar)?\b)"
_STYLE = rf"(?:in the |by the |according to the )?(?:{_OLD}|{_NEW}),?:?"
_OPEN = re.compile(rf",? ?[\[(](?P<style>{_STYLE} )?(?:c(?:a|irca)?\.? )?(?=[0-9A-Z])")
_CLOSE = re.compile(rf"(?P<style>,? {_STYLE})?[\])]")
_MARK = re.compile(rf",? ?(?:\({_STYLE}\)|\[{_STYLE}\]|{_STYLE})")
_IS_OLD = re.compile(_OLD)
_IS_NEW = re.compile(_NEW)
_YEAR_BEHIND = re.compile(r",? ")
_SLASH = re.compile(r" ?/ ?")


def with_style(text: str, atom: Atom) -> Atom:
    """Return a day with the other half and the calendar mark that stand behind it, or as it is."""
    if atom.value.day is None or atom.value.month is None:
        return atom
    return _bracketed(text, atom) or _slashed(text, atom) or _marked(text, atom)


def _marked(text: str, atom: Atom) -> Atom:
    """Read "(Julian Calendar)" or "O.S." behind a date."""
    mark = _MARK.match(text, atom.end)
    if not mark:
        return atom
    marked = Calendar.JULIAN if _IS_OLD.search(mark[0]) else Calendar.GREGORIAN
    bracketed = mark[0].endswith((")", "]"))
    return replace(atom, end=atom.end if bracketed else mark.end(), marked=marked)


def _bracketed(text: str, atom: Atom) -> Atom | None:
    """Read "[O.S. 26 October]" behind a date, and the year behind the bracket."""
    opening = _OPEN.match(text, atom.end)
    if not opening:
        return None
    other = _day(text, opening.end())
    closing = _CLOSE.match(text, other.end) if other else None
    if not other or not closing:
        return None
    style = f"{opening['style']} {closing['style']}"
    year = _year_behind(text, closing.end()) if atom.value.year is None else None
    end = year.end if year else closing.end()
    first = _shared(atom.value, year.value if year else other.value)
    second = _shared(other.value, first)
    return _paired(atom, end, first, second, style)


def _slashed(text: str, atom: Atom) -> Atom | None:
    """Read "25 October/7 November 1917": the earlier half is the Old Style."""
    slash = _SLASH.match(text, atom.end)
    other = _day(text, slash.end()) if slash else None
    if not other:
        return None
    first = _shared(atom.value, other.value)
    return _paired(atom, other.end, first, _shared(other.value, first), "")


def _day(text: str, at: int) -> Atom | None:
    """Return the day that begins at a place, or None."""
    if not (DAY_MONTH.match(text, at) or MONTH_DAY.match(text, at)):
        return None
    return read_atom(text, at)


def _year_behind(text: str, at: int) -> Atom | None:
    """Return the year behind a bracket."""
    gap = _YEAR_BEHIND.match(text, at)
    return read_atom(text, gap.end()) if gap and YEAR.match(text, gap.end()) else None


def _shared(value: Value, other: Value) -> Value:
    """Return a value with the other's year where it has none."""
    return replace(value, year=other.year) if value.year is None else value


def _paired(atom: Atom, end: int, first: Value, second: Value, style: str) -> Atom | None:
    """Join two halves, if they are marked as such or as far apart as the calendars are; keep the New Style."""
    old, new = bool(_IS_OLD.search(style)), bool(_IS_NEW.search(style))
    if not old and not new and not _agree(first, second) and not _agree(second, first):
        return None
    styled, kept = (second, first) if old or (not new and _agree(first, second)) else (first, second)
    styled = _shared(styled, kept)
    kept = _shared(kept, styled)
    flags = atom.flags if kept.year is None or _agree(kept, styled) else atom.flags | {"disagrees"}
    return replace(atom, end=end, value=kept, old=styled, marked=Calendar.DUAL, flags=flags)


def _agree(new: Value, old: Value) -> bool:
    """Say whether a Gregorian and a Julian day, as they are written, are the same day."""
    if new.year is None or new.month is None or new.day is None or not is_day(new.year, new.month, new.day):
        return False
    return from_day(bounds(new)[0], Calendar.JULIAN) == old
