"""The pages of the audit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

import discord

from bot import moderators, pager
from bot.pager import Action
from bot.present import audit as present
from bot.present.leaf import Leaf
from bot.state import audit


async def page(interaction: discord.Interaction[Any], number: int) -> Leaf:
    """Return a page of the server's changes; one that is no more is the last."""
    guild_id = await moderators.required(interaction)
    state = interaction.client.state
    in_all = await state.read(lambda db: audit.count(db, guild_id))
    number = min(number, max(0, in_all - 1) // present.A_PAGE)
    found = await state.read(lambda db: audit.recent(db, guild_id, present.A_PAGE, number * present.A_PAGE))
    return present.changes(found, number, in_all)


async def turn(interaction: discord.Interaction[Any], state: str, values: Sequence[str]) -> None:
    """Turn to a page."""
    await pager.turn(interaction, await page(interaction, number(state)))


def number(state: str) -> int:
    """Return the page that a button's state names; what names none is the first."""
    return int(state) if state.isascii() and state.isdecimal() and len(state) < 7 else 0


ACTIONS: Mapping[str, Action] = MappingProxyType({"audit": turn})
