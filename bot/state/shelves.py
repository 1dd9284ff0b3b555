"""Which documents each server wants on its shelf, and which editions it was served, the present one among them.

Server 0 is the operator's shelf: the shared documents alone.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace

from bot.state import settings

OPERATOR = 0
KEPT = 5
"""How many entries of each history are kept; every one of them can be rolled back to."""

OWN = """
    SELECT name, title, url, licence, trust, author, retrieved, sha, ending, size, added_by, added_at, enabled
      FROM own_document
     WHERE guild_id = :guild_id
     ORDER BY name
"""

PUT = """
    INSERT INTO own_document
         VALUES (:guild_id, :name, :title, :url, :licence, :trust, :author, :retrieved, :sha, :ending, :size, :added_by,
                 :added_at, :enabled)
"""

TAKE_OFF = "DELETE FROM own_document WHERE guild_id = :guild_id AND (:name IS NULL OR name = :name)"

ENABLE = "UPDATE own_document SET enabled = :enabled WHERE guild_id = :guild_id AND name = :name"

LEFT_OUT = "SELECT path FROM left_out WHERE guild_id = :guild_id"

LEAVE_OUT = "INSERT OR IGNORE INTO left_out VALUES (:guild_id, :path)"

LET_IN = "DELETE FROM left_out WHERE guild_id = :guild_id AND (:path IS NULL OR path = :path)"

HISTORY = """
    SELECT number, at, actor_id, edition, readable, manifest, counts, told, current
      FROM served
     WHERE guild_id = :guild_id
     ORDER BY number DESC
"""

NOW = """
    SELECT guild_id, number, at, actor_id, edition, readable, manifest, counts, told, current
      FROM served
     WHERE current
"""

NOT_NOW = "UPDATE served SET current = 0 WHERE guild_id = :guild_id"

SERVE = """
    INSERT INTO served
         VALUES (:guild_id, :number, :at, :actor_id, :edition, :readable, :manifest, :counts, :told, 1)
"""

LAST = "SELECT coalesce(max(number), 0) FROM served WHERE guild_id = :guild_id"

AGAIN = "UPDATE served SET current = 1 WHERE guild_id = :guild_id AND number = :number"

SHORTEN = """
    DELETE FROM served
          WHERE guild_id = :guild_id
            AND NOT current
            AND number <= :last - :kept
"""

OUTDATE = """
    UPDATE served
       SET readable = ''
     WHERE current
       AND guild_id > 0
       AND edition NOT IN (SELECT value FROM json_each(:there))
"""

WRONG = "DELETE FROM served WHERE guild_id = :guild_id AND number = :number AND NOT current"

CANDIDATE = """
    INSERT INTO candidate
         VALUES (:guild_id, :edition, :at)
    ON CONFLICT (guild_id) DO UPDATE SET edition = excluded.edition, at = excluded.at
"""

NO_CANDIDATE = "DELETE FROM candidate WHERE guild_id = :guild_id"

IN_USE = "SELECT edition FROM served UNION SELECT edition FROM candidate"

MANIFESTS = "SELECT manifest FROM served WHERE guild_id = :guild_id"

GUILDS = "SELECT guild_id FROM own_document UNION SELECT guild_id FROM served"


@dataclass(frozen=True, slots=True)
class Own:
    """A document that a server's moderators put on its shelf. `sha` names its file by what it holds."""

    name: str  # as in references, and as moderators write it
    title: str
    url: str
    licence: str
    trust: str
    author: str
    retrieved: str
    sha: str
    ending: str
    size: int  # bytes
    added_by: int
    added_at: int  # seconds UTC
    enabled: bool = True


@dataclass(frozen=True, slots=True)
class Manifest:
    """Which documents make up a shelf: the shared ones, but those left out, and a server's own."""

    shared: bool = True
    left_out: frozenset[str] = frozenset()  # paths of shared documents within their folder
    own: tuple[Own, ...] = ()

    def to_json(self) -> str:
        """Return the manifest as one line that `from_json` reads."""
        own = [asdict(one) for one in self.own]
        return json.dumps({"shared": self.shared, "left_out": sorted(self.left_out), "own": own}, sort_keys=True)

    @classmethod
    def from_json(cls, line: str) -> Manifest:
        """Read what `to_json` wrote."""
        said = json.loads(line)
        return cls(said["shared"], frozenset(said["left_out"]), tuple(Own(**one) for one in said["own"]))


@dataclass(frozen=True, slots=True)
class Served:
    """An entry of a shelf's history; `readable` says which Pero can read its edition."""

    number: int
    at: int
    actor_id: int
    edition: str
    readable: str
    manifest: Manifest
    counts: Mapping[str, int]
    told: str
    current: bool = True


def wanted(db: sqlite3.Connection, guild_id: int) -> Manifest:
    """Return the documents that a server wants on its shelf."""
    asked = {"guild_id": guild_id}
    names = [field.name for field in fields(Own)]
    own = [Own(**dict(zip(names, row, strict=True))) for row in db.execute(OWN, asked)]
    left_out = frozenset(path for (path,) in db.execute(LEFT_OUT, asked))
    shared = settings.read(db, guild_id).shared_documents
    return Manifest(shared, left_out, tuple(replace(one, enabled=bool(one.enabled)) for one in own))


def want(db: sqlite3.Connection, guild_id: int, manifest: Manifest) -> None:
    """Want just these documents on a server's shelf."""
    db.execute(TAKE_OFF, {"guild_id": guild_id, "name": None})
    db.execute(LET_IN, {"guild_id": guild_id, "path": None})
    for one in manifest.own:
        put(db, guild_id, one)
    for path in manifest.left_out:
        leave_out(db, guild_id, path, True)
    settings.write(db, guild_id, "shared_documents", manifest.shared)


def put(db: sqlite3.Connection, guild_id: int, own: Own) -> None:
    """Put one more document on a server's shelf."""
    db.execute(PUT, {"guild_id": guild_id, **asdict(own)})


def take_off(db: sqlite3.Connection, guild_id: int, name: str) -> None:
    """Take one of a server's own documents off its shelf."""
    db.execute(TAKE_OFF, {"guild_id": guild_id, "name": name})


def enable(db: sqlite3.Connection, guild_id: int, name: str, enabled: bool) -> None:
    """Let one of a server's own documents be read, or not."""
    db.execute(ENABLE, {"guild_id": guild_id, "name": name, "enabled": enabled})


def leave_out(db: sqlite3.Connection, guild_id: int, path: str, out: bool) -> None:
    """Leave a shared document out for a server, or let it in again."""
    db.execute(LEAVE_OUT if out else LET_IN, {"guild_id": guild_id, "path": path})


def history(db: sqlite3.Connection, guild_id: int) -> Sequence[Served]:
    """Return what a server was served, the latest first."""
    return [_entry(row) for row in db.execute(HISTORY, {"guild_id": guild_id})]


def now(db: sqlite3.Connection) -> dict[int, Served]:
    """Return what every server with a shelf of its own is served."""
    return {guild_id: _entry(row) for guild_id, *row in db.execute(NOW)}


def _entry(row: Sequence[object]) -> Served:
    number, at, actor_id, edition, readable, manifest, counts, told, current = row
    held = Manifest.from_json(str(manifest))
    return Served(*(number, at, actor_id, edition, readable, held, json.loads(str(counts)), told, bool(current)))  # type: ignore[arg-type] # columns are strict


def serve(db: sqlite3.Connection, guild_id: int, entry: Served) -> Served:
    """Serve an edition from now on, as the next entry of the history; return it with its number."""
    [(last,)] = db.execute(LAST, {"guild_id": guild_id})
    numbered = replace(entry, number=last + 1, current=True)
    db.execute(NOT_NOW, {"guild_id": guild_id})
    said = {**asdict(numbered), "manifest": entry.manifest.to_json(), "counts": json.dumps(dict(entry.counts))}
    db.execute(SERVE, {"guild_id": guild_id, **said})
    db.execute(SHORTEN, {"guild_id": guild_id, "last": last + 1, "kept": KEPT})
    db.execute(NO_CANDIDATE, {"guild_id": guild_id})
    return numbered


def serve_again(db: sqlite3.Connection, guild_id: int, number: int, instead_of: int) -> None:
    """Serve an earlier entry in the place of one whose edition is damaged, which leaves the history."""
    db.execute(NOT_NOW, {"guild_id": guild_id})
    db.execute(AGAIN, {"guild_id": guild_id, "number": number})
    db.execute(WRONG, {"guild_id": guild_id, "number": instead_of})


def outdate(db: sqlite3.Connection, there: Sequence[str]) -> None:
    """Let servers whose edition is not among those that are there have it built anew at the next start."""
    if db.execute("SELECT 1 FROM sqlite_schema WHERE name = 'served'").fetchone():  # which an older schema has not
        db.execute(OUTDATE, {"there": json.dumps(there)})


def propose(db: sqlite3.Connection, guild_id: int, edition: str, at: int) -> None:
    """Keep an edition that may be switched to, in the place of the one before it."""
    db.execute(CANDIDATE, {"guild_id": guild_id, "edition": edition, "at": at})


def in_use(db: sqlite3.Connection) -> frozenset[str]:
    """Return the editions that must not be removed."""
    return frozenset(edition for (edition,) in db.execute(IN_USE))


def files(db: sqlite3.Connection, guild_id: int) -> frozenset[str]:
    """Return the names of the files that a server's shelf and its history need."""
    manifests = [Manifest.from_json(line) for (line,) in db.execute(MANIFESTS, {"guild_id": guild_id})]
    return frozenset(one.sha + one.ending for shelf in (*manifests, wanted(db, guild_id)) for one in shelf.own)


def guilds(db: sqlite3.Connection) -> frozenset[int]:
    """Return the servers that have a shelf of their own."""
    return frozenset(guild_id for (guild_id,) in db.execute(GUILDS)) - {OPERATOR}


def forget(db: sqlite3.Connection, guild_id: int) -> None:
    """Remove all that is known of a server's shelf."""
    for table in ("own_document", "left_out", "served", "candidate", "hidden"):
        db.execute(f"DELETE FROM {table} WHERE guild_id = :guild_id", {"guild_id": guild_id})
