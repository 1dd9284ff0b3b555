"""A Discord on this machine: what an unmodified discord.py talks to in tests and while trying Pero out."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import timedelta
from types import TracebackType

from aiohttp import TCPConnector

from bot.local.clock import Clock
from bot.local.errors import PortTaken, Refused, Unanswered
from bot.local.faults import Fault, Faults, Trouble
from bot.local.gateway import Gateway
from bot.local.interactions import FIRST_ANSWER
from bot.local.limits.rates import INVALID, Buckets, Invalid
from bot.local.nonces import WINDOW
from bot.local.page_server import PageServer
from bot.local.person import Person, Reply
from bot.local.realm import Realm, Request, new_realm
from bot.local.seat import Seat
from bot.local.server import ApiServer, Witness
from bot.local.start import new_world
from bot.local.wire import Address, connector_to
from bot.local.world import World

__all__ = [
    "Address",
    "Clock",
    "Fault",
    "LocalDiscord",
    "Person",
    "PortTaken",
    "Refused",
    "Reply",
    "Trouble",
    "Unanswered",
    "connector_to",
]

PAGE_PORT = 8765


class LocalDiscord:
    """One local Discord, alive inside `async with`; the bot runs in the same event loop.

    `port` is the chat page's (0 takes any free one); `first_answer` is the time in seconds that a bot has;
    within `nonce_window` a nonce that is enforced makes one message only. Another process connects with
    `discord.Client(connector=connector_to(Address.read(line)))`, where the line is `here.address.write()`.
    `bot.local.faults` says what can be made to go wrong, `bot.local.changes` what moderators can change meanwhile.
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
        nonce_window: timedelta = WINDOW,
        buckets: Buckets | None = None,
        invalid_limit: int = INVALID,
        witness: Witness | None = None,
    ) -> None:
        self._realm = new_realm(
            clock or Clock(), world or new_world(), shards=shards, first_answer=first_answer, nonce_window=nonce_window
        )
        self._invalid = Invalid(self._realm.clock, invalid_limit)
        self._api = ApiServer(self._realm, buckets or Buckets(), self._invalid, witness)
        self._page = PageServer(self._realm, port)
        self._running = AsyncExitStack()

    @property
    def token(self) -> str:
        """Return the only token that this server takes; Discord would refuse it."""
        return self._realm.key.token

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
    def address(self) -> Address:
        """Return where this is, for `connector_to` in another process."""
        return self._api.address

    @property
    def faults(self) -> Faults:
        """Return the faults, to add some."""
        return self._realm.faults

    @property
    def invalid_requests(self) -> int:
        """Return how many requests of the last ten minutes were answered 401, 403 or 429: 10,000 are a ban."""
        return self._invalid.count

    @property
    def journal(self) -> Sequence[Request]:
        """Return the last requests of the bot, oldest first."""
        return tuple(self._realm.journal)

    @asynccontextmanager
    async def outage(self, trouble: Trouble = Trouble.HTTP_503) -> AsyncIterator[None]:
        """Answer nothing but this trouble while the block lasts, and let nobody into the gateway."""
        self._realm.faults.outage = trouble
        self.gateway.drop()
        try:
            yield
        finally:
            self._realm.faults.outage = None

    async def revoke_token(self) -> None:
        """Take the bot's token back: 401 from now on, and 4004 on the gateway."""
        self._realm.key.revoke()
        await self.gateway.close(4004)

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
        return connector_to(self.address)

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
            stack.callback(self._realm.faults.clear)
            for server in (self._page, self._api):
                stack.push_async_callback(server.stop)
                await server.start()
            self._running = stack.pop_all()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._running.aclose()
        if self._realm.failures and error is None:
            raise ExceptionGroup("the local Discord failed", self._realm.failures)
