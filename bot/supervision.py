"""Starts the bot again when it dies, but not in a storm: Discord takes a token away that comes back too often."""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import discord

from bot.gate import Gate
from bot.log import event

log = logging.getLogger(__name__)

Clock = Callable[[], datetime]
Pause = Callable[[timedelta], Awaitable[None]]

STARTS, WITHIN = 5, timedelta(minutes=10)
IDENTIFIES, PER = 800, timedelta(hours=24)
"""Discord allows 1,000 before it resets the token."""

# Close codes after which coming back is useless.
_TOKEN_REFUSED = 4004
_REFUSED = (4010, 4011, 4012, 4013, 4014)


class NotLetIn(Exception):
    """Discord will not have this bot; starting again does not help."""


class Identifies:
    """When the bot identified in the last 24 hours, kept in a file over restarts."""

    def __init__(self, path: Path | None, clock: Clock) -> None:
        self._path = path
        self._clock = clock
        self._at = _read(path) if path else []

    def note(self) -> None:
        """Count one more."""
        self._at = [*self._recent(), self._clock()]
        if self._path:
            _write(self._path, self._at)

    def wait(self) -> timedelta:
        """Return how long to wait before the next one."""
        recent = self._recent()
        return recent[-IDENTIFIES] + PER - self._clock() if len(recent) >= IDENTIFIES else timedelta()

    def _recent(self) -> list[datetime]:
        oldest = self._clock() - PER
        return [instant for instant in self._at if instant > oldest]


async def supervised(
    run: Callable[[], Awaitable[None]], gate: Gate, identifies: Identifies, clock: Clock, pause: Pause
) -> None:
    """Run for ever, again and again; end only by NotLetIn or by being cancelled."""
    starts: list[datetime] = []
    while True:
        starts = [start for start in starts if start > clock() - WITHIN]
        await pause(max(_backoff(starts, clock()), identifies.wait(), _banned(gate, clock()), timedelta()))
        starts.append(clock())
        try:
            await run()
            if problem := hopeless(None, gate):
                raise NotLetIn(problem)
            log.error("ended without being told to")
        except NotLetIn:
            raise
        except Exception as error:  # whatever ends a client, known or not: the next one may live
            if problem := hopeless(error, gate):
                raise NotLetIn(problem) from error
            log.exception("died")
        event(log, "starting_again", starts=len(starts))


def hopeless(error: Exception | None, gate: Gate) -> str | None:
    """Return what to tell whoever runs the bot where starting again cannot help."""
    code = error.code if isinstance(error, discord.ConnectionClosed) else None
    if isinstance(error, discord.PrivilegedIntentsRequired) or code in _REFUSED:
        return f"Discord refuses the connection: {error}. Check the bot's page in the developer portal."
    if gate.revoked.is_set() or isinstance(error, discord.LoginFailure) or code == _TOKEN_REFUSED:
        return (
            "Discord did not take the token. Copy it again from the developer portal (Bot → Reset Token) "
            "into DISCORD_TOKEN in .env."
        )
    return None


def _backoff(starts: list[datetime], now: datetime) -> timedelta:
    if not starts:
        return timedelta()
    doubled = timedelta(seconds=2 ** (len(starts) - 1))
    return max(doubled, starts[-STARTS] + WITHIN - now) if len(starts) >= STARTS else doubled


def _banned(gate: Gate, now: datetime) -> timedelta:
    return gate.until - now if gate.until else timedelta()


def _read(path: Path) -> list[datetime]:
    """Return the instants of a file; one that cannot be read counts as empty."""
    try:
        return [datetime.fromtimestamp(float(each), UTC) for each in json.loads(path.read_text("utf-8"))]
    except (OSError, ValueError, TypeError):
        return []


def _write(path: Path, instants: list[datetime]) -> None:
    """Write the instants; a full disk must not keep the bot from answering."""
    draft = path.with_suffix(".draft")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft.write_text(json.dumps([instant.timestamp() for instant in instants]), "utf-8")
        os.replace(draft, path)
    except OSError as problem:
        log.warning("identifies are not kept: %s", problem)
