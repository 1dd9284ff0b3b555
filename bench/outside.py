"""Runs Pero in a process of its own, in a local Discord outside of it: as it stands in the real one."""

from __future__ import annotations

import asyncio
import logging
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bot import log
from bot.config import Config
from bot.local import Address, LocalDiscord, connector_to
from bot.running import on_discord, until_stopped, watch_the_end

COGS = ("cogs.about", "cogs.ask", "cogs.corpus", "cogs.dates", "cogs.facts", "cogs.quotes", "cogs.search")
_SOON = 120.0


def serve(documents: Path, data: Path) -> None:
    """Run Pero for the local Discord whose address stands in the first line of the input."""
    address = Address.read(sys.stdin.readline())
    log.start(logging.WARNING)
    config = Config(token=address.token, documents=(documents,), data=data, cooldown=0)
    until_stopped(on_discord(config, COGS, lambda line: None, lambda: connector_to(address)))
    watch_the_end()


@asynccontextmanager
async def outside(module: str, root: Path) -> AsyncIterator[tuple[LocalDiscord, Process]]:
    """Start a Discord and, by `module`'s `--child`, a Pero that reads `root/documents`; end both with the block."""
    async with LocalDiscord(port=0) as here:
        bot = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", module, "--child", str(root / "documents"), str(root / "data")),
            stdin=PIPE,
            stdout=PIPE,
        )
        assert bot.stdin is not None  # it is a pipe
        bot.stdin.write(here.address.write().encode() + b"\n")
        await here.realm.happenings.until(lambda: here.gateway.online or None, _SOON)
        try:
            yield here, bot
        finally:
            bot.terminate()
            await bot.wait()
