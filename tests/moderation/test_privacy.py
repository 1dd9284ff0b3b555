"""What Pero keeps is shown, handed out and removed; and who changed what can be read."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

from bot.local import Reply
from bot.local.changes import add_bot, make_unavailable, remove_bot
from bot.local.start import READING_ROOM, SECOND_SERVER
from bot.state import audit, guilds, moderation, settings
from bot.state.kept import OF_SERVER
from bot.uploads import Upload
from tests.moderation.own import Own
from tests.starting import heard


async def furnish(own: Own, guild_id: int = READING_ROOM) -> None:
    """Keep something of a server."""
    now, mod = own.bot.clock(), own.mod.seat.user_id

    def write(db: Any) -> None:
        settings.write(db, guild_id, "timezone", "Europe/Oslo")
        audit.record(db, guild_id, now, mod, "settings.timezone", "time zone Europe/Oslo")
        moderation.count_gap(db, guild_id, now, "who dug the well?")

    await own.state.write(write)


def attached(own: Own, reply: Reply) -> Any:
    """Return the JSON file that came with an answer."""
    [given] = reply.message["attachments"]
    return json.loads(own.here.realm.world.files[int(given["id"])].content)


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
