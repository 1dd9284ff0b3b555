"""How the bot's process ends: soon, with the right status, and not in the middle of an answer."""

from __future__ import annotations

import asyncio
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from pathlib import Path

import pytest

from bot.local import Fault, LocalDiscord, Trouble
from tests.faults.stage import QUESTION

PROJECT = Path(__file__).parents[2]
ANSWER = "/interactions/*/callback"
SOON = 30.0  # on a crowded machine; what does not end by itself within ten seconds ends with 70


@asynccontextmanager
async def pero(here: LocalDiscord, data: Path, token: str | None = None) -> AsyncIterator[asyncio.subprocess.Process]:
    """Run Pero in a process of its own until the block ends."""
    child = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.faults.child", str(data)), stdin=asyncio.subprocess.PIPE, cwd=PROJECT
    )
    assert child.stdin
    child.stdin.write(replace(here.address, token=token or here.token).write().encode() + b"\n")
    child.stdin.close()
    try:
        yield child
    finally:
        with suppress(ProcessLookupError):
            child.kill()
        await child.wait()


async def online(here: LocalDiscord) -> None:
    """Wait until the bot is there."""
    await here.realm.happenings.until(lambda: here.gateway.online or None, 60)


async def test_a_bot_that_is_told_to_stop_ends_at_once_and_in_peace(tmp_path: Path) -> None:
    async with LocalDiscord(port=0) as here, pero(here, tmp_path) as child:
        await online(here)
        child.send_signal(signal.SIGTERM)
        assert await asyncio.wait_for(child.wait(), SOON) == 0


async def test_a_bot_that_is_told_to_stop_finishes_its_answer(tmp_path: Path) -> None:
    async with LocalDiscord(port=0) as here, pero(here, tmp_path) as child:
        await online(here)
        here.faults.add(Fault("POST", ANSWER, Trouble.LATE_REQUEST, seconds=1))
        asked = asyncio.create_task(here.person("Ada").slash("ask", question=QUESTION))
        await here.realm.happenings.until(lambda: here.faults.struck or None, SOON)
        child.send_signal(signal.SIGTERM)
        assert "17 June 1902" in (await asked).text
        assert await asyncio.wait_for(child.wait(), SOON) == 0


async def test_a_bot_that_is_told_to_stop_does_not_wait_for_ever(tmp_path: Path) -> None:
    async with LocalDiscord(port=0, first_answer=20) as here, pero(here, tmp_path) as child:
        await online(here)
        here.faults.add(Fault("POST", ANSWER, Trouble.HELD))
        asked = asyncio.create_task(here.person("Ada").slash("ask", question=QUESTION))
        await here.realm.happenings.until(lambda: here.faults.struck or None, SOON)
        child.send_signal(signal.SIGTERM)
        assert await asyncio.wait_for(child.wait(), SOON) == 0
        asked.cancel()


async def test_a_token_that_is_refused_ends_the_bot_with_78(tmp_path: Path) -> None:
    async with LocalDiscord(port=0) as here, pero(here, tmp_path, "another.token") as child:
        assert await asyncio.wait_for(child.wait(), 60) == 78
        assert [request.status for request in here.journal] == [401]


async def test_a_token_that_is_taken_back_ends_the_bot_with_78(tmp_path: Path) -> None:
    async with LocalDiscord(port=0) as here, pero(here, tmp_path) as child:
        await online(here)
        await here.revoke_token()
        assert await asyncio.wait_for(child.wait(), SOON) == 78
        assert here.gateway.identifies == 1


@pytest.mark.parametrize("route", ["/gateway/bot", "/users/@me"])
async def test_a_bot_survives_that_discord_is_not_there_at_first(tmp_path: Path, route: str) -> None:
    async with LocalDiscord(port=0) as here:
        here.faults.add(Fault("GET", route, Trouble.HTTP_503))
        async with pero(here, tmp_path):
            await online(here)
            assert "17 June 1902" in (await here.person("Ada").slash("ask", question=QUESTION)).text


async def test_a_bot_survives_that_its_first_connection_to_the_gateway_fails(tmp_path: Path) -> None:
    async with LocalDiscord(port=0) as here:
        here.faults.add(Fault("GET", "gateway", Trouble.HTTP_503))
        async with pero(here, tmp_path):
            await online(here)
            assert "17 June 1902" in (await here.person("Ada").slash("ask", question=QUESTION)).text


async def test_a_bot_that_was_killed_comes_back_to_the_same_server(tmp_path: Path) -> None:
    async with LocalDiscord(port=0) as here:
        for _ in "ab":
            async with pero(here, tmp_path):
                await online(here)
                assert "17 June 1902" in (await here.person("Ada").slash("ask", question=QUESTION)).text
            await here.realm.happenings.until(lambda: not here.gateway.online or None, SOON)
