"""Blocks of a document as they are shown, cut into sentences: what everything else is read from."""

from __future__ import annotations

import html
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from corpus.limits import check_length, check_markup
from corpus.model import Block, Document, Marker, Paragraph, Run, Sentence
from corpus.sentences import sentences
from corpus.text import content_key, show

LONGEST = 3_500
"""Characters that a page of an answer can show. A longer paragraph stays one, and is paged at sentence ends."""

# Controls, and characters that turn the reading direction or hide in a word: never shown, and in the way of a search.
_UNSEEN = re.compile(
    r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]"
)
_REFERENCE = re.compile(r"&[#\w]{1,32};")


def paragraphs(document: Document) -> tuple[Paragraph, ...]:
    """Return the document's blocks as shown, numbered from 1 in order; blocks that show nothing are dropped."""
    found: list[Paragraph] = []
    held = 0
    for block in document.blocks:
        check_length(document.source, block.end - block.start)
        out = holes(document, block)
        text, runs = show(document.text, block.start, block.end, out, decode=document.markup)
        if text:
            markers = tuple(_placed(block.markers, runs, len(text)))
            place = (block.zone, block.section, block.start, block.end)
            found.append(Paragraph(len(found) + 1, *place, text, runs, cut(text), markers, block.label))
            held += len(runs) + len(found[-1].sentences)
            check_markup(document.source, held)
    return tuple(found)


def cut(text: str) -> tuple[Sentence, ...]:
    """Return the sentences of a paragraph's text, numbered from 1, each with its content key."""
    spans = enumerate(sentences(text), start=1)
    return tuple(Sentence(number, start, end, content_key(text[start:end])) for number, (start, end) in spans)


def visible(text: str) -> str:
    """Return a text without the characters that nobody would see, as its paragraph shows it."""
    return " ".join(_UNSEEN.sub("", text).split())


def sentence_of(paragraph: Paragraph, place: int) -> int:
    """Return the number of the sentence that a marker at `place` belongs to.

    A marker behind a full stop, or between two sentences, belongs to the sentence before it.
    """
    after = bisect_left(paragraph.sentences, place, key=lambda sentence: sentence.start)
    return max(after, 1)


def holes(document: Document, block: Block) -> list[tuple[int, int]]:
    """Return what is taken out of a block, in order and disjoint: its holes, its markers, and unseen characters."""
    marks = ((marker.start, marker.end) for marker in block.markers)
    unseen = _unseen(document.text, block, document.markup)
    merged: list[tuple[int, int]] = []
    for start, end in sorted((*block.holes, *marks, *unseen)):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _unseen(text: str, block: Block, markup: bool) -> Iterator[tuple[int, int]]:
    """Yield the characters, and the character references, that nobody would see."""
    yield from (found.span() for found in _UNSEEN.finditer(text, block.start, block.end))
    for found in _REFERENCE.finditer(text, block.start, block.end) if markup else ():
        if not _UNSEEN.sub("", html.unescape(found[0])):
            yield found.span()


def _placed(markers: Iterable[Marker], runs: Sequence[Run], size: int) -> Iterator[tuple[int, Marker]]:
    """Pair each marker with the place in the shown text where it stood: past the last character before it."""
    for marker in sorted(markers, key=lambda marker: marker.start):
        before = bisect_left(runs, marker.start, key=lambda run: run.start) - 1
        yield min(runs[before].at + runs[before].size, size) if before >= 0 else 0, marker
