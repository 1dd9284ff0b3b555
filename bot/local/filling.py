"""Turn what a person means ("#daily", "@Mod", a label) into the JSON that a client sends."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bot.local.components import Part, inside
from bot.local.errors import Refused
from bot.local.forms import fields
from bot.local.options import Kind
from bot.local.realm import Realm
from bot.local.seat import Seat
from bot.local.snowflake import is_snowflake
from bot.local.world import Json


def filled(
    realm: Realm, seat: Seat, command: Json, path: Sequence[str], values: Mapping[str, Any], *, focused: bool = False
) -> list[Json]:
    """Return the option objects for a command; with `focused` the last value is the one being typed."""
    declared, steps = command, list[Json]()
    for word in path:
        step = next((option for option in declared.get("options", ()) if option["name"] == word), None)
        if step is None:
            raise Refused(f"/{command['name']} has no subcommand “{word}”.")
        declared = step
        steps.append(step)
    kinds = {option["name"]: option["type"] for option in declared.get("options", ())}
    given: list[Json] = [
        {"name": name, "type": kinds.get(name, Kind.STRING), "value": _value(realm, seat, kinds.get(name), value)}
        for name, value in values.items()
        if value is not None
    ]
    if focused and given:
        given[-1]["focused"] = True
    for step in reversed(steps):
        given = [{"name": step["name"], "type": step["type"], "options": given}]
    return given


def _value(realm: Realm, seat: Seat, kind: int | None, value: Any) -> Any:
    """Return an option's value; a member, channel or role may be named."""
    if kind not in (Kind.USER, Kind.CHANNEL, Kind.ROLE, Kind.MENTIONABLE):
        return value
    if isinstance(value, int) or is_snowflake(value):
        return str(value)
    guild = realm.world.guilds.get(seat.guild_id or 0)
    name = value.lstrip("#@")
    named: list[tuple[str, int]] = []
    if guild and kind == Kind.CHANNEL:
        named = [(channel.name, channel.id) for channel in guild.channels]
    elif guild and kind in (Kind.ROLE, Kind.MENTIONABLE):
        named = [(role.name, role.id) for role in guild.roles]
    if kind in (Kind.USER, Kind.MENTIONABLE):
        named += [(user.name, user.id) for user in realm.world.users.values()]
    for found in (number for known, number in named if known == name):
        return str(found)
    raise Refused(f"There is no “{value}” here.")


def submitted(modal: Json, given: Mapping[str, Any]) -> list[Json]:
    """Return a modal's components as a client sends them, each field by custom id or label."""
    rest = dict(given)
    names = {field["custom_id"]: name for field, name in fields(modal)}
    sent = [_sent(component, names, rest) for component in modal["components"]]
    if rest:
        raise Refused(f"The form has no field {', '.join(rest)}: it has {', '.join(names.values())}.")
    return sent


def _sent(component: Json, names: Mapping[str, str], given: dict[str, Any]) -> Json:
    kept = {"type": component["type"], "id": component["id"]}
    if component["type"] == Part.LABEL:
        return kept | {"component": _answered(component["component"], names, given)}
    if component["type"] == Part.ROW:
        return kept | {"components": [_answered(each, names, given) for each in inside(component)]}
    return kept


def _answered(field: Json, names: Mapping[str, str], given: dict[str, Any]) -> Json:
    custom_id = field["custom_id"]
    value = next((given.pop(name) for name in (custom_id, names[custom_id]) if name in given), None)
    sent: Json = {"type": field["type"], "id": field["id"], "custom_id": custom_id}
    if field["type"] == Part.TEXT_INPUT:
        return sent | {"value": (field.get("value") or "") if value is None else value}
    if field["type"] in (Part.RADIO_GROUP, Part.CHECKBOX):
        return sent | {"value": value if value is not None or field["type"] == Part.RADIO_GROUP else False}
    return sent | {"values": [value] if isinstance(value, str) else list(value or ())}
