"""What moderators change while the bot runs."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import discord
import pytest
import pytest_asyncio

from bot.local import LocalDiscord
from bot.local.changes import delete_channel, remove_bot, set_overwrites
from bot.local.permissions import Permission
from bot.local.start import SECOND_SERVER
from bot.local.world import Overwrite
from tests.local.echo import SOON, EchoBot, running


@pytest_asyncio.fixture
async def changing() -> AsyncIterator[tuple[LocalDiscord, EchoBot]]:
    """A local Discord that may be changed, with a bot."""
    async with LocalDiscord(port=0) as here:
        bot = EchoBot(here)
        async with running(here, bot):
            yield here, bot


def next_event(bot: EchoBot, name: str) -> asyncio.Task[Any]:
    """Return what waits for the bot's next event of this name."""
    return asyncio.create_task(bot.wait_for(name, timeout=SOON))


async def test_a_deleted_channel_is_gone(changing: tuple[LocalDiscord, EchoBot]) -> None:
    here, bot = changing
    daily = here.person("Ada").at("daily").seat.channel_id
    channel = bot.get_partial_messageable(daily)
    await channel.send("the last words here")
    told = next_event(bot, "guild_channel_delete")
    await asyncio.gather(told, delete_channel(here.realm, daily))
    assert told.result().id == daily
    with pytest.raises(discord.NotFound) as refusal:
        await channel.send("anybody?")
    assert refusal.value.code == 10003


async def test_a_channel_can_be_closed_to_the_bot(changing: tuple[LocalDiscord, EchoBot]) -> None:
    here, bot = changing
    seat = here.person("Ada").at("daily").seat
    told = next_event(bot, "guild_channel_update")
    read_only = Overwrite(seat.guild_id or 0, deny=int(Permission.SEND_MESSAGES))
    await asyncio.gather(told, set_overwrites(here.realm, seat.channel_id, read_only))
    _, channel = told.result()
    assert not channel.permissions_for(channel.guild.me).send_messages
    with pytest.raises(discord.Forbidden) as refusal:
        await channel.send("am I heard?")
    assert refusal.value.code == 50013


async def test_a_bot_that_is_put_out_hears_of_it(changing: tuple[LocalDiscord, EchoBot]) -> None:
    here, bot = changing
    told = next_event(bot, "guild_remove")
    await asyncio.gather(told, remove_bot(here.realm, SECOND_SERVER))
    assert told.result().name == "Second Server"
    with pytest.raises(discord.NotFound):
        await bot.fetch_guild(SECOND_SERVER)
