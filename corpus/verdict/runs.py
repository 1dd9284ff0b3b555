"""Finds words in words: a sequence in a longer one, and the longest run that two have in common."""

from __future__ import annotations

from collections.abc import Sequence


def find(wanted: Sequence[str], there: Sequence[str], start: int = 0) -> int | None:
    """Return where a sequence of words stands, from a place on; in linear time, as Knuth, Morris and Pratt do."""
    back = _fallbacks(wanted)
    matched = 0
    for place in range(start, len(there)):
        while matched and there[place] != wanted[matched]:
            matched = back[matched - 1]
        matched += there[place] == wanted[matched]
        if matched == len(wanted):
            return place - matched + 1
    return None


def _fallbacks(wanted: Sequence[str]) -> list[int]:
    back = [0] * len(wanted)
    matched = 0
    for place in range(1, len(wanted)):
        while matched and wanted[place] != wanted[matched]:
            matched = back[matched - 1]
        matched += wanted[place] == wanted[matched]
        back[place] = matched
    return back


def longest_run(one: Sequence[str], other: Sequence[str], fewest: int) -> tuple[int, int, int]:
    """Return where a run of words that both have begins in each, and its length: the longest of at least `fewest`.

    In linear time: a run is followed from the first place where `one` has its first `fewest` words.
    """
    first: dict[tuple[str, ...], int] = {}
    for place in range(len(one) - fewest + 1):
        first.setdefault(tuple(one[place : place + fewest]), place)
    best = (0, 0, 0)
    place = 0
    while place <= len(other) - fewest:
        begin = first.get(tuple(other[place : place + fewest]))
        if begin is None:
            place += 1
            continue
        size = _common(one, begin, other, place)
        best = max(best, (begin, place, size), key=lambda run: run[2])
        place += size - fewest + 1
    return best


def _common(one: Sequence[str], begin: int, other: Sequence[str], place: int) -> int:
    """Return how many words are the same from a place in each."""
    size = 0
    while begin + size < len(one) and place + size < len(other) and one[begin + size] == other[place + size]:
        size += 1
    return size
