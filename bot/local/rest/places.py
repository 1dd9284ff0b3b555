"""Who the bot is, and the users, guilds and channels around it."""

from __future__ import annotations

from bot.local import payloads
from bot.local.errors import Disallowed, unknown
from bot.local.permissions import Permission, permissions_in
from bot.local.realm import Realm
from bot.local.rest.call import Call, Route
from bot.local.world import Channel, ChannelType, Guild, Json

_GATEWAY = "wss://gateway.discord.gg"


def reachable(realm: Realm, channel_id: int, needed: int = 0) -> Channel:
    """Return a channel that the bot sees and has the needed permissions in."""
    channel = realm.world.channel(channel_id)
    if channel is None:
        raise unknown("Channel", 10003)
    if channel.guild_id is None:
        return channel
    if not may(realm, channel, Permission.VIEW_CHANNEL):
        raise Disallowed(403, 50001, "Missing Access")
    if not may(realm, channel, needed):
        raise Disallowed(403, 50013, "Missing Permissions")
    return channel


def may(realm: Realm, channel: Channel, needed: int) -> bool:
    """Return whether the bot has the needed permissions in a channel; in direct messages it has all."""
    if channel.guild_id is None:
        return True
    guild = realm.world.guilds[channel.guild_id]
    me = guild.member(realm.world.bot.id)
    return not needed & ~(permissions_in(guild, channel, me) if me else 0)


async def _me(realm: Realm, call: Call) -> Json:
    return payloads.own_user(realm.world.bot)


async def _application(realm: Realm, call: Call) -> Json:
    owner = next(iter(realm.world.guilds.values())).owner_id
    return payloads.application(realm.world, realm.world.users[owner])


async def _gateway(realm: Realm, call: Call) -> Json:
    return {"url": _GATEWAY}


async def _bot_gateway(realm: Realm, call: Call) -> Json:
    left = {"total": 1000, "remaining": max(1000 - realm.gateway.identifies, 0), "reset_after": 0, "max_concurrency": 1}
    return {"url": _GATEWAY, "shards": realm.shards, "session_start_limit": left}


async def _user(realm: Realm, call: Call) -> Json:
    found = realm.world.users.get(call.snowflake("user_id"))
    if found is None:
        raise unknown("User", 10013)
    return payloads.user(found)


def _joined(realm: Realm, call: Call) -> Guild:
    found = realm.world.guilds.get(call.snowflake("guild_id"))
    if found is None or found.member(realm.world.bot.id) is None:
        raise unknown("Guild", 10004)
    return found


async def _guild(realm: Realm, call: Call) -> Json:
    found = _joined(realm, call)
    counts = len(found.members)
    counted = {"approximate_member_count": counts, "approximate_presence_count": counts}
    return payloads.guild(found) | (counted if call.query.get("with_counts") in ("1", "true", "True") else {})


async def _channels(realm: Realm, call: Call) -> list[Json]:
    guild = _joined(realm, call)
    seen = (channel for channel in guild.channels if may(realm, channel, Permission.VIEW_CHANNEL))
    return [payloads.channel(realm.world, channel) for channel in seen]


async def _roles(realm: Realm, call: Call) -> list[Json]:
    return [payloads.role(role) for role in _joined(realm, call).roles]


async def _member(realm: Realm, call: Call) -> Json:
    member = _joined(realm, call).member(call.snowflake("user_id"))
    if member is None:
        raise unknown("Member", 10007)
    return payloads.member(realm.world, member)


async def _channel(realm: Realm, call: Call) -> Json:
    return payloads.channel(realm.world, reachable(realm, call.snowflake("channel_id")))


async def _open_direct(realm: Realm, call: Call) -> Json:
    user_id = int(call.fields().get("recipient_id", 0))
    if user_id not in realm.world.users or user_id == realm.world.bot.id:
        raise Disallowed(400, 50033, "Invalid Recipient(s)")
    return payloads.channel(realm.world, direct_channel(realm, user_id))


def direct_channel(realm: Realm, user_id: int) -> Channel:
    """Return the direct messages of the bot with a user, opened now if need be."""
    if (channel := realm.world.direct_with(user_id)) is None:
        channel = Channel(realm.ids.next(), "", ChannelType.DIRECT, recipient_id=user_id)
        realm.world.direct[channel.id] = channel
    return channel


async def _emojis(realm: Realm, call: Call) -> Json:
    return {"items": []}


ROUTES = (
    Route("GET", "/users/@me", _me),
    Route("GET", "/oauth2/applications/@me", _application),
    Route("GET", "/gateway", _gateway, needs_token=False),
    Route("GET", "/gateway/bot", _bot_gateway),
    Route("GET", "/users/{user_id}", _user),
    Route("POST", "/users/@me/channels", _open_direct),
    Route("GET", "/guilds/{guild_id}", _guild),
    Route("GET", "/guilds/{guild_id}/channels", _channels),
    Route("GET", "/guilds/{guild_id}/roles", _roles),
    Route("GET", "/guilds/{guild_id}/members/{user_id}", _member),
    Route("GET", "/channels/{channel_id}", _channel),
    Route("GET", "/applications/{application_id}/emojis", _emojis),
)
