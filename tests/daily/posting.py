"""What tests of daily posts do all the time: want a post, move the clock, look what came."""

from __future__ import annotations

from collections.abc import Coroutine
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from typing import Any

from bot.app import Pero
from bot.daily.content import Contents
from bot.daily.planning import Planning
from bot.daily.scheduler import Scheduler
from bot.daily.wire import Channels
from bot.local import LocalDiscord
from bot.local.reading import visible_text
from bot.local.start import READING_ROOM
from bot.notices import Notices
from bot.state import State, daily, ledger
from bot.state.daily import Schedule
from bot.state.ledger import Post
from tests.starting import heard

GUILD = READING_ROOM
CHANNEL = READING_ROOM + 11  # daily


@dataclass(slots=True)
class Posting:
    """A bot with its state in a local Discord, and a scheduler that steps only when it is told to."""

    here: LocalDiscord
    bot: Pero
    state: State

    def scheduler(self) -> Scheduler:
        """Return a scheduler as it is right after a start."""
        wire, clock = Channels(self.bot), self.here.clock.now
        planning = Planning(self.state, Contents(self.bot.shelves), wire)
        tell = Notices(self.bot, self.state, clock).tell
        return Scheduler(self.state, planning, wire, clock, tell=tell)

    async def want(self, **wanted: Any) -> Schedule:
        """Add a schedule, by default a fact in #daily at 12:30 UTC."""
        plain = Schedule(GUILD, 0, CHANNEL, time(12, 30), "UTC", "every day", since=self.here.clock.now())
        return await self.state.write(lambda db: daily.add(db, replace(plain, **wanted)))

    async def pass_by(self, scheduler: Scheduler | None = None, **by: float) -> None:
        """Let time pass, and whatever is due be posted."""
        self.here.clock.advance(timedelta(**by))
        await self.step(scheduler)

    async def step(self, scheduler: Scheduler | None = None) -> None:
        """Let a scheduler do what is to be done now."""
        stepping = scheduler or self.scheduler()
        await stepping.step()
        await stepping.settled()

    async def posted(self) -> dict[str, Any]:
        """Wait until the bot has posted what is due, and noted that it has; return the last message in #daily."""
        await self.bot.daily.follow()
        return self.posts()[-1]

    async def heard(self, event: str, change: Coroutine[Any, Any, None]) -> None:
        """Change something, and wait until the bot has heard of it."""
        await heard(self.bot, event, change)

    def posts(self, channel_id: int = CHANNEL) -> list[dict[str, Any]]:
        """Return the messages in a channel."""
        return [message.body for message in self.here.realm.world.said_in(channel_id)]

    def texts(self, channel_id: int = CHANNEL) -> list[str]:
        """Return what the messages in a channel say."""
        return [visible_text(body) for body in self.posts(channel_id)]

    async def history(self, schedule: Schedule) -> list[Post]:
        """Return what became of a schedule's posts, the latest first."""
        return list(await self.state.read(lambda db: ledger.history(db, schedule.guild_id, schedule.number, 100)))

    async def now(self, schedule: Schedule) -> Schedule | None:
        """Return a schedule as it stands."""
        return await self.state.read(lambda db: daily.find(db, schedule.guild_id, schedule.number))

    @property
    def time(self) -> datetime:
        """The present instant."""
        return self.here.clock.now()
