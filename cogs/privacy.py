"""What is kept of a server, and the end of it."""

from __future__ import annotations

import asyncio

import discord
from discord import app_commands
from discord.ext import commands, tasks

from bot import moderators, pager
from bot.app import Pero
from bot.housekeeping import Housekeeping
from bot.moderation import privacy
from bot.state import guilds


@moderators.in_servers
class Privacy(commands.GroupCog, group_name="privacy", group_description="See and remove what is kept of this server"):
    """`/privacy`, and the task that keeps backups and forgets servers."""

    def __init__(self, bot: Pero) -> None:
        self.bot = bot
        self.housekeeping = Housekeeping(bot.state, bot.shelves)
        self._exporting = asyncio.Lock()

    async def cog_load(self) -> None:
        """Begin to keep house."""
        self.keep_house.start()

    async def cog_unload(self) -> None:
        """Stop with the bot."""
        self.keep_house.cancel()

    @app_commands.command()
    async def show(self, interaction: discord.Interaction[Pero]) -> None:
        """See what I keep about this server and about you."""
        await pager.send(interaction, await privacy.shown(interaction), private=True)

    @app_commands.command()
    async def export(self, interaction: discord.Interaction[Pero]) -> None:
        """Moderators: get everything that I keep of this server as files."""
        async with self._exporting:  # it is in memory until Discord has it, and a small board has room for one
            await pager.send(interaction, await privacy.export(interaction), private=True)

    @app_commands.command()
    async def forget(self, interaction: discord.Interaction[Pero]) -> None:
        """Moderators: remove everything that I keep of this server."""
        await privacy.ask(interaction)

    @tasks.loop(minutes=1)
    async def keep_house(self) -> None:
        """Do what is due; where Pero is in, is known once it is ready."""
        present = [guild.id for guild in self.bot.guilds] if self.bot.is_ready() else None
        await self.housekeeping.step(self.bot.clock(), present)

    @commands.Cog.listener()
    async def on_guild_join(self, guild: discord.Guild) -> None:
        """Remember the server from now on, or again."""
        now = self.bot.clock()
        await self.bot.state.write(lambda db: guilds.met(db, guild.id, now))

    @commands.Cog.listener()
    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """Begin to count the thirty days; a server that is only unavailable does not come here."""
        now = self.bot.clock()
        await self.bot.state.write(lambda db: guilds.left(db, guild.id, now))


async def setup(bot: Pero) -> None:
    """Add the commands."""
    await bot.add_cog(Privacy(bot))
