"""The answer unit: the best sentence of a passage, with the neighbours that say nearly as much."""

from __future__ import annotations

from collections.abc import Sequence

LONGEST = 600
MOST = 3
NEAR = 1.5
"""How much less evidence a neighbour may have and still belong to the answer, in the ranker's log-odds."""


def unit(scores: Sequence[float], spans: Sequence[tuple[int, int]], best: int) -> tuple[int, int]:
    """Return the first and last sentence, counted from 0, of the answer around sentence `best`."""
    first = last = best
    while last - first + 1 < MOST:
        beside = [at for at in (first - 1, last + 1) if 0 <= at < len(scores) and _belongs(at, scores, best)]
        beside = [at for at in beside if spans[max(at, last)][1] - spans[min(at, first)][0] <= LONGEST]
        if not beside:
            break
        chosen = max(beside, key=lambda at: scores[at])
        first, last = min(first, chosen), max(last, chosen)
    return first, last


def _belongs(at: int, scores: Sequence[float], best: int) -> bool:
    return scores[at] > scores[best] - NEAR
