"""What outlives a restart, and what is done once only."""

from __future__ import annotations

from pathlib import Path

import pytest
from discord import app_commands

from bot.app import Pero
from bot.config import Config
from bot.local import LocalDiscord, Person
from bot.shelves import Shelves
from bot.state import State
from bot.sync import Synced
from bot.views import VIEWS
from corpus.library import Library
from tests.starting import EXTENSIONS, a_discord, started


def another(here: LocalDiscord, library: Library, state: State, remembered: Path | None = None) -> Pero:
    """Return a bot that has just been started on the same Discord."""
    return Pero(
        Config(cooldown=0),
        Shelves(library, state),
        state,
        extensions=EXTENSIONS,
        views=VIEWS,
        clock=here.clock.now,
        connector=here.connector(),
        remembered=remembered,
        guilds_within=0.05,
    )


async def test_a_button_works_after_a_restart(library: Library, state: State) -> None:
    async with a_discord() as here:
        ada = here.person("Ada")
        async with started(another(here, library, state), here.token):
            reply = await ada.slash("ask", question="when was the iron bridge opened?")
        async with started(another(here, library, state), here.token):
            assert "**The iron bridge was opened" in (await reply.press("Context")).text
            assert (await reply.press("Next")).text != reply.text


async def test_commands_are_sent_when_they_changed_and_only_then(
    library: Library, state: State, tmp_path: Path
) -> None:
    sent: list[str] = []
    async with a_discord(witness=lambda route, *_: sent.append(route.method)) as here:
        remembered = tmp_path / "commands.json"
        async with started(another(here, library, state, remembered), here.token) as first:
            synced = first.synced
        assert sent.count("PUT") == 1
        async with started(another(here, library, state, remembered), here.token) as second:
            assert second.synced == synced
        assert sent.count("PUT") == 1
        changed = another(here, library, state, remembered)

        @changed.tree.command()
        async def extra(interaction: object) -> None:
            """Do something new."""

        async with started(changed, here.token):
            assert sent.count("PUT") == 2


@pytest.mark.parametrize("held", ["", "{", "[]", '{"application": "x"}'], ids=["empty", "torn", "a list", "odd"])
async def test_a_spoilt_memory_only_means_sending_again(
    library: Library, state: State, tmp_path: Path, held: str
) -> None:
    remembered = tmp_path / "commands.json"
    remembered.write_text(held, "utf-8")
    async with a_discord() as here, started(another(here, library, state, remembered), here.token) as bot:
        assert isinstance(bot.synced, Synced)
        assert set(bot.synced.ids) >= {"ask", "quote"}


async def test_what_nobody_expected_is_told_without_a_traceback(
    library: Library, state: State, caplog: pytest.LogCaptureFixture
) -> None:
    async with a_discord() as here:
        bot = another(here, library, state)

        @bot.tree.command()
        @app_commands.describe(question="What to trip over")
        async def trip(interaction: object, question: str) -> None:
            """Trip over something."""
            raise ZeroDivisionError("inner workings")

        async with started(bot, here.token):
            reply = await here.person("Ada").slash("trip", question="a very private question")
    assert reply.ephemeral
    assert "Something went wrong on my side" in reply.text
    assert "inner workings" not in reply.text
    assert "a very private question" not in caplog.text
    assert "ZeroDivisionError" in caplog.text


async def test_somebody_in_a_hurry_is_asked_to_wait(library: Library, state: State) -> None:
    async with a_discord() as here:
        bot = another(here, library, state)
        bot.config = Config(cooldown=1)
        async with started(bot, here.token):
            ada = here.person("Ada")
            await ada.slash("help")
            assert "try again in" in (await ada.slash("help")).text


async def test_a_button_of_an_older_version_says_so(ada: Person, pero: Pero) -> None:
    reply = await ada.slash("ask", question="when was the iron bridge opened?")
    views, pero.views = pero.views, {}
    try:
        assert "older version" in (await reply.press("Context")).text
    finally:
        pero.views = views
