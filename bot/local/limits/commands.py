"""What application commands may be."""

from __future__ import annotations

from bot.local.world import Json


def check_commands(commands: list[Json]) -> None:
    """Raise Discord's error unless these commands may be synced."""
