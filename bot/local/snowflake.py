"""Discord's ids: an instant in milliseconds since 2015, and a number that tells ids of one millisecond apart."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import count

from bot.local.clock import Clock

EPOCH = datetime(2015, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)
_LOW_BITS = 22


class Snowflakes:
    """A source of ids that carry the clock's time and never repeat."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._count = count()

    def next(self) -> int:
        """Return a new id."""
        age = (self._clock.now() - EPOCH) // _MILLISECOND
        return max(age, 0) << _LOW_BITS | next(self._count) % (1 << _LOW_BITS)


def is_snowflake(text: object) -> bool:
    """Return whether this is an id as Discord writes it."""
    return isinstance(text, str) and text.isascii() and text.isdigit() and len(text) <= 20


def instant(snowflake: int) -> datetime:
    """Return when an id was made."""
    return EPOCH + (snowflake >> _LOW_BITS) * _MILLISECOND
