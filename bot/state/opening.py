"""Opens the state's file: checks it, brings it up to date after a backup, and copies it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from bot.state import documents
from bot.state.documents import Uploaded
from bot.state.errors import StateDamaged, StateTooNew
from corpus.store import flush

MIGRATIONS = Path(__file__).with_name("migrations")

# One connection owns the file and everything acknowledged is flushed. With more connections on one WAL file, SQLite
# up to 3.51.2 can corrupt it; with synchronous = NORMAL a power cut takes back what was acknowledged.
_SETTLED = """
    PRAGMA locking_mode = EXCLUSIVE;
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;
    PRAGMA foreign_keys = ON;
    PRAGMA busy_timeout = 0;
    PRAGMA journal_size_limit = 4194304;
"""


def settle(db: sqlite3.Connection) -> None:
    """Make a connection the only one, and every commit of it durable."""
    db.executescript(_SETTLED)
    db.execute("BEGIN IMMEDIATE")  # takes the lock now, not at the first change
    db.execute("COMMIT")


def migrations() -> list[Path]:
    """Return the migrations in their order: the number of one is the schema's version after it."""
    return sorted(MIGRATIONS.glob("[0-9]*.sql"))


def prepare(path: Path) -> None:
    """Check the file and bring its schema up to date, in one transaction and after a backup.

    Raises StateDamaged and StateTooNew; then the file is as it was.
    """
    steps = migrations()
    if not path.exists() or path.stat().st_size == 0:
        _migrate(path, 0, steps)
        return
    version = checked(path)
    if version > len(steps):
        raise StateTooNew(
            f"{path} was written by a newer Pero (schema {version}, this one knows {len(steps)}). "
            "Install that version again, or restore an older backup from the folder “backups” beside it."
        )
    if version < len(steps):
        with closing(sqlite3.connect(path, isolation_level=None)) as db:
            copy(db, backups(path) / f"before-schema-{len(steps)}-{stamp()}.db", lambda draft: linked(draft, path))
        _migrate(path, version, steps)


def checked(path: Path) -> int:
    """Return the schema's version of a state file that is whole. Raises StateDamaged."""
    try:
        with closing(sqlite3.connect(path, isolation_level=None)) as db:
            [(found,)] = db.execute("PRAGMA quick_check(1)")
            [(version,)] = db.execute("PRAGMA user_version")
            known = db.execute("SELECT 1 FROM sqlite_schema WHERE name = 'setting'").fetchone()
    except sqlite3.DatabaseError as error:
        found, version, known = str(error), 0, None
    if found != "ok" or not known:
        raise StateDamaged(_damaged(path, found if found != "ok" else "it is no state of Pero’s"))
    return int(version)


def _damaged(path: Path, why: str) -> str:
    saved = sorted(backups(path).glob("*.db"), key=lambda one: one.stat().st_mtime)
    if not saved:
        return f"{path} is damaged ({why}), and there is no backup of it. Move it away to begin anew."
    return (
        f"{path} is damaged ({why}). The newest backup is {saved[-1]}; "
        f"go on from it with: python -m bot restore {saved[-1]}"
    )


def _migrate(path: Path, version: int, steps: list[Path]) -> None:
    script = "".join(step.read_text("utf-8") + "\n" for step in steps[version:])
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.executescript("PRAGMA synchronous = FULL;")
        db.executescript(f"BEGIN IMMEDIATE;\n{script}\nPRAGMA user_version = {len(steps)};\nCOMMIT;")


def backups(path: Path) -> Path:
    """Return the folder of a state's backups."""
    return path.parent / "backups"


def stamp() -> str:
    """Return the present instant as it stands in a file's name."""
    return datetime.now(UTC).strftime("%Y%m%dT%H%M%S")


def linked(draft: Path, path: Path) -> frozenset[Uploaded]:
    """Have the documents that a copy of a state names beside its backups; return those that are missing."""
    return documents.link(documents.named(draft), documents.home(path), backups(path) / documents.STORE)


def copy(db: sqlite3.Connection, into: Path, finish: Callable[[Path], object] = lambda draft: None) -> None:
    """Write a copy of a database into a new file, which is there whole or not at all.

    `finish` gets the copy before anybody takes it for a whole one.
    """
    publish(sketch(db, into), into, finish)


def sketch(db: sqlite3.Connection, into: Path) -> Path:
    """Copy a database into a file beside the one that it will be, and return it."""
    into.parent.mkdir(parents=True, exist_ok=True)
    draft = into.with_name(f"{into.name}.draft")
    draft.unlink(missing_ok=True)
    try:
        db.execute("VACUUM INTO :draft", {"draft": str(draft)})
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    return draft


def publish(draft: Path, into: Path, finish: Callable[[Path], object]) -> None:
    """Finish a copy and give it its name; where that fails, it is gone."""
    try:
        finish(draft)
        flush(draft)
        draft.replace(into)
        flush(into.parent)
    finally:
        draft.unlink(missing_ok=True)
