"""Dates joined to ranges, whose ends share a day's month, a month's year, or the digits of a year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from corpus.dates import lexicon, traps
from corpus.dates.grammar import DAY, JOIN, MONTH_NAME, TH, Atom
from corpus.dates.phrases import CAPITALS, OPENINGS, read_phrase
from corpus.dates.value import Value
from corpus.model import Precision

_JOIN = re.compile(rf"{JOIN}|, ")
_SHORT_YEAR = re.compile(
    r"(?P<join> ?[-/] ?'?| and '?| to '?)(?P<year>[0-9]{1,2})(?![0-9A-Za-z-]|[.,:][0-9])"
    rf"(?!,? (?:of )?{MONTH_NAME})"
)
_SHORT_DAY = re.compile(
    rf"(?P<join>{JOIN})(?P<day>{DAY}){TH}(?![0-9A-Za-z%:-]|[.,:][0-9])(?:,? (?P<year>[12][0-9]{{3}})(?![0-9]))?"
)
_COUNTED = re.compile(r" ([a-z]+)")
_MOST_PARTS = 8
_DAYS = re.compile(r"[ (]")


@dataclass(frozen=True, slots=True)
class Expression:
    """One date, or a range with its parts; what the parts share has been shared."""

    start: int
    end: int
    atoms: tuple[Atom, ...]


# A number of one or two digits may begin a date only with a word or another number behind it: "12 June", "3-4 July".
_NUMBER = r"[0-9]{1,2}(?![0-9])(?=[a-z]{2}|,? ?[A-Za-z]|,? ?-|-|/|,)|[0-9]{3}"
_TRIGGER = re.compile(
    rf"(?<=[a-z])[0-9]{{1,2}}(?= {MONTH_NAME} [0-9]{{4}})|"  # "Died21 August 1940": a label lost its space
    rf"(?<![A-Za-z0-9])(?<![0-9]-)(?:{_NUMBER}|(?:{lexicon.any_of(OPENINGS | CAPITALS)})(?![A-Za-z]))"
)


def expressions(text: str) -> Iterator[Expression]:
    """Yield the date expressions of folded text from left to right."""
    at = 0
    while trigger := _TRIGGER.search(text, at):
        found = _expression(text, trigger.start())
        if found:
            yield found
        at = found.end if found else trigger.end()


def _expression(text: str, at: int) -> Expression | None:
    """Return the expression that begins at a place, or None."""
    atom = read_phrase(text, at)
    if atom is None:
        return None
    atoms = [atom]
    while len(atoms) < _MOST_PARTS and (following := _next(text, atoms[-1], at)):
        atoms.append(following)
    if _lacks_month(atoms[-1].value):
        return None
    return Expression(at, atoms[-1].end, _share(atoms))


def _lacks_month(value: Value) -> bool:
    """Say whether a value is a day of no month."""
    return value.day is not None and value.month is None


def _next(text: str, atom: Atom, start: int) -> Atom | None:
    """Return the date that is joined to one, or None."""
    if atom.by is not None:
        return None
    short = _short_year(text, atom) or _short_day(text, atom)
    if short:
        return short
    join = _JOIN.match(text, atom.end)
    other = read_phrase(text, join.end()) if join and join.end() < len(text) else None
    if join is None or other is None or other.by is not None:
        return None
    between = traps.word_before(text, start) == "between"
    return other if _belongs(join[0].strip(), atom.value, other.value, between=between) else None


def _short_year(text: str, atom: Atom) -> Atom | None:
    """Read "-07" behind 1904."""
    year = atom.value.year
    if year is None or year < traps.LOWEST or not text[atom.end - 4 : atom.end].isdigit():
        return None
    match = _SHORT_YEAR.match(text, atom.end)
    if not match or int(match["year"]) <= year % 10 ** len(match["year"]):
        return None
    if match["join"].strip()[0].isalpha() and (len(match["year"]) == 1 or _counts(text, match.end())):
        return None
    later = year - year % 10 ** len(match["year"]) + int(match["year"])
    return Atom(match.start("year"), match.end(), Value(later))


def _short_day(text: str, atom: Atom) -> Atom | None:
    """Read "-7" behind "April 6", and the year behind that."""
    if atom.value.day is None or atom.value.month is None or not text[atom.end - 1].isdigit() or atom.value.year:
        return None
    match = _SHORT_DAY.match(text, atom.end)
    if not match or _counts(text, match.end()) or text[atom.start].isdigit():
        return None
    year = int(match["year"]) if match["year"] else None
    return Atom(match.start("day"), match.end(), Value(year, atom.value.month, int(match["day"])))


def _counts(text: str, at: int) -> bool:
    """Say whether the word behind a number is what it counts."""
    word = _COUNTED.match(text, at, at + 20)
    return bool(word and word[1] in lexicon.COUNTED)


def _belongs(join: str, first: Value, second: Value, *, between: bool) -> bool:
    """Say whether two dates are one expression; "and" joins only what shares parts, or stands after "between"."""
    if _lacks_month(first):
        return second.day is not None
    if join == ",":
        return False
    if join in {"and", "or"} and not between:
        return first.year is None and second.precision is first.precision and first.day is None
    if first.year is None and second.year is None and join != "and":
        return first.precision is second.precision
    return _ordered(first, second) and first.span == second.span


def _ordered(first: Value, second: Value) -> bool:
    """Say whether a range runs forward, as far as its parts tell."""
    if first.year is None or second.year is None:
        return second.year is not None or first.precision is second.precision
    return (first.year, first.month or 0, first.day or 0) <= (second.year, second.month or 12, second.day or 31)


def _share(atoms: list[Atom]) -> tuple[Atom, ...]:
    """Give each atom the month and year that a later or an earlier one has."""
    shared = atoms[-1:]
    for atom in reversed(atoms[:-1]):
        shared.insert(0, replace(atom, value=_from_later(atom.value, shared[0].value)))
    for at in range(1, len(shared)):
        shared[at] = replace(shared[at], value=_from_earlier(shared[at].value, shared[at - 1].value))
    return tuple(shared)


def _from_later(value: Value, later: Value) -> Value:
    """Take the month and the year of the range's later end; the turn of the year may lie between."""
    if _lacks_month(value):
        value = replace(value, month=later.month)
    if value.year is None and later.year is not None:
        crosses = _place(value) > _place(later) and later.precision is not Precision.YEAR
        value = value.of(later.year - crosses)
    return value


def _from_earlier(value: Value, earlier: Value) -> Value:
    """Take the year of the range's earlier end."""
    if value.year is None and earlier.year is not None:
        return value.of(earlier.year + (_place(value) < _place(earlier)))
    return value


def _place(value: Value) -> tuple[int, int]:
    """Return where in its year a value begins; a winter counts as its first month's end of year."""
    if value.season is not None:
        return 3 * (value.season - 20) % 12, 0
    return value.month or 0, value.day or 0
