"""Who may change something: asked at every step, of what Discord says of the person at that moment."""

from __future__ import annotations

from typing import Any, TypeVar

import discord
from discord import app_commands

from bot.errors import PeroError
from bot.state import settings

T = TypeVar("T")


def in_servers(command: T) -> T:
    """Offer a command, or a group of them, only in servers that Pero is in."""
    for decorate in (
        app_commands.guild_only(),
        # What a command leaves open is what the tree allows, so private messages must be ruled out by name.
        app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False),
        app_commands.allowed_installs(guilds=True, users=False),
    ):
        command = decorate(command)
    return command


def for_moderators(command: T) -> T:
    """Offer it there only to members with Manage Server, unless a server allows it to others under Integrations."""
    return app_commands.default_permissions(manage_guild=True)(in_servers(command))


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


class OnlyForManagers(PeroError):
    """The person has not the permission, whatever their roles."""

    def __str__(self) -> str:
        return "Only members with the permission Manage Server can do this. Nothing was changed."


async def required(interaction: discord.Interaction[Any]) -> int:
    """Return the server's id if the person is a moderator there now. Raises OnlyInServers and OnlyForModerators.

    Commands and buttons call it first, and again right before they change anything.
    """
    guild_id = _server(interaction)
    if _manages(interaction.permissions):
        return guild_id
    held = {role.id for role in getattr(interaction.user, "roles", ())}
    if not held.intersection(await _let_in(interaction, guild_id)):
        raise OnlyForModerators
    return guild_id


async def let_in(interaction: discord.Interaction[Any]) -> int | None:
    """Return the server's id if the person is a moderator there now, else None; suggestions explain nothing."""
    try:
        return await required(interaction)
    except (OnlyInServers, OnlyForModerators):
        return None


async def manager(interaction: discord.Interaction[Any]) -> int:
    """Return the server's id if the person may manage it now; roles don't suffice. Raises OnlyForManagers, too."""
    guild_id = _server(interaction)
    if not _manages(interaction.permissions):
        raise OnlyForManagers
    return guild_id


async def still(interaction: discord.Interaction[Any]) -> int:
    """Like `required`, but ask Discord anew: the interaction only knows who the person was when they pressed.

    It is for changes that were long in coming. Where Discord cannot be asked, what it said then counts.
    """
    guild_id = await required(interaction)
    guild = interaction.client.get_guild(guild_id)
    if guild is None:
        return guild_id
    try:
        member = await guild.fetch_member(interaction.user.id)
    except discord.NotFound as error:
        raise OnlyForModerators from error
    except discord.HTTPException:
        return guild_id
    held = {role.id for role in member.roles}
    if not _manages(member.guild_permissions) and not held.intersection(await _let_in(interaction, guild_id)):
        raise OnlyForModerators
    return guild_id


def _server(interaction: discord.Interaction[Any]) -> int:
    if interaction.guild_id is None:
        raise OnlyInServers
    return interaction.guild_id


def _manages(permissions: discord.Permissions) -> bool:
    return permissions.manage_guild or permissions.administrator


async def _let_in(interaction: discord.Interaction[Any], guild_id: int) -> tuple[int, ...]:
    ours: settings.Settings = await interaction.client.state.read(lambda db: settings.read(db, guild_id))
    return ours.moderator_roles
