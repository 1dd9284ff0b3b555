"""The one place where an exception becomes something a person reads."""

from __future__ import annotations

import logging
from typing import Any

import aiohttp
import discord
from discord import app_commands

from bot import deadline
from bot.present.markdown import plain
from corpus.errors import CorpusError

log = logging.getLogger(__name__)

_ALREADY_ANSWERED = 40060


class PeroError(Exception):
    """Something that a person did or asked for and that cannot be; the message is for them."""


class Expired(PeroError):
    """A button of an older version was pressed."""

    def __str__(self) -> str:
        return "This button is from an older version of Pero. Please use the command again."


class Stopping(PeroError):
    """Something was asked of a bot that is about to stop."""

    def __str__(self) -> str:
        return "I am being restarted just now. Please try again in a few seconds."


class Told(PeroError):
    """The person has read already what went wrong, where they looked for the outcome."""


def words(error: BaseException) -> str:
    """Return what a person is told about an error: what happened and what to do next, and no internals."""
    match error:
        case app_commands.CommandInvokeError():
            return words(error.original)
        case CorpusError() | PeroError():
            return str(error)
        case app_commands.CommandOnCooldown():
            return f"That was a lot of questions at once. Please try again in {max(1, round(error.retry_after))} s."
        case app_commands.TransformerError():
            return f"“{str(error.value)[:60]}” is not something that this option takes. Pick one of the suggestions."
        case app_commands.CommandNotFound() | app_commands.CommandSignatureMismatch():
            return "This command has just changed. Please wait a minute, or restart Discord, and try again."
        case app_commands.CheckFailure():
            return "You are not allowed to use this here. Ask a moderator of this server."
        case _:
            return "Something went wrong on my side, and it has been noted. Please try again in a moment."


def _expected(error: BaseException) -> bool:
    if isinstance(error, app_commands.CommandInvokeError):
        return _expected(error.original)
    return isinstance(error, CorpusError | PeroError | app_commands.AppCommandError)


async def answer(interaction: discord.Interaction[Any], error: BaseException) -> None:
    """Tell the person what happened, privately; log what nobody expected, with the interaction's id."""
    cause = error.original if isinstance(error, app_commands.CommandInvokeError) else error
    if isinstance(cause, Told):
        return
    if isinstance(cause, discord.HTTPException) and cause.code == _ALREADY_ANSWERED:
        return  # a repeated request whose first answer the person has seen
    if isinstance(cause, discord.NotFound) and cause.code == deadline.UNKNOWN_INTERACTION:
        log.warning("too_late interaction=%s", interaction.id)
        return  # nothing that is said now could arrive
    if not _expected(error):
        log.error("failed interaction=%s", interaction.id, exc_info=cause)
    try:
        if await deadline.met(interaction):
            await interaction.followup.send(plain(words(error)), ephemeral=True)
        else:
            await interaction.response.send_message(plain(words(error)), ephemeral=True)
    except discord.HTTPException as late:
        log.warning("unanswered interaction=%s code=%s", interaction.id, late.code)
    except (aiohttp.ClientError, OSError) as broken:
        log.warning("unanswered interaction=%s broken=%s", interaction.id, type(broken).__name__)


async def begins(interaction: discord.Interaction[Any]) -> bool:
    """Return whether to deal with an interaction: not with one that came before, and with none while stopping."""
    answering = interaction.client.answering
    if not answering.begin(interaction.id):
        return False
    deadline.watch(interaction, answering)
    if answering.stopping and interaction.type is not discord.InteractionType.autocomplete:
        await answer(interaction, Stopping())
    return not answering.stopping


class Tree(app_commands.CommandTree[Any]):
    """The commands, and the words for whatever goes wrong in them."""

    async def interaction_check(self, interaction: discord.Interaction[Any], /) -> bool:
        """Run each command once."""
        return await begins(interaction)

    async def on_error(self, interaction: discord.Interaction[Any], error: app_commands.AppCommandError, /) -> None:
        """Answer instead of only logging."""
        if interaction.type is discord.InteractionType.autocomplete:
            return  # nobody reads an error in a list of suggestions
        await answer(interaction, error)
