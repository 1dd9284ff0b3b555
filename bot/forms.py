"""Forms that people fill in. They are stateless, as buttons are: what is done with them stands in their id."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import discord

from bot import chosen, deadline, errors
from bot.present.leaf import Option

Filled = Callable[[discord.Interaction[Any], str, Mapping[str, str]], Awaitable[None]]
"""Does what a form asks for, and answers. It gets the state and what was filled in, by the names of the fields."""

_ID = re.compile(r"pero-form:(?P<action>[a-z]{1,12}):(?P<state>.*)", re.DOTALL)
_WHILE = 900.0  # seconds for which discord.py remembers a form that is open


@dataclass(frozen=True, slots=True)
class Field:
    """One thing to fill in: a line or several of text, or a choice where there are `options`."""

    name: str
    label: str
    told: str = ""
    value: str = ""
    hint: str = ""
    longest: int = 200
    lines: bool = False
    required: bool = True
    options: tuple[Option, ...] = ()


@dataclass(frozen=True, slots=True)
class Form:
    """A form: its title, the action that gets what was filled in, and the action's state."""

    title: str
    action: str
    state: str
    fields: tuple[Field, ...]


class TooLate(errors.PeroError):
    """A form can be opened within Discord's three seconds only."""

    def __str__(self) -> str:
        return "I was too slow to open the form. Please try again."


async def ask(interaction: discord.Interaction[Any], form: Form) -> None:
    """Answer by opening a form. Raises TooLate where Discord was told already that there will be an answer."""
    if await deadline.met(interaction):
        raise TooLate
    await interaction.response.send_modal(_modal(form))


def _modal(form: Form) -> discord.ui.Modal:
    modal = discord.ui.Modal(title=form.title, custom_id=f"pero-form:{form.action}:{form.state}", timeout=_WHILE)
    for field in form.fields:
        modal.add_item(discord.ui.Label(text=field.label, description=field.told or None, component=_component(field)))
    return modal


def _component(field: Field) -> discord.ui.Item[Any]:
    if field.options:
        options = [
            discord.SelectOption(label=one.label, value=one.value, description=one.told or None, default=one.chosen)
            for one in field.options
        ]
        return discord.ui.Select(custom_id=field.name, options=options, required=field.required)
    return discord.ui.TextInput(
        custom_id=field.name,
        style=discord.TextStyle.paragraph if field.lines else discord.TextStyle.short,
        default=field.value or None,
        placeholder=field.hint or None,
        max_length=field.longest,
        required=field.required,
    )


async def submitted(interaction: discord.Interaction[Any]) -> None:
    """Do what a filled-in form asks for."""
    try:
        await chosen.adopt(interaction)
        given: Mapping[str, Any] = interaction.data or {}
        said = _ID.fullmatch(str(given.get("custom_id")))
        action = interaction.client.forms.get(said["action"]) if said else None
        if said is None or action is None:
            raise errors.Expired
        await action(interaction, said["state"], filled(given))
    except Exception as error:  # a form is answered here or not at all
        await errors.answer(interaction, error)


def filled(data: Mapping[str, Any]) -> dict[str, str]:
    """Return what a submitted form holds, by the names of its fields."""
    return {str(each["custom_id"]): _value(each) for each in _walk(data.get("components", ())) if "custom_id" in each}


def _value(component: Mapping[str, Any]) -> str:
    return str(component["value"]) if "value" in component else ",".join(map(str, component.get("values", ())))


def _walk(components: Iterable[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    for component in components:
        yield component
        yield from _walk(component.get("components", ()))
        if isinstance(inner := component.get("component"), Mapping):
            yield from _walk([inner])
