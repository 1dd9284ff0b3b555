"""Read Markdown (CommonMark with tables and footnotes), as its reader would see it rendered."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from markdown_it.token import Token

from corpus.formats.inline import parser, read_inline
from corpus.formats.lines import place_lines
from corpus.formats.metadata import front_matter
from corpus.formats.outline import Heading, outline
from corpus.limits import check_blocks, check_markup
from corpus.model import Block, Document, Marker, MarkerKind, Reference, ReferenceKind, Source, Zone
from corpus.paragraphs import visible
from corpus.text import show

_LINE = re.compile(r"[^\r\n]*(?:\r\n?|\n)|[^\r\n]+")
_YAML = re.compile(r"\A---[ \t]*\r?\n.*?^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
_ATTRIBUTION = re.compile(r"(?:[—–―]|--?)\s*\w")
_VERBATIM = frozenset({"fence", "code_block", "html_block"})

Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class _Words:
    """What is shown of a paragraph, heading or cell, in places of the file."""

    shown: Spans
    markers: tuple[Marker, ...] = ()
    url: str = ""
    is_picture: bool = False
    outer: tuple[int, int] = (0, 0)  # with the markup at its edges


def read(source: Source, text: str) -> Document:
    """Return the document in a Markdown file."""
    check_blocks(source, text.count("\n") + text.count("\r"))
    walk = _Walk(source, text)
    sections = outline(source.metadata.title or walk.title, walk.headings, len(text))
    return Document(source, text, sections, tuple(walk.blocks), tuple(walk.references), markup=True)


class _Walk:
    """A walk along the parser's tokens, which collects blocks, headings and references."""

    def __init__(self, source: Source, text: str) -> None:
        self.source = source
        self.text = text
        self.parser = parser()
        self.env: dict[str, object] = {}
        self.lines = [found.span() for found in _LINE.finditer(text)]
        self.title = ""
        self.blocks: list[Block] = []
        self.headings: list[Heading] = []
        self.references: list[Reference] = []
        self._level = 1
        self._marks = 0
        self._around: list[str] = []
        self._first = {"blockquote": 0, "footnote_reference": 0}
        self._row: list[_Words] = []
        self._whole = (0, 0)
        tokens = self.parser.parse(_without_front_matter(text), self.env)
        self._labels = _labels(tokens)
        self._titled = _has_title(tokens)
        for token in tokens:
            self._take(token)

    def _take(self, token: Token) -> None:
        name = token.type.removesuffix("_open").removesuffix("_close")
        if token.nesting > 0:
            self._open(name, token)
            self._around.append(name)
        elif token.nesting < 0:
            self._around.pop()
            self._close(name)
        elif name == "inline":
            self._inline(self._place(token))
        elif name in _VERBATIM and token.map:
            self._add(Zone.DEBRIS, _Words(tuple(self.lines[slice(*token.map)])))

    def _open(self, name: str, token: Token) -> None:
        if name in self._first and name not in self._around:
            self._first[name] = len(self.blocks)
        if name == "heading":
            self._level = int(token.tag[1])
        if name == "tr" and token.map:
            self._row, self._whole = [], self.lines[token.map[0]]
        if name == "footnote_reference":
            number = len(self.references) + 1
            self.references.append(Reference(number, ReferenceKind.NUMBERED, str(token.meta["label"]), "", 0, 0))

    def _close(self, name: str) -> None:
        if name == "blockquote" and name not in self._around:
            self._attribute(self._first[name])
        if name == "footnote_reference" and name not in self._around:
            self._note(self._first[name])
        if name == "tr":
            whole = any(words.outer == self._whole for words in self._row)
            self._add(Zone.TABLE, _Words((self._whole,)) if whole else _joined(self._row))
            self._row = []

    def _inline(self, words: _Words) -> None:
        parent = self._around[-1] if self._around else "paragraph"
        if not words.shown:
            return
        if parent in ("th", "td"):
            self._row.append(words)
        elif parent == "heading":
            self._heading(words)
        elif "footnote_reference" in self._around:
            self._add(Zone.REFERENCE, words)
            self.references[-1] = replace(self.references[-1], url=self.references[-1].url or words.url)
        elif "blockquote" in self._around:
            for part in _parted(self.text, words):
                self._add(Zone.BLOCK_QUOTATION, part)
        elif words.is_picture:
            self._add(Zone.CAPTION, words)
        else:
            self._add(Zone.LIST_ITEM if "list_item" in self._around else Zone.PROSE, words)

    def _place(self, token: Token) -> _Words:
        """Return what an inline shows, in places of the file; all of its lines, should they not be found there."""
        lines = self.lines[slice(*(token.map or (0, 0)))]
        after = self._row[-1].outer[1] if self._row else 0
        places = place_lines(self.text, token.content, lines, after)
        if places is None:
            return _Words(tuple(lines), outer=_ends(lines))
        inline = read_inline(self.parser, token.content, self.env)
        is_picture = bool(inline.pictures) and not token.content[slice(*_ends(inline.shown))].strip()
        spans = self._captions(token.content, inline.pictures) if is_picture else inline.shown
        shown = tuple(place for span in spans for place in places.of(*span))
        markers = tuple(
            Marker(*places.of(start, end)[0], MarkerKind.NUMBERED, label, reference=self._labels.get(label))
            for start, end, label in inline.footnotes
        )
        return _Words(shown, markers, inline.url, is_picture, _ends(places.of(0, len(token.content))))

    def _captions(self, content: str, pictures: Spans) -> Iterator[tuple[int, int]]:
        """Yield what is shown of the words that stand for pictures."""
        for first, last in pictures:
            for start, end in read_inline(self.parser, content[first:last], self.env).shown:
                yield first + start, first + end

    def _add(self, zone: Zone, words: _Words) -> None:
        """Add a block of what is shown, unless it would overlap what stands before it."""
        marks = [(marker.start, marker.end) for marker in words.markers]
        start, end = _ends(sorted((*words.shown, *marks)))
        if start < end and not (self.blocks and start < self.blocks[-1].end):
            holes = tuple(sorted((*_gaps(start, end, words.shown, marks), *_ampersands(self.text, words.shown))))
            self.blocks.append(Block(zone, len(self.headings), start, end, words.markers, holes))
            self._marks += len(holes)
            check_markup(self.source, self._marks)

    def _heading(self, words: _Words) -> None:
        """Add a heading and the section that it opens; the only heading of the first level is the title."""
        start, end = _ends(words.shown)
        shown = visible(show(self.text, start, end, _gaps(start, end, words.shown), decode=True)[0])
        if not shown:
            return
        if self._titled and not self.title:
            self.title = shown
            self._add(Zone.TITLE, words)
        else:
            self.headings.append(Heading(self._level, shown, start))
            self._add(Zone.HEADING, words)

    def _attribute(self, first: int) -> None:
        """Make a block quotation that ends with "— Somebody, work, year" a pull quotation."""
        quoted = self.blocks[first:]
        if len(quoted) > 1 and _ATTRIBUTION.match(self.text, quoted[-1].start):
            self.blocks[first:] = [replace(block, zone=Zone.PULL_QUOTATION) for block in quoted]

    def _note(self, first: int) -> None:
        """Give the last reference the words of its blocks."""
        if blocks := self.blocks[first:]:
            words = (visible(show(self.text, one.start, one.end, one.holes, decode=True)[0]) for one in blocks)
            start, end = blocks[0].start, blocks[-1].end
            self.references[-1] = replace(self.references[-1], text=" ".join(words), start=start, end=end)


def _without_front_matter(text: str) -> str:
    """Return the text with its front matter, if it has any, as empty lines; all else keeps its place."""
    end = front_matter(text)[1]
    if not end and (found := _YAML.match(text, 0, 64 * 1024)):
        end = found.end()
    return re.sub(r"[^\r\n]", " ", text[:end]) + text[end:].replace("\0", "\ufffd")


def _labels(tokens: Sequence[Token]) -> dict[str, int]:
    """Return the number of each footnote; of two with one label, the first."""
    labels = [str(token.meta["label"]) for token in tokens if token.type == "footnote_reference_open"]
    return {label: number for number, label in reversed(list(enumerate(labels, start=1)))}


def _has_title(tokens: Sequence[Token]) -> bool:
    """Say whether there is one heading of the first level, and none before it."""
    levels = [token.tag for token in tokens if token.type == "heading_open"]
    return levels[:1] == ["h1"] and levels.count("h1") == 1


def _joined(row: Sequence[_Words]) -> _Words:
    """Return the cells of a row as one, with what parts them."""
    spans = [span for words in row for span in words.shown]
    between = [(one.outer[1], two.outer[0]) for one, two in pairwise(row)]
    markers = tuple(marker for words in row for marker in words.markers)
    return _Words(tuple(sorted((*spans, *between))), markers)


def _parted(text: str, words: _Words) -> Iterator[_Words]:
    """Yield a quotation's paragraph, and apart from it the attribution in its last line."""
    for at in range(len(words.shown) - 1, 0, -1):
        start, before = words.shown[at][0], words.shown[at - 1]
        if text[slice(*before)].isspace():
            if _ATTRIBUTION.match(text, start):
                yield replace(words, shown=words.shown[:at], markers=tuple(m for m in words.markers if m.start < start))
                yield replace(
                    words, shown=words.shown[at:], markers=tuple(m for m in words.markers if m.start >= start)
                )
                return
            break
    yield words


def _ends(spans: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """Return where the first span starts and the last one ends."""
    return (spans[0][0], spans[-1][1]) if spans else (0, 0)


def _gaps(
    start: int, end: int, shown: Sequence[tuple[int, int]], marks: Sequence[tuple[int, int]] = ()
) -> Iterator[tuple[int, int]]:
    """Yield the spans of `start:end` between what is shown and the markers."""
    for first, last in sorted((*shown, *marks)):
        if first > start:
            yield start, first
        start = max(start, last)
    if start < end:
        yield start, end


def _ampersands(text: str, shown: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield empty holes behind escaped ampersands, so that what follows is not taken for a character reference."""
    for start, end in shown:
        if end - start == 1 and text[start] == "&" and text[start - 1 : start] == "\\":
            yield end, end
