"""Read the text export of an encyclopaedia page, whose structure is only in how its lines look."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from corpus.formats.citations import resolve_citations
from corpus.formats.markers import Resolver, find_markers, holes, resolver
from corpus.formats.wiki import shapes
from corpus.formats.wiki.body import find_zones
from corpus.formats.wiki.front import is_redirect, row_label
from corpus.formats.wiki.levels import Heading, find_levels, years_in
from corpus.formats.wiki.lines import Line, read_lines
from corpus.formats.wiki.lists import Entry, bibliography_entry, find_entries, url_in, words_of, zones_of
from corpus.model import NARRATIVE, Block, Document, Reference, Section, Source, Zone

_ENTRY_LINE = re.compile(r"^[ \t]*\d{1,6}\.[ \u00a0][\^↑]", re.MULTILINE)
_MARKER = re.compile(r"(?<=[^\s\[(])\[\d{1,3}\]")
_SAMPLE = 400_000
_INTRODUCTION = 2500
_TEXT = frozenset({Zone.PROSE, Zone.BLOCK_QUOTATION, Zone.PULL_QUOTATION, Zone.LIST_ITEM, Zone.TABLE})


def looks_like_wiki(text: str) -> bool:
    """Whether a text is an encyclopaedia page saved as text: lists of references, or a title over many markers."""
    if _ENTRY_LINE.search(text):
        return True
    sample = text[:_SAMPLE]
    lines = [line.strip() for line in sample[:4000].split("\n") if line.strip()][:3]
    if len(lines) < 3 or len(lines[0]) > 150:
        return False
    return is_redirect(lines[1]) or (not shapes.ends(lines[0]) and len(_MARKER.findall(sample)) >= 12)


def read(source: Source, text: str) -> Document:
    """Take an encyclopaedia page apart."""
    lines = read_lines(text)
    entries = find_entries(text, lines)
    zones = find_zones(lines, zones_of(entries))
    listed = {index for entry in entries for index in entry.lines}
    entries += [
        bibliography_entry(lines, i) for i, zone in enumerate(zones) if zone is Zone.REFERENCE and i not in listed
    ]
    entries.sort(key=lambda entry: entry.lines.start)
    references = _references(text, entries)
    sections, numbers = _sections(source, text, lines, zones)
    known = resolver(references)
    debris = {entry.lines.start: entry for entry in entries}
    blocks = tuple(
        _block(text, line, zone, number, known, debris.get(index))
        for index, (line, zone, number) in enumerate(zip(lines, zones, numbers, strict=True))
    )
    return Document(source, text, sections, blocks, resolve_citations(references))


def _references(text: str, entries: Sequence[Entry]) -> list[Reference]:
    """Return the references that entries are, numbered from 1."""
    found = []
    for number, entry in enumerate(entries, 1):
        markers = find_markers(text, entry.start, entry.end, {})
        words = words_of(text, entry, sorted([*entry.holes, *holes(text, markers, entry.start)]))
        found.append(Reference(number, entry.kind, entry.label, words, entry.start, entry.end, url_in(words)))
    return found


def _block(text: str, line: Line, zone: Zone, section: int, known: Resolver, entry: Entry | None) -> Block:
    """Return the block that a line is, with its markers, and its holes in order."""
    markers = find_markers(text, line.start, line.end, known) if zone is not Zone.DEBRIS else ()
    gone = list(holes(text, markers, line.start))
    if entry:
        gone = _in_order([*gone, *(hole for hole in entry.holes if line.start <= hole[0] and hole[1] <= line.end)])
    label = row_label(line.text) if zone is Zone.INFOBOX else ""
    return Block(zone, section, line.start, line.end, markers, tuple(gone), label)


def _in_order(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return spans in order, without those of no length."""
    return sorted(span for span in spans if span[0] < span[1])


def _sections(
    source: Source, text: str, lines: Sequence[Line], zones: Sequence[Zone]
) -> tuple[tuple[Section, ...], list[int]]:
    """Return the sections, and for each line the number of its section."""
    starts = [index for index, zone in enumerate(zones) if zone is Zone.HEADING]
    stops = [*starts[1:], len(lines)][: len(starts)]
    headings = [_heading(lines, zones, first, stop) for first, stop in zip(starts, stops, strict=True)]
    title = lines[0].text if lines and zones[0] is Zone.TITLE else source.metadata.title
    edges = [0, *(lines[index].start for index in starts), len(text)]
    sections = [Section(0, 1, title, (), 0, edges[1])]
    path: list[str] = []
    for number, (heading, level) in enumerate(zip(headings, find_levels(headings), strict=True), 1):
        path = [*path[: level - 2], heading.text]
        sections.append(Section(number, level, heading.text, tuple(path), edges[number], edges[number + 1]))
    return tuple(sections), _numbers(len(lines), starts)


def _numbers(count: int, starts: Sequence[int]) -> list[int]:
    """Return the number of the section of each line."""
    numbers = [0] * count
    for number, (first, stop) in enumerate(zip(starts, [*starts[1:], count], strict=False), 1):
        numbers[first:stop] = [number] * (stop - first)
    return numbers


def _heading(lines: Sequence[Line], zones: Sequence[Zone], first: int, stop: int) -> Heading:
    """Return what is known of a heading's depth: its words, and what stands under it."""
    own = [index for index in range(first + 1, stop) if zones[index] in _TEXT]
    years: Counter[int] = Counter()
    for index in range(first + 1, stop):
        if zones[index] in NARRATIVE:
            years.update(years_in(lines[index].text))
    back = shapes.is_back_heading(lines[first].text)
    long = sum(lines[index].end - lines[index].start for index in own) > _INTRODUCTION
    introduction = "" if long else "\n".join(lines[index].text for index in own)
    return Heading(shapes.bare(lines[first].text), bool(own), years, back, introduction)
