"""What marks a message as the answer to an interaction."""

from __future__ import annotations

from dataclasses import replace

from bot.local import payloads
from bot.local.interactions import Interaction, Kind
from bot.local.posting import COMMAND_ANSWER, MENU_ANSWER, REPLY
from bot.local.realm import Realm
from bot.local.world import Json, Message


def marked(realm: Realm, interaction: Interaction, message: Message, *, follows: int | None = None) -> Message:
    """Return the message as part of the answer; `follows` is the message that a follow-up replies to."""
    metadata = interaction.metadata
    application = str(realm.world.bot.id)
    body = message.body | {
        "application_id": application,
        "webhook_id": application,
        "interaction_metadata": metadata | ({"original_response_message_id": str(follows)} if follows else {}),
    }
    replies_to = follows or interaction.source_id
    if replies_to is not None:
        body |= {"type": REPLY, "message_reference": _reference(interaction, replies_to)}
    elif interaction.kind == Kind.COMMAND:
        body["type"] = MENU_ANSWER if "target_message_id" in metadata else COMMAND_ANSWER
        user = payloads.user(realm.world.users[interaction.user_id])
        body["interaction"] = {"id": str(interaction.id), "type": 2, "name": metadata["name"], "user": user}
    return replace(message, body=body)


def _reference(interaction: Interaction, message_id: int) -> Json:
    scope = {"guild_id": str(interaction.guild_id)} if interaction.guild_id is not None else {}
    return {"type": 0, "message_id": str(message_id), "channel_id": str(interaction.channel_id)} | scope
