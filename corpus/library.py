"""The current edition, and the switch to the next one, which readers never see half of."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from corpus.apart import build_apart
from corpus.build import Built
from corpus.edition import Edition


@dataclass(slots=True)
class _Lent:
    """An open edition and how many readers hold it; it is closed when it is retired and the last one leaves."""

    edition: Edition
    readers: int = 0
    retired: bool = False


class Library:
    """Lends the current edition of some folders' documents, and replaces it on `reload`.

    Use it as an async context manager: entering builds or finds the edition, leaving closes it.
    """

    def __init__(self, folders: Sequence[Path], store: Path) -> None:
        self.folders = tuple(folders)
        self.store = store
        self._current: _Lent | None = None
        self._reloading = asyncio.Lock()

    async def __aenter__(self) -> Self:
        await self.reload()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        current, self._current = self._current, None
        if current:
            await self._retire(current)

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[Edition]:
        """Lend the current edition; it outlives a reload until the block is left."""
        lent = self._current
        if lent is None:
            raise RuntimeError("the library is closed")
        lent.readers += 1
        try:
            yield lent.edition
        finally:
            lent.readers -= 1
            await self._close_if_left(lent)

    async def reload(self) -> Built:
        """Build the edition of today's documents beside the current one and switch to it.

        Raises CorpusError and keeps the current edition where anything fails.
        """
        async with self._reloading:
            built = await build_apart(self.folders, self.store)
            if self._current is None or self._current.edition.path != built.path:
                edition = await Edition.open(built.path)
                old, self._current = self._current, _Lent(edition)
                if old:
                    await self._retire(old)
            return built

    async def _retire(self, lent: _Lent) -> None:
        lent.retired = True
        await self._close_if_left(lent)

    async def _close_if_left(self, lent: _Lent) -> None:
        if lent.retired and lent.readers == 0:
            await lent.edition.close()
