"""What moderators see when they use /daily, and what comes of it in the channel."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from bot import pager
from bot.local import Person
from bot.local.changes import set_overwrites
from bot.local.components import walk
from bot.local.permissions import Permission
from bot.local.world import Overwrite
from bot.present.leaf import Leaf
from bot.present.schedules import buttons
from bot.state import audit, daily
from bot.state.daily import Schedule
from bot.state.ledger import State
from tests.daily.posting import CHANNEL, GUILD, Posting


@pytest.fixture
def mod(living: Posting) -> Person:
    """A moderator, in #general."""
    return living.here.person("Mod")


async def test_a_newcomer_sets_a_post_up_moves_the_clock_and_sees_it(living: Posting, mod: Person) -> None:
    reply = await mod.slash("daily add", channel="daily", time="9 am", timezone="Europe/Berlin")
    assert reply.ephemeral
    assert "A fact in <#" in reply.text
    assert "every day at 09:00 (Europe/Berlin)" in reply.text
    assert reply.text.count(":F>") == 3
    assert "The clocks there change: 28 March 2021: 1 hour forward; 31 October 2021: 1 hour back" in reply.text
    living.here.clock.advance(timedelta(hours=20))
    message = await living.posted()
    assert "### A fact for Monday, 23 November" in living.texts()[0]
    opened = await living.here.person("Ada").at("daily").press(int(message["id"]), _button(message, "Context"))
    assert opened.ephemeral
    assert "Marrow Harbour" in opened.text


def _button(message: dict[str, Any], label: str) -> str:
    return next(str(each["custom_id"]) for each in walk(message["components"]) if each.get("label") == label)


async def _only(living: Posting) -> Schedule:
    [schedule] = await living.state.read(lambda db: daily.listed(db, GUILD))
    return schedule


async def test_the_zone_is_the_server_s_where_none_is_said(living: Posting, mod: Person) -> None:
    await mod.slash("settings", timezone="Asia/Kathmandu")
    assert "at 09:00 (Asia/Kathmandu)" in (await mod.slash("daily add", channel="daily", time="9")).text


async def test_members_cannot_change_a_thing(living: Posting, mod: Person) -> None:
    await mod.slash("daily add", channel="daily", time="9")
    offered = living.here.realm.commands.named("daily", 1, GUILD)
    assert offered is not None
    offered["default_member_permissions"] = None  # as a server's owner can have it, in Integrations
    ada = living.here.person("Ada")
    for words, options in (
        ("daily add", {"channel": "daily", "time": "9"}),
        ("daily list", {}),
        ("daily edit", {"schedule": 1, "time": "10"}),
        ("daily pause", {"schedule": 1}),
        ("daily resume", {"schedule": 1}),
        ("daily remove", {"schedule": 1}),
        ("daily preview", {"schedule": 1}),
        ("daily send_now", {"schedule": 1}),
        ("daily skip", {"schedule": 1}),
        ("daily history", {"schedule": 1}),
        ("daily show", {"schedule": 1}),
    ):
        assert "Only moderators" in (await ada.slash(words, **options)).text, words
    assert (await _only(living)).paused_at is None


async def test_a_button_asks_again_who_presses_it(living: Posting, mod: Person) -> None:
    await mod.slash("daily add", channel="daily", time="9")
    shown = await mod.slash("daily show", schedule=1)
    ada = living.here.person("Ada").at("daily")
    await living.bot.get_partial_messageable(CHANNEL).send(
        view=pager.layout(Leaf(("Look",), presses=buttons(await _only(living))))
    )
    message = ada.messages()[0]
    for label in ("Preview", "History", "Pause", "Remove"):
        custom_id = _button(shown.message, label)
        assert "Only moderators" in (await ada.press(int(message["id"]), custom_id)).text
    assert (await _only(living)).paused_at is None


async def test_another_server_s_schedule_is_none_of_ours(living: Posting, mod: Person) -> None:
    await mod.slash("daily add", channel="daily", time="9")
    owner = living.here.person("Owner").at("general", "Second Server")
    assert "no such daily post" in (await owner.slash("daily show", schedule=1)).text
    assert "There are none yet" in (await owner.slash("daily list")).text


async def test_what_is_missing_in_a_channel_is_said_before_yes(living: Posting, mod: Person) -> None:
    hidden = Overwrite(GUILD, deny=Permission.VIEW_CHANNEL | Permission.SEND_MESSAGES)
    await set_overwrites(living.here.realm, CHANNEL, hidden)
    reply = await mod.slash("daily add", channel="daily", time="9")
    assert "Missing there: View Channel, Send Messages." in reply.text
    assert "There are none yet" in (await mod.slash("daily list")).text
    unread = Overwrite(GUILD, deny=int(Permission.READ_MESSAGE_HISTORY))
    await set_overwrites(living.here.realm, CHANNEL, unread)
    assert "Read Message History" in (await mod.slash("daily add", channel="daily", time="9")).text


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"time": "25"}, "I don’t understand “25” as a time of day"),
        ({"days": "blue moons"}, "I don’t understand “blue moons” as days"),
        ({"timezone": "Berln"}, "Did you mean Europe/Berlin"),
        ({"topic": "quantum chromodynamics"}, "The documents have no fact about"),
        ({"source": "the moon"}, "No document here is called “the moon”"),
    ],
    ids=["a time", "days", "a zone", "a topic", "a source"],
)
async def test_what_is_not_understood_is_said_with_an_example(
    living: Posting, mod: Person, options: dict[str, str], told: str
) -> None:
    reply = await mod.slash("daily add", **{"channel": "daily", "time": "9", **options})
    assert told in reply.text
    assert await living.state.read(lambda db: daily.listed(db, GUILD)) == []


async def test_everything_that_changes_is_in_the_audit(living: Posting, mod: Person) -> None:
    await mod.slash("daily add", channel="daily", time="9")
    await mod.slash("daily edit", schedule=1, time="10:30", kind="quotation")
    await mod.slash("daily pause", schedule=1)
    await mod.slash("daily resume", schedule=1)
    await mod.slash("daily skip", schedule=1)
    await mod.slash("daily send_now", schedule=1)
    await (await mod.slash("daily remove", schedule=1)).press("Yes, remove it")
    changes = await living.state.read(lambda db: audit.recent(db, GUILD))
    actions = [change.action for change in reversed(changes)]
    assert actions == [f"daily.{each}" for each in ("add", "edit", "pause", "resume", "skip", "send_now", "remove")]
    assert {change.actor_id for change in changes} == {mod.seat.user_id}


async def test_a_post_that_is_sent_now_does_not_take_the_day_s_place_unless_it_counts(
    living: Posting, mod: Person
) -> None:
    await mod.slash("daily add", channel="daily", time="12:30")
    assert "posted on time" in (await mod.slash("daily send_now", schedule=1)).text
    living.here.clock.advance(timedelta(minutes=31))
    await living.posted()
    await mod.slash("daily send_now", schedule=1, counts=True)
    assert len(living.posts()) == 3
    shown = await mod.slash("daily show", schedule=1)
    following = living.time.replace(hour=12, minute=30) + timedelta(days=2)
    assert f"<t:{following.timestamp():.0f}:F>" in shown.text


async def test_a_skipped_post_is_left_out_and_stands_in_the_history(living: Posting, mod: Person) -> None:
    await mod.slash("daily add", channel="daily", time="12:30")
    assert "is left out" in (await mod.slash("daily skip", schedule=1)).text
    living.here.clock.advance(timedelta(days=1, minutes=31))
    await living.posted()
    [late, skipped] = await living.history(await _only(living))
    assert (skipped.state, late.state) == (State.SKIPPED, State.SENT)
    assert "skipped: A moderator wanted it" in (await mod.slash("daily history", schedule=1)).text


async def test_a_preview_shows_what_comes_and_changes_nothing(living: Posting, mod: Person) -> None:
    await mod.slash("daily add", channel="daily", time="12:30")
    foreseen = (await mod.slash("daily preview", schedule=1)).text
    assert (await mod.slash("daily preview", schedule=1)).text == foreseen
    living.here.clock.advance(timedelta(minutes=30))
    await living.posted()
    assert living.texts()[0] in foreseen


async def test_paused_it_says_so_and_resumed_it_does_not_make_up_for_what_passed(living: Posting, mod: Person) -> None:
    await mod.slash("daily add", channel="daily", time="12:30")
    assert "paused" in (await mod.slash("daily pause", schedule=1)).text
    living.here.clock.advance(timedelta(hours=1))
    listed = await mod.slash("daily list")
    assert "⏸️" in listed.text
    assert "🟢" not in listed.text
    await (await mod.slash("daily show", schedule=1)).press("Resume")
    living.here.clock.advance(timedelta(hours=23, minutes=30))
    await living.posted()
    assert len(living.posts()) == 1


async def test_suggestions_help_with_everything_that_is_typed(living: Posting, mod: Person) -> None:
    first = {"channel": "daily"}
    assert ("21:30, 9:30 pm", "21:30") in await mod.autocomplete("daily add", **first, time="9:30pm")
    rest = {**first, "time": "9"}
    assert (await mod.autocomplete("daily add", **rest, timezone="berl"))[0][1] == "Europe/Berlin"
    assert ("every Monday and Friday",) * 2 in await mod.autocomplete("daily add", **rest, days="mon fri")
    assert ("Ada Pell",) * 2 in await mod.autocomplete("daily add", **rest, topic="ada")
    assert ("Marrow Harbour (harbour)", "harbour") in await mod.autocomplete("daily add", **rest, source="marrow")
    await mod.slash("daily add", **rest)
    assert await mod.autocomplete("daily show", schedule="") == [("1 · fact · every day at 09:00", 1)]


async def test_a_server_has_twenty_at_most(living: Posting, mod: Person) -> None:
    for number in range(daily.MOST):
        await living.want(channel_id=CHANNEL, late_hours=1 + number % 3)
    assert "has 20 daily posts" in (await mod.slash("daily add", channel="daily", time="9")).text
    listed = await mod.slash("daily list")
    assert "**20**" in listed.text or "more: choose them below" in listed.text
