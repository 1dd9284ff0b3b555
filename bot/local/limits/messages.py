"""What a message may be."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.local.components import is_new_layout, walk
from bot.local.errors import Disallowed
from bot.local.limits.components import check_components
from bot.local.limits.embeds import check_embeds
from bot.local.limits.problems import Problems
from bot.local.world import Json, Upload

CONTENT = 2000
NONCE = 25
FILES = 10
FILE_SIZE = 10 * 1024 * 1024
COMPONENTS_V2 = 1 << 15
SETTABLE = 1 << 2 | 1 << 6 | 1 << 12 | 1 << 13 | COMPONENTS_V2
_PARTS = ("content", "embeds", "components", "attachments", "sticker_ids", "poll")
_LEGACY = ("content", "embeds", "sticker_ids", "poll")
_MENTIONS = ("users", "roles", "everyone")


def check_message(findings: list[str], payload: Json, files: Sequence[Upload], *, edited: Json | None = None) -> None:
    """Raise Discord's error unless this may be sent, or may be made of the message `edited`."""
    problems = Problems()
    problems.length(("content",), payload.get("content"), 0, CONTENT)
    problems.length(("nonce",), None if payload.get("nonce") is None else str(payload["nonce"]), 0, NONCE)
    check_embeds(problems, payload.get("embeds"))
    _check_components(problems, payload, edited)
    _check_mentions(problems, findings, payload)
    problems.unless(len(files) <= FILES, ("files",), "BASE_TYPE_BAD_LENGTH", f"Must be {FILES} or fewer in length.")
    problems.done(findings)
    _check_sizes(findings, files)
    _check_not_empty(findings, payload, files, edited)


def _check_components(problems: Problems, payload: Json, edited: Json | None) -> None:
    flags, old = payload.get("flags") or 0, edited or {}
    if not isinstance(flags, int):
        return problems.add(("flags",), "NUMBER_TYPE_COERCE", f'Value "{flags}" is not int.')
    problems.unless(not flags & ~SETTABLE, ("flags",), "BASE_TYPE_CHOICES", "A bot may not set these flags.")
    new_layout = bool((flags | old.get("flags", 0)) & COMPONENTS_V2)
    if new_layout:
        merged = {key: payload.get(key, old.get(key)) for key in _LEGACY}
        for key in (key for key in _LEGACY if merged[key]):
            code = "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2"
            problems.add((key,), code, f"The '{key}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2")
    if "components" in payload:
        check_components(problems, payload["components"] or [], new_layout=new_layout)
    return None


def _check_mentions(problems: Problems, findings: list[str], payload: Json) -> None:
    """Check `allowed_mentions`; a bot that shows other people's words must send `parse: []`."""
    allowed = payload.get("allowed_mentions")
    speaks = any(payload.get(key) for key in ("content", "embeds", "components"))
    if not isinstance(allowed, dict):
        if speaks:
            findings.append("a message without allowed_mentions: anybody whom its text names would be notified")
        return
    parse = problems.count(("allowed_mentions", "parse"), allowed.get("parse"), 0, len(_MENTIONS))
    if speaks and (parse or "parse" not in allowed):
        findings.append(f"a message whose allowed_mentions let its text notify people: {allowed}")
    for index, each in enumerate(parse):
        problems.unless(each in _MENTIONS, ("allowed_mentions", "parse", index), "BASE_TYPE_CHOICES", "Not a choice.")
    for key in ("users", "roles"):
        named = problems.count(("allowed_mentions", key), allowed.get(key), 0, 100)
        if named and key in parse:
            code, words = (
                "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE",
                f'parse:["{key}"] and {key}: [ids...] exclude each other',
            )
            problems.add(("allowed_mentions",), code, words)


def _check_sizes(findings: list[str], files: Sequence[Upload]) -> None:
    for upload in files:
        if len(upload.content) > FILE_SIZE:
            findings.append(f"a file of {len(upload.content)} bytes")
            raise Disallowed(413, 40005, "Request entity too large")


def _check_not_empty(findings: list[str], payload: Json, files: Sequence[Upload], edited: Json | None) -> None:
    merged: dict[str, Any] = {key: payload.get(key, (edited or {}).get(key)) for key in _PARTS}
    if files or any(merged.values()):
        _check_shown(findings, merged, files)
        return
    findings.append("an empty message")
    raise Disallowed(400, 50006, "Cannot send an empty message")


def _check_shown(findings: list[str], merged: Json, files: Sequence[Upload]) -> None:
    """Note files that a message of components does not show: Discord shows them nowhere else."""
    components = merged.get("components") or []
    if not any(is_new_layout(each["type"]) for each in walk(components)):
        return
    text = str(components)
    for upload in (each for each in files if f"attachment://{each.filename}" not in text):
        findings.append(f"{upload.filename} is sent, but no component shows it")
