"""Searching by words."""

from __future__ import annotations

from typing import Literal

import discord
from discord import app_commands
from discord.ext import commands

from bot import asking, pager, searching
from bot.app import Pero, cooldown
from bot.present.leaf import Colour
from bot.suggestions import choices
from corpus.browse import Order

Year = app_commands.Range[int, -9998, 9999]


class Search(commands.Cog):
    """`/search`."""

    def __init__(self, bot: Pero) -> None:
        self.bot = bot

    @app_commands.command()
    @app_commands.checks.dynamic_cooldown(cooldown)
    @app_commands.describe(
        query="Words to look for: a name, a heading or any others",
        source="Only in this document",
        section="Only under this heading",
        from_year="Only what tells of this year or later; years before Christ are negative",
        to_year="Only what tells of this year or earlier",
        sort="The best first, by the date told of, or as the documents have it",
    )
    async def search(
        self,
        interaction: discord.Interaction[Pero],
        query: str,
        source: str = "",
        section: str = "",
        from_year: Year | None = None,
        to_year: Year | None = None,
        sort: Literal["best", "oldest", "newest", "document"] = "best",
    ) -> None:
        """Find the passages with some words, in one document or all, of some years or any."""
        async with self.bot.shelves.reading(interaction.guild_id) as edition:
            sought = searching.sought(edition, query, source, section, from_year, to_year, Order(sort))
            leaf = await searching.search(edition, sought.pack(), 0)
        await pager.send(interaction, leaf)
        if leaf.colour is Colour.NOTHING and not sought.is_filtered:
            await asking.count_gap(interaction, query)

    @search.autocomplete("query")
    async def _queries(self, interaction: discord.Interaction[Pero], typed: str) -> list[app_commands.Choice[str]]:
        async with self.bot.shelves.reading(interaction.guild_id) as edition:
            return choices(edition.offers.suggest_queries(typed))

    @search.autocomplete("source")
    async def _sources(self, interaction: discord.Interaction[Pero], typed: str) -> list[app_commands.Choice[str]]:
        async with self.bot.shelves.reading(interaction.guild_id) as edition:
            return choices(edition.offers.suggest_sources(typed))

    @search.autocomplete("section")
    async def _sections(self, interaction: discord.Interaction[Pero], typed: str) -> list[app_commands.Choice[str]]:
        source = str(interaction.namespace.source or "")
        async with self.bot.shelves.reading(interaction.guild_id) as edition:
            return choices(edition.offers.suggest_sections(typed, source))


async def setup(bot: Pero) -> None:
    """Add the command."""
    await bot.add_cog(Search(bot))
