"""Days of the year, dates of events, and timelines."""

from __future__ import annotations

from typing import Literal

import discord
from discord import app_commands
from discord.ext import commands

from bot import days, pager, timelines
from bot.app import Pero, cooldown
from bot.present.days import pack, spoken
from bot.suggestions import choices
from corpus.model import Calendar

_STYLES = {"new": Calendar.GREGORIAN, "old": Calendar.JULIAN, "both": None}


Year = app_commands.Range[int, -9998, 9999]


class Dates(commands.Cog):
    """`/onthisday`, `/when` and `/timeline`."""

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
        async with self.bot.shelves.reading(interaction.guild_id) as edition:
            eventful = edition.index.days
        return choices((spoken(day), f"{day.month:02}-{day.day:02}") for day in days.suggest(typed, today, eventful))

    @app_commands.command()
    @app_commands.checks.dynamic_cooldown(cooldown)
    @app_commands.describe(event="What happened, in your words, or one of the events that are offered")
    async def when(self, interaction: discord.Interaction[Pero], event: str) -> None:
        """Find out when something happened."""
        await pager.show(interaction, "when", timelines.happening(event))

    @when.autocomplete("event")
    async def _events(self, interaction: discord.Interaction[Pero], typed: str) -> list[app_commands.Choice[str]]:
        async with self.bot.shelves.reading(interaction.guild_id) as edition:
            return choices(edition.index.suggest_events(typed))

    @app_commands.command()
    @app_commands.checks.dynamic_cooldown(cooldown)
    @app_commands.describe(
        from_year="The first year, such as 1917; years before Christ are negative",
        to_year="The last year; left out, it is the first year alone",
        topic="A person, a heading or any word",
        export="Get the events as a file, which only you see",
    )
    async def timeline(
        self,
        interaction: discord.Interaction[Pero],
        from_year: Year | None = None,
        to_year: Year | None = None,
        topic: str = "",
        export: Literal["csv", "json", "ics"] | None = None,
    ) -> None:
        """Draw what happened in some years, about a topic or in a life; also as a file."""
        state = timelines.asked(from_year, to_year, topic).pack()
        view, state = ("saved", f"{export}.{state}") if export else ("timeline", state)
        await pager.show(interaction, view, state, private=export is not None)

    @timeline.autocomplete("topic")
    async def _topics(self, interaction: discord.Interaction[Pero], typed: str) -> list[app_commands.Choice[str]]:
        async with self.bot.shelves.reading(interaction.guild_id) as edition:
            return choices(edition.index.suggest_topics(typed))


async def setup(bot: Pero) -> None:
    """Add the commands."""
    await bot.add_cog(Dates(bot))
