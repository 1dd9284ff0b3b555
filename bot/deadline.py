"""Discord waits three seconds for an answer: where one takes longer, it is told in time that it will come."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from typing import Any

import aiohttp
import discord

from bot.log import event

log = logging.getLogger(__name__)

_EXTRA = "deadline"


class Deadline:
    """Watches over one interaction until it is answered.

    An answer that is late is seen by whoever asked alone: nobody knows yet whether it was meant for all.
    """

    def __init__(self, interaction: discord.Interaction[Any], patience: float) -> None:
        self._interaction = interaction
        self._telling: asyncio.Task[None] | None = None
        self._timer = asyncio.get_running_loop().call_later(patience, self._tell)

    async def stop(self) -> None:
        """Leave it to the caller to answer, who may have to wait until Discord was told."""
        self._timer.cancel()
        if self._telling:
            await asyncio.wait([self._telling])

    def _tell(self) -> None:
        self._telling = asyncio.create_task(self._told())

    async def _told(self) -> None:
        event(log, "late", interaction=self._interaction.id)
        with contextlib.suppress(discord.HTTPException, aiohttp.ClientError, OSError):  # the answer meets the same
            await _defer(self._interaction, private=True)


def watch(interaction: discord.Interaction[Any], patience: float) -> None:
    """Tell Discord after `patience` seconds that the answer will come, unless it has come by then."""
    if interaction.type is not discord.InteractionType.autocomplete:
        interaction.extras[_EXTRA] = Deadline(interaction, patience)


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
