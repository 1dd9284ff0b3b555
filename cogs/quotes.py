"""Quotations."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.ext import commands

from bot import pager, views
from bot.app import Pero, cooldown
from bot.suggestions import choices


class Quotes(commands.Cog):
    """`/quote`."""

    def __init__(self, bot: Pero) -> None:
        self.bot = bot

    @app_commands.command()
    @app_commands.checks.dynamic_cooldown(cooldown)
    @app_commands.describe(
        speaker="Who said it",
        about="What it is about: a person, a heading or any word",
        text="Words that it holds, as far as you remember them",
    )
    async def quote(
        self, interaction: discord.Interaction[Pero], speaker: str = "", about: str = "", text: str = ""
    ) -> None:
        """Show a quotation, at random, of somebody, about something, or with some words."""
        await pager.show(interaction, "quote", views.quotations(interaction.id, speaker, about, text))

    @quote.autocomplete("speaker")
    async def _speakers(self, interaction: discord.Interaction[Pero], typed: str) -> list[app_commands.Choice[str]]:
        async with self.bot.shelves.reading(interaction.guild_id) as edition:
            offered = edition.index.suggest_speakers(typed)
        return choices((f"{speaker.name} ({speaker.quotations})", speaker.name) for speaker in offered)

    @quote.autocomplete("about")
    async def _topics(self, interaction: discord.Interaction[Pero], typed: str) -> list[app_commands.Choice[str]]:
        async with self.bot.shelves.reading(interaction.guild_id) as edition:
            return choices(edition.index.suggest_topics(typed))


async def setup(bot: Pero) -> None:
    """Add the command."""
    await bot.add_cog(Quotes(bot))
