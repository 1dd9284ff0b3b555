"""Read text that has no markup: paragraphs at its empty lines, or passages of sensible size."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.model import Block, Document, Section, Source, Zone
from corpus.sentences import sentences

_GAP = re.compile(r"\n[^\S\n]*\n\s*")


def read(source: Source, text: str) -> Document:
    """Return the document in a plain text file."""
    blocks = tuple(
        Block(Zone.PROSE, 0, start, end) for first, last in _chunks(text) for start, end in _passages(text, first, last)
    )
    heading = source.metadata.title
    return Document(source, text, (Section(0, 0, heading, (), 0, len(text)),), blocks)


def _chunks(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for gap in _GAP.finditer(text):
        yield start, gap.start()
        start = gap.end()
    yield start, len(text)


def _passages(text: str, first: int, last: int) -> Iterator[tuple[int, int]]:
    spans = [(first + start, first + end) for start, end in sentences(text[first:last])]
    if last - first <= 1500:
        if spans:
            yield spans[0][0], spans[-1][1]
        return
    start = None
    end = 0
    for a, b in spans:
        if start is not None and b - start > 700:
            yield start, end
            start = None
        start = a if start is None else start
        end = b
    if start is not None:
        yield start, end
