"""A backup has the documents that servers uploaded: from it alone, on an empty disk, each reads its own again."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.__main__ import main
from bot.housekeeping import WANTED, Housekeeping
from bot.shelves import Shelves
from bot.state import State, documents, opening, problems
from bot.state import shelves as registry
from bot.state.documents import Uploaded
from corpus.errors import UnreadableDocument
from corpus.library import Library
from corpus.store import hashed
from tests.conftest import DOCUMENTS
from tests.shelves.conftest import AT, LAMP, MODERATOR, ONE, OTHER, House, added, lamp, says
from tests.state.test_restore import whole

LIT = "when was the lamp of Skerry lit?"
BRIDGE = "when was the iron bridge opened?"
HULL = LAMP.replace("Skerry", "Hull").replace("1871", "1888")
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


def run(*words: object) -> Result:
    """Run the command line."""
    return CliRunner().invoke(main, [str(word) for word in words])


async def furnish(house: House) -> None:
    """Let a server have a document beside the shared ones, and another one its own alone, after an earlier one."""
    async with house.running() as shelves:
        await added(shelves, ONE)
        await shelves.with_shared(OTHER, False, MODERATOR, AT)
        await added(shelves, OTHER)
        await shelves.remove(OTHER, "the-lamp-of-skerry", MODERATOR, AT)
        await added(shelves, OTHER, lamp("The lamp of Hull", HULL))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, library: Library) -> House:
    """A house in which two servers have documents, which is made once and only copied."""
    base = tmp_path_factory.mktemp("made")
    shutil.copytree(DOCUMENTS, base / "documents")
    (base / "data" / "editions").mkdir(parents=True)
    shutil.copy(library.current, base / "data" / "editions")
    house = House(base / "documents", base / "data")
    asyncio.run(furnish(house))
    return house


@pytest.fixture
def full(made: House, tmp_path: Path) -> House:
    """A house of the test's own in which two servers have documents."""
    shutil.copytree(made.documents, tmp_path / "documents")
    shutil.copytree(made.data, tmp_path / "data")
    return House(tmp_path / "documents", tmp_path / "data")


async def step(house: House, days: int = 0) -> None:
    """Let a bot keep house on some day."""
    async with house.running() as shelves:
        await keep(shelves, days)


async def keep(shelves: Shelves, days: int = 0) -> None:
    """Keep house on some day."""
    await Housekeeping(shelves._state, shelves).step(AT + timedelta(days=days), [ONE, OTHER])


async def wrong(shelves: Shelves, guild_id: int) -> list[str]:
    """Return what moderators of a server are told that is wrong."""
    found = await shelves._state.read(lambda db: problems.open_ones(db, guild_id))
    return [problem.told for problem in found]


def files(folder: Path) -> list[str]:
    """Return the names of the files in a folder."""
    return sorted(path.name for path in folder.glob("*"))


def uploaded(house: House) -> dict[str, bytes]:
    """Return the files of all servers, as they lie in a house."""
    servers = house.data / "servers"
    return {str(path.relative_to(servers)): path.read_bytes() for path in servers.glob("[0-9]*/*")}


def daily(house: House) -> Path:
    """Return the only daily backup."""
    [found] = (house.data / "backups").glob("daily-*.db")
    return found


def elsewhere(house: House, tmp_path: Path) -> House:
    """Return another machine that has the shared documents, and nothing of servers."""
    return House(house.documents, tmp_path / "elsewhere")


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


async def test_a_restored_state_is_not_larger_for_the_documents_that_came_with_it(house: House, tmp_path: Path) -> None:
    async with house.running() as shelves:
        await shelves.add(ONE, lamp(words=LAMP + "The keeper walked the shore. " * 5_000), MODERATOR, AT)
    await asyncio.to_thread(run, "backup", tmp_path / "saved.db", "--data", house.data)
    await asyncio.to_thread(run, "restore", tmp_path / "saved.db", "--data", tmp_path / "elsewhere")
    saved, again = tmp_path / "saved.db", tmp_path / "elsewhere" / "state.db"
    assert saved.stat().st_size - again.stat().st_size > 5_000 * 29
    with closing(sqlite3.connect(tmp_path / "elsewhere" / "state.db")) as db:
        assert not db.execute("SELECT 1 FROM sqlite_schema WHERE name = 'packed'").fetchall()


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


async def test_a_backup_of_the_state_alone_still_restores_and_says_what_it_lacks(full: House, tmp_path: Path) -> None:
    await step(full)
    shutil.move(daily(full), tmp_path / "alone.db")
    shutil.rmtree(full.data)
    new = elsewhere(full, tmp_path)
    done = await asyncio.to_thread(run, "restore", tmp_path / "alone.db", "--data", new.data)
    assert done.exit_code == 0, done.output
    assert "Of 3 documents of servers, 3 are neither in it nor beside it nor on this machine" in done.output
    assert "servers: 101, 202." in done.output
    async with new.running() as shelves:
        await shelves.settled()
        assert await says(shelves, ONE, BRIDGE, "1902")
        with pytest.raises(UnreadableDocument, match=r"the-lamp-of-skerry\.md: its file is gone from my disk"):
            await shelves.preview(ONE)
        assert any("is gone from my disk" in told for told in await wrong(shelves, ONE))
        await shelves.remove(ONE, "the-lamp-of-skerry", MODERATOR, AT)
        await added(shelves, ONE)
        assert await says(shelves, ONE, LIT, "1871")


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


@pytest.mark.parametrize("guild_id", [ONE, -1, 0])
@pytest.mark.parametrize("sha", ["../../../../evil", "/etc/passwd", "", "A" * 64, "a" * 63, "a" * 64 + "/.."])
async def test_a_backup_that_names_a_file_anywhere_else_is_refused(tmp_path: Path, guild_id: int, sha: str) -> None:
    data, bad = tmp_path / "data", tmp_path / "bad.db"
    async with State(data / "state.db") as state:
        await state.write(lambda db: db.execute(_OWN, {"guild_id": guild_id, "sha": sha}))
        await state.backup(bad)
        await state.write(lambda db: db.execute("DELETE FROM own_document"))
    before = (data / "state.db").read_bytes()
    refused = await asyncio.to_thread(run, "restore", bad, "--data", data)
    assert refused.exit_code == 2
    assert "so nothing was changed" in refused.output
    assert (data / "state.db").read_bytes() == before
    assert files(tmp_path) == ["bad.db", "data"]


@pytest.mark.parametrize(
    "manifest", ['{"own": [{"sha": "../../evil", "ending": ""}]}', '{"own": [{"sha": 7}]}', '{"own": [', "[]", "7"]
)
async def test_a_history_that_names_a_file_anywhere_else_or_is_none_is_refused_or_names_nothing(
    tmp_path: Path, manifest: str
) -> None:
    data, bad = tmp_path / "data", tmp_path / "bad.db"
    async with State(data / "state.db") as state:
        row = "INSERT INTO served VALUES (7, 1, 1, 1, 'x', 'y', ?, '{}', '', 0)"
        await state.write(lambda db: db.execute(row, [manifest]))
        await state.backup(bad)
    done = await asyncio.to_thread(run, "restore", bad, "--data", data)
    assert done.exit_code == (0 if manifest in ("[]", "7") else 2), done.output
    assert isinstance(done.exception, SystemExit | None)
    assert files(tmp_path) == ["bad.db", "data"]


_OWN = """
    INSERT INTO own_document
         VALUES (:guild_id, 'lamp', 'Lamp', '', '', 'secondary', '', '', :sha, '.md', 1, 1, 1, 1)
"""


async def test_a_file_that_is_not_what_its_name_says_is_not_laid_anywhere(full: House, tmp_path: Path) -> None:
    saved, new = tmp_path / "saved.db", elsewhere(full, tmp_path)
    await asyncio.to_thread(run, "backup", saved, "--data", full.data)
    with closing(sqlite3.connect(saved, isolation_level=None)) as db:
        db.execute("UPDATE packed SET content = CAST(replace(content, '1871', '1872') AS BLOB)")
    done = await asyncio.to_thread(run, "restore", saved, "--data", new.data)
    assert "2 are neither in it" in done.output
    assert files(new.data / "servers" / str(ONE)) == []
    assert len(files(new.data / "servers" / str(OTHER))) == 1
    assert not new.unfinished


async def test_documents_that_are_there_stay_and_what_was_there_before_can_be_restored(
    full: House, tmp_path: Path
) -> None:
    await step(full)
    shutil.move(daily(full), tmp_path / "alone.db")
    shutil.rmtree(full.data / "backups")
    had = uploaded(full)
    async with full.running() as shelves:
        await shelves.add(ONE, lamp("The lamp of Hull", HULL), MODERATOR, AT)
        await shelves.add(404, lamp("The lamp of Sule", LAMP.replace("Skerry", "Sule")), MODERATOR, AT)
    more = uploaded(full)
    assert len(more) == len(had) + 2
    done = await asyncio.to_thread(run, "restore", tmp_path / "alone.db", "--data", full.data)
    assert "Servers have their 3 documents" in done.output
    assert uploaded(full) == had
    assert not (full.data / "servers" / "404").exists()
    async with full.running() as shelves:
        assert await says(shelves, ONE, LIT, "1871")
    [before] = (full.data / "backups").glob("before-restore-*.db")
    done = await asyncio.to_thread(run, "restore", before, "--data", full.data)
    assert "Servers have their 5 documents" in done.output
    assert uploaded(full) == more


@pytest.mark.parametrize("lost", [True, False], ids=["lost", "damaged"])
async def test_of_a_state_that_cannot_say_what_it_needs_all_documents_are_kept_aside(
    full: House, tmp_path: Path, lost: bool
) -> None:
    async with State(tmp_path / "another" / "state.db") as state:
        saved = await state.backup(tmp_path / "empty.db")
    for path in full.data.glob("state.db*"):
        path.unlink()
    if not lost:
        (full.data / "state.db").write_bytes(b"\0" * 5_000)
    had = {path.name for path in (full.data / "servers").glob("[12]*/*")}
    done = await asyncio.to_thread(run, "restore", saved, "--data", full.data)
    assert done.exit_code == 0, done.output
    [aside] = (full.data / "backups").glob("before-restore-*.documents")
    assert {path.name for path in aside.glob(f"{ONE}/*")} | {path.name for path in aside.glob(f"{OTHER}/*")} == had
    assert not list((full.data / "servers").glob("[12]*"))


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


@pytest.fixture
def place() -> Iterator[Path]:
    """A folder for each example."""
    with TemporaryDirectory() as folder:
        yield Path(folder)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.dictionaries(st.integers(1, 9), st.lists(st.binary(max_size=3_000), max_size=4), max_size=4))
def test_whatever_is_packed_comes_back_byte_for_byte(place: Path, held: dict[int, list[bytes]]) -> None:
    with TemporaryDirectory(dir=place) as here:
        servers, again, file = Path(here, "servers"), Path(here, "again"), Path(here, "saved.db")
        with closing(sqlite3.connect(file, isolation_level=None)) as db:
            db.executescript("".join(step.read_text("utf-8") for step in opening.migrations()))
            for guild_id, contents in held.items():
                (servers / str(guild_id)).mkdir(parents=True)
                for number, content in enumerate(contents):
                    (draft := servers / "draft").write_bytes(content)
                    sha = hashed(draft)
                    draft.rename(servers / str(guild_id) / f"{sha}.md")
                    db.execute(_OWN.replace("'lamp'", str(number)), {"guild_id": guild_id, "sha": sha})
        wanted = documents.named(file)
        assert not documents.pack(file, wanted, lambda one: documents.place(servers, one))
        assert not documents.put_back(file, (), again)
        for one in wanted:
            assert documents.place(again, one).read_bytes() == documents.place(servers, one).read_bytes()
        documents.unpack(file)
        assert documents.named(file) == wanted
        assert {one.name for one in documents.put_back(file, (), Path(here, "third"))} == {one.name for one in wanted}


async def test_a_restore_that_is_asked_for_again_changes_nothing(full: House, tmp_path: Path) -> None:
    await asyncio.to_thread(run, "backup", tmp_path / "saved.db", "--data", full.data)
    had = uploaded(full)
    for left in ("", "-journal", ".small"):  # by one that was killed
        (full.data / f"state.db.restoring{left}").write_bytes(b"half")
    for _ in range(2):
        done = await asyncio.to_thread(run, "restore", tmp_path / "saved.db", "--data", full.data)
        assert done.exit_code == 0, done.output
    assert uploaded(full) == had
    assert not list(full.data.glob("*.restoring*"))
    async with full.running() as shelves:
        assert await says(shelves, ONE, LIT, "1871")
