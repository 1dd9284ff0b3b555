"""The answer unit: the best sentence of a passage, with the neighbours that complete it or say nearly as much."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.search.kinds import Kind

LONGEST = 600
MOST = 3
NEAR = 1.5
"""How much less evidence a neighbour may have and still belong to the answer, in the ranker's log-odds."""
LEANING = 3.0
"""The same for a neighbour that the one leans on: "This", "It", "He" point to the sentence before."""


def unit(
    scores: Sequence[float], spans: Sequence[tuple[int, int]], kinds: Sequence[int], free: Sequence[bool], best: int
) -> tuple[int, int]:
    """Return the first and last sentence, counted from 0, of the answer around sentence `best`."""
    first = last = best
    while last - first + 1 < MOST:
        beside = [at for at in (first - 1, last + 1) if 0 <= at < len(scores) and free[at]]
        beside = [at for at in beside if scores[at] > scores[best] - _distance(kinds, first if at < first else at)]
        beside = [at for at in beside if spans[max(at, last)][1] - spans[min(at, first)][0] <= LONGEST]
        if not beside:
            break
        chosen = max(beside, key=lambda at: scores[at])
        first, last = min(first, chosen), max(last, chosen)
    return first, last


def _distance(kinds: Sequence[int], later: int) -> float:
    return LEANING if kinds[later] & Kind.LEANS else NEAR
