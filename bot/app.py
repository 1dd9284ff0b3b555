"""The bot: one client that lends its commands the library, the clock and the settings."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import aiohttp
import discord
from discord import app_commands
from discord.ext import commands

from bot import errors, forms, reporting
from bot.actions import ACTIONS, FORMS
from bot.answering import Answering, Sending
from bot.chosen import Tree
from bot.config import Config
from bot.daily.outcome import TokenRevoked
from bot.daily.scheduler import scheduler
from bot.gate import Gate
from bot.log import event
from bot.pace import Pace
from bot.pager import Button, Chooser, View
from bot.shelves import Shelves
from bot.state import State
from bot.supervision import Identifies
from bot.sync import Synced, sync_if_changed

log = logging.getLogger(__name__)

AnyCommand = app_commands.Command[Any, ..., Any] | app_commands.ContextMenu

Clock = Callable[[], datetime]
"""Returns the present instant, with its zone."""

_PER_SECONDS = 10.0


class Pero(commands.AutoShardedBot):
    """Answers slash commands. It needs no privileged intent, reads no messages and mentions nobody."""

    def __init__(
        self,
        config: Config,
        shelves: Shelves,
        state: State,
        *,
        extensions: Sequence[str],
        views: Mapping[str, View],
        clock: Clock,
        remembered: Path | None = None,
        connector: aiohttp.BaseConnector | None = None,
        guilds_within: float = 2.0,  # seconds to wait for the next server while connecting
        gate: Gate | None = None,
        identifies: Identifies | None = None,
    ) -> None:
        self.gate = gate or Gate(clock)
        super().__init__(
            command_prefix=(),
            help_command=None,
            tree_cls=Tree,
            intents=discord.Intents(guilds=True),
            allowed_mentions=discord.AllowedMentions.none(),
            allowed_installs=app_commands.AppInstallationType(guild=True, user=True),
            allowed_contexts=app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=True),
            max_messages=None,
            chunk_guilds_at_startup=False,
            connector=connector,
            guild_ready_timeout=guilds_within,
            http_trace=self.gate.trace(),
        )
        self.config = config
        self.shelves = shelves
        self.state = state
        self.views = views
        self.actions = ACTIONS
        self.forms = FORMS
        self.clock = clock
        self.answering = Answering(clock)
        self.daily = scheduler(self, state, shelves, clock, lambda: self.gate.ahead)
        self.reporting = Pace(clock, reporting.MOST, reporting.WITHIN)
        self.synced: Synced | None = None
        self._extensions = extensions
        self._remembered = remembered
        self._identifies = identifies
        self._posting: asyncio.Task[None] | None = None

    async def setup_hook(self) -> None:
        """Load the commands and tell Discord of them, before the gateway opens."""
        Sending(self.answering).use()
        self.add_dynamic_items(Button, Chooser)
        for name in self._extensions:
            await self.load_extension(name)
        assert self.application_id is not None  # known after the login
        self.synced = await sync_if_changed(self.tree, self.application_id, self._remembered)
        self._posting = asyncio.create_task(self._post())

    async def _post(self) -> None:
        await self.wait_until_ready()
        with contextlib.suppress(TokenRevoked):  # the gate has seen it, too, and ends more than the posts
            await self.daily.run()

    async def close(self) -> None:
        """Stop posting, then close every connection."""
        if self._posting:
            self._posting.cancel()
            await asyncio.wait([self._posting])
        await super().close()

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Count how often the bot identifies: Discord does."""
        if self._identifies:
            self._identifies.note()
        await super().before_identify_hook(shard_id, initial=initial)

    async def on_ready(self) -> None:
        """Log that commands are answered from now on."""
        event(log, "ready", guilds=len(self.guilds), shards=self.shard_count)

    async def on_interaction(self, interaction: discord.Interaction[Any]) -> None:
        """Answer forms, and a button that is none of ours any more, which Discord would report as a failure."""
        interaction.extras["began"] = time.perf_counter()
        if interaction.type is discord.InteractionType.modal_submit and await errors.begins(interaction):
            await forms.submitted(interaction)
        elif _is_foreign(interaction) and await errors.begins(interaction):
            await errors.answer(interaction, errors.Expired())

    async def on_app_command_completion(self, interaction: discord.Interaction[Any], command: AnyCommand) -> None:
        """Log what was answered and how long it took, without a word of it."""
        took = time.perf_counter() - interaction.extras.get("began", time.perf_counter())
        guild = interaction.guild_id or "-"
        event(log, "answered", command=command.qualified_name, guild=guild, ms=round(took * 1000, 1))


def _is_foreign(interaction: discord.Interaction[Any]) -> bool:
    """Return whether something was pressed that is none of ours any more."""
    if interaction.type is not discord.InteractionType.component:
        return False
    given: Mapping[str, Any] = interaction.data or {}
    custom_id = str(given.get("custom_id"))
    return not any(kind.__discord_ui_compiled_template__.fullmatch(custom_id) for kind in (Button, Chooser))


def cooldown(interaction: discord.Interaction[Pero]) -> app_commands.Cooldown | None:
    """Return how often a person may use commands, as the settings say."""
    rate = interaction.client.config.cooldown
    return app_commands.Cooldown(rate, _PER_SECONDS) if rate else None
