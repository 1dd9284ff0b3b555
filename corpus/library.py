"""The current edition of some folders' documents, and the switch to the next one, which readers never see half of."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from corpus import store
from corpus.apart import Limits, Tell, build_apart, generous
from corpus.build import Built, last_whole
from corpus.contents import Contents
from corpus.edition import Edition
from corpus.errors import CorpusError
from corpus.room import ReadingRoom


def _untold(doing: str, done: int, of: int, name: str) -> None:
    """Tell nobody."""


class Library:
    """Lends the current edition of some folders' documents, and replaces it on `reload`.

    Use it as an async context manager: entering builds or finds the edition, leaving closes it. Its `room` lends any
    other edition, too. One that `carries_on` begins with the last edition that is whole where the documents cannot be
    read; `failed` says why.
    """

    def __init__(self, folders: Sequence[Path], store: Path, most_open: int = 16, *, carries_on: bool = False) -> None:
        self.folders = tuple(folders)
        self.store = store
        self.room = ReadingRoom(most_open)
        self.failed: CorpusError | None = None
        self._carries_on = carries_on
        self._current: Path | None = None
        self._reloading = asyncio.Lock()

    async def __aenter__(self) -> Self:
        try:
            await self.reload()
        except CorpusError as error:
            last = await asyncio.to_thread(last_whole, self.store) if self._carries_on else None
            if last is None:
                raise
            self._current, self.failed = last, error
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        self._current = None
        await self.room.close()

    @property
    def current(self) -> Path:
        """The file of the current edition."""
        if self._current is None:
            raise RuntimeError("the library is closed")
        return self._current

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[Edition]:
        """Lend the current edition; it outlives a reload until the block is left."""
        async with self.room.lend(self.current) as edition:
            yield edition

    async def reload(self, limits: Limits | None = None, tell: Tell = _untold) -> Built:
        """Build the edition of today's documents beside the current one and switch to it.

        Raises CorpusError and keeps the current edition where anything fails. Without other limits they are generous.
        """
        async with self._reloading:
            await asyncio.to_thread(store.remove_drafts, self.store)  # of builds that were killed
            contents = Contents(self.folders)
            allowed = limits or generous(await asyncio.to_thread(contents.size), nice=bool(self._current))
            built = await build_apart(contents, self.store, allowed, tell)
            if built.path != self._current:
                async with self.room.lend(built.path):  # it can be opened, or nothing is switched
                    old, self._current = self._current, built.path
                if old:
                    await self.room.retire(old)
                await asyncio.to_thread(store.prune, self.store, built.path)
            self.failed = None
            return built
