"""What the tests of moderation share."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio

from corpus.library import Library
from tests.moderation.own import Own, alone


@pytest_asyncio.fixture
async def own(library: Library, tmp_path: Path) -> AsyncIterator[Own]:
    """A Discord, a state and a bot of the test's own."""
    async with alone(library, tmp_path) as ours:
        yield ours
