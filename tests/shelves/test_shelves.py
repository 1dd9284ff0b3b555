"""A server's own documents: wanted, looked at, served, taken back, and nobody else's."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.shelves import Changed, NoSuchDocument, NoSuchEntry, NotReady, Shelves
from bot.state import State
from bot.uploads import Refused
from corpus.errors import NoDocuments, RefusedDocuments
from corpus.library import Library
from tests.shelves.conftest import AT, LAMP, MODERATOR, ONE, OTHER, House, added, lamp, says, served

LIT = "when was the lamp of Skerry lit?"
BRIDGE = "when was the iron bridge opened?"


async def test_a_server_without_a_shelf_reads_the_shared_documents(shelves: Shelves) -> None:
    assert await says(shelves, ONE, BRIDGE, "1902")
    assert await says(shelves, None, BRIDGE, "1902")
    shelf = await shelves.shelf(ONE)
    assert shelf.served is None
    assert not shelf.waiting
    assert {one.name for one in shelf.shared} == {"harbour", "gossip"}
    assert await shelves.history(ONE) == []


async def test_a_document_is_wanted_then_seen_in_a_preview_then_served(shelves: Shelves) -> None:
    own = await shelves.add(ONE, lamp(), MODERATOR, AT)
    assert own.name == "the-lamp-of-skerry"
    assert (await shelves.shelf(ONE)).waiting
    assert not await says(shelves, ONE, LIT, "1871")
    preview = await shelves.preview(ONE)
    assert preview.changed
    assert preview.difference.documents.came[0].now == "The lamp of Skerry"
    assert preview.difference.events.added == 1
    assert preview.difference.quotations.added == 1
    assert not await says(shelves, ONE, LIT, "1871")
    entry = await shelves.switch(ONE, preview.edition, MODERATOR, AT)
    assert entry.current
    assert "documents: 1 added" in entry.told
    assert await says(shelves, ONE, LIT, "4 April 1871")
    assert await says(shelves, ONE, BRIDGE, "1902")
    shelf = await shelves.shelf(ONE)
    assert not shelf.waiting
    assert shelf.served is not None
    assert shelf.served.number == entry.number


async def test_what_one_server_adds_no_other_reads(shelves: Shelves) -> None:
    await added(shelves, ONE)
    assert await says(shelves, ONE, LIT, "1871")
    assert not await says(shelves, OTHER, LIT, "1871")
    assert not await says(shelves, None, LIT, "1871")
    assert (await shelves.shelf(OTHER)).own == ()


async def test_servers_with_the_same_documents_share_one_edition(shelves: Shelves, house: House) -> None:
    await added(shelves, ONE)
    files = house.editions
    await shelves.add(OTHER, lamp(), MODERATOR, AT)
    preview = await shelves.preview(OTHER)
    assert preview.reused
    await shelves.switch(OTHER, preview.edition, MODERATOR, AT)
    assert house.editions == files
    async with shelves.reading(ONE) as one, shelves.reading(OTHER) as other:
        assert one.path == other.path


async def test_a_preview_can_be_switched_to_after_a_restart(house: House) -> None:
    async with house.running() as shelves:
        await shelves.add(ONE, lamp(), MODERATOR, AT)
        preview = await shelves.preview(ONE)
    async with house.running() as shelves:
        await shelves.switch(ONE, preview.edition, MODERATOR, AT)
        assert await says(shelves, ONE, LIT, "1871")
    async with house.running() as shelves:
        assert await says(shelves, ONE, LIT, "1871")


async def test_a_preview_of_other_documents_is_not_switched_to(shelves: Shelves) -> None:
    await shelves.add(ONE, lamp(), MODERATOR, AT)
    preview = await shelves.preview(ONE)
    await shelves.disable(ONE, "the-lamp-of-skerry", MODERATOR, AT)
    with pytest.raises(Changed, match="Look again"):
        await shelves.switch(ONE, preview.edition, MODERATOR, AT)
    for odd in ("", "../../state", "0" * 33, "0123456789abcdef-0123456789abcdef"):
        with pytest.raises(Changed):
            await shelves.switch(ONE, odd, MODERATOR, AT)
    assert (await shelves.shelf(ONE)).served is None


async def test_a_preview_of_another_server_is_not_switched_to(shelves: Shelves) -> None:
    await shelves.add(ONE, lamp(), MODERATOR, AT)
    preview = await shelves.preview(ONE)
    with pytest.raises(Changed):
        await shelves.switch(OTHER, preview.edition, MODERATOR, AT)


async def test_a_document_can_be_disabled_enabled_and_removed(shelves: Shelves) -> None:
    await added(shelves, ONE)
    assert await shelves.disable(ONE, "the-lamp-of-skerry", MODERATOR, AT) == "The lamp of Skerry"
    await served(shelves, ONE)
    assert not await says(shelves, ONE, LIT, "1871")
    await shelves.enable(ONE, "the-lamp-of-skerry", MODERATOR, AT)
    await served(shelves, ONE)
    assert await says(shelves, ONE, LIT, "1871")
    await shelves.remove(ONE, "the-lamp-of-skerry", MODERATOR, AT)
    await served(shelves, ONE)
    assert not await says(shelves, ONE, LIT, "1871")
    with pytest.raises(NoSuchDocument):
        await shelves.remove(ONE, "the-lamp-of-skerry", MODERATOR, AT)


async def test_a_shared_document_can_be_left_out_in_one_server_alone(shelves: Shelves) -> None:
    await shelves.disable(ONE, "harbour", MODERATOR, AT)
    await served(shelves, ONE)
    assert not await says(shelves, ONE, BRIDGE, "17 June 1902")
    assert await says(shelves, OTHER, BRIDGE, "17 June 1902")
    assert [one.enabled for one in (await shelves.shelf(ONE)).shared if one.name == "harbour"] == [False]
    await shelves.enable(ONE, "harbour", MODERATOR, AT)
    await served(shelves, ONE)
    assert await says(shelves, ONE, BRIDGE, "17 June 1902")


async def test_the_shared_documents_can_be_turned_off_where_there_are_others(shelves: Shelves) -> None:
    await shelves.with_shared(ONE, False, MODERATOR, AT)
    with pytest.raises(NoDocuments, match="put one on the shelf"):
        await shelves.preview(ONE)
    await added(shelves, ONE)
    assert await says(shelves, ONE, LIT, "1871")
    assert not await says(shelves, ONE, BRIDGE, "1902")
    async with shelves.reading(ONE) as edition:
        assert [source.name for source in edition.sources.values()] == ["the-lamp-of-skerry"]


async def test_what_is_not_served_yet_can_be_discarded(shelves: Shelves, house: House) -> None:
    await added(shelves, ONE)
    await shelves.add(ONE, lamp("Another lamp", LAMP.replace("1871", "1872")), MODERATOR, AT)
    await shelves.disable(ONE, "harbour", MODERATOR, AT)
    await shelves.discard(ONE, MODERATOR, AT)
    shelf = await shelves.shelf(ONE)
    assert not shelf.waiting
    assert [one.name for one in shelf.own] == ["the-lamp-of-skerry"]
    assert len(list((house.data / "servers" / str(ONE)).iterdir())) == 1


async def test_a_rollback_brings_back_what_was_served_and_survives_a_restart(house: House) -> None:
    async with house.running() as shelves:
        await added(shelves, ONE)
        await shelves.remove(ONE, "the-lamp-of-skerry", MODERATOR, AT)
        await served(shelves, ONE)
        assert not await says(shelves, ONE, LIT, "1871")
        history = await shelves.history(ONE)
        assert [entry.number for entry in history] == [3, 2, 1]
        back = await shelves.rollback(ONE, 2, MODERATOR, AT + timedelta(minutes=1))
        assert "Rolled back to 2" in back.told
        assert await says(shelves, ONE, LIT, "1871")
        assert not (await shelves.shelf(ONE)).waiting
    async with house.running() as shelves:
        assert await says(shelves, ONE, LIT, "1871")
        assert [one.name for one in (await shelves.shelf(ONE)).own] == ["the-lamp-of-skerry"]
        first = await shelves.rollback(ONE, 1, MODERATOR, AT)
        assert first.current
        assert not await says(shelves, ONE, LIT, "1871")


async def test_a_rollback_to_what_never_was_says_so(shelves: Shelves) -> None:
    with pytest.raises(NoSuchEntry, match="no entry 9"):
        await shelves.rollback(ONE, 9, MODERATOR, AT)


async def test_an_edition_that_is_gone_is_built_again_for_a_rollback(shelves: Shelves, house: House) -> None:
    first = await added(shelves, ONE)
    await shelves.remove(ONE, "the-lamp-of-skerry", MODERATOR, AT)
    await served(shelves, ONE)
    [gone] = [path for path in house.editions if path.stem.rpartition("-")[2].startswith(first.edition)]
    gone.unlink()
    await shelves.rollback(ONE, first.number, MODERATOR, AT)
    assert await says(shelves, ONE, LIT, "1871")


async def test_the_history_is_short_and_editions_do_not_pile_up(shelves: Shelves, house: House) -> None:
    for number in range(6):
        words = LAMP.replace("1871", str(1871 + number))
        await added(shelves, ONE, lamp(f"Lamp {number}", words))
        await shelves.remove(ONE, f"lamp-{number}", MODERATOR, AT)
    assert len(await shelves.history(ONE)) == 5
    assert len(house.editions) <= 6  # these, and the operator's
    assert len(list((house.data / "servers" / str(ONE)).iterdir())) <= 5


async def test_only_what_a_server_is_served_stays_open(house: House) -> None:
    async with (
        State(house.data / "state.db") as state,
        Library([house.documents], house.data / "editions") as library,
        Shelves(library, state) as shelves,
    ):
        for number in range(4):
            await added(shelves, ONE, lamp(f"Lamp {number}", LAMP.replace("1871", str(1871 + number))))
            assert await says(shelves, ONE, LIT, "lit")
        assert len(library.room.open) <= 2  # the server's, and the operator's


async def test_an_edition_that_is_being_read_is_never_removed(shelves: Shelves) -> None:
    await added(shelves, ONE)
    async with shelves.reading(ONE) as held:
        for number in range(6):
            await shelves.remove(ONE, (await shelves.shelf(ONE)).own[0].name, MODERATOR, AT)
            await added(shelves, ONE, lamp(f"Lamp {number}", LAMP.replace("1871", str(1800 + number))))
        assert held.path.exists()
        assert (await held.ask(LIT)).answered


async def test_documents_that_a_check_refuses_leave_all_as_it_was(shelves: Shelves, house: House) -> None:
    await added(shelves, ONE)
    (house.documents / "empty.md").write_text("# Nothing\n", "utf-8")
    with pytest.raises(RefusedDocuments, match=r"empty\.md:\d+: E102"):
        await shelves.preview(ONE)
    assert await says(shelves, ONE, LIT, "1871")


async def test_the_same_words_and_the_same_title_are_not_taken_twice(shelves: Shelves) -> None:
    await shelves.add(ONE, lamp(), MODERATOR, AT)
    with pytest.raises(Refused, match="very words"):
        await shelves.add(ONE, lamp("Another title"), MODERATOR, AT)
    with pytest.raises(Refused, match="another title"):
        await shelves.add(ONE, lamp(words=LAMP.replace("oil", "fat")), MODERATOR, AT)
    with pytest.raises(Refused, match="another title"):
        await shelves.add(ONE, lamp("Marrow Harbour", LAMP.replace("oil", "wax")), MODERATOR, AT)


async def test_a_document_never_takes_the_name_of_a_shared_one(shelves: Shelves, house: House) -> None:
    own = await shelves.add(ONE, lamp("Harbour"), MODERATOR, AT)
    assert own.name == "harbour-2"
    await served(shelves, ONE)
    async with shelves.reading(ONE) as edition:
        texts = [(await edition.passage(f"harbour:{number}")).text for number in range(1, 9)]
    assert "iron bridge" in " ".join(texts)


async def test_warnings_are_shown_with_file_and_line(shelves: Shelves) -> None:
    await shelves.add(ONE, lamp(words=LAMP + "\nIt shone far.[^7]\n"), MODERATOR, AT)
    preview = await shelves.preview(ONE)
    assert any(str(one).startswith("the-lamp-of-skerry.md:") for one in preview.findings)
    assert preview.warnings >= len(preview.findings)
    assert preview.counts.documents == 3


async def test_a_build_tells_how_far_it_is(shelves: Shelves) -> None:
    told: list[str] = []
    await shelves.add(ONE, lamp(), MODERATOR, AT)
    await shelves.preview(ONE, lambda progress: told.append(str(progress)))
    assert "Reading 3 of 3: the-lamp-of-skerry" in told
    assert told[-1] == "Writing"


async def test_the_operators_reload_reaches_every_server_that_shares(shelves: Shelves, house: House) -> None:
    await added(shelves, ONE)
    await shelves.with_shared(OTHER, False, MODERATOR, AT)
    await added(shelves, OTHER)
    assert not await shelves.reload_shared(AT)
    (house.documents / "lamps.md").write_text("# Beacon\n\nThe beacon of Sule has nine fires of peat.\n", "utf-8")
    assert await shelves.reload_shared(AT)
    await shelves.settled()
    for guild_id in (None, ONE, 303):
        assert await says(shelves, guild_id, "how many fires has the beacon of Sule?", "nine")
    assert not await says(shelves, OTHER, "how many fires has the beacon of Sule?", "nine")
    assert await says(shelves, ONE, LIT, "1871")


async def test_moderators_can_read_the_shared_documents_anew_for_their_server(shelves: Shelves, house: House) -> None:
    (house.documents / "lamps.md").write_text("# Beacon\n\nThe beacon of Sule has nine fires of peat.\n", "utf-8")
    await served(shelves, ONE)
    assert await says(shelves, ONE, "how many fires has the beacon of Sule?", "nine")
    assert not await says(shelves, OTHER, "how many fires has the beacon of Sule?", "nine")


async def test_an_edition_of_another_version_is_built_anew_at_the_start(house: House) -> None:
    async with house.running() as shelves:
        await added(shelves, ONE)
        await shelves.with_shared(OTHER, False, MODERATOR, AT)
        await added(shelves, OTHER)
        await shelves._state.write(lambda db: db.execute("UPDATE served SET readable = 'older' WHERE guild_id > 0"))
    async with house.running() as shelves:
        assert await says(shelves, ONE, BRIDGE, "1902")  # the operator's stands in for it
        with pytest.raises(NotReady):  # and must not here
            async with shelves.reading(OTHER):
                pass
        await shelves.settled()
        assert await says(shelves, ONE, LIT, "1871")
        assert await says(shelves, OTHER, LIT, "1871")


async def test_everything_of_a_server_can_be_forgotten(shelves: Shelves, house: House) -> None:
    await added(shelves, ONE)
    await shelves.forget(ONE)
    assert not await says(shelves, ONE, LIT, "1871")
    assert not (house.data / "servers" / str(ONE)).exists()
    assert (await shelves.shelf(ONE)).own == ()
    assert len(house.editions) == 1


async def test_documents_are_offered_by_title_and_name(shelves: Shelves) -> None:
    await shelves.add(ONE, lamp(), MODERATOR, AT)
    assert ("The lamp of Skerry (the-lamp-of-skerry)", "the-lamp-of-skerry") in await shelves.suggest(ONE, "lamp")
    assert {name for _, name in await shelves.suggest(OTHER, "")} == {"harbour", "gossip"}


async def test_each_change_stands_in_the_audit(shelves: Shelves) -> None:
    await added(shelves, ONE)
    rows = await shelves._state.read(lambda db: db.execute("SELECT guild_id, actor_id, action FROM audit").fetchall())
    assert rows == [(ONE, MODERATOR, "corpus.add"), (ONE, MODERATOR, "corpus.switch")]
