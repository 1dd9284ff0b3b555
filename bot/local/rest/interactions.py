"""The first answer to an interaction."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

from bot.local.errors import Disallowed
from bot.local.interactions import Callback, Interaction, Kind
from bot.local.limits.messages import check_message
from bot.local.limits.modals import check_choices, check_modal
from bot.local.posting import EPHEMERAL, LOADING, compose, publish, revise
from bot.local.realm import Realm
from bot.local.rest.call import Call, Route
from bot.local.rest.replies import marked
from bot.local.world import Json, Message, Upload

_FROM_MESSAGE = (Callback.DEFERRED_UPDATE, Callback.UPDATE)


async def _answer(realm: Realm, call: Call) -> Json | None:
    interaction = realm.interactions.awaiting(call.snowflake("interaction_id"), call.path["token"])
    fields = call.fields()
    how = _fitting(interaction, fields.get("type"))
    message = await _ANSWERS[how](realm, interaction, fields.get("data") or {}, call.files)
    realm.interactions.answered(interaction, how)
    realm.happenings.tell("answered", interaction=str(interaction.id), type=int(how))
    if message is not None:
        await publish(realm, message)
    if call.query.get("with_response") not in ("1", "true", "True"):
        return None
    return _receipt(interaction, how, message)


def _fitting(interaction: Interaction, given: object) -> Callback:
    """Return the type of answer; raise unless it fits what the person did."""
    try:
        how = Callback(given)  # type: ignore[arg-type]  # whatever the bot sent: the enumeration decides
    except ValueError as exc:
        raise _invalid(
            "type", "BASE_TYPE_CHOICES", f"Value must be one of {[int(each) for each in Callback]}."
        ) from exc
    choosing = interaction.kind == Kind.AUTOCOMPLETE
    from_message = interaction.source_id is not None
    wrong = (
        choosing != (how == Callback.CHOICES)
        or (how in _FROM_MESSAGE and not from_message)
        or (how == Callback.MODAL and interaction.kind == Kind.MODAL)
    )
    if wrong:
        raise _invalid("type", "INTERACTION_TYPE", f"Type {int(how)} is no answer to this interaction.")
    return how


def _invalid(key: str, code: str, message: str) -> Disallowed:
    return Disallowed(400, 50035, "Invalid Form Body", {key: {"_errors": [{"code": code, "message": message}]}})


async def _message(realm: Realm, interaction: Interaction, data: Json, files: Sequence[Upload]) -> Message:
    check_message(realm.findings, data, files)
    interaction.ephemeral = interaction.forced_private or bool((data.get("flags") or 0) & EPHEMERAL)
    only_for = interaction.user_id if interaction.ephemeral else None
    message = marked(realm, interaction, compose(realm, interaction.channel_id, data, files, only_for=only_for))
    interaction.original_id = message.id
    return message


async def _deferred(realm: Realm, interaction: Interaction, data: Json, files: Sequence[Upload]) -> Message:
    if (data.get("flags") or 0) & ~EPHEMERAL:
        realm.findings.append("a deferred answer with flags that belong to its later edit")
        raise _invalid("flags", "BASE_TYPE_CHOICES", "Only EPHEMERAL is allowed on a deferred answer.")
    interaction.ephemeral = interaction.forced_private or bool((data.get("flags") or 0) & EPHEMERAL)
    only_for = interaction.user_id if interaction.ephemeral else None
    message = marked(realm, interaction, compose(realm, interaction.channel_id, {}, only_for=only_for))
    message.body["flags"] |= LOADING
    interaction.original_id = message.id
    return message


async def _deferred_update(realm: Realm, interaction: Interaction, data: Json, files: Sequence[Upload]) -> None:
    _take_source(realm, interaction)


async def _update(realm: Realm, interaction: Interaction, data: Json, files: Sequence[Upload]) -> Message:
    source = _take_source(realm, interaction)
    check_message(realm.findings, data, files, edited=source.body)
    interaction.edits += 1
    return revise(realm, source, data, files)


def _take_source(realm: Realm, interaction: Interaction) -> Message:
    """Make the message that was pressed the original of this interaction."""
    source = realm.world.messages.get(interaction.source_id or 0)
    if source is None:
        raise Disallowed(404, 10008, "Unknown Message")
    interaction.original_id, interaction.ephemeral = source.id, source.only_for is not None
    return source


async def _choices(realm: Realm, interaction: Interaction, data: Json, files: Sequence[Upload]) -> None:
    check_choices(realm.findings, data)
    interaction.choices = tuple(data.get("choices") or ())


async def _modal(realm: Realm, interaction: Interaction, data: Json, files: Sequence[Upload]) -> None:
    interaction.modal = check_modal(realm.findings, data)
    realm.happenings.tell(
        "modal", interaction=str(interaction.id), user=str(interaction.user_id), modal=interaction.modal
    )


_ANSWERS: dict[Callback, Callable[[Realm, Interaction, Json, Sequence[Upload]], Awaitable[Message | None]]] = {
    Callback.MESSAGE: _message,
    Callback.DEFERRED_MESSAGE: _deferred,
    Callback.DEFERRED_UPDATE: _deferred_update,
    Callback.UPDATE: _update,
    Callback.CHOICES: _choices,
    Callback.MODAL: _modal,
}


def _receipt(interaction: Interaction, how: Callback, message: Message | None) -> Json:
    known: Json = {"id": str(interaction.id), "type": int(interaction.kind)}
    if interaction.original_id is not None:
        known["response_message_id"] = str(interaction.original_id)
        known["response_message_loading"] = how == Callback.DEFERRED_MESSAGE
        known["response_message_ephemeral"] = interaction.ephemeral
    if message is None or how == Callback.DEFERRED_MESSAGE:
        return {"interaction": known}
    return {"interaction": known, "resource": {"type": int(how), "message": message.body}}


ROUTES = (Route("POST", "/interactions/{interaction_id}/{token}/callback", _answer, needs_token=False),)
