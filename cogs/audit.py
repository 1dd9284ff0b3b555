"""Who changed what."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.ext import commands

from bot import moderators, pager
from bot.app import Pero
from bot.moderation import audits


class Audit(commands.Cog):
    """`/audit`."""

    @app_commands.command()
    @moderators.for_moderators
    async def audit(self, interaction: discord.Interaction[Pero]) -> None:
        """See who changed what in this server, and when."""
        await pager.send(interaction, await audits.page(interaction, 0), private=True)


async def setup(bot: Pero) -> None:
    """Add the command."""
    await bot.add_cog(Audit())
