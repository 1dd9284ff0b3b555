"""What keeps all posts back: a ban of Discord's, and a clock that must not be believed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from bot.daily.delivery import BAN
from bot.daily.store import Store
from bot.state import problems

MOST_SKEW = timedelta(seconds=120)
BANNED, SKEWED = "discord.ban", "clock.skew"

Skew = Callable[[], timedelta | None]
"""Returns by how much our clock was ahead of Discord's in its last answer; None before the first."""


def unknown_skew() -> timedelta | None:
    """Return that nobody has compared the clocks."""
    return None


class Holds:
    """Whether posts are kept back; the moderators of all servers can see why."""

    def __init__(self, store: Store, skew: Skew = unknown_skew) -> None:
        self.until: datetime | None = None
        self._store = store
        self._skew = skew
        self._noted: dict[str, bool] = {}

    async def holding(self, now: datetime) -> bool:
        """Return whether nothing may be posted at present, and note why."""
        skew = self._skew()
        is_skewed = skew is not None and abs(skew) > MOST_SKEW
        is_banned = self.until is not None and now < self.until
        await self._note(now, SKEWED, is_skewed, _skewed(skew))
        await self._note(now, BANNED, is_banned, "Discord takes no requests from me for a while. Posts wait.")
        return is_skewed or is_banned

    async def banned(self, now: datetime) -> None:
        """Keep everything back for a quarter of an hour: what goes on knocking is banned for longer."""
        self.until = max(self.until or now, now + BAN)
        await self.holding(now)

    async def _note(self, now: datetime, what: str, holds: bool, told: str) -> None:
        """Write down what has changed; at first, what an earlier process left."""
        if self._noted.get(what) is holds:
            return
        if holds:
            await self._store.write(lambda db: problems.note(db, problems.EVERYWHERE, now, what, told))
        else:
            await self._store.write(lambda db: problems.settle(db, problems.EVERYWHERE, what))
        self._noted[what] = holds


def _skewed(skew: timedelta | None) -> str:
    if skew is None:
        return ""
    seconds, way = abs(skew).total_seconds(), "ahead of" if skew > timedelta() else "behind"
    return (
        f"My clock is {seconds:.0f} s {way} Discord’s, so I post nothing. "
        "Whoever runs me must set the machine’s clock right."
    )
