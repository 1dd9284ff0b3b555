"""The library serves whole editions, and an edition that was built is used again."""

from __future__ import annotations

import asyncio
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from corpus import store
from corpus.build import build
from corpus.edition import Edition
from corpus.errors import NoDocuments, NothingFound, UnknownReference, UnreadableDocument
from corpus.library import Library
from corpus.model import Calendar
from corpus.served import Day
from tests.conftest import DOCUMENTS


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the miniature documents that a test may change."""
    return Path(shutil.copytree(DOCUMENTS, tmp_path / "documents"))


def test_an_edition_is_built_once_and_then_found(folder: Path, tmp_path: Path) -> None:
    first = build([folder], tmp_path / "store")
    again = build([folder], tmp_path / "store")
    assert (first.reused, again.reused, again.path) == (False, True, first.path)


def test_a_changed_sidecar_makes_another_edition(folder: Path, tmp_path: Path) -> None:
    first = build([folder], tmp_path / "store")
    (folder / "gossip.toml").write_text('title = "Talk"\nlicence = "unknown"\n', "utf-8")
    assert build([folder], tmp_path / "store").path != first.path


def test_an_edition_with_one_changed_byte_is_built_again(folder: Path, tmp_path: Path) -> None:
    path = build([folder], tmp_path / "store").path
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    again = build([folder], tmp_path / "store")
    assert not again.reused
    assert store.is_whole(again.path)


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="this system does not say when a process started")
def test_a_draft_goes_with_its_process_even_if_another_has_its_number_now(tmp_path: Path) -> None:
    own = store.draft(tmp_path)
    others = own.with_name(f"draft-{os.getpid()}-1-x.db"), own.with_name("draft-x.db"), own.with_name("draft-0-0-x.db")
    for other in others:
        other.touch()
    store.remove_drafts(tmp_path)
    assert list(tmp_path.iterdir()) == [own]
    store.remove_drafts(tmp_path, os.getpid())
    assert not list(tmp_path.iterdir())


_WRITES = """
import sys
from pathlib import Path
from corpus import store
print(store.draft(Path(sys.argv[1])), flush=True)
while True:
    pass
"""


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="this system does not say when a process started")
def test_a_draft_goes_with_a_process_that_was_killed_and_has_not_noticed_yet(tmp_path: Path) -> None:
    command = [sys.executable, "-c", _WRITES, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=Path(store.__file__).parents[1]) as writer:
        assert writer.stdout
        draft = Path(os.fsdecode(writer.stdout.readline().strip()))
        store.remove_drafts(tmp_path)
        assert draft.exists()
        writer.kill()
        store.remove_drafts(tmp_path)
        assert not draft.exists()


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a build ends when it sees that its pipe is closed")
def test_a_build_ends_at_once_with_the_process_that_wanted_it(folder: Path, tmp_path: Path) -> None:
    place = tmp_path / "editions"
    command = [sys.executable, "-m", "bot", "build", "--documents", str(folder), "--data", str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, cwd=Path(store.__file__).parents[1]) as wanted:
        while wanted.poll() is None and not list(place.glob("draft-*.db")):
            pass
        wanted.kill()
        wanted.wait()
        store.remove_drafts(place)
        assert not list(place.glob("draft-*"))


async def test_a_library_takes_away_what_a_killed_build_left(folder: Path, tmp_path: Path) -> None:
    place = tmp_path / "editions"
    place.mkdir()
    (place / "draft-1-1-x.db").touch()
    async with Library([folder], place):
        assert not list(place.glob("draft-*"))


def test_drafts_and_old_editions_do_not_pile_up(folder: Path, tmp_path: Path) -> None:
    place = tmp_path / "store"
    place.mkdir()
    (place / "draft-old.db").touch()
    os.utime(place / "draft-old.db", (0, 0))
    for number in range(5):
        (folder / "extra.md").write_text(f"# Extra\n\nThe harbour has {number + 2} lamps in its lighthouse.\n", "utf-8")
        build([folder], place)
    assert len(list(place.glob("edition-*"))) == 3
    assert not list(place.glob("draft-*"))


async def test_a_reload_shows_what_is_new(folder: Path, tmp_path: Path) -> None:
    async with Library([folder], tmp_path / "store") as library:
        async with library.reading() as before:
            await library.reload()
        (folder / "lamps.md").write_text("# Lamps\n\nThe lighthouse of Sule has nine lamps of brass.\n", "utf-8")
        built = await library.reload()
        async with library.reading() as after:
            found = await after.ask("how many lamps has the lighthouse?")
    assert not built.reused
    assert before.path != after.path
    assert "nine lamps" in found.answers[0].text


async def test_a_reader_keeps_its_edition_through_a_reload(folder: Path, tmp_path: Path) -> None:
    async with Library([folder], tmp_path / "store") as library, library.reading() as held:
        (folder / "lamps.md").write_text("# Lamps\n\nThe lighthouse of Sule has nine lamps of brass.\n", "utf-8")
        await library.reload()
        assert (await held.ask("who opened the bridge?")).answers


async def test_a_failed_reload_leaves_the_old_edition_serving(folder: Path, tmp_path: Path) -> None:
    async with Library([folder], tmp_path / "store") as library:
        (folder / "broken.txt").write_bytes(b"caf\xe9")
        with pytest.raises(UnreadableDocument, match=r"broken\.txt"):
            await library.reload()
        async with library.reading() as edition:
            assert (await edition.ask("who opened the bridge?")).answered


async def test_reloads_at_the_same_time_end_in_one_edition(folder: Path, tmp_path: Path) -> None:
    async with Library([folder], tmp_path / "store") as library:
        (folder / "lamps.md").write_text("# Lamps\n\nThe lighthouse of Sule has nine lamps of brass.\n", "utf-8")
        built = await asyncio.gather(*(library.reload() for _ in range(3)))
    assert len({each.path for each in built}) == 1


async def test_without_documents_the_library_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(NoDocuments, match="nowhere"):
        async with Library([tmp_path / "nowhere"], tmp_path / "store"):
            pass


async def test_an_answer_carries_its_place_and_its_reference(edition: Edition) -> None:
    found = await edition.ask("when was the iron bridge opened?")
    best = found.answers[0]
    assert found.answered
    assert "17 June 1902" in best.text
    assert best.passage.section == ("The bridge",)
    assert "Bridge Papers" in best.citations[0].text
    assert best.passage.source.metadata.title == "Marrow Harbour"


async def test_a_reference_leads_back_to_its_sentence(edition: Edition) -> None:
    best = (await edition.ask("when was the iron bridge opened?")).answers[0]
    assert (await edition.at(best.ref)).text == best.text
    assert (await edition.keyed([best.key]))[best.key].text == best.text


@pytest.mark.parametrize("reference", ["harbour:9999", "nobody:1", "harbour:2.99", "x", "", "a:1.2-1"])
async def test_an_unknown_reference_is_told_apart_from_a_failure(edition: Edition, reference: str) -> None:
    with pytest.raises(UnknownReference):
        await edition.at(reference)


async def test_the_paragraphs_around_a_passage_are_in_order(edition: Edition) -> None:
    best = (await edition.ask("when was the iron bridge opened?")).answers[0]
    around = await edition.around(best.passage)
    assert [int(each.ref.rpartition(":")[2]) for each in around] == sorted(
        int(e.ref.rpartition(":")[2]) for e in around
    )
    assert best.passage.ref in {each.ref for each in around}


async def test_a_day_is_found_in_the_calendar_it_is_written_in(edition: Edition) -> None:
    [event] = await edition.on_this_day(Day(6, 17))
    assert "iron bridge" in event.answer.text
    assert event.style is Calendar.GREGORIAN
    assert await edition.on_this_day(Day(6, 17), Calendar.JULIAN) == ()


async def test_an_empty_day_offers_its_neighbours_round_the_turn_of_the_year(edition: Edition) -> None:
    assert edition.index.nearest_days(Day(12, 31), 1) == [Day(1, 12)]


async def test_a_quotation_has_its_speaker(edition: Edition) -> None:
    keys = await edition.quotation_keys(edition.index.speaker("reyk"))
    [said] = await edition.quoted(keys)
    assert said.text.startswith("I have built you a bridge")
    assert said.speaker.endswith("Reyk")


async def test_nobody_is_made_up(edition: Edition) -> None:
    with pytest.raises(NothingFound, match="Zanzibar"):
        edition.index.speaker("Zanzibar Quux")


async def test_facts_come_from_documents_that_can_be_trusted(edition: Edition) -> None:
    texts = [(await edition.fact(place)) for place in await edition.facts()]
    assert texts
    assert {each.passage.source.name for each in texts} == {"harbour"}


@pytest.mark.parametrize(
    "question", ["", "\0", "\ud800", '" OR NEAR(', "'; DROP TABLE passage; --", "?" * 6000, "щ" * 6000, "a b " * 1500]
)
async def test_any_question_gets_an_answer_or_an_honest_no(edition: Edition, question: str) -> None:
    found = await edition.ask(question)
    assert found.question == question


async def test_a_library_that_carries_on_begins_with_the_last_edition_where_the_documents_are_broken(
    folder: Path, tmp_path: Path
) -> None:
    place = tmp_path / "store"
    build([folder], place)
    (folder / "lamps.md").write_text("# Lamps\n\nThe lighthouse of Sule has nine lamps of brass.\n", "utf-8")
    last = build([folder], place).path
    (folder / "broken.txt").write_bytes(b"caf\xe9")
    async with Library([folder], place, carries_on=True) as library:
        assert library.current == last
        assert isinstance(library.failed, UnreadableDocument)
        async with library.reading() as edition:
            assert "nine lamps" in (await edition.ask("how many lamps has the lighthouse?")).answers[0].text
    with pytest.raises(UnreadableDocument):
        async with Library([folder], place):
            pass


async def test_a_library_that_carried_on_reads_the_documents_when_they_are_mended(folder: Path, tmp_path: Path) -> None:
    build([folder], tmp_path / "store")
    (folder / "broken.txt").write_bytes(b"caf\xe9")
    async with Library([folder], tmp_path / "store", carries_on=True) as library:
        (folder / "broken.txt").write_text("The lighthouse of Sule has nine lamps of brass.\n", "utf-8")
        await library.reload()
        assert library.failed is None


async def test_a_library_never_carries_on_with_a_damaged_edition_or_one_of_another_program(
    folder: Path, tmp_path: Path
) -> None:
    place = tmp_path / "store"
    path = build([folder], place).path
    whole = path.read_bytes()
    (folder / "broken.txt").write_bytes(b"caf\xe9")
    path.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    with pytest.raises(UnreadableDocument):
        async with Library([folder], place, carries_on=True):
            pass
    path.write_bytes(whole)
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("UPDATE edition SET program = 'another'")
    store.publish(path, path.stem.split("-")[1])
    with pytest.raises(UnreadableDocument):
        async with Library([folder], place, carries_on=True):
            pass
