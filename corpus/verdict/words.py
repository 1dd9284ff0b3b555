"""A text as the words that count when quotations are compared: without case, marks, accents and kinds of dash."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

LONGEST = 1_500
"""Characters of a quotation that are compared; nobody checks more at once."""

_WORD = re.compile(r"\w+(?:[’'ʼ`´]\w+)*")
_GAP = re.compile(r"\[?\s*(?:\.\s?\.\s?\.|…)\s*\]?")
_APOSTROPHES = str.maketrans("", "", "’'ʼ`´")


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it is compared, and where it stands in its text."""

    folded: str
    start: int
    end: int


def words(text: str) -> tuple[Word, ...]:
    """Return the words of a text in order."""
    return tuple(Word(fold(found[0]), found.start(), found.end()) for found in _WORD.finditer(text))


def fold(word: str) -> str:
    """Return a word without case, accents and apostrophes."""
    decomposed = unicodedata.normalize("NFKD", word.translate(_APOSTROPHES).casefold())
    return "".join(each for each in decomposed if not unicodedata.combining(each))


def parts(text: str) -> list[str]:
    """Return the parts of a quotation between its ellipses."""
    return [part for part in _GAP.split(text[:LONGEST]) if _WORD.search(part)]
