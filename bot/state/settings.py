"""A server's settings. What was never set has its default; what can no longer be read has it, too."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass, fields
from typing import Any

READ = "SELECT name, value FROM setting WHERE guild_id = :guild_id"

WRITE = """
    INSERT INTO setting (guild_id, name, value)
         VALUES (:guild_id, :name, :value)
    ON CONFLICT (guild_id, name) DO UPDATE SET value = excluded.value
"""


@dataclass(frozen=True, slots=True)
class Settings:
    """What the moderators of a server have chosen. Roles and channels are ids; channel 0 is none."""

    timezone: str = ""  # an IANA name; empty: the operator's
    moderator_roles: tuple[int, ...] = ()
    log_channel: int = 0
    private: bool = False  # answers are seen only by who asked
    plain: bool = False  # plain text, for screen readers
    date_language: str = "en"
    shared_documents: bool = True  # the shelf has the shared documents, too


def read(db: sqlite3.Connection, guild_id: int) -> Settings:
    """Return a server's settings."""
    known = {field.name: field.default for field in fields(Settings)}
    said = {
        name: _sound(value, known[name]) for name, value in db.execute(READ, {"guild_id": guild_id}) if name in known
    }
    return Settings(**{**known, **said})


def write(db: sqlite3.Connection, guild_id: int, name: str, value: object) -> None:
    """Set one of a server's settings, by the name of its field."""
    if name not in {field.name for field in fields(Settings)}:
        raise KeyError(name)
    db.execute(WRITE, {"guild_id": guild_id, "name": name, "value": json.dumps(value)})


def _sound(value: str, default: Any) -> Any:
    """Return a stored value if it is of its default's type."""
    try:
        read = json.loads(value)
    except ValueError:
        return default
    if isinstance(default, tuple):
        whole = isinstance(read, list) and all(isinstance(one, int) for one in read)
        return tuple(read) if whole else default
    return read if type(read) is type(default) else default
