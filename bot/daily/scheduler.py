"""When to post: one task for all servers, that sleeps until the next post is due and is woken by every change.

It goes by the clock on the wall, at most 30 s at a time, since a machine that slept knows no other. What is owed is
read from the state, never counted in memory, so a start after any stop finds what is missing.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import secrets
import sqlite3
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

import discord

from bot.daily.content import Contents, Shelves
from bot.daily.delivery import FIRST_PAUSE, Delivered, Delivery
from bot.daily.holds import Holds, Skew, unknown_skew
from bot.daily.outcome import TokenRevoked, Verdict
from bot.daily.planning import Planning, Spread
from bot.daily.store import Store
from bot.daily.wire import Channels, Wire
from bot.notices import Notices, Tell, tell_nobody
from bot.state import daily, ledger
from bot.state.daily import Schedule
from bot.state.errors import StateError
from bot.state.ledger import Post

log = logging.getLogger(__name__)

TICK = timedelta(seconds=30)
_AT_ONCE = 8  # posts under way


class Scheduler:
    """Posts what is owed. With `alone`, leases of earlier processes end when it starts: nobody else can have them."""

    def __init__(
        self,
        store: Store,
        planning: Planning,
        wire: Wire,
        clock: Callable[[], datetime],
        *,
        tell: Tell = tell_nobody,
        skew: Skew = unknown_skew,
        lease: timedelta = ledger.LEASE,
        pause: timedelta = FIRST_PAUSE,
        alone: bool = True,
    ) -> None:
        self.planning = planning
        self.holds = Holds(store, skew)
        self._owner = secrets.token_hex(8)
        self._store = store
        self._clock = clock
        self._tell = tell
        self._alone = alone
        self._delivery = Delivery(store, wire, clock, self._owner, lease, pause)
        self._slots = asyncio.Semaphore(_AT_ONCE)
        self._woken = asyncio.Event()
        self._running = False
        self._followers: list[asyncio.Future[None]] = []
        self._tasks: dict[tuple[int, int, str], asyncio.Task[Delivered | None]] = {}
        self._failed: BaseException | None = None
        self._spread = Spread()

    def wake(self) -> None:
        """Look again now: a schedule, a server or the clock has changed."""
        self._woken.set()

    async def follow(self) -> None:
        """Look again now, and wait until the posts that are begun then are posted, put off or given up.

        Return at once where `run` isn't running.
        """
        if not self._running:
            return
        before = set(self._tasks.values())
        looked = asyncio.get_running_loop().create_future()
        self._followers.append(looked)
        self.wake()
        await looked
        if begun := set(self._tasks.values()) - before:
            await asyncio.wait(begun)

    async def run(self) -> None:
        """Post for ever, or until the token is revoked. Raises TokenRevoked."""
        if self._alone:
            await self._store.write(ledger.free)
        self._running = True
        try:
            while True:
                self._woken.clear()
                followers, self._followers = self._followers, []
                await self._step_if_possible()
                _let_go(followers)
                if isinstance(self._failed, TokenRevoked):
                    raise self._failed
                await self._rest()
        finally:
            self._running = False
            _let_go(self._followers)
            for task in self._tasks.values():
                task.cancel()
            await asyncio.gather(*self._tasks.values(), return_exceptions=True)

    async def step(self) -> None:
        """Claim what is owed at this instant and begin to post it; `settled` waits for the posts themselves."""
        now = self._clock()
        if await self.holds.holding(now):
            return
        owing = await self._store.read(lambda db: daily.owing(db, now))
        self._spread = Spread.of(owing)
        for schedule in owing:
            if self._spread.may_go(schedule, now):
                await self._plan(schedule, now)
        for post in await self._store.read(lambda db: ledger.unfinished(db, self._owner, now)):
            self.begin(post)

    async def settled(self) -> None:
        """Wait until every post that was begun is posted, put off or given up. Raises what nobody expected."""
        while self._tasks:
            await asyncio.wait(self._tasks.values())
        if self._failed:
            raise self._failed

    async def _plan(self, schedule: Schedule, now: datetime) -> None:
        try:
            planned = await self.planning.plan(schedule, now)
        except StateError:
            raise
        except Exception as error:  # one schedule that can't be planned must not keep the others waiting
            self._unexpected(error, schedule.guild_id, schedule.number)
            return
        if planned.missed:
            await self._tell(schedule.guild_id)

    def begin(self, post: Post) -> asyncio.Task[Delivered | None]:
        """Begin to post, if that isn't under way."""
        known = self._tasks.get(post.key)
        if known is None:
            known = self._tasks[post.key] = asyncio.create_task(self._deliver(post))
            known.add_done_callback(lambda task: self._ended(post, task))
        return known

    async def _deliver(self, post: Post) -> Delivered | None:
        async with self._slots:
            if await self.holds.holding(self._clock()):
                return None
            delivered = await self._delivery.attempt(post)
        if delivered and delivered.outcome:
            if delivered.outcome.verdict is Verdict.BANNED:
                await self.holds.banned(self._clock())
            elif delivered.outcome.verdict is not Verdict.LATER:
                await self._tell(post.guild_id)
        return delivered

    def _ended(self, post: Post, task: asyncio.Task[Delivered | None]) -> None:
        del self._tasks[post.key]
        error = None if task.cancelled() else task.exception()
        if isinstance(error, StateError):
            log.error("unmarked guild=%s schedule=%s: %s", post.guild_id, post.number, type(error).__name__)
        elif error:
            self._unexpected(error, post.guild_id, post.number)
        self.wake()

    def _unexpected(self, error: BaseException, guild_id: int, number: int) -> None:
        """Keep what ended a post. What is a bug is logged, and the post tried again once its lease is over."""
        self._failed = error
        if not isinstance(error, TokenRevoked):
            log.error("failed guild=%s schedule=%s", guild_id, number, exc_info=error)

    async def _step_if_possible(self) -> None:
        try:
            await self.step()
        except StateError as error:  # a full disk: what is owed stays owed, and is posted when there is room again
            log.error("unclaimed: %s", type(error).__name__)

    async def _rest(self) -> None:
        """Sleep until something is due, for a tick at most, or until woken."""
        now = self._clock()
        instants = await self._store.read(_next_instants)
        later = [at for at in (*instants, *self._spread.instants(now)) if at and at > now]
        pause = min([TICK, *(at - now for at in later)])
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(pause.total_seconds()):
                await self._woken.wait()


def scheduler(
    client: discord.Client, store: Store, shelves: Shelves, clock: Callable[[], datetime], skew: Skew
) -> Scheduler:
    """Return the scheduler of a bot."""
    wire = Channels(client)
    tell = Notices(client, store, clock).tell
    return Scheduler(store, Planning(store, Contents(shelves), wire), wire, clock, tell=tell, skew=skew)


def _let_go(followers: Sequence[asyncio.Future[None]]) -> None:
    for follower in followers:
        if not follower.done():  # whoever waited may have given up
            follower.set_result(None)


def _next_instants(db: sqlite3.Connection) -> Sequence[datetime | None]:
    return daily.next_instant(db), ledger.next_attempt(db)
