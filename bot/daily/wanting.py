"""From what a moderator types to a schedule: read, checked against the channel and the documents, and said back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import discord

from bot import recurrence
from bot.daily.wire import lacking
from bot.errors import PeroError
from bot.recurrence import EveryDay
from bot.schedule import parse_time
from bot.state import daily
from bot.state.daily import Kind, Schedule
from corpus.edition import Edition

LATEST_HOURS = 23
_LONGEST_TOPIC = 100
_ALL_ROLES = "Mention @everyone, @here, and All Roles"


class CannotPost(PeroError):
    """Something is missing in a channel; the message says what, and how to give it."""


class Unfit(PeroError):
    """What was asked for doesn't go together, or there is nothing of it."""


class TooMany(PeroError):
    """The server has as many schedules as it may."""

    def __str__(self) -> str:
        return f"This server has {daily.MOST} daily posts, and more are not possible. Remove one first: /daily remove."


class NoSuchSchedule(PeroError):
    """The server has no schedule of this number."""

    def __str__(self) -> str:
        return "This server has no such daily post (any more). /daily list shows those that it has."


@dataclass(frozen=True, slots=True)
class Wish:
    """What was typed, as it was typed; None and "" are what was left out."""

    channel: Any = None  # a text channel or a thread
    time: str = ""
    kind: str = ""
    topic: str | None = None
    source: str | None = None
    days: str = ""
    role: discord.Role | None = None
    late_hours: int | None = None
    thread: bool | None = None
    silent: bool | None = None


def drafted(base: Schedule, wish: Wish, zone: ZoneInfo | None, now: datetime) -> Schedule:
    """Return a schedule with what was wished for changed. Raises NotUnderstood for times and days."""
    changed: dict[str, Any] = {}
    if wish.channel is not None:
        changed["channel_id"] = wish.channel.id
    if wish.time:
        changed["time"] = parse_time(wish.time)
    if zone is not None:
        changed["zone"] = zone.key
    if wish.days:
        today = now.astimezone(zone or base.timetable.zone).date()
        changed["days"] = str(recurrence.parse(wish.days, today))
    if wish.kind:
        changed["kind"] = Kind(wish.kind)
    if wish.role is not None:
        changed["role_id"] = _role(wish.role)
    for name in ("topic", "source", "late_hours", "thread", "silent"):
        if (value := getattr(wish, name)) is not None:
            changed[name] = " ".join(value.split())[:_LONGEST_TOPIC] if isinstance(value, str) else value
    return replace(base, **changed)


def blank(guild_id: int, now: datetime) -> Schedule:
    """Return a schedule before anything is wished for."""
    return Schedule(guild_id, 0, 0, parse_time("9"), "UTC", str(EveryDay()), since=now)


def _role(role: discord.Role) -> int:
    if role.is_default():
        raise Unfit("I don’t mention everyone. Choose a role that people can take or leave.")
    return role.id


def check_channel(channel: Any, schedule: Schedule) -> list[str]:
    """Return what a moderator should know of a channel. Raises CannotPost where a post would not get through."""
    if not isinstance(channel, discord.TextChannel | discord.Thread):
        raise CannotPost("I post only in text channels, announcement channels and threads. Choose one of these.")
    if isinstance(channel, discord.Thread) and schedule.thread:
        raise Unfit("A thread can’t hold threads: leave the option thread out, or choose the channel itself.")
    held = channel.permissions_for(channel.guild.me)
    if missing := list(_missing(held, channel, schedule)):
        raise CannotPost(
            f"I can’t post in #{channel.name} yet. Missing there: {', '.join(missing)}. "
            f"Give {_it(missing)} to my role in Edit Channel → Permissions, then do this again. Nothing was changed."
        )
    if held.read_message_history:
        return []
    return [
        "I am missing Read Message History in that channel. Without it I can’t look whether a post got through, so "
        "when the connection fails I rather leave one out than post it twice."
    ]


def _missing(held: discord.Permissions, channel: Any, schedule: Schedule) -> Iterator[str]:
    yield from lacking(held, channel)
    if schedule.thread and not held.create_public_threads:
        yield "Create Public Threads"
    role = channel.guild.get_role(schedule.role_id)
    if role is not None and not role.mentionable and not held.mention_everyone:
        yield f"{_ALL_ROLES} (or let anyone mention {role.name})"


def _it(missing: Sequence[str]) -> str:
    return "them" if len(missing) > 1 else "it"


def check_source(edition: Edition, typed: str) -> str:
    """Return the name of a document by its name or title. Raises Unfit."""
    if not typed:
        return ""
    folded = typed.casefold()
    for source in edition.sources.values():
        if folded in (source.name.casefold(), source.metadata.title.casefold()):
            return source.name
    raise Unfit(f"No document here is called “{typed[:60]}”. Pick one of the suggestions.")
