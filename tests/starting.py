"""Starts a bot beside a test and stops it with it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from typing import Any

from bot.app import Pero
from bot.local import LocalDiscord
from bot.patience import Patience

EXTENSIONS = (
    *("cogs.about", "cogs.ask", "cogs.check", "cogs.daily", "cogs.dates", "cogs.facts", "cogs.quotes"),
    *("cogs.audit", "cogs.corpus", "cogs.diagnose", "cogs.privacy", "cogs.search", "cogs.settings"),
)

SOON = 30.0  # seconds until what does not come is given up
PATIENT = 15.0  # seconds for a first answer: a busy machine is slow, and tests/faults holds Pero to Discord's three


def a_discord(**options: Any) -> LocalDiscord:
    """Return a Discord on this machine for a test, more patient than Discord is."""
    return LocalDiscord(port=0, first_answer=PATIENT, **options)


@asynccontextmanager
async def started(bot: Pero, token: str) -> AsyncIterator[Pero]:
    """Run a bot from when it is ready until the block is left; one that dies before fails the test at once.

    It knows that the tests' Discords are patient, so that what it answers does not hang on how busy the machine is.
    """
    bot.answering.patience = Patience(most=PATIENT - 3, discord=PATIENT)
    async with bot:
        await bot.login(token)
        running = asyncio.create_task(bot.connect())
        ready = asyncio.create_task(bot.wait_until_ready())
        await asyncio.wait({running, ready}, return_when=asyncio.FIRST_COMPLETED)
        if running.done():
            running.result()
        yield bot
    await asyncio.gather(running, ready, return_exceptions=True)


async def heard(bot: Pero, event: str, change: Coroutine[Any, Any, None]) -> None:
    """Change something in Discord, and wait until a bot has heard of it."""
    told = asyncio.create_task(bot.wait_for(event, timeout=SOON))
    await asyncio.gather(told, change)
