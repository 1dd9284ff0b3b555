"""Discord waits three seconds for an answer: where one takes longer, it is told in time that it will come."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from typing import Any

import aiohttp
import discord

from bot.answering import Answering
from bot.log import event

log = logging.getLogger(__name__)

UNKNOWN_INTERACTION = 10062
"""What Discord says of an interaction that it has given up."""

_SOON = 0.3  # seconds
_EXTRA = "deadline"


class Deadline:
    """Watches over one interaction until it is answered.

    An answer that is late is seen by whoever asked alone: nobody knows yet whether it was meant for all.
    """

    def __init__(self, interaction: discord.Interaction[Any], answering: Answering) -> None:
        self._interaction = interaction
        self._answering = answering
        self._late = answering.late(interaction)
        self._telling: asyncio.Task[None] | None = None
        self._given_up: discord.NotFound | None = None
        self._timer: asyncio.TimerHandle | None = None
        self._loop = asyncio.get_running_loop()
        self._came = self._loop.time()
        self._look()

    def _look(self) -> None:
        """Tell Discord if it is time, or look again soon: by then the machine may be slower."""
        now = self._loop.time()
        left = self._came + self._answering.left(self._late) - now
        if left > 0:
            self._timer = self._loop.call_at(now + min(left, _SOON), self._woken, now + min(left, _SOON))
        else:
            self._telling = asyncio.create_task(self._told())

    def _woken(self, due: float) -> None:
        now = self._loop.time()
        self._answering.patience.woken(now - due, now)
        self._look()

    async def stop(self) -> None:
        """Leave it to the caller to answer, who may have to wait until Discord was told.

        Raises NotFound where Discord had given up already: what nobody can see need not be sent, others are waiting.
        """
        if self._timer:
            self._timer.cancel()
        if self._telling:
            await asyncio.wait([self._telling])
        if self._given_up:
            raise self._given_up

    async def _told(self) -> None:
        event(log, "late", interaction=self._interaction.id)
        with contextlib.suppress(discord.HTTPException, aiohttp.ClientError, OSError):  # the answer meets the same
            try:
                await _defer(self._interaction, private=True)
            except discord.NotFound as refused:
                self._given_up = refused if refused.code == UNKNOWN_INTERACTION else None


def watch(interaction: discord.Interaction[Any], answering: Answering) -> None:
    """Tell Discord in time that the answer will come, unless it has come by then."""
    if interaction.type is not discord.InteractionType.autocomplete:
        interaction.extras[_EXTRA] = Deadline(interaction, answering)


async def met(interaction: discord.Interaction[Any]) -> bool:
    """Return whether Discord was told that the answer will come, or has one; from now on it is the caller's to give."""
    deadline = interaction.extras.get(_EXTRA)
    if isinstance(deadline, Deadline):
        await deadline.stop()
    return interaction.response.is_done()


async def defer(interaction: discord.Interaction[Any], *, private: bool = True) -> None:
    """Tell Discord now that the answer takes a while; who will see it is settled by that."""
    if not await met(interaction):
        await _defer(interaction, private=private)


async def _defer(interaction: discord.Interaction[Any], *, private: bool) -> None:
    """Of a button or a menu Discord knows what it stands under; of all else it shows that somebody thinks."""
    if interaction.type is discord.InteractionType.component:
        await interaction.response.defer()
    else:
        await interaction.response.defer(ephemeral=private, thinking=True)
