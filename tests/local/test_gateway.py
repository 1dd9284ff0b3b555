"""The gateway, with an unmodified discord.py and with bare frames."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiohttp
import discord
import pytest
from aiohttp import ClientWebSocketResponse

from bot.local import LocalDiscord, Person
from tests.local.bare import answer, bare
from tests.local.echo import SOON, EchoBot, running

GATEWAY = "wss://gateway.discord.gg/?v=10&encoding=json"
IDENTIFY = {"intents": 1, "properties": {}, "shard": [0, 1]}


@asynccontextmanager
async def socket_to(here: LocalDiscord) -> AsyncIterator[ClientWebSocketResponse]:
    """Open the gateway without discord.py; the first frame, hello, has been read."""
    async with (
        aiohttp.ClientSession(connector=here.connector()) as session,
        session.ws_connect(GATEWAY) as socket,
    ):
        assert (await socket.receive_json())["op"] == 10
        yield socket


async def identified(here: LocalDiscord, socket: ClientWebSocketResponse) -> str:
    """Identify; return the session's id when both guilds have been read."""
    await socket.send_json({"op": 2, "d": IDENTIFY | {"token": here.token}})
    ready = await socket.receive_json()
    assert [(await socket.receive_json())["t"] for _ in ready["d"]["guilds"]] == ["GUILD_CREATE"] * 2
    return str(ready["d"]["session_id"])


async def disturbed(echo_bot: EchoBot, event: str) -> asyncio.Event:
    """Return what is set when the client next says this event."""
    seen = asyncio.Event()

    async def note() -> None:
        seen.set()

    echo_bot.add_listener(note, event)
    return seen


@pytest.mark.parametrize("trouble", ["drop", "reconnect", "close 4000", "close 1000", "invalidate"])
async def test_a_broken_connection_is_resumed(here: LocalDiscord, echo_bot: EchoBot, ada: Person, trouble: str) -> None:
    resumed = await disturbed(echo_bot, "on_resumed")
    match trouble.split():
        case ["drop"]:
            here.gateway.drop()
        case ["reconnect"]:
            await here.gateway.reconnect()
        case ["invalidate"]:
            await here.gateway.invalidate(resumable=True)
        case [_, code]:
            await here.gateway.close(int(code))
    assert (await ada.slash("echo", text="still there")).text == "still there"
    await asyncio.wait_for(resumed.wait(), SOON)


async def test_an_event_of_the_gap_is_replayed(here: LocalDiscord) -> None:
    async with socket_to(here) as socket:
        session = await identified(here, socket)
        await socket.close(code=4000)
    await here.gateway.dispatch("IT_RAINED", {"n": 1}, None)
    async with socket_to(here) as socket:
        await socket.send_json({"op": 6, "d": {"token": here.token, "session_id": session, "seq": 3}})
        replayed, resumed = await socket.receive_json(), await socket.receive_json()
        await socket.close(code=1000)
    assert (replayed["t"], replayed["d"], replayed["s"]) == ("IT_RAINED", {"n": 1}, 4)
    assert (resumed["t"], resumed["s"]) == ("RESUMED", 5)


async def test_a_session_that_was_ended_cannot_be_resumed(here: LocalDiscord) -> None:
    async with socket_to(here) as socket:
        session = await identified(here, socket)
        await socket.close(code=1000)
    async with socket_to(here) as socket:
        await socket.send_json({"op": 6, "d": {"token": here.token, "session_id": session, "seq": 3}})
        assert await socket.receive_json() == {"op": 9, "d": False, "s": None, "t": None}


async def test_an_invalid_session_is_forgotten() -> None:
    async with LocalDiscord(port=0) as here:
        async with socket_to(here) as socket:
            session = await identified(here, socket)
            await here.gateway.invalidate(resumable=False)
            assert (await socket.receive_json())["d"] is False
        async with socket_to(here) as socket:
            await socket.send_json({"op": 6, "d": {"token": here.token, "session_id": session, "seq": 3}})
            assert (await socket.receive_json())["op"] == 9


async def test_heartbeats_are_acknowledged(here: LocalDiscord) -> None:
    async with socket_to(here) as socket:
        await socket.send_json({"op": 1, "d": None})
        assert (await socket.receive_json())["op"] == 11


@pytest.mark.parametrize(
    ("frame", "code"),
    [
        pytest.param("no json", 4002, id="not JSON"),
        pytest.param('{"op": 2, "d": "' + "x" * 5000 + '"}', 4002, id="too large"),
        pytest.param('{"op": 3, "d": {}}', 4003, id="before identify"),
        pytest.param('{"op": 2, "d": {"token": "real.looking.token"}}', 4004, id="wrong token"),
        pytest.param('{"op": 2, "d": {"token": "TOKEN", "intents": 0, "shard": [2, 1]}}', 4010, id="no such shard"),
        pytest.param('{"op": 2, "d": {"token": "TOKEN"}}', 4013, id="no intents"),
        pytest.param('{"op": 2, "d": {"token": "TOKEN", "intents": 2}}', 4014, id="privileged intents"),
    ],
)
async def test_a_bad_frame_closes_with_its_code(here: LocalDiscord, frame: str, code: int) -> None:
    async with socket_to(here) as socket:
        await socket.send_str(frame.replace("TOKEN", here.token))
        assert (await socket.receive()).type is aiohttp.WSMsgType.CLOSE
        assert socket.close_code == code


async def test_the_121st_frame_in_a_minute_closes(here: LocalDiscord) -> None:
    async with socket_to(here) as socket:
        for _ in range(121):
            await socket.send_json({"op": 1, "d": None})
        answered = [(await socket.receive()).type for _ in range(121)]
        assert answered == [aiohttp.WSMsgType.TEXT] * 120 + [aiohttp.WSMsgType.CLOSE]
        assert socket.close_code == 4008


async def test_a_client_without_a_heartbeat_is_sent_away_and_its_session_is_gone() -> None:
    async with LocalDiscord(port=0) as here:
        here.gateway.heartbeat_ms = 20
        async with socket_to(here) as socket:
            session = await identified(here, socket)
            assert (await socket.receive()).type is aiohttp.WSMsgType.CLOSE
            assert socket.close_code == 4009
        async with socket_to(here) as socket:
            await socket.send_json({"op": 6, "d": {"token": here.token, "session_id": session, "seq": 3}})
            assert (await socket.receive_json())["op"] == 9


async def test_acknowledgements_can_be_withheld() -> None:
    async with LocalDiscord(port=0) as here, socket_to(here) as socket:
        here.gateway.acknowledges = False
        await socket.send_json({"op": 1, "d": None})
        await socket.send_json({"op": 2, "d": IDENTIFY | {"token": here.token}})
        assert (await socket.receive_json())["t"] == "READY"


async def test_a_client_that_hears_nothing_connects_anew() -> None:
    async with LocalDiscord(port=0) as here, running(here, bot := EchoBot(here, heartbeat_timeout=0.3)):
        here.gateway.acknowledges = False
        resumed = await disturbed(bot, "on_resumed")
        await asyncio.wait_for(resumed.wait(), SOON)


async def test_events_that_were_seen_come_again_after_a_resume(here: LocalDiscord) -> None:
    async with socket_to(here) as socket:
        session = await identified(here, socket)
        await socket.close(code=4000)
    here.gateway.overlap = 1
    async with socket_to(here) as socket:
        await socket.send_json({"op": 6, "d": {"token": here.token, "session_id": session, "seq": 3}})
        again, resumed = await socket.receive_json(), await socket.receive_json()
        await socket.close(code=1000)
    assert (again["t"], again["s"], resumed["t"]) == ("GUILD_CREATE", 3, "RESUMED")


async def test_an_event_can_come_twice(here: LocalDiscord) -> None:
    async with socket_to(here) as socket:
        await identified(here, socket)
        await here.gateway.repeat("GUILD_CREATE")
        again = await socket.receive_json()
        await socket.close(code=1000)
    assert (again["t"], again["s"]) == ("GUILD_CREATE", 4)


async def test_what_identifying_costs_is_told() -> None:
    async with LocalDiscord(port=0) as here, bare(here) as session:
        for _ in range(2):
            async with socket_to(here) as socket:
                await identified(here, socket)
        left = (await answer(session, "GET", "/gateway/bot"))[1]["session_start_limit"]
    assert (left["total"], left["remaining"]) == (1000, 998)


@pytest.mark.parametrize("code", [4004, 4010, 4011, 4012, 4013, 4014])
async def test_some_close_codes_end_a_client(code: int) -> None:
    async with LocalDiscord(port=0) as here, EchoBot(here) as bot:
        await bot.login(here.token)
        connected = asyncio.create_task(bot.connect())
        await bot.wait_until_ready()
        await here.gateway.close(code)
        with pytest.raises((discord.ConnectionClosed, discord.PrivilegedIntentsRequired)):
            await connected


async def test_a_client_with_several_shards_hears_of_all_its_guilds() -> None:
    async with (
        LocalDiscord(port=0, shards=2) as here,
        running(here, bot := EchoBot(here, shard_ids=[0], shard_count=2)),
    ):
        seen = {guild.id for guild in bot.guilds}
        assert seen == {guild for guild in here.realm.world.guilds if (guild >> 22) % 2 == 0}


async def test_identifying_twice_closes(here: LocalDiscord) -> None:
    async with socket_to(here) as socket:
        await identified(here, socket)
        await socket.send_json({"op": 2, "d": IDENTIFY | {"token": here.token}})
        assert (await socket.receive()).data == 4005


async def test_a_wrong_token_is_a_login_failure(here: LocalDiscord) -> None:
    with pytest.raises(discord.LoginFailure):
        async with running(here, EchoBot(here), token="not.this.one"):
            pass


async def test_privileged_intents_are_not_granted(here: LocalDiscord) -> None:
    with pytest.raises(discord.PrivilegedIntentsRequired):
        async with running(here, EchoBot(here, discord.Intents(message_content=True))):
            pass


async def test_a_bot_without_intents_is_answered_too() -> None:
    async with LocalDiscord(port=0) as here, running(here, EchoBot(here, discord.Intents.none())):
        assert (await here.person("Ada").slash("echo", text="no intents")).text == "no intents"
        assert here.findings == []


async def test_the_bot_can_talk_to_nobody_else(here: LocalDiscord) -> None:
    async with aiohttp.ClientSession(connector=here.connector()) as session:
        with pytest.raises(aiohttp.ClientConnectorError, match=r"example\.org is not Discord"):
            await session.get("https://example.org/")


async def test_shards_see_only_their_own_guilds(here: LocalDiscord) -> None:
    async with socket_to(here) as first, socket_to(here) as second:
        seen = []
        for number, socket in enumerate((first, second)):
            await socket.send_json({"op": 2, "d": IDENTIFY | {"token": here.token, "shard": [number, 2]}})
            ready = await socket.receive_json()
            seen.append({int(guild["id"]) for guild in ready["d"]["guilds"]})
            await socket.close(code=1000)
    assert seen[0] | seen[1] == set(here.realm.world.guilds)
    assert all((guild >> 22) % 2 == number for number, guilds in enumerate(seen) for guild in guilds)
