"""A bot that somebody carries along, in servers where it is no member."""

from __future__ import annotations

from collections.abc import AsyncIterator

import discord
import pytest
import pytest_asyncio
from discord import app_commands

from bot.local import LocalDiscord, Person, Refused
from bot.local.changes import install_for, remove_bot, set_overwrites
from bot.local.permissions import Permission
from bot.local.start import BEA, SECOND_SERVER
from bot.local.world import Overwrite
from tests.local.echo import EchoBot, running


@app_commands.command()
async def chatter(interaction: discord.Interaction, times: int) -> None:
    """Say something, and go on saying it."""
    await interaction.response.send_message("0")
    try:
        for number in range(times):
            await interaction.followup.send(str(number + 1))
    except discord.HTTPException as refusal:
        await interaction.edit_original_response(content=f"stopped by {refusal.code}")


@pytest_asyncio.fixture
async def here() -> AsyncIterator[LocalDiscord]:
    """A local Discord whose second server has put the bot out; its commands may be carried along."""
    async with LocalDiscord(port=0) as local:
        bot = EchoBot(local)
        bot.tree.allowed_installs = app_commands.AppInstallationType(guild=True, user=True)
        bot.tree.add_command(chatter)
        async with running(local, bot):
            await remove_bot(local.realm, SECOND_SERVER)
            yield local


@pytest.fixture
def bea(here: LocalDiscord) -> Person:
    """A member of that server, who carries the bot along."""
    install_for(here.realm, BEA.id)
    return here.person("Bea")


async def test_nobody_is_offered_commands_of_a_bot_that_was_put_out(here: LocalDiscord) -> None:
    with pytest.raises(Refused, match="has not added it"):
        await here.person("Bea").slash("echo", text="anybody?")


async def test_whoever_carries_the_bot_along_is_answered_where_it_is_no_member(bea: Person) -> None:
    reply = await bea.slash("echo", text="with me")
    assert reply.text == "with me"
    assert not reply.ephemeral
    assert reply.message["interaction_metadata"]["authorizing_integration_owners"] == {"1": str(BEA.id)}


async def test_where_apps_from_outside_may_not_speak_only_the_person_sees_the_answer(
    here: LocalDiscord, bea: Person
) -> None:
    quiet = Overwrite(SECOND_SERVER, deny=int(Permission.USE_EXTERNAL_APPS))
    await set_overwrites(here.realm, bea.seat.channel_id, quiet)
    assert (await bea.slash("echo", text="psst")).ephemeral


async def test_five_follow_ups_are_the_most_for_who_carries_the_bot_along(here: LocalDiscord, bea: Person) -> None:
    reply = await bea.slash("chatter", times=6)
    await bea.wait(lambda: reply.now().text == "stopped by 40094" or None, "refusal")
    assert [each.text for each in reply.follow_ups] == ["1", "2", "3", "4", "5"]
    assert "more than 5 follow-ups" in here.findings.pop()


async def test_a_member_bot_may_follow_up_more_often(here: LocalDiscord) -> None:
    reply = await here.person("Ada").slash("chatter", times=6)
    assert (await reply.follow_up(6)).text == "6"
