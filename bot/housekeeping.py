"""What is done once a day: a backup of the state, and everything of servers that Pero left long ago goes."""

from __future__ import annotations

import asyncio
import logging
import sqlite3
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime
from itertools import groupby
from pathlib import Path
from typing import Protocol

from bot.log import event
from bot.state import State, documents, guilds, opening, problems, uploads
from bot.state.documents import Uploaded
from bot.state.errors import StateError

log = logging.getLogger(__name__)

DAILY = 7
WEEKLY = 4
WANTED = "wanted"
"""A file of this name beside the backups asks for one now; `python -m bot backup` lays it there."""

_BACKUP = "backup"
_LACKING = "backup.lacks"
_LACKS = (
    "Files of documents that were uploaded here are missing or damaged on my disk ({number}), so backups lack them and "
    "the documents cannot be read anew. The person who runs me has to look; or remove the documents and add them again."
)


class Forgetting(Protocol):
    """Removes a server's documents and editions."""

    async def forget(self, guild_id: int) -> None: ...


class Housekeeping:
    """Keeps backups and forgets servers. `step` does what is due at an instant."""

    def __init__(self, state: State, shelves: Forgetting) -> None:
        self._state = state
        self._shelves = shelves
        self._folder = opening.backups(state.path)
        self._purged: date | None = None

    async def step(self, now: datetime, present: Collection[int] | None = None) -> None:
        """Do what is due. `present` are the servers that Pero is in, or None where that is not known yet."""
        await self._back_up(now)
        if present is not None and self._purged != now.date():
            await self._purge(now, present)
            self._purged = now.date()

    async def _back_up(self, now: datetime) -> None:
        today = self._folder / f"daily-{now.date().isoformat()}.db"
        wanted = self._folder / WANTED
        try:
            if wanted.exists():
                await self._save(self._folder / f"asked-{now:%Y%m%dT%H%M%S}.db", packed=True)
                wanted.unlink(missing_ok=True)
            if not today.exists():
                missing = await self._save(today)
                await self._state.write(lambda db: problems.settle(db, problems.EVERYWHERE, _BACKUP))
                await self._state.write(lambda db: _note_lacking(db, now, missing))
                await asyncio.to_thread(_prune, self._folder)
                event(log, "backed_up", file=today.name, missing=len(missing))
        except (OSError, sqlite3.Error, StateError) as error:
            log.warning("no_backup error=%s", type(error).__name__)
            await self._complain(now, error)

    async def _save(self, into: Path, *, packed: bool = False) -> frozenset[Uploaded]:
        """Write a backup, `packed` with the documents in it; return those that are missing though servers need them."""
        missing: set[Uploaded] = set()

        def finish(draft: Path) -> None:
            missing.update(opening.linked(draft, self._state.path))
            if packed:
                documents.pack(draft, documents.named(draft), lambda one: self._folder / documents.STORE / one.name)

        await self._state.backup(into, finish)
        return (await self._state.read(documents.needed)).intersection(missing)

    async def _complain(self, now: datetime, error: Exception) -> None:
        told = f"My daily backup could not be written ({type(error).__name__}). The person who runs me has to look."
        try:
            await self._state.write(lambda db: problems.note(db, problems.EVERYWHERE, now, _BACKUP, told))
        except (StateError, sqlite3.Error):  # the same disk, most likely; the log has it
            log.warning("unnoted problem=backup")

    async def _purge(self, now: datetime, present: Collection[int]) -> None:
        await self._state.write(lambda db: guilds.reconcile(db, present, now))
        await self._state.write(lambda db: uploads.drop(db, now))
        for guild_id in await self._state.read(lambda db: guilds.overdue(db, now)):
            await forget(self._state, self._shelves, guild_id)


async def forget(state: State, shelves: Forgetting, guild_id: int) -> None:
    """Remove everything of a server: files first, so that what is interrupted is done again."""
    await shelves.forget(guild_id)
    rows = await state.write(lambda db: guilds.forget(db, guild_id))
    event(log, "forgotten", guild=guild_id, rows=rows)


def kept(days: Iterable[date]) -> set[date]:
    """Return the days whose backups stay: the newest seven, and of each of the four weeks before, the latest."""
    ordered = sorted(days, reverse=True)
    weeks = groupby(ordered[DAILY:], key=lambda day: day.isocalendar()[:2])
    return {*ordered[:DAILY], *[next(week) for _, week in weeks][:WEEKLY]}


def _note_lacking(db: sqlite3.Connection, now: datetime, missing: Collection[Uploaded]) -> None:
    """Tell servers how many of their documents no backup can have."""
    counted: Mapping[int, int] = Counter(one.guild_id for one in missing)
    for guild_id, number in counted.items():
        problems.note(db, guild_id, now, _LACKING, _LACKS.format(number=number))
    for guild_id in problems.having(db, _LACKING) - counted.keys():
        problems.settle(db, guild_id, _LACKING)


def _prune(folder: Path) -> None:
    """Remove daily backups that have had their time, and documents that no backup names any more.

    Other backups, such as those before a migration, stay with theirs.
    """
    found = {day: path for path in folder.glob("daily-*.db") if (day := _day(path))}
    for day in found.keys() - kept(found):
        found[day].unlink(missing_ok=True)
    documents.prune(folder)


def _day(path: Path) -> date | None:
    try:
        return date.fromisoformat(path.stem.removeprefix("daily-"))
    except ValueError:
        return None
