"""What moderators do with their server's shelf: look, switch, roll back, add, remove, and take things back."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from functools import partial
from types import MappingProxyType
from typing import Any

import discord

from bot import deadline, moderators, pager
from bot.moderation.audits import number
from bot.moderation.telling import Telling
from bot.pager import Action
from bot.present import corpus as present
from bot.present.leaf import Leaf
from bot.shelves import Changed, Entry, NoSuchEntry, Preview, Shelves
from bot.state import hidden, moderation, problems

_RECENT = 25


async def status(interaction: discord.Interaction[Any]) -> Leaf:
    """Return how the server's documents stand."""
    guild_id = await moderators.required(interaction)
    shelves, state = _shelves(interaction), interaction.client.state
    shelf = await shelves.shelf(guild_id)
    async with shelves.reading(guild_id) as edition:
        name, counts = edition.name, edition.counts
    known = await state.read(lambda db: problems.open_ones(db, guild_id))
    numbers = await state.read(
        lambda db: (
            hidden.count(db, guild_id),
            moderation.open_reports(db, guild_id),
            moderation.gaps_in_all(db, guild_id),
        )
    )
    return present.status(name, counts, shelf, known, *numbers)


async def sources(interaction: discord.Interaction[Any], page: int = 0) -> Leaf:
    """Return a page of the documents on the shelf."""
    guild_id = await moderators.required(interaction)
    return present.sources(await _shelves(interaction).shelf(guild_id), page)


async def turn_sources(interaction: discord.Interaction[Any], state: str, values: Sequence[str]) -> None:
    """Turn to another page of the documents."""
    await pager.turn(interaction, await sources(interaction, number(state)))


async def history(interaction: discord.Interaction[Any]) -> Leaf:
    """Return what the server was served."""
    guild_id = await moderators.required(interaction)
    return present.history(await _shelves(interaction).history(guild_id, 10))


async def reload(interaction: discord.Interaction[Any], dry_run: bool) -> None:
    """Read the documents anew and show what a switch to them would change."""
    await moderators.required(interaction)
    await deadline.defer(interaction)
    await _look(interaction, dry_run=dry_run)


async def look(interaction: discord.Interaction[Any], state: str, values: Sequence[str]) -> None:
    """Do the same from a button."""
    await moderators.required(interaction)
    await deadline.defer(interaction)
    await _look(interaction)


async def look_after(interaction: discord.Interaction[Any], said: str) -> None:
    """Show what a switch would change after something was put on the shelf; it is deferred already."""
    await _look(interaction, said=said)


async def _look(interaction: discord.Interaction[Any], *, dry_run: bool = False, said: str = "") -> None:
    guild_id = await moderators.required(interaction)
    async with Telling(interaction, "Reading the documents") as tell:
        found = await _shelves(interaction).preview(guild_id, tell)
    await _show(interaction, found, 0, dry_run, said)


async def _show(
    interaction: discord.Interaction[Any], found: Preview, page: int, dry_run: bool = False, said: str = ""
) -> None:
    guild_id = await moderators.required(interaction)
    waiting = (await _shelves(interaction).shelf(guild_id)).waiting
    await pager.turn(interaction, present.preview(found, page, dry_run=dry_run, waiting=waiting, said=said))


async def turn_difference(interaction: discord.Interaction[Any], state: str, values: Sequence[str]) -> None:
    """Turn to another page of what would change. Raises Changed where it is no longer the same."""
    guild_id = await moderators.required(interaction)
    edition, dry_run, page = [*state.split("."), "", ""][:3]
    await deadline.defer(interaction)
    found = await _shelves(interaction).preview(guild_id)
    if found.edition != edition:
        raise Changed
    await _show(interaction, found, number(page), dry_run == "1")


async def switch(interaction: discord.Interaction[Any], state: str, values: Sequence[str]) -> None:
    """Serve what was looked at from now on."""
    guild_id = await moderators.required(interaction)
    await deadline.defer(interaction)
    bot, allowed = interaction.client, partial(moderators.still, interaction)
    entry = await bot.shelves.switch(guild_id, state, interaction.user.id, bot.clock(), allowed)
    await pager.turn(interaction, present.switched(entry))


async def cancel(interaction: discord.Interaction[Any], state: str, values: Sequence[str]) -> None:
    """Leave all as it is."""
    guild_id = await moderators.required(interaction)
    await pager.turn(interaction, present.cancelled((await _shelves(interaction).shelf(guild_id)).waiting))


async def discard(interaction: discord.Interaction[Any], state: str, values: Sequence[str]) -> None:
    """Make the shelf again what is served."""
    guild_id = await moderators.required(interaction)
    await deadline.defer(interaction)
    bot, allowed = interaction.client, partial(moderators.still, interaction)
    await bot.shelves.discard(guild_id, interaction.user.id, bot.clock(), allowed)
    await pager.turn(interaction, present.discarded())


async def entry(interaction: discord.Interaction[Any], wanted: str) -> Entry:
    """Return a line of the server's history by its number. Raises NoSuchEntry."""
    guild_id = await moderators.required(interaction)
    for one in await _shelves(interaction).history(guild_id, _RECENT):
        if one.number == number(wanted.strip()):
            return one
    raise NoSuchEntry(f"The history has no entry “{wanted[:20]}”. /corpus history lists them.")


async def rollback(interaction: discord.Interaction[Any], state: str, values: Sequence[str]) -> None:
    """Serve an earlier edition again."""
    guild_id = await moderators.required(interaction)
    await deadline.defer(interaction)
    bot, wanted, allowed = interaction.client, number(state), partial(moderators.still, interaction)
    async with Telling(interaction, "Bringing it back") as tell:
        entry = await bot.shelves.rollback(guild_id, wanted, interaction.user.id, bot.clock(), tell, allowed)
    await pager.turn(interaction, present.switched(entry))


async def remove(interaction: discord.Interaction[Any], name: str) -> Leaf:
    """Take one of the server's own documents off the shelf."""
    return present.changed(await _changed(interaction, name, _shelves(interaction).remove), "is taken off the shelf")


async def enable(interaction: discord.Interaction[Any], name: str) -> Leaf:
    """Let a document be read again."""
    return present.changed(await _changed(interaction, name, _shelves(interaction).enable), "is enabled")


async def disable(interaction: discord.Interaction[Any], name: str) -> Leaf:
    """Leave a document unread."""
    return present.changed(await _changed(interaction, name, _shelves(interaction).disable), "is disabled")


async def _changed(interaction: discord.Interaction[Any], name: str, change: Callable[..., Awaitable[str]]) -> str:
    """Change a document on the shelf; it waits for a build that is under way, which can take minutes."""
    guild_id, allowed = await moderators.required(interaction), partial(moderators.still, interaction)
    return await change(guild_id, name, interaction.user.id, interaction.client.clock(), allowed)


async def suggest(interaction: discord.Interaction[Any], typed: str) -> Sequence[tuple[str, str]]:
    """Return the documents on the shelf that fit what was typed; only moderators see them."""
    if (guild_id := await moderators.let_in(interaction)) is None:
        return ()
    return await _shelves(interaction).suggest(guild_id, typed)


async def suggest_entries(interaction: discord.Interaction[Any], typed: str) -> Sequence[tuple[str, str]]:
    """Return the lines of the history that can be rolled back to; only moderators see them."""
    if (guild_id := await moderators.let_in(interaction)) is None:
        return ()
    found = await _shelves(interaction).history(guild_id, _RECENT)
    return [(present.entry_label(one), str(one.number)) for one in found if typed in present.entry_label(one)]


def _shelves(interaction: discord.Interaction[Any]) -> Shelves:
    shelves: Shelves = interaction.client.shelves
    return shelves


ACTIONS: Mapping[str, Action] = MappingProxyType(
    {
        "sources": turn_sources,
        "look": look,
        "diff": turn_difference,
        "switch": switch,
        "cancel": cancel,
        "discard": discard,
        "rollback": rollback,
    }
)
