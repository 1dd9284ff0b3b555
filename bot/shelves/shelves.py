"""The shelves of all servers, as the rest of the bot uses them."""

from __future__ import annotations

import asyncio
import logging
import shutil
import sqlite3
from collections.abc import AsyncIterator, Coroutine, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from bot.log import event
from bot.shelves.building import Places, Workshop
from bot.shelves.nouns import Allowed, Entry, Preview, Progress, Shelf, Tell, TooManyHidden, anybody
from bot.shelves.reloading import Reloading, as_entry
from bot.shelves.serving import Serving
from bot.shelves.wanting import Wanting, with_enabled
from bot.state import State, audit, problems
from bot.state import hidden as veils
from bot.state import shelves as registry
from bot.state.hidden import Hidden
from bot.state.shelves import KEPT, OPERATOR, Manifest, Own
from bot.uploads import Upload
from corpus.edition import Edition
from corpus.errors import CorpusError
from corpus.index import Lines, suggest
from corpus.library import Library

RELOAD = "documents.reload"
"""What the problem of documents that could not be read anew is called."""

log = logging.getLogger(__name__)


def _untold(progress: Progress) -> None:
    """Tell nobody."""


class Shelves:
    """Lends editions by server. In private messages, `guild_id` None, it is the shared documents' edition.

    It can be used at once. As an async context manager it also brings outdated editions up to date in the background,
    and stops what it is building when it is left.
    """

    def __init__(self, library: Library, state: State, home: Path | None = None, *, at_once: int = 1) -> None:
        self.library = library
        self._state = state
        self._places = Places(home or state.path.parent / "servers")
        self._tasks: set[asyncio.Task[None]] = set()
        self._serving = Serving(library, state, self._places, self._mend)
        self._workshop = Workshop(
            *(self._places, library.folders, library.store), lambda: self._serving.readable, at_once
        )
        self._reloading = Reloading(state, self._places, self._workshop, self._serving)
        self._wanting = Wanting(library, state, self._places, self._workshop, self._serving)

    async def __aenter__(self) -> Self:
        await self._serving.load()
        for guild_id in {*await self._state.read(registry.guilds), *await asyncio.to_thread(self._places.guilds)}:
            await self._wanting.tidy(guild_id)
        await self._note_reload(datetime.now(UTC), self.library.failed)
        self._in_background(self._bring_up_to_date(self._serving.outdated()))
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    @asynccontextmanager
    async def reading(self, guild_id: int | None) -> AsyncIterator[Edition]:
        """Lend the edition that a server reads; it outlives a reload until the block is left."""
        async with self._serving.reading(guild_id) as edition:
            yield edition

    async def shelf(self, guild_id: int) -> Shelf:
        """Return what stands on a server's shelf, and how far it is served."""
        await self._serving.load()
        manifest, now = await self._wanting.wanted(guild_id), self._serving.now(guild_id)
        return Shelf(
            with_shared=manifest.shared,
            shared=with_enabled(await self._wanting.shared(), manifest),
            own=manifest.own,
            served=as_entry(now) if now else None,
            waiting=manifest != (now.manifest if now else Manifest()),
            used=sum(one.size for one in manifest.own),
            building=self._workshop.is_at(guild_id),
        )

    async def suggest(self, guild_id: int, typed: str, limit: int = 25) -> Sequence[tuple[str, str]]:
        """Return the documents on the shelf that fit what was typed, as a label and the name. From memory."""
        manifest = await self._wanting.remembered(guild_id)
        named = {f"{one.title} ({one.name})": one.name for one in manifest.own}
        if manifest.shared:
            shared = (await self._wanting.shared()).values()
            named |= {f"{one.title} ({one.name})": one.name for _, one in shared}
        return [(label, named[label]) for label in suggest(typed, Lines.of(named), limit)]

    async def add(self, guild_id: int, upload: Upload, actor_id: int, at: datetime, allowed: Allowed = anybody) -> Own:
        """Put a document on the shelf after it was read on trial in a process of its own.

        Raises uploads.Refused with the sentence that the moderator reads.
        """
        return await self._wanting.add(guild_id, upload, actor_id, at, allowed)

    async def remove(self, guild_id: int, name: str, actor_id: int, at: datetime, allowed: Allowed = anybody) -> str:
        """Take one of the server's own documents off the shelf; return its title. Raises NoSuchDocument."""
        return await self._wanting.remove(guild_id, name, actor_id, at, allowed)

    async def enable(self, guild_id: int, name: str, actor_id: int, at: datetime, allowed: Allowed = anybody) -> str:
        """Let a document, shared or own, be read again; return its title. Raises NoSuchDocument."""
        return await self._wanting.enable(guild_id, name, True, actor_id, at, allowed)

    async def disable(self, guild_id: int, name: str, actor_id: int, at: datetime, allowed: Allowed = anybody) -> str:
        """Leave a document, shared or own, unread; return its title. Raises NoSuchDocument."""
        return await self._wanting.enable(guild_id, name, False, actor_id, at, allowed)

    async def with_shared(
        self, guild_id: int, wanted: bool, actor_id: int, at: datetime, allowed: Allowed = anybody
    ) -> None:
        """Put the shared documents on the shelf, or take all of them off it (settings: shared_documents)."""
        await self._wanting.with_shared(guild_id, wanted, actor_id, at, allowed)

    async def discard(self, guild_id: int, actor_id: int, at: datetime, allowed: Allowed = anybody) -> None:
        """Take back what was changed on the shelf and is not served yet."""
        await self._wanting.discard(guild_id, actor_id, at, allowed)

    async def preview(self, guild_id: int, tell: Tell = _untold) -> Preview:
        """Build the edition of the shelf as it is wanted, beside the one that is served, and return what differs.

        Nothing is switched. One at a time for each server; cancelling the task stops the build. Raises CorpusError
        (RefusedDocuments has a line for each finding, with file and line) and ShelfError.
        """
        return await self._reloading.preview(guild_id, tell)

    async def switch(
        self, guild_id: int, edition: str, actor_id: int, at: datetime, allowed: Allowed = anybody
    ) -> Entry:
        """Serve a previewed edition from now on. Raises Changed where the documents are others by now."""
        entry = await self._reloading.switch(guild_id, edition, actor_id, at, allowed)
        await self._tidy(guild_id)
        return entry

    async def history(self, guild_id: int, limit: int = KEPT) -> Sequence[Entry]:
        """Return what a server was served, the latest first; these can be rolled back to."""
        entries = await self._state.read(lambda db: registry.history(db, guild_id))
        return [as_entry(entry) for entry in entries[:limit]]

    async def rollback(
        self,
        guild_id: int,
        number: int,
        actor_id: int,
        at: datetime,
        tell: Tell = _untold,
        allowed: Allowed = anybody,
    ) -> Entry:
        """Serve an earlier entry of the history again, and want its documents. Raises NoSuchEntry."""
        entry = await self._reloading.rollback(guild_id, number, actor_id, at, tell, allowed)
        await self._wanting.wanted(guild_id)
        await self._tidy(guild_id)
        return entry

    async def hide(
        self, guild_id: int, key: str, *, ref: str, shown: str, reason: str, actor_id: int, at: datetime
    ) -> bool:
        """Leave a sentence, a quotation or an event out of all that the server reads; say whether it was not yet.

        `key` is Answer.key, Quoted.key or Entry.key; what is hidden stays so through reloads. Raises TooManyHidden.
        """
        await self._serving.load()
        found = Hidden(key, ref, shown, reason, at, actor_id)
        new = await self._state.write(lambda db: _hide(db, guild_id, found))
        self._serving.hide(guild_id, self._serving.hidden(guild_id) | {key})
        return new

    async def unhide(self, guild_id: int, key: str, actor_id: int, at: datetime) -> bool:
        """Show something again; say whether it was hidden."""
        await self._serving.load()
        known = await self._state.write(lambda db: _unhide(db, guild_id, key, actor_id, at))
        self._serving.hide(guild_id, self._serving.hidden(guild_id) - {key})
        return known

    async def hidden(self, guild_id: int, limit: int = 20, offset: int = 0) -> Sequence[Hidden]:
        """Return what is hidden, the latest first."""
        return await self._state.read(lambda db: veils.listed(db, guild_id, limit, offset))

    async def forget(self, guild_id: int) -> None:
        """Remove everything of a server: its documents, its history, what it hid."""
        await self._serving.load()
        async with self._workshop.at(guild_id):
            folder = self._places.documents(guild_id)
            await asyncio.to_thread(shutil.rmtree, folder, ignore_errors=True)
            await self._state.write(lambda db: registry.forget(db, guild_id))
            self._serving.forget(guild_id)
            self._wanting.forget(guild_id)
        await self._sweep()

    async def reload_shared(self, at: datetime, tell: Tell = _untold) -> bool:
        """Read the operator's documents anew and say whether they are others; raises CorpusError.

        Servers without a shelf of their own read them at once, the others as soon as theirs is built, in the
        background.
        """
        await self._serving.load()

        def pass_on(doing: str, done: int, of: int, name: str) -> None:
            tell(Progress(doing, done, of, name))

        await self.library.reload(tell=pass_on)
        if not await self._serving.follow_operator(at):
            return False
        self._in_background(self._bring_up_to_date(self._serving.sharing()))
        await self._sweep()
        return True

    def reload_soon(self, at: datetime) -> None:
        """Read the operator's documents anew in the background; what goes wrong is noted as a problem."""
        self._in_background(self._reloaded(at))

    async def _reloaded(self, at: datetime) -> None:
        try:
            changed = await self.reload_shared(at)
        except CorpusError as error:
            await self._note_reload(at, error)
        else:
            event(log, "reloaded", changed=changed, edition=self.library.current.stem[-16:-9])
            await self._note_reload(at, None)

    async def _note_reload(self, at: datetime, error: CorpusError | None) -> None:
        """Note why the operator's documents could not be read, or that they could."""
        if error is None:
            await self._state.write(lambda db: problems.settle(db, problems.EVERYWHERE, RELOAD))
            return
        event(log, "not_reloaded", error=type(error).__name__)
        told = f"The shared documents were not read anew: {error}"[:1_000]
        await self._state.write(lambda db: problems.note(db, problems.EVERYWHERE, at, RELOAD, told))

    async def settled(self) -> None:
        """Wait until all that goes on in the background is done."""
        while self._tasks:
            await asyncio.wait(self._tasks)

    async def _bring_up_to_date(self, guild_ids: Sequence[int]) -> None:
        """Refresh editions one after the other, so that moderators who wait for theirs need not wait for all these."""
        for guild_id in guild_ids:
            await self._reloading.refresh(guild_id)
        if guild_ids:
            await self._sweep()

    def _mend(self, guild_id: int) -> None:
        """Build the edition of a server that has none left."""
        if guild_id == OPERATOR:
            self._in_background(self._mend_shared())
        else:
            self._in_background(self._reloading.refresh(guild_id))

    async def _mend_shared(self) -> None:
        await self.library.reload()
        await self._serving.mend_operator()

    def _in_background(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()):
            log.error("failed task=shelves", exc_info=error)

    async def _tidy(self, guild_id: int) -> None:
        async with self._workshop.at(guild_id):
            await self._wanting.tidy(guild_id)
        await self._sweep()

    async def _sweep(self) -> None:
        if self._workshop.idle:
            await self._serving.sweep()


def _hide(db: sqlite3.Connection, guild_id: int, found: Hidden) -> bool:
    if veils.count(db, guild_id) >= veils.MOST:
        raise TooManyHidden
    new = veils.hide(db, guild_id, found)
    if new:
        told = f"Hid {found.ref}: “{found.shown[:100]}”. {found.reason[:200]}".strip()
        audit.record(db, guild_id, found.at, found.actor_id, "corpus.hide", told)
    return new


def _unhide(db: sqlite3.Connection, guild_id: int, key: str, actor_id: int, at: datetime) -> bool:
    ref = veils.ref(db, guild_id, key)
    if ref is None:
        return False
    audit.record(db, guild_id, at, actor_id, "corpus.unhide", f"Unhid {ref}.")
    return veils.unhide(db, guild_id, key)
