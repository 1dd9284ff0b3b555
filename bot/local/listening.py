"""Accept TLS connections so that every one of them, also one still shaking hands, can be ended at once."""

from __future__ import annotations

import asyncio
import socket
import ssl
from contextlib import suppress

from aiohttp import web

from bot.local.wire import LOOPBACK

_TURNS = 100


class Listener:
    """A loopback port behind TLS, for the server of a runner."""

    def __init__(self, server: web.Server, context: ssl.SSLContext) -> None:
        self._server = server
        self._context = context
        self._socket = socket.create_server((LOOPBACK, 0))
        self._socket.setblocking(False)
        self._accepting = asyncio.create_task(self._accept())
        self.port: int = self._socket.getsockname()[1]

    async def close(self) -> None:
        """Accept no more, and give up the connections that are not yet made."""
        self._accepting.cancel()
        with suppress(asyncio.CancelledError):
            await self._accepting
        self._socket.close()
        for _ in range(_TURNS):
            await _turn()  # for the sockets of handshakes that were given up just now

    async def _accept(self) -> None:
        loop = asyncio.get_running_loop()
        async with asyncio.TaskGroup() as greetings:
            while True:
                accepted, _ = await loop.sock_accept(self._socket)
                greetings.create_task(self._greet(accepted))

    async def _greet(self, accepted: socket.socket) -> None:
        """Shake hands; a client that leaves meanwhile is no fault of ours."""
        with suppress(OSError):
            await asyncio.get_running_loop().connect_accepted_socket(self._server, accepted, ssl=self._context)


async def end(runner: web.AppRunner) -> None:
    """End a runner's connections at once, and wait until their sockets are closed too."""
    connections = runner.server.connections if runner.server is not None else []
    for connection in connections:
        if connection.transport is not None:
            connection.transport.abort()
    for _ in range(_TURNS):
        await _turn()
        if runner.server is None or not runner.server.connections:
            break
    await runner.cleanup()


async def _turn() -> None:
    """Let the event loop go round once; what was aborted is closed in that."""
    loop = asyncio.get_running_loop()
    turned = loop.create_future()
    loop.call_soon(turned.set_result, None)
    await turned
