"""Rate limits: a bucket for each route and major parameter, told in every answer's headers."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from hashlib import blake2b

from bot.local.errors import Disallowed

MAJOR = ("channel_id", "guild_id", "webhook_id", "token")


@dataclass(slots=True)
class Bucket:
    """How much of one window is used."""

    ends: float
    left: int


@dataclass(slots=True)
class Buckets:
    """`allowed` requests in each window of `window` seconds, for each route and major parameter."""

    allowed: int = 1000
    window: float = 1.0
    _by_key: dict[tuple[str, ...], Bucket] = field(default_factory=dict)

    def take(self, route: str, major: tuple[str, ...]) -> dict[str, str]:
        """Use one request of a bucket; return the headers that tell so, or raise 429."""
        now = time.monotonic()
        if len(self._by_key) > self.allowed:
            self._by_key = {key: bucket for key, bucket in self._by_key.items() if bucket.ends > now}
        bucket = self._by_key.get((route, *major))
        if bucket is None or bucket.ends <= now:
            bucket = self._by_key[(route, *major)] = Bucket(now + self.window, self.allowed)
        if not bucket.left:
            raise RateLimited(bucket.ends - now)
        bucket.left -= 1
        return self._headers(route, bucket, now)

    def _headers(self, route: str, bucket: Bucket, now: float) -> dict[str, str]:
        return {
            "X-RateLimit-Limit": str(self.allowed),
            "X-RateLimit-Remaining": str(bucket.left),
            "X-RateLimit-Reset": f"{time.time() + bucket.ends - now:.3f}",
            "X-RateLimit-Reset-After": f"{bucket.ends - now:.3f}",
            "X-RateLimit-Bucket": blake2b(route.encode(), digest_size=16).hexdigest(),
        }


class RateLimited(Disallowed):
    """The bucket is empty."""

    def __init__(self, retry_after: float) -> None:
        super().__init__(429, 0, "You are being rate limited.")
        self.retry_after = retry_after

    def body(self) -> dict[str, object]:
        """Return Discord's JSON for it."""
        return {"message": self.message, "retry_after": round(self.retry_after, 3), "global": False}
