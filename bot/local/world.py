"""The nouns of the local Discord and its present state: who is where, what was said, which files there are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

Json = dict[str, Any]


class ChannelType(IntEnum):
    """The kinds of channel that the local Discord has."""

    TEXT = 0
    DIRECT = 1


@dataclass(frozen=True, slots=True)
class User:
    """A person or a bot."""

    id: int
    username: str
    name: str
    bot: bool = False


@dataclass(frozen=True, slots=True)
class Role:
    """A role of a guild; the one with the guild's own id is everybody's."""

    id: int
    name: str
    permissions: int
    position: int = 0
    managed: bool = False


@dataclass(frozen=True, slots=True)
class Overwrite:
    """What one channel allows or denies to a role or a member."""

    id: int
    of_member: bool = False
    allow: int = 0
    deny: int = 0


@dataclass(frozen=True, slots=True)
class Channel:
    """A text channel of a guild, or with `guild_id` None somebody's direct messages with the bot."""

    id: int
    name: str
    type: ChannelType = ChannelType.TEXT
    guild_id: int | None = None
    position: int = 0
    topic: str | None = None
    overwrites: tuple[Overwrite, ...] = ()
    recipient_id: int | None = None


@dataclass(frozen=True, slots=True)
class Member:
    """A user in a guild."""

    user_id: int
    role_ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Guild:
    """A server, as its members call it."""

    id: int
    name: str
    owner_id: int
    roles: tuple[Role, ...]
    channels: tuple[Channel, ...]
    members: tuple[Member, ...]
    locale: str = "en-US"

    def member(self, user_id: int) -> Member | None:
        """Return somebody's membership."""
        return next((member for member in self.members if member.user_id == user_id), None)


@dataclass(frozen=True, slots=True)
class Message:
    """A message as Discord's JSON; `only_for` names the one who sees an ephemeral one."""

    id: int
    channel_id: int
    body: Json
    only_for: int | None = None


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it came."""

    filename: str
    content: bytes
    content_type: str = "application/octet-stream"


@dataclass(slots=True)
class World:
    """Everything that is so at present."""

    bot: User
    users: dict[int, User]
    guilds: dict[int, Guild]
    direct: dict[int, Channel]
    messages: dict[int, Message]
    files: dict[int, Upload]

    @classmethod
    def of(cls, bot: User, users: Iterable[User], guilds: Iterable[Guild]) -> World:
        """Return a world in which nothing has been said yet."""
        everybody = {user.id: user for user in (bot, *users)}
        return cls(bot, everybody, {guild.id: guild for guild in guilds}, {}, {}, {})

    def channel(self, channel_id: int) -> Channel | None:
        """Return a channel of any guild, or a direct one."""
        return next((channel for channel in self.channels() if channel.id == channel_id), None)

    def channels(self) -> Iterator[Channel]:
        """Yield every channel."""
        for guild in self.guilds.values():
            yield from guild.channels
        yield from self.direct.values()

    def direct_with(self, user_id: int) -> Channel | None:
        """Return the direct channel of a user with the bot, if one was opened."""
        return next((channel for channel in self.direct.values() if channel.recipient_id == user_id), None)

    def said_in(self, channel_id: int) -> list[Message]:
        """Return what everybody can read in a channel, oldest first."""
        return [m for m in self.messages.values() if m.channel_id == channel_id and m.only_for is None]

    def guilds_of(self, user_id: int) -> list[Guild]:
        """Return the guilds that a user is in."""
        return [guild for guild in self.guilds.values() if guild.member(user_id)]
