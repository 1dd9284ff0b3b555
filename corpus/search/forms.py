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

    def distinct(self, said: Numbers) -> tuple[Numbers, Numbers]:
        """Return the words that are said, each once, and for each place which of them stands there."""
        met = np.zeros(len(self.words), np.bool_)
        met[said] = True
        words = np.flatnonzero(met).astype(np.uint32)  # sorting would take three times as long
        places = np.zeros(len(self.words), np.uint32)
        places[words] = np.arange(len(words))
        return words, places[said]

    def cosines(self, words: Numbers, asked: Numbers) -> Cosines:
        """Return how near in meaning each word is to each one asked; 0 where one of them has no vector."""
        columns = self.places[asked]
        sought = self.vectors[columns].astype(np.float32).T / self.lengths[columns]
        at_once = max(1, _AT_ONCE // max(1, sought.size))
        parts = [self._products(words[at : at + at_once], sought) for at in range(0, len(words), at_once)]
        return np.concatenate([np.empty((0, len(asked)), np.float32), *parts])

    def _products(self, words: Numbers, sought: Cosines) -> Cosines:
        rows = self.places[words]
        products: Cosines = self.vectors[rows].astype(np.float32) @ sought / self.lengths[rows][:, None]
        return products


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
