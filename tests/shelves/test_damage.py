"""A damaged edition is never read: it is set aside, the one before it is served, and moderators are told."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.shelves import Shelves
from bot.state import audit, problems
from corpus import store
from corpus.errors import DamagedEdition
from tests.shelves.conftest import AT, LAMP, MODERATOR, ONE, OTHER, House, added, lamp, says

LIT = "when was the lamp of Skerry lit?"
BRIDGE = "when was the iron bridge opened?"

Spoil = Callable[[Path], None]


def flipped(path: Path) -> None:
    """Flip one bit in the middle."""
    with path.open("r+b") as file:
        file.seek(path.stat().st_size // 2)
        byte = file.read(1)[0]
        file.seek(-1, os.SEEK_CUR)
        file.write(bytes([byte ^ 1]))


def truncated(path: Path) -> None:
    """Take the last page away."""
    os.truncate(path, path.stat().st_size - 4096)


def zeroed(path: Path) -> None:
    """Leave the size, and nothing else."""
    path.write_bytes(b"\0" * path.stat().st_size)


def emptied(path: Path) -> None:
    """Leave nothing."""
    path.write_bytes(b"")


def gone(path: Path) -> None:
    """Leave not even the name."""
    path.unlink()


async def _own(shelves: Shelves, guild_id: int = ONE) -> Path:
    async with shelves.reading(guild_id) as edition:
        return edition.path


@pytest.mark.parametrize("spoil", [flipped, truncated, zeroed, emptied, gone])
async def test_the_edition_before_a_damaged_one_is_served_after_a_restart(house: House, spoil: Spoil) -> None:
    async with house.running() as shelves:
        await added(shelves, ONE)
        first = await _own(shelves)
        await added(shelves, ONE, lamp("A second lamp", LAMP.replace("Skerry", "Hull")))
        spoilt = await _own(shelves)
    spoil(spoilt)
    async with house.running() as shelves:
        assert await says(shelves, ONE, LIT, "1871")
        assert await _own(shelves) == first
        assert not spoilt.exists()
        assert (spoilt.parent.parent / "quarantine" / spoilt.name).exists() == (spoil is not gone)
        told = await shelves._state.read(lambda db: problems.open_ones(db, ONE))
        assert any("damaged on the disk" in problem.told for problem in told)
        [latest, *_] = await shelves._state.read(lambda db: audit.recent(db, ONE, 1))
        assert (latest.action, latest.actor_id) == ("corpus.damaged", audit.PERO)
        assert (await shelves.history(ONE))[0].number != 3
        preview = await shelves.preview(ONE)
        await shelves.switch(ONE, preview.edition, MODERATOR, AT)
        assert await says(shelves, ONE, "when was the lamp of Hull lit?", "1871")
        assert not await shelves._state.read(lambda db: problems.open_ones(db, ONE))


@pytest.mark.parametrize("spoil", [flipped, truncated, emptied])
async def test_an_edition_that_is_written_to_while_it_is_open_is_not_read_on(
    shelves: Shelves, house: House, spoil: Spoil
) -> None:
    await added(shelves, ONE)
    spoil(await _own(shelves))
    assert await says(shelves, ONE, BRIDGE, "1902")  # the entry before: the shared documents
    assert not await says(shelves, ONE, LIT, "1871")


async def test_a_damaged_edition_without_another_is_built_anew(shelves: Shelves) -> None:
    await added(shelves, ONE)
    spoilt = await _own(shelves)
    await shelves._state.write(lambda db: db.execute("DELETE FROM served WHERE guild_id > 0 AND NOT current"))
    flipped(spoilt)
    assert await says(shelves, ONE, BRIDGE, "1902")
    await shelves.settled()
    assert await says(shelves, ONE, LIT, "1871")


async def test_a_damaged_shared_edition_is_built_anew(shelves: Shelves) -> None:
    spoilt = await _own(shelves, OTHER)
    flipped(spoilt)
    with pytest.raises(DamagedEdition):
        await says(shelves, OTHER, BRIDGE, "1902")
    await shelves.settled()
    assert await says(shelves, OTHER, BRIDGE, "1902")
    assert await says(shelves, None, BRIDGE, "1902")


async def test_a_damaged_shared_edition_gives_way_to_the_one_before(shelves: Shelves, house: House) -> None:
    (house.documents / "lamps.md").write_text("# Beacon\n\nThe beacon of Sule has nine fires of peat.\n", "utf-8")
    await shelves.reload_shared(AT)
    flipped(await _own(shelves, OTHER))
    assert await says(shelves, OTHER, BRIDGE, "1902")
    assert not await says(shelves, OTHER, "how many fires has the beacon of Sule?", "nine")


async def test_a_damaged_candidate_is_not_switched_to(shelves: Shelves, house: House) -> None:
    await shelves.add(ONE, lamp(), MODERATOR, AT)
    preview = await shelves.preview(ONE)
    [path] = [path for path in house.editions if preview.edition in path.name]
    flipped(path)
    with pytest.raises(DamagedEdition):
        await shelves.switch(ONE, preview.edition, MODERATOR, AT)
    assert await says(shelves, ONE, BRIDGE, "1902")
    assert not path.exists()
    again = await shelves.preview(ONE)
    assert not again.reused
    await shelves.switch(ONE, again.edition, MODERATOR, AT)
    assert await says(shelves, ONE, LIT, "1871")


async def test_a_flipped_byte_anywhere_shows(shelves: Shelves) -> None:
    path = await _own(shelves)
    content = path.read_bytes()
    copy = path.with_name(path.name)
    step = len(content) // 200
    try:
        for at in range(0, len(content), step):
            spoilt = bytearray(content)
            spoilt[at] ^= 1 << at % 8
            copy.write_bytes(spoilt)
            assert not store.is_whole(copy)
    finally:
        copy.write_bytes(content)
    assert store.is_whole(copy)


async def test_a_damaged_document_is_refused_by_name(shelves: Shelves, house: House) -> None:
    await added(shelves, ONE)
    [file] = (house.data / "servers" / str(ONE)).iterdir()
    file.write_text(LAMP.replace("1871", "1872"), "utf-8")
    await shelves.disable(ONE, "gossip", MODERATOR, AT)
    with pytest.raises(Exception, match=r"the-lamp-of-skerry\.md: the file is damaged"):
        await shelves.preview(ONE)
    assert await says(shelves, ONE, LIT, "4 April 1871")


async def test_what_an_end_without_warning_left_is_gone_after_the_next_start(house: House) -> None:
    async with house.running() as shelves:
        await added(shelves, ONE)
        store_of_all = house.editions[0].parent
    ended = await asyncio.create_subprocess_exec(sys.executable, "-c", "")
    await ended.wait()
    (store_of_all / f"draft-{ended.pid}-x.db").write_bytes(b"half")
    (store_of_all / "edition-0123456789abcdef-0123456789abcdef.db").write_bytes(b"never registered")
    (house.data / "servers" / str(ONE) / "draft-x.md").write_bytes(b"half")
    async with house.running() as shelves:
        assert await says(shelves, ONE, LIT, "1871")
    assert not house.unfinished
    assert len(house.editions) == 2


async def test_documents_that_are_broken_at_the_start_leave_what_was_read_last(house: House) -> None:
    async with house.running() as shelves:
        await added(shelves, ONE)
    (house.documents / "broken.txt").write_bytes(b"caf\xe9")
    async with house.running(carries_on=True) as shelves:
        assert await says(shelves, ONE, LIT, "1871")
        assert await says(shelves, OTHER, BRIDGE, "1902")
        [problem] = await shelves._state.read(lambda db: problems.open_ones(db, OTHER))
        assert "broken.txt" in problem.told
        (house.documents / "broken.txt").unlink()
        shelves.reload_soon(AT)
        await shelves.settled()
        assert not await shelves._state.read(lambda db: problems.open_ones(db, OTHER))
