"""Who changed what in a server, and when."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

PERO = 0

RECORD = """
    INSERT INTO audit (guild_id, at, actor_id, action, told)
         VALUES (:guild_id, :at, :actor_id, :action, :told)
"""

RECENT = """
    SELECT at, actor_id, action, told
      FROM audit
     WHERE guild_id = :guild_id
     ORDER BY id DESC
     LIMIT :limit OFFSET :offset
"""


@dataclass(frozen=True, slots=True)
class Change:
    """One change: `actor_id` is a person, or PERO; `told` says it in words."""

    at: datetime
    actor_id: int
    action: str
    told: str


def record(db: sqlite3.Connection, guild_id: int, at: datetime, actor_id: int, action: str, told: str) -> None:
    """Note a change, in the transaction that makes it."""
    asked = {"guild_id": guild_id, "at": int(at.timestamp()), "actor_id": actor_id, "action": action, "told": told}
    db.execute(RECORD, asked)


def recent(db: sqlite3.Connection, guild_id: int, limit: int = 20, offset: int = 0) -> Sequence[Change]:
    """Return a server's changes, the latest first."""
    rows = db.execute(RECENT, {"guild_id": guild_id, "limit": limit, "offset": offset})
    return [Change(datetime.fromtimestamp(at, UTC), actor, action, told) for at, actor, action, told in rows]


def count(db: sqlite3.Connection, guild_id: int) -> int:
    """Return how many changes a server has had."""
    [(number,)] = db.execute("SELECT count(*) FROM audit WHERE guild_id = :guild_id", {"guild_id": guild_id})
    return int(number)
