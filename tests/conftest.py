"""A miniature library, built once, and Pero in a Discord on this machine, started once."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from hypothesis import settings

from bot.app import Pero
from bot.config import Config
from bot.local import LocalDiscord, Person
from bot.local.server import Witness
from bot.shelves import Shelves
from bot.state import State
from bot.views import VIEWS
from corpus.edition import Edition
from corpus.library import Library
from tests.local.described import OPENAPI, Description
from tests.starting import EXTENSIONS, a_discord, started

# The same examples every time, and no deadline: a suite that fails now and then, or on a slow machine, proves nothing.
# HYPOTHESIS_PROFILE=wild looks for new ones.
settings.register_profile("steady", derandomize=True, deadline=None)
settings.register_profile("wild", deadline=None, max_examples=2_000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))

DOCUMENTS = Path(__file__).parent / "data" / "library"


@pytest_asyncio.fixture(scope="session")
async def library(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Library]:
    """The library of the miniature documents."""
    async with Library([DOCUMENTS], tmp_path_factory.mktemp("editions")) as opened:
        yield opened


@pytest_asyncio.fixture
async def edition(library: Library) -> AsyncIterator[Edition]:
    """The miniature edition, lent for a test."""
    async with library.reading() as lent:
        yield lent


@pytest.fixture(scope="session")
def described() -> Description | None:
    """Discord's description of its API, which sees everything that Pero asks and is answered, where it is at hand."""
    return Description(OPENAPI) if OPENAPI.exists() else None


@pytest.fixture(scope="session")
def witness(described: Description | None) -> Witness | None:
    """What a local Discord shows every request and answer, for `LocalDiscord(witness=…)`."""
    return described.witness if described else None


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Look at what was asked of Discord when everything was asked."""
    items.sort(key=lambda item: item.path.name == "test_operations.py")


@pytest_asyncio.fixture(scope="session")
async def here(witness: Witness | None) -> AsyncIterator[LocalDiscord]:
    """A Discord on this machine."""
    async with a_discord(witness=witness) as local:
        yield local


@pytest_asyncio.fixture(scope="session")
async def state(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[State]:
    """The state of the bot that all tests share: leave it as you found it, or open one of your own."""
    async with State(tmp_path_factory.mktemp("state") / "state.db") as opened:
        yield opened


@pytest_asyncio.fixture(scope="session")
async def pero(here: LocalDiscord, library: Library, state: State) -> AsyncIterator[Pero]:
    """Pero, connected and ready."""
    config = Config(cooldown=0)
    bot = Pero(
        config,
        Shelves(library, state),
        state,
        extensions=EXTENSIONS,
        views=VIEWS,
        clock=here.clock.now,
        connector=here.connector(),
        guilds_within=0.05,
    )
    async with started(bot, here.token):
        yield bot


@pytest.fixture
def ada(here: LocalDiscord, pero: Pero) -> Person:
    """An ordinary member."""
    return here.person("Ada")
