"""What must never be lost: settings, schedules, the ledger of posts, shelves, and who changed what. One SQLite file.

Everything that an edition holds can be built again; nothing of this can. So there is one connection that owns the file,
each change is a whole transaction on the database's thread, and what is acknowledged has reached the disk.
"""

from __future__ import annotations

import asyncio
import contextlib
import errno
import logging
import sqlite3
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

import aiosqlite

from bot.state import opening
from bot.state.errors import StateFull, StateReadOnly
from bot.state.lock import Lock

__all__ = ["State", "Work"]

log = logging.getLogger(__name__)

T = TypeVar("T")
Work = Callable[[sqlite3.Connection], T]
"""Reads or changes the database, on its thread; one call is one transaction."""

_BALLAST = 4 << 20  # bytes that are given back when the disk is full: a DELETE needs room, too


class State:
    """The open state. Use it as an async context manager.

    Entering raises StateLocked where another process has it, StateDamaged and StateTooNew.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.full = False  # a write failed for want of room, and none has succeeded since
        self._lock = Lock(path.with_name(path.name + ".lock"))
        self._ballast = path.with_name(path.name + ".ballast")
        self._open: aiosqlite.Connection | None = None

    async def __aenter__(self) -> Self:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self._lock.take()
        try:
            await asyncio.to_thread(opening.prepare, self.path)
            self._open = await aiosqlite.connect(self.path, isolation_level=None)
            await self._on_thread(opening.settle)
            self._lay_ballast()
        except BaseException:
            await self.__aexit__(None, None, None)
            raise
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        db, self._open = self._open, None
        try:
            if db:
                await db.close()
        finally:
            self._lock.release()

    async def read(self, work: Work[T]) -> T:
        """Return what `work` reads, all of it from one moment."""
        return await self._on_thread(lambda db: _transaction(db, "BEGIN", work))

    async def write(self, work: Work[T]) -> T:
        """Carry out a change, whole or not at all; when this returns, it is on the disk.

        A caller who is cancelled leaves no half of it. Raises StateFull and StateReadOnly where the disk takes nothing.
        """
        try:
            result = await self._on_thread(lambda db: _transaction(db, "BEGIN IMMEDIATE", work))
        except sqlite3.OperationalError as error:
            return await self._in_need(error, work)
        self.full = False
        return result

    async def backup(self, into: Path, finish: Callable[[Path], object] = lambda draft: None) -> Path:
        """Write a copy of everything into a new file, which is there whole or not at all.

        `finish` gets the copy before that, on another thread than the database's: others need not wait for it.
        """
        draft = await self._on_thread(lambda db: opening.sketch(db, into))
        await asyncio.to_thread(opening.publish, draft, into, finish)
        return into

    async def _in_need(self, error: sqlite3.OperationalError, work: Work[T]) -> T:
        """Give the ballast back and try once more where the disk is full."""
        code = getattr(error, "sqlite_errorcode", 0)
        if code == sqlite3.SQLITE_READONLY:
            raise StateReadOnly(str(self.path)) from error
        if code not in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_WRITE):
            raise error
        self.full = True
        log.error("disk-full state=%s", self.path.name)
        if not self._ballast.exists():
            raise StateFull(str(self.path)) from error
        self._ballast.unlink(missing_ok=True)
        try:
            return await self._on_thread(lambda db: _transaction(db, "BEGIN IMMEDIATE", work))
        except sqlite3.OperationalError as again:
            raise StateFull(str(self.path)) from again

    async def _on_thread(self, work: Work[T]) -> T:
        if self._open is None:
            raise RuntimeError("the state is closed")
        # aiosqlite offers no other way to run a whole transaction as one piece of its thread's work, and only so is
        # there no moment at which a cancelled task leaves one open (aiosqlite #259).
        result: T = await self._open._execute(work, self._open._conn)  # type: ignore[no-untyped-call]
        return result

    def _lay_ballast(self) -> None:
        """Keep some room back for the day on which the disk is full."""
        if self._ballast.exists() and self._ballast.stat().st_size == _BALLAST:
            return
        try:
            self._ballast.write_bytes(b"\0" * _BALLAST)
        except OSError as error:
            if error.errno not in (errno.ENOSPC, errno.EROFS, errno.EDQUOT):
                raise
            with contextlib.suppress(OSError):
                self._ballast.unlink()


def _transaction(db: sqlite3.Connection, begin: str, work: Work[T]) -> T:
    db.execute(begin)
    try:
        result = work(db)
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise
    return result
