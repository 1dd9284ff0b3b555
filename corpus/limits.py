"""How much a document may hold, so that a hostile one ends with a sentence and not with the memory."""

from __future__ import annotations

from corpus.errors import UnreadableDocument
from corpus.model import Source

MOST_BLOCKS = 500_000
MOST_MARKUP = 2_000_000
LONGEST_BLOCK = 2_000_000


def check_blocks(source: Source, number: int) -> None:
    """Refuse a document with more paragraphs than an edition holds."""
    _check(source, number, MOST_BLOCKS, "paragraphs or lines")


def check_markup(source: Source, number: int) -> None:
    """Refuse a document with more tags, marks or sentences than fit into memory."""
    _check(source, number, MOST_MARKUP, "tags, marks or sentences")


def check_length(source: Source, number: int) -> None:
    """Refuse a document with a paragraph that nobody could page through."""
    _check(source, number, LONGEST_BLOCK, "characters in one paragraph")


def _check(source: Source, number: int, most: int, noun: str) -> None:
    if number > most:
        raise UnreadableDocument(f"{source.path}: it has more than {most:,} {noun}. Split it into smaller files.")
