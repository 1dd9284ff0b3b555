"""The panel of a server's settings, as a moderator uses it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio

from bot.app import Pero
from bot.local import LocalDiscord, Person
from bot.local.changes import set_overwrites
from bot.local.permissions import Permission
from bot.local.start import READING_ROOM
from bot.local.world import Overwrite
from bot.state import State, audit, settings
from corpus.library import Library
from tests.bot.test_lasting import another
from tests.starting import a_discord, started

READERS = READING_ROOM + 3
GENERAL, DAILY = READING_ROOM + 10, READING_ROOM + 11


@pytest_asyncio.fixture
async def own(library: Library, tmp_path: Path) -> AsyncIterator[tuple[LocalDiscord, Pero]]:
    """A Discord and a bot of the test's own, whose settings it may change."""
    async with (
        State(tmp_path / "state.db") as state,
        a_discord() as here,
        started(another(here, library, state), here.token) as bot,
    ):
        yield here, bot
        assert not here.findings


def moderator(own: tuple[LocalDiscord, Pero]) -> Person:
    """Return somebody with Manage Server."""
    return own[0].person("Mod")


async def chosen(bot: Pero) -> settings.Settings:
    """Return the reading room's settings."""
    return await bot.state.read(lambda db: settings.read(db, READING_ROOM))


async def test_the_panel_tells_what_is_so_and_only_to_who_asked(own: tuple[LocalDiscord, Pero]) -> None:
    reply = await moderator(own).slash("settings")
    assert reply.ephemeral
    assert "**Time zone**: UTC" in reply.text
    assert "members with Manage Server" in reply.text
    assert reply.buttons == ("Make answers private", "Plain text", "Leave out the shared documents")


async def test_each_change_is_seen_in_the_panel_and_kept_in_the_audit(own: tuple[LocalDiscord, Pero]) -> None:
    panel = await moderator(own).slash("settings", timezone="Europe/Oslo")
    assert "Europe/Oslo" in panel.text
    panel = await panel.press("Make answers private")
    assert "only who asked" in panel.text
    panel = await panel.press("Plain text")
    assert "screen readers" in panel.text
    panel = await panel.choose("iso", custom_id="pero-menu:setdates:-")
    assert "1917-11-07" in panel.text
    panel = await panel.choose(str(READERS), custom_id="pero-menu:setroles:-")
    assert f"<@&{READERS}>" in panel.text
    panel = await panel.choose(str(GENERAL), custom_id="pero-menu:setlog:-")
    assert f"<#{GENERAL}> hears of problems" in panel.text
    assert await chosen(own[1]) == settings.Settings("Europe/Oslo", (READERS,), GENERAL, True, True, "iso")
    told = [change.told for change in await own[1].state.read(lambda db: audit.recent(db, READING_ROOM))]
    assert told == [
        "log channel #general",
        "moderator roles: Readers",
        "dates written as iso",
        "plain text for screen readers",
        "answers only for who asked",
        "time zone Europe/Oslo",
    ]


async def test_what_was_chosen_can_be_taken_back(own: tuple[LocalDiscord, Pero]) -> None:
    panel = await (await moderator(own).slash("settings")).press("Plain text")
    panel = await panel.press("Boxes and pictures")
    panel = await panel.choose(str(GENERAL), custom_id="pero-menu:setlog:-")
    panel = await panel.choose(custom_id="pero-menu:setlog:-")
    assert "**Log channel**: none" in panel.text
    assert await chosen(own[1]) == settings.Settings()


async def test_an_old_panel_does_what_its_button_says(own: tuple[LocalDiscord, Pero]) -> None:
    old = await moderator(own).slash("settings")
    await (await moderator(own).slash("settings")).press("Plain text")
    assert "screen readers" in (await old.press("Plain text")).text
    assert (await chosen(own[1])).plain


async def test_a_channel_that_pero_may_not_write_in_is_refused_with_the_reason(own: tuple[LocalDiscord, Pero]) -> None:
    here, bot = own
    panel = await moderator(own).slash("settings")
    await set_overwrites(here.realm, DAILY, Overwrite(READING_ROOM, deny=Permission.SEND_MESSAGES))
    refused = await panel.choose(str(DAILY), custom_id="pero-menu:setlog:-")
    assert "I may not write in #daily: Send Messages is missing. Nothing was changed." in refused.text
    assert (await chosen(bot)).log_channel == 0


async def test_everybody_cannot_be_made_a_moderator(own: tuple[LocalDiscord, Pero]) -> None:
    panel = await moderator(own).slash("settings")
    refused = await panel.choose(str(READING_ROOM), custom_id="pero-menu:setroles:-")
    assert "every member would be a moderator" in refused.text
    assert (await chosen(own[1])).moderator_roles == ()


async def test_a_time_zone_is_found_by_its_city_and_an_unknown_one_is_refused(own: tuple[LocalDiscord, Pero]) -> None:
    mod = moderator(own)
    assert any(value == "Europe/Oslo" for _, value in await mod.autocomplete("settings", timezone="oslo"))
    assert "no time zone" in (await mod.slash("settings", timezone="Atlantis")).text
    assert (await chosen(own[1])).timezone == ""
