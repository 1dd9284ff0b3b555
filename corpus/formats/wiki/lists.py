"""The lists at an article's end: explanatory notes, numbered references, and full bibliography entries."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.formats.markers import note_labels
from corpus.formats.wiki import shapes
from corpus.formats.wiki.lines import Line
from corpus.model import ReferenceKind, Zone
from corpus.text import show

_BACKLINKS = re.compile(r"\d{1,6}\.[ \u00a0][\^↑]\s*(?:Jump up to:\s*)?")
_LETTER = re.compile(r"([a-z]{1,2})\s+")
_DEBRIS = re.compile(
    r"\{\{cite [\w ]{1,30}\}\}: CS1 maint: [^{}]{0,200}?\(link\)|\{\{cite [\w ]{1,30}\}\}:[^{}]{0,200}$"
)
_URL = re.compile(r"https?://[^\s<>\"“”\[\]]+")
_BULLET = re.compile(r"[•◦▪‣*·○●■–-][ \u00a0]\s*")


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a list: its lines, its kind and label, and the file's offsets of its words."""

    lines: range
    kind: ReferenceKind
    label: str
    start: int
    end: int
    holes: tuple[tuple[int, int], ...]


def find_entries(source: str, lines: Sequence[Line]) -> list[Entry]:
    """Return the entries of the lists of notes and references, in order."""
    lists = _lists(lines)
    notes = _notes(source, lists)
    label_of = note_labels(source)
    entries: list[Entry] = []
    for place, (numbers, spans) in enumerate(lists):
        kind, label = (ReferenceKind.NOTE, label_of) if place in notes else (ReferenceKind.NUMBERED, str)
        entries += [
            _entry(source, lines, span, kind, label(number)) for number, span in zip(numbers, spans, strict=True)
        ]
    return entries


def zones_of(entries: Sequence[Entry]) -> dict[int, Zone]:
    """Return the zone of each line of the lists."""
    return {
        index: Zone.NOTE if entry.kind is ReferenceKind.NOTE else Zone.REFERENCE
        for entry in entries
        for index in entry.lines
    }


def bibliography_entry(lines: Sequence[Line], index: int) -> Entry:
    """Return the full entry that a line of a bibliography is."""
    line = lines[index]
    bullet = _BULLET.match(line.text)
    start = line.start + (bullet.end() if bullet else 0)
    return Entry(
        range(index, index + 1), ReferenceKind.ENTRY, "", start, line.end, ((line.start, start),) if bullet else ()
    )


def words_of(source: str, entry: Entry, holes: Sequence[tuple[int, int]]) -> str:
    """Return an entry's text as shown."""
    return show(source, entry.start, entry.end, holes)[0]


def url_in(text: str) -> str:
    """Return the first address in an entry, without the full stop after it."""
    match = _URL.search(text)
    return match[0].rstrip(".,;:)'") if match else ""


def _lists(lines: Sequence[Line]) -> list[tuple[list[int], list[range]]]:
    """Return each list's numbers and the lines of its entries; a number that is not greater begins another list."""
    lists: list[tuple[list[int], list[range]]] = []
    starts = [(index, int(match[1])) for index, line in enumerate(lines) if (match := shapes.is_entry(line.text))]
    for place, (index, number) in enumerate(starts):
        following = starts[place + 1] if place + 1 < len(starts) else (len(lines), 0)
        stop = _stop(lines, index, following[0], same=following[1] > number)
        if not lists or number <= lists[-1][0][-1]:
            lists.append(([], []))
        lists[-1][0].append(number)
        lists[-1][1].append(range(index, stop))
    return lists


def _stop(lines: Sequence[Line], index: int, following: int, *, same: bool) -> int:
    """Return where an entry ends: before the next one of its list, or after the last line indented under it."""
    if same and following - index <= 12:
        return following
    stop = index + 1
    while stop < following and lines[stop].indent >= 3 and not shapes.is_bullet(lines[stop].text):
        stop += 1
    return stop


def _notes(source: str, lists: Sequence[tuple[list[int], list[range]]]) -> frozenset[int]:
    """Return which lists markers with letters or words point to: all but the longest, or a single one, or none."""
    if not lists:
        return frozenset()
    if len(lists) == 1:
        lettered = re.search(r"(?<=\S)\[(?:a|i|(?:note|n|nb)[ \u00a0]?1)\]", source, re.IGNORECASE)
        return frozenset({0} if lettered and not re.search(r"(?<=\S)\[1\]", source) else ())
    longest = max(range(len(lists)), key=lambda place: (lists[place][0][-1], len(lists[place][0])))
    return frozenset(range(len(lists))) - {longest}


def _entry(source: str, lines: Sequence[Line], span: range, kind: ReferenceKind, label: str) -> Entry:
    """Return an entry without its number and back-links."""
    first, last = lines[span.start], lines[span.stop - 1]
    start = first.start + _prefix(first.text)
    holes = [(first.start, start)] + [match.span() for match in _DEBRIS.finditer(source, start, last.end)]
    return Entry(span, kind, label, min(start, last.end), last.end, tuple(holes))


def _prefix(text: str) -> int:
    """Return the length of "12. ^ a b ": back-links are letters that count, two at least."""
    match = _BACKLINKS.match(text)
    at = end = match.end() if match else 0
    count = 0
    while (letter := _LETTER.match(text, at)) and letter[1] == _counted(count):
        at, count = letter.end(), count + 1
    return at if count > 1 else end


def _counted(count: int) -> str:
    """Return the back-link letter number `count`: a … z, aa …"""
    letter = chr(ord("a") + count % 26)
    return letter if count < 26 else chr(ord("a") + count // 26 - 1) + letter
