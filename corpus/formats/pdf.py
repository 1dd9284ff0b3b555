"""Read a PDF with pypdf: the one place that knows of it. Only a process of its own with limits may call `extract`.

pypdf is an extra: without it Pero runs as well, and takes no PDFs.
"""

from __future__ import annotations

import io
import logging
import math
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from corpus.errors import UnreadableDocument
from corpus.formats.pdf_text import LOST, Line, as_text
from corpus.paragraphs import visible

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

MOST_PAGES = 2_000
_FEWEST_LETTERS = 20
_MOST_LOST = 0.02  # of a text's characters
_LETTER = re.compile(r"[^\W\d_]")
_LONGEST_TITLE = 200

_AS_TEXT = "save its text as a .txt file and upload that"
TURNED_OFF = (
    "PDFs are turned off here: whoever runs me can turn them on with “make pdf” or “pip install .[pdf]”, and a "
    "restart. Until then, save the text as a .txt, .md or .html file and upload that."
)
TOO_MUCH = f"Reading this PDF takes more time or memory than it may. Split it, or {_AS_TEXT}."
DAMAGED = (
    f"This PDF is damaged: its parts do not fit together. Save it anew from the program that made it, or {_AS_TEXT}."
)
_LOCKED = "This PDF is locked with a password. Save it without one and upload it again."
_UNPACKS = f"This PDF unpacks to far more than a document may hold. Print it to a new PDF, or {_AS_TEXT}."
_MANY = f"This PDF has more than {MOST_PAGES:,} pages. Split it, and upload each part."
_PICTURES = (
    "There is hardly a word in this PDF: its pages are probably pictures, as scans are. Let a program for text "
    "recognition (OCR) read it, and upload what that saves."
)
_NO_LETTERS = f"This PDF does not say which letters its characters stand for. Print it to a new PDF, or {_AS_TEXT}."


@dataclass(frozen=True, slots=True)
class Extracted:
    """What a PDF says, and what it calls itself."""

    title: str
    text: str


def is_readable() -> bool:
    """Say whether the extra is installed."""
    return find_spec("pypdf") is not None


def extract(content: bytes, most: int) -> Extracted:
    """Return a PDF's text of at most so many bytes. Raises UnreadableDocument, which says why not, and MemoryError."""
    if not is_readable():
        raise UnreadableDocument(TURNED_OFF)
    # It has a line for each oddity, of which there may be millions.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    reader = _opened(content)
    pages: list[list[Line]] = []
    size = 0
    for page in _pages(reader):
        pages.append(_lines(page, len(pages) + 1))
        size += sum(len(line.text.encode("utf-8", "replace")) for line in pages[-1])
        if size > most:
            raise UnreadableDocument(
                f"This PDF holds more than {most >> 20} MB of text. Split it, and upload each part."
            )
    text = as_text(pages)
    _check(text)
    return Extracted(_title(reader), text)


@contextmanager
def _careful(damaged: str = DAMAGED, unpacks: str = _UNPACKS) -> Iterator[None]:
    """Say of whatever a hostile file makes the library raise that the file is damaged, or unpacks to too much."""
    from pypdf.errors import LimitReachedError

    try:
        yield
    except (MemoryError, UnreadableDocument):
        raise
    except LimitReachedError as error:
        raise UnreadableDocument(unpacks) from error
    except Exception as error:  # which ones there are, no library says; a file that is read half must not be served
        raise UnreadableDocument(damaged) from error


def _opened(content: bytes) -> PdfReader:
    """Return a PDF that anybody may open."""
    from pypdf import PdfReader

    with _careful():
        reader = PdfReader(io.BytesIO(content))
    with _careful(_LOCKED):
        # Many that may not be printed or changed are locked with an empty password: every program opens these.
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnreadableDocument(_LOCKED)
    return reader


def _pages(reader: PdfReader) -> Iterator[PageObject]:
    with _careful(unpacks=_MANY):
        number = len(reader.pages)
    if number > MOST_PAGES:
        raise UnreadableDocument(_MANY)
    for at in range(number):
        with _careful():
            page = reader.pages[at]
        yield page


def _lines(page: PageObject, number: int) -> list[Line]:
    """Return the lines of a page in the order of the file, which is nearly always that of reading."""
    found = _Lines()
    with _careful(f"Page {number} of this PDF is damaged. Save it anew from the program that made it, or {_AS_TEXT}."):
        page.extract_text(visitor_text=found.take)
        found.close()
    return found.lines


class _Lines:
    """Puts together lines from the pieces of text that pypdf finds, each with its place."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self._pieces: list[Line] = []

    def take(self, text: str, outer: Any, inner: Any, _font: Any, size: Any) -> None:
        """Take a piece; a line ends where pypdf puts a break."""
        *whole, rest = text.split("\n")
        for piece in whole:
            self._add(piece, outer, inner, size)
            self.close()
        self._add(rest, outer, inner, size)

    def _add(self, piece: str, outer: Any, inner: Any, size: Any) -> None:
        if piece:
            self._pieces.append(_placed(piece, outer, inner, float(size)))

    def close(self) -> None:
        """End a line: it begins where its first word does, and its size is that of most of its letters."""
        worded = [piece for piece in self._pieces if piece.text.strip()]
        if worded:
            most = max(worded, key=lambda piece: len(piece.text))
            text = "".join(piece.text for piece in self._pieces)
            self.lines.append(Line(text, worded[0].x, most.y, most.size))
        self._pieces = []


def _placed(text: str, outer: Any, inner: Any, size: float) -> Line:
    """Return a piece with its place, by the matrices that it is drawn with; what stands upright is laid down."""
    a, b, c, d, e, f = (float(one) for one in inner)
    k, m, n, o, p, q = (float(one) for one in outer)
    along = (a * k + b * n, a * m + b * o)
    across = (c * k + d * n, c * m + d * o)
    x, y = e * k + f * n + p, e * m + f * o + q
    if abs(along[1]) > abs(along[0]):
        x, y = (y, -x) if along[1] > 0 else (-y, x)
    placed = (x, y, abs(size) * math.hypot(*across))
    return Line(text, *(placed if all(map(math.isfinite, placed)) else (0.0, 0.0, 0.0)))


def _check(text: str) -> None:
    """Refuse what holds no words, or none that anybody could read."""
    body = re.sub(r"\fPage \d+\n", "", text)
    lost = body.count(LOST)
    if lost > _MOST_LOST * len(body):
        raise UnreadableDocument(_NO_LETTERS)
    if len(_LETTER.findall(body[:100_000])) < _FEWEST_LETTERS:
        raise UnreadableDocument(_PICTURES)


def _title(reader: PdfReader) -> str:
    """Return what a PDF says of its title: nothing, where that is damaged."""
    try:
        with _careful():
            said = reader.metadata.title if reader.metadata else None
    except UnreadableDocument:
        return ""
    return visible(str(said or "").encode("utf-8", "ignore").decode())[:_LONGEST_TITLE]
