"""Answers that take longer than Discord waits: Discord is told in time, and they come all the same."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import discord
import pytest
import pytest_asyncio

from bot import deadline, forms, pager
from bot.app import Pero
from bot.errors import PeroError
from bot.forms import Field, Form
from bot.local import LocalDiscord, Person
from bot.local.errors import Unanswered
from bot.local.person import Reply
from bot.local.rest.call import Call, Route
from bot.patience import Patience
from bot.present.leaf import Leads, Leaf, Press
from bot.state import State
from corpus.library import Library
from tests.bot.test_lasting import another
from tests.starting import PATIENT, a_discord, started

PANEL = Leaf(
    ("A slow panel.",),
    presses=(
        Press("Turn", "turn", "one", leads=Leads.ACT),
        Press("Open", "open", "two", leads=Leads.ACT),
        Press("Ask", "ask", "three", leads=Leads.ACT),
        Press("Fail", "fail", "four", leads=Leads.ACT),
    ),
)


class Failed(PeroError):
    """What went wrong, after a while."""

    def __str__(self) -> str:
        return "It went wrong, slowly."


@dataclass
class Slow:
    """Ada, in a server with a bot that is not patient."""

    ada: Person
    bot: Pero

    async def panel(self) -> Reply:
        """Return the panel, as it came late."""
        return await self.ada.slash("panel")


@pytest_asyncio.fixture
async def slow(library: Library, state: State) -> AsyncIterator[Slow]:
    """A bot that answers only after Discord was told that the answer will come."""
    told = defaultdict[str, asyncio.Event](asyncio.Event)

    def note(route: Route, call: Call, *_: object) -> None:
        if "interaction_id" in call.path:
            told[call.path["interaction_id"]].set()

    async def late(interaction: discord.Interaction[Any]) -> None:
        await told[str(interaction.id)].wait()

    async def turn(interaction: discord.Interaction[Any], state: str, chosen: Sequence[str]) -> None:
        await late(interaction)
        await pager.turn(interaction, Leaf((f"Turned to {state}.",)))

    async def opened(interaction: discord.Interaction[Any], state: str, chosen: Sequence[str]) -> None:
        await late(interaction)
        await pager.send(interaction, Leaf((f"Opened {state}.",)), private=True)

    async def ask(interaction: discord.Interaction[Any], state: str, chosen: Sequence[str]) -> None:
        await late(interaction)
        await forms.ask(interaction, Form("Late", "filled", state, (Field("name", "Name"),)))

    async def fail(interaction: discord.Interaction[Any], state: str, chosen: Sequence[str]) -> None:
        await late(interaction)
        raise Failed

    async def filled(interaction: discord.Interaction[Any], state: str, values: Mapping[str, str]) -> None:
        await late(interaction)
        await pager.send(interaction, Leaf((f"Filled in {values['name']}.",)))

    async with a_discord(witness=note) as here:
        bot = another(here, library, state)
        bot.actions, bot.forms = {"turn": turn, "open": opened, "ask": ask, "fail": fail}, {"filled": filled}

        @bot.tree.command()
        async def panel(interaction: discord.Interaction[Any], deferred: bool = False) -> None:
            """Show the panel, late."""
            await late(interaction)
            if deferred:
                await deadline.defer(interaction)
            await pager.send(interaction, PANEL)

        @bot.tree.command()
        async def form(interaction: discord.Interaction[Any]) -> None:
            """Open a form in time."""
            await forms.ask(interaction, Form("In time", "filled", "-", (Field("name", "Name"),)))

        async with started(bot, here.token):
            bot.answering.patience = Patience(most=0.0, least=0.0)
            yield Slow(here.person("Ada"), bot)
        assert not here.findings


@pytest.mark.parametrize("deferred", [False, True])
async def test_a_late_answer_comes_to_whoever_asked_alone(slow: Slow, deferred: bool) -> None:
    reply = await slow.ada.slash("panel", deferred=deferred)
    assert "A slow panel." in reply.text
    assert reply.ephemeral


async def test_late_buttons_turn_and_open(slow: Slow) -> None:
    panel = await slow.panel()
    assert "Opened two." in (await panel.press("Open")).text
    assert "Turned to one." in (await panel.press("Turn")).text


async def test_a_late_form_cannot_open_and_says_so(slow: Slow) -> None:
    panel = await slow.panel()
    assert "too slow to open the form" in (await panel.press("Ask")).text


async def test_what_was_filled_in_is_answered_late(slow: Slow) -> None:
    slow.bot.answering.patience = Patience(most=PATIENT, discord=PATIENT)
    form = await slow.ada.slash("form")
    slow.bot.answering.patience = Patience(most=0.0, least=0.0)
    assert "Filled in Ada." in (await slow.ada.submit(form, name="Ada")).text


async def test_a_late_failure_is_told(slow: Slow) -> None:
    panel = await slow.panel()
    assert "It went wrong, slowly." in (await panel.press("Fail")).text


async def test_what_discord_has_given_up_is_not_sent(library: Library, state: State) -> None:
    sent, told, came = list[str](), asyncio.Event(), asyncio.Event()

    def note(route: Route, call: Call, *_: object) -> None:
        if "interaction_id" in call.path:
            sent.append(route.path)
            told.set()

    async with LocalDiscord(port=0, first_answer=0.0, witness=note) as here:
        bot = another(here, library, state)

        @bot.tree.command()
        async def panel(interaction: discord.Interaction[Any]) -> None:
            """Show the panel when Discord has given up."""
            came.set()
            await told.wait()
            await pager.send(interaction, PANEL)

        async with started(bot, here.token):
            bot.answering.patience = Patience(most=0.0, least=0.0)
            with pytest.raises(Unanswered):
                await here.person("Ada").slash("panel")
            await came.wait()
            await asyncio.gather(*bot.answering.under_way)
    assert sent == ["/interactions/{interaction_id}/{token}/callback"]


async def test_every_command_answers_when_all_are_late(slow: Slow) -> None:
    assert "iron bridge" in (await slow.ada.slash("ask", question="when was the iron bridge opened?")).text
    assert (await slow.ada.slash("help")).text
