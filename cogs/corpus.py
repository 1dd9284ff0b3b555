"""What moderators do with the documents of their server."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.app_commands import Choice, Range
from discord.ext import commands

from bot import moderators, pager
from bot.app import Pero
from bot.moderation import adding, reports, shelf
from bot.moderation.adding import Said
from bot.present.corpus import ask_rollback
from bot.suggestions import choices
from corpus.model import Trust

_TRUST = [Choice(name=trust.value, value=trust.value) for trust in Trust]


@moderators.for_moderators
class Corpus(commands.GroupCog, group_name="corpus", group_description="Look after the documents of this server"):
    """`/corpus`."""

    def __init__(self, bot: Pero) -> None:
        self.bot = bot

    @app_commands.command()
    async def status(self, interaction: discord.Interaction[Pero]) -> None:
        """See how this server's documents stand: edition, counts, since when, problems."""
        await pager.send(interaction, await shelf.status(interaction), private=True)

    @app_commands.command()
    async def sources(self, interaction: discord.Interaction[Pero]) -> None:
        """List the documents that this server reads, its own and the shared ones."""
        await pager.send(interaction, await shelf.sources(interaction), private=True)

    @app_commands.command()
    @app_commands.describe(dry_run="Only show what would change")
    async def reload(self, interaction: discord.Interaction[Pero], dry_run: bool = False) -> None:
        """Read the documents anew, see what changes, and switch to it."""
        await shelf.reload(interaction, dry_run)

    @app_commands.command()
    async def history(self, interaction: discord.Interaction[Pero]) -> None:
        """See which editions this server was served, and who switched to them."""
        await pager.send(interaction, await shelf.history(interaction), private=True)

    @app_commands.command()
    @app_commands.describe(to="Which edition of the history to bring back")
    async def rollback(self, interaction: discord.Interaction[Pero], to: str) -> None:
        """Bring an earlier edition back."""
        await pager.send(interaction, ask_rollback(await shelf.entry(interaction, to)), private=True)

    @app_commands.command()
    @app_commands.describe(
        file="A .txt, .md or .html file of at most 10 MB, or a PDF where that is turned on",
        title="What it is called; it stands over every answer from it",
        url="Where it can be read on the web",
        licence="Under which terms it may be used, for example CC BY 4.0",
        trust="How far it is to be believed",
    )
    @app_commands.choices(trust=_TRUST)
    async def add(
        self,
        interaction: discord.Interaction[Pero],
        file: discord.Attachment,
        title: Range[str, 1, 200],
        url: Range[str, 0, 200] = "",
        licence: Range[str, 0, 200] = "",
        trust: str = "",
    ) -> None:
        """Put a document of this server's own on its shelf; you see what was read before members do."""
        await adding.begin(interaction, file, Said(title, url, licence, trust))

    @app_commands.command()
    @app_commands.describe(document="One of this server's own documents")
    async def remove(self, interaction: discord.Interaction[Pero], document: str) -> None:
        """Take one of this server's own documents off the shelf."""
        await pager.send(interaction, await shelf.remove(interaction, document), private=True)

    @app_commands.command()
    @app_commands.describe(document="A document that is disabled")
    async def enable(self, interaction: discord.Interaction[Pero], document: str) -> None:
        """Read a document again that was disabled."""
        await pager.send(interaction, await shelf.enable(interaction, document), private=True)

    @app_commands.command()
    @app_commands.describe(document="Any document on the shelf, shared or own")
    async def disable(self, interaction: discord.Interaction[Pero], document: str) -> None:
        """Leave a document unread without taking it off the shelf."""
        await pager.send(interaction, await shelf.disable(interaction, document), private=True)

    @app_commands.command()
    @app_commands.describe(
        ref="What to hide, as under every answer: trotsky:12.2", reason="Why; other moderators read it"
    )
    async def hide(
        self, interaction: discord.Interaction[Pero], ref: Range[str, 1, 100], reason: Range[str, 1, 200]
    ) -> None:
        """Hide a sentence from all that this server reads, at once and through reloads."""
        await pager.send(interaction, await reports.hide(interaction, ref, reason), private=True)

    @app_commands.command()
    @app_commands.describe(hidden="What to show again")
    async def unhide(self, interaction: discord.Interaction[Pero], hidden: str) -> None:
        """Show something again that was hidden."""
        await pager.send(interaction, await reports.show_again(interaction, hidden), private=True)

    @app_commands.command()
    async def queue(self, interaction: discord.Interaction[Pero]) -> None:
        """Go through what members reported, and hide or keep each."""
        await pager.send(interaction, await reports.queue(interaction), private=True)

    @app_commands.command()
    async def gaps(self, interaction: discord.Interaction[Pero]) -> None:
        """See which questions the documents did not answer, and how often they were asked."""
        await pager.send(interaction, await reports.gaps(interaction), private=True)

    @remove.autocomplete("document")
    @enable.autocomplete("document")
    @disable.autocomplete("document")
    async def _documents(self, interaction: discord.Interaction[Pero], typed: str) -> list[Choice[str]]:
        return choices(await shelf.suggest(interaction, typed))

    @rollback.autocomplete("to")
    async def _entries(self, interaction: discord.Interaction[Pero], typed: str) -> list[Choice[str]]:
        return choices(await shelf.suggest_entries(interaction, typed))

    @hide.autocomplete("ref")
    async def _references(self, interaction: discord.Interaction[Pero], typed: str) -> list[Choice[str]]:
        async with self.bot.shelves.reading(interaction.guild_id) as edition:
            return choices(edition.index.suggest_references(typed))

    @unhide.autocomplete("hidden")
    async def _hidden(self, interaction: discord.Interaction[Pero], typed: str) -> list[Choice[str]]:
        return choices(await reports.suggest_hidden(interaction, typed))


async def setup(bot: Pero) -> None:
    """Add the commands."""
    await bot.add_cog(Corpus(bot))
