"""A moderator's way with the documents of their server: add, look, switch, hide, roll back, take back."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.local import Person, Reply, Unanswered
from bot.local.changes import set_roles
from bot.local.posting import retract
from bot.local.start import MOD, READING_ROOM, SECOND_SERVER
from bot.present.corpus import switched
from bot.shelves import Entry
from bot.state import State, moderation
from bot.uploads import Upload
from corpus.library import Library
from corpus.served import Counts
from tests.bot.test_lasting import another
from tests.moderation.own import Own
from tests.starting import a_discord, started

LAMPS = b"""# The lamps of Tarn Skerry

Tarn Skerry had a lighthouse from 14 June 1847, when the keeper Oda Brandt lit its three lamps for the first time. She
was paid 40 crowns a year for it.

The keeper Oda Brandt wrote in her book: \xe2\x80\x9cA lamp that is not trimmed is a lie told to ships.\xe2\x80\x9d

The lighthouse burned down on 2 March 1901.
"""
QUESTION = "when was the lighthouse of Tarn Skerry lit for the first time?"


async def settled(reply: Reply, done: Callable[[Reply], bool] = lambda reply: bool(reply.buttons)) -> Reply:
    """Wait until a message that tells of progress has its outcome; a build may be long in coming on a busy machine."""
    for _ in range(5):
        with contextlib.suppress(Unanswered):
            return await reply.person.wait(lambda: now if done(now := reply.now()) else None, "outcome")
    raise Unanswered(reply.now().text)


async def add(mod: Person, content: bytes = LAMPS, title: str = "The Lamp Book", name: str = "lamps.md") -> Reply:
    """Upload a document, fill in its form, and wait for what was read."""
    form = await mod.slash("corpus add", file=mod.upload(name, content), title=title)
    return await settled(await mod.submit(form, author="Oda Brandt", licence="CC0-1.0", trust="secondary"))


async def test_a_new_moderator_adds_a_document_asks_hides_and_rolls_back(own: Own) -> None:
    mod, ada = own.mod, own.here.person("Ada")
    assert "doesn’t say" in (await ada.slash("ask", question=QUESTION)).text
    shown = await add(mod)
    assert "“The Lamp Book” can be put on the shelf" in shown.text
    assert "**Documents**: 1 added" in shown.text
    assert "A lamp that is not trimmed" in shown.text
    assert "burned down (2 March 1901)" in shown.text.replace("\\", "")
    assert "doesn’t say" in (await ada.slash("ask", question=QUESTION)).text
    served = await settled(await shown.press("Switch to it"), lambda reply: "Switched" in reply.text)
    assert "Switched to edition" in served.text
    answer = await ada.slash("ask", question=QUESTION)
    assert "14 June 1847" in answer.text
    assert "lamp-book:" in answer.text
    ref = next(word.strip("`") for word in answer.text.split() if word.startswith("`the-lamp-book:"))
    hidden = await mod.slash("corpus hide", ref=ref, reason="the year is read wrongly")
    assert "### Hidden" in hidden.text
    assert "lit its three lamps" not in (await ada.slash("ask", question=QUESTION)).text
    assert (await mod.slash("corpus history")).text.count("served now") == 1
    back = await mod.slash("corpus rollback", to=(await mod.autocomplete("corpus rollback", to=""))[-1][1])
    done = await settled(await back.press("Roll back"), lambda reply: "Switched" in reply.text)
    assert "Switched to edition" in done.text
    assert "doesn’t say" in (await ada.slash("ask", question="who was the keeper of Tarn Skerry?")).text


async def test_another_server_never_sees_the_document(own: Own) -> None:
    shown = await add(own.mod)
    await settled(await shown.press("Switch to it"), lambda reply: "Switched" in reply.text)
    bea = own.here.person("Bea")
    assert "1847" not in (await bea.slash("ask", question=QUESTION)).text
    assert not [name for name, _ in await bea.autocomplete("passage", reference="the-lamp") if "lamp" in name]
    owner = own.here.person("Owner").at("general", "Second Server")
    assert "Lamp Book" not in (await owner.slash("corpus sources")).text
    assert "Lamp" not in (await owner.slash("audit")).text


async def test_what_was_switched_stands_in_the_audit(own: Own) -> None:
    shown = await add(own.mod)
    await settled(await shown.press("Switch to it"), lambda reply: "Switched" in reply.text)
    text = (await own.mod.slash("audit")).text
    assert "corpus.add" in text
    assert "corpus.switch" in text
    assert f"<@{MOD.id}>" in text


async def test_discarding_takes_back_what_nobody_has_seen(own: Own) -> None:
    shown = await add(own.mod)
    assert "Lamp Book" in (await own.mod.slash("corpus sources")).text
    assert "Discarded" in (await shown.press("Discard")).text
    assert "Lamp Book" not in (await own.mod.slash("corpus sources")).text
    assert "Nothing was changed" not in (await own.mod.slash("corpus status")).text


async def test_whoever_dismisses_the_message_meanwhile_finds_the_outcome_under_status(
    own: Own, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    form = await own.mod.slash("corpus add", file=own.mod.upload("lamps.md", LAMPS), title="The Lamp Book")
    begun = await own.mod.submit(form, licence="CC0-1.0")
    assert "Reading the document" in begun.text
    await retract(own.here.realm, own.here.realm.world.messages[int(begun.message["id"])])
    await asyncio.wait(own.bot.answering.under_way)
    assert [line.levelname for line in caplog.records if line.message.startswith("dismissed")] == ["INFO"]
    assert not [line for line in caplog.records if line.levelno > logging.INFO and line.name.startswith("bot.")]
    status = await own.mod.slash("corpus status")
    assert "members do not see yet" in status.text
    shown = await settled(
        await status.press("Look at what would change"), lambda reply: "Switch to it" in reply.buttons
    )
    await settled(await shown.press("Switch to it"), lambda reply: "Switched" in reply.text)
    assert "14 June 1847" in (await own.here.person("Ada").slash("ask", question=QUESTION)).text


async def test_what_waits_for_a_build_asks_again_who_it_is_before_it_changes_anything(own: Own) -> None:
    mod, realm, shelves = own.mod, own.here.realm, own.bot.shelves
    await shelves.add(READING_ROOM, Upload("lamps.md", LAMPS, "The Lamp Book"), MOD.id, own.bot.clock())
    begun = asyncio.Event()
    building = asyncio.create_task(shelves.preview(READING_ROOM, lambda progress: begun.set()))
    await begun.wait()
    asked = asyncio.create_task(mod.slash("corpus remove", document="the-lamp-book"))
    await realm.happenings.until(lambda: realm.interactions.pending or None, 10)  # it knows the role that they had
    assert not building.done()
    await set_roles(realm, READING_ROOM, MOD.id)
    assert "Only moderators can do this" in (await asked).text
    await building
    assert "Removed" not in " ".join(await own.told())


async def test_a_dry_run_shows_and_offers_nothing(own: Own) -> None:
    await add(own.mod)
    reply = await own.mod.slash("corpus reload", dry_run=True)
    done = await settled(reply, lambda reply: "Documents" in reply.text)
    assert "**Documents**: 1 added" in done.text
    assert "Switch to it" not in done.buttons
    nothing = await own.mod.slash("corpus history")
    assert "Nothing was switched here yet" in nothing.text


async def test_a_reload_without_changes_says_so(own: Own) -> None:
    reply = await own.mod.slash("corpus reload")
    done = await settled(reply, lambda reply: "Documents" in reply.text)
    assert "Nothing would change" in done.text
    async with own.bot.shelves.reading(READING_ROOM) as edition:
        assert f"Edition `{edition.name}` was there already" in done.text
    assert "Switch to it" not in done.buttons


async def test_a_moderator_who_lost_the_role_cannot_switch(own: Own) -> None:
    shown = await add(own.mod)
    await set_roles(own.here.realm, READING_ROOM, MOD.id)
    refused = await shown.press("Switch to it")
    assert "Only moderators can do this" in refused.text
    assert "doesn’t say" in (await own.here.person("Ada").slash("ask", question=QUESTION)).text


async def test_what_was_looked_at_can_be_switched_to_after_a_restart(library: Library, tmp_path: Path) -> None:
    async with State(tmp_path / "state.db") as state, a_discord() as here:
        async with started(another(here, library, state), here.token):
            shown = await add(here.person("Mod"))
        async with started(another(here, library, state), here.token):
            served = await settled(await shown.press("Switch to it"), lambda reply: "Switched" in reply.text)
            assert "Documents: 1 added" in served.text
            assert "14 June 1847" in (await here.person("Ada").slash("ask", question=QUESTION)).text


async def test_removing_enabling_and_disabling_wait_for_the_switch(own: Own) -> None:
    shown = await add(own.mod)
    await settled(await shown.press("Switch to it"), lambda reply: "Switched" in reply.text)
    [(_, name), *_] = await own.mod.autocomplete("corpus disable", document="lamp")
    told = await own.mod.slash("corpus disable", document=name)
    assert "“The Lamp Book” is disabled" in told.text
    assert "14 June 1847" in (await own.here.person("Ada").slash("ask", question=QUESTION)).text
    looked = await settled(await told.press("Look at what would change"), lambda reply: "Documents" in reply.text)
    assert "**Documents**: 1 removed" in looked.text
    await settled(await looked.press("Switch to it"), lambda reply: "Switched" in reply.text)
    assert "doesn’t say" in (await own.here.person("Ada").slash("ask", question=QUESTION)).text
    assert "is enabled" in (await own.mod.slash("corpus enable", document=name)).text
    assert "is taken off the shelf" in (await own.mod.slash("corpus remove", document=name)).text
    assert "is called “no-such”" in (await own.mod.slash("corpus remove", document="no-such")).text


async def test_the_form_is_left_out_where_everything_was_said(own: Own) -> None:
    mod = own.mod
    given = {"title": "Lamps", "url": "https://example.org/lamps", "licence": "CC0-1.0", "trust": "reference"}
    reply = await settled(await mod.slash("corpus add", file=mod.upload("lamps.md", LAMPS), **given))
    assert "“Lamps” can be put on the shelf" in reply.text
    assert "reference" in (await mod.slash("corpus sources")).text


async def test_a_form_that_is_sent_too_late_adds_nothing(own: Own) -> None:
    mod = own.mod
    late = await mod.slash("corpus add", file=mod.upload("lamps.md", LAMPS + b"More."), title="More lamps")
    own.here.clock.advance(timedelta(hours=2))
    await mod.slash("corpus add", file=mod.upload("other.md", LAMPS + b"Other."), title="Other lamps")
    assert "open too long" in (await mod.submit(late, trust="secondary")).text


async def test_the_queue_shows_the_text_and_hides_or_keeps_it(own: Own) -> None:
    ada, mod = own.here.person("Ada"), own.mod
    async with own.bot.shelves.reading(READING_ROOM) as edition:
        bridge = await edition.at("harbour:4.1")
        other = await edition.at("harbour:4.2")
    now = own.bot.clock()
    for answer in (bridge, other):
        args = (READING_ROOM, now, answer.key, answer.ref, "wrong date", "it was May")
        await own.state.write(lambda db, args=args: moderation.report(db, *args))  # type: ignore[misc]  # bound here
    queue = await mod.slash("corpus queue")
    assert "it was May" in queue.text
    first = bridge if bridge.text in queue.text.replace("\\", "") else other
    again = await mod.slash("corpus queue")
    after = await queue.press("Hide")
    assert first.text not in after.text
    assert "of 2" in queue.text
    assert "of 2" not in after.text
    assert f"Hidden: `{first.ref}`" in after.text
    done = await after.press("Keep")
    assert "No reports are waiting" in done.text
    assert "Kept as it is" in done.text
    assert any("which was reported" in told for told in await own.told())
    assert first.text not in (await ada.slash("passage", reference="harbour:4")).text
    assert "dealt with already" in (await again.press("Hide")).text
    label, key = (await mod.autocomplete("corpus unhide", hidden=""))[0]
    assert first.ref in label
    assert "Shown again" in (await mod.slash("corpus unhide", hidden=key)).text
    assert first.text in (await ada.slash("passage", reference="harbour:4")).text.replace("\\", "")


async def test_gaps_are_counted_by_server_and_can_be_cleared(own: Own) -> None:
    now = own.bot.clock()
    for guild_id, asked in ((READING_ROOM, "who dug the well?"), (SECOND_SERVER, "who built the wall?")):
        await own.state.write(lambda db, g=guild_id, q=asked: moderation.count_gap(db, g, now, q))  # type: ignore[misc]
    reply = await own.mod.slash("corpus gaps")
    assert "who dug the well?" in reply.text
    assert "wall" not in reply.text
    assert "1 questions were forgotten" in (await reply.press("Clear the list")).text
    assert "No questions without an answer" in (await own.mod.slash("corpus gaps")).text
    assert await own.state.read(lambda db: moderation.gaps(db, SECOND_SERVER))


async def test_status_says_what_is_served_and_what_waits(own: Own) -> None:
    text = (await own.mod.slash("corpus status")).text
    assert "as it came with Pero" in text
    assert "No problems are known" in text
    await add(own.mod)
    reply = await own.mod.slash("corpus status")
    assert "members do not see yet" in reply.text
    assert reply.buttons == ("Look at what would change", "Discard")


async def test_shared_documents_can_be_left_out(own: Own) -> None:
    shown = await add(own.mod)
    await settled(await shown.press("Switch to it"), lambda reply: "Switched" in reply.text)
    panel = await (await own.mod.slash("settings")).press("Leave out the shared documents")
    assert "only this server’s own, but not yet" in panel.text
    looked = await settled(await own.mod.slash("corpus reload"))
    await settled(await looked.press("Switch to it"), lambda reply: "Switched" in reply.text)
    ada = own.here.person("Ada")
    assert "doesn’t say" in (await ada.slash("ask", question="when was the iron bridge opened?")).text
    assert "1847" in (await ada.slash("ask", question=QUESTION)).text


async def test_everything_is_forgotten_when_a_manager_types_the_server_s_name(own: Own) -> None:
    shown = await add(own.mod)
    await settled(await shown.press("Switch to it"), lambda reply: "Switched" in reply.text)
    form = await own.mod.slash("privacy forget")
    done = await own.mod.submit(form, name=" reading  ROOM ")
    assert "### Forgotten" in done.text
    assert await own.told() == []
    assert "doesn’t say" in (await own.here.person("Ada").slash("ask", question=QUESTION)).text
    assert "Lamp" not in (await own.mod.slash("corpus sources")).text


def test_one_of_a_kind_is_told_in_the_singular() -> None:
    counts = Counts(1, 2, 3, 4, 5, 1, 1, 8, 1_000, 10)
    entry = Entry(2, datetime(2026, 11, 22, 12, tzinfo=UTC), 7, "e9ee81e", "Switched: facts: 1 added.", counts, True)
    assert switched(entry).parts[0].endswith("1 document, 2 sections, 1,000 facts, 1 dated event, 1 quotation")
