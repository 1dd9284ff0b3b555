"""What an error of Discord's means for a post: to be tried again, given up for the day, or reason enough to pause."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto
from types import MappingProxyType

import aiohttp
import discord

from bot.gate import HeldBack


class Verdict(Enum):
    """What becomes of a post after an error."""

    SENT = auto()  # it had come, and somebody deleted it
    LATER = auto()  # nobody knows whether it came: look first, then try again
    FAILED = auto()  # this one will never be taken; the next may
    REFUSED = auto()  # no other would be taken, either: pause until a moderator has put it right
    BANNED = auto()  # Discord wants no request at all for a while
    REVOKED = auto()  # the token is no longer good


@dataclass(frozen=True, slots=True)
class Outcome:
    """A verdict, and its reason in words for moderators."""

    verdict: Verdict
    reason: str


class TokenRevoked(Exception):
    """Discord no longer takes the token: the bot must stop, and not begin again by itself."""


_CODES: Mapping[int, Outcome] = MappingProxyType(
    {
        10003: Outcome(Verdict.REFUSED, "The channel is gone."),
        10004: Outcome(Verdict.REFUSED, "I am no longer in this server."),
        10008: Outcome(Verdict.SENT, "It was posted, and then deleted."),
        20016: Outcome(Verdict.LATER, "The channel is in slow mode."),
        30033: Outcome(Verdict.FAILED, "The thread is full."),
        40005: Outcome(Verdict.FAILED, "Discord found the post too large."),
        50001: Outcome(Verdict.REFUSED, "I can’t see the channel: give me View Channel there."),
        50006: Outcome(Verdict.FAILED, "Discord found the post empty."),
        50008: Outcome(Verdict.REFUSED, "That kind of channel takes no messages. Choose a text channel or a thread."),
        50013: Outcome(Verdict.REFUSED, "I may not post in the channel: give me Send Messages there."),
        50024: Outcome(Verdict.REFUSED, "That kind of channel takes no messages. Choose a text channel or a thread."),
        50035: Outcome(Verdict.FAILED, "Discord did not take the post as it was written. Tell the person who runs me."),
        50083: Outcome(Verdict.REFUSED, "The thread is archived. Open it again, or choose another."),
        130000: Outcome(Verdict.LATER, "Discord was overloaded."),
        160005: Outcome(Verdict.REFUSED, "The thread is locked. Unlock it, or choose another."),
        200000: Outcome(Verdict.FAILED, "This server’s AutoMod blocked it."),
        200001: Outcome(Verdict.FAILED, "This server’s AutoMod blocked it."),
        240000: Outcome(Verdict.FAILED, "Discord’s filter of harmful links blocked it."),
    }
)


def outcome(error: BaseException) -> Outcome:
    """Return what an error in sending means. What nobody expected is raised again by the caller: see `expected`."""
    match error:
        case HeldBack():
            return Outcome(Verdict.BANNED, str(error))
        case discord.HTTPException():
            return _CODES.get(error.code) or _by_status(error)
        case _:
            return Outcome(Verdict.LATER, "Discord did not answer.")


def expected(error: BaseException) -> bool:
    """Tell whether an error is one of the wire's, and no bug of ours."""
    wire = (discord.HTTPException, aiohttp.ClientError, asyncio.TimeoutError, OSError, HeldBack)
    return isinstance(error, wire)


def _by_status(error: discord.HTTPException) -> Outcome:
    status = error.status
    if status == 401:
        return Outcome(Verdict.REVOKED, "Discord no longer takes my token.")
    if status == 429 and not error.response.headers.get("Via"):
        return Outcome(Verdict.BANNED, "Discord takes no requests from me for a while.")
    if status == 429 or status >= 500:
        return Outcome(Verdict.LATER, f"Discord was not well ({status}).")
    if status == 403:
        return Outcome(Verdict.REFUSED, f"Discord does not let me post in the channel ({error.code}).")
    if status == 404:
        return Outcome(Verdict.REFUSED, f"Discord knows no such channel any more ({error.code}).")
    return Outcome(Verdict.FAILED, f"Discord did not take it ({status}, code {error.code}).")
