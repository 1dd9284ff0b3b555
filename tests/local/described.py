"""Discord's own description of its API, to check every request of the bot and every answer of the local Discord."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema_rs import Draft202012Validator, Registry

from bot.local.rest import Call, Route
from bot.local.world import Json

OPENAPI = Path(__file__).parents[2] / ".." / "shared" / "discord" / "openapi.json"
_NAME = "urn:discord"
_DIALECT = "https://json-schema.org/draft/2020-12/schema"


class Description:
    """The description as a witness of everything that passes; `problems` is what did not fit it."""

    def __init__(self, path: Path) -> None:
        self._described: Json = json.loads(path.read_text(encoding="utf-8")) | {"$schema": _DIALECT}
        schemas = self._described["components"]["schemas"]
        # The one relaxation for requests: discord.py sends the ids of its attachments as integers.
        schemas["SnowflakeType"] = {"type": ["string", "integer"]}
        # The description says integer, but the code of a field's error is a word, as in Discord's documentation.
        schemas["InnerErrors"]["properties"]["_errors"]["items"] = {"required": ["code", "message"]}
        self._paths = {_bare(path): operations for path, operations in self._described["paths"].items()}
        self._registry = Registry([(_NAME, self._described)])
        self._validator = cache(self._compile)
        self.operations: dict[str, set[str]] = {}
        """The operations that passed, and which sides of them were checked."""
        self.problems: list[str] = []

    def witness(self, route: Route, call: Call, status: int, answer: object) -> None:
        """Check one request and its answer."""
        operation = self._paths.get(_bare(route.path), {}).get(route.method.lower())
        if operation is None:
            return self.problems.append(f"{route.method} {route.path} is not in Discord's description")
        name: str = operation["operationId"]
        sides = self.operations.setdefault(name, set())
        if status < 300 and call.body is not None:
            sides.add("request")
            self._check(f"request of {name}", ("requestBody",), operation, call.body)
        sides.add("answer")
        if status != 204:
            self._check(f"answer {status} of {name}", ("responses", _status(operation, status)), operation, answer)
        elif "204" not in operation["responses"]:
            self.problems.append(f"{name} never answers 204")
        return None

    def takes_a_body(self, name: str) -> bool:
        """Return whether an operation's request has a body."""
        every = (operation for operations in self._paths.values() for operation in operations.values())
        return any(
            "requestBody" in each for each in every if isinstance(each, dict) and each.get("operationId") == name
        )

    def _check(self, what: str, place: tuple[str, ...], operation: Json, value: object) -> None:
        schema = json.dumps(self._schema(place, operation))
        for error in self._validator(schema).iter_errors(value):
            self.problems.append(f"{what}: {error.message[:300]} at {'/'.join(map(str, error.instance_path))}")

    def _schema(self, place: tuple[str, ...], operation: Json) -> Any:
        part: Any = operation
        for step in place:
            part = part[step]
        if "$ref" in part:
            part = self._described["components"]["responses"][part["$ref"].rpartition("/")[2]]
        return part["content"]["application/json"]["schema"]

    def _compile(self, schema: str) -> Draft202012Validator:
        absolute = schema.replace('"#/', f'"{_NAME}#/')
        return Draft202012Validator(json.loads(absolute), registry=self._registry)


def _bare(path: str) -> str:
    """Return a path without the names of its parameters, which differ."""
    return re.sub(r"\{\w+\}", "{}", path)


def _status(operation: Json, status: int) -> str:
    return str(status) if str(status) in operation["responses"] else "4XX"
