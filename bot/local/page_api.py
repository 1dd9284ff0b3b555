"""The chat page and its private API."""

from __future__ import annotations

import errno

from aiohttp import web

from bot.local import wire
from bot.local.errors import PortTaken
from bot.local.realm import Realm


class PageServer:
    """Serves the chat page of one realm."""

    def __init__(self, realm: Realm, port: int) -> None:
        self._realm = realm
        self._port = port
        self._runner: web.AppRunner | None = None

    @property
    def url(self) -> str:
        """Return the page's address."""
        return f"http://{wire.LOOPBACK}:{self._port}/"

    async def start(self) -> None:
        """Listen; raise PortTaken when somebody else does."""
        self._runner = web.AppRunner(web.Application(), access_log=None, shutdown_timeout=1.0)
        await self._runner.setup()
        try:
            await web.TCPSite(self._runner, wire.LOOPBACK, self._port).start()
        except OSError as exc:
            await self._runner.cleanup()
            if exc.errno == errno.EADDRINUSE:
                raise PortTaken(self._port) from exc
            raise
        self._port = self._runner.addresses[0][1]

    async def stop(self) -> None:
        """Listen no more."""
        if self._runner is not None:
            await self._runner.cleanup()
