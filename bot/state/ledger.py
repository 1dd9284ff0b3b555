"""The ledger of daily posts: a row for each schedule and date, and what became of it.

Nothing is sent without a claim that is on the disk. What a claim says is fixed by then, so that a second attempt sends
the same. The functions hold on any connection of SQLite's, also where several processes share the file.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from hashlib import blake2b
from typing import Any

LEASE = timedelta(seconds=90)  # six times as long as a request may take

_COLUMNS = """guild_id, number, occasion, due, until, state, reason, channel_id, content, claimed_at, attempts,
           message_id, settled_at, threaded"""

WRITE = """
    INSERT INTO post (guild_id, number, occasion, due, until, state, reason, channel_id, content, claimed_at, attempts,
                      lease_owner, lease_until, not_before, settled_at, threaded)
         VALUES (:guild_id, :number, :occasion, :due, :until, :state, :reason, :channel_id, :content, NULL, 0,
                 '', 0, 0, :settled_at, 0)
    ON CONFLICT DO NOTHING
"""

LEND = """
    UPDATE post
       SET attempts = attempts + 1, claimed_at = coalesce(claimed_at, :now),
           lease_owner = :owner, lease_until = :until
     WHERE guild_id = :guild_id
       AND number = :number
       AND occasion = :occasion
       AND (state = 'pending' OR threaded = 1)
       AND not_before <= :now
       AND (lease_until <= :now OR lease_owner = :owner)
"""

FOUND = f"""
    SELECT {_COLUMNS}
      FROM post
     WHERE guild_id = :guild_id
       AND number = :number
       AND occasion = :occasion
"""

# The scheduler's own questions go over all servers; each row says whose it is.
OPEN = f"""
    SELECT {_COLUMNS}
      FROM post
     WHERE (state = 'pending' OR threaded = 1)
       AND not_before <= :now
       AND (lease_until <= :now OR lease_owner = :owner)
     ORDER BY not_before, due, guild_id, number
     LIMIT :limit
"""

NEXT_ATTEMPT = "SELECT min(max(not_before, lease_until)) FROM post WHERE state = 'pending' OR threaded = 1"

PUT_OFF = """
    UPDATE post
       SET lease_owner = '', lease_until = 0, not_before = :until, reason = :reason
     WHERE guild_id = :guild_id
       AND number = :number
       AND occasion = :occasion
       AND lease_owner = :owner
"""

SETTLE = """
    UPDATE post
       SET state = :state, reason = :reason, message_id = coalesce(:message_id, message_id), settled_at = :at,
           lease_owner = '', lease_until = 0, not_before = 0, threaded = :threaded,
           content = CASE :threaded WHEN 1 THEN content ELSE '' END
     WHERE guild_id = :guild_id
       AND number = :number
       AND occasion = :occasion
       AND state = 'pending'
"""

THREADED = """
    UPDATE post
       SET threaded = 0, content = '', lease_owner = '', lease_until = 0, reason = :reason
     WHERE guild_id = :guild_id
       AND number = :number
       AND occasion = :occasion
"""

CANCEL = """
    UPDATE post
       SET state = CASE WHEN attempts = 0 THEN 'missed' ELSE 'unknown' END, reason = :reason, settled_at = :at,
           content = '', lease_owner = '', lease_until = 0
     WHERE guild_id = :guild_id
       AND (:number IS NULL OR number = :number)
       AND state = 'pending'
"""

FREE = "UPDATE post SET lease_owner = '', lease_until = 0 WHERE lease_until > 0"

HISTORY = f"""
    SELECT {_COLUMNS}
      FROM post
     WHERE guild_id = :guild_id
       AND number = :number
     ORDER BY due DESC, occasion DESC
     LIMIT :limit OFFSET :offset
"""


class State(StrEnum):
    """What became of a post. Only a pending one is ever sent."""

    PENDING = "pending"
    SENT = "sent"
    LATE = "late"  # sent, but noticeably after its time
    MISSED = "missed"  # it was too late to send it
    SKIPPED = "skipped"  # somebody wanted it so
    FAILED = "failed"  # Discord refused it for good
    UNKNOWN = "unknown"  # it may have been sent, and nothing can tell: never sent again


@dataclass(frozen=True, slots=True)
class Post:
    """One row: the post of a schedule for an occasion. `until` is the instant after which it is too late."""

    guild_id: int
    number: int
    occasion: str
    due: datetime
    until: datetime
    state: State = State.PENDING
    reason: str = ""
    channel_id: int = 0
    content: str = ""
    claimed_at: datetime | None = None
    attempts: int = 0
    message_id: int | None = None
    settled_at: datetime | None = None
    threaded: bool = False

    @property
    def key(self) -> tuple[int, int, str]:
        """What names it."""
        return self.guild_id, self.number, self.occasion

    @property
    def nonce(self) -> str:
        """The same for every attempt: what Discord knows a repeated request by, and the channel's history this post."""
        return nonce(self.guild_id, self.number, self.occasion)

    @property
    def lateness(self) -> timedelta:
        """How long after its time it was settled."""
        return (self.settled_at or self.due) - self.due


def nonce(guild_id: int, number: int, occasion: str) -> str:
    """Return a post's nonce: 24 characters, of which Discord takes 25."""
    return blake2b(f"daily|{guild_id}|{number}|{occasion}".encode(), digest_size=12).hexdigest()


def write(db: sqlite3.Connection, post: Post) -> bool:
    """Write a post down, its content fixed; return whether it was not known yet."""
    given = _key(post) | {
        "due": _seconds(post.due),
        "until": _seconds(post.until),
        "state": post.state.value,
        "reason": post.reason,
        "channel_id": post.channel_id,
        "content": post.content,
        "settled_at": _seconds(post.settled_at) if post.settled_at else None,
    }
    return db.execute(WRITE, given).rowcount > 0


def lend(db: sqlite3.Connection, post: Post, owner: str, now: datetime, lease: timedelta = LEASE) -> Post | None:
    """Claim a post for an attempt; return it as it stands, or None where another has it or it is settled."""
    given = _key(post) | {"owner": owner, "now": _seconds(now), "until": _seconds(now + lease)}
    return find(db, *post.key) if db.execute(LEND, given).rowcount else None


def find(db: sqlite3.Connection, guild_id: int, number: int, occasion: str) -> Post | None:
    """Return a post."""
    row = db.execute(FOUND, {"guild_id": guild_id, "number": number, "occasion": occasion}).fetchone()
    return _post(row) if row else None


def unfinished(db: sqlite3.Connection, owner: str, now: datetime, limit: int = 5_000) -> Sequence[Post]:
    """Return the posts of all servers that can be attempted at this instant."""
    return [_post(row) for row in db.execute(OPEN, {"owner": owner, "now": _seconds(now), "limit": limit})]


def next_attempt(db: sqlite3.Connection) -> datetime | None:
    """Return when the next attempt at any post may be made."""
    [(at,)] = db.execute(NEXT_ATTEMPT)
    return None if at is None else datetime.fromtimestamp(at, UTC)


def put_off(db: sqlite3.Connection, post: Post, owner: str, until: datetime, reason: str) -> None:
    """Give a claim up until later; it stays pending."""
    db.execute(PUT_OFF, _key(post) | {"owner": owner, "until": _seconds(until), "reason": reason})


def settle(
    db: sqlite3.Connection,
    post: Post,
    state: State,
    at: datetime,
    reason: str = "",
    message_id: int | None = None,
    threaded: bool = False,
) -> bool:
    """Note what became of a post, once and for all; `threaded` where its thread is still to be opened."""
    given = _key(post) | {"state": state.value, "reason": reason, "message_id": message_id, "at": _seconds(at)}
    return db.execute(SETTLE, given | {"threaded": int(threaded)}).rowcount > 0


def opened(db: sqlite3.Connection, post: Post, reason: str = "") -> None:
    """Note that a post's thread is open, or why it is not."""
    db.execute(THREADED, _key(post) | {"reason": reason})


def cancel(db: sqlite3.Connection, guild_id: int, at: datetime, reason: str, number: int | None = None) -> int:
    """Give up what is pending in a server, or of one schedule; what was attempted may have been sent: unknown."""
    given = {"guild_id": guild_id, "number": number, "reason": reason, "at": _seconds(at)}
    return db.execute(CANCEL, given).rowcount


def free(db: sqlite3.Connection) -> None:
    """End all leases: for the only process, when it starts, since all of them were a dead one's."""
    db.execute(FREE)


def history(db: sqlite3.Connection, guild_id: int, number: int, limit: int = 10, offset: int = 0) -> Sequence[Post]:
    """Return what became of a schedule's posts, the latest first."""
    asked = {"guild_id": guild_id, "number": number, "limit": limit, "offset": offset}
    return [_post(row) for row in db.execute(HISTORY, asked)]


def _key(post: Post) -> dict[str, Any]:
    return {"guild_id": post.guild_id, "number": post.number, "occasion": post.occasion}


def _seconds(instant: datetime) -> int:
    return int(instant.timestamp())


def _instant(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def _post(row: Sequence[Any]) -> Post:
    guild_id, number, occasion, due, until, state, reason, channel_id, content, claimed, *rest = row
    attempts, message_id, settled, threaded = rest
    return Post(
        *(guild_id, number, occasion, _instant(due), _instant(until), State(state), reason, channel_id, content),
        *(_instant(claimed) if claimed is not None else None, attempts, message_id),
        *(_instant(settled) if settled is not None else None, bool(threaded)),
    )
