"""Editions of made-up documents, built for a test."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from pathlib import Path

import pytest_asyncio

from corpus.build import build
from corpus.edition import Edition

Opened = Callable[..., Awaitable[Edition]]


@pytest_asyncio.fixture
async def opened(tmp_path: Path) -> AsyncIterator[Opened]:
    """Build and open an edition of documents, each given as its name and its text in Markdown."""
    async with AsyncExitStack() as stack:

        async def open_edition(**documents: str) -> Edition:
            for name, text in documents.items():
                (tmp_path / f"{name}.md").write_text(text, "utf-8")
            edition = await Edition.open(build([tmp_path], tmp_path / "editions").path)
            stack.push_async_callback(edition.close)
            return edition

        yield open_edition
