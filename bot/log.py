"""The log: flat lines that can be searched, and nothing in them that people said or that must stay secret."""

from __future__ import annotations

import logging
import re

# By shape: a bot's token in three parts, and the addresses in which Discord puts tokens of a webhook or interaction.
_SECRETS = re.compile(r"[\w-]{23,28}\.[\w-]{6,7}\.[\w-]{27,}|(?<=/)(?:webhooks|interactions)/\d+/[\w-]+")


class WithoutSecrets(logging.Formatter):
    """Writes lines in which whatever looks like a token or a webhook's address is blacked out."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        return _SECRETS.sub("█", super().format(record))


def start(level: int) -> None:
    """Send the log to standard error."""
    out = logging.StreamHandler()
    out.addFilter(lambda record: "voice will NOT be supported" not in record.getMessage())  # Pero never speaks
    out.setFormatter(WithoutSecrets("{asctime} {levelname:<7} {name} {message}", style="{"))
    logging.basicConfig(level=level, handlers=[out], force=True)
    if level > logging.DEBUG:
        logging.getLogger("discord").setLevel(logging.WARNING)
        logging.getLogger("aiohttp.access").setLevel(logging.WARNING)


def event(log: logging.Logger, name: str, **told: object) -> None:
    """Log one event as `name key=value …`."""
    log.info("%s %s", name, " ".join(f"{key}={value}" for key, value in told.items()))
