"""The command that tells what would be posted next."""

from __future__ import annotations

import asyncio
import heapq
from collections import defaultdict
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import click

from bot.cli import options
from bot.cli.options import Wiring
from bot.cli.reading import edition_of
from bot.config import Config
from bot.daily.content import Content, Contents, Wanted
from bot.errors import PeroError
from bot.schedule import Occurrence, upcoming
from bot.state import State, daily, ledger
from bot.state.daily import Schedule, Shown
from corpus.edition import Edition
from corpus.errors import NothingFound


@dataclass(frozen=True, slots=True)
class Coming:
    """A post that would be made, and what it would say; nothing where the documents have nothing for it."""

    schedule: Schedule
    occurrence: Occurrence
    content: Content | None

    @property
    def said(self) -> str:
        """What it says, without what stands under it: an event stands below its heading's line."""
        parts = self.content.leaf.parts if self.content else ("",)
        return "\n".join(parts[: 2 if self.content and len(parts[0].splitlines()) < 2 else 1])

    def row(self) -> dict[str, object]:
        """Return it as a line of JSON."""
        local = self.occurrence.at.astimezone(self.schedule.timetable.zone)
        return {
            "server": str(self.schedule.guild_id),
            "schedule": self.schedule.number,
            "channel": str(self.schedule.channel_id),
            "kind": self.schedule.kind.value,
            "date": self.occurrence.date.isoformat(),
            "local": local.isoformat(),
            "utc": self.occurrence.at.isoformat(),
            "text": self.said,
        }


class OneShelf:
    """The operator's documents, for all servers."""

    def __init__(self, edition: Edition) -> None:
        self._edition = edition

    @asynccontextmanager
    async def reading(self, guild_id: int | None) -> AsyncIterator[Edition]:
        """Lend the edition."""
        yield self._edition


@click.command(name="daily")
@click.option("--next", "count", default=10, show_default=True, type=click.IntRange(1, 1_000), help="How many posts.")
@options.documents
@options.data
@options.as_json
@click.pass_obj
@options.told_plainly
def show(wiring: Wiring, count: int, folders: tuple[Path, ...], data: Path | None, as_json: bool) -> None:
    """Show the next posts that would be made, of all servers, with their instants; Pero must not be running."""
    config = wiring.with_folders(folders, data).config
    try:
        found = asyncio.run(coming(config, count, datetime.now(UTC)))
    except PeroError as problem:
        raise options.Problem(str(problem)) from problem
    for each in found:
        options.line(each.row()) if as_json else click.echo(_told(each))
    if not found and not as_json:
        click.echo("No daily post is set up here. On a server, /daily add does it.")


async def coming(config: Config, count: int, now: datetime) -> Sequence[Coming]:
    """Return the next posts of all servers in their order, each chosen as if those before it had been made."""
    path = config.data / "state.db"
    if not path.exists():
        return []
    async with State(path) as state, edition_of(config) as edition:
        schedules = [one for one in await state.read(daily.everywhere) if one.paused_at is None]
        shown: dict[int, list[Shown]] = defaultdict(list)
        for guild_id in {one.guild_id for one in schedules}:
            shown[guild_id] += await state.read(partial(daily.shown, guild_id=guild_id))
        owed = heapq.nsmallest(count, _owed(schedules, now, count), key=lambda each: (each[1].at, each[0].number))
        contents = Contents(OneShelf(edition))
        return [await _chosen(contents, *each, shown[each[0].guild_id]) for each in owed]


def _owed(schedules: Sequence[Schedule], now: datetime, count: int) -> list[tuple[Schedule, Occurrence]]:
    return [(one, each) for one in schedules for each in upcoming(one.timetable, max(now, one.since), count)]


async def _chosen(contents: Contents, schedule: Schedule, owed: Occurrence, shown: list[Shown]) -> Coming:
    nonce = ledger.nonce(schedule.guild_id, schedule.number, owed.date.isoformat())
    try:
        content, item = await contents.fixed(Wanted(schedule, owed.date, nonce), shown)
    except NothingFound:
        return Coming(schedule, owed, None)
    shown.append(item)
    return Coming(schedule, owed, content)


def _told(coming: Coming) -> str:
    schedule, at = coming.schedule, coming.occurrence.at
    local = at.astimezone(schedule.timetable.zone)
    said = " ".join(coming.said.split()) or "the documents have nothing for it"
    where = f"server {schedule.guild_id}, daily post {schedule.number} ({schedule.kind.value})"
    return f"{local:%Y-%m-%d %H:%M %Z} = {at:%Y-%m-%d %H:%M} UTC  {where}\n    {said}"


COMMANDS = (show,)
