"""A Discord whose clock stands still until it is moved, Pero in it, and a state of its own for each test."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest_asyncio

from bot.app import Pero
from bot.config import Config
from bot.gate import Gate
from bot.local import Clock, LocalDiscord
from bot.local.server import Witness
from bot.shelves import Shelves
from bot.state import State
from bot.views import VIEWS
from corpus.library import Library
from tests.daily.posting import Posting
from tests.starting import EXTENSIONS, a_discord, started

# Long past: a clock that stands near the machine’s own would be believed, and Pero would post by itself.
NOON = datetime(2020, 11, 22, 12, 0, tzinfo=UTC)


@asynccontextmanager
async def standing(
    library: Library, folder: Path, here: LocalDiscord, *, posts: bool = False
) -> AsyncIterator[Posting]:
    """Run Pero with a state in a folder. Unless it `posts` by itself, it doubts its clock and holds everything back."""
    async with State(folder / "state.db") as state:
        bot = Pero(
            Config(cooldown=0),
            Shelves(library, state),
            state,
            extensions=EXTENSIONS,
            views=VIEWS,
            clock=here.clock.now,
            connector=here.connector(),
            guilds_within=0.05,
            gate=Gate(_now if posts else here.clock.now),
        )
        leave, let_go = here.clock.watch(bot.daily.wake), here.clock.follow(bot.daily.follow)
        async with started(bot, here.token):
            yield Posting(here, bot, state)
        leave()
        let_go()


def _now() -> datetime:
    return datetime.now(UTC)


@pytest_asyncio.fixture
async def posting(library: Library, tmp_path: Path, witness: Witness | None) -> AsyncIterator[Posting]:
    """Pero in a Discord of its own, at noon of a Sunday in November."""
    here = a_discord(clock=Clock(NOON, running=False), witness=witness)
    async with here, standing(library, tmp_path, here) as all:
        yield all


@pytest_asyncio.fixture
async def living(library: Library, tmp_path: Path, witness: Witness | None) -> AsyncIterator[Posting]:
    """The same, but it posts by itself, as it does for a newcomer."""
    here = a_discord(clock=Clock(NOON, running=False), witness=witness)
    async with here, standing(library, tmp_path, here, posts=True) as all:
        yield all
