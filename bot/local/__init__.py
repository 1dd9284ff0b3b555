"""A Discord on this machine: what an unmodified discord.py talks to in tests and while trying Pero out."""

from __future__ import annotations

import secrets
from contextlib import AsyncExitStack
from types import TracebackType

from aiohttp import TCPConnector

from bot.local.clock import Clock
from bot.local.errors import PortTaken, Refused, Unanswered
from bot.local.gateway import Gateway
from bot.local.interactions import FIRST_ANSWER
from bot.local.limits.rates import Buckets
from bot.local.page_server import PageServer
from bot.local.person import Person, Reply
from bot.local.realm import Realm, new_realm
from bot.local.seat import Seat
from bot.local.server import ApiServer, Witness
from bot.local.start import new_world
from bot.local.world import World

__all__ = ["Clock", "LocalDiscord", "Person", "PortTaken", "Refused", "Reply", "Unanswered"]

PAGE_PORT = 8765


class LocalDiscord:
    """One local Discord, alive inside `async with`; the bot runs in the same event loop.

    `port` is the chat page's (0 takes any free one); `first_answer` is the time in seconds that a bot has.
    When the block ends, a fault of the server itself is raised.
    """

    def __init__(
        self,
        port: int = PAGE_PORT,
        *,
        clock: Clock | None = None,
        world: World | None = None,
        shards: int = 1,
        first_answer: float = FIRST_ANSWER,
        buckets: Buckets | None = None,
        witness: Witness | None = None,
    ) -> None:
        token = f"local.{secrets.token_urlsafe(24)}"
        self._realm = new_realm(clock or Clock(), world or new_world(), token, shards, first_answer)
        self._api = ApiServer(self._realm, buckets or Buckets(), witness)
        self._page = PageServer(self._realm, port)
        self._running = AsyncExitStack()

    @property
    def token(self) -> str:
        """Return the only token that this server takes; Discord would refuse it."""
        return self._realm.token

    @property
    def realm(self) -> Realm:
        """Return the state behind the server."""
        return self._realm

    @property
    def clock(self) -> Clock:
        """Return the clock that a person can move."""
        return self._realm.clock

    @property
    def gateway(self) -> Gateway:
        """Return the gateway, to disturb it."""
        return self._realm.gateway

    @property
    def findings(self) -> list[str]:
        """Return everything suspicious that the bot did, a sentence each."""
        return self._realm.findings

    @property
    def page_url(self) -> str:
        """Return the address of the chat page."""
        return self._page.url

    def connector(self) -> TCPConnector:
        """Return what `discord.Client(connector=…)` takes; call it in the running loop, once for each client."""
        return self._api.connector()

    def person(self, name: str) -> Person:
        """Return a person by name, sitting in #general of their first server."""
        world = self._realm.world
        user = next((user for user in world.users.values() if user.name == name and not user.bot), None)
        if user is None:
            raise Refused(f"There is no {name} here: there are {', '.join(u.name for u in world.users.values())}.")
        guild = world.guilds_of(user.id)[0]
        return Person(self._realm, Seat(user.id, guild.id, guild.channels[0].id))

    async def __aenter__(self) -> LocalDiscord:
        async with AsyncExitStack() as stack:
            stack.callback(self._realm.interactions.close)
            for server in (self._page, self._api):
                stack.push_async_callback(server.stop)
                await server.start()
            self._running = stack.pop_all()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._running.aclose()
        if self._realm.faults and error is None:
            raise ExceptionGroup("the local Discord failed", self._realm.faults)
