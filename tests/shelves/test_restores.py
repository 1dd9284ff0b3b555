"""What a restored backup brings back of the documents that servers uploaded, and what it must not bring."""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.state import State, documents, opening
from corpus.errors import UnreadableDocument
from corpus.store import hashed
from tests.shelves.conftest import AT, HULL, LAMP, MODERATOR, ONE, OTHER, House, added, lamp, says
from tests.shelves.saving import BRIDGE, LIT, daily, elsewhere, files, run, step, uploaded, wrong

_OWN = """
    INSERT INTO own_document
         VALUES (:guild_id, 'lamp', 'Lamp', '', '', 'secondary', '', '', :sha, '.md', 1, 1, 1, 1)
"""


async def test_a_restored_state_is_not_larger_for_the_documents_that_came_with_it(house: House, tmp_path: Path) -> None:
    async with house.running() as shelves:
        await shelves.add(ONE, lamp(words=LAMP + "The keeper walked the shore. " * 5_000), MODERATOR, AT)
    await asyncio.to_thread(run, "backup", tmp_path / "saved.db", "--data", house.data)
    await asyncio.to_thread(run, "restore", tmp_path / "saved.db", "--data", tmp_path / "elsewhere")
    saved, again = tmp_path / "saved.db", tmp_path / "elsewhere" / "state.db"
    assert saved.stat().st_size - again.stat().st_size > 5_000 * 29
    with closing(sqlite3.connect(tmp_path / "elsewhere" / "state.db")) as db:
        assert not db.execute("SELECT 1 FROM sqlite_schema WHERE name = 'packed'").fetchall()


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


@settings(max_examples=25, deadline=None)
@given(st.dictionaries(st.integers(1, 9), st.lists(st.binary(max_size=3_000), max_size=4), max_size=4))
def test_whatever_is_packed_comes_back_byte_for_byte(held: dict[int, list[bytes]]) -> None:
    with TemporaryDirectory() as here:
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
