"""Resolve short citations ("Weir 2003a, p. 40") to the full entry of the same document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from corpus.model import Reference, ReferenceKind

_NAME = r"[^\W\d_][\w'’ʹ.-]{0,40}"
_SHORT = re.compile(
    r"(?:(?:See|see|Cf\.|cf\.|Quoted in|quoted in|In|in|e\.g\.|also)[, ]+)?(?:also )?"
    rf"(?P<names>{_NAME}(?:(?: and | & |, (?:and |& )?| ){_NAME}){{0,6}}?)(?:,? et al\.?)?,? "
    r"(?:(?P<year>[12]\d{3})(?P<letter>[a-z])?(?=$|[,.:\[]| p| \[)"
    r"|\((?P<round_year>[12]\d{3})(?P<round_letter>[a-z])?(?:\)|, |: )(?=\.?$|,? ?:? ?(?:pp?\.|ch|vol|§|\d)))"
)
_BRACKETS = re.compile(r"\(([^()]{4,30})\)")
_YEAR = re.compile(r"(?<!\d)([12]\d{3})([a-z])?(?!\w)")
_SPLIT_NAMES = re.compile(r" and | & |, ")
_EDITORS = re.compile(r",? \(?(?:eds?|trans)\.?\)?\.?$")
_HEAD = 300
_QUOTES = frozenset('"“”')

Key = tuple[str, str, str]
"""Surname of the first author, year, letter."""


def resolve_citations(references: Sequence[Reference]) -> tuple[Reference, ...]:
    """Give each short citation the number of the full entry that it stands for, where exactly one work fits."""
    works = _works(references)
    return tuple(replace(reference, entry=_entry(reference, works)) for reference in references)


def short_citations(text: str) -> list[tuple[str, str, str]]:
    """Return surname, year and letter of each short citation that an entry consists of."""
    found = []
    for piece in text[: 20 * _HEAD].split(";"):
        if match := _SHORT.match(piece.replace("\u00a0", " ").strip()[:_HEAD]):
            surname = _SPLIT_NAMES.split(match["names"])[0]
            year, letter = match["year"] or match["round_year"], match["letter"] or match["round_letter"] or ""
            found.append((_fold(surname), year, letter))
    return found


def _entry(reference: Reference, works: Mapping[Key, list[Reference]]) -> int | None:
    """Return the number of the entry that the first resolvable short citation stands for."""
    if reference.kind is ReferenceKind.ENTRY:
        return None
    for surname, year, letter in short_citations(reference.text):
        fits = works.get((surname, year, letter)) or (works.get((surname, year, ""), []) if letter else [])
        if len({_work(fit) for fit in fits}) == 1 and fits[0].number != reference.number:
            return fits[0].number
    return None


def _works(references: Iterable[Reference]) -> dict[Key, list[Reference]]:
    """Return the full entries by author and year; those of a bibliography hide full citations in the notes."""
    works: dict[Key, list[Reference]] = {}
    for reference in references:
        for key in _keys(reference):
            known = works.setdefault(key, [])
            if known and known[0].kind is not ReferenceKind.ENTRY and reference.kind is ReferenceKind.ENTRY:
                known.clear()
            if not known or reference.kind is ReferenceKind.ENTRY or known[0].kind is not ReferenceKind.ENTRY:
                known.append(reference)
    return works


@dataclass(frozen=True, slots=True)
class _Full:
    """How a full entry begins: names, the year in brackets, and what follows."""

    names: str
    year: str
    letter: str
    rest: str


def _full(reference: Reference) -> _Full | None:
    """Return how a full entry begins, or None where an entry begins otherwise."""
    head = reference.text[:_HEAD].replace("\u00a0", " ")
    for match in islice(_BRACKETS.finditer(head), 3):
        if year := _YEAR.search(match[1]):
            names = head[: match.start()].strip()
            if 2 <= len(names) <= 200 and not set(names) & _QUOTES:
                return _Full(names, year[1], year[2] or "", head[match.end() :])
    return None


def _keys(reference: Reference) -> list[Key]:
    """Return the keys under which a full entry may be cited: its first author or editor and the year."""
    full = None if short_citations(reference.text[:_HEAD]) else _full(reference)
    return [(name, full.year, full.letter) for name in _surnames(full.names)] if full else []


def _surnames(names: str) -> list[str]:
    """Return the surname of the first author of "Weir, Ada; Orr, Ben", of "Ada Weir" or of "Ada Weir and Ben Orr"."""
    first = _EDITORS.sub("", names.split(";")[0].strip()).strip(" .,")
    if "," in first:
        return [_fold(first.split(",")[0])]
    words = re.split(r" and | & ", first)[0].split()
    return [_fold(words[-1])] if 0 < len(words) <= 5 else []


def _work(reference: Reference) -> str:
    """Return a name for the work of a full entry: its title, folded, without the place in it."""
    full = _full(reference)
    title = re.sub(r"^[\s.\[\]\d\"“]+", "", full.rest if full else reference.text[:_HEAD])
    return _fold(re.split(r"[.\"”(]", title, maxsplit=1)[0])


def _fold(name: str) -> str:
    """Return a name as it is compared."""
    return " ".join(re.findall(r"\w+", name.casefold()))
