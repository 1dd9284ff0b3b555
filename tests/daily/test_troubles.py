"""What happens when something is wrong with the server, with Discord or with the machine; one line each.

`python -m bench.troubles` writes the lines into docs/DAILY.md.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial

import pytest

from bot.daily.outcome import TokenRevoked
from bot.local import Fault, Trouble
from bot.local.changes import (
    add_bot,
    archive_thread,
    delete_channel,
    make_available,
    make_unavailable,
    remove_bot,
    set_overwrites,
)
from bot.local.permissions import Permission
from bot.local.world import Overwrite
from bot.present.schedules import line
from bot.state import ledger, problems, settings
from bot.state.daily import Schedule
from bot.state.errors import StateFull
from bot.state.ledger import Post, State
from tests.daily.posting import CHANNEL, GUILD, Posting

TO_CHANNEL = "/channels/{channel_id}/messages"
LOG = GUILD + 10  # general

Record = Callable[[str, object], None]


async def listening(posting: Posting) -> None:
    """Let the moderators hear of problems in #general."""
    await posting.state.write(lambda db: settings.write(db, GUILD, "log_channel", LOG))


def tried(posting: Posting) -> int:
    """Return how many requests to post in #daily there were."""
    return sum(each.method == "POST" and str(CHANNEL) in each.path for each in posting.here.journal)


async def fill(posting: Posting, size: int) -> None:
    """Write rows of a size into the ledger, before and after all others, until no more go into it."""
    for number in range(1_000):
        guild = GUILD + (1 if number % 2 else -1)
        junk = Post(guild, size, f"{number:04}", posting.time, posting.time, State.SKIPPED, content="x" * size)
        await posting.state.write(partial(ledger.write, post=junk))


async def happened(posting: Posting, schedule: Schedule) -> str:
    """Return the history as moderators see it, the oldest first, with how often it was tried and who was told."""
    posts = reversed(await posting.history(schedule))
    told = [line(post).partition(" · [see it]")[0].partition("> · ")[2].rstrip(".") for post in posts]
    now = await posting.now(schedule)
    state = "paused" if now and now.paused_at else "goes on"
    notices = len(posting.texts(LOG))
    became = "; then ".join(told) or "nothing is posted"
    return f"{became}. Requests: {tried(posting)}; moderators told: {notices}; the schedule {state}"


async def test_the_channel_is_deleted(posting: Posting, record_property: Record) -> None:
    await listening(posting)
    schedule = await posting.want()
    await delete_channel(posting.here.realm, CHANNEL)
    await posting.pass_by(minutes=30)
    for _ in range(3):
        await posting.pass_by(days=1)
    [post] = await posting.history(schedule)
    assert (post.state, post.reason) == (State.FAILED, "The channel is gone.")
    assert tried(posting) == 1
    assert "Daily post 1 is paused: The channel is gone." in "".join(posting.texts(LOG))
    assert len(posting.texts(LOG)) == 1
    record_property("happened", await happened(posting, schedule))


async def test_a_permission_is_taken_and_given_back(posting: Posting, record_property: Record) -> None:
    await listening(posting)
    schedule = await posting.want()
    await set_overwrites(posting.here.realm, CHANNEL, Overwrite(GUILD, deny=int(Permission.SEND_MESSAGES)))
    await posting.pass_by(minutes=30)
    for _ in range(3):
        await posting.pass_by(days=1)
    assert tried(posting) == 0
    assert len(posting.texts(LOG)) == 1
    mod = posting.here.person("Mod")
    notice = int(posting.posts(LOG)[0]["id"])
    again = await mod.press(notice, "pero:2:dailyresume:0:1")
    assert "Missing there: Send Messages" in again.text
    await set_overwrites(posting.here.realm, CHANNEL)
    assert "paused" not in (await mod.press(notice, "pero:2:dailyresume:0:1")).text
    await posting.pass_by(days=1)
    assert len(posting.posts()) == 1
    record_property("happened", await happened(posting, schedule))


async def test_pero_is_removed_from_the_server_and_comes_back(posting: Posting, record_property: Record) -> None:
    schedule = await posting.want()
    await posting.pass_by(minutes=30)
    await posting.heard("guild_remove", remove_bot(posting.here.realm, GUILD))
    await posting.pass_by(days=1)
    await posting.pass_by(days=1)
    await posting.heard("guild_join", add_bot(posting.here.realm, GUILD))
    await posting.pass_by(minutes=5)
    assert len(posting.posts()) == 1
    await posting.pass_by(days=1)
    assert len(posting.posts()) == 2
    assert [post.state for post in await posting.history(schedule)][::-1] == ["sent", "missed", "missed", "sent"]
    record_property("happened", await happened(posting, schedule))


async def test_the_server_is_out_of_order_for_two_hours(posting: Posting, record_property: Record) -> None:
    schedule = await posting.want()
    await posting.heard("guild_unavailable", make_unavailable(posting.here.realm, GUILD))
    await posting.pass_by(minutes=30)
    await posting.pass_by(hours=2)
    assert tried(posting) == 0
    await posting.heard("guild_available", make_available(posting.here.realm, GUILD))
    await posting.pass_by(minutes=1)
    [post] = await posting.history(schedule)
    assert (post.state, post.lateness) == (State.LATE, timedelta(hours=2, minutes=1))
    record_property("happened", await happened(posting, schedule))


@pytest.mark.parametrize("hours", [3, 7])
async def test_discord_is_out_of_order_for(posting: Posting, record_property: Record, hours: int) -> None:
    await listening(posting)
    schedule = await posting.want()
    scheduler = posting.scheduler()
    async with posting.here.outage():
        await posting.pass_by(scheduler, minutes=30)
        for _ in range(hours * 2):
            await posting.pass_by(scheduler, minutes=30)
    requests = tried(posting)
    await posting.pass_by(scheduler, minutes=5)
    [post] = await posting.history(schedule)
    assert post.state is (State.LATE if hours == 3 else State.MISSED)
    assert len(posting.posts()) == (hours == 3)
    assert requests <= 2 * hours + 1
    await posting.pass_by(scheduler, hours=24 - hours)
    assert (await posting.history(schedule))[0].state in (State.SENT, State.LATE)
    record_property("happened", await happened(posting, schedule))


async def test_pero_was_not_running_for_three_days(posting: Posting, record_property: Record) -> None:
    await listening(posting)
    schedule = await posting.want()
    await posting.pass_by(days=3, hours=2)
    assert len(posting.posts()) == 1
    assert [post.state for post in await posting.history(schedule)][::-1] == ["missed", "missed", "missed", "late"]
    record_property("happened", await happened(posting, schedule))


async def test_the_token_is_revoked(posting: Posting, record_property: Record) -> None:
    schedule = await posting.want()
    posting.here.realm.key.revoke()
    scheduler = posting.scheduler()
    with pytest.raises(TokenRevoked):
        await posting.pass_by(scheduler, minutes=30)
    [post] = await posting.history(schedule)
    assert post.state is State.PENDING
    assert tried(posting) <= 1
    record_property("happened", f"the bot stops, and the post stays owed: {await happened(posting, schedule)}")


async def test_the_disk_is_full(posting: Posting, record_property: Record) -> None:
    schedule = await posting.want()
    pages = await posting.state.read(lambda db: db.execute("PRAGMA page_count").fetchone()[0])
    await posting.state.read(lambda db: db.execute(f"PRAGMA max_page_count = {pages + 20}").fetchone())
    for size in (2_000, 500, 10):
        with pytest.raises(StateFull):
            await fill(posting, size)
    scheduler = posting.scheduler()
    with pytest.raises(StateFull):
        await posting.pass_by(scheduler, minutes=30)
    assert posting.state.full
    assert tried(posting) == 0
    assert await posting.history(schedule) == []
    await posting.state.read(lambda db: db.execute("PRAGMA max_page_count = 100000").fetchone())
    await posting.pass_by(scheduler, minutes=40)
    [post] = await posting.history(schedule)
    assert (post.state, post.attempts) == (State.LATE, 1)
    record_property(
        "happened", f"nothing is sent that can’t be written down first: {await happened(posting, schedule)}"
    )


async def test_discord_bans_us_for_a_while(posting: Posting, record_property: Record) -> None:
    schedule = await posting.want()
    posting.here.faults.add(Fault("POST", TO_CHANNEL, Trouble.BANNED))
    scheduler = posting.scheduler()
    await posting.pass_by(scheduler, minutes=30)
    for _ in range(14):
        await posting.pass_by(scheduler, minutes=1)
    assert tried(posting) == 1
    assert [one.what for one in await posting.state.read(lambda db: problems.open_ones(db, 0))] != []
    await posting.pass_by(scheduler, minutes=2)
    [post] = await posting.history(schedule)
    assert post.state is State.LATE
    assert len(posting.posts()) == 1
    record_property("happened", await happened(posting, schedule))


async def test_an_answer_is_lost_where_the_channel_cannot_be_read(posting: Posting, record_property: Record) -> None:
    await listening(posting)
    schedule = await posting.want()
    await set_overwrites(posting.here.realm, CHANNEL, Overwrite(GUILD, deny=int(Permission.READ_MESSAGE_HISTORY)))
    posting.here.faults.add(Fault("POST", TO_CHANNEL, Trouble.LOST_ANSWER))
    scheduler = posting.scheduler()
    await posting.pass_by(scheduler, minutes=30)
    await posting.pass_by(scheduler, minutes=2)
    [post] = await posting.history(schedule)
    assert post.state is State.UNKNOWN
    assert len(posting.posts()) == 1
    assert "Read Message History" in posting.texts(LOG)[0]
    record_property("happened", await happened(posting, schedule))


async def test_our_clock_is_wrong(posting: Posting, record_property: Record) -> None:
    schedule = await posting.want()
    posting.here.clock.advance(timedelta(minutes=30))
    await posting.bot.daily.step()  # its clock is months away from Discord's
    assert posting.posts() == []
    [problem] = await posting.state.read(lambda db: problems.open_ones(db, GUILD))
    assert "Discord’s, so I post nothing" in problem.told
    record_property("happened", f"held back, and /daily list says why: {await happened(posting, schedule)}")


async def test_a_thread_was_archived_or_locked(posting: Posting, record_property: Record) -> None:
    message = await posting.bot.get_partial_messageable(CHANNEL, guild_id=GUILD).send("Come in.")
    thread = await message.create_thread(name="Readings")
    schedule = await posting.want(channel_id=thread.id)
    await archive_thread(posting.here.realm, thread.id)
    await posting.pass_by(minutes=30)
    assert len(posting.posts(thread.id)) == 1
    await archive_thread(posting.here.realm, thread.id, locked=True)
    await posting.pass_by(days=1)
    assert (await posting.history(schedule))[0].reason.startswith("The thread is locked")
    record_property("happened", await happened(posting, schedule))
