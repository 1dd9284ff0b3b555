"""Shelves of made-up servers, on documents that a test may change."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
import pytest_asyncio

from bot.shelves import Entry, Shelves
from bot.state import State
from bot.uploads import Upload
from corpus.library import Library
from tests.conftest import DOCUMENTS

AT = datetime(2026, 11, 22, 12, tzinfo=UTC)
MODERATOR = 7001
ONE, OTHER = 101, 202

LAMP = """# The lamp of Skerry

The lamp of Skerry was lit for the first time on 4 April 1871. It burnt oil of herring.

Its keeper Dunna Vale said: "A light that nobody needs tonight is needed tomorrow."
"""
HULL = LAMP.replace("Skerry", "Hull").replace("1871", "1888")


@dataclass
class House:
    """One bot's places on the disk, and its shelves while it runs."""

    documents: Path
    data: Path

    @asynccontextmanager
    async def running(self, *, carries_on: bool = False) -> AsyncIterator[Shelves]:
        """Run the shelves as the bot does, from start to stop."""
        async with (
            State(self.data / "state.db") as state,
            Library([self.documents], self.data / "editions", carries_on=carries_on) as library,
            Shelves(library, state) as shelves,
        ):
            yield shelves

    @property
    def editions(self) -> list[Path]:
        """The files in the store of all that servers are served."""
        return sorted((self.data / "servers" / "editions").glob("edition-*.db"))

    @property
    def unfinished(self) -> list[Path]:
        """What no end of a program should leave behind."""
        return [path for path in self.data.rglob("draft-*") if path.is_file()]


@pytest.fixture
def house(tmp_path: Path, library: Library) -> House:
    """A house with a copy of the miniature documents, and their edition, which need not be built for each test."""
    return _house(tmp_path, library)


@pytest.fixture(scope="session")
def furnished(tmp_path_factory: pytest.TempPathFactory, library: Library) -> House:
    """A house in which two servers have documents, which is made once and only copied."""
    house = _house(tmp_path_factory.mktemp("furnished"), library)
    asyncio.run(_furnish(house))
    return house


@pytest.fixture
def full(furnished: House, tmp_path: Path) -> House:
    """A house of the test's own in which two servers have documents."""
    shutil.copytree(furnished.documents, tmp_path / "documents")
    shutil.copytree(furnished.data, tmp_path / "data")
    return House(tmp_path / "documents", tmp_path / "data")


@pytest_asyncio.fixture
async def shelves(house: House) -> AsyncIterator[Shelves]:
    """Shelves that run for a test."""
    async with house.running() as running:
        yield running


def lamp(title: str = "The lamp of Skerry", words: str = LAMP) -> Upload:
    """Return a document as a moderator uploads it."""
    return Upload("lamp.md", words.encode(), title, licence="CC0")


async def served(shelves: Shelves, guild_id: int) -> Entry:
    """Preview what a server wants and switch to it."""
    preview = await shelves.preview(guild_id)
    return await shelves.switch(guild_id, preview.edition, MODERATOR, AT)


async def added(shelves: Shelves, guild_id: int, upload: Upload | None = None) -> Entry:
    """Add a document and serve it."""
    await shelves.add(guild_id, upload or lamp(), MODERATOR, AT)
    return await served(shelves, guild_id)


async def says(shelves: Shelves, guild_id: int | None, question: str, words: str) -> bool:
    """Say whether a server's first answer to a question has some words."""
    async with shelves.reading(guild_id) as edition:
        found = await edition.ask(question)
    return found.answered and words in found.answers[0].text


def _house(base: Path, library: Library) -> House:
    shutil.copytree(DOCUMENTS, base / "documents")
    (base / "data" / "editions").mkdir(parents=True)
    shutil.copy(library.current, base / "data" / "editions")
    return House(base / "documents", base / "data")


async def _furnish(house: House) -> None:
    """Let a server have a document beside the shared ones, and another one its own alone, after an earlier one."""
    async with house.running() as shelves:
        await added(shelves, ONE)
        await shelves.with_shared(OTHER, False, MODERATOR, AT)
        await added(shelves, OTHER)
        await shelves.remove(OTHER, "the-lamp-of-skerry", MODERATOR, AT)
        await added(shelves, OTHER, lamp("The lamp of Hull", HULL))
