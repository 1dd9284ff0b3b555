"""Tells a server's moderators what went wrong: once, in the log channel of their settings, with a way to put it right.

Where there is no such channel, or nothing can be written in it, the problems still stand in /daily list and /diagnose.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime

import discord

from bot import pager
from bot.daily.outcome import expected
from bot.daily.store import Store
from bot.daily.wire import Channels
from bot.present.leaf import Colour, Leads, Leaf, Press, Tone
from bot.present.markdown import plain
from bot.state import problems, settings
from bot.state.problems import Problem

log = logging.getLogger(__name__)

DAILY = "daily."
"""What the names of problems with schedules begin with; the schedule's number follows."""

Tell = Callable[[int], Awaitable[None]]
"""Tells a server's moderators what they have not heard yet."""


async def tell_nobody(guild_id: int) -> None:
    """Leave it to whoever looks."""


class Notices:
    """Tells moderators by a client."""

    def __init__(self, client: discord.Client, store: Store, clock: Callable[[], datetime]) -> None:
        self._client = client
        self._channels = Channels(client)
        self._store = store
        self._clock = clock

    async def tell(self, guild_id: int) -> None:
        """Tell what was not told yet, where the server wants to hear it."""
        channel_id = (await self._store.read(lambda db: settings.read(db, guild_id))).log_channel
        if not channel_id:
            return
        ground = self._channels.ground(guild_id, channel_id)
        if ground.missing or not ground.in_server or not ground.available:
            return
        for problem in await self._unheard(guild_id):
            try:
                channel = self._client.get_partial_messageable(channel_id)
                await channel.send(view=pager.layout(notice(problem)))
            except Exception as error:
                if not expected(error):
                    raise
                log.warning("untold guild=%s what=%s: %s", guild_id, problem.what, type(error).__name__)

    async def _unheard(self, guild_id: int) -> Sequence[Problem]:
        """Return the problems to tell, marked as told: a notice that is lost is better than one every day."""
        now = self._clock()
        return await self._store.write(
            lambda db: [
                each
                for each in problems.open_ones(db, guild_id)
                if each.what.startswith(DAILY) and problems.heard(db, guild_id, now, each.what)
            ]
        )


def notice(problem: Problem) -> Leaf:
    """Draw a problem, with buttons to what can be done about it."""
    number = problem.what.removeprefix(DAILY)
    presses = (
        Press("Resume", "dailyresume", number, leads=Leads.ACT, tone=Tone.GOOD),
        Press("History", "dailypast", f"{number}.0", leads=Leads.ACT),
    )
    said = f"### ⚠ Daily posts\n{plain(problem.told)}"
    return Leaf((said,), Colour.UNVERIFIED, presses if problem.what.startswith(DAILY) else ())
