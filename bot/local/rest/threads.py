"""Threads: made from a message or without one, and opened again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.local import payloads
from bot.local.errors import Disallowed, unknown
from bot.local.gateway import GUILDS
from bot.local.limits.messages import check_message
from bot.local.limits.problems import Problems
from bot.local.permissions import Permission
from bot.local.posting import compose, publish
from bot.local.realm import Realm
from bot.local.rest.call import Call, Route
from bot.local.rest.places import may, reachable
from bot.local.world import Channel, ChannelType, Json, Thread, Upload

NAME = 100
DURATIONS = (60, 1440, 4320, 10080)
HAS_THREAD = 1 << 5
_PARENTS = (ChannelType.TEXT, ChannelType.ANNOUNCEMENT)
_KINDS = (ChannelType.ANNOUNCEMENT_THREAD, ChannelType.PUBLIC_THREAD, ChannelType.PRIVATE_THREAD)


async def awake(realm: Realm, channel: Channel) -> None:
    """Open a thread that was archived, as any message in it does; raise where it is locked."""
    if channel.thread is None or not channel.thread.archived:
        return
    if channel.thread.locked and not may(realm, channel, Permission.MANAGE_THREADS):
        raise Disallowed(403, 160005, "This thread is locked")
    await _changed(realm, replace(channel, thread=replace(channel.thread, archived=False)))


async def _from_message(realm: Realm, call: Call) -> Json:
    parent = reachable(realm, call.snowflake("channel_id"), Permission.CREATE_PUBLIC_THREADS)
    message = realm.world.messages.get(call.snowflake("message_id"))
    if message is None or message.channel_id != parent.id or message.only_for is not None:
        raise unknown("Message", 10008)
    if realm.world.channel(message.id) is not None:
        raise Disallowed(400, 160004, "A thread has already been created for this message")
    announced = parent.type == ChannelType.ANNOUNCEMENT
    kind = ChannelType.ANNOUNCEMENT_THREAD if announced else ChannelType.PUBLIC_THREAD
    made = await _begin(realm, parent, message.id, kind, call.fields())
    body = message.body | {"flags": message.body["flags"] | HAS_THREAD, "thread": made}
    await publish(realm, replace(message, body=body))
    return made


async def _without_message(realm: Realm, call: Call) -> Json:
    parent, fields = reachable(realm, call.snowflake("channel_id")), call.fields()
    if parent.type == ChannelType.FORUM:
        return await _forum_post(realm, parent, fields, call.files)
    kind = fields.get("type", ChannelType.PRIVATE_THREAD)
    private = kind == ChannelType.PRIVATE_THREAD
    reachable(realm, parent.id, Permission.CREATE_PRIVATE_THREADS if private else Permission.CREATE_PUBLIC_THREADS)
    if parent.type not in _PARENTS or kind not in _KINDS:
        raise Disallowed(400, 50024, "Cannot execute action on this channel type")
    return await _begin(realm, parent, realm.ids.next(), ChannelType(kind), fields)


async def _forum_post(realm: Realm, parent: Channel, fields: Json, files: Sequence[Upload]) -> Json:
    """Begin a thread with its first message, which has the same id."""
    reachable(realm, parent.id, Permission.SEND_MESSAGES)
    first = fields.get("message")
    if not isinstance(first, dict):
        problem = {"_errors": [{"code": "BASE_TYPE_REQUIRED", "message": "This field is required"}]}
        raise Disallowed(400, 50035, "Invalid Form Body", {"message": problem})
    check_message(realm.findings, first, files)
    made = await _begin(realm, parent, realm.ids.next(), ChannelType.PUBLIC_THREAD, fields)
    composed = compose(realm, int(made["id"]), first, files)
    message = replace(composed, id=int(made["id"]), body=composed.body | {"id": made["id"]})
    await publish(realm, message)
    return made | {"message": message.body}


async def _begin(realm: Realm, parent: Channel, number: int, kind: ChannelType, fields: Json) -> Json:
    minutes = fields.get("auto_archive_duration") or 1440
    _check(realm, fields.get("name"), minutes)
    thread = Thread(realm.world.bot.id, realm.clock.now(), minutes)
    channel = Channel(number, fields["name"], kind, parent.guild_id, parent_id=parent.id, thread=thread)
    realm.world.put(channel)
    realm.happenings.tell("members")
    shown = payloads.channel(realm.world, channel)
    await realm.gateway.dispatch("THREAD_CREATE", shown | {"newly_created": True}, channel.guild_id, GUILDS)
    return shown


async def _edit(realm: Realm, call: Call) -> Json:
    channel, fields = reachable(realm, call.snowflake("channel_id")), call.fields()
    if channel.thread is None:
        raise Disallowed(403, 50013, "Missing Permissions")  # Pero changes no channels but its threads
    known = channel.thread
    opening = fields.keys() <= {"archived"} and not known.locked and known.owner_id == realm.world.bot.id
    reachable(realm, channel.id, Permission.SEND_MESSAGES_IN_THREADS if opening else Permission.MANAGE_THREADS)
    minutes = fields.get("auto_archive_duration", known.minutes)
    _check(realm, fields.get("name", channel.name), minutes)
    archived, locked = fields.get("archived", known.archived), fields.get("locked", known.locked)
    thread = replace(known, archived=bool(archived), locked=bool(locked), minutes=minutes)
    return await _changed(realm, replace(channel, name=fields.get("name", channel.name), thread=thread))


async def _changed(realm: Realm, channel: Channel) -> Json:
    realm.world.put(channel)
    realm.happenings.tell("members")
    shown = payloads.channel(realm.world, channel)
    await realm.gateway.dispatch("THREAD_UPDATE", shown, channel.guild_id, GUILDS)
    return shown


def _check(realm: Realm, name: object, minutes: object) -> None:
    problems = Problems()
    problems.length(("name",), name, 1, NAME)
    problems.unless(minutes in DURATIONS, ("auto_archive_duration",), "BASE_TYPE_CHOICES", f"Must be of {DURATIONS}.")
    problems.done(realm.findings)


ROUTES = (
    Route("POST", "/channels/{channel_id}/messages/{message_id}/threads", _from_message, status=201),
    Route("POST", "/channels/{channel_id}/threads", _without_message, status=201),
    Route("PATCH", "/channels/{channel_id}", _edit),
)
