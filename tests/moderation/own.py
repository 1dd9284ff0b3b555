"""A Discord, a state and a bot of a test's own, which it may change as it likes."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.app import Pero
from bot.local import LocalDiscord, Person
from bot.local.start import READING_ROOM
from bot.state import State, audit
from corpus.library import Library
from tests.bot.test_lasting import another
from tests.starting import a_discord, started


@dataclass(frozen=True, slots=True)
class Own:
    """What the test has."""

    here: LocalDiscord
    bot: Pero
    state: State

    @property
    def mod(self) -> Person:
        """Return somebody with Manage Server."""
        return self.here.person("Mod")

    async def told(self, guild_id: int = READING_ROOM) -> list[str]:
        """Return the audit's words, the latest first."""
        return [change.told for change in await self.state.read(lambda db: audit.recent(db, guild_id, 100))]


@asynccontextmanager
async def alone(library: Library, folder: Path) -> AsyncIterator[Own]:
    """Start them; at the end nothing may have been wrong with what the bot sent."""
    async with (
        State(folder / "state.db") as state,
        a_discord() as here,
        started(another(here, library, state), here.token) as bot,
    ):
        yield Own(here, bot, state)
        assert not here.findings


def open_to_all(bot: Pero) -> Pero:
    """Return a bot whose commands everybody is offered, as a server allows under Integrations."""
    for command in bot.tree.get_commands():
        command.default_permissions = None
    return bot
