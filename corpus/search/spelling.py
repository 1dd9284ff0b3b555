"""What a word was meant to be that nobody in the corpus wrote: the corpus's own words, one or two letters away."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import aiosqlite
import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import OSA

_LENGTHS = """
    SELECT length, words, letters, counts
      FROM spelling
     WHERE length BETWEEN :shortest AND :longest
"""

SHORTEST = 4
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


async def respell(db: aiosqlite.Connection, word: str, also: Iterable[str] = ()) -> tuple[tuple[str, float], ...]:
    """Return the words that `word` may have been meant for, with how well each fits, best first.

    They come from the edition and from `also`. A word of fewer than four letters is left as it is.
    """
    if len(word) < SHORTEST or not word.isalpha():
        return ()
    wrong = allowed(word)
    rows = await db.execute_fetchall(_LENGTHS, {"shortest": len(word) - wrong, "longest": len(word) + wrong})
    near = [(other, 1 << 20) for other in also]
    for length, known, bits, counts in rows:
        near.extend(_similar(word, length, known, np.frombuffer(bits, "<u4"), np.frombuffer(counts, "<u4")))
    return _best(word, wrong, near)


def _similar(
    word: str, length: int, known: str, bits: npt.NDArray[np.uint32], counts: npt.NDArray[np.uint32]
) -> Iterable[tuple[str, int]]:
    """Yield the words of one length that have nearly the same letters."""
    differ = bits ^ np.uint32(letters(word))
    apart = _BITS[differ & 0xFFFF] + _BITS[differ >> 16]
    for at in np.flatnonzero(apart <= 2 * allowed(word)):
        yield known[at * length : (at + 1) * length], int(counts[at])


def _best(word: str, wrong: int, near: Sequence[tuple[str, int]]) -> tuple[tuple[str, float], ...]:
    """Return the words within `wrong` letters: the nearest first, a wrong first letter counting half a letter more."""
    ranked = sorted(
        (OSA.distance(word, other, score_cutoff=wrong) + 0.5 * (word[0] != other[0]), -count, other)
        for other, count in near
    )
    return tuple((other, 1 - 0.1 * apart) for apart, _, other in ranked[:MOST] if apart < wrong + 1)
