"""Which edition each server is lent now: held in memory, flipped after the registry, stepped back from damage."""

from __future__ import annotations

import asyncio
import logging
import sqlite3
from collections import OrderedDict
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from bot.log import event
from bot.shelves.building import Places, link, name_of
from bot.shelves.nouns import NotReady
from bot.state import State, audit, hidden, problems
from bot.state import shelves as registry
from bot.state.shelves import OPERATOR, Manifest, Served
from corpus import store
from corpus.edition import Edition
from corpus.errors import DamagedEdition
from corpus.library import Library

log = logging.getLogger(__name__)

UNREADABLE = ""
_MOST_VEILS = 64
DAMAGED = "shelf.damaged"
"""What the problem of a damaged edition is called."""


class Serving:
    """Lends editions by server."""

    def __init__(self, library: Library, state: State, places: Places, lost: Callable[[int], None]) -> None:
        self.readable = UNREADABLE  # by which editions are recognised that this Pero can read
        self._library = library
        self._state = state
        self._places = places
        self._lost = lost  # is told of a server that has no edition left
        self._loaded = False
        self._loading = asyncio.Lock()
        self._now: dict[int, Served] = {}
        self._hidden: dict[int, frozenset[str]] = {}
        self._veiled: OrderedDict[int, tuple[Edition, frozenset[str], Edition]] = OrderedDict()

    async def load(self) -> None:
        """Read once who is served what, and take away what an end without warning left behind."""
        if self._loaded:
            return
        async with self._loading:
            if not self._loaded:
                self.readable = await asyncio.to_thread(store.readable)
                self._now = await self._state.read(registry.now)
                self._hidden = await self._state.read(hidden.keys)
                await self.follow_operator(datetime.now(UTC))
                await self.sweep()
                self._loaded = True

    async def follow_operator(self, at: datetime) -> bool:
        """Serve the operator's present edition to all who have no shelf of their own; say whether it is another."""
        path = await asyncio.to_thread(link, self._library.current, self._places.editions)
        before = self._now.get(OPERATOR)
        if before and before.edition == name_of(path):
            return False
        instant = int(at.timestamp())
        entry = Served(0, instant, 0, name_of(path), self.readable, Manifest(), {}, "The shared documents were read.")
        self._now[OPERATOR] = await self._state.write(lambda db: registry.serve(db, OPERATOR, entry))
        await self.put_away()
        return before is not None

    async def mend_operator(self) -> None:
        """Serve the operator's edition again after it was built anew."""
        if not await self.follow_operator(datetime.now(UTC)):
            self._now[OPERATOR] = replace(self._now[OPERATOR], readable=self.readable)

    def shared(self) -> Served:
        """Return the operator's edition that is served now."""
        return self._now[OPERATOR]

    def lending(self, path: Path) -> AbstractAsyncContextManager[Edition]:
        """Lend any edition by its file, once it was proved. Raises DamagedEdition."""
        return self._library.room.lend(path)

    def now(self, guild_id: int) -> Served | None:
        """Return what a server with a shelf of its own is served."""
        return self._now.get(guild_id) if guild_id != OPERATOR else None

    def serve(self, guild_id: int, entry: Served) -> None:
        """Lend another edition from now on. The registry has it already."""
        self._now[guild_id] = entry
        self._veiled.pop(guild_id, None)

    async def put_away(self) -> None:
        """Close the editions that no server is served and nobody reads any more; they would only hold memory."""
        served = {entry.edition for entry in self._now.values()}
        for path in self._library.room.open - self._library.room.lent:
            if name_of(path) not in served and path != self._library.current:
                await self._library.room.retire(path)

    def forget(self, guild_id: int) -> None:
        """Lend the operator's edition again."""
        self._now.pop(guild_id, None)
        self._hidden.pop(guild_id, None)
        self._veiled.pop(guild_id, None)

    def outdated(self) -> list[int]:
        """Return the servers whose edition this Pero cannot read: it was built by another version."""
        return [guild_id for guild_id, entry in self._now.items() if guild_id and entry.readable != self.readable]

    def sharing(self) -> list[int]:
        """Return the servers with a shelf of their own on which the shared documents stand."""
        return [guild_id for guild_id, entry in self._now.items() if guild_id and entry.manifest.shared]

    def hide(self, guild_id: int, keys: frozenset[str]) -> None:
        """Leave out what has these keys, and nothing else."""
        self._hidden[guild_id] = keys

    def hidden(self, guild_id: int) -> frozenset[str]:
        """Return the keys of what a server's moderators hid."""
        return self._hidden.get(guild_id, frozenset())

    @asynccontextmanager
    async def reading(self, guild_id: int | None) -> AsyncIterator[Edition]:
        """Lend what a server reads, without what was hidden there, until the block is left."""
        await self.load()
        async with self.bare(guild_id) as edition:
            yield await self._without(guild_id, edition)

    @asynccontextmanager
    async def bare(self, guild_id: int | None) -> AsyncIterator[Edition]:
        """Lend what a server reads, with everything in it."""
        await self.load()
        while True:
            server, entry = self._entry(guild_id)
            lending = self._library.room.lend(self.path(entry))
            try:
                edition = await lending.__aenter__()
                break
            except DamagedEdition:
                await self._step_back(server, entry)
        try:
            yield edition
        finally:
            await lending.__aexit__(None, None, None)

    def path(self, entry: Served) -> Path:
        """Return where an entry's edition lies: the operator's, where it is the same, is open already."""
        path, current = self._places.edition(entry.edition), self._library.current
        return current if current.name == path.name and current.exists() else path

    def _entry(self, guild_id: int | None) -> tuple[int, Served]:
        """Return what is to be lent, and whose it is: the operator's where a server's own cannot be read."""
        own = self.now(guild_id) if guild_id else None
        if own and own.readable == self.readable:
            return guild_id or OPERATOR, own
        if own and (not own.manifest.shared or own.manifest.left_out):
            raise NotReady  # the operator's edition holds what this server does not want
        shared = self._now[OPERATOR]
        if shared.readable != self.readable:
            raise DamagedEdition(
                "The documents are damaged on the disk and cannot be read. Tell the person who runs me."
            )
        return OPERATOR, shared

    async def _without(self, guild_id: int | None, edition: Edition) -> Edition:
        """Return an edition as a server reads it. What is hidden is found out once for each edition."""
        keys = self.hidden(guild_id) if guild_id else frozenset()
        if not guild_id or not keys:
            return edition
        known = self._veiled.get(guild_id)
        if known is None or known[0] is not edition or known[1] != keys:
            known = self._veiled[guild_id] = (edition, keys, await edition.without(keys))
        self._veiled.move_to_end(guild_id)
        while len(self._veiled) > _MOST_VEILS:
            self._veiled.popitem(last=False)
        return known[2]

    async def _step_back(self, guild_id: int, damaged: Served) -> None:
        """Set a damaged edition aside and serve the one before it, or none where there is none; note the problem."""
        async with self._loading:
            if self._now.get(guild_id) is not damaged:
                return  # somebody else has
            await asyncio.to_thread(store.quarantine, self._places.edition(damaged.edition))
            before = await self._before(guild_id, damaged)
            told = _told(before)
            at = datetime.now(UTC)
            event(log, "damaged", guild=guild_id, edition=damaged.edition, instead=before.edition if before else "-")

            def step(db: sqlite3.Connection) -> None:
                problems.note(db, guild_id, at, DAMAGED, told)
                if before:
                    registry.serve_again(db, guild_id, before.number, damaged.number)
                    audit.record(db, guild_id, at, audit.PERO, "corpus.damaged", told)

            await self._state.write(step)
            self._now[guild_id] = before or replace(damaged, readable=UNREADABLE)
        if not before:
            self._lost(guild_id)

    async def _before(self, guild_id: int, damaged: Served) -> Served | None:
        """Return the latest entry before a damaged one whose edition is whole."""
        for entry in await self._state.read(lambda db: registry.history(db, guild_id)):
            path = self._places.edition(entry.edition)
            if (
                entry.number < damaged.number
                and entry.readable == self.readable
                and await asyncio.to_thread(store.is_whole, path)
            ):
                return replace(entry, current=True)
        return None

    async def sweep(self) -> None:
        """Remove the editions that no server needs any more, and unfinished drafts."""
        needed = await self._state.read(registry.in_use)
        for path in await asyncio.to_thread(self._unneeded, needed):
            if path not in self._library.room.lent:
                await self._library.room.retire(path)
                await asyncio.to_thread(path.unlink, missing_ok=True)

    def _unneeded(self, needed: frozenset[str]) -> list[Path]:
        store.remove_drafts(self._places.editions)
        return [path for path in self._places.editions.glob("edition-*.db") if name_of(path) not in needed]


def _told(before: Served | None) -> str:
    if before is None:
        return "The documents that I read here were damaged on the disk, so I set them aside and read them anew."
    return (
        f"What I read here was damaged on the disk, so I set it aside and serve what was served before "
        f"({short(before.edition)}). Use /corpus reload to build it again."
    )


def short(edition: str) -> str:
    """Return an edition's name as it stands under answers."""
    return edition.rpartition("-")[2][:7]
