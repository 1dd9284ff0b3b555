"""Checking quotations."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.ext import commands

from bot import asking, pager
from bot.app import Pero, cooldown
from bot.errors import PeroError
from bot.present.verdict import verdict
from bot.suggestions import choices
from corpus.verdict import FEWEST, claimed, words


class TooShort(PeroError):
    """There is too little to check."""

    def __str__(self) -> str:
        return f"Give me at least {FEWEST} words: fewer stand together anywhere."


class Check(commands.Cog):
    """`/check`, and two commands on messages."""

    def __init__(self, bot: Pero) -> None:
        self.bot = bot

    @app_commands.command()
    @app_commands.checks.dynamic_cooldown(cooldown)
    @app_commands.describe(text="The words to check", speaker="Who is said to have said them")
    async def check(self, interaction: discord.Interaction[Pero], text: str, speaker: str = "") -> None:
        """Check whether somebody said it: exactly, nearly, in part, or not in the corpus."""
        await self._settle(interaction, text, speaker)

    @check.autocomplete("speaker")
    async def _speakers(self, interaction: discord.Interaction[Pero], typed: str) -> list[app_commands.Choice[str]]:
        async with self.bot.shelves.reading(interaction.guild_id) as edition:
            offered = edition.index.suggest_speakers(typed)
        return choices((f"{speaker.name} ({speaker.quotations})", speaker.name) for speaker in offered)

    async def check_message(self, interaction: discord.Interaction[Pero], message: discord.Message) -> None:
        """Check the words that a message quotes, or all of them."""
        await self._settle(interaction, claimed(message.content), "")

    async def find_message(self, interaction: discord.Interaction[Pero], message: discord.Message) -> None:
        """Look for what a message speaks of."""
        async with self.bot.shelves.reading(interaction.guild_id) as edition:
            leaf = await asking.card(edition, await edition.ask(message.content))
        await pager.send(interaction, leaf, private=True)

    async def _settle(self, interaction: discord.Interaction[Pero], text: str, speaker: str) -> None:
        if len(words(text)) < FEWEST:
            raise TooShort
        async with self.bot.shelves.reading(interaction.guild_id) as edition:
            named = edition.index.speaker(speaker) if speaker else ""
            checked = await edition.check(text, named)
        await pager.send(interaction, verdict(text, named, checked))


async def setup(bot: Pero) -> None:
    """Add the commands."""
    cog = Check(bot)
    await bot.add_cog(cog)
    bot.tree.add_command(app_commands.ContextMenu(name="Check quote", callback=cog.check_message))
    bot.tree.add_command(app_commands.ContextMenu(name="Find in corpus", callback=cog.find_message))
