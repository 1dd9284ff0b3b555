"""Checks of all documents together. The first line of a docstring is what the finding says."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from hashlib import blake2b
from heapq import nsmallest
from itertools import combinations

from corpus.check.findings import Spot
from corpus.extract import Extract
from corpus.model import NARRATIVE

_ALIKE = 0.6  # the share of the smaller document's sketch that is in the other one's, too
_SHINGLE = 4  # words
_FEWEST = 12
_SKETCH = 256
_MOST_HOLDERS = 12
_WORD = re.compile(r"\w+")


def same_title(library: Sequence[Extract]) -> Iterator[Spot]:
    """another document has the same title, so nobody could tell which of the two an answer is from"""
    first: dict[str, Extract] = {}
    for read in library:
        title = " ".join(read.document.source.metadata.title.casefold().split())
        if (other := first.setdefault(title, read)) is not read:
            yield Spot(read, 0, f"“{read.document.source.metadata.title}”, as in {other.document.source.path}")


def near_duplicate(library: Sequence[Extract]) -> Iterator[Spot]:
    """most of what it says stands in another document, too, in nearly the same words: one of the two is enough"""
    sketches = [_sketch(read) for read in library]
    for one, other in _candidates(sketches):
        alike = _alike(sketches[one], sketches[other])
        if alike >= _ALIKE:
            yield Spot(library[other], 0, f"about {alike:.0%} of it is as in {library[one].document.source.path}")


def _sketch(read: Extract) -> frozenset[int]:
    """Return the smallest hashes of a document's shingles: a sample of them that is the same for the same words."""
    hashes: set[int] = set()
    for shown in read.paragraphs:
        if shown.zone in NARRATIVE:
            hashes.update(_shingles(_WORD.findall(shown.text.casefold())))
    return frozenset(nsmallest(_SKETCH, hashes))


def _shingles(words: Sequence[str]) -> Iterator[int]:
    """Yield a hash of every few words in a row."""
    for at in range(len(words) - _SHINGLE + 1):
        shingle = " ".join(words[at : at + _SHINGLE]).encode("utf-8", "surrogatepass")
        yield int.from_bytes(blake2b(shingle, digest_size=8).digest())


def _candidates(sketches: Sequence[Collection[int]]) -> list[tuple[int, int]]:
    """Return the pairs that share hashes; a hash that very many documents share is boilerplate, and nobody's own."""
    holders: dict[int, list[int]] = {}
    for number, sketch in enumerate(sketches):
        for hashed in sketch:
            holders.setdefault(hashed, []).append(number)
    shared = (numbers for numbers in holders.values() if 1 < len(numbers) <= _MOST_HOLDERS)
    return sorted({pair for numbers in shared for pair in combinations(numbers, 2)})


def _alike(one: frozenset[int], other: frozenset[int]) -> float:
    """Return how much of the smaller of two documents is in the other, as far as both were sampled."""
    if min(len(one), len(other)) < _FEWEST:
        return 0.0
    limit = min(max(sketch) if len(sketch) == _SKETCH else 1 << 64 for sketch in (one, other))
    first, second = ({hashed for hashed in sketch if hashed <= limit} for sketch in (one, other))
    smaller = min(len(first), len(second))
    return len(first & second) / smaller if smaller >= _FEWEST else 0.0
