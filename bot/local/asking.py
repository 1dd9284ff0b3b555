"""What a person does in the client, as the interaction that Discord makes of it and sends to the bot."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime

from bot.local import forms, options, payloads
from bot.local.commands import (
    FOR_GUILDS,
    FOR_USERS,
    IN_DIRECT,
    IN_GUILD,
    ON_MESSAGE,
    ON_USER,
    SUBCOMMAND,
    SUBCOMMAND_GROUP,
)
from bot.local.components import LINK, Part, find, is_select
from bot.local.errors import Refused, Unanswered
from bot.local.interactions import Callback, Interaction, Kind
from bot.local.permissions import ALL, Permission, permissions_in
from bot.local.realm import Realm
from bot.local.resolved import CHOSEN, resolved
from bot.local.seat import Seat, allow, place, visible
from bot.local.world import Channel, Guild, Json, Message

UPLOAD_LIMIT = 10 * 1024 * 1024
_GRACE = 1.0


async def use_command(realm: Realm, seat: Seat, command: Json, given: Sequence[Json]) -> Interaction:
    """Send a slash command whose options a client would accept."""
    allow(realm, seat, command)
    options.check(command, given, realm.world)
    data = _command(command) | {"options": list(given)}
    if known := resolved(realm, seat, options.typed(command, given)):
        data["resolved"] = known
    metadata = _of_command(realm, seat, Kind.COMMAND, command) | {"name": _path(command["name"], given)}
    return await _send(realm, seat, Kind.COMMAND, data, metadata)


async def autocomplete(realm: Realm, seat: Seat, command: Json, given: Sequence[Json]) -> Interaction:
    """Ask for the choices of the one option that has the focus; what is typed is not checked."""
    allow(realm, seat, command)
    declared, inner = options.leaf(command, given)
    focused = [option["name"] for option in inner if option.get("focused")]
    offering = [option["name"] for option in declared.get("options", ()) if option.get("autocomplete")]
    if len(focused) != 1 or focused[0] not in offering:
        raise Refused(f"One option that offers choices must have the focus: {', '.join(offering) or 'there is none'}.")
    data = _command(command) | {"options": list(given)}
    return await _send(realm, seat, Kind.AUTOCOMPLETE, data, _of_command(realm, seat, Kind.AUTOCOMPLETE, command))


async def use_menu(realm: Realm, seat: Seat, command: Json, target_id: int) -> Interaction:
    """Use a command of the context menu on a message or a member."""
    allow(realm, seat, command)
    metadata = _of_command(realm, seat, Kind.COMMAND, command)
    if command["type"] == ON_MESSAGE:
        known = {"messages": {str(target_id): visible(realm, seat, target_id).body}}
        metadata["target_message_id"] = str(target_id)
    elif command["type"] == ON_USER:
        known = resolved(realm, seat, [(options.Kind.USER, str(target_id))])
        metadata["target_user"] = payloads.user(realm.world.users[target_id])
    else:
        raise Refused(f"/{command['name']} is not a command of the context menu: type it.")
    data = _command(command) | {"target_id": str(target_id), "resolved": known}
    return await _send(realm, seat, Kind.COMMAND, data, metadata)


async def press(realm: Realm, seat: Seat, message_id: int, custom_id: str, values: Sequence[str] = ()) -> Interaction:
    """Press a button of a message, or choose in one of its selects."""
    message = visible(realm, seat, message_id)
    component = find(message.body["components"], custom_id)
    if component is None or component.get("style") == LINK:
        raise Refused("That message has no such button.")
    if component.get("disabled"):
        raise Refused(f"“{component.get('label') or custom_id}” is disabled.")
    data: Json = {"custom_id": custom_id, "component_type": component["type"], "id": component["id"]}
    if component["type"] != Part.BUTTON:
        data |= _chosen(realm, seat, component, values)
    owners = message.body.get("interaction_metadata", {}).get("authorizing_integration_owners") or _owners(realm, seat)
    metadata = _metadata(Kind.COMPONENT, owners) | {"interacted_message_id": str(message_id)}
    return await _send(realm, seat, Kind.COMPONENT, data, metadata, message)


async def submit(
    realm: Realm, seat: Seat, opener: Interaction, components: Sequence[Json], custom_id: str | None = None
) -> Interaction:
    """Submit the modal that an interaction opened; `components` are as a client sends them."""
    modal = opener.modal
    if modal is None or opener.user_id != seat.user_id or custom_id not in (None, modal["custom_id"]):
        raise Refused("That form is not open any more.")
    forms.check(modal, components)
    known = resolved(realm, seat, forms.chosen(modal, components))
    data = {"custom_id": modal["custom_id"], "components": list(components), "resolved": known}
    owners = opener.metadata["authorizing_integration_owners"]
    metadata = _metadata(Kind.MODAL, owners) | {"triggering_interaction_metadata": opener.metadata}
    source = realm.world.messages.get(opener.source_id or 0)
    opener.modal = None
    return await _send(realm, seat, Kind.MODAL, data, metadata, source)


async def first_answer(realm: Realm, interaction: Interaction) -> Callback:
    """Wait for the bot's first answer; raise Unanswered when it did not come in time."""

    def look() -> bool | None:
        return True if interaction.failed or interaction.answer is not None else None

    within = realm.interactions.first_answer
    with suppress(TimeoutError):
        await realm.happenings.until(look, within + _GRACE)
    if interaction.answer is None:
        raise Unanswered(f"The bot did not answer {interaction.metadata.get('name', 'this')} within {within:g} s.")
    return interaction.answer


async def choices(realm: Realm, interaction: Interaction) -> tuple[Json, ...]:
    """Wait for the choices that an autocompletion brings."""
    await first_answer(realm, interaction)
    return interaction.choices


def _command(command: Json) -> Json:
    scope = {"guild_id": command["guild_id"]} if "guild_id" in command else {}
    return {"id": command["id"], "name": command["name"], "type": command["type"]} | scope


def _path(name: str, given: Sequence[Json]) -> str:
    """Return what was typed after the slash: the command, with its group and subcommand."""
    inner = next((each for each in given if each["type"] in (SUBCOMMAND, SUBCOMMAND_GROUP)), None)
    return _path(f"{name} {inner['name']}", inner.get("options", ())) if inner else name


def _metadata(kind: Kind, owners: Json) -> Json:
    return {"type": int(kind), "authorizing_integration_owners": owners}


def _of_command(realm: Realm, seat: Seat, kind: Kind, command: Json) -> Json:
    installs = command.get("integration_types", [FOR_GUILDS])
    return _metadata(kind, _owners(realm, seat, installs)) | {"name": command["name"]}


def _owners(realm: Realm, seat: Seat, installs: Sequence[int] = (FOR_GUILDS,)) -> Json:
    """Return through which installs a command is here: the guild's (or, in direct messages, 0) and the user's own."""
    owners: Json = {}
    if FOR_GUILDS in installs and realm.world.has_bot(seat.guild_id):
        owners[str(FOR_GUILDS)] = str(seat.guild_id or 0)
    if FOR_USERS in installs and seat.user_id in realm.world.installed_by:
        owners[str(FOR_USERS)] = str(seat.user_id)
    return owners


def _chosen(realm: Realm, seat: Seat, component: Json, values: Sequence[str]) -> Json:
    if not is_select(component["type"]):
        raise Refused("That is not something to choose from.")
    least, most = component.get("min_values", 1), component.get("max_values", 1)
    if not least <= len(values) <= most:
        raise Refused(f"Choose {least} to {most}.")
    offered = [option["value"] for option in component.get("options", ())]
    if offered and any(value not in offered for value in values):
        raise Refused(f"Choose from: {', '.join(offered)}.")
    kind = CHOSEN.get(component["type"])
    known = {"resolved": resolved(realm, seat, [(kind, value) for value in values])} if kind else {}
    return {"values": list(values)} | known


async def _send(
    realm: Realm, seat: Seat, kind: Kind, data: Json, metadata: Json, source: Message | None = None
) -> Interaction:
    guild, channel = place(realm, seat)
    number = realm.ids.next()
    user = payloads.user(realm.world.users[seat.user_id])

    def build(token: str, now: datetime) -> Interaction:
        known = {"id": str(number), "user": user} | metadata
        source_id = source.id if source else None
        begun = Interaction(number, token, kind, seat.user_id, seat.guild_id, seat.channel_id, known, now, source_id)
        begun.forced_private = begun.by_user_only and guild is not None and not _may_show(guild, channel, seat)
        return begun

    interaction = realm.interactions.begin(build)
    realm.happenings.tell("asked", interaction=str(interaction.id))
    payload = _payload(realm, interaction, guild, channel) | {"data": data}
    if source is not None:
        payload["message"] = source.body
    await realm.gateway.dispatch("INTERACTION_CREATE", payload, seat.guild_id)
    return interaction


def _may_show(guild: Guild, channel: Channel, seat: Seat) -> bool:
    """Return whether what a user's own install answers may be seen by others."""
    member = guild.member(seat.user_id)
    return bool(member and permissions_in(guild, channel, member) & Permission.USE_EXTERNAL_APPS)


def _payload(realm: Realm, interaction: Interaction, guild: Guild | None, channel: Channel) -> Json:
    payload = {
        "id": str(interaction.id),
        "application_id": str(realm.world.bot.id),
        "type": int(interaction.kind),
        "token": interaction.token,
        "version": 1,
        "channel_id": str(channel.id),
        "channel": payloads.channel(realm.world, channel),
        "locale": "en-US",
        "entitlements": [],
        "entitlement_sku_ids": [],
        "authorizing_integration_owners": interaction.metadata["authorizing_integration_owners"],
        "attachment_size_limit": UPLOAD_LIMIT,
    }
    if guild is None:
        direct = {"user": interaction.metadata["user"], "context": IN_DIRECT, "app_permissions": str(ALL)}
        return payload | direct
    return payload | _in_guild(realm, interaction, guild, channel)


def _in_guild(realm: Realm, interaction: Interaction, guild: Guild, channel: Channel) -> Json:
    member, me = guild.member(interaction.user_id), guild.member(realm.world.bot.id)
    return {
        "context": IN_GUILD,
        "guild_id": str(guild.id),
        "guild": {"id": str(guild.id), "locale": guild.locale, "features": []},
        "guild_locale": guild.locale,
        "member": member and payloads.member_in(realm.world, guild, channel, member),
        "app_permissions": str(int(permissions_in(guild, channel, me))) if me else "0",
    }
