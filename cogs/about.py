"""What Pero knows and how to use it."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.ext import commands

from bot import pager
from bot.app import Pero, cooldown
from bot.present.about import help_page


class About(commands.Cog):
    """`/about` and `/help`."""

    def __init__(self, bot: Pero) -> None:
        self.bot = bot

    @app_commands.command()
    @app_commands.checks.dynamic_cooldown(cooldown)
    async def about(self, interaction: discord.Interaction[Pero]) -> None:
        """Show which documents I answer from."""
        await pager.show(interaction, "about", "-", private=True)

    @app_commands.command()
    @app_commands.checks.dynamic_cooldown(cooldown)
    async def help(self, interaction: discord.Interaction[Pero]) -> None:
        """Show what I can do and what to try first."""
        listed = [command for command in self.bot.tree.get_commands() if isinstance(command, app_commands.Command)]
        ids = self.bot.synced.ids if self.bot.synced else {}
        leaf = help_page([(command.name, command.description) for command in listed], ids)
        await pager.send(interaction, leaf, private=True)


async def setup(bot: Pero) -> None:
    """Add the commands."""
    await bot.add_cog(About(bot))
