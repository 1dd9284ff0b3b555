"""Which messages were sent with which nonce of late, so that a request sent twice makes one message."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.local.clock import Clock

# Discord says "the past few minutes" and no more; nothing may depend on the exact length.
WINDOW = timedelta(minutes=5)


class Nonces:
    """Remembers for a window of time which message a nonce made in a channel."""

    def __init__(self, clock: Clock, window: timedelta = WINDOW) -> None:
        self._clock = clock
        self._window = window
        self._made: dict[tuple[int, str], tuple[int, datetime]] = {}

    def made(self, channel_id: int, nonce: object) -> int | None:
        """Return the message that this nonce made within the window."""
        message_id, when = self._made.get((channel_id, str(nonce)), (None, self._clock.now()))
        return message_id if message_id and abs(self._clock.now() - when) <= self._window else None

    def note(self, channel_id: int, nonce: object, message_id: int) -> None:
        """Remember what a nonce made, and forget what is older than the window."""
        now = self._clock.now()
        self._made = {key: each for key, each in self._made.items() if abs(now - each[1]) <= self._window}
        self._made[channel_id, str(nonce)] = message_id, now
