"""Commands for the state, while no bot runs: backup, restore."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Collection, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import click

from bot.cli import options
from bot.cli.options import Wiring
from bot.housekeeping import WANTED
from bot.shelves.building import Places, name_of
from bot.state import documents, opening, shelves
from bot.state.documents import Uploaded
from bot.state.errors import StateDamaged, StateError, StateLocked, StateTooNew
from bot.state.lock import Lock
from corpus.store import flush

_file = click.argument("file", type=click.Path(path_type=Path, dir_okay=False))


@click.command()
@_file
@options.data
@click.pass_obj
@options.told_plainly
def backup(wiring: Wiring, file: Path, data: Path | None) -> None:
    """Write everything that Pero keeps into one file: settings, schedules, ledger, audit, and servers’ documents."""
    state = _state(wiring, data)
    if not state.exists():
        raise options.Problem(f"There is nothing to back up: {state} does not exist.")
    if file.exists():
        raise options.Problem(f"{file} exists already. Choose another name, or remove it first.")
    with _alone(state, ask=True):
        opening.checked(state)
        missing: set[Uploaded] = set()

        def finish(draft: Path) -> None:
            named, servers = documents.named(draft), documents.home(state)
            missing.update(documents.pack(draft, named, lambda one: documents.place(servers, one)))

        with closing(sqlite3.connect(state, isolation_level=None)) as db:
            opening.copy(db, file, finish)
    click.echo(f"{file} has everything that is in {state}, with the documents of servers{_but(missing)}.")
    click.echo(f"It is {file.stat().st_size:,} bytes.")


@click.command()
@_file
@options.data
@click.pass_obj
@options.told_plainly
def restore(wiring: Wiring, file: Path, data: Path | None) -> None:
    """Go on from a backup. What there is now is kept beside the other backups."""
    state = _state(wiring, data)
    if not file.is_file():
        raise options.Problem(f"There is no file {file}.")
    state.parent.mkdir(parents=True, exist_ok=True)
    with _alone(state):
        draft = _checked_copy(file, state)
        try:
            kept = _keep(state)
            wanted, missing = _with_documents(file, draft, state)
            flush(draft)
            draft.replace(state)
            flush(state.parent)
        finally:
            draft.unlink(missing_ok=True)
        documents.remove_others(documents.home(state), wanted)
    click.echo(f"Pero goes on from {file}." + (f" What there was before is in {kept}." if kept else ""))
    if wanted:
        click.echo(_told(wanted, missing))


def _state(wiring: Wiring, data: Path | None) -> Path:
    return wiring.with_folders((), data).config.data / "state.db"


@contextmanager
def _alone(state: Path, *, ask: bool = False) -> Iterator[None]:
    """Hold the lock that a running bot holds. Where one runs, `ask` it for a backup and say where that will be."""
    lock = Lock(state.with_name(state.name + ".lock"))
    try:
        lock.take()
    except StateLocked as error:
        asked = f"\n{_ask(opening.backups(state))}" if ask else ""
        raise options.Problem(f"{error}{asked}") from error
    except OSError as error:
        raise options.Problem(f"{state.parent} cannot be written to: {error.strerror}.") from error
    try:
        yield
    except StateError as error:
        raise options.Problem(str(error)) from error
    finally:
        lock.release()


def _ask(folder: Path) -> str:
    folder.mkdir(exist_ok=True)
    (folder / WANTED).touch()
    newest = max(folder.glob("daily-*.db"), key=lambda path: path.stat().st_mtime, default=None)
    daily = f"Its newest daily backup is {newest}. " if newest else ""
    return f"{daily}It has been asked for one of this moment: within a minute look for {folder / 'asked-….db'}."


def _checked_copy(file: Path, state: Path) -> Path:
    """Return a copy of a backup beside the state, after it was found whole and not too new."""
    draft = state.with_name(f"{state.name}.restoring")
    for left in state.parent.glob(f"{draft.name}*"):  # the journal of one that was killed must not be read into this
        left.unlink()
    try:
        shutil.copyfile(file, draft)
        version = opening.checked(draft)
        documents.check(draft)
        known = len(opening.migrations())
        if version > known:
            raise StateTooNew(f"{file} was written by a newer Pero (schema {version}, this one knows {known}).")
    except StateDamaged as error:
        draft.unlink(missing_ok=True)
        raise options.Problem(f"{file} is no whole backup of Pero’s, so nothing was changed.") from error
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    return draft


def _with_documents(file: Path, draft: Path, state: Path) -> tuple[frozenset[Uploaded], frozenset[Uploaded]]:
    """Lay the documents that a backup names where a bot reads them; return which they are, and which are nowhere."""
    servers = documents.home(state)
    stores = (file.parent / documents.STORE, opening.backups(state) / documents.STORE)
    missing = documents.put_back(draft, stores, servers)
    documents.unpack(draft)
    there = [name_of(path) for path in Places(servers).editions.glob("edition-*.db")]
    with closing(sqlite3.connect(draft)) as db, db:
        shelves.outdate(db, there)
    return documents.named(draft), missing


def _told(wanted: Collection[Uploaded], missing: Collection[Uploaded]) -> str:
    """Say what became of the documents of servers."""
    if not missing:
        return f"Servers have their {len(wanted)} documents; what they read is built anew when Pero starts."
    servers = ", ".join(str(guild_id) for guild_id in sorted({one.guild_id for one in missing}))
    return (
        f"Of {len(wanted)} documents of servers, {len(missing)} are neither in it nor beside it nor on this machine: "
        "copies that Pero makes every day have their documents in the folder “documents” beside them, and those of "
        f"earlier versions have none. Moderators have to remove and add theirs again; servers: {servers}."
    )


def _but(missing: Collection[Uploaded]) -> str:
    """Name the files that a backup lacks."""
    if not missing:
        return ""
    names = "".join(f"\n  {one.guild_id}/{one.name}" for one in sorted(missing))
    return f", but {len(missing)} whose files are missing or damaged on the disk:{names}\nSo it is whole but for these"


def _keep(state: Path) -> Path | None:
    """Keep what there is beside the backups, even where it is damaged; leave no log behind that belongs to it."""
    kept = opening.backups(state) / f"before-restore-{opening.stamp()}.db"
    if not state.exists():
        documents.link_all(documents.home(state), kept.with_suffix(".documents"))
        return kept.with_suffix(".documents") if kept.with_suffix(".documents").exists() else None
    kept.parent.mkdir(exist_ok=True)
    try:
        opening.checked(state)
        with closing(sqlite3.connect(state, isolation_level=None)) as db:
            opening.copy(db, kept, lambda draft: opening.linked(draft, state))
            db.execute("PRAGMA journal_mode = DELETE")
    except (StateDamaged, sqlite3.Error):
        documents.link_all(documents.home(state), kept.with_suffix(".documents"))
        for end in ("", "-wal", "-shm"):
            part = state.with_name(state.name + end)
            if part.exists():
                shutil.copyfile(part, kept.with_name(kept.name + end))
        for end in ("-wal", "-shm"):  # a log of the old file must not be read into the new one
            state.with_name(state.name + end).unlink(missing_ok=True)
    return kept


COMMANDS = (backup, restore)
