"""Sends the commands to Discord when they have changed, and only then."""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from discord import app_commands

from bot.log import event

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Synced:
    """What Discord was last told: for which application, a hash of the commands, and the ids that it gave them."""

    application: int
    commands: str
    ids: Mapping[str, int]


async def sync_if_changed(tree: app_commands.CommandTree[Any], application: int, remembered: Path | None) -> Synced:
    """Send the commands if they are not what this application was last told, and remember them in a file.

    Without a file they are always sent.
    """
    commands = _hash(tree)
    known = _read(remembered) if remembered else None
    if known and (known.application, known.commands) == (application, commands):
        return known
    told = await tree.sync()
    synced = Synced(application, commands, {command.name: command.id for command in told})
    if remembered:
        _write(remembered, synced)
    event(log, "synced", commands=len(told))
    return synced


def _hash(tree: app_commands.CommandTree[Any]) -> str:
    payload = [command.to_dict(tree) for command in tree._get_all_commands()]
    return sha256(json.dumps(payload, sort_keys=True, default=str).encode()).hexdigest()


def _read(path: Path) -> Synced | None:
    """Return what the file remembers; an unreadable file only means that the commands are sent again."""
    try:
        held = json.loads(path.read_text("utf-8"))
        return Synced(int(held["application"]), str(held["commands"]), {k: int(v) for k, v in held["ids"].items()})
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def _write(path: Path, synced: Synced) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(".draft")
    held = {"application": synced.application, "commands": synced.commands, "ids": dict(synced.ids)}
    draft.write_text(json.dumps(held), "utf-8")
    os.replace(draft, path)
