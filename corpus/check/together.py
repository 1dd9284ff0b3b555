"""Checks of all documents together. The first line of a docstring is what the finding says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from corpus.check.findings import Spot
from corpus.extract import Extract
from corpus.model import NARRATIVE

_ALIKE = 0.8  # the share of the shorter document's sentences that stand in the other one, too
_FEWEST = 3


def same_title(library: Sequence[Extract]) -> Iterator[Spot]:
    """another document has the same title, so nobody could tell which of the two an answer is from"""
    first: dict[str, Extract] = {}
    for read in library:
        title = " ".join(read.document.source.metadata.title.casefold().split())
        if (other := first.setdefault(title, read)) is not read:
            yield Spot(read, 0, f"“{read.document.source.metadata.title}”, as in {other.document.source.path}")


def near_duplicate(library: Sequence[Extract]) -> Iterator[Spot]:
    """most of its sentences stand in another document, too: one of the two is enough"""
    holders: dict[str, list[int]] = {}
    sizes = []
    for number, read in enumerate(library):
        keys = {sentence.key for shown in read.paragraphs if shown.zone in NARRATIVE for sentence in shown.sentences}
        sizes.append(len(keys))
        for key in keys:
            holders.setdefault(key, []).append(number)
    shared: dict[tuple[int, int], int] = {}
    for numbers in holders.values():
        for pair in combinations(numbers[:20], 2):  # a sentence in more documents than that is nobody's own
            shared[pair] = shared.get(pair, 0) + 1
    for (one, other), count in sorted(shared.items()):
        if count >= max(_FEWEST, _ALIKE * min(sizes[one], sizes[other])):
            yield Spot(library[other], 0, f"{count} sentences in common with {library[one].document.source.path}")
