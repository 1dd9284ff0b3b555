"""Days of the year."""

from __future__ import annotations

from typing import Literal

import discord
from discord import app_commands
from discord.ext import commands

from bot import days, pager
from bot.app import Pero, cooldown
from bot.present.days import pack, spoken
from bot.suggestions import choices
from corpus.model import Calendar

_STYLES = {"new": Calendar.GREGORIAN, "old": Calendar.JULIAN, "both": None}


class Dates(commands.Cog):
    """`/onthisday`."""

    def __init__(self, bot: Pero) -> None:
        self.bot = bot

    @app_commands.command()
    @app_commands.checks.dynamic_cooldown(cooldown)
    @app_commands.describe(
        date="A day such as 7 November or 11-07; today if left out",
        calendar="New Style, Old Style (the Julian calendar), or both",
    )
    async def onthisday(
        self,
        interaction: discord.Interaction[Pero],
        date: str = "",
        calendar: Literal["both", "new", "old"] = "both",
    ) -> None:
        """Show what happened on a day of the year."""
        day = days.read(date, days.today(self.bot.clock(), self.bot.config.timezone))
        await pager.show(interaction, "day", pack(day, _STYLES[calendar]))

    @onthisday.autocomplete("date")
    async def _days(self, interaction: discord.Interaction[Pero], typed: str) -> list[app_commands.Choice[str]]:
        today = days.today(self.bot.clock(), self.bot.config.timezone)
        async with self.bot.library.reading() as edition:
            eventful = edition.index.days
        return choices((spoken(day), f"{day.month:02}-{day.day:02}") for day in days.suggest(typed, today, eventful))


async def setup(bot: Pero) -> None:
    """Add the command."""
    await bot.add_cog(Dates(bot))
