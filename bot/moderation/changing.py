"""One change that a moderator makes: allowed at that moment, written with its line in the audit, or not at all."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import Any

import discord

from bot import moderators
from bot.state import audit

Work = Callable[[sqlite3.Connection, int], object]
"""Changes something of a server, by its id."""


async def change(interaction: discord.Interaction[Any], action: str, told: str, work: Work) -> None:
    """Carry out a change if the person is a moderator now. Raises as `moderators.required` and `State.write` do."""
    guild_id = await moderators.required(interaction)
    now, actor = interaction.client.clock(), interaction.user.id

    def both(db: sqlite3.Connection) -> None:
        work(db, guild_id)
        audit.record(db, guild_id, now, actor, action, told)

    await interaction.client.state.write(both)
    interaction.extras.pop("settings", None)  # read anew for the answer
