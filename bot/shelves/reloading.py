"""Preview, switch and rollback: an edition is built beside the one that is served, proved, and flipped to."""

from __future__ import annotations

import asyncio
import logging
import re
import sqlite3
from contextlib import closing
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from bot.log import event
from bot.shelves.building import Places, Workshop, name_of
from bot.shelves.nouns import Allowed, Changed, Entry, NoSuchEntry, Noted, NotReady, Preview, Tell, anybody
from bot.shelves.serving import DAMAGED, Serving, short
from bot.state import State, audit, problems
from bot.state import shelves as registry
from bot.state.shelves import Manifest, Served
from corpus import store
from corpus.difference import Difference, difference
from corpus.edition import COUNTS
from corpus.errors import CorpusError, DamagedEdition
from corpus.served import Counts

log = logging.getLogger(__name__)

_NAME = re.compile(r"[0-9a-f]{16}-[0-9a-f]{16}")
_MOST_FINDINGS = 100
_STALE = "shelf.stale"

# Those of a server's own documents, which have no folder in their path, come first.
FINDINGS = """
    SELECT code, path, line, message
      FROM finding
     ORDER BY path LIKE '%/%', path, line, code
     LIMIT :most
"""

COUNT_FINDINGS = "SELECT count(*) FROM finding"


class Reloading:
    """Brings servers from one edition to another."""

    def __init__(self, state: State, places: Places, workshop: Workshop, serving: Serving) -> None:
        self._state = state
        self._places = places
        self._workshop = workshop
        self._serving = serving

    async def preview(self, guild_id: int, tell: Tell) -> Preview:
        """Build the edition of what a server wants, and compare it with what is served."""
        await self._serving.load()
        async with self._workshop.at(guild_id):
            manifest = await self._state.read(lambda db: registry.wanted(db, guild_id))
            built = await self._workshop.build(guild_id, manifest, tell)
            name, at = name_of(built.path), int(datetime.now(UTC).timestamp())
            await self._state.write(lambda db: registry.propose(db, guild_id, name, at))
        try:
            async with self._serving.bare(guild_id) as edition:
                served = edition.path.name
                differs = await asyncio.to_thread(difference, edition.path, built.path)
        except (NotReady, DamagedEdition):  # there is nothing to compare with
            served, differs = "", Difference()
        findings, warnings, counts = await asyncio.to_thread(_told_by, built.path)
        changed = served != built.path.name
        return Preview(name, changed, differs, findings, warnings, counts, built.seconds, built.reused)

    async def switch(
        self, guild_id: int, edition: str, actor_id: int, at: datetime, allowed: Allowed = anybody
    ) -> Entry:
        """Serve a previewed edition. Raises Changed where it is not what the server wants now."""
        await self._serving.load()
        async with self._workshop.at(guild_id):
            manifest = await self._state.read(lambda db: registry.wanted(db, guild_id))
            path = self._places.edition(edition)
            if not _NAME.fullmatch(edition) or not path.is_file():
                raise Changed
            if await self._workshop.fingerprint(guild_id, manifest) != edition[:16]:
                raise Changed
            now = self._serving.now(guild_id)
            if now and now.edition == edition and now.manifest == manifest:
                return as_entry(now)
            return await self._flip(guild_id, path, manifest, actor_id, at, "switch", allowed=allowed)

    async def rollback(
        self, guild_id: int, number: int, actor_id: int, at: datetime, tell: Tell, allowed: Allowed = anybody
    ) -> Entry:
        """Serve an earlier entry again, built anew where its edition is gone or was made by another version."""
        await self._serving.load()
        async with self._workshop.at(guild_id):
            entries = await self._state.read(lambda db: registry.history(db, guild_id))
            found = next((entry for entry in entries if entry.number == number), None)
            if found is None:
                raise NoSuchEntry(f"The history has no entry {number}. Look at /corpus history for those there are.")
            path = self._places.edition(found.edition)
            whole = found.readable == self._serving.readable and await asyncio.to_thread(store.is_whole, path)
            if not whole:
                path = (await self._workshop.build(guild_id, found.manifest, tell)).path
            return await self._flip(guild_id, path, found.manifest, actor_id, at, "rollback", number, allowed)

    async def refresh(self, guild_id: int) -> None:
        """Bring a server's edition up to date with the operator's documents and with this version of Pero."""
        async with self._workshop.at(guild_id):
            now = self._serving.now(guild_id)
            if now is None:
                return
            try:
                built = await self._workshop.build(guild_id, now.manifest, lambda _: None)
                if name_of(built.path) != now.edition or now.readable != self._serving.readable:
                    await self._flip(guild_id, built.path, now.manifest, audit.PERO, datetime.now(UTC), "refresh")
                await self._settle(guild_id)
            except CorpusError as error:
                await self._complain(guild_id, error)

    async def _settle(self, guild_id: int) -> None:
        await self._state.write(lambda db: problems.settle(db, guild_id, _STALE))

    async def _complain(self, guild_id: int, error: CorpusError) -> None:
        event(log, "stale", guild=guild_id, error=type(error).__name__)
        told = f"The documents have changed, but this server still reads the ones before: {error}"[:1_000]
        await self._state.write(lambda db: problems.note(db, guild_id, datetime.now(UTC), _STALE, told))

    async def _flip(
        self,
        guild_id: int,
        path: Path,
        manifest: Manifest,
        actor_id: int,
        at: datetime,
        how: str,
        back_to: int = 0,
        allowed: Allowed = anybody,
    ) -> Entry:
        """Prove an edition, write it into the registry, then lend it: whoever reads has one or the other."""
        lending = self._serving.lending(path)
        try:
            async with lending as edition:
                before = await self._following(guild_id)
                told = _TOLD[how].format(number=back_to, change=await self._change(guild_id, path))
                name, instant = name_of(path), int(at.timestamp())
                counts = asdict(edition.counts)
                entry = Served(0, instant, actor_id, name, self._serving.readable, manifest, counts, told)

                def flip(db: sqlite3.Connection) -> Served:
                    if before:
                        registry.serve(db, guild_id, before)
                    if how == "rollback":
                        registry.want(db, guild_id, manifest)
                    problems.settle(db, guild_id, DAMAGED)
                    audit.record(db, guild_id, at, actor_id, f"corpus.{how}", told)
                    return registry.serve(db, guild_id, entry)

                await allowed()
                entry = await self._state.write(flip)
                self._serving.serve(guild_id, entry)
        except DamagedEdition:
            await asyncio.to_thread(store.quarantine, path)
            raise
        await self._serving.put_away()
        event(log, "switched", guild=guild_id, edition=short(name), how=how)
        return as_entry(entry)

    async def _change(self, guild_id: int, path: Path) -> str:
        """Return in words what differs between what is served and an edition that will be."""
        try:
            async with self._serving.bare(guild_id) as edition:
                return str(await asyncio.to_thread(difference, edition.path, path))
        except (CorpusError, NotReady, sqlite3.Error):  # there is nothing to compare with
            return str(Difference())

    async def _following(self, guild_id: int) -> Served | None:
        """Return the operator's edition as a server's first entry, so that it can be rolled back to."""
        if await self._state.read(lambda db: registry.history(db, guild_id)):
            return None
        return self._serving.shared()


_TOLD = {
    "switch": "Switched: {change}.",
    "rollback": "Rolled back to {number}: {change}.",
    "refresh": "Brought up to date: {change}.",
}


def as_entry(entry: Served) -> Entry:
    """Return an entry of the registry as moderators see it."""
    at = datetime.fromtimestamp(entry.at, UTC)
    counts = Counts(**entry.counts) if entry.counts else None
    return Entry(entry.number, at, entry.actor_id, short(entry.edition), entry.told, counts, entry.current)


def _told_by(path: Path) -> tuple[tuple[Noted, ...], int, Counts]:
    """Return what an edition tells of itself: its first warnings, how many there are, and its counts."""
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as db:
        findings = tuple(Noted(*row) for row in db.execute(FINDINGS, {"most": _MOST_FINDINGS}))
        [(warnings,)] = db.execute(COUNT_FINDINGS)
        [counts] = db.execute(COUNTS)
    return findings, warnings, Counts(*counts)
