"""Find the reference markers of running text, and say which entry of a document's lists each one points to."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from itertools import pairwise

from corpus.model import Marker, MarkerKind, Reference, ReferenceKind

_PLAIN = (
    r"(?:[\w'’ \u00a0/-]{1,40}[ \u00a0])?needed(?: to verify)?|(?:ISBN|page|author|date|year) missing|editorializing"
    r"|failed verification|not in citation given|(?:permanent )?dead link|broken anchor|circular reference"
    r"|excessive citations|needs update|update|edit|attribution|jargon|weasel words|peacock prose"
    r"|(?:dubious|disputed|vague|neutrality is disputed|undue weight|specify)(?:[ \u00a0][–-][ \u00a0]discuss)?"
)
_ASKED = (
    r"(?:by |according to |like )?whom|who|when|where|which(?: one)?|why|how|what|whose|original research|tone"
    r"|unreliable source|self-published source|importance of example|relevant|specify|dubious|opinion|clarify"
    r"|undue weight|unbalanced opinion|disputed"
)
_NAMED = r"(?:notes?|nb|n|fn|efn|lower-alpha|upper-alpha|lower-roman|lower-greek)[ \u00a0]?\d{1,4}"
_BRACKET = re.compile(
    rf"\[(?=[^\[\]]{{1,60}}\])(?:(?P<number>\d{{1,5}})|(?P<note>[a-zA-Z]{{1,2}}|[ivx]{{1,5}}|(?i:{_NAMED}))"
    rf"|(?P<editorial>(?i:{_PLAIN}|(?:{_ASKED})\?(?:[ \u00a0][–-][ \u00a0]discuss)?)))\]"
)
_PAGE = r"(?:[0-9]{1,6}|(?=[ivxl])(?:xl|l?x{0,3})(?:ix|iv|v?i{0,3}))"
_PAGES = rf"{_PAGE}(?:[–-]{_PAGE})?"
_LOCATOR = re.compile(
    rf":[ \u00a0\u2009\u200a]{{0,2}}((?:(?:pp?|ch|vol|sec|fol|n)\.?[ \u00a0]?|§[ \u00a0]?)?{_PAGES}"
    rf"(?:,[ \u00a0]?{_PAGES}){{0,20}})(?!\w|[.,:]\d)"
)
_MARKER = re.compile(f"{_BRACKET.pattern}(?:{_LOCATOR.pattern})?")
_OPENING = frozenset("'‘“«([{/\"")
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv", "xvi", "xvii")

Resolver = Mapping[tuple[ReferenceKind, str], int]


def without_markers(text: str) -> str:
    """Return a text as it reads without anything that may be a marker, for looking at its words only."""
    return _MARKER.sub("", text)


def resolver(references: Iterable[Reference]) -> Resolver:
    """Return the number of each entry by its list and label."""
    return {(reference.kind, reference.label): reference.number for reference in reversed(list(references))}


def find_markers(text: str, start: int, end: int, known: Resolver) -> tuple[Marker, ...]:
    """Return the markers of `text[start:end]`, each with its locator and the number of the entry it points to."""
    found: list[Marker] = []
    for match in _BRACKET.finditer(text, start, end):
        marker = _marker(text, match, end, known)
        if marker and _stands(text, marker, found[-1].end if found else start, start, end):
            found.append(marker)
    return tuple(found)


def holes(text: str, markers: Iterable[Marker], start: int) -> tuple[tuple[int, int], ...]:
    """Return what to take out with the markers: themselves, and white space that would be left before a full stop."""
    spans: list[tuple[int, int]] = []
    runs = [(marker.start, marker.end) for marker in markers]
    for (_, last), (first, end) in pairwise([(start, start), *runs]):
        before = first
        while before > last and text[before - 1].isspace():
            before -= 1
        if start < before < first and text[end : end + 1] in {".", ",", ";", ":", "!", "?", ")"}:
            spans.append((before, first))
        spans.append((first, end))
    return tuple(spans)


def note_labels(text: str) -> Callable[[int], str]:
    """Return how this text labels its notes: with letters, Roman numbers or as "note 1"."""
    named = re.search(rf"\[({_NAMED})\]", text, re.IGNORECASE)
    if "[a]" not in text and named:
        prefix = named[1].rstrip("0123456789")
        return lambda number: f"{prefix}{number}"
    if "[ii]" in text and "[b]" not in text:
        return lambda number: _ROMAN[number - 1] if 0 < number <= len(_ROMAN) else str(number)
    if "[A]" in text and "[a]" not in text:
        return lambda number: _letters(number).upper()
    return _letters


def _letters(number: int) -> str:
    """Return the label of a list counted in letters: a … z, aa, ab …"""
    label = ""
    while number:
        number, letter = divmod(number - 1, 26)
        label = chr(ord("a") + letter) + label
    return label


def _marker(text: str, match: re.Match[str], end: int, known: Resolver) -> Marker | None:
    """Return the marker that a bracket is, if its label can be one."""
    if label := match["editorial"]:
        return Marker(match.start(), match.end(), MarkerKind.EDITORIAL, label)
    kind = MarkerKind.NUMBERED if match["number"] else MarkerKind.NOTE
    label = match["number"] or match["note"]
    target = known.get((ReferenceKind.NUMBERED if match["number"] else ReferenceKind.NOTE, label))
    if target is None and kind is MarkerKind.NOTE and len(label) > 1 and not label[-1].isdigit():
        return None
    locator = _LOCATOR.match(text, match.end(), min(end, match.end() + 400))
    if locator:
        return Marker(match.start(), locator.end(), kind, label, locator[1], target)
    return Marker(match.start(), match.end(), kind, label, "", target)


def _stands(text: str, marker: Marker, last: int, start: int, end: int) -> bool:
    """Whether a bracket stands where a marker does: after a word, a mark or a marker, not in the place of a word."""
    if marker.kind is MarkerKind.EDITORIAL or (marker.start == last and last > start):
        return True
    before, after = text[max(start, marker.start - 2) : marker.start], text[marker.end : min(end, marker.end + 1)]
    if not before or _opens(before) or (marker.kind is MarkerKind.NOTE and after.isalnum()):
        return False
    if not before[-1].isspace():
        return True
    return marker.reference is not None and not (after.isalnum() or _a_word_follows(text, marker, end))


def _opens(before: str) -> bool:
    """Whether what stands before a bracket opens a quotation or a bracket, so that the bracket begins its words."""
    return before[-1] in _OPENING and (len(before) == 1 or before[0].isspace())


def _a_word_follows(text: str, marker: Marker, end: int) -> bool:
    """Whether a lower-case word comes next, as after "[12] men": then the bracket is the quoter's own word."""
    return text[marker.end : min(end, marker.end + 3)].lstrip()[:1].islower()
