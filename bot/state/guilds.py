"""Which servers Pero is in, everything that is kept of one, and how all of it goes."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

KEPT = timedelta(days=30)
"""How long a server's things are kept after Pero was removed from it."""

_MET = """
    INSERT INTO guild (guild_id, known, left_at)
         VALUES (:guild_id, :at, NULL)
    ON CONFLICT (guild_id) DO UPDATE SET left_at = NULL
"""

_LEFT = """
    INSERT INTO guild (guild_id, known, left_at)
         VALUES (:guild_id, :at, :at)
    ON CONFLICT (guild_id) DO UPDATE SET left_at = coalesce(left_at, excluded.left_at)
"""

_GONE = "SELECT guild_id FROM guild WHERE left_at <= :before ORDER BY guild_id"

_TABLES = """
    SELECT t.name
      FROM pragma_table_list AS t
      JOIN pragma_table_info(t.name) AS c
     WHERE t.type = 'table' AND c.name = 'guild_id'
     ORDER BY t.name
"""


def met(db: sqlite3.Connection, guild_id: int, at: datetime) -> None:
    """Note that Pero is in a server, again or for the first time."""
    db.execute(_MET, {"guild_id": guild_id, "at": int(at.timestamp())})


def left(db: sqlite3.Connection, guild_id: int, at: datetime) -> None:
    """Note that Pero is in a server no more; the first time counts."""
    db.execute(_LEFT, {"guild_id": guild_id, "at": int(at.timestamp())})


def reconcile(db: sqlite3.Connection, present: Collection[int], at: datetime) -> None:
    """Note where Pero is and where it is no more: it may have been removed while it was down."""
    for guild_id in present:
        met(db, guild_id, at)
    for guild_id in known(db).difference(present):
        left(db, guild_id, at)


def known(db: sqlite3.Connection) -> set[int]:
    """Return the servers of which anything is kept."""
    asked = " UNION ".join(f"SELECT guild_id FROM {table}" for table in tables(db))
    return {guild_id for (guild_id,) in db.execute(asked) if guild_id}


def overdue(db: sqlite3.Connection, now: datetime) -> Sequence[int]:
    """Return the servers that Pero left so long ago that everything of them goes."""
    return [guild_id for (guild_id,) in db.execute(_GONE, {"before": int((now - KEPT).timestamp())})]


def tables(db: sqlite3.Connection) -> Sequence[str]:
    """Return the tables that keep something of servers: those with a guild_id."""
    return [name for (name,) in db.execute(_TABLES)]


def forget(db: sqlite3.Connection, guild_id: int) -> int:
    """Remove everything of a server, from all tables; return how many rows it was."""
    if not guild_id:
        raise ValueError("server 0 is Pero itself")
    asked = {"guild_id": guild_id}
    return sum(db.execute(f"DELETE FROM {table} WHERE guild_id = :guild_id", asked).rowcount for table in tables(db))


def everything(db: sqlite3.Connection, guild_id: int) -> Mapping[str, Sequence[Mapping[str, Any]]]:
    """Return all that is kept of a server, by table, each row by its columns."""
    return {table: _rows(db, table, guild_id) for table in tables(db)}


def _rows(db: sqlite3.Connection, table: str, guild_id: int) -> Sequence[Mapping[str, Any]]:
    found = db.execute(f"SELECT * FROM {table} WHERE guild_id = :guild_id", {"guild_id": guild_id})
    names = [column[0] for column in found.description]
    return [dict(zip(names, row, strict=True)) for row in found]


def since(db: sqlite3.Connection, guild_id: int) -> datetime | None:
    """Return since when Pero knows a server."""
    row = db.execute("SELECT known FROM guild WHERE guild_id = :guild_id", {"guild_id": guild_id}).fetchone()
    return datetime.fromtimestamp(row[0], UTC) if row else None
