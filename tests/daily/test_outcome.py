"""Every error of Discord's has its outcome, and a reason that a moderator can do something about."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import aiohttp
import discord
import pytest

from bot.daily.outcome import Verdict, expected, outcome


@dataclass(frozen=True)
class Answer:
    """What discord.py keeps of an answer."""

    status: int
    reason: str = ""
    headers: dict[str, str] = field(default_factory=dict)


def refused(status: int, code: int = 0, **headers: str) -> discord.HTTPException:
    """Return the error for an answer."""
    answer: Any = Answer(status, headers=headers)
    return discord.HTTPException(answer, {"code": code, "message": ""})


@pytest.mark.parametrize(
    ("error", "verdict"),
    [
        (refused(404, 10008), Verdict.SENT),
        (refused(404, 10003), Verdict.REFUSED),
        (refused(403, 50001), Verdict.REFUSED),
        (refused(403, 50013), Verdict.REFUSED),
        (refused(403, 99999), Verdict.REFUSED),
        (refused(400, 50008), Verdict.REFUSED),
        (refused(403, 160005), Verdict.REFUSED),
        (refused(400, 50035), Verdict.FAILED),
        (refused(400, 200000), Verdict.FAILED),
        (refused(418), Verdict.FAILED),
        (refused(401), Verdict.REVOKED),
        (refused(429, Via="1.1 google"), Verdict.LATER),
        (refused(429), Verdict.BANNED),
        (refused(500), Verdict.LATER),
        (refused(503), Verdict.LATER),
        (refused(520), Verdict.LATER),
        (aiohttp.ServerDisconnectedError(), Verdict.LATER),
        (ConnectionResetError(104, "reset"), Verdict.LATER),
        (TimeoutError(), Verdict.LATER),
    ],
    ids=repr,
)
def test_an_error_has_its_outcome(error: Exception, verdict: Verdict) -> None:
    assert expected(error)
    assert outcome(error).verdict is verdict
    assert outcome(error).reason.endswith(".")


def test_a_bug_is_not_taken_for_an_error_of_discord_s() -> None:
    assert not expected(ZeroDivisionError())
