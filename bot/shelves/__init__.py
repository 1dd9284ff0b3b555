"""Which documents a server reads: each lends the edition of its own shelf, with what its moderators hid left out.

A shelf is what a server's moderators want (`shelf`, `add`, `remove`, `enable`, `disable`, `with_shared`). None of it is
seen by members before an edition of it was built beside the old one (`preview`) and switched to (`switch`). Both can be
taken back: `discard` what is not served yet, `rollback` to what was served before. Callers have checked permissions;
each change is written into the audit by the shelves themselves, in the same transaction.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path

from bot.shelves.nouns import (
    Changed,
    Entry,
    Manifest,
    NoSuchDocument,
    NoSuchEntry,
    Noted,
    NotReady,
    Own,
    Preview,
    Progress,
    Shared,
    Shelf,
    ShelfError,
    Tell,
    TooLong,
)
from bot.state import State
from bot.state.hidden import Hidden
from bot.uploads import Upload
from corpus.edition import Edition
from corpus.library import Library

__all__ = [
    "Changed",
    "Entry",
    "Manifest",
    "NoSuchDocument",
    "NoSuchEntry",
    "NotReady",
    "Noted",
    "Own",
    "Preview",
    "Progress",
    "Shared",
    "Shelf",
    "ShelfError",
    "Shelves",
    "Tell",
    "TooLong",
]


def _untold(progress: Progress) -> None:
    """Tell nobody."""


class Shelves:
    """Lends editions by server. In private messages, `guild_id` None, it is the shared documents' edition."""

    def __init__(self, library: Library, state: State, home: Path | None = None) -> None:
        self.library = library
        self.home = home or state.path.parent / "servers"
        self._state = state

    @asynccontextmanager
    async def reading(self, guild_id: int | None) -> AsyncIterator[Edition]:
        """Lend the edition that a server reads; it outlives a reload until the block is left."""
        async with self.library.reading() as edition:
            yield edition

    async def shelf(self, guild_id: int) -> Shelf:
        """Return what stands on a server's shelf, and how far it is served."""
        raise NotImplementedError

    async def suggest(self, guild_id: int, typed: str, limit: int = 25) -> Sequence[tuple[str, str]]:
        """Return the documents on the shelf that fit what was typed, as a label and the name. From memory."""
        raise NotImplementedError

    async def add(self, guild_id: int, upload: Upload, actor_id: int, at: datetime, tell: Tell = _untold) -> Own:
        """Put a document on the shelf after it was read on trial in a process of its own.

        Raises uploads.Refused with the sentence that the moderator reads.
        """
        raise NotImplementedError

    async def remove(self, guild_id: int, name: str, actor_id: int, at: datetime) -> str:
        """Take one of the server's own documents off the shelf; return its title. Raises NoSuchDocument."""
        raise NotImplementedError

    async def enable(self, guild_id: int, name: str, actor_id: int, at: datetime) -> str:
        """Let a document, shared or own, be read again; return its title. Raises NoSuchDocument."""
        raise NotImplementedError

    async def disable(self, guild_id: int, name: str, actor_id: int, at: datetime) -> str:
        """Leave a document, shared or own, unread; return its title. Raises NoSuchDocument."""
        raise NotImplementedError

    async def with_shared(self, guild_id: int, wanted: bool, actor_id: int, at: datetime) -> None:
        """Put the shared documents on the shelf, or take all of them off it (settings: shared_documents)."""
        raise NotImplementedError

    async def discard(self, guild_id: int, actor_id: int, at: datetime) -> None:
        """Take back what was changed on the shelf and is not served yet."""
        raise NotImplementedError

    async def preview(self, guild_id: int, tell: Tell = _untold) -> Preview:
        """Build the edition of the shelf as it is wanted, beside the one that is served, and return what differs.

        Nothing is switched. One at a time for each server; cancelling the task stops the build. Raises CorpusError
        (RefusedDocuments has a line for each finding, with file and line) and ShelfError.
        """
        raise NotImplementedError

    async def switch(self, guild_id: int, edition: str, actor_id: int, at: datetime) -> Entry:
        """Serve a previewed edition from now on. Raises Changed where the documents are others by now."""
        raise NotImplementedError

    async def history(self, guild_id: int, limit: int = 5) -> Sequence[Entry]:
        """Return what a server was served, the latest first; these can be rolled back to."""
        raise NotImplementedError

    async def rollback(self, guild_id: int, number: int, actor_id: int, at: datetime, tell: Tell = _untold) -> Entry:
        """Serve an earlier entry of the history again, and want its documents. Raises NoSuchEntry."""
        raise NotImplementedError

    async def hide(
        self, guild_id: int, key: str, *, ref: str, shown: str, reason: str, actor_id: int, at: datetime
    ) -> bool:
        """Leave a sentence, a quotation or an event out of all that the server reads; say whether it was not yet.

        `key` is Answer.key, Quoted.key or Entry.key; what is hidden stays so through reloads.
        """
        raise NotImplementedError

    async def unhide(self, guild_id: int, key: str, actor_id: int, at: datetime) -> bool:
        """Show something again; say whether it was hidden."""
        raise NotImplementedError

    async def hidden(self, guild_id: int, limit: int = 20, offset: int = 0) -> Sequence[Hidden]:
        """Return what is hidden, the latest first."""
        raise NotImplementedError

    async def forget(self, guild_id: int) -> None:
        """Remove everything of a server: its documents, its history, what it hid."""
        raise NotImplementedError

    async def reload_shared(self, at: datetime, tell: Tell = _untold) -> None:
        """Read the operator's documents anew, for every server whose shelf has them. Raises CorpusError."""
        raise NotImplementedError
