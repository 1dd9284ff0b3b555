"""A miniature edition to ask."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import aiosqlite
import pytest
import pytest_asyncio

from corpus import search
from corpus.build import build

DOCUMENTS = Path(__file__).parents[1] / "data" / "search"


@pytest_asyncio.fixture(scope="session")
async def asked(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[aiosqlite.Connection]:
    """The edition of the miniature documents, open for reading."""
    path = build([DOCUMENTS], tmp_path_factory.mktemp("search")).path
    async with aiosqlite.connect(f"file:{path}?mode=ro", uri=True) as db:
        yield db


@pytest_asyncio.fixture(scope="session")
async def surveyed(asked: aiosqlite.Connection) -> search.Survey:
    """What is constant about that edition."""
    return await search.survey(asked)
