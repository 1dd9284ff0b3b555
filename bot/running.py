"""Runs the bot until it is told to stop: against Discord, or in a Discord on this machine."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import signal
import tempfile
from collections.abc import AsyncIterator, Callable, Coroutine, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import aiohttp
import discord

from bot.app import Pero
from bot.config import Config
from bot.local import Clock, LocalDiscord
from bot.shelves import Shelves
from bot.state import State
from bot.views import VIEWS
from corpus.library import Library

Say = Callable[[str], None]


class NotLetIn(Exception):
    """Discord refused the token."""


def until_stopped(work: Coroutine[Any, Any, None]) -> None:
    """Run until the work ends or somebody stops it, by Ctrl+C or by a signal; either way it cleans up first."""

    async def stoppable() -> None:
        task = asyncio.current_task()
        assert task is not None  # this is one
        with contextlib.suppress(NotImplementedError):  # Windows has only KeyboardInterrupt
            asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)
        await work

    with contextlib.suppress(KeyboardInterrupt, asyncio.CancelledError):
        asyncio.run(stoppable())


async def on_discord(
    config: Config, extensions: Sequence[str], say: Say, connector: aiohttp.BaseConnector | None = None
) -> None:
    """Connect to Discord and answer. Raises NotLetIn where the token is wrong.

    A connector may lead elsewhere than to Discord, as `LocalDiscord.connector` does.
    """
    async with (
        State(config.data / "state.db") as state,
        Library(config.documents, config.data / "editions") as library,
    ):
        bot = Pero(
            config,
            Shelves(library, state),
            state,
            extensions=extensions,
            views=VIEWS,
            clock=lambda: datetime.now(UTC),
            remembered=config.data / "commands.json",
            connector=connector,
        )
        say("Connecting to Discord. Stop with Ctrl+C.")
        try:
            async with bot:
                _settle_memory()
                await bot.start(config.token)
        except discord.LoginFailure as error:
            raise NotLetIn(
                "Discord did not take the token. Copy it again from the developer portal (Bot → Reset Token) "
                "into DISCORD_TOKEN in .env."
            ) from error


async def on_this_machine(config: Config, extensions: Sequence[str], say: Say, clock: Clock | None = None) -> None:
    """Start a Discord on this machine with its chat page, and answer in it. Raises PortTaken."""
    say("Reading the documents …")
    async with (
        _forgotten() as state,
        Library(config.documents, config.data / "editions") as library,
        LocalDiscord(config.port, clock=clock) as here,
    ):
        bot = Pero(
            config,
            Shelves(library, state),
            state,
            extensions=extensions,
            views=VIEWS,
            clock=here.clock.now,
            connector=here.connector(),
            guilds_within=0.05,
        )
        say(_welcome(here.page_url))
        async with bot:
            _settle_memory()
            await bot.start(here.token)


@asynccontextmanager
async def _forgotten() -> AsyncIterator[State]:
    """Keep the state for as long as the local Discord lives, which forgets everything at its end, too."""
    with tempfile.TemporaryDirectory(prefix="pero-") as folder:
        async with State(Path(folder) / "state.db") as state:
            yield state


def _settle_memory() -> None:
    """Take what was loaded out of later garbage collections, which would each hold the event loop for 25 ms."""
    gc.collect()
    gc.freeze()


def _welcome(address: str) -> str:
    return "\n".join(
        [
            "",
            f"  Pero is here: {address}",
            "  Open the address in a browser and type / to begin. Stop with Ctrl+C.",
            "",
            "  To bring Pero to a real Discord server, put its token into .env as DISCORD_TOKEN;",
            "  the README says where to get one.",
            "",
        ]
    )
