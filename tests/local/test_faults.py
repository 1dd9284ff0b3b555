"""What the local Discord can be made to do wrong, and that it does exactly that."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import aiohttp
import discord
import pytest
import pytest_asyncio

from bot.local import Fault, LocalDiscord, Trouble
from bot.local.changes import add_bot, make_available, make_unavailable, remove_bot
from bot.local.start import READING_ROOM, SECOND_SERVER
from tests.local.bare import API, QUIET, answer, bare
from tests.local.echo import SOON, EchoBot, running

DAILY = READING_ROOM + 11
POSTS = "/channels/{channel_id}/messages"
PATH = f"/channels/{DAILY}/messages"
POST = QUIET | {"content": "once"}


@pytest_asyncio.fixture
async def here() -> AsyncIterator[LocalDiscord]:
    """A local Discord of a test's own."""
    async with LocalDiscord(port=0) as local:
        yield local


@pytest.mark.parametrize(
    ("trouble", "stored"), [(Trouble.DROPPED, 0), (Trouble.LOST_ANSWER, 1)], ids=["dropped", "lost answer"]
)
async def test_a_connection_breaks_before_or_after_the_post_is_stored(
    here: LocalDiscord, trouble: Trouble, stored: int
) -> None:
    here.faults.add(Fault("POST", POSTS, trouble))
    async with bare(here) as session:
        with pytest.raises((aiohttp.ServerDisconnectedError, aiohttp.ClientOSError)):
            await answer(session, "POST", PATH, json=POST)
        assert len(here.realm.world.said_in(DAILY)) == stored
        assert (await answer(session, "POST", PATH, json=POST))[0] == 200


@pytest.mark.parametrize(
    ("trouble", "status", "code", "stored"),
    [
        (Trouble.STORED_THEN_502, 502, 0, 1),
        (Trouble.HTTP_500, 500, 0, 0),
        (Trouble.HTTP_502, 502, 0, 0),
        (Trouble.HTTP_503, 503, 0, 0),
        (Trouble.HTTP_504, 504, 0, 0),
        (Trouble.HTTP_520, 520, 0, 0),
        (Trouble.HTTP_524, 524, 0, 0),
        (Trouble.UNAUTHORIZED, 401, 0, 0),
        (Trouble.FORBIDDEN, 403, 50013, 0),
        (Trouble.UNKNOWN_INTERACTION, 404, 10062, 0),
        (Trouble.ALREADY_ANSWERED, 400, 40060, 1),
    ],
    ids=lambda value: value.name.lower() if isinstance(value, Trouble) else str(value),
)
async def test_an_answer_is_another(here: LocalDiscord, trouble: Trouble, status: int, code: int, stored: int) -> None:
    here.faults.add(Fault("POST", POSTS, trouble))
    async with bare(here) as session:
        got, body = await answer(session, "POST", PATH, json=POST)
    assert (got, body["code"]) == (status, code)
    assert len(here.realm.world.said_in(DAILY)) == stored
    assert [(each.method, each.status) for each in here.journal] == [("POST", status)]


@pytest.mark.parametrize("everywhere", [False, True])
async def test_a_rate_limit_is_told_as_discord_tells_it(here: LocalDiscord, everywhere: bool) -> None:
    trouble = Trouble.RATE_LIMITED_GLOBALLY if everywhere else Trouble.RATE_LIMITED
    here.faults.add(Fault("POST", POSTS, trouble, seconds=1.5))
    async with bare(here) as session, session.post(API + PATH, json=POST) as response:
        body = await response.json()
        assert (response.status, body["retry_after"], body["global"]) == (429, 1.5, everywhere)
        assert response.headers["Via"]
        assert response.headers["X-RateLimit-Scope"] == ("global" if everywhere else "user")
        assert ("X-RateLimit-Global" in response.headers) == everywhere
        assert ("X-RateLimit-Bucket" in response.headers) != everywhere


async def test_a_ban_comes_from_elsewhere_and_is_no_json(here: LocalDiscord) -> None:
    here.faults.add(Fault("*", "*", Trouble.BANNED, times=None))
    async with bare(here) as session, session.get(f"{API}/users/@me") as response:
        assert response.status == 429
        assert "Via" not in response.headers
        assert response.content_type == "text/html"


@pytest.mark.parametrize("trouble", [Trouble.LATE_REQUEST, Trouble.LATE_ANSWER])
async def test_an_answer_comes_late(here: LocalDiscord, trouble: Trouble) -> None:
    here.faults.add(Fault("POST", POSTS, trouble, seconds=0.05))
    loop = asyncio.get_running_loop()
    began = loop.time()
    async with bare(here) as session:
        assert (await answer(session, "POST", PATH, json=POST))[0] == 200
    assert loop.time() - began >= 0.05


async def test_a_request_is_held_until_it_is_let_go(here: LocalDiscord) -> None:
    here.faults.add(Fault("POST", POSTS, Trouble.HELD))
    async with bare(here) as session:
        held = asyncio.create_task(answer(session, "POST", PATH, json=POST))
        assert (await answer(session, "POST", PATH, json=QUIET | {"content": "another"}))[0] == 200
        assert not held.done()
        here.faults.release()
        assert (await held)[0] == 200


async def test_a_fault_strikes_its_own_routes_as_often_as_said(here: LocalDiscord) -> None:
    here.faults.add(Fault("*", "/channels/*", Trouble.HTTP_503, times=2))
    async with bare(here) as session:
        assert (await answer(session, "GET", "/users/@me"))[0] == 200
        assert [(await answer(session, "GET", PATH))[0] for _ in range(3)] == [503, 503, 200]
    assert [strike.trouble for strike in here.faults.struck] == [Trouble.HTTP_503] * 2


async def test_the_same_seed_strikes_the_same_requests() -> None:
    runs = []
    for _ in "ab":
        async with LocalDiscord(port=0) as here, bare(here) as session:
            here.faults.add(Fault("GET", "*", Trouble.HTTP_503, times=None, probability=0.3, seed=11))
            runs.append([(await answer(session, "GET", "/users/@me"))[0] for _ in range(40)])
    assert runs[0] == runs[1]
    assert 4 <= runs[0].count(503) <= 20


async def test_an_outage_closes_everything_until_it_is_over(here: LocalDiscord) -> None:
    async with bare(here) as session:
        async with here.outage():
            here.clock.advance(timedelta(hours=7))
            assert (await answer(session, "GET", "/users/@me"))[0] == 503
            with pytest.raises(aiohttp.WSServerHandshakeError):
                await session.ws_connect("wss://gateway.discord.gg/")
        assert (await answer(session, "GET", "/users/@me"))[0] == 200
        async with session.ws_connect("wss://gateway.discord.gg/") as socket:
            assert (await socket.receive_json())["op"] == 10


async def test_a_revoked_token_opens_nothing(here: LocalDiscord) -> None:
    async with EchoBot(here) as bot, bare(here) as session:
        await bot.login(here.token)
        connected = asyncio.create_task(bot.connect())
        await bot.wait_until_ready()
        await here.revoke_token()
        with pytest.raises(discord.ConnectionClosed) as closed:
            await connected
        assert closed.value.code == 4004
        assert (await answer(session, "GET", "/users/@me"))[0] == 401


async def test_a_guild_that_fails_is_not_a_guild_that_was_left(here: LocalDiscord) -> None:
    async with running(here, bot := EchoBot(here)):
        for change, event in (
            (make_unavailable, "guild_unavailable"),
            (make_available, "guild_available"),
            (remove_bot, "guild_remove"),
            (add_bot, "guild_join"),
        ):
            told = asyncio.create_task(bot.wait_for(event, timeout=SOON))
            await asyncio.gather(told, change(here.realm, SECOND_SERVER))
            assert told.result().name == "Second Server"


_CHILD = """
import asyncio, sys, discord
from bot.local import Address, connector_to

async def main():
    address = Address.read(sys.stdin.readline())
    client = discord.Client(intents=discord.Intents.none(), connector=connector_to(address))
    async with client:
        await client.login(address.token)
        await client.get_partial_messageable(int(sys.argv[1])).send("from afar")

asyncio.run(main())
"""


async def test_another_process_talks_to_it(here: LocalDiscord) -> None:
    child = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", _CHILD, str(DAILY)),
        stdin=asyncio.subprocess.PIPE,
        cwd=Path(__file__).parents[2],
    )
    await child.communicate(here.address.write().encode() + b"\n")
    assert child.returncode == 0
    assert [message.body["content"] for message in here.realm.world.said_in(DAILY)] == ["from afar"]
    here.findings.clear()
