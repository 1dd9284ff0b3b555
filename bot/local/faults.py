"""Faults on demand: what goes wrong between a bot and Discord, on which routes, how often, and the same each time.

    here.faults.add(Fault("POST", "/channels/{channel_id}/messages", Trouble.LOST_ANSWER))
    here.faults.add(Fault("*", "/interactions/*", Trouble.HTTP_502, times=2))
    here.faults.add(Fault("POST", "/channels/*", Trouble.DROPPED, times=None, probability=0.03, seed=7))
    async with here.outage(): ...          # REST answers 503 and the gateway lets nobody in
    await here.revoke_token()              # 401, and close code 4004

Routes are named as in `bot.local.rest.ROUTES`, the gateway's is `gateway`; a star stands for anything. Of several
faults the first that strikes is the only one.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from fnmatch import fnmatchcase


class Trouble(StrEnum):
    """What can go wrong with one request."""

    DROPPED = "the connection closes before the request is stored"
    LOST_ANSWER = "the request is stored, then the connection closes"
    STORED_THEN_502 = "the request is stored, then answered 502"
    HTTP_500 = "500"
    HTTP_502 = "502"
    HTTP_503 = "503"
    HTTP_504 = "504"
    HTTP_520 = "520"
    HTTP_524 = "524"
    RATE_LIMITED = "429 of the route's bucket"
    RATE_LIMITED_GLOBALLY = "429 of all routes together"
    BANNED = "429 without Via, as Cloudflare bans"
    UNAUTHORIZED = "401"
    FORBIDDEN = "403 with 50013"
    UNKNOWN_INTERACTION = "404 with 10062"
    ALREADY_ANSWERED = "stored, then 400 with 40060"
    LATE_REQUEST = "the request arrives late"
    LATE_ANSWER = "the request is stored and answered late"
    HELD = "the request waits until release()"


STATUS = {
    Trouble.HTTP_500: 500,
    Trouble.HTTP_502: 502,
    Trouble.HTTP_503: 503,
    Trouble.HTTP_504: 504,
    Trouble.HTTP_520: 520,
    Trouble.HTTP_524: 524,
    Trouble.STORED_THEN_502: 502,
}
STORED = (Trouble.LOST_ANSWER, Trouble.STORED_THEN_502, Trouble.ALREADY_ANSWERED, Trouble.LATE_ANSWER)


@dataclass(frozen=True, slots=True)
class Fault:
    """What strikes which requests: `times` at most (None: for ever), each with `probability`, drawn from `seed`.

    `seconds` is a 429's retry_after, or how late a late request or answer is.
    """

    method: str
    route: str
    trouble: Trouble
    times: int | None = 1
    probability: float = 1.0
    seed: int = 0
    seconds: float = 0.3

    def fits(self, method: str, route: str) -> bool:
        """Return whether this fault is about a route; in its pattern only the star is special."""
        pattern = self.route.replace("[", "[[]").replace("?", "[?]")
        return self.method in ("*", method) and fnmatchcase(route, pattern)


@dataclass(slots=True)
class _Armed:
    fault: Fault
    chance: random.Random
    left: int | None

    def strikes(self, method: str, route: str) -> bool:
        if self.left == 0 or not self.fault.fits(method, route):
            return False
        if self.chance.random() >= self.fault.probability:
            return False
        self.left = None if self.left is None else self.left - 1
        return True


@dataclass(frozen=True, slots=True)
class Strike:
    """One request that a fault struck."""

    method: str
    route: str
    trouble: Trouble


@dataclass(slots=True)
class Faults:
    """All faults of one local Discord; `struck` is what they did so far."""

    struck: list[Strike] = field(default_factory=list)
    outage: Trouble | None = None
    _armed: list[_Armed] = field(default_factory=list)
    _held: list[Callable[[], None]] = field(default_factory=list)

    def add(self, fault: Fault) -> None:
        """Arm a fault."""
        self._armed.append(_Armed(fault, random.Random(fault.seed), fault.times))

    def clear(self) -> None:
        """Disarm every fault, and let go what is held."""
        self._armed.clear()
        self.release()

    def strike(self, method: str, route: str) -> Fault | None:
        """Return the fault that strikes this request; an outage strikes all."""
        armed = next((each for each in self._armed if each.strikes(method, route)), None)
        fault = Fault(method, route, self.outage) if self.outage else armed.fault if armed else None
        if fault is not None:
            self.struck.append(Strike(method, route, fault.trouble))
        return fault

    def hold(self, let_go: Callable[[], None]) -> None:
        """Keep what lets a held request go."""
        self._held.append(let_go)

    def release(self) -> None:
        """Let every held request go on."""
        held, self._held = self._held, []
        for let_go in held:
            let_go()
