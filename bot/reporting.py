"""Members tell the moderators of their server that something shown is wrong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from types import MappingProxyType
from typing import Any

import discord

from bot import forms, pager
from bot.errors import Expired, PeroError
from bot.forms import Field, Filled, Form
from bot.pager import Action
from bot.present import reports
from bot.present.days import EVENTS_A_PAGE, unpack
from bot.present.leaf import Option
from bot.state import moderation

MOST, WITHIN = 5, timedelta(minutes=10)
"""How often somebody may report."""

WHYS = ("wrong date", "wrong speaker", "not an answer", "text garbled", "something else")
_LONGEST_REF = 70


class NoModerators(PeroError):
    """Something was reported in a private message."""

    def __str__(self) -> str:
        return (
            "In private messages there is no moderator that I could send this to. Report it in a server, or tell the "
            "person who runs me. Thank you for reading so closely."
        )


class TooManyReports(PeroError):
    """Somebody reported very much in a short time."""

    def __init__(self, wait: timedelta) -> None:
        minutes = max(1, round(wait.total_seconds() / 60))
        super().__init__(f"Thank you, that was a lot of reports. Please send the next one in {minutes} min.")


async def report(interaction: discord.Interaction[Any], state: str, chosen: Sequence[str]) -> None:
    """Ask what is wrong. The state holds the content key and the reference, or a day and a page of its events."""
    if interaction.guild_id is None:
        raise NoModerators
    choices = tuple(Option(why.capitalize(), why) for why in WHYS)
    what = Field("why", "What is wrong?", options=choices)
    note = Field("note", "Anything to add?", required=False, longest=moderation.LONGEST_NOTE, lines=True)
    which = await _which(interaction, state)
    await forms.ask(interaction, Form("Tell the moderators", "reported", state, (*which, what, note)))


async def _which(interaction: discord.Interaction[Any], state: str) -> tuple[Field, ...]:
    """Return the question which of several things is meant, where the state names a page of a day's events."""
    if not state.startswith("@"):
        return ()
    try:
        (day, style), page = unpack(state[1:6]), int(state[7:])
    except (ValueError, KeyError) as error:
        raise Expired from error
    async with interaction.client.shelves.reading(interaction.guild_id) as edition:
        events = await edition.on_this_day(day, style)
    options = reports.lines(events[page * EVENTS_A_PAGE : (page + 1) * EVENTS_A_PAGE])
    if not options:
        raise Expired
    return (Field("which", "Which one?", options=options),)


async def reported(interaction: discord.Interaction[Any], state: str, values: Mapping[str, str]) -> None:
    """Put a report into the moderators' queue. Nothing is kept of who sent it."""
    guild_id = interaction.guild_id
    if guild_id is None:
        raise NoModerators
    key, dot, ref = values.get("which", state).partition(".")
    why = values.get("why", "")
    if not key or not dot or why not in WHYS:
        raise Expired
    if wait := interaction.client.reporting.wait((guild_id, interaction.user.id)):
        raise TooManyReports(wait)
    at, note = interaction.client.clock(), values.get("note", "")
    await interaction.client.state.write(
        lambda db: moderation.report(db, guild_id, at, key, ref[:_LONGEST_REF], why, note)
    )
    await pager.send(interaction, reports.thanks(ref[:_LONGEST_REF], why), private=True)


ACTIONS: Mapping[str, Action] = MappingProxyType({"report": report})

FORMS: Mapping[str, Filled] = MappingProxyType({"reported": reported})
