"""Questions and passages."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.ext import commands

from bot import asking, pager
from bot.app import Pero, cooldown
from bot.present import answers
from bot.suggestions import choices


class Ask(commands.Cog):
    """`/ask` and `/passage`."""

    def __init__(self, bot: Pero) -> None:
        self.bot = bot

    @app_commands.command()
    @app_commands.checks.dynamic_cooldown(cooldown)
    @app_commands.describe(question="What do you want to know? Plain words are fine, and so are typing errors")
    async def ask(self, interaction: discord.Interaction[Pero], question: str) -> None:
        """Find the sentence in the documents that answers a question."""
        async with self.bot.shelves.reading(interaction.guild_id) as edition:
            found = await edition.ask(question)
            leaf = await asking.card(edition, found)
        await pager.send(interaction, leaf)
        if not found.answered:
            await asking.count_gap(interaction, question)

    @ask.autocomplete("question")
    async def _questions(self, interaction: discord.Interaction[Pero], typed: str) -> list[app_commands.Choice[str]]:
        async with self.bot.shelves.reading(interaction.guild_id) as edition:
            return choices(edition.offers.suggest_questions(typed))

    @app_commands.command()
    @app_commands.checks.dynamic_cooldown(cooldown)
    @app_commands.describe(reference="As under every answer, for example trotsky:12 or trotsky:12.2")
    async def passage(self, interaction: discord.Interaction[Pero], reference: str) -> None:
        """Read a passage by its reference."""
        async with self.bot.shelves.reading(interaction.guild_id) as edition:
            found = await edition.passage(reference)
        await pager.send(interaction, answers.passage(found, 0))

    @passage.autocomplete("reference")
    async def _references(self, interaction: discord.Interaction[Pero], typed: str) -> list[app_commands.Choice[str]]:
        async with self.bot.shelves.reading(interaction.guild_id) as edition:
            return choices(edition.index.suggest_references(typed))


async def setup(bot: Pero) -> None:
    """Add the commands."""
    await bot.add_cog(Ask(bot))
