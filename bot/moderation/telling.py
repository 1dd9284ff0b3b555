"""Tells a moderator how far something long is, in the message that will hold its outcome."""

from __future__ import annotations

import asyncio
import logging
from types import TracebackType
from typing import Any, Self

import discord

from bot import errors, pager
from bot.errors import PeroError, Told
from bot.present import corpus as present
from bot.present.leaf import Leaf
from bot.shelves import Progress
from corpus.errors import CorpusError

log = logging.getLogger(__name__)

_PAUSE = 1.5  # seconds between two edits of a message


class Telling:
    """Use it as an async context manager around the work, after deferring; call it with each progress.

    Where the work fails in a way that has words, they take the place of the progress, and Told is raised.
    """

    def __init__(self, interaction: discord.Interaction[Any], title: str) -> None:
        self._interaction = interaction
        self._title = title
        self._next = 0.0
        self._edit: asyncio.Task[None] | None = None

    def __call__(self, progress: Progress) -> None:
        """Show how far it is, unless that was shown just now."""
        now = asyncio.get_running_loop().time()
        if now < self._next or (self._edit and not self._edit.done()):
            return
        self._next = now + _PAUSE
        self._edit = asyncio.create_task(self._show(present.progress(self._title, str(progress))))

    async def __aenter__(self) -> Self:
        await self._show(present.progress(self._title))
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        if self._edit:
            await self._edit
        if isinstance(error, PeroError | CorpusError):
            await self._show(present.stopped(self._title, errors.words(error)))
            raise Told from error

    async def _show(self, leaf: Leaf) -> None:
        try:
            await pager.turn(self._interaction, leaf)
        except discord.HTTPException as late:
            log.warning("untold interaction=%s code=%s", self._interaction.id, late.code)
