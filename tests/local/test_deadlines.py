"""When an answer comes too late, twice, or not at all."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import discord
import pytest
import pytest_asyncio

from bot.local import LocalDiscord, Person, Refused, Unanswered
from tests.local.echo import ALREADY_ANSWERED, SOON, EchoBot, running


@pytest_asyncio.fixture(scope="module")
async def hasty() -> AsyncIterator[tuple[LocalDiscord, EchoBot]]:
    """A local Discord that waits a tenth of a second only."""
    async with LocalDiscord(port=0, first_answer=0.1) as here:
        bot = EchoBot(here)
        async with running(here, bot):
            yield here, bot


async def test_a_bot_that_stays_silent_is_noticed(hasty: tuple[LocalDiscord, EchoBot]) -> None:
    here, _ = hasty
    with pytest.raises(Unanswered, match="did not answer silent within"):
        await here.person("Ada").slash("silent")


async def test_an_answer_after_the_deadline_is_refused_and_found(hasty: tuple[LocalDiscord, EchoBot]) -> None:
    here, bot = hasty
    asked = asyncio.create_task(bot.wait_for("interaction", timeout=SOON))
    with pytest.raises(Unanswered):
        await here.person("Ada").slash("silent")
    with pytest.raises(discord.NotFound) as refusal:
        await (await asked).response.send_message("sorry, I was asleep")
    assert refusal.value.code == 10062
    assert here.findings.pop() == "answer to silent after the deadline"


async def test_a_second_answer_is_refused_and_found(here: LocalDiscord, echo_bot: EchoBot, ada: Person) -> None:
    reply = await ada.slash("twice")
    problem = await asyncio.wait_for(echo_bot.problems.get(), SOON)
    assert isinstance(problem, discord.HTTPException)
    assert problem.code == ALREADY_ANSWERED
    assert reply.text == "once"
    assert here.findings.pop() == "second answer to twice"


async def test_a_token_lives_a_quarter_of_an_hour(here: LocalDiscord, echo_bot: EchoBot, ada: Person) -> None:
    asked: list[discord.Interaction] = []

    async def keep(interaction: discord.Interaction) -> None:
        asked.append(interaction)

    echo_bot.add_listener(keep, "on_interaction")
    await ada.slash("echo", text="tick")
    echo_bot.remove_listener(keep, "on_interaction")
    await asked[-1].edit_original_response(content="tock")
    here.clock.advance(timedelta(minutes=15, seconds=1))
    with pytest.raises(discord.HTTPException) as refusal:
        await asked[-1].edit_original_response(content="too late")
    here.clock.advance(timedelta(minutes=-15, seconds=-1))
    assert (refusal.value.status, refusal.value.code) == (401, 50027)


async def test_nobody_is_online_to_answer() -> None:
    async with LocalDiscord(port=0) as here:
        with pytest.raises(Refused, match="No command “echo” is offered here: there are none"):
            await here.person("Ada").slash("echo", text="hello?")
