"""The nouns of the local Discord and its present state: who is where, what was said, which files there are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import IntEnum
from typing import Any

Json = dict[str, Any]


class ChannelType(IntEnum):
    """The kinds of channel that the local Discord has, with Discord's numbers."""

    TEXT = 0
    DIRECT = 1
    VOICE = 2
    CATEGORY = 4
    ANNOUNCEMENT = 5
    ANNOUNCEMENT_THREAD = 10
    PUBLIC_THREAD = 11
    PRIVATE_THREAD = 12
    STAGE = 13
    FORUM = 15


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
    mentionable: bool = False


@dataclass(frozen=True, slots=True)
class Overwrite:
    """What one channel allows or denies to a role or a member."""

    id: int
    of_member: bool = False
    allow: int = 0
    deny: int = 0


@dataclass(frozen=True, slots=True)
class Thread:
    """What a thread has beside what every channel has; `minutes` without a message archive it."""

    owner_id: int
    begun: datetime
    minutes: int = 1440
    archived: bool = False
    locked: bool = False


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel or thread of a guild, or with `guild_id` None somebody's direct messages with the bot."""

    id: int
    name: str
    type: ChannelType = ChannelType.TEXT
    guild_id: int | None = None
    position: int = 0
    topic: str | None = None
    overwrites: tuple[Overwrite, ...] = ()
    recipient_id: int | None = None
    parent_id: int | None = None
    thread: Thread | None = None


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
    threads: tuple[Channel, ...] = ()

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
    unavailable: set[int] = field(default_factory=set)
    installed_by: set[int] = field(default_factory=set)
    """Users who have the bot's commands with them everywhere, also where the bot is no member."""

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
            yield from guild.threads
        yield from self.direct.values()

    def put(self, channel: Channel) -> None:
        """Put a channel or thread into its guild, in the place of the one with the same id."""
        guild = self.guilds[channel.guild_id or 0]
        known = guild.threads if channel.thread else guild.channels
        if any(each.id == channel.id for each in known):
            together = tuple(channel if each.id == channel.id else each for each in known)
        else:
            together = (*known, channel)
        changed = replace(guild, threads=together) if channel.thread else replace(guild, channels=together)
        self.guilds[guild.id] = changed

    def take(self, channel: Channel) -> None:
        """Take a channel out of its guild, with its threads and all that was said in them."""
        guild = self.guilds[channel.guild_id or 0]
        gone = {channel.id} | {thread.id for thread in guild.threads if thread.parent_id == channel.id}
        channels = tuple(each for each in guild.channels if each.id not in gone)
        threads = tuple(each for each in guild.threads if each.id not in gone)
        self.guilds[guild.id] = replace(guild, channels=channels, threads=threads)
        for message in [each for each in self.messages.values() if each.channel_id in gone]:
            del self.messages[message.id]

    def direct_with(self, user_id: int) -> Channel | None:
        """Return the direct channel of a user with the bot, if one was opened."""
        return next((channel for channel in self.direct.values() if channel.recipient_id == user_id), None)

    def said_in(self, channel_id: int) -> list[Message]:
        """Return what everybody can read in a channel, oldest first."""
        return [m for m in self.messages.values() if m.channel_id == channel_id and m.only_for is None]

    def has_bot(self, guild_id: int | None) -> bool:
        """Return whether the bot is there: in a guild as a member, in direct messages always."""
        return guild_id is None or self.guilds[guild_id].member(self.bot.id) is not None

    def guilds_of(self, user_id: int) -> list[Guild]:
        """Return the guilds that a user is in."""
        return [guild for guild in self.guilds.values() if guild.member(user_id)]
