"""Facts that stand by themselves."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.ext import commands

from bot import pager, views
from bot.app import Pero, cooldown
from bot.suggestions import choices


class Facts(commands.Cog):
    """`/fact`."""

    def __init__(self, bot: Pero) -> None:
        self.bot = bot

    @app_commands.command()
    @app_commands.checks.dynamic_cooldown(cooldown)
    @app_commands.describe(topic="A person, a heading or any word; leave it out to be surprised")
    async def fact(self, interaction: discord.Interaction[Pero], topic: str = "") -> None:
        """Show a fact, at random or about a topic."""
        await pager.show(interaction, "fact", views.facts(interaction.id, topic))

    @fact.autocomplete("topic")
    async def _topics(self, interaction: discord.Interaction[Pero], typed: str) -> list[app_commands.Choice[str]]:
        async with self.bot.shelves.reading(interaction.guild_id) as edition:
            return choices(edition.index.suggest_topics(typed))


async def setup(bot: Pero) -> None:
    """Add the command."""
    await bot.add_cog(Facts(bot))
