"""Who may change something: asked at every step, of what Discord says of the person at that moment."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord

from bot.errors import PeroError
from bot.state import settings

if TYPE_CHECKING:
    from bot.app import Pero


class OnlyInServers(PeroError):
    """It was used in a private message."""

    def __str__(self) -> str:
        return "This works only in a server. Use it in one of its channels."


class OnlyForModerators(PeroError):
    """The person has neither the permission nor one of the roles."""

    def __str__(self) -> str:
        return (
            "Only moderators can do this: you need the permission Manage Server, or a role that has been let in "
            "with /settings. Nothing was changed."
        )


async def required(interaction: discord.Interaction[Pero]) -> int:
    """Return the server's id if the person is a moderator there now. Raises OnlyInServers and OnlyForModerators.

    Commands and buttons call it first, and again right before they change anything.
    """
    guild_id = interaction.guild_id
    if guild_id is None:
        raise OnlyInServers
    if interaction.permissions.manage_guild or interaction.permissions.administrator:
        return guild_id
    chosen = (await interaction.client.state.read(lambda db: settings.read(db, guild_id))).moderator_roles
    held = {role.id for role in getattr(interaction.user, "roles", ())}
    if not held.intersection(chosen):
        raise OnlyForModerators
    return guild_id
