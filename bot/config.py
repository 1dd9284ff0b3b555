"""The settings, read once from the environment."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

BUNDLED = Path(__file__).parents[1] / "corpus" / "documents"


class ConfigError(Exception):
    """Some settings are wrong. The message lists every problem, one a line."""


@dataclass(frozen=True, slots=True)
class Config:
    """Everything that can be set; `.env.example` says what each is for."""

    token: str = field(default="", repr=False)
    documents: tuple[Path, ...] = (BUNDLED,)
    data: Path = Path("data")
    timezone: ZoneInfo = field(default_factory=lambda: ZoneInfo("UTC"))
    port: int = 8765
    cooldown: int = 10
    log_level: int = logging.INFO

    @classmethod
    def from_env(cls, env: Mapping[str, str]) -> Config:
        """Read the settings. Raises ConfigError with all problems at once; what is empty keeps its default."""
        problems: list[str] = []
        given = {name: value.strip() for name, value in env.items() if value.strip()}
        config = cls(
            token=given.get("DISCORD_TOKEN", ""),
            documents=_folders(given.get("PERO_DOCUMENTS", "")) or (BUNDLED,),
            data=Path(given.get("PERO_DATA", "data")),
            timezone=_timezone(given.get("PERO_TIMEZONE", "UTC"), problems),
            port=_number("PERO_PORT", given.get("PERO_PORT", "8765"), range(1, 65_536), problems),
            cooldown=_number("PERO_COOLDOWN", given.get("PERO_COOLDOWN", "10"), range(0, 1_001), problems),
            log_level=_level(given.get("PERO_LOG_LEVEL", "INFO"), problems),
        )
        if problems:
            raise ConfigError("\n".join(problems))
        return config


def _folders(listed: str) -> tuple[Path, ...]:
    return tuple(Path(folder.strip()) for folder in listed.split(",") if folder.strip())


def _timezone(name: str, problems: list[str]) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):  # OSError: a folder of the zone database, such as "Europe"
        problems.append(f"PERO_TIMEZONE: there is no time zone “{name}”; write one such as Europe/Berlin, or UTC")
        return ZoneInfo("UTC")


def _number(name: str, value: str, allowed: range, problems: list[str]) -> int:
    if value.isdecimal() and len(value) < 10 and int(value) in allowed:
        return int(value)
    problems.append(f"{name}: “{value}” is not a whole number from {allowed[0]} to {allowed[-1]}")
    return allowed[0]


def _level(name: str, problems: list[str]) -> int:
    levels = logging.getLevelNamesMapping()
    if name.upper() not in levels:
        problems.append(f"PERO_LOG_LEVEL: “{name}” is no level; write DEBUG, INFO, WARNING or ERROR")
    return levels.get(name.upper(), logging.INFO)
