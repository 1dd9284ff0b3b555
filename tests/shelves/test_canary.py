"""Nothing of one server ever shows in another: every command, list of suggestions, button and post is tried.

Each server's document has words that nobody types. They may show in their own server only.
"""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bot.app import Pero
from bot.config import Config
from bot.local import LocalDiscord, Person
from bot.local.errors import Disallowed, Refused, Unanswered
from bot.local.options import Kind
from bot.local.person import Reply
from bot.shelves import Shelves
from bot.state import State
from bot.uploads import Upload
from bot.views import VIEWS
from corpus.edition import Edition
from corpus.errors import CorpusError
from corpus.library import Library
from corpus.served import Day
from tests.conftest import DOCUMENTS
from tests.shelves.conftest import AT, MODERATOR
from tests.starting import EXTENSIONS, started


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
        LocalDiscord(port=0) as discord,
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
        )
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


def _paths(command: Mapping[str, Any]) -> Iterator[tuple[str, Sequence[Mapping[str, Any]]]]:
    """Yield every command that can be typed, with its options."""
    options = command.get("options", ())
    inner = [option for option in options if option["type"] in (Kind.SUBCOMMAND, Kind.SUBCOMMAND_GROUP)]
    for option in inner:
        for name, given in _paths(option):
            yield f"{command['name']} {name}", given
    if not inner:
        yield str(command["name"]), options


def _value(person: Person, option: Mapping[str, Any], topic: str) -> Any:
    """Return a value that an option takes."""
    if option.get("choices"):
        return option["choices"][0]["value"]
    match option["type"]:
        case Kind.STRING:
            return {"text": f"Whoever lights the {topic} beacon of", "reference": "x:1", "time": "09:00"}.get(
                option["name"], f"the {topic} beacon"
            )
        case Kind.INTEGER | Kind.NUMBER:
            return max(1, option.get("min_value", 1))
        case Kind.BOOLEAN:
            return True
        case Kind.CHANNEL:
            return "#daily"
        case Kind.ROLE | Kind.MENTIONABLE:
            return "@Readers"
        case Kind.USER:
            return "@Bea"
        case Kind.ATTACHMENT:
            words = f"# Notes\n\nThe {topic} beacon was painted on 4 April 1890 by sailors from the harbour."
            return person.upload("notes.md", words.encode())
    return None


async def _everything(person: Person, topics: Sequence[str]) -> dict[str, str]:
    """Use every command that there is, press every button once, and return what was seen, by command."""
    seen: dict[str, str] = {}
    offered = sorted(person.realm.commands.offered(person.seat.guild_id), key=lambda one: one["name"] == "privacy")
    for command in offered:  # what forgets everything comes last
        for name, options in _paths(command) if command["type"] == 1 else ():
            seen[name] = ""
            for topic in topics:
                for wanted in (lambda option: option.get("required", False), lambda option: True):
                    given = {one["name"]: _value(person, one, topic) for one in options if wanted(one)}
                    seen[name] += await _used(person, name, given)
                for option in options:
                    if option.get("autocomplete"):
                        for typed in ("", topic, topic[:4], f"{topic} beacon"):
                            seen[name] += await _suggested(person, name, option["name"], typed)
    return seen


async def _suggested(person: Person, name: str, option: str, typed: str) -> str:
    try:
        return repr(await person.autocomplete(name, **{option: typed}))
    except (Refused, Disallowed, Unanswered):
        return ""


async def _used(person: Person, name: str, given: Mapping[str, Any]) -> str:
    try:
        reply = await person.slash(name, **given)
    except (Refused, Disallowed, Unanswered):
        return ""
    return _all_of(reply) + "".join([await _pressed(reply, label) for label in reply.buttons])


async def _pressed(reply: Reply, label: str) -> str:
    try:
        return _all_of(await reply.press(label))
    except (Refused, Disallowed, Unanswered):
        return ""


def _all_of(reply: Reply) -> str:
    return json.dumps([reply.message, reply.modal, [one.message for one in reply.follow_ups]], ensure_ascii=False)


def _posted(person: Person) -> str:
    """Return everything that stands in the channels of a person's server, whoever may see it."""
    world = person.realm.world
    channels = {channel.id for channel in world.guilds[person.seat.guild_id or 0].channels}
    said = [message.body for message in world.messages.values() if message.channel_id in channels]
    return json.dumps(said, ensure_ascii=False)


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
async def test_no_command_button_or_suggestion_tells_of_another_server(
    tmp_path: Path, own: Canary, foreign: Canary
) -> None:
    async with _two_servers(tmp_path) as (_, people):
        person = people[own.server]
        seen = await _everything(person, (foreign.topic, own.topic))
        leaks = {name: foreign.shows_in(text) for name, text in seen.items() if foreign.shows_in(text)}
        assert leaks == {}
        assert foreign.shows_in(_posted(person)) == []
        telling = {name for name, text in seen.items() if own.shows_in(text)}
        assert telling >= {"ask", "about", "quote", "fact", "timeline", "when", "check"}
