"""The files that servers uploaded, as a state names them: linked beside backups, packed into one, and put back.

They are never changed and are named by the hash of what they hold, so a backup needs no copy of its own: all backups of
a folder share one file, which is a link where the disk can do that. A backup that is to be carried away holds them in
its table `packed`.
"""

from __future__ import annotations

import logging
import os
import re
import shutil
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeVar

from bot.log import event
from bot.state.errors import StateDamaged
from corpus.store import flush, hashed

log = logging.getLogger(__name__)

T = TypeVar("T")

STORE = "documents"
"""The folder beside backups that has the files which they name."""

_NAME = re.compile(r"[0-9a-f]{64}\.[a-z0-9]{1,10}")
_PIECE = 1 << 20  # bytes that are copied at once
_SPOILT = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR)

_KNOWN = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name IN ('own_document', 'served', 'packed')"

_NEEDED = """
    SELECT guild_id, sha || ending
      FROM own_document
     UNION
    SELECT s.guild_id, json_extract(own.value, '$.sha') || json_extract(own.value, '$.ending')
      FROM served AS s, json_each(s.manifest, '$.own') AS own
"""

_PACKED = """
    CREATE TABLE packed (
        id      INTEGER PRIMARY KEY,
        name    TEXT NOT NULL UNIQUE,
        content BLOB NOT NULL
    ) STRICT
"""

_LAY_IN = "INSERT INTO packed (name, content) VALUES (:name, zeroblob(:size))"


class Readable(Protocol):
    """What can be read in pieces."""

    def read(self, length: int = ..., /) -> bytes: ...


@dataclass(frozen=True, slots=True, order=True)
class Uploaded:
    """A file of a server's: `name` is the hash of what it holds, and its ending."""

    guild_id: int
    name: str

    @property
    def sha(self) -> str:
        """The hash that proves the file."""
        return self.name.partition(".")[0]


def home(state: Path) -> Path:
    """Return the folder in which the servers' own folders lie."""
    return state.parent / "servers"


def place(servers: Path, one: Uploaded) -> Path:
    """Return where a server's file lies."""
    return servers / str(one.guild_id) / one.name


def needed(db: sqlite3.Connection) -> frozenset[Uploaded]:
    """Return the files that shelves and their histories name."""
    return frozenset(one for one in _said(db) if _is_ours(one))


def named(file: Path) -> frozenset[Uploaded]:
    """Return the files that a backup names. Raises StateDamaged."""
    return _asked(file, needed)


def check(file: Path) -> None:
    """Raise StateDamaged where a backup names a file as Pero names none: it could be anywhere on the disk."""
    if strange := _asked(file, lambda db: [one for one in _said(db) if not _is_ours(one)]):
        raise StateDamaged(f"{file} names a document as Pero names none: {str(strange[0].name)[:80]!r}.")


def link(wanted: Iterable[Uploaded], servers: Path, store: Path) -> frozenset[Uploaded]:
    """Have files in a store, too, each once whoever has it; return those that are missing or damaged on the disk."""
    missing = set()
    for one in wanted:
        there = store / one.name
        if there.exists():
            continue
        if is_whole(place(servers, one), one):
            _also(place(servers, one), there)
        else:
            missing.add(one)
    if store.exists():
        flush(store)
    return frozenset(missing)


def link_all(servers: Path, aside: Path) -> None:
    """Have every file that servers have in another folder, too: for a state that cannot say what it needs."""
    for path in _files(servers):
        _also(path, aside / path.parent.name / path.name)


def pack(file: Path, wanted: Iterable[Uploaded], find: Callable[[Uploaded], Path]) -> frozenset[Uploaded]:
    """Put files into a backup that nobody reads yet; return those that are missing or damaged on the disk."""
    missing = set()
    with closing(sqlite3.connect(file, isolation_level=None)) as db:
        db.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")  # it is flushed as a whole
        db.execute("BEGIN")
        db.execute(_PACKED)
        held = set()
        for one in sorted(wanted):
            if one.name in held:
                continue
            if is_whole(find(one), one):
                _lay_in(db, one.name, find(one))
                held.add(one.name)
            else:
                missing.add(one)
        db.execute("COMMIT")
    return frozenset(one for one in missing if one.name not in held)


def unpack(file: Path) -> None:
    """Make a backup that holds files a state again."""
    small = file.with_name(f"{file.name}.small")
    try:
        with closing(sqlite3.connect(file, isolation_level=None)) as db:
            if "packed" not in _known(db):
                return
            db.execute("DROP TABLE packed")
            small.unlink(missing_ok=True)
            db.execute("VACUUM INTO :small", {"small": str(small)})  # VACUUM alone wants room in another folder
        small.replace(file)
    finally:
        small.unlink(missing_ok=True)


def put_back(file: Path, stores: Iterable[Path], servers: Path) -> frozenset[Uploaded]:
    """Lay the files that a backup names where a bot reads them, from it or from a store; return those that are nowhere.

    What is there already and whole, stays. Each file is there whole or not at all, and is what its name says.
    """
    with closing(_reading(file)) as db:
        wanted = needed(db)
        return frozenset(one for one in wanted if not _put_back(db, one, stores, place(servers, one)))


def remove_others(servers: Path, wanted: frozenset[Uploaded]) -> None:
    """Remove the files of servers that nobody names any more."""
    for path in _files(servers):
        if Uploaded(int(path.parent.name), path.name) not in wanted:
            path.unlink(missing_ok=True)
            with suppress(OSError):  # there is more in it
                path.parent.rmdir()


def prune(folder: Path) -> None:
    """Remove what no backup in a folder needs: files of documents, and what was left half-written."""
    for path in (*folder.glob("*.draft*"), *(folder / STORE).glob("draft-*")):
        path.unlink(missing_ok=True)
    wanted = {name for path in folder.glob("*.db") for name in _lacked(path)}
    for path in (folder / STORE).glob("*"):
        if path.name not in wanted:
            path.unlink(missing_ok=True)


def is_whole(path: Path, one: Uploaded) -> bool:
    """Say whether a file is there and holds what its name says."""
    try:
        return path.is_file() and not path.is_symlink() and hashed(path) == one.sha
    except OSError:  # a disk that cannot be read has no file
        return False


def _asked(file: Path, work: Callable[[sqlite3.Connection], T]) -> T:
    with closing(_reading(file)) as db:
        try:
            return work(db)
        except sqlite3.DatabaseError as error:
            if getattr(error, "sqlite_errorcode", 0) & 0xFF in _SPOILT:
                raise StateDamaged(f"{file} is damaged ({error}).") from error
            raise


def _said(db: sqlite3.Connection) -> Iterator[Uploaded]:
    if {"own_document", "served"} <= _known(db):  # an older schema knows of no uploads
        yield from (Uploaded(*row) for row in db.execute(_NEEDED))


def _is_ours(one: Uploaded) -> bool:
    return isinstance(one.guild_id, int) and one.guild_id > 0 and bool(_NAME.fullmatch(str(one.name)))


def _reading(file: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro&immutable=1", uri=True, isolation_level=None)


def _known(db: sqlite3.Connection) -> set[str]:
    return {name for (name,) in db.execute(_KNOWN)}


def _files(servers: Path) -> Iterator[Path]:
    """Yield the files in the folders of servers, and nothing of what lies beside these."""
    for folder in servers.glob("*"):
        if folder.name.isascii() and folder.name.isdecimal():
            yield from (path for path in folder.iterdir() if path.is_file())


def _lacked(file: Path) -> Iterator[str]:
    """Yield the names of the files that a backup needs and does not hold; one that is damaged needs nothing."""
    try:
        wanted = named(file)
    except StateDamaged:
        event(log, "damaged_backup", file=file.name)
        return
    with closing(_reading(file)) as db:
        held = {name for (name,) in db.execute("SELECT name FROM packed")} if "packed" in _known(db) else set()
    yield from (one.name for one in wanted if one.name not in held)


def _also(path: Path, there: Path) -> None:
    """Have a file in another place, too: as the same file where the disk can do that."""
    there.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(path, there)
    except OSError:
        with path.open("rb") as file:
            _written(file, there)


def _lay_in(db: sqlite3.Connection, name: str, path: Path) -> None:
    row = db.execute(_LAY_IN, {"name": name, "size": path.stat().st_size}).lastrowid
    assert row is not None
    with path.open("rb") as file, db.blobopen("packed", "content", row) as blob:
        while piece := file.read(_PIECE):
            blob.write(piece)


def _put_back(db: sqlite3.Connection, one: Uploaded, stores: Iterable[Path], there: Path) -> bool:
    """Lay one file where a bot reads it; say whether it is there now."""
    if is_whole(there, one):
        return True
    there.parent.mkdir(parents=True, exist_ok=True)
    for path in (store / one.name for store in stores):
        if is_whole(path, one):
            _also(path, there)
            return True
    asked = {"name": one.name}
    row = db.execute("SELECT id FROM packed WHERE name = :name", asked).fetchone() if "packed" in _known(db) else None
    if row is None:
        return False
    with db.blobopen("packed", "content", row[0], readonly=True) as blob:
        _written(blob, there)
    if not is_whole(there, one):
        there.unlink()
        return False
    return True


def _written(source: Readable, there: Path) -> None:
    """Write a file, so that after a power cut it is there whole or not at all."""
    draft = there.with_name(f"draft-{there.name}")
    try:
        with draft.open("wb") as file:
            shutil.copyfileobj(source, file, _PIECE)
        flush(draft)
        draft.replace(there)
        flush(there.parent)
    finally:
        draft.unlink(missing_ok=True)
