"""A person at the local Discord: types commands, presses buttons and reads answers, as tests and the page do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from bot.local import asking
from bot.local.commands import CHAT_INPUT, ON_MESSAGE, ON_USER
from bot.local.components import is_select, walk
from bot.local.errors import Refused, Unanswered
from bot.local.files import guessed_type
from bot.local.filling import filled, submitted
from bot.local.interactions import Callback, Interaction
from bot.local.posting import EPHEMERAL, LOADING
from bot.local.reading import visible_text
from bot.local.realm import Realm
from bot.local.rest.places import direct_channel
from bot.local.seat import Seat
from bot.local.world import Json, Message, Upload

PATIENCE = 30.0  # seconds; what a bot builds before it answers takes long on a busy machine
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Reply:
    """What a person sees after doing something: a message, or a modal to fill in."""

    person: Person
    interaction: Interaction
    message: Json
    modal: Json | None = None

    @property
    def text(self) -> str:
        """Return all text that is seen: content, embeds and text displays, a line each."""
        return visible_text(self.message)

    @property
    def ephemeral(self) -> bool:
        """Return whether only this person sees it."""
        return bool(self.message.get("flags", 0) & EPHEMERAL)

    @property
    def buttons(self) -> tuple[str, ...]:
        """Return the labels of the buttons that can be pressed, in order."""
        return tuple(each["label"] for each in self._components() if each["type"] == 2 and not each.get("disabled"))

    @property
    def follow_ups(self) -> tuple[Reply, ...]:
        """Return the follow-up messages so far."""
        messages = self.person.realm.world.messages
        return tuple(
            replace(self, message=messages[number].body, modal=None)
            for number in self.interaction.follow_ups
            if number in messages
        )

    def now(self) -> Reply:
        """Return the same reply as it is now, after edits."""
        return replace(self, message=self.person.realm.world.messages[int(self.message["id"])].body)

    async def press(self, label: str) -> Reply:
        """Press the button with this label or custom id."""
        component = self._labelled(label)
        if component.get("style") == 5:
            raise Refused(f"“{label}” is a link: it leads to {component['url']}.")
        return await self.person.press(int(self.message["id"]), component["custom_id"])

    async def choose(self, *values: str, custom_id: str | None = None) -> Reply:
        """Choose in the message's select (the first, or the one named), by value or label."""
        selects = [each for each in self._components() if is_select(each["type"])]
        chosen = next((each for each in selects if custom_id in (None, each["custom_id"])), None)
        if chosen is None:
            raise Refused("That message has nothing to choose from.")
        labels = {option["label"]: option["value"] for option in chosen.get("options", ())}
        picked = tuple(labels.get(value, value) for value in values)
        return await self.person.press(int(self.message["id"]), chosen["custom_id"], picked)

    async def follow_up(self, number: int = 1) -> Reply:
        """Wait for the follow-up message with this number, counted from one."""
        return await self.person.wait(
            lambda: self.follow_ups[number - 1] if len(self.follow_ups) >= number else None, f"follow-up {number}"
        )

    def _components(self) -> Sequence[Json]:
        return tuple(walk(self.message.get("components", ())))

    def _labelled(self, label: str) -> Json:
        buttons = [each for each in self._components() if each["type"] == 2]
        found = [each for each in buttons if label in (each.get("label"), each.get("custom_id"))]
        if not found:
            labels = ", ".join(str(each.get("label") or each.get("custom_id")) for each in buttons)
            raise Refused(f"There is no button “{label}”: there are {labels or 'none'}.")
        return found[0]


@dataclass(frozen=True, slots=True)
class Person:
    """A member who sits in a channel."""

    realm: Realm
    seat: Seat

    def at(self, channel: str, guild: str | None = None) -> Person:
        """Return the same person in another channel, by name, of this server or another."""
        home = self.seat.guild_id
        guilds = [g for g in self.realm.world.guilds.values() if (g.id == home if guild is None else g.name == guild)]
        for found in (c for g in guilds for c in (*g.channels, *g.threads) if c.name == channel):
            return replace(self, seat=replace(self.seat, guild_id=found.guild_id, channel_id=found.id))
        raise Refused(f"There is no channel #{channel} in {guild or 'this server'}.")

    def in_private(self) -> Person:
        """Return the same person in direct messages with the bot."""
        channel = direct_channel(self.realm, self.seat.user_id)
        return replace(self, seat=replace(self.seat, guild_id=None, channel_id=channel.id))

    async def slash(self, name: str, /, **values: Any) -> Reply:
        """Use a slash command, as in `slash("daily add", channel="daily")`, and wait for the answer."""
        command, path = self._command(name, CHAT_INPUT)
        given = filled(self.realm, self.seat, command, path, values)
        return await self._settled(await asking.use_command(self.realm, self.seat, command, given))

    async def autocomplete(self, name: str, /, **values: Any) -> list[tuple[str, Any]]:
        """Type into the last of the options given; return the choices that appear, as name and value."""
        command, path = self._command(name, CHAT_INPUT)
        given = filled(self.realm, self.seat, command, path, values, focused=True)
        interaction = await asking.autocomplete(self.realm, self.seat, command, given)
        found = await asking.choices(self.realm, interaction)
        return [(choice["name"], choice["value"]) for choice in found]

    async def menu(self, name: str, target: Reply | Json | int) -> Reply:
        """Use a command of the context menu on a message (or a reply), or by id on a member."""
        number = int(target["id"]) if isinstance(target, dict) else target
        number = int(number.message["id"]) if isinstance(number, Reply) else number
        kind = ON_USER if number in self.realm.world.users else ON_MESSAGE
        command, _ = self._command(name, kind)
        return await self._settled(await asking.use_menu(self.realm, self.seat, command, number))

    async def press(self, message_id: int, custom_id: str, values: Sequence[str] = ()) -> Reply:
        """Press a button, or choose in a select, by its custom id."""
        return await self._settled(await asking.press(self.realm, self.seat, message_id, custom_id, values))

    async def submit(self, form: Reply, /, **fields: Any) -> Reply:
        """Fill in a modal, each field by custom id or label, and send it."""
        if form.modal is None:
            raise Refused("That reply is no modal.")
        components = submitted(form.modal, fields)
        return await self._settled(await asking.submit(self.realm, self.seat, form.interaction, components))

    def upload(self, filename: str, content: bytes) -> str:
        """Upload a file for an option that takes one; return the value for it."""
        number = self.realm.ids.next()
        self.realm.world.files[number] = Upload(filename, content, guessed_type(filename))
        return str(number)

    def messages(self) -> list[Json]:
        """Return what this person sees in the channel, oldest first."""
        everything = self.realm.world.messages.values()
        here = (message for message in everything if message.channel_id == self.seat.channel_id)
        return [message.body for message in here if message.only_for in (None, self.seat.user_id)]

    async def next_message(self, after: int = 0) -> Json:
        """Wait until more than `after` messages stand in the channel; return the last."""
        return await self.wait(lambda: self.messages()[-1] if len(self.messages()) > after else None, "message")

    async def wait(self, look: Callable[[], T | None], what: str) -> T:
        """Wait for what `look` finds; raise Unanswered when it does not come."""
        try:
            return await self.realm.happenings.until(look, PATIENCE)
        except TimeoutError as exc:
            raise Unanswered(f"No {what} came within {PATIENCE:.0f} s.") from exc

    def _command(self, name: str, kind: int) -> tuple[Json, list[str]]:
        words = name.split() if kind == CHAT_INPUT else [name]
        command = self.realm.commands.named(words[0], kind, self.seat.guild_id)
        if command is None:
            offered = ", ".join(c["name"] for c in self.realm.commands.offered(self.seat.guild_id) if c["type"] == kind)
            raise Refused(f"No command “{words[0]}” is offered here: there are {offered or 'none'}.")
        return command, words[1:]

    async def _settled(self, interaction: Interaction) -> Reply:
        """Wait for the answer, also for a deferred one."""
        how = await asking.first_answer(self.realm, interaction)
        if how == Callback.MODAL:
            return Reply(self, interaction, {}, interaction.modal)
        message = await self.wait(lambda: self._shown(interaction, how), "deferred answer")
        return Reply(self, interaction, message.body)

    def _shown(self, interaction: Interaction, how: Callback) -> Message | None:
        messages = self.realm.world.messages
        if how == Callback.DEFERRED_UPDATE and not interaction.edits:
            return messages.get(interaction.follow_ups[-1]) if interaction.follow_ups else None
        message = messages.get(interaction.original_id or 0)
        return message if message and not message.body["flags"] & LOADING else None
