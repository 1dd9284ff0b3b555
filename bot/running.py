"""Runs the bot until it is told to stop: against Discord, or in a Discord on this machine."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import logging
import os
import signal
import tempfile
import threading
from collections.abc import AsyncIterator, Callable, Coroutine, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import aiohttp

from bot.app import Pero
from bot.config import Config
from bot.gate import Gate
from bot.local import Clock, LocalDiscord
from bot.shelves import Shelves
from bot.state import State
from bot.supervision import Identifies, NotLetIn, supervised
from bot.views import VIEWS
from corpus.library import Library

__all__ = ["NotLetIn", "on_discord", "on_this_machine", "run_once", "until_stopped", "watch_the_end"]

log = logging.getLogger(__name__)

Say = Callable[[str], None]


_TO_FINISH = 3.0  # seconds for answers that are under way when the bot is stopped
_TO_CLOSE = 1.5  # seconds for saying goodbye to Discord
_PATIENCE = 10.0  # seconds after which a process that was told to stop and still lives is ended
_STUCK = 70


def until_stopped(work: Coroutine[Any, Any, None]) -> None:
    """Run until the work ends or somebody stops it, by Ctrl+C or by a signal; either way it cleans up first."""

    async def stoppable() -> None:
        task = asyncio.current_task()
        assert task is not None  # this is one

        def stop() -> None:
            watch_the_end()
            task.cancel()

        with contextlib.suppress(NotImplementedError):  # Windows has only KeyboardInterrupt
            asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop)
        await work

    with contextlib.suppress(KeyboardInterrupt, asyncio.CancelledError):
        asyncio.run(stoppable())


def watch_the_end() -> None:
    """End this process by force if it does not soon end by itself: a forgotten thread would keep it for ever."""
    watchdog = threading.Timer(_PATIENCE, os._exit, (_STUCK,))
    watchdog.daemon = True
    watchdog.start()


async def on_discord(
    config: Config, extensions: Sequence[str], say: Say, connector: Callable[[], aiohttp.BaseConnector] | None = None
) -> None:
    """Connect to Discord and answer. Raises NotLetIn where Discord will not have this token or this bot.

    Connectors may lead elsewhere than to Discord, as those of `LocalDiscord.connector` do: one for each start.
    """
    async with (
        State(config.data / "state.db") as state,
        Library(config.documents, config.data / "editions", carries_on=True) as library,
        Shelves(library, state) as shelves,
    ):
        if library.failed:
            say(f"The documents cannot be read:\n{library.failed}\nPero goes on with what it read last.")
        _reload_when_told(shelves)
        gate, identifies = Gate(_now), Identifies(config.data / "identifies.json", _now)

        def pero() -> Pero:
            return Pero(
                config,
                shelves,
                state,
                extensions=extensions,
                views=VIEWS,
                clock=_now,
                remembered=config.data / "commands.json",
                connector=connector() if connector else None,
                gate=gate,
                identifies=identifies,
            )

        say("Connecting to Discord. Stop with Ctrl+C.")
        _settle_memory()
        await supervised(lambda: run_once(pero(), config.token, gate), gate, identifies, clock=_now, pause=_pause)


def _reload_when_told(shelves: Shelves) -> None:
    """Read the operator's documents anew on the signal that `python -m bot reload` sends; Windows has none."""
    if hasattr(signal, "SIGHUP"):
        asyncio.get_running_loop().add_signal_handler(signal.SIGHUP, lambda: shelves.reload_soon(_now()))


async def run_once(bot: Pero, token: str, gate: Gate) -> None:
    """Run one client until it dies, is stopped, or Discord takes its token back; let it finish what it is answering."""
    tasks: list[asyncio.Task[Any]] = []
    try:
        await bot.login(token)
        tasks = [asyncio.create_task(bot.connect()), asyncio.create_task(gate.revoked.wait())]
        ended, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        for task in ended:
            task.result()
    finally:
        await _end(bot)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _end(bot: Pero) -> None:
    """Finish the answers under way while the connections still stand, then close them."""
    if late := await bot.answering.finish(_TO_FINISH):
        log.warning("given_up answers=%s", late)
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(_TO_CLOSE):
            await bot.close()


def _now() -> datetime:
    return datetime.now(UTC)


async def _pause(delay: timedelta) -> None:
    loop = asyncio.get_running_loop()
    over = loop.create_future()
    timer = loop.call_later(delay.total_seconds(), over.set_result, None)
    try:
        await over
    finally:
        timer.cancel()


async def on_this_machine(config: Config, extensions: Sequence[str], say: Say, clock: Clock | None = None) -> None:
    """Start a Discord on this machine with its chat page, and answer in it. Raises PortTaken."""
    say("Reading the documents …")
    async with (
        _forgotten() as state,
        Library(config.documents, config.data / "editions") as library,
        Shelves(library, state) as shelves,
        LocalDiscord(config.port, clock=clock) as here,
    ):
        _reload_when_told(shelves)
        gate = Gate(_now)

        def pero() -> Pero:
            bot = Pero(
                config,
                shelves,
                state,
                extensions=extensions,
                views=VIEWS,
                clock=here.clock.now,
                connector=here.connector(),
                guilds_within=0.05,
                gate=gate,
            )
            here.clock.watch(bot.daily.wake)
            here.clock.follow(bot.daily.follow)
            return bot

        say(_welcome(here.page_url))
        _settle_memory()
        identifies = Identifies(None, _now)
        await supervised(lambda: run_once(pero(), here.token, gate), gate, identifies, clock=_now, pause=_pause)


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
