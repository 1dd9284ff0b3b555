"""The HTTP server of the chat page: its files, its WebSocket and its uploads, for browsers on this machine only."""

from __future__ import annotations

import asyncio
import errno
import json
from pathlib import Path

from aiohttp import BodyPartReader, WSMsgType, web
from aiohttp.typedefs import Handler

from bot.local import wire
from bot.local.asking import UPLOAD_LIMIT
from bot.local.errors import PortTaken
from bot.local.files import attachment, guessed_type, stored
from bot.local.listening import end
from bot.local.page_api import hello, perform, told
from bot.local.realm import Realm
from bot.local.world import Json, Upload

_ROOT = Path(__file__).parent / "page"
_MAX_FRAME = 1 << 20
_HEADERS = {
    "Content-Security-Policy": "default-src 'self'; img-src 'self' data: blob:; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}
# What people and bots upload shares the page's origin, so a browser must not run it.
_FILE_HEADERS = _HEADERS | {"Content-Security-Policy": "sandbox; default-src 'none'"}


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
        """Listen; raise PortTaken when another program does."""
        self._runner = web.AppRunner(self._app(), access_log=None, shutdown_timeout=1.0)
        await self._runner.setup()
        try:
            await web.TCPSite(self._runner, wire.LOOPBACK, self._port).start()
        except OSError as exc:
            await end(self._runner)
            if exc.errno == errno.EADDRINUSE:
                raise PortTaken(self._port) from exc
            raise
        self._port = self._runner.addresses[0][1]

    async def stop(self) -> None:
        """Close every page's socket and listen no more."""
        if self._runner is not None:
            await end(self._runner)

    def _app(self) -> web.Application:
        app = web.Application(middlewares=[self._local_only], client_max_size=UPLOAD_LIMIT + _MAX_FRAME)
        app.router.add_get("/page/ws", self._talk)
        app.router.add_post("/page/upload", self._upload)
        app.router.add_get("/attachments/{channel_id}/{file_id}/{filename}", self._file)
        app.router.add_get("/{name:.*}", self._static)
        return app

    @web.middleware
    async def _local_only(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Refuse other sites' pages and names that were pointed at this address."""
        hosts = (f"{wire.LOOPBACK}:{self._port}", f"localhost:{self._port}")
        own = request.headers.get("Host") in hosts
        origin = request.headers.get("Origin")
        acts = request.method != "GET" or request.path == "/page/ws"
        if not own or (acts and origin != f"http://{request.headers['Host']}"):
            raise web.HTTPForbidden(text="Only the chat page itself, opened on this machine, may ask for this.")
        return await handler(request)

    async def _static(self, request: web.Request) -> web.StreamResponse:
        found = (_ROOT / (request.match_info["name"] or "index.html")).resolve()
        if not found.is_relative_to(_ROOT.resolve()) or not found.is_file():
            raise web.HTTPNotFound(text="There is no such page.")
        return web.FileResponse(found, headers=_HEADERS)

    async def _file(self, request: web.Request) -> web.Response:
        upload = stored(self._realm.world, request.match_info["file_id"], request.match_info["filename"])
        if upload is None:
            raise web.HTTPNotFound(text="This file is not there.")
        return web.Response(body=upload.content, content_type=upload.content_type, headers=_FILE_HEADERS)

    async def _upload(self, request: web.Request) -> web.Response:
        async for part in await request.multipart():
            if isinstance(part, BodyPartReader) and part.name == "file":
                name = Path(part.filename or "file").name
                content = bytes(await part.read(decode=True))
                if len(content) > UPLOAD_LIMIT:
                    break
                number = self._realm.ids.next()
                upload = self._realm.world.files[number] = Upload(name, content, guessed_type(name))
                return web.json_response(attachment(number, upload, 0))
        raise web.HTTPRequestEntityTooLarge(UPLOAD_LIMIT, text="Send one file of at most 10 MiB, in the field “file”.")

    async def _talk(self, request: web.Request) -> web.WebSocketResponse:
        """Tell a page everything that happens, and do what it asks."""
        socket = web.WebSocketResponse(max_msg_size=_MAX_FRAME)
        await socket.prepare(request)
        outgoing: asyncio.Queue[Json] = asyncio.Queue()
        outgoing.put_nowait(hello(self._realm))
        stop = self._realm.happenings.listen(lambda event: _put_all(outgoing, told(self._realm, event)))
        try:
            async with asyncio.TaskGroup() as tasks:
                writing = tasks.create_task(_write(socket, outgoing))
                async for frame in socket:
                    if frame.type is WSMsgType.TEXT:
                        tasks.create_task(self._perform(frame.data, outgoing))
                writing.cancel()
        finally:
            stop()
        return socket

    async def _perform(self, text: str, outgoing: asyncio.Queue[Json]) -> None:
        try:
            request = json.loads(text)
        except ValueError:
            request = None
        if not isinstance(request, dict):
            request = {}
        outgoing.put_nowait(await perform(self._realm, request))


def _put_all(outgoing: asyncio.Queue[Json], events: list[Json]) -> None:
    for event in events:
        outgoing.put_nowait(event)


async def _write(socket: web.WebSocketResponse, outgoing: asyncio.Queue[Json]) -> None:
    while not socket.closed:
        try:
            await socket.send_json(await outgoing.get())
        except ConnectionError:
            return
