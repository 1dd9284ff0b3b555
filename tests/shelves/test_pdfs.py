"""PDFs on a shelf: read apart, kept as text, and nothing left of them elsewhere."""

from __future__ import annotations

import asyncio

import pytest

from bot.shelves import Shelves
from bot.uploads import Refused, Upload
from tests import pdfs
from tests.shelves.conftest import AT, MODERATOR, ONE, House, added, says

PAGES = [pdfs.set_in_lines("The ford of Ekby was closed on 5 March 1790, when the ice broke.\nNobody drowned.")]


def book(content: bytes | None = None, title: str = "The fords") -> Upload:
    """Return a PDF as a moderator uploads it."""
    return Upload("fords.pdf", content or pdfs.pdf(PAGES), title, licence="CC0", encoding="utf-16")


async def test_its_text_is_kept_and_answers(shelves: Shelves, house: House) -> None:
    await added(shelves, ONE, book())
    assert await says(shelves, ONE, "when was the ford of Ekby closed?", "5 March 1790")
    [kept] = (house.data / "servers" / str(ONE)).iterdir()
    assert kept.read_bytes().startswith(b"\fPage 1\n\nThe ford of Ekby")
    assert kept.suffix == ".txt"


async def test_the_same_text_is_not_taken_twice(shelves: Shelves) -> None:
    await shelves.add(ONE, book(), MODERATOR, AT)
    with pytest.raises(Refused, match="These very words are on the shelf already"):
        await shelves.add(ONE, book(title="Again"), MODERATOR, AT)


async def test_whoever_gives_up_waiting_stops_the_reading_and_leaves_nothing(shelves: Shelves, house: House) -> None:
    reading = asyncio.create_task(shelves.add(ONE, book(pdfs.laborious()), MODERATOR, AT))
    folder = house.data / "servers" / str(ONE)
    while not list(folder.glob("*.pdf")):
        await asyncio.wait({reading}, timeout=0.01)
    reading.cancel()
    await asyncio.wait({reading})
    assert reading.cancelled()
    assert not list(folder.iterdir())


async def test_what_a_power_cut_left_half_read_is_gone_after_the_next_start(house: House) -> None:
    folder = house.data / "servers" / str(ONE)
    folder.mkdir(parents=True)
    (folder / "draft-upload.pdf").write_bytes(pdfs.pdf(PAGES))
    async with house.running() as shelves:
        assert (await shelves.shelf(ONE)).own == ()
        assert not list(folder.iterdir())
