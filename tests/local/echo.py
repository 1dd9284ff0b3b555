"""A small real bot that uses what Discord offers, for the local Discord to be tested with."""

from __future__ import annotations

import asyncio
import io
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from re import Match
from typing import Any, Literal

import discord
from discord import app_commands, ui
from discord.ext import commands
from discord.webhook.async_ import AsyncWebhookAdapter, async_context

from bot.local import LocalDiscord
from tests.local.layouts import Board, Form

TOO_LATE, ALREADY_ANSWERED = 10062, 40060
SOON = 30.0  # seconds until what does not come is given up; a busy machine is slow
NOBODY = discord.AllowedMentions.none()
Asked = discord.Interaction["EchoBot"]


class EchoBot(commands.AutoShardedBot):
    """Says back what it is told, in every way that Discord has."""

    def __init__(self, here: LocalDiscord, intents: discord.Intents | None = None, **options: Any) -> None:
        super().__init__(
            command_prefix=(),
            intents=intents or discord.Intents(guilds=True),
            connector=here.connector(),
            allowed_mentions=NOBODY,
            guild_ready_timeout=0.05,
            max_messages=None,
            chunk_guilds_at_startup=False,
            help_command=None,
            **options,
        )
        self.problems: asyncio.Queue[Exception] = asyncio.Queue()
        self.tree.error(self._note)

    async def setup_hook(self) -> None:
        """Sync the commands."""
        # A Pero of another test may have left its own way of answering here.
        async_context.set(AsyncWebhookAdapter())  # type: ignore[no-untyped-call]  # discord.py leaves it untyped
        for command in COMMANDS:
            self.tree.add_command(command)
        self.add_dynamic_items(Turn)
        await self.tree.sync()

    async def _note(self, interaction: Asked, error: app_commands.AppCommandError) -> None:
        cause = error.original if isinstance(error, app_commands.CommandInvokeError) else error
        if getattr(cause, "code", None) in (TOO_LATE, ALREADY_ANSWERED):
            self.problems.put_nowait(cause)
        else:
            await interaction.response.send_message(str(cause), ephemeral=True)


@asynccontextmanager
async def running(here: LocalDiscord, bot: commands.AutoShardedBot, token: str | None = None) -> AsyncIterator[None]:
    """Run a bot from before it is ready until the block ends; its own failure ends the block."""
    ready: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    async def on_ready() -> None:
        if not ready.done():
            ready.set_result(None)

    bot.add_listener(on_ready)
    task = asyncio.create_task(bot.start(token or here.token))
    try:
        await asyncio.wait({task, ready}, return_when=asyncio.FIRST_COMPLETED)
        if task.done():
            task.result()
        yield
    finally:
        await bot.close()
        await asyncio.gather(task, return_exceptions=True)


class Turn(ui.DynamicItem[ui.Button[ui.View]], template=r"turn:(?P<page>\d+)"):
    """A button that turns to a page and survives a restart."""

    def __init__(self, page: int) -> None:
        super().__init__(ui.Button(label=f"Page {page}", custom_id=f"turn:{page}"))
        self.page = page

    @classmethod
    async def from_custom_id(cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: Match[str]) -> Turn:
        """Read the page from the custom id."""
        return cls(int(match["page"]))

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Turn."""
        view = ui.View(timeout=None)
        view.add_item(Turn(self.page + 1))
        await interaction.response.edit_message(content=f"This is page {self.page}.", view=view)


@app_commands.command()
async def echo(interaction: Asked, text: str) -> None:
    """Say it back."""
    await interaction.response.send_message(text)


@app_commands.command()
async def later(interaction: Asked, text: str) -> None:
    """Think first, then say it."""
    await interaction.response.defer(thinking=True)
    await interaction.edit_original_response(content=text)


@app_commands.command()
async def afterthought(interaction: Asked, text: str) -> None:
    """Think first, then say it as a follow-up."""
    await interaction.response.defer(thinking=True, ephemeral=True)
    await interaction.followup.send(text)


@app_commands.command()
async def more(interaction: Asked, text: str) -> None:
    """Say it, and say it again."""
    await interaction.response.send_message(text)
    await interaction.followup.send(f"{text}, again", ephemeral=True)


@app_commands.command()
async def secret(interaction: Asked, text: str) -> None:
    """Say it to one person only."""
    await interaction.response.send_message(text, ephemeral=True)


@app_commands.command()
async def vanish(interaction: Asked, text: str) -> None:
    """Say it and take it back."""
    await interaction.response.send_message(text)
    assert (await interaction.original_response()).content == text
    await interaction.delete_original_response()
    await interaction.followup.send("gone", ephemeral=True)


@app_commands.command()
async def twice(interaction: Asked) -> None:
    """Answer a second time, as after an answer that got lost."""
    await interaction.response.send_message("once")
    interaction.response._response_type = None
    await interaction.response.send_message("twice")


@app_commands.command()
async def silent(interaction: Asked) -> None:
    """Never answer."""


@app_commands.command()
async def pages(interaction: Asked) -> None:
    """Show the first of many pages."""
    view = ui.View(timeout=None)
    view.add_item(Turn(2))
    await interaction.response.send_message("This is page 1.", view=view)


@app_commands.command()
async def board(interaction: Asked) -> None:
    """Show a layout of components."""
    await interaction.response.send_message(view=Board(), file=discord.File(io.BytesIO(b"chalk"), "chalk.txt"))


@app_commands.command()
async def form(interaction: Asked) -> None:
    """Open a form."""
    await interaction.response.send_modal(Form())


@app_commands.command()
async def card(interaction: Asked, title: str) -> None:
    """Show an embed."""
    embed = discord.Embed(title=title, description="A card.", timestamp=discord.utils.utcnow())
    embed.add_field(name="Shelf", value="Nine").set_footer(text="Ground floor").set_author(name="Librarian")
    embed.set_image(url="attachment://plan.png")
    await interaction.response.send_message(embed=embed, file=discord.File(io.BytesIO(b"plan"), "plan.png"))


@app_commands.command()
async def measure(interaction: Asked, file: discord.Attachment) -> None:
    """Read an uploaded file."""
    content = await file.read()
    await interaction.response.send_message(f"{file.filename}: {len(content)} bytes, {content.decode()}")


@app_commands.command()
async def shelf(
    interaction: Asked,
    count: app_commands.Range[int, 1, 5],
    side: Literal["left", "right"] = "left",
    word: app_commands.Range[str, 2, 4] = "book",
) -> None:
    """Take options of several types."""
    await interaction.response.send_message(f"{count} × {word}, {side}")


@app_commands.command()
async def find(interaction: Asked, word: str) -> None:
    """Find a word."""
    await interaction.response.send_message(f"found {word}")


@find.autocomplete("word")
async def suggest(interaction: Asked, current: str) -> list[app_commands.Choice[str]]:
    """Offer the words that begin so."""
    words = [word for word in ("lamp", "ladder", "ledger") if word.startswith(current)]
    return [app_commands.Choice(name=word.title(), value=word) for word in words]


daily = app_commands.Group(
    name="daily", description="Posts", default_permissions=discord.Permissions(manage_guild=True)
)


@daily.command()
async def add(interaction: Asked, channel: discord.TextChannel, who: discord.Role | None = None) -> None:
    """Post into a channel."""
    message = await channel.send(f"<@&{interaction.guild_id}> good morning @everyone", nonce=str(interaction.id))
    await message.edit(content=f"{message.content}, corrected")
    await interaction.response.send_message(f"{channel.mention} {who.name if who else '–'}", ephemeral=True)


@app_commands.context_menu(name="Shout")
async def shout(interaction: Asked, message: discord.Message) -> None:
    """Repeat a message."""
    await interaction.response.send_message(message.content.upper())


@app_commands.context_menu(name="Greet")
async def greet(interaction: Asked, member: discord.Member) -> None:
    """Greet a member."""
    await interaction.response.send_message(f"Hello {member.display_name}")


COMMANDS: tuple[Any, ...] = (
    *(echo, later, afterthought, more, secret, vanish, twice, silent, pages, board, form, card),
    *(measure, shelf, find, daily, shout, greet),
)
