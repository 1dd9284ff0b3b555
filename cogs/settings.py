"""What moderators choose for their server."""

from __future__ import annotations

import asyncio

import discord
from discord import app_commands
from discord.ext import commands

from bot import moderators, pager, zones
from bot.app import Pero
from bot.moderation import settings
from bot.suggestions import choices


class Settings(commands.Cog):
    """`/settings`."""

    def __init__(self, bot: Pero, places: zones.Zones) -> None:
        self.bot = bot
        self.zones = places

    @app_commands.command()
    @moderators.for_moderators
    @app_commands.describe(timezone="Type a city, a country or an offset: the zone that times are meant in")
    async def settings(self, interaction: discord.Interaction[Pero], timezone: str = "") -> None:
        """See and change how I behave in this server."""
        await moderators.required(interaction)
        if timezone:
            await settings.zone(interaction, self.zones.find(timezone, self.bot.clock()))
        await pager.send(interaction, await settings.panel(interaction), private=True)

    @settings.autocomplete("timezone")
    async def _zones(self, interaction: discord.Interaction[Pero], typed: str) -> list[app_commands.Choice[str]]:
        return choices(self.zones.suggest(typed, self.bot.clock()))


async def setup(bot: Pero) -> None:
    """Add the command."""
    await bot.add_cog(Settings(bot, await asyncio.to_thread(zones.load, bot.clock())))
