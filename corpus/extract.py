"""Everything that is read from one document, before it becomes rows or findings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.dates import read_dates
from corpus.model import Document, Mention, Paragraph, Quotation
from corpus.names import Cast, cast
from corpus.paragraphs import paragraphs
from corpus.quotes import read_quotations


@dataclass(frozen=True, slots=True)
class Extract:
    """A document with its paragraphs as shown, its dates, its quotations and its people."""

    document: Document
    paragraphs: tuple[Paragraph, ...]
    mentions: Sequence[Mention]
    quotations: Sequence[Quotation]
    cast: Cast

    def paragraph(self, number: int) -> Paragraph:
        """Return a paragraph by its number; numbers count from 1 without gaps."""
        return self.paragraphs[number - 1]


def extract(document: Document) -> Extract:
    """Read a document's paragraphs, dates, quotations and people."""
    shown = paragraphs(document)
    dates = read_dates(document, shown)
    played = cast(shown)
    return Extract(document, shown, dates, read_quotations(document, shown, dates, played), played)
