"""Why something does not work: found, told with what to do, and fine only when it is."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import time

from bot.local.changes import set_overwrites
from bot.local.permissions import Permission
from bot.local.start import READING_ROOM
from bot.local.world import Overwrite
from bot.state import daily, moderation, problems, settings
from bot.state.daily import Schedule
from tests.moderation.own import Own

GENERAL = READING_ROOM + 10


async def test_all_fine_is_said_when_it_is(own: Own) -> None:
    text = (await own.mod.slash("diagnose", command="ask")).text
    assert "All fine" in text
    assert "✓ Discord has been told of it" in text
    assert "✗" not in text
    assert "⚠" not in text


async def test_a_missing_permission_is_named_with_what_it_is_for(own: Own) -> None:
    await set_overwrites(own.here.realm, GENERAL, Overwrite(READING_ROOM, deny=Permission.SEND_MESSAGES))
    text = (await own.mod.slash("diagnose", channel="general")).text
    assert "1 wrong" in text
    assert "✗ **Send Messages** is missing: it is needed for daily posts" in text


async def test_a_channel_that_is_hidden_from_pero_is_found(own: Own) -> None:
    text = (await own.mod.slash("diagnose", channel="moderators")).text
    assert "✗" in text
    assert "View Channel" in text


async def test_members_who_may_not_use_commands_are_found(own: Own) -> None:
    await set_overwrites(own.here.realm, GENERAL, Overwrite(READING_ROOM, deny=Permission.USE_APPLICATION_COMMANDS))
    text = (await own.mod.at("daily").slash("diagnose", channel="general")).text
    assert "⚠ @everyone may not **Use Application Commands** here" in text


async def test_an_unknown_command_is_told_from_a_known_one(own: Own) -> None:
    assert "✗ There is no such command" in (await own.mod.slash("diagnose", command="dance")).text
    assert "✓ Discord has been told of it" in (await own.mod.slash("diagnose", command="corpus add")).text
    assert ("corpus add", "corpus add") in await own.mod.autocomplete("diagnose", command="corpus a")


async def test_known_problems_and_a_log_channel_that_is_gone_are_never_fine(own: Own) -> None:
    now = own.bot.clock()
    await own.state.write(lambda db: problems.note(db, READING_ROOM, now, "daily.1", "the channel is gone"))
    await own.state.write(lambda db: settings.write(db, READING_ROOM, "log_channel", 4711))
    text = (await own.mod.slash("diagnose")).text
    assert "2 wrong" in text
    assert "✗ the channel is gone" in text
    assert "✗ <#4711> is gone" in text


async def test_however_many_schedules_there_are_one_that_is_stuck_is_found(own: Own) -> None:
    since = own.bot.clock()

    def write(db: sqlite3.Connection) -> None:
        for number in range(daily.MOST):
            why = "the channel is gone" if number == daily.MOST - 1 else ""
            one = Schedule(READING_ROOM, 0, GENERAL, time(9), "UTC", "every day", since=since, paused_why=why)
            daily.add(db, replace(one, paused_at=since if why else None))

    await own.state.write(write)
    text = (await own.mod.slash("diagnose")).text
    assert "1 to look at" in text
    assert f"⚠ No. {daily.MOST} in <#{GENERAL}> is paused: the channel is gone" in text


async def test_what_does_not_fit_is_said_to_be_missing_and_what_is_wrong_comes_first(own: Own) -> None:
    now = own.bot.clock()

    def write(db: sqlite3.Connection) -> None:
        for number in range(9):
            problems.note(db, READING_ROOM, now, f"odd.{number}", f"Trouble {number}. " + "It is long to tell. " * 40)

    await own.state.write(write)
    text = (await own.mod.slash("diagnose")).text
    assert "9 wrong" in text
    assert text.index("Trouble 0") < text.index("There is more than fits here")


async def test_another_server_s_problems_are_not_told(own: Own) -> None:
    now = own.bot.clock()
    await own.state.write(lambda db: problems.note(db, 4711, now, "daily.1", "the channel is gone"))
    await own.state.write(lambda db: moderation.count_gap(db, 4711, now, "who dug the well?"))
    assert "All fine" in (await own.mod.slash("diagnose")).text
