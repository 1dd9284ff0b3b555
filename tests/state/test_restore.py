"""A restore drill: back up, lose everything, go on; and what is refused on the way."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.__main__ import main
from bot.housekeeping import WANTED
from bot.state import opening, settings
from tests.state.test_state import held_by_another, keep, kept


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The folder in which Pero keeps what it has; something is in it."""
    asyncio.run(keep(tmp_path / "data" / "state.db"))
    return tmp_path / "data"


def run(*words: object) -> Result:
    """Run the command line."""
    return CliRunner().invoke(main, [str(word) for word in words])


def zone(data: Path) -> str:
    """Return what is kept."""
    return asyncio.run(kept(data / "state.db"))


def whole(path: Path) -> bool:
    """Say whether a database is whole."""
    with closing(sqlite3.connect(path)) as db:
        return db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_after_a_restore_everything_is_as_it_was_at_the_backup(data: Path, tmp_path: Path) -> None:
    saved = tmp_path / "saved.db"
    made = run("backup", saved, "--data", data)
    assert made.exit_code == 0, made.output
    assert "has everything" in made.output
    assert whole(saved)
    asyncio.run(keep(data / "state.db", "Asia/Tokyo"))
    done = run("restore", saved, "--data", data)
    assert done.exit_code == 0, done.output
    assert whole(data / "state.db")
    assert zone(data) == "Europe/Oslo"
    [before] = (data / "backups").glob("before-restore-*.db")
    assert str(before) in done.output
    assert whole(before)
    with closing(sqlite3.connect(before)) as db:
        assert settings.read(db, 7).timezone == "Asia/Tokyo"


def test_a_damaged_state_is_kept_as_it_is_and_the_backup_goes_on(data: Path, tmp_path: Path) -> None:
    saved = tmp_path / "saved.db"
    run("backup", saved, "--data", data)
    (data / "state.db").write_bytes(b"\0" * 5_000)
    (data / "state.db-wal").write_bytes(b"of the old file")
    assert run("restore", saved, "--data", data).exit_code == 0
    assert zone(data) == "Europe/Oslo"
    [before] = (data / "backups").glob("before-restore-*.db")
    assert before.read_bytes() == b"\0" * 5_000


def test_a_restore_into_nothing_is_a_move_to_another_machine(data: Path, tmp_path: Path) -> None:
    saved = tmp_path / "saved.db"
    run("backup", saved, "--data", data)
    assert run("restore", saved, "--data", tmp_path / "elsewhere").exit_code == 0
    assert zone(tmp_path / "elsewhere") == "Europe/Oslo"


@pytest.mark.parametrize("content", [b"", b"\0" * 5_000, b"no database at all " * 300])
def test_what_is_no_backup_changes_nothing(data: Path, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "bad.db").write_bytes(content)
    refused = run("restore", tmp_path / "bad.db", "--data", data)
    assert refused.exit_code == 2
    assert "is no whole backup of Pero’s, so nothing was changed" in refused.output
    assert zone(data) == "Europe/Oslo"
    assert not list(data.glob("*.restoring"))


def test_a_backup_of_a_newer_pero_is_refused(data: Path, tmp_path: Path) -> None:
    saved = tmp_path / "saved.db"
    run("backup", saved, "--data", data)
    with closing(sqlite3.connect(saved, isolation_level=None)) as db:
        db.execute(f"PRAGMA user_version = {len(opening.migrations()) + 1}")
    refused = run("restore", saved, "--data", data)
    assert refused.exit_code == 2
    assert "newer Pero" in refused.output
    assert zone(data) == "Europe/Oslo"


def test_a_backup_of_an_older_pero_is_brought_up_to_date_when_it_starts(data: Path, tmp_path: Path) -> None:
    old = tmp_path / "old.db"
    with closing(sqlite3.connect(old, isolation_level=None)) as db:
        db.executescript(opening.migrations()[0].read_text("utf-8") + "PRAGMA user_version = 1;")
        settings.write(db, 7, "timezone", "Africa/Cairo")
    assert run("restore", old, "--data", data).exit_code == 0
    assert zone(data) == "Africa/Cairo"


def test_a_backup_never_writes_over_a_file(data: Path, tmp_path: Path) -> None:
    (tmp_path / "precious").write_text("mine", "utf-8")
    refused = run("backup", tmp_path / "precious", "--data", data)
    assert refused.exit_code == 2
    assert "exists already" in refused.output
    assert (tmp_path / "precious").read_text("utf-8") == "mine"


def test_there_may_be_nothing_to_back_up(tmp_path: Path) -> None:
    refused = run("backup", tmp_path / "x.db", "--data", tmp_path / "none")
    assert refused.exit_code == 2
    assert "nothing to back up" in refused.output


def test_while_a_bot_runs_it_is_asked_and_says_where_its_own_backups_are(data: Path, tmp_path: Path) -> None:
    async def both() -> tuple[Result, Result]:
        other = await held_by_another(data / "state.db")
        try:
            backup = await asyncio.to_thread(run, "backup", tmp_path / "new.db", "--data", data)
            return backup, await asyncio.to_thread(run, "restore", saved, "--data", data)
        finally:
            other.kill()
            await other.wait()

    saved = tmp_path / "saved.db"
    run("backup", saved, "--data", data)
    backup, restore = asyncio.run(both())
    for refused in (backup, restore):
        assert refused.exit_code == 2
        assert "Another Pero (process" in refused.output
    assert "within a minute look for" in backup.output
    assert "within a minute" not in restore.output
    assert (data / "backups" / WANTED).exists()
    assert zone(data) == "Europe/Oslo"
