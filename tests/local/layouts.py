"""The echo bot's layout of components and its form."""

from __future__ import annotations

from typing import Any

import discord
from discord import ui

Asked = discord.Interaction[Any]


class Press(ui.Button["Board"]):
    """A button that writes a new board."""

    async def callback(self, interaction: Asked) -> None:
        """Write it."""
        view = ui.LayoutView(timeout=None)
        view.add_item(ui.TextDisplay("The board was wiped."))
        await interaction.response.edit_message(view=view, attachments=[])


class Colour(ui.Select["Board"]):
    """A choice that is answered on its own."""

    def __init__(self) -> None:
        options = [discord.SelectOption(label=label, value=label.lower()) for label in ("Red", "Green")]
        super().__init__(options=options, placeholder="Colour", custom_id="colour")

    async def callback(self, interaction: Asked) -> None:
        """Say what was chosen."""
        await interaction.response.defer()
        await interaction.followup.send(f"You chose {self.values[0]}.", ephemeral=True)


class Board(ui.LayoutView):
    """A container with texts, a section, a file and a row."""

    def __init__(self) -> None:
        super().__init__(timeout=None)
        section = ui.Section(ui.TextDisplay("Written in chalk."), accessory=Press(label="Wipe", custom_id="wipe"))
        row: ui.ActionRow[Board] = ui.ActionRow(Colour())
        parts: tuple[ui.Item[Any], ...] = (
            ui.TextDisplay("# Board"),
            section,
            ui.Separator(),
            ui.File("attachment://chalk.txt"),
            row,
        )
        self.add_item(ui.Container(*parts, accent_colour=0x336699))


class Form(ui.Modal, title="Borrow a book"):
    """A form with a text and a choice."""

    book = ui.Label(text="Book", component=ui.TextInput[Any](max_length=20))
    days: ui.Label[Any] = ui.Label(
        text="Days",
        component=ui.Select(options=[discord.SelectOption(label=days) for days in ("7", "14")], required=False),
    )

    async def on_submit(self, interaction: Asked) -> None:
        """Say what was filled in."""
        assert isinstance(self.book.component, ui.TextInput)
        assert isinstance(self.days.component, ui.Select)
        await interaction.response.send_message(f"{self.book.component.value} for {self.days.component.values}")
