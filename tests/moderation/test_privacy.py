"""What Pero keeps is shown, handed out and removed; and who changed what can be read."""

from __future__ import annotations

import asyncio
import io
import json
import random
import threading
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zipfile import ZipFile

from hypothesis import given
from hypothesis import settings as settings_of
from hypothesis import strategies as st

from bot.local import Fault, Reply, Trouble
from bot.local.changes import add_bot, make_unavailable, remove_bot, set_roles
from bot.local.start import MOD, READING_ROOM, SECOND_SERVER
from bot.moderation.handing import ARCHIVES, handed
from bot.state import audit, documents, guilds, moderation, settings
from bot.state.documents import Uploaded
from bot.state.kept import OF_SERVER, Text
from bot.uploads import Upload
from tests.moderation.own import Own
from tests.starting import SOON, heard

LAMP = "# The lamp\n\nThe lamp of Skerry was lit for the first time on 4 April 1871.\n"


async def furnish(own: Own, guild_id: int = READING_ROOM) -> None:
    """Keep something of a server."""
    now, mod = own.bot.clock(), own.mod.seat.user_id

    def write(db: Any) -> None:
        settings.write(db, guild_id, "timezone", "Europe/Oslo")
        audit.record(db, guild_id, now, mod, "settings.timezone", "time zone Europe/Oslo")
        moderation.count_gap(db, guild_id, now, "who dug the well?")

    await own.state.write(write)


def files(own: Own, reply: Reply) -> dict[str, bytes]:
    """Return the files that came with an answer."""
    world = own.here.realm.world
    return {one["filename"]: world.files[int(one["id"])].content for one in reply.message["attachments"]}


def attached(own: Own, reply: Reply) -> Any:
    """Return the JSON file that came with an answer."""
    return json.loads(files(own, reply)["pero.json"])


def unpacked(own: Own, reply: Reply) -> dict[str, str]:
    """Return the texts in the archives that came with an answer, by archive and path."""
    found: dict[str, str] = {}
    for name, content in files(own, reply).items():
        if name.endswith(".zip"):
            with ZipFile(io.BytesIO(content)) as archive:
                found |= {f"{name}/{path}": archive.read(path).decode() for path in archive.namelist()}
    return found


async def shelve(own: Own, title: str, words: str, guild_id: int = READING_ROOM) -> str:
    """Let a server read another document; return its name."""
    mod, shelves, now = own.mod.seat.user_id, own.bot.shelves, own.bot.clock()
    document = await shelves.add(guild_id, Upload("lamp.md", words.encode(), title), mod, now)
    await shelves.switch(guild_id, (await shelves.preview(guild_id)).edition, mod, now)
    return document.name


async def test_a_member_sees_what_is_kept_and_that_nothing_is_of_them(own: Own) -> None:
    await furnish(own)
    reply = await own.here.person("Ada").slash("privacy show")
    assert reply.ephemeral
    assert "- questions without an answer, without who asked: 1" in reply.text
    assert "**Of you**, with your Discord id\n- nothing" in reply.text


async def test_a_moderator_sees_the_lines_that_name_them(own: Own) -> None:
    await furnish(own)
    assert "- changes that you made, in the audit: 1" in (await own.mod.slash("privacy show")).text


async def test_the_export_has_everything_of_this_server_and_nothing_of_another(own: Own) -> None:
    await furnish(own)
    await furnish(own, SECOND_SERVER)
    reply = await own.mod.slash("privacy export")
    given = attached(own, reply)
    assert reply.ephemeral
    assert given["server"] == str(READING_ROOM)
    assert given["kept"]["setting"] == [{"guild_id": str(READING_ROOM), "name": "timezone", "value": '"Europe/Oslo"'}]
    assert given["kept"]["gap"][0]["question"] == "who dug the well?"
    assert given["kept"]["audit"][0]["actor_id"] == str(own.mod.seat.user_id)
    assert str(SECOND_SERVER) not in json.dumps(given)


async def test_the_export_has_the_text_of_every_document_also_of_those_that_one_can_go_back_to(own: Own) -> None:
    first = await shelve(own, "The lamp", LAMP)
    await own.bot.shelves.remove(READING_ROOM, first, own.mod.seat.user_id, own.bot.clock())
    await shelve(own, "The lamp", LAMP.replace("1871", "1872"))
    await shelve(own, "Of the second server", LAMP.replace("Skerry", "Ystervale"), SECOND_SERVER)
    reply = await own.mod.slash("privacy export")
    given, texts = attached(own, reply), unpacked(own, reply)
    assert reply.ephemeral
    assert "and the text of 2 documents" in reply.text
    assert "Left out" not in reply.text
    assert list(files(own, reply)) == ["pero.json", "documents-1.zip"]
    now, before = given["documents"]
    assert now["file"] == "documents-1.zip/the-lamp.md"
    assert before["file"] == f"documents-1.zip/earlier/the-lamp-{before['sha256'][:8]}.md"
    assert texts == {now["file"]: LAMP.replace("1871", "1872"), before["file"]: LAMP}
    assert (now["on_the_shelf"], before["on_the_shelf"]) == (True, False)
    assert [one["left_out"] for one in (now, before)] == [None, None]


async def test_a_document_whose_file_is_gone_is_named_with_what_to_do(own: Own) -> None:
    await shelve(own, "The [lamp](http://x)", LAMP)
    for path in (documents.home(own.state.path) / str(READING_ROOM)).iterdir():
        path.unlink()
    reply = await own.mod.slash("privacy export")
    [row] = attached(own, reply)["documents"]
    assert row["file"] is None
    assert "missing or damaged on the disk" in row["left_out"]
    assert "**Left out: the text of**\n- The \\[lamp\\]" in reply.text
    assert "ask the person who runs this Pero" in reply.text
    assert list(files(own, reply)) == ["pero.json"]


async def test_who_is_no_moderator_any_more_when_the_archive_is_ready_gets_none(own: Own) -> None:
    await shelve(own, "The lamp", LAMP)
    held = threading.Event()
    waiting = asyncio.create_task(own.state.read(lambda db: held.wait()))
    came = asyncio.create_task(own.bot.wait_for("interaction"))
    asked = asyncio.create_task(own.mod.slash("privacy export"))
    await came
    await set_roles(own.here.realm, READING_ROOM, MOD.id)
    held.set()
    await waiting
    reply = await asked
    assert "Only moderators can do this" in reply.text
    assert not reply.message["attachments"]


async def test_an_export_is_made_when_discord_has_the_one_before_it(own: Own) -> None:
    await shelve(own, "The lamp", LAMP)
    own.here.faults.add(Fault("POST", "/interactions/*/callback", Trouble.HELD))
    first = asyncio.create_task(own.mod.slash("privacy export"))
    await own.here.realm.happenings.until(lambda: own.here.faults.struck or None, SOON)
    came = asyncio.create_task(own.bot.wait_for("interaction"))
    second = asyncio.create_task(own.mod.slash("privacy export"))
    await came
    for _ in range(3):  # one that did not wait would be made by then
        await own.mod.slash("privacy show")
    for path in (documents.home(own.state.path) / str(READING_ROOM)).iterdir():
        path.unlink()
    own.here.faults.release()
    assert list(files(own, await first)) == ["pero.json", "documents-1.zip"]
    assert list(files(own, await second)) == ["pero.json"]


@settings_of(max_examples=60, deadline=None)
@given(st.lists(st.integers(1, 3_000), max_size=40), st.integers(0, 30_000), st.integers(600, 9_000))
def test_no_archive_and_no_answer_is_larger_than_it_may_be_and_nothing_is_lost_in_silence(
    sizes: list[int], room: int, largest: int
) -> None:
    with TemporaryDirectory() as folder:
        texts = []
        for number, size in enumerate(sizes):
            content = random.Random(number).randbytes(size)
            name = f"{sha256(content).hexdigest()}.md"
            Path(folder, "7").mkdir(exist_ok=True)
            Path(folder, "7", name).write_bytes(content)
            texts.append(Text("Lamp", size, f"lamp-{number}.md", True, Uploaded(7, name)))
        found = handed(texts, Path(folder), room, largest)
        assert {*found.places} | {*found.left_out} == {*texts}
        assert len(found.places) + len(found.left_out) == len(texts) == len(found.rows())
        assert all(len(content) <= largest for content in found.archives.values())
        assert sum(map(len, found.archives.values())) <= room
        assert len(found.archives) <= ARCHIVES
        for one, place in found.places.items():
            archive, path = place.split("/", 1)
            with ZipFile(io.BytesIO(found.archives[archive])) as opened:
                assert sha256(opened.read(path)).hexdigest() == one.file.sha


def test_many_documents_are_handed_out_in_several_archives_and_what_is_too_much_is_said() -> None:
    with TemporaryDirectory() as folder:
        Path(folder, "7").mkdir()
        texts = []
        for number in range(5):
            content = random.Random(number).randbytes(6_000_000)
            name = f"{sha256(content).hexdigest()}.md"
            Path(folder, "7", name).write_bytes(content)
            texts.append(Text("Lamp", len(content), f"lamp-{number}.md", True, Uploaded(7, name)))
        found = handed(texts, Path(folder))
    assert list(found.archives) == ["documents-1.zip", "documents-2.zip", "documents-3.zip"]
    assert [one.path for one in found.left_out] == ["lamp-3.md", "lamp-4.md"]
    assert all("Discord does not take so much at once" in why for why in found.left_out.values())


async def test_of_every_table_that_keeps_something_of_servers_those_who_ask_are_told(own: Own) -> None:
    tables = set(await own.state.read(guilds.tables)) - {"guild"}  # which says since when
    assert {table for table in tables if any(f" FROM {table} " in query for query in OF_SERVER.values())} == tables


async def test_who_added_a_document_is_told_of_it_also_where_it_is_on_the_shelf_no_more(own: Own) -> None:
    mod, shelves, now = own.mod.seat.user_id, own.bot.shelves, own.bot.clock()
    lamp = Upload("lamp.md", b"# The lamp\n\nThe lamp of Skerry was lit for the first time on 4 April 1871.\n", "Lamp")
    document = await shelves.add(READING_ROOM, lamp, mod, now)
    await shelves.switch(READING_ROOM, (await shelves.preview(READING_ROOM)).edition, mod, now)
    await shelves.remove(READING_ROOM, document.name, mod, now)
    told = (await own.mod.slash("privacy show")).text
    assert "- documents that you added, in what was served: 1" in told
    assert "- documents that you added:" not in told


async def test_forgetting_wants_the_server_s_name(own: Own) -> None:
    await furnish(own)
    form = await own.mod.slash("privacy forget")
    assert "nothing was removed" in (await own.mod.submit(form, name="Second Server")).text
    assert (await own.told()) == ["time zone Europe/Oslo"]


async def test_the_audit_is_read_in_pages(own: Own) -> None:
    now = own.bot.clock()
    assert "Nothing was changed yet" in (await own.mod.slash("audit")).text
    for number in range(30):
        line = (READING_ROOM, now, own.mod.seat.user_id, "corpus.hide", f"change number {number}")
        await own.state.write(lambda db, line=line: audit.record(db, *line))  # type: ignore[misc]  # bound on purpose
    reply = await own.mod.slash("audit")
    assert "change number 29" in reply.text
    assert "change number 17" not in reply.text
    second = await reply.press("Next")
    assert "change number 17" in second.text
    last = await second.press("Next")
    assert "change number 0" in last.text
    assert last.buttons == ("Previous",)


async def test_words_in_the_audit_are_made_harmless(own: Own) -> None:
    now = own.bot.clock()
    await own.state.write(lambda db: audit.record(db, READING_ROOM, now, 0, "corpus.add", "@everyone [x](http://y)"))
    text = (await own.mod.slash("audit")).text
    assert "Pero: @everyone \\[x\\]\\(http://y\\)" in text


async def left_at(own: Own) -> int | None:
    """Return when Pero left the reading room, as it has noted."""
    asked = "SELECT left_at FROM guild WHERE guild_id = ?"
    [(left,)] = await own.state.read(lambda db: db.execute(asked, [READING_ROOM]).fetchall())
    return None if left is None else int(left)


async def test_a_server_that_removes_pero_is_counted_and_coming_back_ends_it(own: Own) -> None:
    await furnish(own)
    before = int(own.bot.clock().timestamp())
    await heard(own.bot, "guild_remove", remove_bot(own.here.realm, READING_ROOM))
    assert before <= (await left_at(own) or 0) <= own.bot.clock().timestamp()
    await heard(own.bot, "guild_join", add_bot(own.here.realm, READING_ROOM))
    assert await left_at(own) is None
    assert "Europe/Oslo" in (await own.mod.slash("settings")).text


async def test_an_outage_of_discord_s_is_no_removal(own: Own) -> None:
    await furnish(own)
    await make_unavailable(own.here.realm, READING_ROOM)
    await own.here.person("Bea").slash("help")
    assert not await own.state.read(lambda db: guilds.overdue(db, own.bot.clock() + timedelta(days=99)))
