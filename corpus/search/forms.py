"""Words as they are written: an edition's own and common ones, and what they mean."""

from __future__ import annotations

import sqlite3
from bisect import bisect_left
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from corpus.search.vectors import DIMENSIONS, SHORTEST, Lexicon, Steps

_FORMS = "SELECT words, places, vectors FROM form"

_AT_ONCE = 200_000
"""Of more multiplications at once the linear algebra makes threads, which wait for each other longer than they work."""

Cosines = npt.NDArray[np.float32]
Numbers = npt.NDArray[np.uint32]


@dataclass(frozen=True, slots=True)
class Forms:
    """Words in small letters, ascending. Names, numbers and words of one or two letters have no vector."""

    words: Sequence[str]
    places: Numbers
    """Which row of the vectors each word has; the first is empty."""
    vectors: Steps
    lengths: npt.NDArray[np.float32]
    """Of the vectors."""

    def number(self, word: str) -> int | None:
        """Return the number of a word, or None where it is unknown."""
        at = bisect_left(self.words, word)
        return at if at < len(self.words) and self.words[at] == word else None

    def cosines(self, words: Numbers, asked: Numbers) -> Cosines:
        """Return, a row for each word asked, how near each word is in meaning; 0 where one of them has no vector."""
        columns, rows = self.places[asked], self.places.take(words)
        sought = self.vectors[columns].astype(np.float32).T / self.lengths[columns]
        at_once = max(1, _AT_ONCE // max(1, sought.size))
        near = np.empty((len(asked), len(words)), np.float32)
        for at in range(0, len(words), at_once):
            vectors = self.vectors.take(rows[at : at + at_once], 0).astype(np.float32)
            near[:, at : at + at_once] = (vectors @ sought).T
        near /= self.lengths.take(rows)
        return near


def write_forms(
    db: sqlite3.Connection, said: Collection[str], small: Collection[str], lexicon: Lexicon | None
) -> list[str]:
    """Write the words that passages hold, and common words beside; return them in their order.

    `small` are those of the passages' words that are written with a small letter somewhere: all others are names.
    """
    common = set(lexicon.common()) if lexicon else set()
    words = sorted(common.union(said))
    names = frozenset(said).difference(small)
    meant = [at for at, word in enumerate(words) if _is_plain(word) and word not in names] if lexicon else []
    vectors = np.zeros((1 + len(meant), DIMENSIONS), np.int8)
    if lexicon:
        vectors[1:] = lexicon.vectors([words[at] for at in meant])
    places = np.zeros(len(words), "<u4")
    places[meant] = np.arange(1, len(meant) + 1)
    db.execute("INSERT INTO form VALUES (?, ?, ?)", ("\n".join(words), places.tobytes(), vectors.tobytes()))
    return words


def _is_plain(word: str) -> bool:
    return len(word) >= SHORTEST and word.isalpha()


def read_forms(db: sqlite3.Connection) -> Forms:
    """Read the words of an edition."""
    ((words, places, vectors),) = db.execute(_FORMS)
    rows = np.frombuffer(vectors, np.int8).reshape(-1, DIMENSIONS)
    lengths = np.sqrt(np.square(rows, dtype=np.float32).sum(axis=1)).clip(1)
    return Forms(tuple(words.split("\n")), np.frombuffer(places, "<u4"), rows, lengths)
