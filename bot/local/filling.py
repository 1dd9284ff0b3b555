"""Turn what a person means ("#daily", "@Mod", a label) into the JSON that a client sends."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bot.local.asking import Seat
from bot.local.components import LABEL, ROW, TEXT_INPUT, inside
from bot.local.errors import Refused
from bot.local.options import Kind
from bot.local.realm import Realm
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
    if isinstance(value, int) or value.isdecimal():
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


def submitted(modal: Json, fields: Mapping[str, Any]) -> list[Json]:
    """Return a modal's components as a client sends them, each field by custom id or label."""
    rest = dict(fields)
    sent = [_sent(component, rest) for component in modal["components"]]
    if rest:
        raise Refused(f"The modal has no field {', '.join(rest)}.")
    return sent


def _sent(component: Json, fields: dict[str, Any]) -> Json:
    if component["type"] not in (ROW, LABEL):
        return {"type": component["type"], "id": component["id"]}
    label = component.get("label")
    answered = [_answered(each, label, fields) for each in inside(component)]
    outer: Json = {"type": component["type"], "id": component["id"]}
    return outer | ({"component": answered[0]} if component["type"] == LABEL else {"components": answered})


def _answered(field: Json, label: str | None, fields: dict[str, Any]) -> Json:
    known = (field["custom_id"], field.get("label") or label or "")
    given = next((fields.pop(name) for name in known if name in fields), None)
    sent: Json = {"type": field["type"], "id": field["id"], "custom_id": field["custom_id"]}
    if field["type"] == TEXT_INPUT:
        value = field.get("value") or "" if given is None else given
        _check_text(field, known[1], value)
        return sent | {"value": value}
    values = [given] if isinstance(given, str) else list(given or ())
    if len(values) < field.get("min_values", 1) and field.get("required", True):
        raise Refused(f"“{known[1]}” is required: choose.")
    return sent | {"values": values}


def _check_text(field: Json, name: str, value: str) -> None:
    least, most = field.get("min_length") or 0, field.get("max_length") or 4000
    if not value and field.get("required", True):
        raise Refused(f"“{name}” is required: fill it in.")
    if value and not least <= len(value) <= most:
        raise Refused(f"“{name}” must be {least} to {most} characters long.")
