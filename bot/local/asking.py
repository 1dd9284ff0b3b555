"""What a member does in the client, as the interaction that Discord makes of it and sends to the bot."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.local import options, payloads
from bot.local.commands import CHAT_INPUT, IN_DIRECT, IN_GUILD, ON_MESSAGE, ON_USER
from bot.local.components import BUTTON, find, is_select
from bot.local.errors import Refused
from bot.local.files import attachment
from bot.local.interactions import Interaction, Kind
from bot.local.permissions import ALL, Permission, permissions_in
from bot.local.realm import Realm
from bot.local.world import Channel, Guild, Json, Message

UPLOAD_LIMIT = 10 * 1024 * 1024
_TARGETED = ("target_id",)


@dataclass(frozen=True, slots=True)
class Seat:
    """Who acts, and where; `guild_id` None is the direct messages with the bot."""

    user_id: int
    guild_id: int | None
    channel_id: int


async def use_command(realm: Realm, seat: Seat, command: Json, given: Sequence[Json]) -> Interaction:
    """Send a slash command whose options a client would accept."""
    _allow(realm, seat, command)
    options.check(command, given, realm.world)
    data = _command(command) | {"options": list(given), **_resolved(realm, seat, command, given)}
    return await _send(realm, seat, Kind.COMMAND, data, _metadata(seat, Kind.COMMAND, command["name"]))


async def autocomplete(realm: Realm, seat: Seat, command: Json, given: Sequence[Json]) -> Interaction:
    """Ask for the choices of the one option that has the focus; what is typed is not checked."""
    _allow(realm, seat, command)
    declared, inner = options.leaf(command, given)
    focused = [option["name"] for option in inner if option.get("focused")]
    offering = [option["name"] for option in declared.get("options", ()) if option.get("autocomplete")]
    if len(focused) != 1 or focused[0] not in offering:
        raise Refused(f"One option must have the focus, and offer choices while typing: {', '.join(offering)}.")
    data = _command(command) | {"options": list(given)}
    return await _send(realm, seat, Kind.AUTOCOMPLETE, data, _metadata(seat, Kind.AUTOCOMPLETE, command["name"]))


async def use_menu(realm: Realm, seat: Seat, command: Json, target_id: int) -> Interaction:
    """Use a command of the context menu on a message or a member."""
    _allow(realm, seat, command)
    data = _command(command) | {"target_id": str(target_id), "resolved": _target(realm, seat, command, target_id)}
    metadata = _metadata(seat, Kind.COMMAND, command["name"])
    if command["type"] == ON_MESSAGE:
        metadata["target_message_id"] = str(target_id)
    return await _send(realm, seat, Kind.COMMAND, data, metadata)


async def press(realm: Realm, seat: Seat, message_id: int, custom_id: str, values: Sequence[str] = ()) -> Interaction:
    """Press a button of a message, or choose in one of its selects."""
    message = visible(realm, seat, message_id)
    component = find(message.body["components"], custom_id)
    if component is None:
        raise Refused("That message has no such button.")
    if component.get("disabled"):
        raise Refused(f"“{component.get('label') or custom_id}” is disabled.")
    data: Json = {"custom_id": custom_id, "component_type": component["type"], "id": component["id"]}
    if component["type"] != BUTTON:
        data |= _chosen(realm, seat, component, values)
    metadata = _metadata(seat, Kind.COMPONENT, None) | {"interacted_message_id": str(message_id)}
    return await _send(realm, seat, Kind.COMPONENT, data, metadata, message)


async def submit(
    realm: Realm, seat: Seat, opener: Interaction, components: Sequence[Json], custom_id: str | None = None
) -> Interaction:
    """Submit the modal that an interaction opened; `components` are as a client sends them."""
    if opener.modal is None:
        raise Refused("No modal is open.")
    if custom_id is not None and custom_id != opener.modal["custom_id"]:
        raise Refused("Another modal is open.")
    data = {"custom_id": opener.modal["custom_id"], "components": list(components), "resolved": {}}
    metadata = _metadata(seat, Kind.MODAL, None) | {"triggering_interaction_metadata": opener.metadata}
    source = realm.world.messages.get(opener.source_id or 0)
    opener.modal = None
    return await _send(realm, seat, Kind.MODAL, data, metadata, source)


def visible(realm: Realm, seat: Seat, message_id: int) -> Message:
    """Return a message that this member can see."""
    message = realm.world.messages.get(message_id)
    if message is None or message.only_for not in (None, seat.user_id):
        raise Refused("That message is not there any more.")
    return message


def place(realm: Realm, seat: Seat) -> tuple[Guild | None, Channel]:
    """Return where a member sits; raise Refused when there is no such place or the member cannot see it."""
    channel = realm.world.channel(seat.channel_id)
    guild = realm.world.guilds.get(seat.guild_id) if seat.guild_id is not None else None
    if channel is None or channel.guild_id != seat.guild_id:
        raise Refused("There is no such channel.")
    member = guild and guild.member(seat.user_id)
    if guild and (not member or not permissions_in(guild, channel, member)):
        raise Refused(f"#{channel.name} cannot be seen by this member.")
    if not guild and channel.recipient_id != seat.user_id:
        raise Refused("These direct messages are somebody else's.")
    return guild, channel


def _allow(realm: Realm, seat: Seat, command: Json) -> None:
    guild, channel = place(realm, seat)
    if guild is None:
        return
    member = guild.member(seat.user_id)
    held = permissions_in(guild, channel, member) if member else 0
    needed = command.get("default_member_permissions")
    if needed is not None and held != ALL and (int(needed) == 0 or int(needed) & ~held):
        raise Refused(f"{command['name']} is not offered to this member: it wants other permissions.")
    if not held & Permission.USE_APPLICATION_COMMANDS:
        raise Refused("This member may not use commands here.")


def _command(command: Json) -> Json:
    scope = {"guild_id": command["guild_id"]} if "guild_id" in command else {}
    return {"id": command["id"], "name": command["name"], "type": command["type"]} | scope


def _metadata(seat: Seat, kind: Kind, name: str | None) -> Json:
    owners = {"0": str(seat.guild_id) if seat.guild_id is not None else "0"}
    named = {"name": name} if name is not None else {}
    return {"type": int(kind), "authorizing_integration_owners": owners} | named


async def _send(
    realm: Realm, seat: Seat, kind: Kind, data: Json, metadata: Json, source: Message | None = None
) -> Interaction:
    guild, channel = place(realm, seat)
    number = realm.ids.next()
    user = payloads.user(realm.world.users[seat.user_id])

    def build(token: str, now: datetime) -> Interaction:
        known = {"id": str(number), "user": user} | metadata
        source_id = source.id if source else None
        return Interaction(number, token, kind, seat.user_id, seat.guild_id, seat.channel_id, known, now, source_id)

    interaction = realm.interactions.begin(build)
    payload = _payload(realm, interaction, guild, channel) | {"data": data}
    if source is not None:
        payload["message"] = source.body
    await realm.gateway.dispatch("INTERACTION_CREATE", payload, seat.guild_id)
    return interaction


def _payload(realm: Realm, interaction: Interaction, guild: Guild | None, channel: Channel) -> Json:
    world = realm.world
    payload = {
        "id": str(interaction.id),
        "application_id": str(world.bot.id),
        "type": int(interaction.kind),
        "token": interaction.token,
        "version": 1,
        "channel_id": str(channel.id),
        "channel": payloads.channel(world, channel),
        "locale": "en-US",
        "entitlements": [],
        "entitlement_sku_ids": [],
        "authorizing_integration_owners": interaction.metadata["authorizing_integration_owners"],
        "attachment_size_limit": UPLOAD_LIMIT,
        "app_permissions": str(ALL),
    }
    if guild is None:
        return payload | {"user": interaction.metadata["user"], "context": IN_DIRECT}
    member, me = guild.member(interaction.user_id), guild.member(world.bot.id)
    return payload | {
        "context": IN_GUILD,
        "guild_id": str(guild.id),
        "guild": {"id": str(guild.id), "locale": guild.locale, "features": []},
        "guild_locale": guild.locale,
        "member": member and payloads.member_in(world, guild, channel, member),
        "app_permissions": str(int(permissions_in(guild, channel, me))) if me else "0",
    }


def _target(realm: Realm, seat: Seat, command: Json, target_id: int) -> Json:
    if command["type"] == ON_MESSAGE:
        return {"messages": {str(target_id): visible(realm, seat, target_id).body}}
    if command["type"] == ON_USER and target_id in realm.world.users:
        return _entities(realm, seat, [(options.Kind.USER, str(target_id))])
    raise Refused("That command cannot be used on this.")


def _chosen(realm: Realm, seat: Seat, component: Json, values: Sequence[str]) -> Json:
    if not is_select(component["type"]):
        raise Refused("That is not something to choose from.")
    least, most = component.get("min_values", 1), component.get("max_values", 1)
    if not least <= len(values) <= most:
        raise Refused(f"Choose {least} to {most}.")
    offered = [option["value"] for option in component.get("options", ())]
    if offered and any(value not in offered for value in values):
        raise Refused(f"Choose from: {', '.join(offered)}.")
    kinds = {5: options.Kind.USER, 6: options.Kind.ROLE, 7: options.Kind.MENTIONABLE, 8: options.Kind.CHANNEL}
    chosen: Json = {"values": list(values)}
    if kind := kinds.get(component["type"]):
        chosen["resolved"] = _entities(realm, seat, [(kind, value) for value in values])
    return chosen


def _resolved(realm: Realm, seat: Seat, command: Json, given: Sequence[Json]) -> Json:
    if command["type"] != CHAT_INPUT:
        return {}
    declared, inner = options.leaf(command, given)
    kinds = {option["name"]: options.Kind(option["type"]) for option in declared.get("options", ())}
    found = _entities(realm, seat, [(kinds[option["name"]], option["value"]) for option in inner])
    return {"resolved": found} if found else {}


def _entities(realm: Realm, seat: Seat, named: Iterable[tuple[options.Kind, Any]]) -> Json:
    """Return what the ids among the values stand for, as Discord puts it into `resolved`."""
    found: Json = {}
    for kind, value in named:
        for section, entity in _entity(realm, seat, kind, value).items():
            found.setdefault(section, {})[value] = entity
    return found


def _entity(realm: Realm, seat: Seat, kind: options.Kind, value: Any) -> Json:
    world = realm.world
    guild = world.guilds.get(seat.guild_id) if seat.guild_id is not None else None
    match kind:
        case options.Kind.USER | options.Kind.MENTIONABLE if int(value) in world.users:
            member = guild.member(int(value)) if guild else None
            here = world.channel(seat.channel_id)
            known = {"users": payloads.user(world.users[int(value)])}
            if guild and member and here:
                known["members"] = payloads.member_in(world, guild, here, member)
            return known
        case options.Kind.ROLE | options.Kind.MENTIONABLE:
            roles = guild.roles if guild else ()
            return {"roles": payloads.role(next(role for role in roles if role.id == int(value)))}
        case options.Kind.CHANNEL:
            return {"channels": _resolved_channel(realm, seat, int(value))}
        case options.Kind.ATTACHMENT:
            return {"attachments": attachment(int(value), world.files[int(value)], seat.channel_id)}
        case _:
            return {}


def _resolved_channel(realm: Realm, seat: Seat, channel_id: int) -> Json:
    channel = realm.world.channel(channel_id)
    if channel is None or channel.guild_id is None:
        raise Refused("There is no such channel.")
    guild = realm.world.guilds[channel.guild_id]
    member, me = guild.member(seat.user_id), guild.member(realm.world.bot.id)
    return payloads.channel(realm.world, channel) | {
        "permissions": str(int(permissions_in(guild, channel, member))) if member else "0",
        "app_permissions": str(int(permissions_in(guild, channel, me))) if me else "0",
    }
