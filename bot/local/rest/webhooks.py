"""What follows a first answer: the original response and follow-ups, by the interaction's token."""

from __future__ import annotations

from bot.local.errors import Disallowed, unknown
from bot.local.interactions import Interaction
from bot.local.limits.messages import check_message
from bot.local.posting import EPHEMERAL, LOADING, compose, publish, retract, revise
from bot.local.realm import Realm
from bot.local.rest.call import Call, Route
from bot.local.rest.replies import marked
from bot.local.world import Json, Message

FOLLOW_UPS = 5


def _interaction(realm: Realm, call: Call) -> Interaction:
    if call.snowflake("webhook_id") != realm.world.bot.id:
        raise unknown("Webhook", 10015)
    return realm.interactions.following(call.path["token"])


def _named(realm: Realm, call: Call, interaction: Interaction) -> Message:
    """Return the message that the path names, which must belong to the interaction."""
    wanted = interaction.original_id if "message_id" not in call.path else call.snowflake("message_id")
    message = realm.world.messages.get(wanted or 0)
    if message is None or message.id not in (interaction.original_id, *interaction.follow_ups):
        raise unknown("Message", 10008)
    return message


async def _follow_up(realm: Realm, call: Call) -> Json:
    interaction, payload = _interaction(realm, call), call.fields()
    original = realm.world.messages.get(interaction.original_id or 0)
    if original is not None and original.body["flags"] & LOADING:
        return await _edit_message(realm, interaction, original, call)
    if interaction.by_user_only and len(interaction.follow_ups) >= FOLLOW_UPS:
        realm.findings.append(f"more than {FOLLOW_UPS} follow-ups where only the user has installed the bot")
        raise Disallowed(400, 40094, "You've exceeded the maximum number of follow-up messages for this interaction")
    check_message(realm.findings, payload, call.files)
    private = interaction.forced_private or (payload.get("flags") or 0) & EPHEMERAL
    only_for = interaction.user_id if private else None
    composed = compose(realm, interaction.channel_id, payload, call.files, only_for=only_for)
    message = marked(realm, interaction, composed, follows=interaction.original_id)
    interaction.follow_ups += (message.id,)
    await publish(realm, message)
    return message.body


async def _get(realm: Realm, call: Call) -> Json:
    return _named(realm, call, _interaction(realm, call)).body


async def _edit(realm: Realm, call: Call) -> Json:
    interaction = _interaction(realm, call)
    return await _edit_message(realm, interaction, _named(realm, call, interaction), call)


async def _edit_message(realm: Realm, interaction: Interaction, message: Message, call: Call) -> Json:
    check_message(realm.findings, call.fields(), call.files, edited=message.body)
    revised = revise(realm, message, call.fields(), call.files)
    interaction.edits += 1
    await publish(realm, revised)
    return revised.body


async def _delete(realm: Realm, call: Call) -> None:
    await retract(realm, _named(realm, call, _interaction(realm, call)))


_WEBHOOK = "/webhooks/{webhook_id}/{token}"
_ORIGINAL = f"{_WEBHOOK}/messages/@original"
_MESSAGE = f"{_WEBHOOK}/messages/{{message_id}}"

ROUTES = (
    Route("POST", _WEBHOOK, _follow_up, needs_token=False),
    Route("GET", _ORIGINAL, _get, needs_token=False),
    Route("PATCH", _ORIGINAL, _edit, needs_token=False),
    Route("DELETE", _ORIGINAL, _delete, needs_token=False),
    Route("GET", _MESSAGE, _get, needs_token=False),
    Route("PATCH", _MESSAGE, _edit, needs_token=False),
    Route("DELETE", _MESSAGE, _delete, needs_token=False),
)
