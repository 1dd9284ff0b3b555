"""Messages with buttons and menus that go on working after a restart or a reload: all they need stands in their ids."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from itertools import groupby
from typing import Any, Protocol, Self

import discord

from bot import chosen, deadline, errors
from bot.log import event
from bot.present.leaf import Leads, Leaf, Menu, Of, Press, Tone
from corpus.edition import Edition

View = Callable[[Edition, str, int], Awaitable[Leaf]]
"""Reads what a state means in an edition and draws one page of it."""

Action = Callable[[discord.Interaction[Any], str, Sequence[str]], Awaitable[None]]
"""Does what a button, a menu or a form asks for, and answers. It gets the state and what was chosen or filled in.

It checks the permission itself, every time: a button is an address that anybody may write to.
"""

log = logging.getLogger(__name__)

_LONGEST_ID = 100
_A_ROW = 5  # buttons
_NOT_THERE = {10008: "dismissed", 50027: "too_late"}  # the message is gone; its token has expired
_STYLES = {
    Tone.PLAIN: discord.ButtonStyle.secondary,
    Tone.GOOD: discord.ButtonStyle.success,
    Tone.DANGER: discord.ButtonStyle.danger,
}


class Shelves(Protocol):
    """Lends the edition that a server reads."""

    def reading(self, guild_id: int | None) -> AbstractAsyncContextManager[Edition]: ...


class Readers(Protocol):
    """What the buttons need of the bot that they are pressed in."""

    shelves: Shelves
    views: Mapping[str, View]
    actions: Mapping[str, Action]


def layout(leaf: Leaf, *, plain: bool = False) -> discord.ui.LayoutView:
    """Return the message for a leaf. It is never stored: its buttons are found again by their ids alone.

    With `plain`, for screen readers, it is one text in reading order: no box, no lines, and words instead of pictures.
    """
    view = discord.ui.LayoutView(timeout=None)
    if plain:
        for item in (*_texts(leaf), *_rows_of(leaf)):
            view.add_item(item)
        return view
    box: discord.ui.Container[discord.ui.LayoutView] = discord.ui.Container(accent_colour=leaf.colour)
    for number, part in enumerate(leaf.parts):
        if number:
            box.add_item(discord.ui.Separator())
        box.add_item(discord.ui.TextDisplay(part))
        if not number:
            _attach(box, leaf)
    for row in _rows_of(leaf):
        box.add_item(row)
    return view.add_item(box)


def _texts(leaf: Leaf) -> Iterator[discord.ui.Item[discord.ui.LayoutView]]:
    """Yield what a leaf says as one text, and its files; a picture is its description."""
    first, *rest = leaf.parts
    seen = [f"Picture: {each.description}" for each in leaf.attached if each.picture]
    yield discord.ui.TextDisplay("\n\n".join([first, *seen, *rest]))
    yield from (discord.ui.File(f"attachment://{each.name}") for each in leaf.attached if not each.picture)


def _rows_of(leaf: Leaf) -> Iterator[discord.ui.ActionRow[Any]]:
    """Yield the rows of menus and buttons."""
    for menu in leaf.menus:
        yield discord.ui.ActionRow(Chooser(_select(menu)))
    for row in _rows(leaf.presses):
        yield discord.ui.ActionRow(*map(Button, row))


def _rows(presses: Sequence[Press]) -> list[Sequence[Press]]:
    """Return rows of buttons; where one is too short for all, those that turn pages stand in a row of their own."""
    if len(presses) <= _A_ROW:
        return [presses] if presses else []
    runs = [list(run) for _, run in groupby(presses, key=lambda press: press.leads is Leads.TURN)]
    return [run[at : at + _A_ROW] for run in runs for at in range(0, len(run), _A_ROW)]


def _attach(box: discord.ui.Container[discord.ui.LayoutView], leaf: Leaf) -> None:
    """Put a leaf's pictures and files into the box; they are uploaded beside it."""
    for attached in leaf.attached:
        address = f"attachment://{attached.name}"
        if attached.picture:
            box.add_item(discord.ui.MediaGallery(discord.MediaGalleryItem(address, description=attached.description)))
        else:
            box.add_item(discord.ui.File(address))


def files(leaf: Leaf, *, plain: bool = False) -> list[discord.File]:
    """Return what is uploaded with a leaf; with `plain` no pictures."""
    return [
        discord.File(io.BytesIO(each.content), filename=each.name, description=each.description)
        for each in leaf.attached
        if not (plain and each.picture)
    ]


class Button(
    discord.ui.DynamicItem[discord.ui.Button[discord.ui.LayoutView]],
    template=r"pero:(?P<leads>[012]):(?P<view>[a-z]{1,12}):(?P<page>\d{1,9}):(?P<state>.*)",
):
    """A button that carries where it leads to."""

    def __init__(self, press: Press) -> None:
        custom_id = _short(f"pero:{press.leads:d}:{press.view}:{press.page}:{press.state}")
        super().__init__(discord.ui.Button(label=press.label, style=_STYLES[press.tone], custom_id=custom_id))
        self._press = press

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """Read a button from its id."""
        label = item.label if isinstance(item, discord.ui.Button) else None
        return cls(Press(label or "", match["view"], match["state"], int(match["page"]), Leads(int(match["leads"]))))

    async def interaction_check(self, interaction: discord.Interaction[Any], /) -> bool:
        """Take each press once."""
        return await errors.begins(interaction)

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Turn the page, open the other message, or act."""
        try:
            await chosen.adopt(interaction)
            if self._press.leads is Leads.ACT:
                await _act(interaction, self._press.view, self._press.state, ())
            else:
                await _follow(interaction, self._press)
        except Exception as error:  # the library would only log it: a press is answered here or not at all
            await errors.answer(interaction, error)


class Chooser(
    discord.ui.DynamicItem[discord.ui.Item[discord.ui.LayoutView]],
    template=r"pero-menu:(?P<action>[a-z]{1,12}):(?P<state>.*)",
):
    """A menu that carries what is done with what is chosen."""

    def __init__(self, select: discord.ui.Item[discord.ui.LayoutView], action: str = "", state: str = "") -> None:
        super().__init__(select)
        self._action = action
        self._state = state

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """Read a menu from its id."""
        return cls(item, match["action"], match["state"])

    async def interaction_check(self, interaction: discord.Interaction[Any], /) -> bool:
        """Take each choice once."""
        return await errors.begins(interaction)

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Act on what was chosen."""
        try:
            await chosen.adopt(interaction)
            given: Mapping[str, Any] = interaction.data or {}
            await _act(interaction, self._action, self._state, [str(value) for value in given.get("values", ())])
        except Exception as error:  # as above
            await errors.answer(interaction, error)


def _select(menu: Menu) -> discord.ui.Item[discord.ui.LayoutView]:
    custom_id = _short(f"pero-menu:{menu.action}:{menu.state}")
    match menu.of:
        case Of.ROLES:
            roles = [discord.SelectDefaultValue.from_role(_id(each)) for each in menu.chosen]
            return discord.ui.RoleSelect(**_asked(menu, custom_id), default_values=roles)
        case Of.CHANNELS:
            channels = [discord.SelectDefaultValue.from_channel(_id(each)) for each in menu.chosen]
            text = [discord.ChannelType.text, discord.ChannelType.news]
            return discord.ui.ChannelSelect(**_asked(menu, custom_id), default_values=channels, channel_types=text)
        case _:
            options = [
                discord.SelectOption(label=one.label, value=one.value, description=one.told or None, default=one.chosen)
                for one in menu.options
            ]
            return discord.ui.Select(**_asked(menu, custom_id), options=options)


def _asked(menu: Menu, custom_id: str) -> dict[str, Any]:
    return {
        "custom_id": custom_id,
        "placeholder": menu.prompt,
        "min_values": menu.least,
        "max_values": menu.most,
    }


def _id(number: int) -> Any:
    return discord.Object(number)


def _short(custom_id: str) -> str:
    if len(custom_id) > _LONGEST_ID:
        raise ValueError(f"an id has {len(custom_id)} characters, {_LONGEST_ID} at most: {custom_id[:24]}…")
    return custom_id


async def _act(interaction: discord.Interaction[Any], name: str, state: str, values: Sequence[str]) -> None:
    action = interaction.client.actions.get(name)
    if action is None:
        raise errors.Expired
    await action(interaction, state, values)


async def _follow(interaction: discord.Interaction[Any], press: Press) -> None:
    leaf = await _leaf(interaction, press)
    if press.leads is Leads.OPEN:
        await send(interaction, leaf, private=True)
    else:
        await turn(interaction, leaf)


async def _leaf(interaction: discord.Interaction[Any], press: Press) -> Leaf:
    bot: Readers = interaction.client
    view = bot.views.get(press.view)
    if view is None:
        raise errors.Expired
    async with bot.shelves.reading(interaction.guild_id) as edition:
        return await view(edition, press.state, press.page)


async def show(interaction: discord.Interaction[Any], view: str, state: str, *, private: bool = False) -> None:
    """Answer a command with the first page of a view."""
    await send(interaction, await _leaf(interaction, Press("", view, state)), private=private)


async def defer(interaction: discord.Interaction[Any], *, private: bool = False) -> None:
    """Tell Discord that the answer to a command takes a while; who sees it is settled here."""
    await deadline.defer(interaction, private=private or (await chosen.of(interaction)).private)


async def send(interaction: discord.Interaction[Any], leaf: Leaf, *, private: bool = False) -> None:
    """Answer a command with a leaf, also one that was deferred; private as asked, or as the server has chosen."""
    ours = await chosen.of(interaction)
    view, attached, private = layout(leaf, plain=ours.plain), files(leaf, plain=ours.plain), private or ours.private
    if await deadline.met(interaction):
        await interaction.followup.send(view=view, files=attached, ephemeral=private)
    else:
        await interaction.response.send_message(view=view, files=attached, ephemeral=private)


async def turn(interaction: discord.Interaction[Any], leaf: Leaf) -> None:
    """Let a leaf take the place of the message whose button was pressed, also after deferring.

    After deferring the message may be there no more: whoever dismissed it is told nothing, and no error is raised.
    """
    ours = await chosen.of(interaction)
    view, attached = layout(leaf, plain=ours.plain), files(leaf, plain=ours.plain)
    if not await deadline.met(interaction):
        await interaction.response.edit_message(view=view, attachments=attached)
    elif "gone" not in interaction.extras:
        await _edit(interaction, view, attached)


async def _edit(
    interaction: discord.Interaction[Any], view: discord.ui.LayoutView, attached: Sequence[discord.File]
) -> None:
    try:
        await interaction.edit_original_response(view=view, attachments=attached)
    except discord.HTTPException as refused:
        if refused.code not in _NOT_THERE:
            raise
        interaction.extras["gone"] = True
        event(log, _NOT_THERE[refused.code], interaction=interaction.id)
