"""Fetches what was uploaded, in pieces: a file that is larger than it may be is never held, whatever was said of it."""

from __future__ import annotations

from typing import Any

import aiohttp

from bot.uploads import Refused, check_size

_PIECE = 1 << 16
_LONGEST = aiohttp.ClientTimeout(total=120)
_AS_IT_IS = {"Accept-Encoding": "identity"}  # what is packed could unpack to any size


async def fetched(client: Any, filename: str, address: str) -> bytes:
    """Return the content of an uploaded file from Discord, over the client's connections.

    Raises Refused where it is too large, at the first piece too many, and where it cannot be had.
    """
    content = bytearray()
    try:
        async with (
            aiohttp.ClientSession(
                connector=client.http.connector, connector_owner=False, timeout=_LONGEST, auto_decompress=False
            ) as session,
            session.get(address, headers=_AS_IT_IS, proxy=client.http.proxy) as answer,
        ):
            answer.raise_for_status()
            async for piece in answer.content.iter_chunked(_PIECE):
                content += piece
                check_size(filename, len(content))
    except (aiohttp.ClientError, TimeoutError) as error:
        raise Refused("The file could not be fetched from Discord. Please upload it again.") from error
    return bytes(content)
