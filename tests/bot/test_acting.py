"""Buttons, menus and forms that do something, and what becomes of them after a restart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import discord
import pytest

from bot import forms, pager
from bot.app import Pero
from bot.forms import Field, Form
from bot.present.leaf import Leads, Leaf, Menu, Of, Option, Press, Tone
from bot.state import State
from corpus.library import Library
from tests.bot.test_lasting import another
from tests.starting import a_discord, started

PANEL = Leaf(
    ("A panel.",),
    presses=(
        Press("Rename", "rename", "one", leads=Leads.ACT),
        *(Press(f"Number {number}", "tell", f"{number}", leads=Leads.ACT, tone=Tone.DANGER) for number in range(6)),
    ),
    menus=(
        Menu("Pick a colour", "tell", "colour", (Option("Red", "r", "like a rose"), Option("Green", "g"))),
        Menu("Pick roles", "tell", "roles", of=Of.ROLES, least=0, most=3),
        Menu("Pick a channel", "tell", "channel", of=Of.CHANNELS),
    ),
)


async def tell(interaction: discord.Interaction[Any], state: str, chosen: Sequence[str]) -> None:
    await pager.turn(interaction, Leaf((f"{state}: {', '.join(chosen)}",), presses=PANEL.presses, menus=PANEL.menus))


async def rename(interaction: discord.Interaction[Any], state: str, chosen: Sequence[str]) -> None:
    kinds = (Option("A fact", "fact"), Option("A date", "date"))
    fields = (Field("name", "New name"), Field("kind", "Kind", options=kinds), Field("why", "Why", required=False))
    await forms.ask(interaction, Form("Rename", "renamed", state, fields))


async def renamed(interaction: discord.Interaction[Any], state: str, values: Mapping[str, str]) -> None:
    await pager.send(interaction, Leaf((f"{state} is {values['name']}, a {values['kind']}, {values['why'] or 'so'}.",)))


def acting(bot: Pero) -> Pero:
    """Return the bot with a command that shows the panel."""
    bot.actions = {"tell": tell, "rename": rename}
    bot.forms = {"renamed": renamed}

    @bot.tree.command()
    async def panel(interaction: discord.Interaction[Any]) -> None:
        """Show a panel with everything on it."""
        await pager.send(interaction, PANEL)

    return bot


async def test_a_button_a_menu_and_a_form_do_what_they_say(library: Library, state: State) -> None:
    async with a_discord() as here, started(acting(another(here, library, state)), here.token):
        ada = here.person("Ada")
        panel = await ada.slash("panel")
        assert "3: " in (await panel.press("Number 3")).text
        assert "colour: g" in (await panel.choose("Green")).text
        role = str(here.realm.world.guilds[ada.seat.guild_id or 0].roles[-1].id)
        assert f"roles: {role}" in (await panel.choose(role, custom_id="pero-menu:tell:roles")).text
        assert (
            f"channel: {ada.seat.channel_id}"
            in (await panel.choose(str(ada.seat.channel_id), custom_id="pero-menu:tell:channel")).text
        )
        form = await panel.press("Rename")
        assert "one is rose, a date, so." in (await ada.submit(form, name="rose", kind="date", why="")).text
        assert not here.findings


async def test_they_work_after_a_restart_even_a_form_that_was_open(library: Library, state: State) -> None:
    async with a_discord() as here:
        ada = here.person("Ada")
        async with started(acting(another(here, library, state)), here.token):
            panel = await ada.slash("panel")
            form = await panel.press("Rename")
        async with started(acting(another(here, library, state)), here.token):
            assert "one is rose" in (await ada.submit(form, name="rose", kind="fact", why="so")).text
            assert "2: " in (await panel.press("Number 2")).text
            assert "colour: r" in (await panel.choose("Red")).text


async def test_an_action_that_is_gone_says_so(library: Library, state: State) -> None:
    async with a_discord() as here, started(acting(another(here, library, state)), here.token) as bot:
        ada = here.person("Ada")
        panel = await ada.slash("panel")
        form = await panel.press("Rename")
        bot.actions, bot.forms = {}, {}
        assert "older version" in (await panel.press("Number 1")).text
        assert "older version" in (await panel.choose("Red")).text
        assert "older version" in (await ada.submit(form, name="rose", kind="fact", why="")).text


async def test_an_action_that_fails_is_answered(
    library: Library, state: State, caplog: pytest.LogCaptureFixture
) -> None:
    async def stumble(interaction: discord.Interaction[Any], state: str, chosen: Sequence[str]) -> None:
        raise ZeroDivisionError("inner workings")

    async with a_discord() as here, started(acting(another(here, library, state)), here.token) as bot:
        panel = await here.person("Ada").slash("panel")
        bot.actions = {"tell": stumble}
        for reply in (await panel.press("Number 1"), await panel.choose("Red")):
            assert "Something went wrong on my side" in reply.text
    assert "ZeroDivisionError" in caplog.text


def test_an_id_that_would_be_too_long_is_an_error_here_and_not_at_discord_s() -> None:
    with pytest.raises(ValueError, match="100 at most"):
        pager.layout(Leaf(("x",), presses=(Press("x", "tell", "y" * 100),)))
