"""Discord as the posts need it: what may be done where, what stands in a channel, and how to post into one."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol

import discord

from bot import pager
from bot.daily.content import Content

PATIENCE = 15.0  # seconds for one request, with what discord.py repeats of it
PER_SECOND = 30  # requests; Discord takes 50 of all kinds
_BEFORE = timedelta(minutes=3)  # our clock may be ahead of Discord's by two, or posts are held
_THREAD_EXISTS = 160004


@dataclass(frozen=True, slots=True)
class Ground:
    """How things stand in a channel. `missing` are the permissions without which nothing can be posted, in words."""

    in_server: bool = True
    available: bool = True
    missing: tuple[str, ...] = ()
    has_history: bool = True


@dataclass(frozen=True, slots=True)
class Seen:
    """A post that stands in a channel."""

    message_id: int
    at: datetime


class Wire(Protocol):
    """What a delivery needs of Discord."""

    def ground(self, guild_id: int, channel_id: int) -> Ground:
        """Return how things stand, from memory, without a request."""

    async def posted(self, channel_id: int, since: datetime, nonce: str) -> Seen | None:
        """Look through all of a channel's messages since an instant for the post with this nonce."""

    async def send(self, channel_id: int, content: Content, nonce: str) -> Seen:
        """Post, once however often it is asked within Discord's memory for nonces."""

    async def open_thread(self, channel_id: int, message_id: int, title: str) -> None:
        """Open a thread under a post, where there is none yet."""


class Pace:
    """Lets requests pass one after another, so many a second."""

    def __init__(self, per_second: float = PER_SECOND) -> None:
        self._gap = 1 / per_second
        self._free = 0.0

    async def turn(self) -> None:
        """Wait for one's turn."""
        loop = asyncio.get_running_loop()
        self._free = max(self._free, loop.time()) + self._gap
        turn = loop.create_future()
        timer = loop.call_at(self._free - self._gap, turn.set_result, None)
        try:
            await turn
        finally:
            timer.cancel()


class Channels:
    """A client's channels."""

    def __init__(self, client: discord.Client, pace: Pace | None = None, patience: float = PATIENCE) -> None:
        self._client = client
        self._pace = pace or Pace()
        self._patience = patience

    def ground(self, guild_id: int, channel_id: int) -> Ground:
        """Return how things stand. A channel that is not known may be an archived thread: Discord will say."""
        guild = self._client.get_guild(guild_id)
        if guild is None:
            return Ground(in_server=False)
        if guild.unavailable:
            return Ground(available=False)
        channel = guild.get_channel_or_thread(channel_id)
        if channel is None or guild.me is None:
            return Ground()
        held = channel.permissions_for(guild.me)
        return Ground(missing=tuple(lacking(held, channel)), has_history=held.read_message_history)

    async def posted(self, channel_id: int, since: datetime, nonce: str) -> Seen | None:
        """Look through the channel's history."""
        channel = self._client.get_partial_messageable(channel_id)
        async with asyncio.timeout(self._patience * 4):  # a busy channel has many pages
            await self._pace.turn()
            async for message in channel.history(limit=None, after=since - _BEFORE, oldest_first=True):
                own = self._client.user is not None and message.author.id == self._client.user.id
                if own and carries(message.components, nonce):
                    return Seen(message.id, message.created_at)
        return None

    async def send(self, channel_id: int, content: Content, nonce: str) -> Seen:
        """Post into the channel."""
        channel = self._client.get_partial_messageable(channel_id)
        await self._pace.turn()
        async with asyncio.timeout(self._patience):
            message = await channel.send(
                view=layout(content),
                nonce=nonce,
                silent=content.silent,
                allowed_mentions=_mentions(content.role_id),
            )
        return Seen(message.id, message.created_at)

    async def open_thread(self, channel_id: int, message_id: int, title: str) -> None:
        """Open a thread under the post."""
        channel = self._client.get_channel(channel_id)
        if not isinstance(channel, discord.TextChannel):
            return  # a thread has none under its messages
        message = channel.get_partial_message(message_id)  # a channel of the cache: discord.py wants to know the server
        await self._pace.turn()
        try:
            async with asyncio.timeout(self._patience):
                await message.create_thread(name=title, auto_archive_duration=1440)
        except discord.HTTPException as error:
            if error.code != _THREAD_EXISTS:
                raise


def layout(content: Content) -> discord.ui.LayoutView:
    """Return the message of a post; whom it mentions stands above its box."""
    box = pager.layout(content.leaf, plain=content.plain)
    if not content.role_id:
        return box
    view = discord.ui.LayoutView(timeout=None)
    view.add_item(discord.ui.TextDisplay(f"<@&{content.role_id}>"))
    for item in list(box.children):
        box.remove_item(item)
        view.add_item(item)
    return view


def lacking(held: discord.Permissions, channel: Any) -> Iterable[str]:
    """Yield the permissions without which nothing can be posted in a channel or thread, as Discord calls them."""
    if not held.view_channel:
        yield "View Channel"
    if isinstance(channel, discord.Thread):
        if not held.send_messages_in_threads:
            yield "Send Messages in Threads"
    elif not held.send_messages:
        yield "Send Messages"


def carries(components: Iterable[Any], nonce: str) -> bool:
    """Tell whether a button among some components has the nonce in its id."""
    return any(
        nonce in str(getattr(component, "custom_id", None) or "") or carries(getattr(component, "children", ()), nonce)
        for component in components
    )


def _mentions(role_id: int) -> discord.AllowedMentions:
    return discord.AllowedMentions(
        everyone=False, users=False, roles=[discord.Object(role_id)] if role_id else False, replied_user=False
    )
