"""A paragraph prepared for reading: its quotations found and blanked out, its names and dates at hand."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from corpus.capitals import Name, names
from corpus.model import Mention, Paragraph
from corpus.names import Cast
from corpus.quotes import marks

_BRACKETED = re.compile(r"\([^()\"“”]*\)")


@dataclass(frozen=True, slots=True)
class Page:
    """A paragraph with the stretches within quotation marks, which `running` shows blank, as it does asides."""

    paragraph: Paragraph
    quoted: tuple[tuple[int, int], ...]
    running: str
    names: Mapping[int, Name]
    dates: Sequence[Mention]

    def sentence(self, place: int) -> tuple[int, int]:
        """Return the start and end of the sentence in which a place stands."""
        sentences = self.paragraph.sentences
        number = bisect_right(sentences, place, key=lambda sentence: sentence.end)
        return (sentences[number].start, sentences[number].end) if number < len(sentences) else (place, place)


def prepare(paragraph: Paragraph, played: Cast, dates: Sequence[Mention]) -> Page:
    """Return a paragraph ready to be read for speakers."""
    quoted = tuple(marks.quoted(paragraph.text))
    running = _BRACKETED.sub(lambda found: " " * len(found[0]), blanked(paragraph.text, quoted))
    known = played.names.get(paragraph.number) if running == paragraph.text else None
    found = names(running, played.usage) if known is None else known
    return Page(paragraph, quoted, running, {name.start: name for name in found}, dates)


def blanked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """Return a text of the same length with spaces for the spans."""
    pieces, past = [], 0
    for start, end in spans:
        pieces += [text[past:start], " " * (end - start)]
        past = end
    return "".join([*pieces, text[past:]])
