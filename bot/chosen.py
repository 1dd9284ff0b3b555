"""What the moderators of a server chose, as every answer there needs it: read once for an interaction."""

from __future__ import annotations

import logging
import sqlite3
from typing import Any

import discord

from bot import errors
from bot.present import dated
from bot.state import settings
from bot.state.settings import Settings

log = logging.getLogger(__name__)


async def of(interaction: discord.Interaction[Any]) -> Settings:
    """Return the settings of the server in which something was asked; in private messages, the defaults."""
    known = interaction.extras.get("settings")
    if not isinstance(known, Settings):
        known = await _read(interaction)
        interaction.extras["settings"] = known
    return known


async def _read(interaction: discord.Interaction[Any]) -> Settings:
    guild_id = interaction.guild_id
    if guild_id is None:
        return Settings()
    try:
        read: Settings = await interaction.client.state.read(lambda db: settings.read(db, guild_id))
    except sqlite3.Error:  # the documents still answer
        log.exception("unread settings guild=%s", guild_id)
        return Settings()
    return read


async def adopt(interaction: discord.Interaction[Any]) -> None:
    """Write dates as the server has chosen, for as long as this interaction is being answered."""
    dated.write_as((await of(interaction)).date_language)


class Tree(errors.Tree):
    """The commands, each used in the way that its server has chosen."""

    async def interaction_check(self, interaction: discord.Interaction[Any], /) -> bool:
        """Let everybody in; suggestions need nothing of what was chosen."""
        if not await super().interaction_check(interaction):
            return False
        if interaction.type is not discord.InteractionType.autocomplete:
            await adopt(interaction)
        return True
