"""What a server's moderators hid: sentences, quotations and events, by content key, so that it survives reloads."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

MOST = 1_000  # of a server

HIDE = """
    INSERT INTO hidden (guild_id, key, ref, shown, reason, at, actor_id)
         VALUES (:guild_id, :key, :ref, :shown, :reason, :at, :actor_id)
    ON CONFLICT (guild_id, key) DO NOTHING
"""

UNHIDE = "DELETE FROM hidden WHERE guild_id = :guild_id AND key = :key"

LISTED = """
    SELECT key, ref, shown, reason, at, actor_id
      FROM hidden
     WHERE guild_id = :guild_id
     ORDER BY at DESC, key
     LIMIT :limit OFFSET :offset
"""

REF = "SELECT ref FROM hidden WHERE guild_id = :guild_id AND key = :key"

COUNT = "SELECT count(*) FROM hidden WHERE guild_id = :guild_id"

KEYS = "SELECT guild_id, key FROM hidden"


@dataclass(frozen=True, slots=True)
class Hidden:
    """One thing that is hidden: its key, where it stood, how it began, why, when and by whom."""

    key: str
    ref: str
    shown: str
    reason: str
    at: datetime
    actor_id: int


def hide(db: sqlite3.Connection, guild_id: int, hidden: Hidden) -> bool:
    """Hide something; say whether it was not hidden before."""
    asked = {"guild_id": guild_id, "key": hidden.key, "ref": hidden.ref[:80], "shown": hidden.shown[:200]}
    asked |= {"reason": hidden.reason[:200], "at": int(hidden.at.timestamp()), "actor_id": hidden.actor_id}
    return db.execute(HIDE, asked).rowcount > 0


def unhide(db: sqlite3.Connection, guild_id: int, key: str) -> bool:
    """Show something again; say whether it was hidden."""
    return db.execute(UNHIDE, {"guild_id": guild_id, "key": key}).rowcount > 0


def listed(db: sqlite3.Connection, guild_id: int, limit: int = 20, offset: int = 0) -> Sequence[Hidden]:
    """Return what is hidden in a server, the latest first."""
    rows = db.execute(LISTED, {"guild_id": guild_id, "limit": limit, "offset": offset})
    return [
        Hidden(key, ref, shown, reason, datetime.fromtimestamp(at, UTC), actor_id)
        for key, ref, shown, reason, at, actor_id in rows
    ]


def count(db: sqlite3.Connection, guild_id: int) -> int:
    """Return how many things are hidden in a server."""
    [(number,)] = db.execute(COUNT, {"guild_id": guild_id})
    return int(number)


def ref(db: sqlite3.Connection, guild_id: int, key: str) -> str | None:
    """Return where something hidden stood, or None where it is not hidden."""
    found = db.execute(REF, {"guild_id": guild_id, "key": key}).fetchone()
    return str(found[0]) if found else None


def keys(db: sqlite3.Connection) -> dict[int, frozenset[str]]:
    """Return the keys of what is hidden, by server."""
    found: dict[int, set[str]] = {}
    for guild_id, key in db.execute(KEYS):
        found.setdefault(guild_id, set()).add(key)
    return {guild_id: frozenset(some) for guild_id, some in found.items()}
