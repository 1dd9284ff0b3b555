"""The state survives what happens to disks, processes and tasks; and it says so when it cannot."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest

from bot.state import State, opening, settings
from bot.state.errors import StateDamaged, StateFull, StateLocked, StateReadOnly, StateTooNew

HOME = Path(__file__).parents[2]
HOLDER = """
import asyncio, sys
from pathlib import Path
from bot.state import State, settings

async def hold():
    async with State(Path(sys.argv[1])) as state:
        await state.write(lambda db: settings.write(db, 7, "timezone", "Europe/Oslo"))
        print("held", flush=True)
        await asyncio.Event().wait()

asyncio.run(hold())
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a state may be."""
    return tmp_path / "state.db"


def content(path: Path) -> bytes:
    """Return what a file holds."""
    return path.read_bytes()


async def keep(path: Path, zone: str = "Europe/Oslo") -> None:
    """Keep something, and close."""
    async with State(path) as state:
        await state.write(lambda db: settings.write(db, 7, "timezone", zone))


async def kept(path: Path) -> str:
    """Return what is kept."""
    async with State(path) as state:
        return (await state.read(lambda db: settings.read(db, 7))).timezone


async def test_what_was_acknowledged_is_there_after_opening_again(path: Path) -> None:
    await keep(path)
    assert await kept(path) == "Europe/Oslo"


async def test_a_change_that_fails_half_way_leaves_nothing(path: Path) -> None:
    def half(db: sqlite3.Connection) -> None:
        settings.write(db, 7, "timezone", "Asia/Tokyo")
        raise KeyError("half way")

    await keep(path)
    async with State(path) as state:
        with pytest.raises(KeyError):
            await state.write(half)
        assert (await state.read(lambda db: settings.read(db, 7))).timezone == "Europe/Oslo"


async def test_a_cancelled_task_leaves_no_half_and_mixes_with_nobody(path: Path) -> None:
    def slow(db: sqlite3.Connection) -> None:
        settings.write(db, 7, "timezone", "Asia/Tokyo")
        db.execute(
            "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 300000) SELECT max(x) FROM n"
        )
        raise ValueError("never mind")

    async with State(path) as state:
        begun = asyncio.create_task(state.write(slow))
        await asyncio.wait([begun], timeout=0.01)
        begun.cancel()
        await state.write(lambda db: settings.write(db, 7, "plain", True))
        await asyncio.gather(begun, return_exceptions=True)
        found = await state.read(lambda db: settings.read(db, 7))
        assert (found.timezone, found.plain) == ("", True)
        assert not await state.read(lambda db: db.execute("SELECT 1 WHERE 0").fetchall())


async def test_many_tasks_write_at_once_and_nothing_is_lost(path: Path) -> None:
    async with State(path) as state:
        each = [lambda db, n=n: settings.write(db, n, "timezone", "Asia/Tokyo") for n in range(1, 101)]
        await asyncio.gather(*(state.write(one) for one in each))
        assert await state.read(lambda db: db.execute("SELECT count(*) FROM setting").fetchone()) == (100,)


async def held_by_another(path: Path) -> asyncio.subprocess.Process:
    """Start another process that holds the state."""
    other = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", HOLDER, str(path)), cwd=HOME, stdout=asyncio.subprocess.PIPE
    )
    assert other.stdout is not None
    assert await other.stdout.readline() == b"held\n"
    return other


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no kill -9")
async def test_a_second_process_is_refused_and_kill_9_of_the_first_frees_the_state(path: Path) -> None:
    other = await held_by_another(path)
    with pytest.raises(StateLocked, match=f"process {other.pid}"):
        await keep(path)
    other.send_signal(signal.SIGKILL)
    await other.wait()
    assert await kept(path) == "Europe/Oslo"


async def test_a_newer_schema_is_refused_and_left_as_it_is(path: Path) -> None:
    await keep(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute(f"PRAGMA user_version = {len(opening.migrations()) + 1}")
    before = content(path)
    with pytest.raises(StateTooNew, match="newer Pero"):
        await keep(path)
    assert content(path) == before


def _zeroed(path: Path) -> None:
    path.write_bytes(b"\0" * 100 + path.read_bytes()[100:])


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: 4096 * 3 + 17])


def _prose(path: Path) -> None:
    path.write_text("This is no database.\n" * 400, "utf-8")


def _another_s(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("CREATE TABLE other (x)")


def _page(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[4096:8192] = os.urandom(4096)
    path.write_bytes(bytes(content))


@pytest.mark.parametrize("damage", [_zeroed, _cut, _prose, _another_s, _page])
async def test_a_damaged_state_is_refused_with_the_newest_backup_and_never_made_anew(
    path: Path, damage: object
) -> None:
    await keep(path)
    async with State(path) as state:
        saved = await state.backup(path.parent / "backups" / "daily-2026-11-22.db")
    assert callable(damage)
    damage(path)
    before = content(path)
    with pytest.raises(StateDamaged, match=f"restore {saved}"):
        await keep(path)
    assert content(path) == before


async def test_an_older_schema_is_brought_up_to_date_after_a_backup(path: Path) -> None:
    first, *_ = opening.migrations()
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.executescript(first.read_text("utf-8") + "PRAGMA user_version = 1;")
        settings.write(db, 7, "timezone", "Europe/Oslo")
    assert await kept(path) == "Europe/Oslo"
    [saved] = (path.parent / "backups").glob("before-schema-*.db")
    with closing(sqlite3.connect(saved)) as db:
        assert db.execute("PRAGMA user_version").fetchone() == (1,)
        assert settings.read(db, 7).timezone == "Europe/Oslo"


async def test_a_backup_is_whole_and_can_be_opened(path: Path) -> None:
    async with State(path) as state:
        await state.write(lambda db: settings.write(db, 7, "timezone", "Europe/Oslo"))
        saved = await state.backup(path.parent / "backups" / "one.db")
    with closing(sqlite3.connect(saved)) as db:
        assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert await kept(Path(shutil.copy(saved, path.parent / "again.db"))) == "Europe/Oslo"
    assert not list((path.parent / "backups").glob("*.draft"))


async def test_a_full_disk_is_said_reading_goes_on_and_the_ballast_is_given_back(path: Path) -> None:
    def fill(db: sqlite3.Connection) -> None:
        settings.write(db, 8, "timezone", "x" * 2_000_000)

    await keep(path)
    ballast = path.with_name("state.db.ballast")
    async with State(path) as state:
        assert ballast.stat().st_size == 4 << 20
        await state.write(lambda db: None)
        await state.read(lambda db: db.execute("PRAGMA max_page_count = 1").fetchall())
        with pytest.raises(StateFull):
            await state.write(fill)
        full = state.full
        assert full
        assert not ballast.exists()
        assert (await state.read(lambda db: settings.read(db, 7))).timezone == "Europe/Oslo"
        await state.read(lambda db: db.execute("PRAGMA max_page_count = 1000000").fetchall())
        await state.write(fill)
        full = state.full
        assert not full
    async with State(path):
        assert ballast.stat().st_size == 4 << 20


async def test_a_state_that_cannot_be_written_says_so_and_reading_goes_on(path: Path) -> None:
    await keep(path)
    async with State(path) as state:
        await state.read(lambda db: db.execute("PRAGMA query_only = 1").fetchall())
        with pytest.raises(StateReadOnly, match="can’t be written to"):
            await state.write(lambda db: settings.write(db, 7, "plain", True))
        assert (await state.read(lambda db: settings.read(db, 7))).timezone == "Europe/Oslo"
