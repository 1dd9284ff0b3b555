"""How long an answer may take before Discord is told that it will come: less where telling takes long itself."""

from __future__ import annotations

from collections import deque

MOST = 2.2
"""Seconds: early enough for a slow connection, and so late that a crowd, of whom each waits for the others, isn't told
twice each and made to wait even longer."""

LEAST = 0.2
"""Seconds: a form must be the first answer, so also the slowest machine is given this long to open it."""

DISCORD = 3.0
"""Seconds that Discord waits."""

_SPARE = 0.3
_LONGER = 1.5  # telling Discord may take this many times as long as it took lately
_LATELY = 10.0  # seconds
_STEPS = 4
_EACH = 0.01  # seconds: where many wait, all of them may have to be told at once


class Patience:
    """Learns from answers how long Discord takes to have one, and from questions how long they were on their way.

    What it is worth depends on how slow the machine is (`python -m bench.slowed 30 90 python -m bench.reload --reloads
    10`). While it was being built, 50 members who ask without pause lost 17 to 47 of some 2,300 answers, and 1,095 of
    2,581 with 2.2 s at all times. Since then questions are read once, and on an idle host none are lost either way.
    """

    def __init__(self, most: float = MOST, least: float = LEAST, discord: float = DISCORD) -> None:
        self._most = most
        self._least = least
        self._discord = discord
        self._telling = deque[tuple[float, float]](maxlen=64)
        self._ages = deque[float](maxlen=256)

    def note(self, took: float, now: float) -> None:
        """Note how many seconds it took until Discord had an answer; `now` is any clock's that only goes on."""
        self._telling.append((now, took))

    def slowest(self, now: float) -> float:
        """Return how many seconds it took lately, at most, until Discord had an answer."""
        return max((took for at, took in self._telling if now - at < _LATELY), default=0.0)

    def woken(self, late: float, now: float) -> None:
        """Note by how many seconds a timer came late: so long each step waits for the others, and telling has a few."""
        self.note(_STEPS * late, now)

    def late(self, age: float) -> float:
        """Return for how many seconds a question was on its way that Discord has for `age` seconds.

        These are by two clocks that may differ: what counts is how much older it is than the youngest that came lately.
        """
        self._ages.append(age)
        late = age - min(self._ages)
        return late if late < self._discord else 0.0  # more is no delay: somebody has set a clock

    def left(self, late: float, waiting: int, now: float) -> float:
        """Return for how many seconds an answer may be waited for whose question came `late`, while `waiting` are."""
        enough = self._discord - _SPARE - _LONGER * self.slowest(now)
        return max(self._least, min(enough, self._most - _EACH * waiting) - late)
