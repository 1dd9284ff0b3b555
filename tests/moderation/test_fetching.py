"""An uploaded file is fetched in pieces, and never held where it is larger than it may be."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from types import SimpleNamespace

import aiohttp
import pytest
from aiohttp import web

from bot.fetching import fetched
from bot.local.world import Upload
from bot.uploads import LARGEST, Refused
from tests.moderation.own import Own
from tests.moderation.test_corpus import LAMPS, settled

PIECE = b"lamp " * 20_000


@dataclass
class Source:
    """A server that sends a file, and counts what it got rid of."""

    pieces: int
    said: dict[str, str] = field(default_factory=dict)
    sent: int = 0

    async def answer(self, request: web.Request) -> web.StreamResponse:
        assert request.headers["Accept-Encoding"] == "identity"
        answer = web.StreamResponse(headers=self.said)
        await answer.prepare(request)
        for _ in range(self.pieces):
            try:
                await answer.write(PIECE)
            except ConnectionError:
                break
            self.sent += len(PIECE)
        if "Content-Length" in self.said and request.transport:
            request.transport.close()  # in the middle, as a connection that breaks off
        return answer


@asynccontextmanager
async def sending(source: Source) -> AsyncIterator[tuple[SimpleNamespace, str]]:
    """Yield a client of a server that sends a file, and the file's address."""
    app = web.Application()
    app.router.add_get("/file", source.answer)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    connector = aiohttp.TCPConnector()
    port = runner.addresses[0][1]
    yield SimpleNamespace(http=SimpleNamespace(connector=connector, proxy=None)), f"http://127.0.0.1:{port}/file"
    await connector.close()
    await runner.cleanup()


async def test_a_file_is_fetched_as_it_is() -> None:
    async with sending(Source(3, {"Content-Encoding": "gzip"})) as (client, address):
        assert await fetched(client, "lamps.md", address) == PIECE * 3


async def test_a_file_that_never_ends_is_let_go_at_the_first_piece_too_many() -> None:
    source = Source(pieces=10_000)  # a gigabyte
    async with sending(source) as (client, address):
        with pytest.raises(Refused, match="larger than 10 MB"):
            await fetched(client, "lamps.md", address)
    assert source.sent < 3 * LARGEST


async def test_a_file_that_breaks_off_is_not_taken() -> None:
    async with sending(Source(3, {"Content-Length": "1000000"})) as (client, address):
        with pytest.raises(Refused, match="could not be fetched"):
            await fetched(client, "lamps.md", address)


async def test_a_file_that_is_gone_is_told(own: Own) -> None:
    form = await own.mod.slash("corpus add", file=(file := own.mod.upload("lamps.md", LAMPS)), title="Lamps")
    del own.here.realm.world.files[int(file)]
    told = await own.mod.submit(form, trust="secondary")
    assert await settled(told, lambda reply: "could not be fetched from Discord" in reply.text)


async def test_a_file_that_grew_after_it_was_declared_is_refused(own: Own) -> None:
    form = await own.mod.slash("corpus add", file=(file := own.mod.upload("lamps.md", LAMPS)), title="Lamps")
    own.here.realm.world.files[int(file)] = Upload("lamps.md", LAMPS * 40_000)
    told = await own.mod.submit(form, trust="secondary")
    assert await settled(told, lambda reply: "larger than 10 MB" in reply.text)
    assert "Lamps" not in (await own.mod.slash("corpus sources")).text
