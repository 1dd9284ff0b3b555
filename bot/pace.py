"""How often somebody may do something, remembered for a while and only for those who did it of late."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Hashable
from datetime import datetime, timedelta

_MOST_REMEMBERED = 10_000


class Pace:
    """Lets everybody do something `most` times within a while."""

    def __init__(self, clock: Callable[[], datetime], most: int, within: timedelta) -> None:
        self._clock = clock
        self._most = most
        self._within = within
        self._did: dict[Hashable, deque[datetime]] = {}

    def wait(self, who: Hashable) -> timedelta:
        """Count one more time for somebody and return nothing to wait; or how long, and then nothing is counted."""
        now = self._clock()
        times = self._did.pop(who, deque())
        while times and now - times[0] >= self._within:
            times.popleft()
        self._did[who] = times  # the last one now: those who did it longest ago come first
        while len(self._did) > _MOST_REMEMBERED:
            del self._did[next(iter(self._did))]
        if len(times) >= self._most:
            return times[0] + self._within - now
        times.append(now)
        return timedelta()
