"""How much a document may hold, so that a hostile one ends with a sentence and not with the memory."""

from __future__ import annotations

from corpus.errors import UnreadableDocument
from corpus.model import Source

MOST_BLOCKS = 500_000
MOST_MARKUP = 2_000_000


def check_blocks(source: Source, number: int) -> None:
    """Refuse a document with more paragraphs than an edition holds."""
    if number > MOST_BLOCKS:
        raise UnreadableDocument(
            f"{source.path}: it has more than {MOST_BLOCKS:,} paragraphs. Split it into smaller files."
        )


def check_markup(source: Source, number: int) -> None:
    """Refuse a document with more tags, marks or sentences than fit into memory."""
    if number > MOST_MARKUP:
        raise UnreadableDocument(
            f"{source.path}: it has more than {MOST_MARKUP:,} marks or sentences. Split it into smaller files."
        )
