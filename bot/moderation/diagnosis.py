"""Looks for why something does not work in a server: permissions, commands, schedules, documents, Pero itself."""

from __future__ import annotations

import math
import platform
import sqlite3
from collections.abc import Iterator
from datetime import datetime, timedelta
from importlib import metadata
from typing import Any

import discord
from discord import app_commands

from bot import chosen, moderators
from bot.present.diagnose import Check, Group, Level, diagnosis
from bot.present.leaf import Leaf
from bot.present.markdown import plain
from bot.shelves import ShelfError
from bot.state import daily, ledger, problems
from bot.state.daily import Schedule
from bot.state.errors import StateError
from bot.state.problems import Problem

_SLOW = 2.0  # seconds that the gateway may take; a machine that is busy for a moment takes one
_UNMEASURED = 30.0  # discord.py shows a whole interval where an answer overtakes the note of when it was asked for
_OVERDUE = timedelta(minutes=5)

Place = discord.abc.GuildChannel | discord.Thread


async def look(interaction: discord.Interaction[Any], channel_id: int | None, command: str) -> Leaf:
    """Look at everything that a command or a post in a channel needs, and say what is wrong with it."""
    guild_id = await moderators.required(interaction)
    bot = interaction.client
    guild: discord.Guild | None = bot.get_guild(guild_id)
    place = channel_id or interaction.channel_id or 0
    groups = [_channel(guild, place)]
    if command:
        groups.append(Group(f"/{plain(command)}", tuple(await _command(bot, guild, command.strip(" /"), place))))
    groups += [
        Group("Daily posts", tuple(await _schedules(bot, guild_id))),
        Group("Documents", tuple(await _documents(bot, guild_id))),
        Group("Known problems", tuple(await _problems(bot, guild_id))),
        Group("Log channel", tuple(_log(guild, (await chosen.of(interaction)).log_channel))),
        Group("Pero", tuple(await _self(bot, guild))),
    ]
    return diagnosis(groups, f"Looked at <#{place}> at <t:{bot.clock().timestamp():.0f}:T>. Only moderators see this.")


def _channel(guild: discord.Guild | None, channel_id: int) -> Group:
    if guild is None:
        return Group("This server", (Check(Level.WRONG, "Discord does not tell me of this server: invite me again."),))
    if guild.unavailable:
        return Group("This server", (Check(Level.WRONG, "Discord has an outage for this server."),))
    place = guild.get_channel_or_thread(channel_id)
    if place is None:
        told = f"<#{channel_id}> is not shown to me: **View Channel** is missing, or it is an archived thread."
        return Group("The channel", (Check(Level.WRONG, told),))
    return Group(f"<#{channel_id}>", tuple(_permissions(guild, place)))


def _permissions(guild: discord.Guild, place: Place) -> Iterator[Check]:
    """Yield what Pero may do in a channel, with what each is for; answers to commands need none of it."""
    held = place.permissions_for(guild.me)
    sending = ("Send Messages in Threads", held.send_messages_in_threads)
    if not isinstance(place, discord.Thread):
        sending = ("Send Messages", held.send_messages)
    needed = (
        ("View Channel", held.view_channel, Level.WRONG, "for daily posts"),
        (*sending, Level.WRONG, "for daily posts"),
        ("Read Message History", held.read_message_history, Level.ODD, "so that a post is never sent twice"),
        ("Create Public Threads", held.create_public_threads, Level.TOLD, "only for daily posts with a thread"),
    )
    for name, has, otherwise, purpose in needed:
        words = f"**{name}** {purpose}" if has else f"**{name}** is missing: it is needed {purpose}"
        yield Check(Level.FINE if has else otherwise, words)
    if not place.permissions_for(guild.default_role).use_application_commands:
        yield Check(Level.ODD, "@everyone may not **Use Application Commands** here: members cannot ask me")
    if isinstance(place, discord.Thread) and place.locked:
        yield Check(Level.ODD, "The thread is locked: nothing can be posted in it")


async def _command(bot: Any, guild: discord.Guild | None, name: str, place: int) -> list[Check]:
    found = next((each for each in bot.tree.walk_commands() if each.qualified_name == name), None)
    if found is None:
        return [Check(Level.WRONG, "There is no such command. `/help` lists them.")]
    root = found.root_parent or found
    checks = []
    if bot.synced is None or root.name not in bot.synced.ids:
        checks.append(Check(Level.WRONG, "Discord has not been told of it. The person who runs me has to restart me."))
    else:
        checks.append(Check(Level.FINE, "Discord has been told of it. After an update, restart Discord to see it."))
        checks += await _overrides(bot, guild, bot.synced.ids[root.name], place)
    if root.default_permissions is not None:
        told = "Discord offers it to members with Manage Server, and to whom you allow it under Integrations"
        checks.append(Check(Level.TOLD, told))
    return checks


async def _overrides(bot: Any, guild: discord.Guild | None, command_id: int, place: int) -> list[Check]:
    """Return what moderators have switched off for a command in Server Settings → Integrations."""
    if guild is None:
        return []
    try:
        known = await bot.tree.fetch_commands()
        command = next(each for each in known if each.id == command_id)
        rules = (await command.fetch_permissions(guild)).permissions
    except discord.NotFound:
        return [Check(Level.FINE, "Nothing is switched off for it under Integrations")]
    except StopIteration:
        return [Check(Level.WRONG, "Discord no longer knows it. The person who runs me has to restart me.")]
    except discord.HTTPException as error:
        return [Check(Level.ODD, f"Discord did not say what is switched off under Integrations ({error.status})")]
    denied = [rule for rule in rules if not rule.permission]
    return [_denial(rule, guild, place) for rule in denied] or [Check(Level.FINE, "Integrations switch nothing off")]


def _denial(rule: app_commands.AppCommandPermissions, guild: discord.Guild, place: int) -> Check:
    everywhere = rule.target.id in (guild.id, guild.id - 1)  # Discord's ids for everybody, and for all channels
    mention = {1: f"<@&{rule.target.id}>", 2: f"<@{rule.target.id}>", 3: f"<#{rule.target.id}>"}[rule.type.value]
    whom = ("everybody" if rule.type.value == 1 else "all channels") if everywhere else mention
    level = Level.WRONG if everywhere or rule.target.id == place else Level.ODD
    return Check(level, f"Switched off for {whom} in Server Settings → Integrations → Pero")


async def _schedules(bot: Any, guild_id: int) -> list[Check]:
    """Return how the server's schedules stand, each with what became of its last post."""
    now = bot.clock()

    def read(db: sqlite3.Connection) -> list[Check]:
        found = daily.listed(db, guild_id)
        last = {one.number: next(iter(ledger.history(db, guild_id, one.number, 1)), None) for one in found}
        return [_schedule(one, last[one.number], now) for one in found]

    return (await bot.state.read(read)) or [Check(Level.TOLD, "There are none: `/daily add`")]


def _schedule(one: Schedule, last: ledger.Post | None, now: datetime) -> Check:
    name = f"No. {one.number} in <#{one.channel_id}>"
    if one.paused_at:
        why = f": {plain(one.paused_why)}" if one.paused_why else ", as a moderator wanted"
        return Check(Level.ODD, f"{name} is paused{why}")
    when = f", next <t:{one.next_at.timestamp():.0f}:R>" if one.next_at else ""
    if one.next_at and one.next_at < now - _OVERDUE:
        return Check(Level.WRONG, f"{name} should have posted <t:{one.next_at.timestamp():.0f}:R>")
    bad = (ledger.State.FAILED, ledger.State.MISSED, ledger.State.UNKNOWN)
    if last and last.state in bad:
        told = f": {plain(last.reason)}" if last.reason else ""
        return Check(
            Level.ODD, f"{name}: the last post, <t:{last.due.timestamp():.0f}:f>, {last.state.value}{told}{when}"
        )
    return Check(Level.FINE, f"{name} posts{when}")


async def _documents(bot: Any, guild_id: int) -> list[Check]:
    try:
        async with bot.shelves.reading(guild_id) as edition:
            name, documents = edition.name, edition.counts.documents
        shelf = await bot.shelves.shelf(guild_id)
    except ShelfError as error:
        return [Check(Level.WRONG, plain(str(error)))]
    checks = [Check(Level.FINE, f"Edition `{name}` answers, from {documents:,} documents")]
    if not documents:
        checks = [Check(Level.ODD, "No document is on the shelf, so nothing can be answered: `/corpus add`")]
    if shelf.waiting:
        checks.append(Check(Level.ODD, "Something was changed that members do not see yet: `/corpus reload`"))
    if shelf.building:
        checks.append(Check(Level.TOLD, "An edition is being built"))
    return checks


async def _problems(bot: Any, guild_id: int) -> list[Check]:
    found = await bot.state.read(lambda db: problems.open_ones(db, guild_id))
    return [_problem(one) for one in found[:10]] or [Check(Level.FINE, "None")]


def _problem(one: Problem) -> Check:
    return Check(Level.WRONG, f"{plain(one.told)} (since <t:{one.at.timestamp():.0f}:R>)")


def _log(guild: discord.Guild | None, channel_id: int) -> Iterator[Check]:
    if not channel_id:
        yield Check(Level.TOLD, "None is chosen, so I tell nobody of problems: `/settings`")
    elif guild is None or (place := guild.get_channel_or_thread(channel_id)) is None:
        yield Check(Level.WRONG, f"<#{channel_id}> is gone, or not shown to me")
    else:
        held = place.permissions_for(guild.me)
        may = held.view_channel and held.send_messages
        yield Check(Level.FINE if may else Level.WRONG, f"<#{channel_id}>" + ("" if may else ": I may not write there"))


async def _self(bot: Any, guild: discord.Guild | None) -> list[Check]:
    """Return how the bot itself stands: the gateway, its state, its versions."""
    return [_gateway(bot, guild), await _state(bot), Check(Level.TOLD, _versions())]


def _gateway(bot: Any, guild: discord.Guild | None) -> Check:
    shard = bot.get_shard(guild.shard_id) if guild else None
    took: float = shard.latency if shard else bot.latency
    if not math.isfinite(took) or took > _UNMEASURED:
        return Check(Level.TOLD, "Discord’s gateway has not been measured yet")
    return Check(Level.ODD if took > _SLOW else Level.FINE, f"Discord’s gateway answers in {took * 1000:.0f} ms")


async def _state(bot: Any) -> Check:
    try:
        await bot.state.write(lambda db: db.execute("UPDATE guild SET known = known WHERE guild_id = 0"))
    except (StateError, sqlite3.Error) as error:
        return Check(Level.WRONG, plain(str(error)) if isinstance(error, StateError) else "My notes cannot be written")
    if bot.state.full:
        return Check(Level.WRONG, "The disk is full: nothing can be changed. The person who runs me has to make room.")
    return Check(Level.FINE, "Settings can be written")


def _versions() -> str:
    try:
        ours = metadata.version("pero")
    except metadata.PackageNotFoundError:
        ours = "from its folder"
    return (
        f"Pero {ours} · discord.py {discord.__version__} · Python {platform.python_version()} · "
        f"SQLite {sqlite3.sqlite_version}"
    )
