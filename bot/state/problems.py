"""What moderators should know about: each problem once, from when it began until it is settled."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

EVERYWHERE = 0
"""In the place of a server: a problem of the whole bot."""

NOTE = """
    INSERT INTO problem (guild_id, what, at, told)
         VALUES (:guild_id, :what, :at, :told)
    ON CONFLICT (guild_id, what) DO UPDATE
            SET told = excluded.told, heard_at = CASE WHEN :worse THEN NULL ELSE heard_at END
          WHERE told <> excluded.told
"""

OPEN = """
    SELECT what, at, told, heard_at
      FROM problem
     WHERE guild_id IN (:guild_id, 0)
     ORDER BY at, what
"""

HAVING = "SELECT guild_id FROM problem WHERE what = :what"

HEARD = """
    UPDATE problem
       SET heard_at = :at
     WHERE guild_id = :guild_id
       AND what = :what
       AND heard_at IS NULL
"""

SETTLE = """
    DELETE FROM problem
          WHERE guild_id = :guild_id
            AND what = :what
"""


@dataclass(frozen=True, slots=True)
class Problem:
    """A problem that is not settled: since when, in words, and when the moderators were told."""

    what: str
    at: datetime
    told: str
    heard_at: datetime | None


def note(db: sqlite3.Connection, guild_id: int, at: datetime, what: str, told: str, *, worse: bool = False) -> bool:
    """Note a problem; return whether it is news, which the same words about the same thing are not.

    Moderators hear of a problem once, until it is settled; where it has become `worse`, once more.
    """
    given = {"guild_id": guild_id, "what": what, "at": int(at.timestamp()), "told": told, "worse": worse}
    return db.execute(NOTE, given).rowcount > 0


def open_ones(db: sqlite3.Connection, guild_id: int) -> Sequence[Problem]:
    """Return a server's problems and those of the whole bot, the oldest first."""
    rows = db.execute(OPEN, {"guild_id": guild_id})
    return [Problem(what, _instant(at), told, _instant(heard) if heard else None) for what, at, told, heard in rows]


def having(db: sqlite3.Connection, what: str) -> frozenset[int]:
    """Return the servers that have a problem."""
    return frozenset(guild_id for (guild_id,) in db.execute(HAVING, {"what": what}))


def heard(db: sqlite3.Connection, guild_id: int, at: datetime, what: str) -> bool:
    """Note that the moderators are being told; return whether they had not been."""
    return db.execute(HEARD, {"guild_id": guild_id, "what": what, "at": int(at.timestamp())}).rowcount > 0


def settle(db: sqlite3.Connection, guild_id: int, what: str) -> bool:
    """Forget a problem that is no more; return whether there was one."""
    return db.execute(SETTLE, {"guild_id": guild_id, "what": what}).rowcount > 0


def _instant(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
