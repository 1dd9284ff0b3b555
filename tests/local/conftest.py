"""A local Discord with a real discord.py bot on it, once for all tests of this folder."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator

import pytest
import pytest_asyncio

from bot.local import LocalDiscord, Person
from tests.local.described import OPENAPI, Description
from tests.local.echo import EchoBot, running


@pytest.fixture(scope="session")
def description() -> Description | None:
    """Discord's description of its API, where it is at hand."""
    return Description(OPENAPI) if OPENAPI.exists() else None


@pytest_asyncio.fixture(scope="session")
async def shared(description: Description | None) -> AsyncIterator[tuple[LocalDiscord, EchoBot]]:
    """One local Discord with the echo bot on it."""
    async with LocalDiscord(port=0, witness=description.witness if description else None) as here:
        bot = EchoBot(here)
        async with running(here, bot):
            yield here, bot


@pytest.fixture
def here(shared: tuple[LocalDiscord, EchoBot], description: Description | None) -> Iterator[LocalDiscord]:
    """The shared local Discord; nothing suspicious may happen, and nothing may pass that Discord does not describe."""
    local, _ = shared
    local.findings.clear()
    if description:
        description.problems.clear()
    yield local
    assert local.findings == []
    assert description is None or description.problems == []


@pytest.fixture
def echo_bot(shared: tuple[LocalDiscord, EchoBot]) -> EchoBot:
    """The bot on the shared local Discord."""
    return shared[1]


@pytest.fixture
def ada(here: LocalDiscord) -> Person:
    """An ordinary member."""
    return here.person("Ada")
