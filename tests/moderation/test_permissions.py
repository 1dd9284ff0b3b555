"""Nobody but moderators changes anything, by any command, button, menu or form; all are told why."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import discord
import pytest
import pytest_asyncio
from discord import app_commands

from bot import moderation, moderators, pager
from bot.app import Pero
from bot.local import Person, Reply
from bot.local.changes import set_roles
from bot.local.start import MOD, READING_ROOM, SECOND_SERVER
from bot.present.leaf import Leads, Leaf, Press
from bot.state import State, guilds, settings
from corpus.library import Library
from tests.bot.test_lasting import another
from tests.moderation.own import Own, open_to_all
from tests.starting import a_discord, started

READERS, MODERATOR = READING_ROOM + 3, READING_ROOM + 2
ONLY = ("Only moderators can do this", "Only members with the permission Manage Server can do this")
FOR_EVERYBODY = {"privacy show"}
SUBJECTS = ("settings", "audit", "privacy", "diagnose", "corpus", "daily")


def moderating(bot: Pero) -> list[app_commands.Command[Any, ..., Any]]:
    """Return the commands that are for moderators."""
    walked = [each for each in bot.tree.walk_commands() if isinstance(each, app_commands.Command)]
    return [each for each in walked if each.qualified_name.split()[0] in SUBJECTS]


def sample(person: Person, command: app_commands.Command[Any, ..., Any]) -> Mapping[str, Any]:
    """Return something for each option that a command wants."""
    kinds: Mapping[discord.AppCommandOptionType, Any] = {
        discord.AppCommandOptionType.string: "x",
        discord.AppCommandOptionType.integer: 1,
        discord.AppCommandOptionType.boolean: False,
        discord.AppCommandOptionType.channel: "general",
        discord.AppCommandOptionType.role: "Readers",
        discord.AppCommandOptionType.attachment: person.upload("a.txt", b"Words about a harbour, some of them."),
    }
    return {
        each.name: each.choices[0].value if each.choices else kinds[each.type]
        for each in command.parameters
        if each.required
    }


def everything(db: sqlite3.Connection) -> Mapping[str, Sequence[Any]]:
    """Return all that the state holds."""
    return {table: db.execute(f"SELECT * FROM {table}").fetchall() for table in guilds.tables(db)}


def with_panel(bot: Pero) -> Pero:
    """Return a bot with a command, for everybody and everywhere, that shows a button for each action and form.

    A button for a form sends what a filled-in form would: what it leads to must not depend on how it was reached.
    """
    reached = {**moderation.ACTIONS}
    for name, filled in moderation.FORMS.items():

        async def submit(
            interaction: discord.Interaction[Any], state: str, values: Sequence[str], filled: Any = filled
        ) -> None:
            await filled(interaction, state, {"name": "Reading Room"})

        reached[name] = submit
    bot.actions = {**bot.actions, **reached}

    @bot.tree.command()
    @app_commands.describe(first="Where to begin")
    async def buttons(interaction: discord.Interaction[Any], first: int) -> None:
        """Show buttons for all actions."""
        names = sorted(reached)[first : first + 20]
        await pager.send(interaction, Leaf(("x",), presses=tuple(Press(n, n, "x.1", leads=Leads.ACT) for n in names)))

    return bot


@pytest_asyncio.fixture
async def opened(library: Library, tmp_path: Path) -> AsyncIterator[Own]:
    """A bot whose commands everybody is offered, with a button for each action."""
    async with State(tmp_path / "state.db") as state, a_discord() as here:
        bot = with_panel(open_to_all(another(here, library, state)))
        async with started(_opened(bot), here.token):
            yield Own(here, bot, state)


def _opened(bot: Pero) -> Pero:
    """Open the commands to everybody as soon as they are loaded."""
    load = bot.load_extension

    async def loaded(name: str, *, package: str | None = None) -> None:
        await load(name, package=package)
        open_to_all(bot)

    bot.load_extension = loaded  # type: ignore[method-assign]  # as Integrations would, before Discord is told
    return bot


async def all_buttons(person: Person) -> list[Reply]:
    """Return messages that have, together, a button for each action."""
    return [await person.slash("buttons", first=first) for first in range(0, len(names()), 20)]


def names() -> list[str]:
    """Return the actions and forms of moderation."""
    return sorted({**moderation.ACTIONS, **moderation.FORMS})


async def test_a_member_is_refused_by_every_command_and_nothing_changes(opened: Own) -> None:
    ada = opened.here.person("Ada")
    before = await opened.state.read(everything)
    for command in moderating(opened.bot):
        if command.qualified_name not in FOR_EVERYBODY:
            reply = await ada.slash(command.qualified_name, **sample(ada, command))
            assert reply.ephemeral, command.qualified_name
            assert any(words in reply.text for words in ONLY), (command.qualified_name, reply.text)
    assert await opened.state.read(everything) == before


async def test_a_member_is_refused_by_every_button_and_nothing_changes(opened: Own) -> None:
    before = await opened.state.read(everything)
    for panel in await all_buttons(opened.here.person("Ada")):
        for name in panel.buttons:
            reply = await panel.press(name)
            assert reply.ephemeral, name
            assert any(words in reply.text for words in ONLY), (name, reply.text)
    assert await opened.state.read(everything) == before


async def test_no_button_works_in_a_private_message(opened: Own) -> None:
    before = await opened.state.read(everything)
    for panel in await all_buttons(opened.mod.in_private()):
        for name in panel.buttons:
            reply = await panel.press(name)
            assert "This works only in a server" in reply.text, (name, reply.text)
    assert await opened.state.read(everything) == before


async def test_no_command_of_moderators_is_offered_in_a_private_message(opened: Own) -> None:
    offered = {command["name"] for command in opened.here.realm.commands.offered(None)}
    assert offered
    assert not offered.intersection(SUBJECTS)


async def test_a_member_is_suggested_nothing_that_only_moderators_may_see(opened: Own) -> None:
    ada = opened.here.person("Ada")
    for option in ({"document": ""}, {"document": "l"}):
        for command in ("remove", "enable", "disable"):
            assert await ada.autocomplete(f"corpus {command}", **option) == []
    assert await ada.autocomplete("corpus unhide", hidden="") == []
    assert await ada.autocomplete("corpus rollback", to="") == []


async def test_a_moderator_who_lost_the_role_is_refused_by_buttons_that_were_shown_before(opened: Own) -> None:
    panels = await all_buttons(opened.mod)
    before = await opened.state.read(everything)
    await set_roles(opened.here.realm, READING_ROOM, MOD.id)
    for panel in panels:
        for name in panel.buttons:
            reply = await panel.press(name)
            assert any(words in reply.text for words in ONLY), name
    assert await opened.state.read(everything) == before


async def test_a_role_that_was_let_in_moderates_but_does_not_forget_or_let_others_in(opened: Own) -> None:
    ada = opened.here.person("Ada")
    await set_roles(opened.here.realm, READING_ROOM, ada.seat.user_id, READERS)
    await opened.state.write(lambda db: settings.write(db, READING_ROOM, "moderator_roles", [READERS]))
    assert "Settings of this server" in (await ada.slash("settings")).text
    assert ONLY[1] in (await ada.slash("privacy forget")).text
    panel = await ada.slash("settings")
    assert ONLY[1] in (await panel.choose(str(MODERATOR), custom_id="pero-menu:setroles:-")).text


async def test_a_role_that_was_let_in_elsewhere_is_nothing_here(opened: Own) -> None:
    ada = opened.here.person("Ada")
    await set_roles(opened.here.realm, READING_ROOM, ada.seat.user_id, READERS)
    await opened.state.write(lambda db: settings.write(db, SECOND_SERVER, "moderator_roles", [READERS]))
    assert ONLY[0] in (await ada.slash("settings")).text


async def test_a_panel_works_after_a_restart(library: Library, tmp_path: Path) -> None:
    async with State(tmp_path / "state.db") as state, a_discord() as here:
        async with started(another(here, library, state), here.token):
            panel = await here.person("Mod").slash("settings")
        async with started(another(here, library, state), here.token):
            assert "screen readers" in (await panel.press("Plain text")).text


@pytest.mark.parametrize("name", sorted({**moderation.ACTIONS, **moderation.FORMS}))
def test_every_action_has_a_name_that_fits_into_an_id(name: str) -> None:
    assert name.isalpha()
    assert len(name) <= 12


async def test_who_loses_the_role_while_something_long_is_done_is_refused_before_it_changes_anything(
    opened: Own,
) -> None:
    async def long(interaction: discord.Interaction[Any], state: str, values: Sequence[str]) -> None:
        await moderators.required(interaction)
        await set_roles(opened.here.realm, READING_ROOM, MOD.id)
        await moderators.required(interaction)  # the interaction only knows who it was when they pressed
        await moderators.still(interaction)
        await opened.state.write(lambda db: settings.write(db, READING_ROOM, "plain", True))

    [panel, *_] = await all_buttons(opened.mod)
    before = await opened.state.read(everything)
    opened.bot.actions = {**opened.bot.actions, panel.buttons[0]: long}
    assert ONLY[0] in (await panel.press(panel.buttons[0])).text
    assert await opened.state.read(everything) == before


async def test_who_has_the_role_still_may_go_on(opened: Own) -> None:
    async def long(interaction: discord.Interaction[Any], state: str, values: Sequence[str]) -> None:
        await pager.send(interaction, Leaf((f"{await moderators.still(interaction)}",)))

    [panel, *_] = await all_buttons(opened.mod)
    opened.bot.actions = {**opened.bot.actions, panel.buttons[0]: long}
    assert (await panel.press(panel.buttons[0])).text == str(READING_ROOM)
