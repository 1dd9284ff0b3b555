"""A miniature edition to ask."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import closing
from pathlib import Path

import pytest
import pytest_asyncio

from corpus.build import build
from corpus.search import Desk, Survey

DOCUMENTS = Path(__file__).parents[1] / "data" / "search"


@pytest.fixture(scope="session")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The edition of the miniature documents."""
    return build([DOCUMENTS], tmp_path_factory.mktemp("search")).path


@pytest.fixture(scope="session")
def edition(path: Path) -> Iterator[sqlite3.Connection]:
    """The edition, open for reading."""
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as db:
        yield db


@pytest_asyncio.fixture(scope="session")
async def asked(path: Path) -> AsyncIterator[Desk]:
    """The edition, open for questions."""
    desk = await Desk.open(path)
    yield desk
    await desk.close()


@pytest.fixture(scope="session")
def surveyed(asked: Desk) -> Survey:
    """What is constant about that edition."""
    return asked.survey
