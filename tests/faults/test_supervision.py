"""When the bot is started again, when it is not, and what is kept from Discord meanwhile."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import discord
import pytest
from yarl import URL

from bot.answering import REMEMBERED, Answering
from bot.gate import BAN, Gate, HeldBack
from bot.supervision import IDENTIFIES, PER, STARTS, WITHIN, Identifies, NotLetIn, supervised

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
POSTS = URL("https://discord.com/api/v10/channels/5/messages")
ANSWER = URL("https://discord.com/api/v10/interactions/5/token/callback")
FOLLOW_UP = URL("https://discord.com/api/v10/webhooks/5/token")
GATEWAY = URL("wss://gateway.discord.gg/?v=10")


class Time:
    """A clock that only pauses move."""

    def __init__(self) -> None:
        self.now = NOON
        self.pauses: list[timedelta] = []

    def __call__(self) -> datetime:
        return self.now

    async def pause(self, delay: timedelta) -> None:
        """Let the time pass."""
        self.pauses.append(delay)
        self.now += delay


async def dying(runs: list[Callable[[], Awaitable[None]]], time: Time, gate: Gate | None = None) -> None:
    """Supervise these runs one after the other; the last one ends it."""
    left = iter(runs)
    gate, identifies = gate or Gate(time), Identifies(None, time)
    await supervised(lambda: next(left)(), gate, identifies, clock=time, pause=time.pause)


async def death() -> None:
    raise KeyError("position")


async def end() -> None:
    raise asyncio.CancelledError


async def test_a_bot_that_dies_is_started_again_and_waits_longer_each_time() -> None:
    time = Time()
    with pytest.raises(asyncio.CancelledError):
        await dying([death, death, death, end], time)
    assert [pause.total_seconds() for pause in time.pauses] == [0, 1, 2, 4]


async def test_there_are_no_more_than_five_starts_in_ten_minutes() -> None:
    time = Time()
    starts: list[datetime] = []

    async def note() -> None:
        starts.append(time())
        raise OSError("again")

    with pytest.raises(asyncio.CancelledError):
        await dying([*[note] * 30, end], time)
    assert all(late - early >= WITHIN for early, late in zip(starts, starts[STARTS:], strict=False))


async def test_a_bot_that_ended_for_no_reason_is_started_again() -> None:
    async def nothing() -> None:
        """End."""

    with pytest.raises(asyncio.CancelledError):
        await dying([nothing, end], Time())


@pytest.mark.parametrize(
    "error", [discord.LoginFailure("wrong token"), discord.PrivilegedIntentsRequired(0)], ids=["token", "intents"]
)
async def test_where_discord_refuses_the_bot_it_is_not_started_again(error: Exception) -> None:
    async def refused() -> None:
        raise error

    with pytest.raises(NotLetIn, match="developer portal"):
        await dying([refused], Time())


async def test_a_bot_that_is_banned_starts_again_when_the_ban_is_over() -> None:
    time = Time()
    gate = Gate(time)

    async def banned() -> None:
        gate.learn(POSTS, 429, {})
        gate.check(POSTS)

    with pytest.raises(asyncio.CancelledError):
        await dying([banned, end], time, gate)
    assert time.pauses[-1] == BAN


async def test_a_ban_lasts_a_quarter_of_an_hour_and_spares_answers() -> None:
    time = Time()
    gate = Gate(time)
    gate.learn(ANSWER, 429, {})
    for url in (ANSWER, FOLLOW_UP, GATEWAY):
        gate.check(url)
    with pytest.raises(HeldBack, match="at present"):
        gate.check(POSTS)
    time.now += BAN - timedelta(seconds=1)
    with pytest.raises(HeldBack):
        gate.check(POSTS)
    time.now += timedelta(seconds=1)
    gate.check(POSTS)


async def test_a_rate_limit_is_no_ban() -> None:
    gate = Gate(Time())
    gate.learn(POSTS, 429, {"Via": "1.1 google"})
    gate.check(POSTS)


async def test_nothing_is_asked_with_a_token_that_was_refused() -> None:
    gate = Gate(Time())
    gate.learn(FOLLOW_UP, 401, {})  # a webhook's own token, which is another
    gate.check(POSTS)
    gate.learn(POSTS, 401, {})
    with pytest.raises(HeldBack, match="token"):
        gate.check(POSTS)
    assert gate.revoked.is_set()


async def test_identifies_are_counted_over_restarts(tmp_path: Path) -> None:
    time, path = Time(), tmp_path / "identifies.json"
    for _ in range(IDENTIFIES):
        Identifies(path, time).note()
    assert Identifies(path, time).wait() == PER
    time.now += PER
    assert Identifies(path, time).wait() == timedelta()


async def test_a_count_that_cannot_be_read_counts_as_none(tmp_path: Path) -> None:
    path = tmp_path / "identifies.json"
    path.write_text("{", "utf-8")
    assert Identifies(path, Time()).wait() == timedelta()


async def test_a_count_that_cannot_be_kept_stops_nobody(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    Identifies(tmp_path / "file" / "identifies.json", Time()).note()


async def test_an_interaction_begins_once_while_its_token_lives() -> None:
    time = Time()
    answering = Answering(time)
    assert [answering.begin(number) for number in (1, 2, 1)] == [True, True, False]
    time.now += REMEMBERED + timedelta(seconds=1)
    assert answering.begin(1)


async def test_what_is_remembered_stays_bounded() -> None:
    time = Time()
    answering = Answering(time)
    for number in range(20_000):
        time.now += timedelta(seconds=1)
        answering.begin(number)
    assert answering.remembered <= REMEMBERED.total_seconds() + 1


async def test_an_answer_is_worth_sending_again_only_within_the_deadline() -> None:
    time = Time()
    answering = Answering(time)
    answering.begin(1)
    time.now += timedelta(seconds=2)
    assert answering.in_time(1)
    time.now += timedelta(seconds=1)
    assert not answering.in_time(1)


async def test_stopping_waits_for_answers_and_gives_up_those_that_take_too_long() -> None:
    answering = Answering(Time())
    going = asyncio.Event()

    async def answer(number: int, until: asyncio.Event) -> None:
        answering.begin(number)
        going.set()
        await until.wait()

    soon, never = asyncio.Event(), asyncio.Event()
    tasks = [asyncio.create_task(answer(1, soon)), asyncio.create_task(answer(2, never))]
    await going.wait()
    asyncio.get_running_loop().call_soon(soon.set)
    assert await answering.finish(0.5) == 1
    await asyncio.gather(*tasks, return_exceptions=True)
    assert [task.cancelled() for task in tasks] == [False, True]
    assert not answering.under_way
