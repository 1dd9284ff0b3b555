"""What a modal, and the choices of an autocompletion, may be."""

from __future__ import annotations

from bot.local.components import numbered
from bot.local.world import Json


def check_modal(modal: Json) -> Json:
    """Return the modal with its components numbered; raise Discord's error when it breaks a rule."""
    return modal | {"components": numbered(modal["components"])}


def check_choices(data: Json) -> None:
    """Raise Discord's error unless these choices may be offered."""
