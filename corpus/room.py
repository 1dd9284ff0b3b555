"""Lends open editions by their files: proved whole before they are opened, kept open while they are asked for."""

from __future__ import annotations

import asyncio
import os
from collections import OrderedDict
from collections.abc import AsyncIterator, Set
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from corpus import store
from corpus.edition import Edition
from corpus.errors import DamagedEdition

Stamp = tuple[int, int, int]
"""What a file's place on the disk says of it: another one is another file, or one that was written to."""


@dataclass(eq=False, slots=True)
class _Held:
    """An edition that is open or being opened, and how many read it; retired, it is closed when the last one leaves."""

    opening: asyncio.Task[Edition]
    stamp: Stamp | None
    readers: int = 0
    retired: bool = False


class ReadingRoom:
    """Keeps at most `most` editions open, beyond those that are being read; those last asked for stay."""

    def __init__(self, most: int = 16) -> None:
        self._most = most
        self._held: OrderedDict[Path, _Held] = OrderedDict()
        self._outdated: list[_Held] = []  # nobody reads them, and they wait to be closed

    @property
    def lent(self) -> Set[Path]:
        """The files that are being read."""
        return {path for path, held in self._held.items() if held.readers}

    @property
    def open(self) -> Set[Path]:
        """The files that are open, or being opened."""
        return set(self._held)

    @asynccontextmanager
    async def lend(self, path: Path) -> AsyncIterator[Edition]:
        """Lend the edition in a file; it stays open until the block is left.

        Raises DamagedEdition where the file does not hold what its name says, or is gone.
        """
        held = self._take(path)
        held.readers += 1
        try:
            try:
                edition = await asyncio.shield(held.opening)
            except BaseException:
                if held.opening.done():
                    self._forget(path, held)
                raise
            yield edition
        finally:
            held.readers -= 1
            await self._tidy(held)

    async def retire(self, path: Path) -> None:
        """Close a file when the last reader leaves; who asks for it later opens it anew."""
        if held := self._held.pop(path, None):
            held.retired = True
            await self._tidy(held)

    async def close(self) -> None:
        """Close all that nobody reads, and the rest when its readers leave."""
        for path in list(self._held):
            await self.retire(path)

    def _take(self, path: Path) -> _Held:
        """Return what is held of a file as it is now: one that was written to is proved and opened anew."""
        held = self._held.get(path)
        stamp = _stamp(path)
        if held and stamp and stamp != held.stamp:
            held.retired = True
            self._outdated += [] if held.readers else [held]
            held = None
        if held is None:
            held = self._held[path] = _Held(asyncio.create_task(_opened(path)), stamp)
        self._held.move_to_end(path)
        return held

    def _forget(self, path: Path, held: _Held) -> None:
        if self._held.get(path) is held:
            del self._held[path]
        held.retired = True

    async def _tidy(self, held: _Held) -> None:
        """Close what was given back last, if it is retired, and what was not asked for the longest."""
        idle = [path for path, one in self._held.items() if not one.readers]
        leaving = [self._held.pop(path) for path in idle[: max(0, len(self._held) - self._most)]]
        leaving += self._outdated
        self._outdated = []
        if held.retired and not held.readers:
            leaving.append(held)
        for one in leaving:
            await _close(one)


def _stamp(path: Path) -> Stamp | None:
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_ino, found.st_size, found.st_mtime_ns


async def _opened(path: Path) -> Edition:
    if not await asyncio.to_thread(store.is_whole, path):
        raise DamagedEdition(f"The edition {path.stem[-16:]} is damaged, so it is not read.")
    return await Edition.open(path)


async def _close(held: _Held) -> None:
    """Close an edition. One that could not be opened has nothing to close, and whoever asked for it was told."""
    await asyncio.wait([held.opening])
    if not held.opening.cancelled() and held.opening.exception() is None:
        await held.opening.result().close()
