"""A house whose servers have documents of their own, to save and to bring back."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from click.testing import CliRunner, Result

from bot.__main__ import main
from bot.housekeeping import Housekeeping
from bot.shelves import Shelves
from bot.state import problems
from tests.shelves.conftest import AT, ONE, OTHER, House

LIT = "when was the lamp of Skerry lit?"
BRIDGE = "when was the iron bridge opened?"


def run(*words: object) -> Result:
    """Run the command line."""
    return CliRunner().invoke(main, [str(word) for word in words])


async def step(house: House, days: int = 0) -> None:
    """Let a bot keep house on some day."""
    async with house.running() as shelves:
        await keep(shelves, days)


async def keep(shelves: Shelves, days: int = 0) -> None:
    """Keep house on some day."""
    await Housekeeping(shelves._state, shelves).step(AT + timedelta(days=days), [ONE, OTHER])


async def wrong(shelves: Shelves, guild_id: int) -> list[str]:
    """Return what moderators of a server are told that is wrong."""
    found = await shelves._state.read(lambda db: problems.open_ones(db, guild_id))
    return [problem.told for problem in found]


def files(folder: Path) -> list[str]:
    """Return the names of the files in a folder."""
    return sorted(path.name for path in folder.glob("*"))


def uploaded(house: House) -> dict[str, bytes]:
    """Return the files of all servers, as they lie in a house."""
    servers = house.data / "servers"
    return {str(path.relative_to(servers)): path.read_bytes() for path in servers.glob("[0-9]*/*")}


def daily(house: House) -> Path:
    """Return the only daily backup."""
    [found] = (house.data / "backups").glob("daily-*.db")
    return found


def elsewhere(house: House, tmp_path: Path) -> House:
    """Return another machine that has the shared documents, and nothing of servers."""
    return House(house.documents, tmp_path / "elsewhere")
