"""Interactions: what a person did, the bot's one answer to it, and how long its token lives."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum
from itertools import islice

from bot.local.clock import Clock
from bot.local.errors import Disallowed, unknown
from bot.local.happenings import Happenings
from bot.local.world import Json

FIRST_ANSWER = 3.0
TOKEN_LIFE = timedelta(minutes=15)
_FORGOTTEN_AT_ONCE = 10
WHY_FAILED = "The application did not respond"


class Kind(IntEnum):
    """What a person did, with Discord's numbers."""

    COMMAND = 2
    COMPONENT = 3
    AUTOCOMPLETE = 4
    MODAL = 5


class Callback(IntEnum):
    """How a bot may answer, with Discord's numbers."""

    MESSAGE = 4
    DEFERRED_MESSAGE = 5
    DEFERRED_UPDATE = 6
    UPDATE = 7
    CHOICES = 8
    MODAL = 9


@dataclass(slots=True)
class Interaction:
    """One interaction and how far its answer has come."""

    id: int
    token: str
    kind: Kind
    user_id: int
    guild_id: int | None
    channel_id: int
    metadata: Json
    asked_at: datetime
    source_id: int | None = None
    answer: Callback | None = None
    failed: bool = False
    ephemeral: bool = False
    original_id: int | None = None
    follow_ups: tuple[int, ...] = ()
    edits: int = 0
    choices: tuple[Json, ...] = ()
    modal: Json | None = None
    forced_private: bool = False

    @property
    def by_user_only(self) -> bool:
        """Return whether only the user's own install brought this about: then there are five follow-ups at most."""
        return "0" not in self.metadata["authorizing_integration_owners"]


class Interactions:
    """All interactions whose token still lives, by token."""

    def __init__(self, clock: Clock, happenings: Happenings, findings: list[str], first_answer: float) -> None:
        self._clock = clock
        self.first_answer = first_answer
        self._happenings = happenings
        self._findings = findings
        self._by_token: dict[str, Interaction] = {}
        self._timers: dict[int, asyncio.TimerHandle] = {}

    def begin(self, build: Callable[[str, datetime], Interaction]) -> Interaction:
        """Register a new interaction; from now on the bot's time for its first answer runs."""
        now = self._clock.now()
        self._forget_before(now - TOKEN_LIFE)
        interaction = build(f"local-{secrets.token_urlsafe(24)}", now)
        self._by_token[interaction.token] = interaction
        self._timers[interaction.id] = asyncio.get_running_loop().call_later(self.first_answer, self._fail, interaction)
        return interaction

    @property
    def pending(self) -> int:
        """Return how many interactions wait for their first answer."""
        return len(self._timers)

    def get(self, interaction_id: int) -> Interaction | None:
        """Return a living interaction by id."""
        return next((each for each in self._by_token.values() if each.id == interaction_id), None)

    def awaiting(self, interaction_id: int, token: str) -> Interaction:
        """Return the interaction that a first answer is for; raise 10062 or 40060 when it may not be answered."""
        interaction = self._by_token.get(token)
        if interaction is None or interaction.id != interaction_id:
            raise unknown("interaction", 10062)
        if interaction.failed:
            self._findings.append(f"answer to {interaction.metadata.get('name')} after the deadline")
            raise unknown("interaction", 10062)
        if interaction.answer is not None:
            self._findings.append(f"second answer to {interaction.metadata.get('name')}")
            raise Disallowed(400, 40060, "Interaction has already been acknowledged.")
        return interaction

    def following(self, token: str) -> Interaction:
        """Return the interaction whose webhook this is; raise while it is unanswered, and once its token died."""
        interaction = self._by_token.get(token)
        if interaction is None or self._clock.now() - interaction.asked_at > TOKEN_LIFE:
            raise Disallowed(401, 50027, "Invalid Webhook Token")
        if interaction.answer is None:
            raise unknown("Webhook", 10015)
        return interaction

    def answered(self, interaction: Interaction, how: Callback) -> None:
        """Record the first answer."""
        interaction.answer = how
        self._timers.pop(interaction.id).cancel()

    def close(self) -> None:
        """Stop waiting for answers."""
        for timer in self._timers.values():
            timer.cancel()
        self._timers.clear()

    def _fail(self, interaction: Interaction) -> None:
        del self._timers[interaction.id]
        interaction.failed = True
        event = "failed" if interaction.kind != Kind.AUTOCOMPLETE else "no choices"
        self._happenings.tell(event, interaction=str(interaction.id), user=str(interaction.user_id), why=WHY_FAILED)

    def _forget_before(self, instant: datetime) -> None:
        """Forget dead tokens, oldest first, up to one that lives or still waits for its answer."""
        for token, interaction in tuple(islice(self._by_token.items(), _FORGOTTEN_AT_ONCE)):
            if interaction.asked_at >= instant or interaction.id in self._timers:
                return
            del self._by_token[token]
