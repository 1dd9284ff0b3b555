"""The answer unit: the best sentence of a passage, with the neighbours that complete it or say nearly as much."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.search.kinds import Kind

LONGEST = 600
MOST = 3
NEAR = 1.5
"""How much less evidence a neighbour may have and still belong to the answer, in the ranker's log-odds."""
FOLLOWS = 3.0
"""The same for the sentence after, where it leans on the one before: "This", "It"."""
_LEANS = int(Kind.LEANS)


def unit(
    scores: Sequence[float], spans: Sequence[Sequence[int]], kinds: Sequence[int], free: Sequence[bool], best: int
) -> tuple[int, int]:
    """Return the first and last sentence, counted from 0, of the answer around sentence `best`."""
    first = last = best
    while last - first + 1 < MOST:
        beside = {first - 1: _before(scores, kinds, first, best), last + 1: _after(scores, kinds, last + 1, best)}
        fitting = {
            at: scores[at]
            for at, belongs in beside.items()
            if belongs and free[at] and spans[max(at, last)][1] - spans[min(at, first)][0] <= LONGEST
        }
        if not fitting:
            break
        chosen = max(fitting, key=lambda at: fitting[at])
        first, last = min(first, chosen), max(last, chosen)
    return first, last


def _before(scores: Sequence[float], kinds: Sequence[int], first: int, best: int) -> bool:
    """Say whether the sentence before `first` belongs: it says nearly as much, or `first` makes no sense without."""
    if first == 0:
        return False
    return bool(kinds[first] & _LEANS) or scores[first - 1] > scores[best] - NEAR


def _after(scores: Sequence[float], kinds: Sequence[int], at: int, best: int) -> bool:
    """Say whether the sentence `at`, after the answer so far, belongs to it."""
    if at == len(scores):
        return False
    return scores[at] > scores[best] - (FOLLOWS if kinds[at] & _LEANS else NEAR)
