"""Uses everything that Pero offers to a person: commands with all options, suggestions, menus, buttons, forms."""

from __future__ import annotations

import io
import json
from collections import Counter, defaultdict
from collections.abc import Awaitable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from zipfile import ZipFile, is_zipfile

from bot.local import Person
from bot.local.commands import CHAT_INPUT, ON_USER
from bot.local.components import Part, is_select, walk
from bot.local.errors import Disallowed, Refused, Unanswered
from bot.local.forms import fields
from bot.local.options import Kind
from bot.local.person import Reply
from bot.local.world import Json, Message

_MOST_ALIKE = 3  # presses of buttons that lead to the same, after one command
_DEEP = 3  # presses one after the other
_TEXTS = {"time": "09:00", "timezone": "Europe/Oslo", "reference": "canary:2", "licence": "CC0"}
_LAST = ("corpus", "privacy")  # what takes documents off the shelf, and what forgets everything


@dataclass
class Driver:
    """A person who uses everything, and notes what they saw, by command. `typed` goes where words are asked for."""

    person: Person
    typed: Sequence[str]
    forgets: bool = False  # whether the form that forgets everything is filled in truly
    seen: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    pressed: set[str] = field(default_factory=set)  # what buttons, menus and forms led to
    _alike: Counter[tuple[str, str]] = field(default_factory=Counter)

    async def everything(self) -> None:
        """Use every command that is offered here."""
        for command in sorted(self.offered(), key=lambda one: (one["name"] in _LAST, one["name"].casefold())):
            for name, kind, options in paths(command):
                if kind == CHAT_INPUT:
                    await self._typed_out(name, options)
                else:
                    await self._on_something(name, kind)

    def again(self) -> None:
        """Press what was pressed already: there is more behind it by now."""
        self._alike.clear()

    def offered(self) -> list[Json]:
        """Return the commands that are offered where the person is."""
        return list(self.person.realm.commands.offered(self.person.seat.guild_id))

    async def _typed_out(self, name: str, options: Sequence[Json]) -> None:
        """Use a command with what it must have, as typed, and with all that it takes, as suggested."""
        for words in self.typed:
            typed = {one["name"]: self._value(one, words) for one in options if one.get("required")}
            await self._see(name, self.person.slash(name, **typed))
            given = {one["name"]: self._value(one, words) for one in options}
            for one in options:
                if one.get("autocomplete"):
                    given[one["name"]] = await self._suggested(name, one["name"], words) or given[one["name"]]
            await self._see(name, self.person.slash(name, **given))

    async def _on_something(self, name: str, kind: int) -> None:
        targets = [self.person.seat.user_id]
        if kind != ON_USER:
            targets = [self._said(words) for words in self.typed]
        for target in targets:
            await self._see(name, self.person.menu(name, target))

    def _said(self, words: str) -> int:
        """Let some words stand in the channel as a message, which is made from another; return its id."""
        seat, realm = self.person.seat, self.person.realm
        like = next(one.body for one in realm.world.messages.values() if one.channel_id == seat.channel_id)
        number = realm.ids.next()
        body = {**like, "id": str(number), "content": f'Who says: "{words} was lit"?', "components": [], "flags": 0}
        realm.world.messages[number] = Message(number, seat.channel_id, {**body, "attachments": [], "embeds": []})
        return number

    async def _suggested(self, name: str, option: str, words: str) -> Any:
        """Note what is suggested for some words and their beginnings; return the best suggestion."""
        suggested: list[tuple[str, Any]] = []
        for typed in (words, words[:4], ""):
            try:
                found = await self.person.autocomplete(name, **{option: typed})
            except (Refused, Disallowed, Unanswered):
                continue
            self.seen[name].append(repr(found))
            suggested += found
        return suggested[0][1] if suggested else None

    def _value(self, option: Json, words: str) -> Any:
        """Return a value that an option takes."""
        if option.get("choices"):
            return option["choices"][0]["value"]
        match option["type"]:
            case Kind.STRING:
                return _TEXTS.get(option["name"], words)[: option.get("max_length", 100)]
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
                content = f"# Notes on {words}\n\nSailors from the harbour painted {words} on 4 April 1890 in green.\n"
                return self.person.upload("notes.md", content.encode())
        raise AssertionError(f"an option of a kind that nobody thought of: {option}")

    async def _see(self, name: str, asked: Awaitable[Reply], deep: int = 0) -> None:
        """Note what an interaction shows, then press every button, choose in every menu and fill in the form."""
        try:
            reply = await asked
        except (Refused, Disallowed, Unanswered):
            return
        messages = [reply.message, *(one.message for one in reply.follow_ups)]
        self.seen[name].append(json.dumps([messages, reply.modal], ensure_ascii=False))
        if deep == _DEEP:
            return
        if reply.modal:
            await self._fill_in(name, reply, reply.modal, deep)
        for message in messages:
            for component in walk(message.get("components", ())):
                await self._use(name, int(message["id"]), component, deep)

    async def _fill_in(self, name: str, reply: Reply, modal: Json, deep: int) -> None:
        self.pressed.add(modal["custom_id"].split(":")[1])
        for words in self.typed:
            given: dict[str, Any] = {}
            for one, _ in fields(modal):
                if one["type"] == Part.TEXT_INPUT:
                    given[one["custom_id"]] = self._words(one, words)
                elif one.get("options"):
                    given[one["custom_id"]] = one["options"][0]["value"]
            await self._see(name, self.person.submit(reply, **given), deep + 1)

    def _words(self, asked: Json, words: str) -> str:
        if asked["custom_id"] == "name" and self.forgets:
            return self.person.realm.world.guilds[self.person.seat.guild_id or 0].name
        return "https://example.org/" if asked["custom_id"] == "url" else words[: asked.get("max_length", 100)]

    async def _use(self, name: str, message_id: int, component: Json, deep: int) -> None:
        custom_id = component.get("custom_id", "")
        leads = ":".join(custom_id.split(":")[: 3 if custom_id.startswith("pero:") else 2])
        if not custom_id or component.get("disabled") or self._alike[name, leads] >= _MOST_ALIKE:
            return
        self._alike[name, leads] += 1
        self.pressed.add(leads.rpartition(":")[2])
        values: tuple[str, ...] = ()
        if is_select(component["type"]):
            values = tuple(option["value"] for option in component.get("options", ())[-1:])
        await self._see(name, self.person.press(message_id, custom_id, values), deep + 1)

    async def press_again(self, name: str, messages: Sequence[Message], unsaid: Sequence[str] = ()) -> None:
        """Press the buttons of other messages, as if they stood here, but those whose id itself says something."""
        self.again()
        seat, realm = self.person.seat, self.person.realm
        for message in messages:
            buttons = [{**one, "label": "x"} for one in walk(message.body.get("components", ())) if one["type"] == 2]
            buttons = [
                one for one in buttons if not any(said in one.get("custom_id", "").casefold() for said in unsaid)
            ]
            for one in buttons:
                number = realm.ids.next()
                body = {**message.body, "id": str(number), "channel_id": str(seat.channel_id), "content": ""}
                body |= {"components": [{"type": 1, "id": 1, "components": [one]}], "attachments": [], "embeds": []}
                realm.world.messages[number] = Message(number, seat.channel_id, body)
                await self._use(name, number, one, _DEEP - 1)


def paths(command: Mapping[str, Any]) -> Iterator[tuple[str, int, Sequence[Json]]]:
    """Yield every command that can be used, with its kind and options."""
    options = command.get("options", ())
    inner = [option for option in options if option["type"] in (Kind.SUBCOMMAND, Kind.SUBCOMMAND_GROUP)]
    for option in inner:
        for name, kind, given in paths(option):
            yield f"{command['name']} {name}", kind, given
    if not inner:
        yield str(command["name"]), int(command["type"]), options  # a subcommand has the number of a typed command


def everything_said(person: Person) -> list[Message]:
    """Return all messages in the channels of a person's server, or in their private messages, whoever may see them."""
    world = person.realm.world
    guild = world.guilds.get(person.seat.guild_id or 0)
    channels = {one.id for one in (*guild.channels, *guild.threads)} if guild else {person.seat.channel_id}
    return [message for message in world.messages.values() if message.channel_id in channels]


def read_aloud(person: Person, messages: Sequence[Message]) -> str:
    """Return what messages say, with the files that are attached to them."""
    files = person.realm.world.files
    attached = [int(one["id"]) for message in messages for one in message.body.get("attachments", ())]
    contents = [text for number in attached if number in files for text in _texts(files[number].content)]
    return json.dumps([message.body for message in messages], ensure_ascii=False) + "\n".join(contents)


def _texts(content: bytes) -> Iterator[str]:
    """Yield what a file says; of an archive, what it holds and how that is called."""
    if not is_zipfile(io.BytesIO(content)):
        yield content.decode("utf-8", "replace")
        return
    with ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            yield f"{name}\n{archive.read(name).decode('utf-8', 'replace')}"
