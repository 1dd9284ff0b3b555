"""Messages that the bot posts into channels by itself."""

from __future__ import annotations

from bot.local.errors import Disallowed, unknown
from bot.local.limits.messages import check_message
from bot.local.permissions import Permission
from bot.local.posting import REPLY, compose, publish, retract, revise
from bot.local.realm import Realm
from bot.local.rest.call import Call, Route
from bot.local.rest.places import reachable
from bot.local.world import Json, Message

MAX_LISTED = 100


async def _post(realm: Realm, call: Call) -> Json:
    payload = call.fields()
    needed = Permission.SEND_MESSAGES | (Permission.ATTACH_FILES if call.files else 0)
    channel = reachable(realm, call.snowflake("channel_id"), needed)
    check_message(realm.findings, payload, call.files)
    nonce = payload.get("nonce")
    if payload.get("enforce_nonce") and (again := _with_nonce(realm, channel.id, nonce)):
        return again.body
    message = compose(realm, channel.id, payload, call.files)
    if reference := payload.get("message_reference"):
        message.body.update(_reply(realm, channel.id, reference))
    if nonce is not None:
        message.body["nonce"] = nonce
    await publish(realm, message, nonce=nonce)
    return message.body


def _reply(realm: Realm, channel_id: int, reference: Json) -> Json:
    target = realm.world.messages.get(int(reference.get("message_id") or 0))
    if target is None or target.channel_id != channel_id:
        if reference.get("fail_if_not_exists", True):
            errors = {
                "message_reference": {"_errors": [{"code": "REPLIES_UNKNOWN_MESSAGE", "message": "Unknown message"}]}
            }
            raise Disallowed(400, 50035, "Invalid Form Body", errors)
        return {}
    kept = {"type": 0, "message_id": str(target.id), "channel_id": str(channel_id)}
    return {"type": REPLY, "message_reference": kept, "referenced_message": target.body}


def _with_nonce(realm: Realm, channel_id: int, nonce: object) -> Message | None:
    """Return the recent message that was sent with the same nonce."""
    said = reversed(realm.world.said_in(channel_id)[-50:])
    return next((message for message in said if nonce is not None and message.body.get("nonce") == nonce), None)


def _named(realm: Realm, call: Call) -> Message:
    channel = reachable(realm, call.snowflake("channel_id"), Permission.READ_MESSAGE_HISTORY)
    message = realm.world.messages.get(call.snowflake("message_id"))
    if message is None or message.channel_id != channel.id or message.only_for is not None:
        raise unknown("Message", 10008)
    return message


async def _get(realm: Realm, call: Call) -> Json:
    return _named(realm, call).body


async def _list(realm: Realm, call: Call) -> list[Json]:
    channel = reachable(realm, call.snowflake("channel_id"), Permission.READ_MESSAGE_HISTORY)
    before = int(call.query.get("before", 1 << 63))
    after = int(call.query.get("after", 0))
    limit = min(int(call.query.get("limit", 50)), MAX_LISTED)
    said = [message.body for message in realm.world.said_in(channel.id) if after < message.id < before]
    chosen = said[:limit] if after else said[-limit:]
    return chosen[::-1]


async def _edit(realm: Realm, call: Call) -> Json:
    message = _named(realm, call)
    if message.body["author"]["id"] != str(realm.world.bot.id):
        raise Disallowed(403, 50005, "Cannot edit a message authored by another user")
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
