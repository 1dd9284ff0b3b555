"""Read text that has no markup: paragraphs at its empty lines, or passages of sensible size.

A stretch that is too long to be a paragraph has no structure to go by, and may be scraped: then every sentence is
looked at, questions and a site's own words are set apart, and the rest is gathered into passages of whole sentences.
Of a text that came from a PDF, each page is a section.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.formats.boilerplate import PAGE_TITLE, is_boilerplate, is_question
from corpus.formats.outline import Heading, outline
from corpus.formats.pdf_text import PAGE_BREAK
from corpus.limits import check_blocks
from corpus.model import Block, Document, Source, Zone
from corpus.sentences import find_sentences, is_abbreviation, sentences
from corpus.text import show

LONGEST_PARAGRAPH = 1_500
"""A longer stretch without an empty line is no paragraph that anybody wrote."""

LONGEST_PASSAGE = 700
WRAPPED = 100
"""Lines up to this long are lines of one paragraph; longer ones are paragraphs each."""

_GAP = re.compile(r"\n[^\S\n]*\n\s*")
_LINE = re.compile(r"[^\n]+")
_BULLET = re.compile(r"[ \t]*(?:[-*•·‣–]|\(?\d{1,3}[.)])[ \t]+(?=\S)")
_RULE = re.compile(r"\s*([=~*_-])(?:[ \t]*\1)*\s*")
_FRAGMENT = re.compile(r"(?<=[a-z]{4}[.!?])\s+(?=[a-z]{2})")
_PAGE = re.compile(r"Page \d{1,6}")
_CLOSED = '.!?,;:…"”’)'

Piece = tuple[Zone, int, int]


def read(source: Source, text: str) -> Document:
    """Return the document in a plain text file."""
    title = source.metadata.title
    headings: list[Heading] = []
    blocks = []
    for zone, start, end in _pieces(source, text):
        if zone is Zone.TITLE:
            title = title or show(text, start, end)[0]
        if zone is Zone.HEADING:
            headings.append(Heading(_level(text, start, end), show(text, start, end)[0], start))
        blocks.append(Block(zone, len(headings), start, end))
        check_blocks(source, len(blocks))
    return Document(source, text, outline(title, headings, len(text)), tuple(blocks))


def _pieces(source: Source, text: str) -> Iterator[Piece]:
    """Yield the stretches of a text with their zones, in order."""
    check_blocks(source, sum(1 for _ in _GAP.finditer(text)))
    chunks = [chunk for chunk in _chunks(text) if chunk[0] < chunk[1] and not _RULE.fullmatch(text, *chunk)]
    for number, (first, last) in enumerate(chunks):
        words = text[first:last]
        followed = number + 1 < len(chunks) and not _is_heading(text[slice(*chunks[number + 1])])
        if _opens_page(text, first, last):
            yield Zone.HEADING, first, last
        elif number == 0 and len(chunks) > 1 and _is_heading(words):
            yield Zone.TITLE, *_worded(text, first, last)
        elif followed and _is_heading(words):
            yield Zone.HEADING, *_worded(text, first, last)
        else:
            for start, end, zone in _paragraphs(text, first, last):
                yield from _passages(text, start, end, zone)


def _chunks(text: str) -> Iterator[tuple[int, int]]:
    """Yield what stands between empty lines."""
    start = len(text) - len(text.lstrip())
    for gap in _GAP.finditer(text, start):
        yield start, gap.start()
        start = gap.end()
    yield start, start + len(text[start:].rstrip())


def _is_heading(words: str) -> bool:
    """Say whether a chunk is a heading: one short line that nothing closes, or a line that is underlined."""
    line, _, rest = words[: 2 * WRAPPED].partition("\n")
    if len(line) > 80 or (rest and not _RULE.fullmatch(rest)) or not any(map(str.isalpha, line)):
        return False
    line = line.strip()
    return bool(rest) or not (line[-1] in _CLOSED or line[0].islower() or _BULLET.match(line))


def _worded(text: str, first: int, last: int) -> tuple[int, int]:
    """Return the span of a heading's words, without the line under them."""
    found = text.find("\n", first, last)
    return first, last if found < 0 else found


def _opens_page(text: str, first: int, last: int) -> bool:
    """Say whether a chunk is the line that a PDF's page begins with."""
    return text.startswith(PAGE_BREAK, max(0, first - 1)) and _PAGE.fullmatch(text, first, last) is not None


def _level(text: str, start: int, end: int) -> int:
    """Return a heading's level by what it is underlined with; within pages, they are the first level."""
    underlined = text[end : end + 8].strip()[:1] in ("-", "~") and text[end : end + 1] == "\n"
    return 1 + underlined + (text.startswith(PAGE_BREAK) and not _opens_page(text, start, end))


def _paragraphs(text: str, first: int, last: int) -> Iterator[tuple[int, int, Zone]]:
    """Yield the paragraphs and list items of a chunk."""
    lines = [found.span() for found in _LINE.finditer(text, first, last)]
    long = any(end - start > WRAPPED for start, end in lines)
    opened: tuple[int, Zone] | None = None
    before = first
    for start, end in lines:
        bullet = _BULLET.match(text, start, end)
        if opened and (bullet or long):
            yield opened[0], before, opened[1]
            opened = None
        if opened is None:
            opened = (bullet.end(), Zone.LIST_ITEM) if bullet else (start, Zone.PROSE)
        before = end
    if opened:
        yield opened[0], before, opened[1]


def _passages(text: str, first: int, last: int, zone: Zone) -> Iterator[Piece]:
    """Yield a paragraph as it is, or, of one that is too long, its passages."""
    if last - first > LONGEST_PARAGRAPH:
        yield from _gathered(text, _typed(text, first, last))
        return
    words = text[first:last].strip()
    if is_boilerplate(words):
        zone = Zone.DEBRIS
    elif is_question(words) and len(sentences(words)) == 1:
        zone = Zone.QUESTION
    if words:
        yield zone, first, last


def _typed(text: str, first: int, last: int) -> Iterator[Piece]:
    """Yield the sentences of a stretch without structure, each with its zone."""
    for start, end in find_sentences(text[first:last]):
        for begin, stop in _cut(text, first + start, first + end):
            yield _zone(text[begin:stop]), begin, stop


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut a sentence behind the title of a page, and before a fragment that was glued to it."""
    cuts = [found.end() for found in PAGE_TITLE.finditer(text, start, end)]
    cuts += [found.start() for found in _FRAGMENT.finditer(text, start, end) if not _abbreviated(text, found.start())]
    for cut in (*sorted(cuts), end):
        words = text[start:cut]
        if words.strip():
            yield start + len(words) - len(words.lstrip()), start + len(words.rstrip())
        start = cut


def _abbreviated(text: str, stop: int) -> bool:
    """Say whether the stop that ends at `stop` belongs to an abbreviation."""
    return is_abbreviation(text[max(0, stop - 16) : stop - 1].split()[-1])


def _zone(sentence: str) -> Zone:
    """Return what a sentence without surroundings is."""
    titled = PAGE_TITLE.search(sentence, max(0, len(sentence) - 60))
    if is_question(sentence[: titled.start()] if titled else sentence):
        return Zone.QUESTION
    single = not any(map(str.isspace, sentence.rstrip(" .!…")))
    return Zone.DEBRIS if titled or single or is_boilerplate(sentence) else Zone.PROSE


def _gathered(text: str, pieces: Iterator[Piece]) -> Iterator[Piece]:
    """Join sentences of prose into passages, which nothing else interrupts; a fragment stays alone."""
    passage: Piece | None = None
    for zone, start, end in pieces:
        alone = zone is not Zone.PROSE or text[start].islower()
        if passage and (alone or end - passage[1] > LONGEST_PASSAGE):
            yield passage
            passage = None
        if alone:
            yield zone, start, end
        else:
            passage = (zone, passage[1] if passage else start, end)
    if passage:
        yield passage
