"""Keeps requests from Discord when it wants none: for a while after a ban, for ever after it refused the token."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from types import SimpleNamespace

import aiohttp
from yarl import URL

from bot.errors import PeroError

log = logging.getLogger(__name__)

BAN = timedelta(minutes=15)
_API = "/api/"
_ANSWERS = ("interactions", "webhooks")  # Discord takes these even when it takes nothing else


class HeldBack(PeroError):
    """A request was not sent, because Discord wants none at present."""


class Gate:
    """What every request passes on its way; `until` is when a ban ends, `revoked` is set once the token is refused.

    `ahead` is by how much our clock was ahead of Discord's in its last answer; None before the first.
    """

    def __init__(self, clock: Callable[[], datetime], ban: timedelta = BAN) -> None:
        self.until: datetime | None = None
        self.ahead: timedelta | None = None
        self.revoked = asyncio.Event()
        self._clock = clock
        self._ban = ban

    def trace(self) -> aiohttp.TraceConfig:
        """Return what discord.py takes as `http_trace`."""
        trace = aiohttp.TraceConfig()
        trace.on_request_start.append(self._before)
        trace.on_request_end.append(self._after)
        return trace

    def check(self, url: URL) -> None:
        """Raise HeldBack where a request must not be sent."""
        if not _is_gated(url):
            return
        if self.revoked.is_set():
            raise HeldBack("Discord no longer takes my token. Whoever runs me must give me a new one.")
        if self.until is not None and self._clock() < self.until:
            when = f"<t:{self.until.timestamp():.0f}:R>"
            raise HeldBack(f"Discord takes no requests from me at present. I try again {when}.")

    def learn(self, url: URL, status: int, headers: Mapping[str, str]) -> None:
        """Close the gate where an answer says so: 429 without Via is a ban, 401 a refused token."""
        if not url.path.startswith(_API):
            return
        if now := _instant(headers.get("Date", "")):
            self.ahead = self._clock() - now
        if status == 429 and "Via" not in headers:
            self.until = self._clock() + self._ban
            log.error("banned until=%s", self.until.isoformat(timespec="seconds"))
        elif status == 401 and _is_gated(url):
            self.revoked.set()

    async def _before(
        self, session: aiohttp.ClientSession, context: SimpleNamespace, asked: aiohttp.TraceRequestStartParams
    ) -> None:
        self.check(asked.url)

    async def _after(
        self, session: aiohttp.ClientSession, context: SimpleNamespace, ended: aiohttp.TraceRequestEndParams
    ) -> None:
        self.learn(ended.url, ended.response.status, ended.response.headers)


def _is_gated(url: URL) -> bool:
    """Return whether a request is one to the API that answers no interaction."""
    return url.path.startswith(_API) and not any(part in _ANSWERS for part in url.parts[3:4])


def _instant(told: str) -> datetime | None:
    """Return the instant of a header, or nothing where it is none."""
    try:
        return parsedate_to_datetime(told)
    except (ValueError, TypeError):
        return None
