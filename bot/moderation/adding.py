"""A document of a server's own: uploaded, asked about in a form, read on trial, and shown before it is served."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType
from typing import Any

import discord

from bot import deadline, forms, moderators, uploads
from bot.errors import Expired
from bot.fetching import fetched
from bot.forms import Field, Filled, Form
from bot.moderation import shelf
from bot.moderation.telling import Telling
from bot.present.leaf import Option
from bot.present.markdown import plain
from bot.state import uploads as held
from bot.state.uploads import Held
from bot.uploads import Upload
from corpus.model import Trust

_TRUST = {
    Trust.REFERENCE: "a reference work",
    Trust.SECONDARY: "a book, an article, a good page",
    Trust.UNVERIFIED: "anything else: answers from it carry a warning",
}


@dataclass(frozen=True, slots=True)
class Said:
    """What a moderator said about a document."""

    title: str
    url: str = ""
    licence: str = ""
    trust: str = ""
    author: str = ""
    encoding: str = ""


async def begin(interaction: discord.Interaction[Any], file: discord.Attachment, said: Said) -> None:
    """Take an upload: at once where everything was said about it, else after a form was filled in."""
    guild_id = await moderators.required(interaction)
    uploads.check_size(file.filename, file.size)
    kept = Held(file.filename, file.size, file.url, said.title)
    if said.url and said.licence and said.trust:
        await deadline.defer(interaction)
        await _add(interaction, kept, said)
        return
    now, id = interaction.client.clock(), interaction.id
    await interaction.client.state.write(lambda db: held.hold(db, guild_id, id, now, kept))
    await forms.ask(interaction, _form(id, said, encoded=not uploads.named_pdf(file.filename)))


def _form(id: int, said: Said, *, encoded: bool) -> Form:
    trust = said.trust or Trust.SECONDARY
    options = tuple(Option(kind.value, kind.value, told, chosen=kind == trust) for kind, told in _TRUST.items())
    encodings = tuple(Option(name, name, chosen=name == (said.encoding or "utf-8")) for name in uploads.ENCODINGS)
    encoding = Field(
        "encoding", "Encoding", "Of the file’s text; nearly always utf-8", required=False, options=encodings
    )
    fields = (
        Field("author", "Author or publisher", "Stands beside each answer", said.author, required=False),
        Field("url", "Web address", "Where it can be read", said.url, "https://", required=False),
        Field("licence", "Licence", "May your server use it?", said.licence, "CC BY 4.0", required=False),
        Field("trust", "Trust", "How far is it to be believed?", required=False, options=options),
        *([encoding] if encoded else []),
    )
    return Form("About the document", "adddocument", str(id), fields)


async def filled(interaction: discord.Interaction[Any], state: str, values: Mapping[str, str]) -> None:
    """Take the upload whose form was filled in."""
    guild_id = await moderators.required(interaction)
    id = int(state) if state.isascii() and state.isdecimal() and len(state) < 20 else 0
    kept = await interaction.client.state.write(lambda db: held.take(db, guild_id, id))
    if kept is None:
        raise Gone
    await deadline.defer(interaction)
    names = ("url", "licence", "trust", "author", "encoding")
    await _add(interaction, kept, Said(kept.title, **{name: values.get(name, "") for name in names}))


class Gone(Expired):
    """The file of a form is held no more."""

    def __str__(self) -> str:
        return "This form was open too long, or was sent already. Please use /corpus add again."


async def _add(interaction: discord.Interaction[Any], kept: Held, said: Said) -> None:
    """Fetch the file, put it on the shelf, and show what a switch would change."""
    bot = interaction.client
    async with Telling(interaction, "Reading the document"):
        upload = _upload(kept, await fetched(bot, kept.filename, kept.address), said)
        guild_id, allowed = await moderators.still(interaction), partial(moderators.still, interaction)
        own = await bot.shelves.add(guild_id, upload, interaction.user.id, bot.clock(), allowed)
    await shelf.look_after(interaction, f"“{plain(own.title)}” can be put on the shelf")


def _upload(kept: Held, content: bytes, said: Said) -> Upload:
    trust, encoding = said.trust or Trust.SECONDARY, said.encoding or "utf-8"
    return Upload(kept.filename, content, said.title, said.url, said.licence, trust, said.author, encoding)


FORMS: Mapping[str, Filled] = MappingProxyType({"adddocument": filled})
