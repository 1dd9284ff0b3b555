"""A text as the words that count when quotations are compared: without case, marks, accents and kinds of dash."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

LONGEST = 1_500
"""Characters of a quotation that are compared; nobody checks more at once."""

# Letters in brackets belong to the word that they complete: "[h]e", "comrade[s]".
_WORD = re.compile(r"(?:\[[^\W\d_]{1,3}\](?=\w))?\w+(?:[’'ʼ`´]\w+)*(?:\[[^\W\d_]{1,3}\](?!\w))?")
_BRACKETED = re.compile(r"\[[^\[\]]{0,200}\]")
_APART = re.compile(rf"(?<![^\W\d_]){_BRACKETED.pattern}(?![^\W\d_])")
_GAP = re.compile(r"\[?\s*(?:\.\s?\.\s?\.|…)\s*\]?")
_UNSPOKEN = str.maketrans("", "", "’'ʼ`´[]")
_FEWEST_APART = 3  # words that a part between ellipses must have: single words in their order stand anywhere


class Word(NamedTuple):
    """A word as it is compared, and where it stands in its text."""

    folded: str
    start: int
    end: int


def words(text: str) -> tuple[Word, ...]:
    """Return the words of a text in order."""
    return tuple([Word(fold(found[0]), *found.span()) for found in _WORD.finditer(text)])


def fold(word: str) -> str:
    """Return a word without case, accents, apostrophes and brackets."""
    if word.isascii():
        return (word if word.isalnum() else word.translate(_UNSPOKEN)).casefold()
    decomposed = unicodedata.normalize("NFKD", word.translate(_UNSPOKEN).casefold())
    return "".join(each for each in decomposed if not unicodedata.combining(each))


def readings(text: str) -> Iterator[tuple[Word, ...]]:
    """Yield the words of a text, and again without those that an editor put in brackets, and without any brackets."""
    yield words(text)
    if "[" in text:
        for bracketed in (_APART, _BRACKETED):
            yield words(bracketed.sub(lambda found: " " * len(found[0]), text))


def parts(text: str) -> list[str]:
    """Return the parts of a quotation between its ellipses; all of it as one where they leave hardly anything."""
    found = [part for part in _GAP.split(text[:LONGEST]) if _WORD.search(part)]
    return found if all(len(words(part)) >= _FEWEST_APART for part in found) else [text[:LONGEST]]
