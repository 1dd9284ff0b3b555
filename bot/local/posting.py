"""Turn what the bot sends into messages that stand in a channel, and tell everybody who sees them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from bot.local import payloads
from bot.local.components import Part, is_new_layout, walk
from bot.local.files import attachment
from bot.local.gateway import DIRECT_MESSAGES, GUILD_MESSAGES
from bot.local.keeping import kept
from bot.local.permissions import Permission, permissions_in
from bot.local.realm import Realm
from bot.local.world import Json, Message, Upload

SUPPRESS_EMBEDS, EPHEMERAL, LOADING, COMPONENTS_V2 = 1 << 2, 1 << 6, 1 << 7, 1 << 15
MAY_SET = SUPPRESS_EMBEDS | EPHEMERAL | 1 << 12 | 1 << 13 | COMPONENTS_V2
DEFAULT, REPLY, COMMAND_ANSWER, MENU_ANSWER = 0, 19, 20, 23
_USER_MENTION = re.compile(r"<@!?(\d{1,20})>")
_ROLE_MENTION = re.compile(r"<@&(\d{1,20})>")


def compose(
    realm: Realm, channel_id: int, payload: Json, files: Sequence[Upload] = (), *, only_for: int | None = None
) -> Message:
    """Return a new message of the bot's; what is in it must have been checked."""
    number = realm.ids.next()
    attachments = _attachments(realm, channel_id, payload.get("attachments") or (), files, ())
    body: Json = {
        "id": str(number),
        "channel_id": str(channel_id),
        "type": DEFAULT,
        "author": payloads.user(realm.world.bot),
        "timestamp": realm.clock.now().isoformat(),
        "edited_timestamp": None,
        "tts": bool(payload.get("tts")),
        "pinned": False,
        "flags": (payload.get("flags") or 0) & MAY_SET | (EPHEMERAL if only_for else 0),
    }
    return Message(number, channel_id, body | _content(realm, channel_id, payload, attachments), only_for)


def revise(realm: Realm, message: Message, payload: Json, files: Sequence[Upload] = ()) -> Message:
    """Return the message after an edit: what the payload does not name stays."""
    old = message.body
    merged = {key: payload.get(key, old[key]) for key in ("content", "embeds", "components")}
    wanted = payload["attachments"] if payload.get("attachments") is not None else old["attachments"]
    attachments = _attachments(realm, message.channel_id, wanted, files, old["attachments"])
    flags = (payload.get("flags") or 0) & (SUPPRESS_EMBEDS | COMPONENTS_V2) | old["flags"] & ~LOADING
    parsed = {key: payload[key] for key in ("allowed_mentions",) if key in payload}
    body = old | _content(realm, message.channel_id, merged | parsed, attachments)
    edited = None if old["flags"] & LOADING else realm.clock.now().isoformat()
    return replace(message, body=body | {"flags": flags, "edited_timestamp": edited})


async def publish(realm: Realm, message: Message, *, nonce: Any = None) -> None:
    """Put a message into its channel, new or edited, and tell everybody who sees it."""
    is_new = message.id not in realm.world.messages
    realm.world.messages[message.id] = message
    realm.happenings.tell("message", message=shown(message))
    if message.only_for is None:
        event = "MESSAGE_CREATE" if is_new else "MESSAGE_UPDATE"
        echoed = {"nonce": nonce} if nonce is not None else {}
        await _tell_bot(realm, message, event, message.body | echoed)


async def retract(realm: Realm, message: Message) -> None:
    """Take a message away."""
    del realm.world.messages[message.id]
    channel_id = str(message.channel_id)
    realm.happenings.tell("message_delete", id=str(message.id), channel_id=channel_id)
    if message.only_for is None:
        await _tell_bot(realm, message, "MESSAGE_DELETE", {"id": str(message.id), "channel_id": channel_id})


def shown(message: Message) -> Json:
    """Return a message's JSON, and for whom it is."""
    return message.body | {"for": str(message.only_for) if message.only_for is not None else None}


async def _tell_bot(realm: Realm, message: Message, event: str, body: Json) -> None:
    channel = realm.world.channel(message.channel_id)
    guild_id = channel.guild_id if channel else None
    scope = {"guild_id": str(guild_id)} if guild_id is not None else {}
    needs = DIRECT_MESSAGES if guild_id is None else GUILD_MESSAGES
    await realm.gateway.dispatch(event, body | scope, guild_id, needs)


def _content(realm: Realm, channel_id: int, payload: Json, attachments: list[Json]) -> Json:
    links = {f"attachment://{each['filename']}": each["url"] for each in attachments}
    embeds = [_linked(embed, links) | {"type": "rich"} for embed in payload.get("embeds") or ()]
    components = kept(payload.get("components") or (), attachments)
    used = _urls(embeds) | _urls(components)
    in_v2 = [component for component in walk(components) if is_new_layout(component["type"])]
    content = payload.get("content") or ""
    spoken = "\n".join([content, *(each["content"] for each in walk(components) if each["type"] == Part.TEXT_DISPLAY)])
    return {
        "content": content,
        "embeds": embeds,
        "components": components,
        "attachments": [each for each in attachments if in_v2 or each["url"] not in used],
        **_mentions(realm, channel_id, spoken, payload.get("allowed_mentions")),
    }


def _mentions(realm: Realm, channel_id: int, content: str, allowed: Json | None) -> Json:
    """Return who is notified: everyone that the text names, but for what `allowed_mentions` or permissions forbid."""
    parse = (allowed or {}).get("parse", ["users", "roles", "everyone"] if allowed is None else [])
    named = {int(found) for found in _USER_MENTION.findall(content)} & realm.world.users.keys()
    if "users" not in parse:
        named &= {int(each) for each in (allowed or {}).get("users", ())}
    roles = set(_ROLE_MENTION.findall(content))
    if "roles" not in parse:
        roles &= {str(each) for each in (allowed or {}).get("roles", ())}
    all_of_them, some = _may_mention(realm, channel_id)
    roles = roles if all_of_them else roles & some
    return {
        "mentions": [payloads.user(realm.world.users[each]) for each in sorted(named)],
        "mention_roles": sorted(roles),
        "mention_everyone": all_of_them and "everyone" in parse and ("@everyone" in content or "@here" in content),
    }


def _may_mention(realm: Realm, channel_id: int) -> tuple[bool, set[str]]:
    """Return whether the bot may notify everyone and any role here, and the roles that anybody may."""
    channel = realm.world.channel(channel_id)
    guild = realm.world.guilds.get(channel.guild_id or 0) if channel else None
    if channel is None or guild is None:
        return False, set()
    me = guild.member(realm.world.bot.id)
    held = permissions_in(guild, channel, me) if me else 0
    return bool(held & Permission.MENTION_EVERYONE), {str(role.id) for role in guild.roles if role.mentionable}


def _attachments(
    realm: Realm, channel_id: int, given: Iterable[Json], files: Sequence[Upload], old: Sequence[Json]
) -> list[Json]:
    """Return the attachments that a message has: old ones that are kept, then what was uploaded."""
    described = {str(each["id"]): each for each in given}
    old_ones = [each | _described(described[each["id"]]) for each in old if each["id"] in described]
    added = []
    for index, upload in enumerate(files):
        number = realm.ids.next()
        realm.world.files[number] = upload
        added.append(attachment(number, upload, channel_id, described.get(str(index))))
    return old_ones + added


def _described(details: Json) -> Json:
    return {key: details[key] for key in ("description", "title") if details.get(key)}


def _linked(value: Any, links: dict[str, str]) -> Any:
    """Return JSON with `attachment://` links resolved."""
    if isinstance(value, dict):
        return {key: _linked(each, links) for key, each in value.items()}
    if isinstance(value, list):
        return [_linked(each, links) for each in value]
    return links.get(value, value) if isinstance(value, str) else value


def _urls(value: Any) -> set[str]:
    if isinstance(value, dict):
        return set().union(*(_urls(each) for each in value.values()))
    if isinstance(value, list):
        return set().union(*(_urls(each) for each in value))
    return {value} if isinstance(value, str) else set()
