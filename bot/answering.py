"""Answers each interaction once: also when Discord sends it twice, the connection breaks, or the bot has to stop."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import aiohttp
import discord
from discord.http import Route
from discord.webhook.async_ import AsyncWebhookAdapter, async_context

from bot.log import event
from bot.patience import Patience

log = logging.getLogger(__name__)

REMEMBERED = timedelta(minutes=15)
"""As long as an interaction's token lives: after that nothing can be answered again."""

_TIME_TO_ANSWER = timedelta(seconds=2.5)  # of Discord's three, so that a second try still arrives
_CALLBACK = "/interactions/{webhook_id}/{webhook_token}/callback"
_ALREADY_ANSWERED = 40060
_BROKEN = (aiohttp.ClientConnectionError, aiohttp.ClientPayloadError, ConnectionError)


class Answering:
    """Which interactions came of late, and which answers are under way."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self.stopping = False
        self.patience = Patience()
        self._clock = clock
        self._came: dict[int, datetime] = {}
        self._running: set[asyncio.Task[Any]] = set()

    def begin(self, interaction_id: int) -> bool:
        """Return whether an interaction comes for the first time; the task that calls this is its answer."""
        now = self._clock()
        for old in [number for number, came in self._oldest() if now - came > REMEMBERED]:
            del self._came[old]
        if interaction_id in self._came:
            event(log, "repeated", interaction=interaction_id)
            return False
        self._came[interaction_id] = now
        if task := asyncio.current_task():
            self._running.add(task)
            task.add_done_callback(self._running.discard)
        return True

    def in_time(self, interaction_id: int) -> bool:
        """Return whether an answer that is sent now still counts."""
        now = self._clock()
        return now - self._came.get(interaction_id, now) < _TIME_TO_ANSWER

    def late(self, interaction: discord.Interaction[Any]) -> float:
        """Return for how many seconds an interaction that has come just now was on its way."""
        return self.patience.late((self._clock() - interaction.created_at).total_seconds())

    def left(self, late: float) -> float:
        """Return after how many seconds Discord should be told that an answer will come: as it looks now."""
        return self.patience.left(late, len(self._running), time.monotonic())

    @property
    def remembered(self) -> int:
        """Return how many interactions are remembered."""
        return len(self._came)

    @property
    def under_way(self) -> frozenset[asyncio.Task[Any]]:
        """Return the tasks that answer somebody at present."""
        return frozenset(self._running)

    async def finish(self, within: float) -> int:
        """Begin nothing more and wait for the answers under way; return how many were given up after `within` s."""
        self.stopping = True
        loop = asyncio.get_running_loop()
        until = loop.time() + within
        while self._running and loop.time() < until:  # who asks meanwhile is told so, and that is waited for, too
            await asyncio.wait(self.under_way, timeout=until - loop.time())
        late = self.under_way
        for task in late:
            task.cancel()
        return len(late)

    def _oldest(self) -> list[tuple[int, datetime]]:
        """Return the first few that came: looked at with every new one, they never become many."""
        first = iter(self._came.items())
        return [each for each, _ in zip(first, range(8), strict=False)]


class Sending(AsyncWebhookAdapter):
    """Sends answers as discord.py does, and once more where a connection broke.

    An answer that was sent again and turns out to have arrived the first time (40060) is one that arrived.
    """

    def __init__(self, answering: Answering) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # discord.py leaves this one untyped
        self._answering = answering

    def use(self) -> None:
        """Answer this way in all tasks that begin here from now on."""
        async_context.set(self)

    async def request(self, route: Route, session: aiohttp.ClientSession, **given: Any) -> Any:
        """Send one request; raises what discord.py raises."""
        began = time.monotonic()
        try:
            return await self._sent_for_certain(route, session, given)
        finally:
            if route.path == _CALLBACK:
                now = time.monotonic()
                self._answering.patience.note(now - began, now)

    async def _sent_for_certain(self, route: Route, session: aiohttp.ClientSession, given: dict[str, Any]) -> Any:
        try:
            return await self._sent(route, session, given)
        except _BROKEN as broken:
            if not self._may_repeat(route):
                raise
            event(log, "sent_again", interaction=route.webhook_id, after=type(broken).__name__)
            for file in given.get("files") or ():
                file.reset()
            return await self._sent(route, session, given)

    def _may_repeat(self, route: Route) -> bool:
        """Return whether a request does no harm when it arrives twice and can still be of use."""
        if route.path == _CALLBACK:
            return self._answering.in_time(int(route.webhook_id or 0))
        return route.method in ("GET", "PATCH", "DELETE")

    async def _sent(self, route: Route, session: aiohttp.ClientSession, given: dict[str, Any]) -> Any:
        try:
            return await super().request(route, session, **given)
        except discord.HTTPException as refused:
            if refused.code != _ALREADY_ANSWERED or route.path != _CALLBACK:
                raise
            # Our own answer got through and only its acknowledgement was lost, or a second Pero runs with this token.
            log.warning("answered_before interaction=%s", route.webhook_id)
            return {"interaction": {"id": str(route.webhook_id), "type": 2}}
