"""Small documents made of paragraphs, with `[7]` for the marker of reference 7."""

from __future__ import annotations

import re
from pathlib import Path

from corpus.dates import read_dates
from corpus.model import (
    Block,
    Document,
    Marker,
    MarkerKind,
    Metadata,
    Paragraph,
    Quotation,
    Section,
    Source,
    Zone,
)
from corpus.paragraphs import paragraphs
from corpus.quotes import read_quotations

_MARKER = re.compile(r"\[(\d+)\]")

Piece = str | tuple[Zone, str]


def made(*pieces: Piece) -> tuple[Document, tuple[Paragraph, ...]]:
    """Return a document of paragraphs, prose where no zone is given, and the paragraphs as shown."""
    text, blocks = "", []
    for piece in pieces:
        zone, words = piece if isinstance(piece, tuple) else (Zone.PROSE, piece)
        start, text = len(text), text + words
        blocks.append(Block(zone, 0, start, len(text), tuple(_markers(text, start))))
        text += "\n\n"
    source = Source("made", Path("made.md"), Metadata("Made"))
    document = Document(source, text, (Section(0, 1, "Made", (), 0, len(text)),), tuple(blocks))
    return document, paragraphs(document)


def _markers(text: str, start: int) -> list[Marker]:
    return [
        Marker(found.start(), found.end(), MarkerKind.NUMBERED, found[1], reference=int(found[1]))
        for found in _MARKER.finditer(text, start)
    ]


def quotations(*pieces: Piece) -> list[Quotation]:
    """Return the quotations of a small document, its dates read first."""
    document, shown = made(*pieces)
    return read_quotations(document, shown, read_dates(document, shown))


def only(*pieces: Piece) -> Quotation:
    """Return the one quotation of a small document."""
    (found,) = quotations(*pieces)
    return found
