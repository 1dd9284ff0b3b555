"""Files that were uploaded and whose moderators are filling in a form about them: held for an hour."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import datetime, timedelta

HELD = timedelta(hours=1)

_HOLD = """
    INSERT OR REPLACE INTO upload (guild_id, id, at, filename, size, address, title)
                           VALUES (:guild_id, :id, :at, :filename, :size, :address, :title)
"""

_TAKE = """
    DELETE FROM upload
          WHERE guild_id = :guild_id AND id = :id
      RETURNING filename, size, address, title
"""


@dataclass(frozen=True, slots=True)
class Held:
    """A file as Discord has it, and the title that it was given."""

    filename: str
    size: int
    address: str
    title: str


def hold(db: sqlite3.Connection, guild_id: int, id: int, at: datetime, held: Held) -> None:
    """Remember a file until its form comes back; others are dropped whose form never came."""
    drop(db, at)
    asked = {"guild_id": guild_id, "id": id, "at": int(at.timestamp()), "filename": held.filename[:200]}
    db.execute(_HOLD, asked | {"size": held.size, "address": held.address, "title": held.title[:200]})


def drop(db: sqlite3.Connection, at: datetime) -> None:
    """Hold no longer the files whose forms never came."""
    db.execute("DELETE FROM upload WHERE at < :before", {"before": int((at - HELD).timestamp())})


def take(db: sqlite3.Connection, guild_id: int, id: int) -> Held | None:
    """Return a file that is held, and hold it no more."""
    found = db.execute(_TAKE, {"guild_id": guild_id, "id": id}).fetchone()
    return Held(*found) if found else None
