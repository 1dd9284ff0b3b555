"""Nothing of one server ever shows in another: every command, list of suggestions, button and post is tried.

Each server's document has words that only its own people type. They use everything that there is with them, so that
they stand in reports, gaps, schedules, the audit and what is hidden; then nobody else may ever see one of them.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Collection, Iterator, Mapping, Sequence, Set
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from discord import AppCommandType, app_commands

from bot.app import Pero
from bot.config import Config
from bot.gate import Gate
from bot.local import Clock, Person
from bot.shelves import Shelves
from bot.state import State, daily
from bot.state.daily import Kind, Schedule
from bot.uploads import Upload
from bot.views import VIEWS
from corpus.edition import Edition
from corpus.errors import CorpusError
from corpus.library import Library
from corpus.served import Day
from tests.conftest import DOCUMENTS
from tests.daily.conftest import NOON
from tests.shelves.conftest import AT, MODERATOR
from tests.shelves.driving import Driver, everything_said, read_aloud
from tests.starting import EXTENSIONS, a_discord, started


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True)
class Canary:
    """A server with its document: `topic` may be typed by anybody, the secrets by nobody."""

    server: str
    topic: str
    secrets: tuple[str, str, str, str]

    @property
    def upload(self) -> Upload:
        title, heading, person, speaker = self.secrets
        words = f"""# {title} papers

## {heading} quarter

The {self.topic} beacon was lit for the first time on 3 May 1888 by the smith {person} of {heading}. It burnt for nine
years and 40 days.

The {self.topic} beacon fell into the sea on 9 November 1897, and {person} died in {heading} on 2 January 1901.

{speaker} Thorne said: "Whoever lights the {self.topic} beacon of {heading} lights it for somebody else."
"""
        return Upload("canary.md", words.encode(), f"{title} papers", licence="CC0", author=f"{speaker} Thorne")

    def shows_in(self, seen: str) -> list[str]:
        """Return the secrets that stand in what was seen."""
        return [secret for secret in self.secrets if secret.casefold() in seen.casefold()]


HERE = Canary("Reading Room", "Quillfern", ("Ombrelund", "Drossmark", "Zorbatine", "Vaskelin"))
THERE = Canary("Second Server", "Hollowmere", ("Pelligrand", "Ystervale", "Quandolf", "Brimsoe"))


async def _edition_says(edition: Edition, topic: str) -> str:
    """Return everything that an edition's methods give when they are asked about a topic, and when about nothing."""
    index, said = edition.index, list[object]()
    said += [edition.sources, index.speakers, index.topics, index.days, index.events, index.places, index.spellings]
    for typed in ("", topic, f"{topic} beacon"):
        said += [index.suggest_topics(typed), index.suggest_speakers(typed), index.suggest_events(typed)]
        said += [index.suggest_references(typed)]
    for ask in (
        lambda: edition.ask(f"who lit the {topic} beacon?"),
        lambda: edition.ask("who died?"),
        lambda: edition.facts(topic),
        lambda: edition.stock(),
        lambda: edition.quotation_keys(about=topic),
        lambda: edition.quotation_keys(text=f"Whoever lights the {topic} beacon"),
        lambda: edition.check(f"Whoever lights the {topic} beacon of anywhere lights it for somebody else."),
        lambda: edition.on_this_day(Day(5, 3)),
        lambda: edition.on_this_day(Day(11, 9)),
        lambda: edition.timeline.between(1880, 1910),
        lambda: edition.timeline.between(1, 2100, topic),
        lambda: edition.timeline.when(f"the {topic} beacon was lit"),
    ):
        try:
            found = await ask()
        except CorpusError as error:
            said.append(str(error))
            continue
        said.append(found)
        if isinstance(found, tuple) and found and isinstance(found[0], str):
            said += [await edition.quoted(found), await edition.timeline.events(found), await edition.keyed(found)]
    return repr(said)


@asynccontextmanager
async def _two_servers(tmp_path: Path) -> AsyncIterator[tuple[Pero, Mapping[str, Person]]]:
    async with (
        State(tmp_path / "state.db") as state,
        Library([DOCUMENTS], tmp_path / "editions") as library,
        Shelves(library, state) as shelves,
        a_discord(clock=Clock(NOON, running=False)) as discord,
    ):
        bot = Pero(
            Config(cooldown=0, data=tmp_path),
            shelves,
            state,
            extensions=EXTENSIONS,
            views=VIEWS,
            clock=discord.clock.now,
            connector=discord.connector(),
            guilds_within=0.05,
            gate=Gate(_now),
        )
        discord.clock.watch(bot.daily.wake)
        async with started(bot, discord.token):
            owner = discord.person("Owner")
            people = {canary.server: owner.at("general", canary.server) for canary in (HERE, THERE)}
            for canary in (HERE, THERE):
                guild_id = people[canary.server].seat.guild_id or 0
                await shelves.with_shared(guild_id, False, MODERATOR, AT)
                await shelves.add(guild_id, canary.upload, MODERATOR, AT)
                preview = await shelves.preview(guild_id)
                await shelves.switch(guild_id, preview.edition, MODERATOR, AT)
            yield bot, people


async def test_no_method_of_an_edition_knows_of_another_server(tmp_path: Path) -> None:
    async with _two_servers(tmp_path) as (bot, people):
        for own, foreign in ((HERE, THERE), (THERE, HERE)):
            async with bot.shelves.reading(people[own.server].seat.guild_id) as edition:
                said = await _edition_says(edition, foreign.topic)
                assert foreign.shows_in(said) == []
                assert len(own.shows_in(await _edition_says(edition, own.topic))) == len(own.secrets)
        async with bot.shelves.reading(None) as edition:
            for foreign in (HERE, THERE):
                assert foreign.shows_in(await _edition_says(edition, foreign.topic)) == []


@pytest.mark.parametrize(("own", "foreign"), [(HERE, THERE), (THERE, HERE)], ids=["one", "the other"])
async def test_nothing_that_anybody_can_use_tells_of_another_server(
    tmp_path: Path, own: Canary, foreign: Canary
) -> None:
    async with _two_servers(tmp_path) as (bot, people):
        await _a_day_passes(bot, people.values())
        unknown = f"which purple rhinoceros of Atlantis did {' and '.join(foreign.secrets)} marry?"
        theirs = Driver(people[foreign.server], (f"the {foreign.topic} beacon", unknown))
        await theirs.everything()
        said_there = everything_said(theirs.person)
        assert len(foreign.shows_in(read_aloud(theirs.person, said_there))) == len(foreign.secrets)

        ours = Driver(people[own.server], (f"the {foreign.topic} beacon", f"the {own.topic} beacon"), forgets=True)
        await ours.everything()
        ours.again()
        await ours.everything()
        await ours.press_again("from elsewhere", said_there, [one.casefold() for one in foreign.secrets])
        await ours.press_again("daily posts", everything_said(ours.person))
        private = Driver(people[own.server].in_private(), (f"the {foreign.topic} beacon",))
        await private.everything()
        await private.press_again("from elsewhere", said_there, [one.casefold() for one in foreign.secrets])
        for driver, secrets in ((ours, foreign.secrets), (private, (*own.secrets, *foreign.secrets))):
            leaks = {name: _shown(secrets, seen) for name, seen in driver.seen.items() if _shown(secrets, seen)}
            assert leaks == {}
            assert _shown(secrets, [read_aloud(driver.person, everything_said(driver.person))]) == []

        telling = {name for name, seen in ours.seen.items() if _shown(own.secrets, seen)}
        assert telling >= {"ask", "about", "quote", "fact", "timeline", "when", "check", "Find in corpus"}
        _check_nothing_was_left_out(bot, ours, theirs.pressed | ours.pressed | private.pressed)


def _shown(secrets: Sequence[str], seen: Sequence[str]) -> list[str]:
    """Return the secrets that stand in what was seen."""
    return [secret for secret in secrets if any(secret.casefold() in one.casefold() for one in seen)]


async def _a_day_passes(bot: Pero, people: Collection[Person]) -> None:
    """Let every server want posts, and the clock come to their time."""
    [realm, *_] = [person.realm for person in people]
    for person in people:
        seat = person.at("daily").seat
        for kind in (Kind.FACT, Kind.QUOTATION):
            wanted = Schedule(seat.guild_id or 0, 0, seat.channel_id, time(12, 30), "UTC", "every day", kind=kind)
            wanted = replace(wanted, since=realm.clock.now())
            await bot.state.write(lambda db, wanted=wanted: daily.add(db, wanted))  # type: ignore[misc]  # bound here
    realm.clock.advance(timedelta(minutes=31))
    for person in people:
        at = person.at("daily")
        await at.wait(lambda at=at: len(at.messages()) >= 2 or None, "daily post")  # type: ignore[misc]  # bound here


def _walked(commands: Sequence[Any]) -> Iterator[Any]:
    """Yield the commands that can be used, those in groups, too."""
    for each in commands:
        if isinstance(each, app_commands.Group):
            yield from _walked(each.commands)
        else:
            yield each


def _check_nothing_was_left_out(bot: Pero, ours: Driver, pressed: Set[str]) -> None:
    """Fail where there is a command that the driver did not use, or something behind buttons that nobody reached."""
    kinds = (AppCommandType.chat_input, AppCommandType.user, AppCommandType.message)
    known = {one.qualified_name for kind in kinds for one in _walked(bot.tree.get_commands(type=kind))}
    assert known == set(ours.seen) - {"from elsewhere", "daily posts"}
    assert {name for name in known if not ours.seen[name]} == set()
    assert {*bot.actions, *bot.forms, *VIEWS} - pressed <= TURNED


# These turn pages, and the canaries' documents have only one of such.
TURNED = frozenset(("about", "answers", "audit", "dailyturn", "diff", "gaps", "passage", "queue", "quote", "when"))
