"""Why something does not work."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.ext import commands

from bot import deadline, moderators, pager
from bot.app import Pero
from bot.moderation import diagnosis
from bot.suggestions import choices

Place = discord.TextChannel | discord.Thread


class Diagnose(commands.Cog):
    """`/diagnose`."""

    def __init__(self, bot: Pero) -> None:
        self.bot = bot

    @app_commands.command()
    @moderators.for_moderators
    @app_commands.describe(channel="Where it does not work; else here", command="What does not work")
    async def diagnose(
        self, interaction: discord.Interaction[Pero], channel: Place | None = None, command: str = ""
    ) -> None:
        """Find out why something does not work here: permissions, schedules, documents, myself."""
        await moderators.required(interaction)
        await deadline.defer(interaction)
        await pager.send(
            interaction, await diagnosis.look(interaction, channel.id if channel else None, command), private=True
        )

    @diagnose.autocomplete("command")
    async def _commands(self, interaction: discord.Interaction[Pero], typed: str) -> list[app_commands.Choice[str]]:
        walked = [each for each in self.bot.tree.walk_commands() if isinstance(each, app_commands.Command)]
        return choices(f"{each.qualified_name}" for each in walked if typed.strip(" /") in each.qualified_name)


async def setup(bot: Pero) -> None:
    """Add the command."""
    await bot.add_cog(Diagnose(bot))
