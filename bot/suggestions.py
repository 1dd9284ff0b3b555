"""Lists of suggestions as Discord takes them: at most 25, of at most 100 characters each."""

from __future__ import annotations

from collections.abc import Iterable

from discord import app_commands

_MOST = 25
_LONGEST = 100


def choices(offered: Iterable[str | tuple[str, str]]) -> list[app_commands.Choice[str]]:
    """Return choices from labels, or from labels with the value that each stands for."""
    pairs = [(each, each) if isinstance(each, str) else each for each in offered]
    named = [(_cut(label), value) for label, value in pairs if label and 0 < len(value) <= _LONGEST]
    return [app_commands.Choice(name=label, value=value) for label, value in named[:_MOST]]


def _cut(label: str) -> str:
    return label if len(label) <= _LONGEST else label[: _LONGEST - 1] + "…"
