"""A local Discord with a real discord.py bot on it, once for all tests of this folder."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator

import pytest

from bot.local import LocalDiscord, Person
from tests.local.echo import EchoBot, running


@pytest.fixture(scope="session")
async def shared_discord() -> AsyncIterator[LocalDiscord]:
    """One local Discord with the echo bot on it."""
    async with LocalDiscord(port=0) as here, running(here, EchoBot(here)):
        yield here


@pytest.fixture
def here(shared_discord: LocalDiscord) -> Iterator[LocalDiscord]:
    """The shared local Discord; the bot must not do anything suspicious in the test."""
    shared_discord.findings.clear()
    yield shared_discord
    assert shared_discord.findings == []


@pytest.fixture
def ada(here: LocalDiscord) -> Person:
    """An ordinary member."""
    return here.person("Ada")
