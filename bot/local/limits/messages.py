"""What a message may be."""

from __future__ import annotations

from collections.abc import Sequence

from bot.local.errors import Disallowed
from bot.local.limits.problems import Problems
from bot.local.world import Json, Upload


def check_message(findings: list[str], payload: Json, files: Sequence[Upload], *, edited: Json | None = None) -> None:
    """Raise Discord's error unless this may be sent, or may replace what `edited` has."""
    problems = Problems()
    if (content := payload.get("content")) is not None:
        problems.length(("content",), content, 0, 2000)
    problems.done(findings)
    if not edited and not files and not any(payload.get(key) for key in ("content", "embeds", "components")):
        findings.append("an empty message")
        raise Disallowed(400, 50006, "Cannot send an empty message")
