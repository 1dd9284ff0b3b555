"""Messages that the bot posts into channels by itself."""

from __future__ import annotations

from bot.local.errors import Disallowed, unknown
from bot.local.limits.messages import check_message
from bot.local.permissions import Permission
from bot.local.posting import REPLY, compose, publish, retract, revise
from bot.local.realm import Realm
from bot.local.rest.call import Call, Route
from bot.local.rest.places import may, reachable
from bot.local.rest.threads import awake
from bot.local.world import Channel, ChannelType, Json, Message

MAX_LISTED = 100


async def _post(realm: Realm, call: Call) -> Json:
    payload = call.fields()
    channel = _open_to_posts(realm, call, payload)
    check_message(realm.findings, payload, call.files)
    nonce = payload.get("nonce")
    if payload.get("enforce_nonce") and (made := realm.nonces.made(channel.id, nonce)):
        return _made_before(realm, made)
    reply = _reply(realm, channel, payload["message_reference"]) if payload.get("message_reference") else {}
    if channel.thread:
        await awake(realm, channel)
    message = compose(realm, channel.id, payload, call.files)
    message.body.update(reply)
    if nonce is not None:
        message.body["nonce"] = nonce
        realm.nonces.note(channel.id, nonce, message.id)
    await publish(realm, message, nonce=nonce)
    return message.body


def _open_to_posts(realm: Realm, call: Call, payload: Json) -> Channel:
    """Return the channel that a post is for, when the bot may post such a thing there."""
    channel = reachable(realm, call.snowflake("channel_id"))
    if channel.type in (ChannelType.FORUM, ChannelType.CATEGORY):
        raise Disallowed(400, 50008, "Cannot send messages in a non-text channel")
    needed = Permission.SEND_MESSAGES_IN_THREADS if channel.thread else Permission.SEND_MESSAGES
    needed |= Permission.ATTACH_FILES if call.files else 0
    needed |= Permission.EMBED_LINKS if payload.get("embeds") else 0
    return reachable(realm, channel.id, needed)


def _made_before(realm: Realm, message_id: int) -> Json:
    if message_id not in realm.world.messages:
        raise unknown("Message", 10008)
    return realm.world.messages[message_id].body


def _reply(realm: Realm, channel: Channel, reference: Json) -> Json:
    if not may(realm, channel, Permission.READ_MESSAGE_HISTORY):
        raise Disallowed(403, 160002, "Cannot reply without permission to read message history")
    target = realm.world.messages.get(int(reference.get("message_id") or 0))
    if target is None or target.channel_id != channel.id:
        if reference.get("fail_if_not_exists", True):
            errors = {
                "message_reference": {"_errors": [{"code": "REPLIES_UNKNOWN_MESSAGE", "message": "Unknown message"}]}
            }
            raise Disallowed(400, 50035, "Invalid Form Body", errors)
        return {}
    kept = {"type": 0, "message_id": str(target.id), "channel_id": str(channel.id)}
    return {"type": REPLY, "message_reference": kept, "referenced_message": target.body}


def _named(realm: Realm, call: Call) -> Message:
    channel = reachable(realm, call.snowflake("channel_id"), Permission.READ_MESSAGE_HISTORY)
    message = realm.world.messages.get(call.snowflake("message_id"))
    if message is None or message.channel_id != channel.id or message.only_for is not None:
        raise unknown("Message", 10008)
    return message


async def _get(realm: Realm, call: Call) -> Json:
    return _named(realm, call).body


async def _list(realm: Realm, call: Call) -> list[Json]:
    """Return messages, newest first; none to a bot that may not read the history, as Discord has it."""
    channel = reachable(realm, call.snowflake("channel_id"))
    limit = call.number("limit", 50, 1, MAX_LISTED)
    if not may(realm, channel, Permission.READ_MESSAGE_HISTORY):
        realm.findings.append("the history of a channel is asked for that the bot may not read: it looks empty")
        return []
    said = realm.world.said_in(channel.id)
    if "around" in call.query:
        chosen = _around(said, call.number("around", 0), limit)
    elif "after" in call.query:
        chosen = [message for message in said if message.id > call.number("after", 0)][:limit]
    else:
        chosen = [message for message in said if message.id < call.number("before", 1 << 64)][-limit:]
    return [message.body for message in reversed(chosen)]


def _around(said: list[Message], message_id: int, limit: int) -> list[Message]:
    older = [message for message in said if message.id < message_id][-(limit // 2) :] if limit > 1 else []
    newer = [message for message in said if message.id >= message_id]
    return older + newer[: limit - len(older)]


async def _edit(realm: Realm, call: Call) -> Json:
    message = _named(realm, call)
    if message.body["author"]["id"] != str(realm.world.bot.id):
        raise Disallowed(403, 50005, "Cannot edit a message authored by another user")
    channel = realm.world.channel(message.channel_id)
    if channel and channel.thread and channel.thread.archived:
        raise Disallowed(400, 50083, "Tried to perform an operation on an archived thread")
    check_message(realm.findings, call.fields(), call.files, edited=message.body)
    revised = revise(realm, message, call.fields(), call.files)
    await publish(realm, revised)
    return revised.body


async def _delete(realm: Realm, call: Call) -> None:
    message = _named(realm, call)
    if message.body["author"]["id"] != str(realm.world.bot.id):
        reachable(realm, message.channel_id, Permission.MANAGE_MESSAGES)
    await retract(realm, message)


async def _typing(realm: Realm, call: Call) -> None:
    channel = reachable(realm, call.snowflake("channel_id"), Permission.SEND_MESSAGES)
    realm.happenings.tell("typing", channel_id=str(channel.id))


_IN_CHANNEL = "/channels/{channel_id}/messages"
_MESSAGE = "/channels/{channel_id}/messages/{message_id}"

ROUTES = (
    Route("POST", _IN_CHANNEL, _post),
    Route("GET", _IN_CHANNEL, _list),
    Route("GET", _MESSAGE, _get),
    Route("PATCH", _MESSAGE, _edit),
    Route("DELETE", _MESSAGE, _delete),
    Route("POST", "/channels/{channel_id}/typing", _typing),
)
