"""A server's schedules of daily posts, and what it was shown. A schedule is paused or put away, never wiped."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import UTC, datetime, time
from enum import StrEnum
from typing import Any

from bot.recurrence import EveryDay, parse
from bot.schedule import NoSuchZone, Timetable, upcoming, zone

MOST = 20
"""Schedules that a server may have."""

_BEGINNING = datetime.fromtimestamp(0, UTC)
_REMEMBERED = 50_000  # items shown to a server; more than any corpus of ours has facts

_COLUMNS = """guild_id, number, channel_id, time, zone, days, kind, topic, source, role_id, late_hours, thread, silent,
           since, next_at, paused_at, paused_why"""

ADD = f"""
    INSERT INTO schedule ({_COLUMNS})
         VALUES (:guild_id, :number, :channel_id, :time, :zone, :days, :kind, :topic, :source, :role_id, :late_hours,
                 :thread, :silent, :since, :next_at, :paused_at, :paused_why)
"""

NUMBER = "SELECT coalesce(max(number), 0) + 1 FROM schedule WHERE guild_id = :guild_id"

LISTED = f"""
    SELECT {_COLUMNS}
      FROM schedule
     WHERE guild_id = :guild_id
       AND removed_at IS NULL
     ORDER BY number
"""

FOUND = f"""
    SELECT {_COLUMNS}
      FROM schedule
     WHERE guild_id = :guild_id
       AND number = :number
       AND removed_at IS NULL
"""

# The scheduler's own questions go over all servers; each row says whose it is.
OWING = f"""
    SELECT {_COLUMNS}
      FROM schedule
     WHERE next_at <= :now
       AND paused_at IS NULL
       AND removed_at IS NULL
     ORDER BY next_at, guild_id, number
     LIMIT :limit
"""

NEXT = "SELECT min(next_at) FROM schedule WHERE paused_at IS NULL AND removed_at IS NULL"

ALL = f"""
    SELECT {_COLUMNS}
      FROM schedule
     WHERE removed_at IS NULL
     ORDER BY guild_id, number
"""

CHANGE = """
    UPDATE schedule
       SET channel_id = :channel_id, time = :time, zone = :zone, days = :days, kind = :kind, topic = :topic,
           source = :source, role_id = :role_id, late_hours = :late_hours, thread = :thread, silent = :silent,
           since = :since, next_at = :next_at, paused_at = :paused_at, paused_why = :paused_why
     WHERE guild_id = :guild_id
       AND number = :number
"""

REMOVE = """
    UPDATE schedule
       SET removed_at = :at, next_at = NULL
     WHERE guild_id = :guild_id
       AND number = :number
       AND removed_at IS NULL
"""

SETTLED_UP_TO = """
    UPDATE schedule
       SET since = :since, next_at = :next_at
     WHERE guild_id = :guild_id
       AND number = :number
       AND since <= :since
"""

PAUSE = """
    UPDATE schedule
       SET paused_at = :at, paused_why = :why
     WHERE guild_id = :guild_id
       AND number = :number
       AND paused_at IS NULL
       AND removed_at IS NULL
"""

SHOW = """
    INSERT INTO shown (guild_id, number, occasion, kind, key, source, topic, words, at)
         VALUES (:guild_id, :number, :occasion, :kind, :key, :source, :topic, :words, :at)
"""

SHOWN = """
    SELECT kind, key, source, topic, words
      FROM (SELECT id, kind, key, source, topic, words
              FROM shown
             WHERE guild_id = :guild_id
             ORDER BY id DESC
             LIMIT :most)
     ORDER BY id
"""


class Kind(StrEnum):
    """What a schedule posts."""

    FACT = "fact"
    QUOTATION = "quotation"
    DAY = "day"
    MIXED = "mixed"


@dataclass(frozen=True, slots=True)
class Schedule:
    """Who wants what posted, where and when. `since` is the instant up to which everything is settled."""

    guild_id: int
    number: int
    channel_id: int
    time: time
    zone: str
    days: str
    kind: Kind = Kind.FACT
    topic: str = ""
    source: str = ""
    role_id: int = 0
    late_hours: int = 6
    thread: bool = False
    silent: bool = False
    since: datetime = _BEGINNING
    next_at: datetime | None = None
    paused_at: datetime | None = None
    paused_why: str = ""

    @property
    def timetable(self) -> Timetable:
        """When it posts; in UTC where this machine no longer knows the zone, in whose place nothing else would do."""
        try:
            known = zone(self.zone)
        except NoSuchZone:
            known = zone("UTC")
        return Timetable(self.time, known, parse(self.days, self.since.date()) if self.days else EveryDay())


@dataclass(frozen=True, slots=True)
class Shown:
    """One item that a server was shown. `words` are those by which a reworded one is known again."""

    kind: str
    key: str
    source: str
    topic: str
    words: frozenset[str]


def add(db: sqlite3.Connection, schedule: Schedule) -> Schedule:
    """Store a new schedule; return it with its number and its first post."""
    [(number,)] = db.execute(NUMBER, {"guild_id": schedule.guild_id})
    given = _row(schedule) | {"number": number, "next_at": _next(schedule, schedule.since)}
    db.execute(ADD, given)
    return _schedule([given[name] for name in _NAMES])


def listed(db: sqlite3.Connection, guild_id: int) -> Sequence[Schedule]:
    """Return a server's schedules."""
    return [_schedule(row) for row in db.execute(LISTED, {"guild_id": guild_id})]


def find(db: sqlite3.Connection, guild_id: int, number: int) -> Schedule | None:
    """Return one of a server's schedules."""
    row = db.execute(FOUND, {"guild_id": guild_id, "number": number}).fetchone()
    return _schedule(row) if row else None


def owing(db: sqlite3.Connection, now: datetime, limit: int = 5_000) -> Sequence[Schedule]:
    """Return the schedules of all servers that have a post to settle at this instant, the longest due first."""
    return [_schedule(row) for row in db.execute(OWING, {"now": _seconds(now), "limit": limit})]


def everywhere(db: sqlite3.Connection) -> Sequence[Schedule]:
    """Return the schedules of all servers."""
    return [_schedule(row) for row in db.execute(ALL)]


def next_instant(db: sqlite3.Connection) -> datetime | None:
    """Return when the next post of any server is due."""
    [(at,)] = db.execute(NEXT)
    return _instant(at)


def change(db: sqlite3.Connection, schedule: Schedule) -> None:
    """Store a schedule that was changed; its next post is the next one after `since`."""
    db.execute(CHANGE, _row(schedule) | {"next_at": _next(schedule, schedule.since)})


def remove(db: sqlite3.Connection, guild_id: int, number: int, at: datetime) -> bool:
    """Put a schedule away; its number is never given again and its history stays."""
    return db.execute(REMOVE, {"guild_id": guild_id, "number": number, "at": _seconds(at)}).rowcount > 0


def settled_up_to(db: sqlite3.Connection, schedule: Schedule, at: datetime) -> None:
    """Note that a schedule's posts up to an instant are settled or claimed, and which is the next."""
    given = {"guild_id": schedule.guild_id, "number": schedule.number, "since": _seconds(at)}
    db.execute(SETTLED_UP_TO, given | {"next_at": _next(schedule, at)})


def pause(db: sqlite3.Connection, guild_id: int, number: int, at: datetime, why: str = "") -> bool:
    """Pause a schedule; return whether it had been running."""
    given = {"guild_id": guild_id, "number": number, "at": _seconds(at), "why": why}
    return db.execute(PAUSE, given).rowcount > 0


def show(db: sqlite3.Connection, schedule: Schedule, occasion: str, item: Shown, at: datetime) -> None:
    """Remember that a server is shown an item."""
    given = {
        "guild_id": schedule.guild_id,
        "number": schedule.number,
        "occasion": occasion,
        "kind": item.kind,
        "key": item.key,
        "source": item.source,
        "topic": item.topic,
        "words": " ".join(sorted(item.words)),
        "at": _seconds(at),
    }
    db.execute(SHOW, given)


def shown(db: sqlite3.Connection, guild_id: int) -> Sequence[Shown]:
    """Return what a server was shown, in that order."""
    rows = db.execute(SHOWN, {"guild_id": guild_id, "most": _REMEMBERED})
    return [Shown(kind, key, source, topic, frozenset(words.split())) for kind, key, source, topic, words in rows]


_NAMES = tuple(field.name for field in fields(Schedule))
_INSTANTS = ("since", "next_at", "paused_at")


def _row(schedule: Schedule) -> dict[str, Any]:
    given: dict[str, Any] = {name: getattr(schedule, name) for name in _NAMES}
    given |= {name: _seconds(given[name]) for name in _INSTANTS if given[name] is not None}
    return given | {
        "time": f"{schedule.time:%H:%M}",
        "kind": schedule.kind.value,
        "thread": int(schedule.thread),
        "silent": int(schedule.silent),
    }


def _schedule(row: Sequence[Any]) -> Schedule:
    given = dict(zip(_NAMES, row, strict=True))
    given |= {name: _instant(given[name]) for name in _INSTANTS}
    given |= {"time": time.fromisoformat(given["time"]), "kind": Kind(given["kind"])}
    return Schedule(**given | {"thread": bool(given["thread"]), "silent": bool(given["silent"])})


def _next(schedule: Schedule, after: datetime) -> int | None:
    following = upcoming(schedule.timetable, after, 1)
    return _seconds(following[0].at) if following else None


def _seconds(instant: datetime) -> int:
    return int(instant.timestamp())


def _instant(seconds: int | None) -> datetime | None:
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC)
