"""One request of the bot, read from the wire, and the route that it takes."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from aiohttp import BodyPartReader, StreamReader, web

from bot.local.errors import Disallowed
from bot.local.files import guessed_type
from bot.local.realm import Realm
from bot.local.snowflake import is_snowflake
from bot.local.world import Json, Upload

MAX_REQUEST = 25 * 1024 * 1024
_CHUNK = 1 << 16


@dataclass(frozen=True, slots=True)
class Call:
    """A request: where it goes, what is asked, and the files that came along."""

    path: Mapping[str, str]
    query: Mapping[str, str]
    body: Any = None
    files: tuple[Upload, ...] = ()

    def snowflake(self, name: str) -> int:
        """Return an id of the path."""
        value = self.path[name]
        if not is_snowflake(value):
            errors = {
                name: {"_errors": [{"code": "NUMBER_TYPE_COERCE", "message": f'Value "{value}" is not snowflake.'}]}
            }
            raise Disallowed(400, 50035, "Invalid Form Body", errors)
        return int(value)

    def number(self, name: str, default: int, least: int = 0, most: int = 1 << 64) -> int:
        """Return a whole number of the query."""
        given = self.query.get(name, str(default))
        if is_snowflake(given) and least <= int(given) <= most:
            return int(given)
        error = {"code": "NUMBER_TYPE_MAX", "message": f"int value should be from {least} to {most}."}
        raise Disallowed(400, 50035, "Invalid Form Body", {name: {"_errors": [error]}})

    def fields(self) -> Json:
        """Return the body, which must be an object."""
        if not isinstance(self.body, dict):
            raise Disallowed(
                400, 50035, "Invalid Form Body", {"_errors": [{"code": "DICT_TYPE", "message": "No object."}]}
            )
        return self.body


@dataclass(frozen=True, slots=True)
class Route:
    """An operation of the API: what answers it returns JSON, or None for 204."""

    method: str
    path: str
    answer: Callable[[Realm, Call], Awaitable[Any]]
    needs_token: bool = True
    status: int = 200


async def read_call(request: web.Request) -> Call:
    """Read a request; raise Discord's error when it is too large or its body is no JSON."""
    body, files = None, tuple[Upload, ...]()
    if request.content_type == "multipart/form-data":
        body, files = await _read_form(request)
    elif request.body_exists:
        body = _json(await _read(request.content))
    return Call(request.match_info, request.query, body, files)


async def _read_form(request: web.Request) -> tuple[Any, tuple[Upload, ...]]:
    body, files, left = None, list[Upload](), MAX_REQUEST
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader):
            raise Disallowed(400, 50035, "Invalid Form Body")
        content = await _read(part, left)
        left -= len(content)
        if part.name == "payload_json":
            body = _json(content)
        else:
            name = part.filename or "unknown"
            files.append(Upload(name, content, guessed_type(name)))
    return body, tuple(files)


async def _read(source: BodyPartReader | StreamReader, most: int = MAX_REQUEST) -> bytes:
    """Read all of a stream, but no more than Discord takes."""
    read = source.read_chunk if isinstance(source, BodyPartReader) else source.read
    content = bytearray()
    while chunk := await read(_CHUNK):
        content += chunk
        if len(content) > most:
            raise Disallowed(413, 40005, "Request entity too large")
    return bytes(content)


def _json(raw: bytes) -> Any:
    try:
        return json.loads(raw) if raw else None
    except ValueError as exc:
        raise Disallowed(400, 50109, "The request body contains invalid JSON.") from exc
