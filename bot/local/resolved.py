"""What the ids that a person chose stand for, as Discord sends it beside them under `resolved`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from bot.local import payloads
from bot.local.errors import Refused
from bot.local.files import attachment
from bot.local.options import Kind
from bot.local.permissions import permissions_in
from bot.local.realm import Realm
from bot.local.seat import Seat
from bot.local.world import Guild, Json

# What the options of the automatic selects, and of a file upload, are.
CHOSEN = {5: Kind.USER, 6: Kind.ROLE, 7: Kind.MENTIONABLE, 8: Kind.CHANNEL, 19: Kind.ATTACHMENT}


def resolved(realm: Realm, seat: Seat, named: Iterable[tuple[Kind, Any]]) -> Json:
    """Return `resolved` for values of these kinds; values that are no ids add nothing."""
    found: Json = {}
    for kind, value in named:
        for section, entity in _entity(realm, seat, kind, value).items():
            found.setdefault(section, {})[value] = entity
    return found


def _entity(realm: Realm, seat: Seat, kind: Kind, value: Any) -> Json:
    world = realm.world
    match kind:
        case Kind.USER:
            return _user(realm, seat, int(value))
        case Kind.ROLE:
            return _role(realm, seat, int(value))
        case Kind.MENTIONABLE:
            return (_user if int(value) in world.users else _role)(realm, seat, int(value))
        case Kind.CHANNEL:
            return _channel(realm, seat, int(value))
        case Kind.ATTACHMENT if (upload := world.files.get(int(value))) is not None:
            return {"attachments": attachment(int(value), upload, seat.channel_id)}
        case Kind.ATTACHMENT:
            raise Refused("That file was not uploaded.")
        case _:
            return {}


def _user(realm: Realm, seat: Seat, user_id: int) -> Json:
    world, guild, here = realm.world, _guild(realm, seat), realm.world.channel(seat.channel_id)
    if user_id not in world.users:
        raise Refused("There is no such member.")
    known: Json = {"users": payloads.user(world.users[user_id])}
    member = guild.member(user_id) if guild else None
    if guild and member and here:
        known["members"] = payloads.member_in(world, guild, here, member)
    return known


def _role(realm: Realm, seat: Seat, role_id: int) -> Json:
    guild = _guild(realm, seat)
    for role in guild.roles if guild else ():
        if role.id == role_id:
            return {"roles": payloads.role(role)}
    raise Refused("There is no such role in this server.")


def _channel(realm: Realm, seat: Seat, channel_id: int) -> Json:
    """Return a channel with what the person, and the bot, may do in it."""
    channel, guild = realm.world.channel(channel_id), _guild(realm, seat)
    if channel is None or guild is None or channel.guild_id != guild.id:
        raise Refused("There is no such channel in this server.")
    member, me = guild.member(seat.user_id), guild.member(realm.world.bot.id)
    may = permissions_in(guild, channel, member) if member else 0
    bot_may = permissions_in(guild, channel, me) if me else 0
    allowed = {"permissions": str(int(may)), "app_permissions": str(int(bot_may))}
    return {"channels": payloads.channel(realm.world, channel) | allowed}


def _guild(realm: Realm, seat: Seat) -> Guild | None:
    return realm.world.guilds.get(seat.guild_id) if seat.guild_id is not None else None
