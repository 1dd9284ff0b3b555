"""What a word was meant to be that nobody in the corpus wrote: the corpus's own words, one or two letters away."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import OSA

_SPELLINGS = "SELECT length, words, letters, counts FROM spelling"

SHORTEST = 4
LONGEST = 32
MOST = 3
_BITS = np.array([bin(number).count("1") for number in range(1 << 16)], np.uint8)


def letters(word: str) -> int:
    """Return which letters a word has, a bit a letter; other signs share the bits there are."""
    bits = 0
    for mark in word:
        bits |= 1 << ((ord(mark) - 97) % 31)
    return bits


def allowed(word: str) -> int:
    """Return how many wrong letters a word of this length may have."""
    return 1 if len(word) < 6 else 2


@dataclass(frozen=True, slots=True)
class Words:
    """The corpus's words of one length, one after the other, with their letters and in how many passages they stand."""

    length: int
    known: str
    letters: npt.NDArray[np.uint32]
    counts: npt.NDArray[np.uint32]


def read_spellings(db: sqlite3.Connection) -> dict[int, Words]:
    """Read the corpus's words by their length."""
    return {
        length: Words(length, known, np.frombuffer(bits, "<u4"), np.frombuffer(counts, "<u4"))
        for length, known, bits, counts in db.execute(_SPELLINGS)
    }


def spellings(counts: Mapping[str, int]) -> Iterator[tuple[int, str, bytes, bytes]]:
    """Yield the words of each length that may be meant by a misspelt one, as the edition stores them."""
    lengths: dict[int, list[str]] = {}
    for word in sorted(counts):
        if 3 <= len(word) <= LONGEST and word.isalpha():
            lengths.setdefault(len(word), []).append(word)
    for length, known in sorted(lengths.items()):
        bits = np.array([letters(word) for word in known], "<u4")
        yield length, "".join(known), bits.tobytes(), np.array([counts[word] for word in known], "<u4").tobytes()


def respell(known: Mapping[int, Words], word: str, also: Iterable[str] = ()) -> tuple[tuple[str, float], ...]:
    """Return the words that `word` may have been meant for, with how well each fits, best first.

    They come from the edition and from `also`. A word of fewer than four letters is left as it is.
    """
    if not SHORTEST <= len(word) <= LONGEST or not word.isalpha():
        return ()
    wrong = allowed(word)
    near = [(other, 1 << 20) for other in also]
    for length in range(len(word) - wrong, len(word) + wrong + 1):
        if length in known:
            near.extend(_similar(word, known[length]))
    return _best(word, wrong, near)


def _similar(word: str, others: Words) -> Iterator[tuple[str, int]]:
    """Yield the words of one length that have nearly the same letters."""
    differ = others.letters ^ np.uint32(letters(word))
    apart = _BITS[differ & 0xFFFF] + _BITS[differ >> 16]
    most = 2 * allowed(word) - abs(len(word) - others.length)  # a letter more or less is one bit, another one two
    for at in np.flatnonzero(apart <= most).tolist():
        yield others.known[at * others.length : (at + 1) * others.length], int(others.counts[at])


def _best(word: str, wrong: int, near: Sequence[tuple[str, int]]) -> tuple[tuple[str, float], ...]:
    """Return the words within `wrong` letters: the nearest first, a wrong first letter counting half a letter more."""
    ranked = sorted(
        (OSA.distance(word, other, score_cutoff=wrong) + 0.5 * _opens_otherwise(word, other), -count, other)
        for other, count in near
    )
    return tuple((other, 1 - 0.1 * apart) for apart, _, other in ranked[:MOST] if apart < wrong + 1)


def _opens_otherwise(word: str, other: str) -> bool:
    """Say whether the first letters differ, and not only in their order."""
    return word[0] != other[0] and (word[0], word[1]) != (other[1:2], other[0])
