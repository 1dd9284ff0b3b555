"""What stands in the channel: a heading, the text, where it is from, whom it mentions, and buttons that last."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.daily.planning import Spread
from bot.local.changes import set_role
from bot.local.components import walk
from bot.local.start import READING_ROOM
from bot.local.world import Role
from bot.state.daily import Kind, Schedule
from bot.state.ledger import State
from tests.daily.posting import CHANNEL, GUILD, Posting

READERS = READING_ROOM + 3
SUPPRESS_NOTIFICATIONS = 1 << 12


async def test_a_fact_has_its_day_its_words_and_its_source(posting: Posting) -> None:
    await posting.want()
    await posting.pass_by(minutes=30)
    [text] = posting.texts()
    assert text.startswith("### A fact for Sunday, 22 November\n**")
    assert "**Marrow Harbour**" in text
    assert "reference work" in text


async def test_when_a_follower_goes_on_what_was_due_stands_in_the_channel(living: Posting) -> None:
    await living.want()
    living.here.clock.advance(timedelta(minutes=30))
    await living.bot.daily.follow()
    assert len(living.texts()) == 1


async def test_a_quotation_has_its_speaker(posting: Posting) -> None:
    await posting.want(kind=Kind.QUOTATION)
    await posting.pass_by(minutes=30)
    assert "### Words for Sunday, 22 November\n> I have built you a bridge" in posting.texts()[0]
    assert "Reyk" in posting.texts()[0]


async def test_a_day_on_which_nothing_happened_says_so_and_gives_the_nearest(posting: Posting) -> None:
    await posting.want(kind=Kind.DAY)
    await posting.pass_by(minutes=30)
    [text] = posting.texts()
    assert text.startswith("### Near this day: 12 January\nThe documents tell of nothing on 22 November.")
    assert "1871" in text


async def test_a_day_on_which_something_happened_has_it(posting: Posting) -> None:
    posting.here.clock.set(datetime(2021, 6, 17, 12, 0, tzinfo=UTC))
    await posting.want(kind=Kind.DAY)
    await posting.pass_by(minutes=30)
    assert posting.texts()[0].startswith("### On this day, 17 June\n")
    assert "1902" in posting.texts()[0]


async def test_unverified_documents_are_left_out_unless_one_is_asked_for(posting: Posting) -> None:
    await posting.want()
    await posting.pass_by(minutes=30)
    for _ in range(12):
        await posting.pass_by(days=1)
    assert len(posting.texts()) >= 12
    assert not any("unverified" in text for text in posting.texts())


async def test_the_days_go_through_all_facts_before_one_comes_again(posting: Posting) -> None:
    await posting.want()
    await posting.pass_by(minutes=30)
    async with posting.bot.shelves.reading(GUILD) as edition:
        facts = len({item.key for item in await edition.stock() if item.sort == "fact" and item.trusted})
    for _ in range(facts - 1):
        await posting.pass_by(days=1)
    said = [text.split("\n")[1] for text in posting.texts()]
    assert len(set(said)) == len(said) == facts


async def test_a_role_is_mentioned_only_where_it_is_wanted_and_no_other(posting: Posting) -> None:
    realm = posting.here.realm
    roles = realm.world.guilds[GUILD].roles
    readers = next(role for role in roles if role.id == READERS)
    await _set_role(posting, readers)
    await posting.want()
    await posting.want(role_id=READERS, silent=True)
    await posting.pass_by(minutes=30)
    plain, loud = sorted(posting.posts(), key=lambda body: len(body["mention_roles"]))
    assert plain["mention_roles"] == []
    assert loud["mention_roles"] == [str(READERS)]
    assert loud["flags"] & SUPPRESS_NOTIFICATIONS
    assert not plain["flags"] & SUPPRESS_NOTIFICATIONS
    assert not loud["mention_everyone"]
    assert posting.here.findings == []


async def _set_role(posting: Posting, role: Role) -> None:
    await set_role(posting.here.realm, GUILD, replace(role, mentionable=True))


async def test_a_thread_is_opened_under_the_post_where_it_is_wanted(posting: Posting) -> None:
    schedule = await posting.want(thread=True)
    await posting.pass_by(minutes=30)
    [thread] = posting.here.realm.world.guilds[GUILD].threads
    assert (thread.name, thread.parent_id) == ("A fact for Sunday, 22 November 2020", CHANNEL)
    assert not (await posting.history(schedule))[0].threaded


async def test_each_post_carries_its_mark_in_a_button(posting: Posting) -> None:
    schedule = await posting.want()
    await posting.pass_by(minutes=30)
    [post] = await posting.history(schedule)
    ids = [str(each.get("custom_id")) for each in walk(posting.posts()[0]["components"])]
    assert any(each.startswith("pero:1:posted:0:") and each.endswith(f".{post.nonce}") for each in ids)
    assert len(post.nonce) <= 25


async def test_what_was_begun_before_a_restart_is_finished_after_it(posting: Posting) -> None:
    schedule = await posting.want()
    first = posting.scheduler()
    posting.here.clock.advance(timedelta(minutes=30))
    planned = await first.planning.plan(schedule, posting.time)
    assert planned.claimed is not None
    await posting.step()
    [post] = await posting.history(schedule)
    assert (post.state, len(posting.posts())) == (State.SENT, 1)


@pytest.mark.parametrize("servers", [50, 400])
def test_a_crowded_minute_is_spread_over_two(servers: int) -> None:
    now = datetime(2020, 11, 22, 9, 0, tzinfo=UTC)
    owing = [Schedule(n, 1, 1, now.time(), "UTC", "every day", since=now, next_at=now) for n in range(servers)]
    spread = Spread.of(owing)
    waiting = [sum(not spread.may_go(one, now + timedelta(seconds=after)) for one in owing) for after in (0, 60, 121)]
    assert waiting[2] == 0
    assert waiting[0] == 0 if servers <= 50 else servers > waiting[0] > waiting[1] > servers // 4
