"""What members reported and what the documents did not answer, counted by server, and without anybody's name."""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

MOST_REPORTS = 1_000  # of a server
MOST_GAPS = 500
LONGEST_NOTE = 200  # characters
LONGEST_QUESTION = 150

HIDDEN = "hidden"
KEPT = "kept"

_LONGEST_KEY = 64
_WORD = re.compile(r"\w+")
_MENTION = re.compile(r"<(?:@[!&]?|#)\d+>|@[\w.]+|\b\d{15,20}\b")

_REPORT = """
    INSERT INTO report (guild_id, key, why, ref, note, times, first_at, last_at, settled)
         VALUES (:guild_id, :key, :why, :ref, :note, 1, :at, :at, '')
    ON CONFLICT (guild_id, key, why)
      DO UPDATE SET times = times + 1, last_at = excluded.last_at, ref = excluded.ref,
                    note = CASE WHEN excluded.note = '' THEN note ELSE excluded.note END
      RETURNING times = 1
"""

_FORGET_REPORTS = """
    DELETE FROM report
          WHERE id IN (SELECT id
                         FROM report
                        WHERE guild_id = :guild_id AND (key, why) <> (:key, :why)
                        ORDER BY settled = '', times, last_at
                        LIMIT max(0, (SELECT count(*) FROM report WHERE guild_id = :guild_id) - :most))
"""

_REPORTS = """
    SELECT key, ref, group_concat(CASE times WHEN 1 THEN why ELSE why || ' ×' || times END, ', '), max(note),
           sum(times), min(first_at), max(last_at)
      FROM (SELECT * FROM report WHERE guild_id = :guild_id AND settled = '' ORDER BY times DESC, why)
     GROUP BY key
     ORDER BY sum(times) DESC, max(last_at) DESC, key
     LIMIT :limit OFFSET :offset
"""

_COUNT_REPORTS = "SELECT count(DISTINCT key) FROM report WHERE guild_id = :guild_id AND settled = ''"

_SETTLE = """
    UPDATE report
       SET settled = :settled
     WHERE guild_id = :guild_id AND key = :key AND settled <> :settled
"""

_REOPEN = "DELETE FROM report WHERE guild_id = :guild_id AND key = :key AND settled <> ''"

_COUNT_GAP = """
    INSERT INTO gap (guild_id, key, question, times, first_at, last_at)
         VALUES (:guild_id, :key, :question, 1, :at, :at)
    ON CONFLICT (guild_id, key)
      DO UPDATE SET times = times + 1, last_at = excluded.last_at, question = excluded.question
"""

_FORGET_GAPS = """
    DELETE FROM gap
          WHERE guild_id = :guild_id
            AND key IN (SELECT key
                          FROM gap
                         WHERE guild_id = :guild_id AND key <> :key
                         ORDER BY times, last_at
                         LIMIT max(0, (SELECT count(*) FROM gap WHERE guild_id = :guild_id) - :most))
"""

_GAPS = """
    SELECT question, times, first_at, last_at
      FROM gap
     WHERE guild_id = :guild_id
     ORDER BY times DESC, last_at DESC, key
     LIMIT :limit OFFSET :offset
"""

_GAPS_IN_ALL = "SELECT count(*) FROM gap WHERE guild_id = :guild_id"


@dataclass(frozen=True, slots=True)
class Report:
    """What members reported about one sentence: `whys` says why and how often, `note` what was said last."""

    key: str
    ref: str
    whys: str
    note: str
    times: int
    first: datetime
    last: datetime


@dataclass(frozen=True, slots=True)
class Gap:
    """A question that found no answer, and how often it was asked."""

    question: str
    times: int
    first: datetime
    last: datetime


def report(db: sqlite3.Connection, guild_id: int, at: datetime, key: str, ref: str, why: str, note: str = "") -> bool:
    """Count a report of a sentence, by its content key, for a reason; say whether it is the first of its kind.

    What moderators have settled stays settled. Nothing is kept of who reported.
    """
    asked = {"guild_id": guild_id, "at": int(at.timestamp()), "key": key[:_LONGEST_KEY], "ref": ref[:80]}
    asked |= {"why": _short(why, 40), "note": _short(note, LONGEST_NOTE), "most": MOST_REPORTS}
    [(first,)] = db.execute(_REPORT, asked).fetchall()
    db.execute(_FORGET_REPORTS, asked)
    return bool(first)


def reports(db: sqlite3.Connection, guild_id: int, limit: int = 20, offset: int = 0) -> Sequence[Report]:
    """Return the sentences with open reports, the most reported first."""
    rows = db.execute(_REPORTS, {"guild_id": guild_id, "limit": limit, "offset": offset})
    return [
        Report(key, ref, whys, note, times, _instant(first), _instant(last))
        for key, ref, whys, note, times, first, last in rows
    ]


def open_reports(db: sqlite3.Connection, guild_id: int) -> int:
    """Return how many sentences have open reports."""
    [(number,)] = db.execute(_COUNT_REPORTS, {"guild_id": guild_id})
    return int(number)


def settle_report(db: sqlite3.Connection, guild_id: int, key: str, settled: str) -> bool:
    """Close what was reported about a sentence, as HIDDEN or KEPT; say whether there was anything to close."""
    asked = {"guild_id": guild_id, "key": key, "settled": settled}
    return db.execute(_SETTLE, asked).rowcount > 0


def reopen_report(db: sqlite3.Connection, guild_id: int, key: str) -> None:
    """Let a sentence be reported anew, after it was unhidden."""
    db.execute(_REOPEN, {"guild_id": guild_id, "key": key})


def count_gap(db: sqlite3.Connection, guild_id: int, at: datetime, question: str) -> None:
    """Count a question that found no answer. Mentions and ids of members are left out; old rare ones go first."""
    shown = _short(_MENTION.sub("", question), LONGEST_QUESTION)
    key = " ".join(_WORD.findall(unicodedata.normalize("NFKC", shown).casefold()))
    if not key:
        return
    asked = {"guild_id": guild_id, "at": int(at.timestamp()), "key": key, "question": shown, "most": MOST_GAPS}
    db.execute(_COUNT_GAP, asked)
    db.execute(_FORGET_GAPS, asked)


def gaps(db: sqlite3.Connection, guild_id: int, limit: int = 20, offset: int = 0) -> Sequence[Gap]:
    """Return the questions that found no answer, the most asked first."""
    rows = db.execute(_GAPS, {"guild_id": guild_id, "limit": limit, "offset": offset})
    return [Gap(question, times, _instant(first), _instant(last)) for question, times, first, last in rows]


def gaps_in_all(db: sqlite3.Connection, guild_id: int) -> int:
    """Return how many questions found no answer."""
    [(number,)] = db.execute(_GAPS_IN_ALL, {"guild_id": guild_id})
    return int(number)


def clear_gaps(db: sqlite3.Connection, guild_id: int) -> int:
    """Forget the questions that found no answer; return how many they were."""
    return db.execute("DELETE FROM gap WHERE guild_id = :guild_id", {"guild_id": guild_id}).rowcount


def _short(text: str, longest: int) -> str:
    """Return one line of text, without lone surrogates, which SQLite does not take."""
    whole = " ".join(text.encode("utf-8", "ignore").decode().replace("\0", " ").split())
    return whole if len(whole) <= longest else whole[: longest - 1].rstrip() + "…"


def _instant(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
