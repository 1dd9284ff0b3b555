"""Messages with buttons that go on working after a restart, a reload, or a year: all they need stands in the button."""

from __future__ import annotations

import io
import re
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Protocol, Self

import discord

from bot import errors
from bot.present.leaf import Leaf, Press
from corpus.edition import Edition
from corpus.library import Library

View = Callable[[Edition, str, int], Awaitable[Leaf]]
"""Reads what a state means in an edition and draws one page of it."""

_LONGEST_ID = 100


class Readers(Protocol):
    """What the buttons need of the bot that they are pressed in."""

    library: Library
    views: Mapping[str, View]


def layout(leaf: Leaf) -> discord.ui.LayoutView:
    """Return the message for a leaf. It is never stored: its buttons are found again by their ids alone."""
    view = discord.ui.LayoutView(timeout=None)
    box: discord.ui.Container[discord.ui.LayoutView] = discord.ui.Container(accent_colour=leaf.colour)
    for number, part in enumerate(leaf.parts):
        if number:
            box.add_item(discord.ui.Separator())
        box.add_item(discord.ui.TextDisplay(part))
        if not number:
            _attach(box, leaf)
    if leaf.presses:
        box.add_item(discord.ui.ActionRow(*map(Button, leaf.presses)))
    return view.add_item(box)


def _attach(box: discord.ui.Container[discord.ui.LayoutView], leaf: Leaf) -> None:
    """Put a leaf's pictures and files into the box; they are uploaded beside it."""
    for attached in leaf.attached:
        address = f"attachment://{attached.name}"
        if attached.picture:
            box.add_item(discord.ui.MediaGallery(discord.MediaGalleryItem(address, description=attached.description)))
        else:
            box.add_item(discord.ui.File(address))


def files(leaf: Leaf) -> list[discord.File]:
    """Return what is uploaded with a leaf."""
    return [
        discord.File(io.BytesIO(each.content), filename=each.name, description=each.description)
        for each in leaf.attached
    ]


class Button(
    discord.ui.DynamicItem[discord.ui.Button[discord.ui.LayoutView]],
    template=r"pero:(?P<anew>[01]):(?P<view>[a-z]{1,12}):(?P<page>\d{1,9}):(?P<state>.*)",
):
    """A button that carries where it leads to."""

    def __init__(self, press: Press) -> None:
        custom_id = f"pero:{int(press.anew)}:{press.view}:{press.page}:{press.state}"
        if len(custom_id) > _LONGEST_ID:
            raise ValueError(f"a button's id has {len(custom_id)} characters, {_LONGEST_ID} at most: {press.view}")
        style = discord.ButtonStyle.secondary
        super().__init__(discord.ui.Button(label=press.label, style=style, custom_id=custom_id))
        self._press = press

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """Read a button from its id."""
        label = item.label if isinstance(item, discord.ui.Button) else None
        return cls(Press(label or "", match["view"], match["state"], int(match["page"]), match["anew"] == "1"))

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Turn the page, or open the other message."""
        try:
            await _follow(interaction, self._press)
        except Exception as error:  # the library would only log it: a press is answered here or not at all
            await errors.answer(interaction, error)


async def _follow(interaction: discord.Interaction[Any], press: Press) -> None:
    leaf = await _leaf(interaction.client, press)
    if press.anew:
        await send(interaction, leaf, private=True)
    else:
        await interaction.response.edit_message(view=layout(leaf), attachments=files(leaf))


async def _leaf(bot: Readers, press: Press) -> Leaf:
    view = bot.views.get(press.view)
    if view is None:
        raise errors.Expired
    async with bot.library.reading() as edition:
        return await view(edition, press.state, press.page)


async def show(interaction: discord.Interaction[Any], view: str, state: str, *, private: bool = False) -> None:
    """Answer a command with the first page of a view."""
    await send(interaction, await _leaf(interaction.client, Press("", view, state)), private=private)


async def send(interaction: discord.Interaction[Any], leaf: Leaf, *, private: bool = False) -> None:
    """Answer a command with a leaf."""
    await interaction.response.send_message(view=layout(leaf), files=files(leaf), ephemeral=private)
