"""Rate limits: a bucket for each route and major parameter, one for all together, and what happens to the careless."""

from __future__ import annotations

import time
from collections import deque
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import blake2b

from bot.local.clock import Clock
from bot.local.errors import Disallowed

MAJOR = ("channel_id", "guild_id", "webhook_id", "token")
TOGETHER = 50
"""Requests that a bot may make in a second, but for those that answer interactions."""
INVALID, PER = 10_000, timedelta(minutes=10)
"""Requests answered 401, 403 or 429 after which Cloudflare lets nobody in for a while."""
BAN = timedelta(minutes=10)
_ALL = ("*",)


@dataclass(slots=True)
class Bucket:
    """How much of one window is used."""

    ends: float
    left: int


@dataclass(slots=True)
class Buckets:
    """`allowed` requests in each window of `window` seconds, for each route and major parameter.

    All routes together allow `together` a second; what answers interactions is exempt from that.
    """

    allowed: int = 1000
    window: float = 1.0
    together: int = TOGETHER
    _by_key: dict[tuple[str, ...], Bucket] = field(default_factory=dict)

    def take(self, route: str, major: tuple[str, ...], *, exempt: bool = False) -> dict[str, str]:
        """Use one request of a bucket; return the headers that tell so, or raise 429."""
        now = time.monotonic()
        if len(self._by_key) > self.allowed:
            self._by_key = {key: bucket for key, bucket in self._by_key.items() if bucket.ends > now}
        if not exempt and not self._use(_ALL, now, 1.0, self.together):
            raise RateLimited(self._by_key[_ALL].ends - now, {"X-RateLimit-Global": "true"})
        key = (route, *major)
        used = self._use(key, now, self.window, self.allowed)
        bucket = self._by_key[key]
        if not used:
            raise RateLimited(bucket.ends - now, self._headers(route, bucket, now))
        return self._headers(route, bucket, now)

    def _use(self, key: tuple[str, ...], now: float, window: float, allowed: int) -> bool:
        """Return whether a bucket had one request left, which is used."""
        bucket = self._by_key.get(key)
        if bucket is None or bucket.ends <= now:
            bucket = self._by_key[key] = Bucket(now + window, allowed)
        bucket.left -= bool(left := bucket.left)
        return bool(left)

    def _headers(self, route: str, bucket: Bucket, now: float) -> dict[str, str]:
        return {
            "X-RateLimit-Limit": str(self.allowed),
            "X-RateLimit-Remaining": str(bucket.left),
            "X-RateLimit-Reset": f"{time.time() + bucket.ends - now:.3f}",
            "X-RateLimit-Reset-After": f"{bucket.ends - now:.3f}",
            "X-RateLimit-Bucket": blake2b(route.encode(), digest_size=16).hexdigest(),
        }


class RateLimited(Disallowed):
    """A bucket is empty, or the one for all routes; `told` are the headers that say more."""

    def __init__(self, retry_after: float, told: dict[str, str]) -> None:
        super().__init__(429, 0, "You are being rate limited.")
        self.retry_after = retry_after
        self.everywhere = "X-RateLimit-Global" in told
        self.headers = told | {
            "Retry-After": f"{retry_after:.3f}",
            "X-RateLimit-Scope": "global" if self.everywhere else "user",
        }

    def body(self) -> dict[str, object]:
        """Return Discord's JSON for it."""
        return {"message": self.message, "retry_after": round(self.retry_after, 3), "global": self.everywhere}


class Invalid:
    """Counts the requests that should not have been made; too many of them, and nothing is answered for a while."""

    def __init__(self, clock: Clock, limit: int = INVALID) -> None:
        self._clock = clock
        self._limit = limit
        self._at: deque[datetime] = deque(maxlen=limit)
        self._banned_until: datetime | None = None

    @property
    def count(self) -> int:
        """Return how many there were in the last ten minutes."""
        oldest = self._clock.now() - PER
        while self._at and self._at[0] <= oldest:
            self._at.popleft()
        return len(self._at)

    @property
    def banned(self) -> bool:
        """Return whether nothing is answered at present."""
        return self._banned_until is not None and self._clock.now() < self._banned_until

    def note(self, status: int) -> None:
        """Count an answer if it is one to an invalid request."""
        if status in (401, 403, 429) and not self.banned:
            self._at.append(self._clock.now())
            if self.count >= self._limit:
                self._banned_until = self._clock.now() + BAN
