"""A client without discord.py, to send what a well-made bot would not and to see answers as they are."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import ClientSession

from bot.local import LocalDiscord
from bot.local.world import Json

API = "https://discord.com/api/v10"
QUIET: Json = {"allowed_mentions": {"parse": []}}


@asynccontextmanager
async def bare(here: LocalDiscord) -> AsyncIterator[ClientSession]:
    """Open a client with the right token."""
    headers = {"Authorization": f"Bot {here.token}"}
    async with ClientSession(connector=here.connector(), headers=headers) as session:
        yield session


async def answer(session: ClientSession, method: str, path: str, **given: Any) -> tuple[int, Any]:
    """Send a request; return the status and the JSON of the answer."""
    async with session.request(method, API + path, **given) as response:
        return response.status, await response.json() if response.status != 204 else None
