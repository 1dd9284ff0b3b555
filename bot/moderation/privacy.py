"""What is kept of a server: shown, handed out, removed."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

import discord

from bot import deadline, forms, housekeeping, moderators, pager
from bot.errors import PeroError
from bot.forms import Field, Filled, Form
from bot.moderation import handing
from bot.present import privacy as present
from bot.present.leaf import Leaf
from bot.state import documents, guilds
from bot.state.kept import kept, texts

_A_LINE = 1_000  # bytes, at most, that the list has for each document


class NotForgotten(PeroError):
    """The name that was typed is not the server's."""

    def __str__(self) -> str:
        return "That is not the name of this server, so nothing was removed."


class TooMuch(PeroError):
    """The file would be larger than Discord takes."""

    def __str__(self) -> str:
        return "It is more than Discord takes in one file. The person who runs me can hand it out."


async def shown(interaction: discord.Interaction[Any]) -> Leaf:
    """Return what is kept of the server and of who asks; anybody may."""
    if (guild_id := interaction.guild_id) is None:
        raise moderators.OnlyInServers
    state = interaction.client.state
    found = await state.read(lambda db: kept(db, guild_id, interaction.user.id))
    return present.show(found, await state.read(lambda db: guilds.since(db, guild_id)))


async def export(interaction: discord.Interaction[Any]) -> Leaf:
    """Return everything of the server as files: a list of what is kept, and the texts of its documents."""
    guild_id = await moderators.required(interaction)
    state = interaction.client.state
    found, kept_texts = await state.read(lambda db: (guilds.everything(db, guild_id), texts(db, guild_id)))
    made = interaction.client.clock().isoformat(timespec="seconds")
    servers = documents.home(state.path)

    def pack() -> tuple[handing.Handed, str, bytes]:
        room = handing.MOST - len(_listed(written(guild_id, made, found))[1]) - _A_LINE * len(kept_texts)
        handed = handing.handed(kept_texts, servers, room)
        return handed, *_listed(written(guild_id, made, found, handed.rows()))

    handed, name, content = await asyncio.to_thread(pack)
    if handed.archives:
        await moderators.still(interaction)
    return present.exported({name: content, **handed.archives}, sum(map(len, found.values())), handed)


def _listed(content: bytes) -> tuple[str, bytes]:
    """Return the list as a file, packed where it is too large. Raises TooMuch."""
    name = "pero.json"
    if len(content) > handing.LARGEST:
        name, content = "pero.zip", handing.zipped(name, content)
    if len(content) > handing.LARGEST:
        raise TooMuch
    return name, content


def written(
    guild_id: int, made: str, found: Mapping[str, Any], documents: Sequence[Mapping[str, object]] = ()
) -> bytes:
    """Return what is kept of a server as JSON; Discord's ids are text, for they are too large for other languages."""
    tables = {name: [_row(row) for row in rows] for name, rows in found.items()}
    whole = {"server": str(guild_id), "made": made, "kept": tables, "documents": documents}
    return json.dumps(whole, ensure_ascii=False, indent=1).encode()


def _row(row: Mapping[str, Any]) -> dict[str, Any]:
    ids = ("_id", "_by")
    return {name: str(value) if name.endswith(ids) and value is not None else value for name, value in row.items()}


async def ask(interaction: discord.Interaction[Any]) -> None:
    """Ask for the server's name, in a form, before anything is removed."""
    await moderators.manager(interaction)
    told = "Settings, schedules, documents, hidden sentences, reports and the audit go, for ever."
    field = Field("name", "The name of this server", told[:100], hint="as it stands at the top left", longest=100)
    await forms.ask(interaction, Form("Remove everything of this server?", "forget", "-", (field,)))


async def forget(interaction: discord.Interaction[Any], state: str, values: Mapping[str, str]) -> None:
    """Remove everything of the server whose name was typed."""
    guild_id = await moderators.manager(interaction)
    guild = interaction.client.get_guild(guild_id)
    if guild is None or _same(values.get("name", "")) != _same(guild.name):
        raise NotForgotten
    await deadline.defer(interaction)
    await housekeeping.forget(interaction.client.state, interaction.client.shelves, guild_id)
    interaction.extras.pop("settings", None)
    await pager.send(interaction, present.forgotten(guild.name), private=True)


def _same(name: str) -> str:
    return " ".join(name.split()).casefold()


FORMS: Mapping[str, Filled] = MappingProxyType({"forget": forget})
