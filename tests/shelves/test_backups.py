"""A backup has the documents that servers uploaded: from it alone, on an empty disk, each reads its own again."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import sqlite3
import sys
from contextlib import closing
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from bot.housekeeping import WANTED
from bot.state import State, documents
from bot.state import shelves as registry
from bot.state.documents import Uploaded
from corpus.store import hashed
from tests.shelves.conftest import AT, HULL, LAMP, MODERATOR, ONE, OTHER, House, added, says
from tests.shelves.saving import BRIDGE, LIT, daily, elsewhere, files, keep, run, step, uploaded, wrong
from tests.state.test_restore import whole

HOME = Path(__file__).parents[2]
KILLED = """
import asyncio, os, signal, sys
from pathlib import Path
from bot.state import State

async def kill():
    async with State(Path(sys.argv[1])) as state:
        await state.backup(Path(sys.argv[2]), lambda draft: os.kill(os.getpid(), signal.SIGKILL))

asyncio.run(kill())
"""


async def check_all_read_their_own(house: House) -> None:
    """Fail unless both servers read what they uploaded, and can go back to what they read before."""
    async with house.running() as shelves:
        await shelves.settled()
        assert await says(shelves, ONE, LIT, "1871")
        assert await says(shelves, ONE, BRIDGE, "1902")
        assert await says(shelves, OTHER, "when was the lamp of Hull lit?", "1888")
        assert not await says(shelves, OTHER, BRIDGE, "1902")
        assert not await says(shelves, None, LIT, "1871")
        await shelves.rollback(OTHER, 2, MODERATOR, AT)
        assert await says(shelves, OTHER, LIT, "1871")


async def test_from_one_file_every_server_reads_its_own_documents_again_on_an_empty_disk(
    full: House, tmp_path: Path
) -> None:
    saved = tmp_path / "saved.db"
    made = await asyncio.to_thread(run, "backup", saved, "--data", full.data)
    assert made.exit_code == 0, made.output
    assert "with the documents of servers." in made.output
    assert whole(saved)
    shutil.rmtree(full.data)
    new = elsewhere(full, tmp_path)
    done = await asyncio.to_thread(run, "restore", saved, "--data", new.data)
    assert done.exit_code == 0, done.output
    assert "Servers have their 3 documents" in done.output
    await check_all_read_their_own(new)
    assert not new.unfinished


async def test_daily_backups_share_the_files_and_the_folder_can_be_carried_away(full: House, tmp_path: Path) -> None:
    await step(full)
    await step(full, 1)
    store = full.data / "backups" / documents.STORE
    assert len(list((full.data / "backups").glob("daily-*.db"))) == 2
    assert files(store) == sorted({path.name for path in (full.data / "servers").glob("[12]*/*")})
    assert len(files(store)) == 2
    shutil.copytree(full.data / "backups", tmp_path / "carried")
    had = uploaded(full)
    shutil.rmtree(full.data)
    new = elsewhere(full, tmp_path)
    newest = sorted((tmp_path / "carried").glob("daily-*.db"))[-1]
    done = await asyncio.to_thread(run, "restore", newest, "--data", new.data)
    assert done.exit_code == 0, done.output
    assert uploaded(new) == had


async def test_where_the_disk_can_link_a_backup_takes_no_room_for_documents(full: House) -> None:
    await step(full)
    for path in (full.data / "backups" / documents.STORE).iterdir():
        assert path.stat().st_nlink > 1


def test_where_the_disk_cannot_link_documents_are_copied(tmp_path: Path) -> None:
    with TemporaryDirectory(dir="/dev/shm" if Path("/dev/shm").is_dir() else None) as other:
        if os.stat(other).st_dev == tmp_path.stat().st_dev:
            pytest.skip("there is no second disk here")
        (tmp_path / "5").mkdir()
        (tmp_path / "5" / "x.md").write_text(LAMP, "utf-8")
        one = Uploaded(5, f"{hashed(tmp_path / '5' / 'x.md')}.md")
        (tmp_path / "5" / "x.md").rename(documents.place(tmp_path, one))
        assert documents.link([one], tmp_path, Path(other, "store")) == frozenset()
        assert Path(other, "store", one.name).read_text("utf-8") == LAMP
        assert files(Path(other, "store")) == [one.name]


async def test_a_backup_that_was_asked_for_is_one_file_with_everything(full: House, tmp_path: Path) -> None:
    (full.data / "backups").mkdir()
    (full.data / "backups" / WANTED).touch()
    await step(full)
    [asked] = (full.data / "backups").glob("asked-*.db")
    assert whole(asked)
    shutil.move(asked, tmp_path / "carried.db")
    had = uploaded(full)
    shutil.rmtree(full.data)
    done = await asyncio.to_thread(run, "restore", tmp_path / "carried.db", "--data", tmp_path / "elsewhere")
    assert "Servers have their 3 documents" in done.output
    assert uploaded(elsewhere(full, tmp_path)) == had


async def test_a_file_that_is_missing_or_damaged_stops_no_backup_and_is_told_until_it_is_back(
    full: House, tmp_path: Path
) -> None:
    [path] = (full.data / "servers" / str(ONE)).iterdir()
    content = path.read_bytes()
    path.write_bytes(content[:-1])
    hull, skerry = (full.data / "servers" / str(OTHER)).iterdir()
    skerry, hull = sorted((hull, skerry), key=lambda one: one.read_bytes() == HULL.encode())
    skerry.unlink()
    async with full.running() as shelves:
        await keep(shelves)
        for guild_id in (ONE, OTHER):
            [told] = await wrong(shelves, guild_id)
            assert "missing or damaged on my disk (1)" in told
    assert files(full.data / "backups" / documents.STORE) == [hull.name]
    made = await asyncio.to_thread(run, "backup", tmp_path / "saved.db", "--data", full.data)
    assert made.exit_code == 0, made.output
    assert "but 2 whose files are missing or damaged on the disk" in made.output
    assert f"{ONE}/{path.name}" in made.output
    path.write_bytes(content)
    skerry.write_bytes(content)
    async with full.running() as shelves:
        await keep(shelves, 1)
        for guild_id in (ONE, OTHER):
            assert not await wrong(shelves, guild_id)


async def test_a_document_leaves_the_backups_with_the_last_one_that_names_it(house: House) -> None:
    async with house.running() as shelves:
        await added(shelves, ONE)
        store = house.data / "backups" / documents.STORE
        await keep(shelves)
        await shelves.forget(ONE)
        for day in range(1, 60):
            await keep(shelves, day)
            named = [documents.named(path) for path in (house.data / "backups").glob("daily-*.db")]
            assert bool(files(store)) == any(named)
            if day > 7 * 5:
                assert not files(store)


async def test_what_a_crash_left_half_written_is_no_backup_and_goes(full: House) -> None:
    into = full.data / "backups" / "daily-2026-11-21.db"
    words = (sys.executable, "-c", KILLED, str(full.data / "state.db"), str(into))
    killed = await asyncio.create_subprocess_exec(*words, cwd=HOME)
    assert await killed.wait() == -signal.SIGKILL
    assert files(into.parent) == [f"{into.name}.draft"]
    (into.parent / documents.STORE).mkdir()
    (into.parent / documents.STORE / "draft-x.md").write_bytes(b"half")
    await step(full)
    assert files(into.parent) == [daily(full).name, documents.STORE]
    assert len(files(into.parent / documents.STORE)) == 2


async def test_what_backups_need_is_what_shelves_need(full: House) -> None:
    async with State(full.data / "state.db") as state:
        found = await state.read(documents.needed)
        for guild_id in (ONE, OTHER):
            names = {one.name for one in found if one.guild_id == guild_id}
            assert names == await state.read(partial(registry.files, guild_id=guild_id))


async def test_a_copy_before_an_update_has_the_documents_beside_it(full: House) -> None:
    with closing(sqlite3.connect(full.data / "state.db", isolation_level=None)) as db:
        db.execute("DROP INDEX report_open; ")
        for table in ("report", "upload", "gap"):
            db.execute(f"DROP TABLE {table}")
        db.execute("PRAGMA user_version = 3")
    async with State(full.data / "state.db"):
        pass
    assert len(list((full.data / "backups").glob("before-schema-*.db"))) == 1
    assert len(files(full.data / "backups" / documents.STORE)) == 2
