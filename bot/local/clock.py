"""The local Discord's time, which a person can move."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

_PATIENCE = 5.0  # seconds of real time that a follower may take; a post takes one on a busy machine


class Clock:
    """A clock that runs from `start`, or stands still with `running=False`, until it is moved."""

    def __init__(self, start: datetime | None = None, *, running: bool = True) -> None:
        self._running = running
        self._watchers: list[Callable[[], None]] = []
        self._followers: list[Callable[[], Awaitable[None]]] = []
        self._place(start or datetime.now(UTC))

    def now(self) -> datetime:
        """Return the present instant, in UTC."""
        passed = time.monotonic() - self._since if self._running else 0.0
        return self._start + timedelta(seconds=passed)

    def set(self, instant: datetime) -> None:
        """Move to `instant`, which must know its zone."""
        self._place(instant)
        for watcher in tuple(self._watchers):
            watcher()

    def advance(self, by: timedelta) -> None:
        """Move by `by`, which may be negative."""
        self.set(self.now() + by)

    def watch(self, watcher: Callable[[], None]) -> Callable[[], None]:
        """Call `watcher` after each move; return what ends that."""
        self._watchers.append(watcher)
        return lambda: self._watchers.remove(watcher)

    def follow(self, follower: Callable[[], Awaitable[None]]) -> Callable[[], None]:
        """Let `followed` wait for `follower`, who does what is due at the present instant; return what ends that."""
        self._followers.append(follower)
        return lambda: self._followers.remove(follower)

    async def followed(self, within: float = _PATIENCE) -> None:
        """Wait until the followers have done what is due now, for `within` seconds of real time at most."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(within):
                await asyncio.gather(*(follower() for follower in self._followers))

    def _place(self, instant: datetime) -> None:
        if instant.tzinfo is None:
            raise ValueError(f"{instant.isoformat()} has no time zone: the clock takes instants only")
        self._start = instant.astimezone(UTC)
        self._since = time.monotonic()
