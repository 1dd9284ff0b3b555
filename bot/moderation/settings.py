"""The panel of a server's settings, and what its menus and buttons change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from types import MappingProxyType
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import discord

from bot import chosen, moderators, pager
from bot.errors import Expired, PeroError
from bot.moderation.changing import Work, change
from bot.pager import Action
from bot.present import settings as present
from bot.present.dated import Written
from bot.present.leaf import Leaf
from bot.state import settings

_FLAGS = {
    "private": ("answers only for who asked", "answers for everybody in the channel"),
    "plain": ("plain text for screen readers", "boxes, lines and pictures"),
}


class CannotUse(PeroError):
    """A role or a channel that cannot serve for what it was chosen for; the message says why."""


async def panel(interaction: discord.Interaction[Any]) -> Leaf:
    """Return the panel as it is now."""
    ours = await chosen.of(interaction)
    zone = _known(ours.timezone) or interaction.client.config.timezone
    here = interaction.client.clock().astimezone(zone).strftime("%H:%M")
    waiting = (await interaction.client.shelves.shelf(await moderators.required(interaction))).waiting
    return present.panel(ours, zone.key, here, waiting)


async def zone(interaction: discord.Interaction[Any], found: ZoneInfo) -> None:
    """Set the time zone."""
    await change(interaction, "settings.timezone", f"time zone {found.key}", _written("timezone", found.key))


async def roles(interaction: discord.Interaction[Any], state: str, values: Sequence[str]) -> None:
    """Let roles moderate Pero, and no others; only who manages the server can."""
    guild = _guild(interaction, await moderators.manager(interaction))
    found = [role for value in values if (role := guild.get_role(_number(value)))]
    if any(role.is_default() for role in found):
        raise CannotUse("With the role @everyone, every member would be a moderator. Nothing was changed.")
    names = ", ".join(role.name for role in found) or "none"
    chosen_ones = [role.id for role in found]
    await change(interaction, "settings.roles", f"moderator roles: {names}", _written("moderator_roles", chosen_ones))
    await pager.turn(interaction, await panel(interaction))


async def log_channel(interaction: discord.Interaction[Any], state: str, values: Sequence[str]) -> None:
    """Choose the channel that hears of problems, or none."""
    guild = _guild(interaction, await moderators.required(interaction))
    found = _writable(guild, _number(values[0])) if values else None
    told = f"log channel #{found.name}" if found else "no log channel"
    await change(interaction, "settings.log", told, _written("log_channel", found.id if found else 0))
    await pager.turn(interaction, await panel(interaction))


async def dates(interaction: discord.Interaction[Any], state: str, values: Sequence[str]) -> None:
    """Choose how dates are written."""
    await moderators.required(interaction)
    if not values or values[0] not in list(Written):
        raise Expired
    told = f"dates written as {Written(values[0]).name.replace('_', ' ').lower()}"
    await change(interaction, "settings.dates", told, _written("date_language", values[0]))
    await pager.turn(interaction, await panel(interaction))


async def flag(interaction: discord.Interaction[Any], state: str, values: Sequence[str]) -> None:
    """Turn something on or off; the state says what and which, so that an old panel does what its button says."""
    guild_id = await moderators.required(interaction)
    name, _, on = state.partition(".")
    wanted = on == "1"
    if name == "shared_documents":
        bot, allowed = interaction.client, partial(moderators.still, interaction)
        await bot.shelves.with_shared(guild_id, wanted, interaction.user.id, bot.clock(), allowed)
        interaction.extras.pop("settings", None)
    elif name in _FLAGS:
        told = _FLAGS[name][0 if wanted else 1]
        await change(interaction, f"settings.{name}", told, _written(name, wanted))
    else:
        raise Expired
    await pager.turn(interaction, await panel(interaction))


def _written(name: str, value: object) -> Work:
    return lambda db, guild_id: settings.write(db, guild_id, name, value)


def _guild(interaction: discord.Interaction[Any], guild_id: int) -> discord.Guild:
    guild: discord.Guild | None = interaction.client.get_guild(guild_id)
    if guild is None:
        raise CannotUse("Discord does not tell me about this server just now. Please try again in a minute.")
    return guild


def _known(name: str) -> ZoneInfo | None:
    """Return a zone that was once chosen, unless this machine knows it no more."""
    try:
        return ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def _number(value: str) -> int:
    return int(value) if value.isascii() and value.isdecimal() else 0


def _writable(guild: discord.Guild, channel_id: int) -> discord.abc.GuildChannel:
    """Return a channel of the server that Pero may write in. Raises CannotUse."""
    channel = guild.get_channel(channel_id)
    if channel is None:
        raise CannotUse("I cannot see that channel: I need the permission View Channel there. Nothing was changed.")
    held = channel.permissions_for(guild.me)
    needed = {"View Channel": held.view_channel, "Send Messages": held.send_messages}
    if missing := [name for name, has in needed.items() if not has]:
        raise CannotUse(f"I may not write in #{channel.name}: {' and '.join(missing)} is missing. Nothing was changed.")
    return channel


ACTIONS: Mapping[str, Action] = MappingProxyType(
    {"setroles": roles, "setlog": log_channel, "setdates": dates, "setflag": flag}
)
