"""Check the options of a command as Discord's client does before it sends them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import IntEnum
from typing import Any

from bot.local.errors import Refused
from bot.local.snowflake import is_snowflake
from bot.local.world import Json, World

MAX_STRING = 6000
MAX_WHOLE = 2**53


class Kind(IntEnum):
    """The types of an option."""

    SUBCOMMAND = 1
    SUBCOMMAND_GROUP = 2
    STRING = 3
    INTEGER = 4
    BOOLEAN = 5
    USER = 6
    CHANNEL = 7
    ROLE = 8
    MENTIONABLE = 9
    NUMBER = 10
    ATTACHMENT = 11


def leaf(command: Json, given: Sequence[Json]) -> tuple[Json, Sequence[Json]]:
    """Return the (sub)command that is called, and its options as given."""
    declared, path = command, command["name"]
    while any(option["type"] <= Kind.SUBCOMMAND_GROUP for option in declared.get("options", ())):
        inner = given[0] if len(given) == 1 and given[0].get("type", 0) <= Kind.SUBCOMMAND_GROUP else None
        found = inner and next((o for o in declared["options"] if o["name"] == inner["name"]), None)
        if not inner or not found:
            choices = ", ".join(f"/{path} {option['name']}" for option in declared["options"])
            raise Refused(f"/{path} alone is no command: choose {choices}.")
        declared, given, path = found, inner.get("options", ()), f"{path} {found['name']}"
    return declared, given


def typed(command: Json, given: Sequence[Json]) -> list[tuple[Kind, Any]]:
    """Return the values of the options of a (sub)command, each with its kind."""
    declared, inner = leaf(command, given)
    kinds = {option["name"]: Kind(option["type"]) for option in declared.get("options", ())}
    return [(kinds[option["name"]], option["value"]) for option in inner]


def check(command: Json, given: Sequence[Json], world: World) -> None:
    """Raise Refused, with the sentence to show, unless a client would send these options."""
    declared, options = leaf(command, given)
    known = {option["name"]: option for option in declared.get("options", ())}
    for option in options:
        if option.get("name") not in known:
            raise Refused(f"This command has no option “{option.get('name')}”: it has {', '.join(known) or 'none'}.")
    names = [option["name"] for option in options]
    if len(set(names)) < len(names):
        raise Refused("An option is given twice: give each once.")
    for name, option in known.items():
        if option.get("required") and name not in names:
            raise Refused(f"“{name}” is required: fill it in.")
    for option in options:
        for problem in _problems(known[option["name"]], option.get("value"), world):
            raise Refused(f"“{option['name']}” {problem}.")


def _problems(declared: Json, value: Any, world: World) -> Iterator[str]:
    kind = Kind(declared["type"])
    if not _is_of(kind, value, world):
        yield f"must be {_WORDS[kind]}"
    elif choices := declared.get("choices"):
        if value not in [choice["value"] for choice in choices]:
            yield f"must be one of: {', '.join(choice['name'] for choice in choices)}"
    elif kind == Kind.STRING:
        yield from _outside(len(value), declared.get("min_length", 0), declared.get("max_length", MAX_STRING), "long")
    elif kind in (Kind.INTEGER, Kind.NUMBER):
        yield from _outside(value, declared.get("min_value", -MAX_WHOLE), declared.get("max_value", MAX_WHOLE), "")


def _outside(size: float, least: float, most: float, how: str) -> Iterator[str]:
    unit = " characters long" if how else ""
    if size < least:
        yield f"must be at least {least}{unit}"
    if size > most:
        yield f"must be at most {most}{unit}"


_WORDS = {
    Kind.STRING: "text",
    Kind.INTEGER: "a whole number",
    Kind.BOOLEAN: "true or false",
    Kind.USER: "a member",
    Kind.CHANNEL: "a channel",
    Kind.ROLE: "a role",
    Kind.MENTIONABLE: "a member or a role",
    Kind.NUMBER: "a number",
    Kind.ATTACHMENT: "an uploaded file",
}


def _is_of(kind: Kind, value: Any, world: World) -> bool:
    match kind:
        case Kind.STRING:
            return isinstance(value, str)
        case Kind.BOOLEAN:
            return isinstance(value, bool)
        case Kind.INTEGER:
            return isinstance(value, int) and not isinstance(value, bool)
        case Kind.NUMBER:
            return isinstance(value, int | float) and not isinstance(value, bool)
        case _:
            return is_snowflake(value) and _exists(kind, int(value), world)


def _exists(kind: Kind, snowflake: int, world: World) -> bool:
    roles = (role.id for guild in world.guilds.values() for role in guild.roles)
    match kind:
        case Kind.USER:
            return snowflake in world.users
        case Kind.CHANNEL:
            return world.channel(snowflake) is not None
        case Kind.ROLE:
            return snowflake in roles
        case Kind.MENTIONABLE:
            return snowflake in world.users or snowflake in roles
        case _:
            return snowflake in world.files
