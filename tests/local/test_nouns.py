"""Time, ids and permissions of the local Discord."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as some

from bot.local.clock import Clock
from bot.local.happenings import Happenings
from bot.local.permissions import ALL, EVERYDAY, Permission, permissions_in
from bot.local.snowflake import EPOCH, Snowflakes, instant
from bot.local.start import ADA, MOD, OWNER, READING_ROOM, new_world
from bot.local.world import Channel, Guild, Member, Overwrite

NOON = datetime(2026, 11, 7, 12, tzinfo=timezone(timedelta(hours=2)))


def test_a_clock_stands_still_when_told_so() -> None:
    clock = Clock(NOON, running=False)
    assert clock.now() == NOON
    clock.advance(timedelta(days=1, hours=-1))
    assert clock.now().isoformat() == "2026-11-08T09:00:00+00:00"


def test_a_running_clock_runs() -> None:
    clock = Clock(NOON)
    first = clock.now()
    assert NOON <= first <= clock.now()


def test_watchers_hear_of_a_move_until_they_stop() -> None:
    clock, moves = Clock(running=False), list[datetime]()
    stop = clock.watch(lambda: moves.append(clock.now()))
    clock.set(NOON)
    stop()
    clock.advance(timedelta(hours=1))
    assert moves == [NOON]


async def test_what_came_just_as_patience_ended_counts() -> None:
    looks = iter([None, "a message"])
    assert await Happenings().until(lambda: next(looks), within=0) == "a message"


async def test_time_waits_for_who_follows_it_but_not_for_ever() -> None:
    clock, done = Clock(NOON, running=False), list[datetime]()

    async def follow() -> None:
        done.append(clock.now())

    async def hang() -> None:
        await asyncio.Event().wait()

    stop = clock.follow(follow)
    await clock.followed()
    clock.follow(hang)
    await clock.followed(within=0.05)
    stop()
    await clock.followed(within=0.05)
    assert done == [NOON, NOON]


def test_an_instant_without_a_zone_is_no_instant() -> None:
    with pytest.raises(ValueError, match="has no time zone"):
        Clock(datetime(2026, 1, 1))  # noqa: DTZ001 - the mistake is the test


@given(some.timedeltas(timedelta(days=1), timedelta(days=30_000)), some.integers(2, 50))
def test_an_id_carries_its_instant_and_never_repeats(age: timedelta, many: int) -> None:
    when = EPOCH + age
    ids = Snowflakes(Clock(when, running=False))
    made = [ids.next() for _ in range(many)]
    assert len(set(made)) == many
    assert all(abs(instant(each) - when) < timedelta(milliseconds=1) for each in made)


def test_an_id_from_before_discord_is_still_an_id() -> None:
    ids = Snowflakes(Clock(EPOCH - timedelta(days=9), running=False))
    assert instant(ids.next()) == EPOCH


def guild() -> Guild:
    return new_world().guilds[READING_ROOM]


def channel(*overwrites: Overwrite) -> Channel:
    return Channel(1, "c", guild_id=READING_ROOM, overwrites=overwrites)


def test_members_have_what_their_roles_give() -> None:
    ada, mod = guild().member(ADA.id), guild().member(MOD.id)
    assert ada
    assert mod
    assert permissions_in(guild(), channel(), ada) == EVERYDAY
    assert permissions_in(guild(), channel(), mod) == EVERYDAY | Permission.MANAGE_GUILD


def test_the_owner_may_do_everything_everywhere() -> None:
    hidden = channel(Overwrite(READING_ROOM, deny=Permission.VIEW_CHANNEL))
    assert permissions_in(guild(), hidden, Member(OWNER.id)) == ALL


def test_an_administrator_is_not_kept_out() -> None:
    here = guild()
    admin = replace(here.roles[2], permissions=Permission.ADMINISTRATOR)
    here = replace(here, roles=(here.roles[0], admin))
    hidden = channel(Overwrite(READING_ROOM, deny=Permission.VIEW_CHANNEL))
    assert permissions_in(here, hidden, Member(MOD.id, (admin.id,))) == ALL


def test_a_channel_that_cannot_be_seen_allows_nothing() -> None:
    hidden = channel(Overwrite(READING_ROOM, deny=Permission.VIEW_CHANNEL))
    assert permissions_in(guild(), hidden, Member(ADA.id)) == 0


def test_what_is_allowed_to_one_member_outweighs_what_roles_deny() -> None:
    quiet = Overwrite(READING_ROOM, deny=Permission.SEND_MESSAGES)
    own = Overwrite(ADA.id, of_member=True, allow=Permission.SEND_MESSAGES)
    assert permissions_in(guild(), channel(quiet, own), Member(ADA.id)) & Permission.SEND_MESSAGES
    assert not permissions_in(guild(), channel(quiet, own), Member(MOD.id)) & Permission.SEND_MESSAGES
