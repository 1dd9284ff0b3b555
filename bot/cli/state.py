"""Commands for the state, while no bot runs: backup, restore."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import click

from bot.cli import options
from bot.cli.options import Wiring
from bot.housekeeping import WANTED
from bot.state import opening
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
    """Write a copy of everything that Pero keeps: settings, schedules, the ledger of posts, shelves, audit."""
    state = _state(wiring, data)
    if not state.exists():
        raise options.Problem(f"There is nothing to back up: {state} does not exist.")
    if file.exists():
        raise options.Problem(f"{file} exists already. Choose another name, or remove it first.")
    with _alone(state, ask=True):
        opening.checked(state)
        with closing(sqlite3.connect(state, isolation_level=None)) as db:
            opening.copy(db, file)
    click.echo(f"{file} has everything that is in {state} ({file.stat().st_size:,} bytes).")


@click.command()
@_file
@options.data
@click.pass_obj
@options.told_plainly
def restore(wiring: Wiring, file: Path, data: Path | None) -> None:
    """Go on from a backup. What there is now is kept beside it."""
    state = _state(wiring, data)
    if not file.is_file():
        raise options.Problem(f"There is no file {file}.")
    state.parent.mkdir(parents=True, exist_ok=True)
    with _alone(state):
        draft = _checked_copy(file, state)
        try:
            kept = _keep(state)
            flush(draft)
            draft.replace(state)
            flush(state.parent)
        finally:
            draft.unlink(missing_ok=True)
    click.echo(f"Pero goes on from {file}." + (f" What there was before is in {kept}." if kept else ""))


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
    try:
        shutil.copyfile(file, draft)
        version = opening.checked(draft)
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


def _keep(state: Path) -> Path | None:
    """Keep the present state beside the backups, even where it is damaged; leave no log behind that belongs to it."""
    if not state.exists():
        return None
    kept = opening.backups(state) / f"before-restore-{opening.stamp()}.db"
    kept.parent.mkdir(exist_ok=True)
    try:
        opening.checked(state)
        with closing(sqlite3.connect(state, isolation_level=None)) as db:
            opening.copy(db, kept)
            db.execute("PRAGMA journal_mode = DELETE")
    except (StateDamaged, sqlite3.Error):
        for end in ("", "-wal", "-shm"):
            part = state.with_name(state.name + end)
            if part.exists():
                shutil.copyfile(part, kept.with_name(kept.name + end))
        for end in ("-wal", "-shm"):  # a log of the old file must not be read into the new one
            state.with_name(state.name + end).unlink(missing_ok=True)
    return kept


COMMANDS = (backup, restore)
