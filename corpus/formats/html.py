"""Read a saved web page: its words as a browser shows them, its headings and notes, its site's clutter apart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.formats.boilerplate import is_boilerplate
from corpus.formats.elements import BARRIERS, BLOCK, CLOSED_BY, HEADINGS, VOID, Context, inside
from corpus.formats.outline import Heading, outline
from corpus.formats.tags import Tag, find_tags
from corpus.limits import check_blocks, check_length, check_markup
from corpus.model import Block, Document, Marker, MarkerKind, Reference, ReferenceKind, Source, Zone
from corpus.paragraphs import visible
from corpus.text import show

DEEPEST = 512
"""Elements that are nested deeper are read as if they had no tags of their own, as browsers do."""

_NOTE_LINK = re.compile(
    r"<a\s[^<>]{0,2000}?href\s{0,4}=\s{0,4}[\"']?#([^\s\"'<>]{1,200})[^<>]{0,2000}>(?:\s{0,9}<[^<>]{1,200}>){0,3}"
    r"\s{0,9}(?:&#91;|[\[(])?(?:\s{0,9}<[^<>]{1,200}>){0,2}\s{0,9}(?:(?:note|nb?)\s)?(?:\w{1,4}\b|[*†‡§])",
    re.IGNORECASE,
)
_LABEL = re.compile(r"[\[(]?\s?((?:(?:note|nb?)\s)?\w{1,4}|[*†‡§]{1,3})\s?[\])]?", re.IGNORECASE)
_EDITORIAL = re.compile(r"\[\s?[A-Za-z][^\[\]\d]{2,60}\]")
_LOCATOR = re.compile(r":\s?(\S[^\[\]]{0,40})")
_NOTE_CLASS = re.compile(r"(?:foot|end)note|note-?ref|\breference\b", re.IGNORECASE)
_ATTRIBUTION = re.compile(r"(?:[—–―]|--?)\s?\w")
_QUOTE_ENDS = re.compile(r"\s{0,99}(?:</(?:p|div)>\s{0,99})?</blockquote", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?…:][\"'”’)\]]*$")
_QUOTED = (Zone.BLOCK_QUOTATION, Zone.PULL_QUOTATION)
_NEAR = 1_000
"""A footnote mark with its tags is no longer than this."""


@dataclass(slots=True)
class _Element:
    """An open element: what holds around and inside it, and what there was when it opened."""

    name: str
    around: Context
    context: Context
    start: int
    blocks: int
    letters: int
    href: str = ""
    is_note: bool = False
    names_speaker: bool = False


def read(source: Source, text: str) -> Document:
    """Return the document in a page of HTML."""
    walk = _Walk(source, text)
    blocks, headings, title = _titled(walk.blocks, walk.headings)
    sections = outline(source.metadata.title or title or walk.title, headings, len(text))
    return Document(source, text, sections, tuple(blocks), tuple(walk.references), markup=True)


def _titled(blocks: list[Block], headings: list[Heading]) -> tuple[list[Block], list[Heading], str]:
    """Take the only heading of the first level, if it comes first, for the title, which opens no section."""
    levels = [heading.level for heading in headings]
    if levels[:1] != [1] or levels.count(1) > 1:
        return blocks, headings, ""
    moved = [replace(block, section=max(0, block.section - 1)) for block in blocks]
    at = next(number for number, block in enumerate(blocks) if block.zone is Zone.HEADING)
    moved[at] = replace(moved[at], zone=Zone.TITLE)
    return moved, headings[1:], headings[0].words


class _Walk:
    """A walk along a page's tags, which collects blocks, headings and references."""

    def __init__(self, source: Source, text: str) -> None:
        self.source = source
        self.text = text
        self.title = ""
        self.blocks: list[Block] = []
        self.headings: list[Heading] = []
        self.references: list[Reference] = []
        self._targets = {found[1] for found in _NOTE_LINK.finditer(text)}
        self._numbers: dict[str, int] = {}
        self._wanted: dict[int, str] = {}
        self._open: list[_Element] = []
        self._counts: dict[str, int] = {}
        self._deeper = 0
        self._context = Context()
        self._spans: list[tuple[int, int]] = []
        self._markers: list[Marker] = []
        self._letters = self._linked = 0
        self._broken = self._attributed = False
        self._read()

    def _read(self) -> None:
        at = 0
        for number, tag in enumerate(find_tags(self.text)):
            if not number % 1024:
                check_markup(self.source, number)
            self._words(at, tag.start)
            at = tag.end
            if tag.name:
                self._take(tag)
        self._words(at, len(self.text))
        while self._open:
            self._pop(len(self.text))
        self._flush()
        self.blocks = [replace(block, markers=self._resolved(block.markers)) for block in self.blocks]

    def _resolved(self, markers: tuple[Marker, ...]) -> tuple[Marker, ...]:
        return tuple(
            replace(marker, reference=self._numbers.get(self._wanted.get(marker.start, ""))) for marker in markers
        )

    # Words

    def _words(self, start: int, end: int) -> None:
        if start < end and self._context.seen:
            letters = len(self.text[start:end].strip())
            if letters or self._spans:
                self._spans.append((start, end))
                self._letters += letters
                self._broken = self._broken and not letters

    def _shown(self, spans: Sequence[tuple[int, int]], marks: Sequence[tuple[int, int]] = ()) -> str:
        start, end = spans[0][0], spans[-1][1]
        return show(self.text, start, end, _gaps(start, end, spans, marks), decode=True)[0]

    def _since(self, start: int) -> list[tuple[int, int]]:
        """Return what was shown since `start`, which is near."""
        spans: list[tuple[int, int]] = []
        for span in reversed(self._spans):
            if span[0] < start:
                break
            spans.insert(0, span)
        return spans

    def _drop(self, start: int) -> None:
        """Show nothing of what stands since `start`."""
        while self._spans and self._spans[-1][0] >= start:
            self._spans.pop()

    def _flush(self) -> None:
        """Make a block of what was shown since the last one."""
        while self._spans and self.text[slice(*self._spans[-1])].isspace():
            self._spans.pop()
        if self._spans:
            self._add()
        self._spans, self._markers = [], []
        self._letters = self._linked = 0
        self._broken = False

    def _add(self) -> None:
        marks = [(marker.start, marker.end) for marker in self._markers]
        whole = sorted((*self._spans, *marks))
        start, end = whole[0][0], whole[-1][1]
        check_length(self.source, end - start)
        words = visible(show(self.text, start, end, _gaps(start, end, self._spans), decode=True)[0])
        if not words or (self.blocks and start < self.blocks[-1].end):
            return
        zone = self._zone(words)
        if zone is Zone.HEADING:
            level = next((int(one.name[1]) for one in reversed(self._open) if one.name in HEADINGS), 2)
            self.headings.append(Heading(level, words, start))
        if zone is Zone.REFERENCE:
            self._refer(words, start, end)
        between = tuple(_gaps(start, end, self._spans, marks))
        self.blocks.append(Block(zone, len(self.headings), start, end, tuple(self._markers), between))
        check_blocks(self.source, len(self.blocks))

    def _zone(self, words: str) -> Zone:
        """Return the zone of a block, which the site's own words and lists of links are not worth."""
        zone = Zone.REFERENCE if self._context.reference else self._context.zone
        if zone in (Zone.PROSE, Zone.LIST_ITEM):
            linked = self._linked >= 0.9 * self._letters and not _SENTENCE_END.search(words[-8:])
            if linked or is_boilerplate(words):
                return Zone.DEBRIS
        return zone

    def _refer(self, words: str, start: int, end: int) -> None:
        """Add words to the reference that is being read."""
        at = self._context.reference - 1
        one = self.references[at]
        first = one.start if one.text else start
        self.references[at] = replace(one, text=f"{one.text} {words}".strip(), start=first, end=end)

    # Tags

    def _take(self, tag: Tag) -> None:
        if tag.closes:
            self._end(tag)
        elif tag.name == "title":
            self.title = self.title or show(self.text, *tag.inner, decode=True)[0]
        elif tag.name == "br":
            if self._broken:
                self._flush()
            self._broken = True
        elif tag.inner == (0, 0):
            self._start(tag)

    def _start(self, tag: Tag) -> None:
        if tag.name in BLOCK:
            self._close(frozenset({"p"}), tag)
            self._flush()
        self._close(CLOSED_BY.get(tag.name, frozenset()), tag)
        if tag.name in VOID:
            return
        if len(self._open) >= DEEPEST:
            self._deeper += 1
            return
        attributes = tag.attributes()
        context = inside(self._context, tag.name, attributes)
        element = _Element(tag.name, self._context, context, tag.start, len(self.blocks), self._letters)
        element.href = attributes.get("href", "").strip()
        marked = f"{attributes.get('class', '')} {attributes.get('role', '')} {attributes.get('epub:type', '')}"[:400]
        element.is_note = bool(_NOTE_CLASS.search(marked))
        element.names_speaker = tag.name == "footer" and context.zone in _QUOTED
        self._note(element, attributes.get("id", ""))
        self._open.append(element)
        self._counts[tag.name] = self._counts.get(tag.name, 0) + 1
        self._context = element.context

    def _note(self, element: _Element, name: str) -> None:
        """Open a reference, if this is what a footnote mark points to; take its link, if this is one in it."""
        number = element.context.reference
        if number and element.href.startswith(("http://", "https://")) and not self.references[number - 1].url:
            self.references[number - 1] = replace(self.references[number - 1], url=element.href)
        is_entry = element.name == "li" or (element.is_note and element.name in ("p", "div", "dd", "aside", "section"))
        if is_entry and name in self._targets and name not in self._numbers and not number:
            number = len(self.references) + 1
            self._numbers[name] = number
            self.references.append(Reference(number, ReferenceKind.NUMBERED, str(number), "", 0, 0))
            element.context = replace(element.context, zone=Zone.REFERENCE, reference=number)

    def _end(self, tag: Tag) -> None:
        """Close an element; one that parts no words closes nothing that does."""
        if self._deeper and tag.name not in VOID:
            self._deeper -= 1
            return
        if not self._counts.get(tag.name):
            return
        if tag.name not in BLOCK:
            near = self._open[-16:]
            names = [element.name for element in reversed(near)]
            inner = names.index(tag.name) if tag.name in names else len(names)
            if tag.name not in names or any(name in BLOCK for name in names[:inner]):
                return
        while self._pop(tag.end) != tag.name:
            pass

    def _close(self, names: frozenset[str], tag: Tag) -> None:
        """Close what an opening tag closes by itself: of rows and cells, the outermost."""
        if not any(self._counts.get(name) for name in names):
            return
        stops = {"table"} if tag.name in ("td", "th", "tr") else BARRIERS
        deepest = 0
        for depth in range(1, min(16, len(self._open)) + 1):
            name = self._open[-depth].name
            if name in names:
                deepest = depth
            if name in stops and name not in names:
                break
        for _ in range(deepest):
            self._pop(tag.start)

    def _pop(self, end: int) -> str:
        """Close the innermost element, and see what it was good for."""
        element = self._open[-1]
        if element.name in BLOCK:
            self._flush()
        if element.name == "cite" and element.context.zone in _QUOTED and _QUOTE_ENDS.match(self.text, end):
            self._part(element.start)
            element.names_speaker = True
        self._attributed = self._attributed or element.names_speaker
        self._open.pop()
        self._counts[element.name] -= 1
        self._context = element.around
        if element.name in ("a", "sup") and end - element.start <= _NEAR and element.context.seen:
            self._mark(element, end)
        if element.name == "a" and element.start >= (self._spans[0][0] if self._spans else end):
            self._linked += self._letters - element.letters
        elif element.name == "a" and self._spans:
            self._linked += self._letters
        if element.name in ("blockquote", "figure"):
            self._attribute(element)
        return element.name

    def _part(self, start: int) -> None:
        """Make a block of what was shown before `start`, and one of what was shown since."""
        spans = [span for span in self._spans if span[0] >= start]
        markers = [marker for marker in self._markers if marker.start >= start]
        self._drop(start)
        self._markers = self._markers[: len(self._markers) - len(markers)]
        self._flush()
        self._spans, self._markers = spans, markers
        self._flush()

    def _attribute(self, element: _Element) -> None:
        """Make a quotation that says whose it is a pull quotation."""
        inner = self.blocks[element.blocks :]
        zones = {block.zone for block in inner[:-1]}
        if element.name == "figure":
            found = zones == {Zone.BLOCK_QUOTATION} and inner[-1].zone is Zone.CAPTION
        else:
            found = len(inner) > 1 and (self._attributed or bool(_ATTRIBUTION.match(self.text, inner[-1].start)))
            self._attributed = False
        if found:
            self.blocks[element.blocks :] = [replace(block, zone=Zone.PULL_QUOTATION) for block in inner]

    # Footnote marks

    def _mark(self, element: _Element, end: int) -> None:
        """Make a footnote mark of a link or of raised words, if it is one."""
        spans = self._since(element.start)
        words = self._shown(spans) if spans else ""
        if element.name == "a":
            self._mark_link(element, end, words)
        elif self._markers and self._markers[-1].start >= element.start:
            self._drop(element.start)
        elif (found := _LOCATOR.fullmatch(words)) and self._follows(element.start):
            self._markers[-1] = replace(self._markers[-1], end=end, locator=found[1].strip())
            self._drop(element.start)
        elif _EDITORIAL.fullmatch(words):
            self._drop(element.start)
            self._markers.append(Marker(element.start, end, MarkerKind.EDITORIAL, words.strip("[] ")))

    def _mark_link(self, element: _Element, end: int, words: str) -> None:
        if not element.href.startswith("#"):
            return
        if element.context.reference and len(words) <= 3:
            self._drop(element.start)
            return
        found = _LABEL.fullmatch(words)
        raised = element.is_note or any(one.name == "sup" for one in self._open[-4:]) or words[:1] == "["
        if found and element.href[1:] in self._targets and (raised or "<sup" in self.text[element.start : end].lower()):
            self._drop(element.start)
            kind = MarkerKind.NUMBERED if found[1].isdigit() else MarkerKind.NOTE
            self._markers.append(Marker(element.start, end, kind, found[1]))
            self._wanted[element.start] = element.href[1:]

    def _follows(self, start: int) -> bool:
        """Say whether a marker stands right before `start`."""
        return bool(self._markers) and not any(span[0] >= self._markers[-1].start for span in self._spans_before(start))

    def _spans_before(self, start: int) -> list[tuple[int, int]]:
        return [span for span in self._spans[-4:] if span[0] < start and self.text[slice(*span)].strip()]


def _gaps(
    start: int, end: int, shown: Sequence[tuple[int, int]], marks: Sequence[tuple[int, int]] = ()
) -> list[tuple[int, int]]:
    """Return the spans of `start:end` between what is shown and the markers."""
    gaps = []
    for first, last in sorted((*shown, *marks)):
        if first > start:
            gaps.append((start, first))
        start = max(start, last)
    return [*gaps, (start, end)] if start < end else gaps
