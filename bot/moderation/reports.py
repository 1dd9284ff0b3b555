"""What members reported, what found no answer, and what is hidden."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

import discord

from bot import moderators, pager
from bot.errors import Expired
from bot.moderation.audits import number
from bot.moderation.changing import change
from bot.pager import Action
from bot.present import moderation as present
from bot.present.leaf import Leaf
from bot.shelves import Shelves
from bot.state import moderation
from bot.state.moderation import Report

_FROM_QUEUE = "reported"


async def hide(interaction: discord.Interaction[Any], ref: str, reason: str) -> Leaf:
    """Leave the sentences that a reference names out of all that the server reads."""
    guild_id = await moderators.required(interaction)
    async with _shelves(interaction).reading(guild_id) as edition:
        found = await edition.at(ref.strip())
    sentences = found.passage.sentences[found.first - 1 : found.last]
    new = False
    for sentence in sentences:
        shown = found.passage.text[sentence.start : sentence.end]
        new |= await _hide(interaction, guild_id, sentence.key, found.ref, shown, reason)
    return present.hidden(found.ref, found.text, reason, found.key, new)


async def _hide(
    interaction: discord.Interaction[Any], guild_id: int, key: str, ref: str, shown: str, reason: str
) -> bool:
    """Hide one thing, and close what was reported about it."""
    bot, actor = interaction.client, interaction.user.id
    new: bool = await bot.shelves.hide(
        guild_id, key, ref=ref, shown=shown, reason=reason, actor_id=actor, at=bot.clock()
    )
    await bot.state.write(lambda db: moderation.settle_report(db, guild_id, key, moderation.HIDDEN))
    return new


async def show_again(interaction: discord.Interaction[Any], key: str) -> Leaf:
    """Show something again that is hidden, by its key."""
    guild_id = await moderators.required(interaction)
    bot = interaction.client
    was = await bot.shelves.unhide(guild_id, key, interaction.user.id, bot.clock())
    await bot.state.write(lambda db: moderation.reopen_report(db, guild_id, key))
    return present.unhidden(was)


async def unhide(interaction: discord.Interaction[Any], state: str, values: Sequence[str]) -> None:
    """Do the same from a button."""
    await pager.turn(interaction, await show_again(interaction, state))


async def suggest_hidden(interaction: discord.Interaction[Any], typed: str) -> Sequence[tuple[str, str]]:
    """Return what is hidden and fits what was typed; only moderators see it."""
    if (guild_id := await moderators.let_in(interaction)) is None:
        return ()
    found = [(present.hidden_label(one), one.key) for one in await _shelves(interaction).hidden(guild_id, 200)]
    return [pair for pair in found if typed.casefold() in pair[0].casefold()]


async def queue(interaction: discord.Interaction[Any], page: int = 0, done: str = "") -> Leaf:
    """Return a reported sentence, below what was done with another; after the last one comes the last again."""
    guild_id = await moderators.required(interaction)
    state = interaction.client.state
    in_all = await state.read(lambda db: moderation.open_reports(db, guild_id))
    page = max(0, min(page, in_all - 1))
    found = await state.read(lambda db: moderation.reports(db, guild_id, 1, page))
    if not found:
        return present.nothing_reported(done)
    return present.report(found[0], await _text(interaction, guild_id, found[0].key), page, in_all, done)


async def _text(interaction: discord.Interaction[Any], guild_id: int, key: str) -> str:
    """Return the sentence or the quotation with a key; empty where it no longer stands in the documents."""
    async with _shelves(interaction).reading(guild_id) as edition:
        if answer := (await edition.keyed([key])).get(key):
            return answer.text
        return next((quoted.text for quoted in await edition.quoted([key])), "")


async def turn_queue(interaction: discord.Interaction[Any], state: str, values: Sequence[str]) -> None:
    """Turn to another report."""
    await pager.turn(interaction, await queue(interaction, number(state)))


async def queue_hide(interaction: discord.Interaction[Any], state: str, values: Sequence[str]) -> None:
    """Hide what was reported, and show the next."""
    guild_id = await moderators.required(interaction)
    one = await _reported(interaction, guild_id, state)
    text = await _text(interaction, guild_id, one.key)
    await _hide(interaction, guild_id, one.key, one.ref, text, f"{_FROM_QUEUE}: {one.whys}")
    await pager.turn(interaction, await queue(interaction, done=present.hidden_now(one.ref)))


async def queue_keep(interaction: discord.Interaction[Any], state: str, values: Sequence[str]) -> None:
    """Leave what was reported as it is, and show the next."""
    guild_id = await moderators.required(interaction)
    one = await _reported(interaction, guild_id, state)
    told = f"kept {one.ref}, which was reported: {one.whys}"
    await change(
        interaction,
        "corpus.keep",
        told,
        lambda db, guild_id: moderation.settle_report(db, guild_id, one.key, moderation.KEPT),
    )
    await pager.turn(interaction, await queue(interaction, done=present.kept(one.ref)))


async def _reported(interaction: discord.Interaction[Any], guild_id: int, key: str) -> Report:
    """Return an open report by its key. Raises Expired where somebody has dealt with it."""
    everything = await interaction.client.state.read(
        lambda db: moderation.reports(db, guild_id, moderation.MOST_REPORTS)
    )
    for one in everything:
        if one.key == key:
            found: Report = one
            return found
    raise Settled


class Settled(Expired):
    """Another moderator was faster."""

    def __str__(self) -> str:
        return "This report has been dealt with already. /corpus queue shows what is left."


async def gaps(interaction: discord.Interaction[Any], page: int = 0) -> Leaf:
    """Return a page of the questions that found no answer."""
    guild_id = await moderators.required(interaction)
    state, size = interaction.client.state, present.GAPS_A_PAGE
    in_all = await state.read(lambda db: moderation.gaps_in_all(db, guild_id))
    page = min(page, max(0, in_all - 1) // size)
    return present.gaps(await state.read(lambda db: moderation.gaps(db, guild_id, size, page * size)), page, in_all)


async def turn_gaps(interaction: discord.Interaction[Any], state: str, values: Sequence[str]) -> None:
    """Turn to another page of them."""
    await pager.turn(interaction, await gaps(interaction, number(state)))


async def clear_gaps(interaction: discord.Interaction[Any], state: str, values: Sequence[str]) -> None:
    """Forget the questions that found no answer."""
    guild_id = await moderators.required(interaction)
    in_all = await interaction.client.state.read(lambda db: moderation.gaps_in_all(db, guild_id))
    told = f"cleared {in_all} questions without an answer"
    await change(interaction, "corpus.gaps", told, moderation.clear_gaps)
    await pager.turn(interaction, present.cleared(in_all))


def _shelves(interaction: discord.Interaction[Any]) -> Shelves:
    shelves: Shelves = interaction.client.shelves
    return shelves


ACTIONS: Mapping[str, Action] = MappingProxyType(
    {
        "queue": turn_queue,
        "queuehide": queue_hide,
        "queuekeep": queue_keep,
        "unhide": unhide,
        "gaps": turn_gaps,
        "cleargaps": clear_gaps,
    }
)
