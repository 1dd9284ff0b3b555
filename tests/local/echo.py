"""A small real bot that uses what Discord offers, for the local Discord to be tested with."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.local import LocalDiscord

NOBODY = discord.AllowedMentions.none()


class EchoBot(commands.AutoShardedBot):
    """Says back what it is told, in every way that Discord has."""

    def __init__(self, here: LocalDiscord, intents: discord.Intents | None = None) -> None:
        super().__init__(
            command_prefix="!",
            intents=intents or discord.Intents(guilds=True),
            connector=here.connector(),
            allowed_mentions=NOBODY,
            guild_ready_timeout=0.05,
            max_messages=None,
            chunk_guilds_at_startup=False,
            help_command=None,
        )
        self.is_set_up = asyncio.Event()

    async def setup_hook(self) -> None:
        """Sync the commands."""
        for command in COMMANDS:
            self.tree.add_command(command)
        self.add_dynamic_items(Turn)
        await self.tree.sync()


@asynccontextmanager
async def running(here: LocalDiscord, bot: commands.AutoShardedBot) -> AsyncIterator[None]:
    """Run a bot from before it is ready until the block ends; its own failure ends the block."""
    ready: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    async def on_ready() -> None:
        if not ready.done():
            ready.set_result(None)

    bot.add_listener(on_ready)
    task = asyncio.create_task(bot.start(here.token))
    try:
        await asyncio.wait({task, ready}, return_when=asyncio.FIRST_COMPLETED)
        if task.done():
            task.result()
        yield
    finally:
        await bot.close()
        await asyncio.gather(task, return_exceptions=True)


class Turn(discord.ui.DynamicItem[discord.ui.Button[discord.ui.View]], template=r"turn:(?P<page>\d+)"):
    """A button that turns to a page and survives a restart."""

    def __init__(self, page: int) -> None:
        super().__init__(discord.ui.Button(label=f"Page {page}", custom_id=f"turn:{page}"))
        self.page = page

    @classmethod
    async def from_custom_id(cls, interaction, item, match):  # type: ignore[no-untyped-def]  # discord.py's signature is wider than any use of it
        """Read the page from the custom id."""
        return cls(int(match["page"]))

    async def callback(self, interaction: discord.Interaction) -> None:
        """Turn."""
        view = discord.ui.View(timeout=None)
        view.add_item(Turn(self.page + 1))
        await interaction.response.edit_message(content=f"This is page {self.page}.", view=view)


@app_commands.command()
async def echo(interaction: discord.Interaction, text: str) -> None:
    """Say it back."""
    await interaction.response.send_message(text)


@app_commands.command()
async def pages(interaction: discord.Interaction) -> None:
    """Show the first of many pages."""
    view = discord.ui.View(timeout=None)
    view.add_item(Turn(2))
    await interaction.response.send_message("This is page 1.", view=view)


COMMANDS: tuple[app_commands.Command[Any, ..., Any], ...] = (echo, pages)
