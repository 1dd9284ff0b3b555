"""One attempt at a post: a durable claim, a look into the channel before any second try, then the post, then its mark.

Only together they hold. The claim keeps two from posting, the nonce a repeated request from doing so within Discord's
memory, the look into the channel a restarted one after that. Where the channel can't be read, a post whose fate nobody
knows is never repeated.
"""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.daily.content import Content
from bot.daily.outcome import Outcome, TokenRevoked, Verdict, expected, outcome
from bot.daily.store import Store
from bot.daily.wire import Ground, Seen, Wire
from bot.log import event
from bot.state import audit, daily, ledger, problems
from bot.state.ledger import Post, State

log = logging.getLogger(__name__)

ON_TIME = timedelta(minutes=5)
BAN = timedelta(minutes=15)
_NONCE_HOLDS = timedelta(seconds=60)  # for so long a repeated request surely makes no second post
FIRST_PAUSE = timedelta(seconds=5)
"""Between the first attempt and the second; it doubles with each, up to 60 times as much."""


@dataclass(frozen=True, slots=True)
class Delivered:
    """What an attempt came to: the post as it now stands in the ledger, and why, if it isn't what it should be."""

    post: Post
    state: State
    outcome: Outcome | None = None


class _Unseen(Exception):
    """The channel can no longer be looked into, so whether an earlier attempt got through stays unknown."""

    def __init__(self, came: Outcome) -> None:
        super().__init__(came.reason)
        self.came = came


class Delivery:
    """Attempts posts for one process, which `owner` names."""

    def __init__(
        self,
        store: Store,
        wire: Wire,
        clock: Callable[[], datetime],
        owner: str,
        lease: timedelta = ledger.LEASE,
        pause: timedelta = FIRST_PAUSE,
    ) -> None:
        self._pause = pause
        self._store = store
        self._wire = wire
        self._clock = clock
        self._owner = owner
        self._lease = lease

    async def attempt(self, post: Post) -> Delivered | None:
        """Try to post; None where another process has it, it is settled, or its server is out of order.

        Raises TokenRevoked, and what is a bug of ours.
        """
        ground = self._wire.ground(post.guild_id, post.channel_id)
        if not ground.available:
            return None
        claimed = await self._store.write(lambda db: ledger.lend(db, post, self._owner, self._clock(), self._lease))
        if claimed is None:
            return None
        if claimed.state is not State.PENDING:
            return await self._thread(claimed)
        try:
            return await self._settled(claimed, ground)
        except _Unseen as unseen:
            return await self._note(claimed, State.UNKNOWN, unseen.came)
        except Exception as error:
            if not expected(error):
                raise
            return await self._after(claimed, outcome(error))

    async def _settled(self, post: Post, ground: Ground) -> Delivered:
        """Look, then post; raises what Discord answers."""
        tried = post.attempts > 1
        if not ground.in_server:
            return await self._give_up(post, "I was not in this server.", tried)
        if tried and ground.has_history and post.claimed_at:
            if seen := await self._look(post, post.claimed_at):
                return await self._sent(post, seen)
            tried = False
        now = self._clock()
        if now > post.until:
            return await self._give_up(post, "It was too late when I could post again.", tried)
        if tried and (post.claimed_at is None or now - post.claimed_at >= _NONCE_HOLDS):
            told = "It may have been posted: I can’t look, for want of Read Message History in the channel."
            return await self._give_up(post, told, tried)
        if ground.missing:
            return await self._after(post, Outcome(Verdict.REFUSED, _lacks(ground)))
        return await self._sent(post, await self._wire.send(post.channel_id, Content.unpack(post.content), post.nonce))

    async def _look(self, post: Post, since: datetime) -> Seen | None:
        """Look for the post in the channel; raises _Unseen where nobody will ever tell."""
        try:
            return await self._wire.posted(post.channel_id, since, post.nonce)
        except Exception as error:
            if expected(error) and (came := outcome(error)).verdict in (Verdict.REFUSED, Verdict.FAILED):
                raise _Unseen(came) from error
            raise

    async def _sent(self, post: Post, seen: Seen | None, reason: str = "") -> Delivered:
        at = seen.at if seen else self._clock()
        state = State.SENT if at - post.due <= ON_TIME else State.LATE
        owes_thread = bool(seen and Content.unpack(post.content).thread)

        def mark(db: sqlite3.Connection) -> Post | None:
            ledger.settle(db, post, state, at, reason, seen.message_id if seen else None, owes_thread)
            problems.settle(db, post.guild_id, about(post))
            return ledger.find(db, *post.key)

        marked = await self._store.write(mark) or post
        event(log, "posted", guild=post.guild_id, schedule=post.number, attempt=post.attempts, state=state.value)
        return await self._thread(marked) if owes_thread else Delivered(marked, state)

    async def _thread(self, post: Post) -> Delivered:
        """Open the thread that is owed under a post that was sent."""
        reason = ""
        try:
            await self._wire.open_thread(post.channel_id, post.message_id or 0, Content.unpack(post.content).thread)
        except Exception as error:
            if not expected(error):
                raise
            came = outcome(error)
            _stop_if(came)
            if came.verdict in (Verdict.LATER, Verdict.BANNED) and self._clock() <= post.until:
                return await self._put_off(post, came)
            reason = f"Its thread could not be opened: {came.reason}"
        await self._store.write(lambda db: ledger.opened(db, post, reason))
        return Delivered(post, post.state)

    async def _after(self, post: Post, came: Outcome) -> Delivered:
        """Do what an error means."""
        _stop_if(came)
        match came.verdict:
            case Verdict.SENT:
                return await self._sent(post, None, came.reason)
            case Verdict.LATER | Verdict.BANNED:
                return await self._put_off(post, came)
            case _:
                return await self._fail(post, came)

    async def _put_off(self, post: Post, came: Outcome) -> Delivered:
        """Leave it for later; the last attempt, after its time, only looks whether it came."""
        pause = self._pause * min(60, 1 << min(post.attempts - 1, 6))
        now = self._clock()
        until = now + (BAN if came.verdict is Verdict.BANNED else pause)
        if now <= post.until:
            until = min(until, post.until + timedelta(seconds=1))
        await self._store.write(lambda db: ledger.put_off(db, post, self._owner, until, came.reason))
        event(log, "put_off", guild=post.guild_id, schedule=post.number, attempt=post.attempts)
        return Delivered(post, State.PENDING, came)

    async def _give_up(self, post: Post, reason: str, tried: bool) -> Delivered:
        state = State.UNKNOWN if tried else State.MISSED
        return await self._note(post, state, Outcome(Verdict.FAILED, reason))

    async def _fail(self, post: Post, came: Outcome) -> Delivered:
        return await self._note(post, State.FAILED, came)

    async def _note(self, post: Post, state: State, came: Outcome) -> Delivered:
        """Settle it, and leave word for the moderators; pause the schedule where no other post would get through."""
        at = self._clock()

        def note(db: sqlite3.Connection) -> None:
            ledger.settle(db, post, state, at, came.reason)
            note_trouble(db, post, state, came, at)

        await self._store.write(note)
        event(log, "not_posted", guild=post.guild_id, schedule=post.number, state=state.value)
        return Delivered(post, state, came)


def note_trouble(db: sqlite3.Connection, post: Post, state: State, came: Outcome, at: datetime) -> None:
    """Note for the moderators what went wrong with a post, in the transaction that settles it."""
    told = f"Daily post {post.number} was not made for {post.occasion} ({state.value}): {came.reason}"
    paused = came.verdict is Verdict.REFUSED and daily.pause(db, post.guild_id, post.number, at, came.reason)
    if paused:
        audit.record(db, post.guild_id, at, audit.PERO, "daily.pause", f"Daily post {post.number}: {came.reason}")
        told = f"Daily post {post.number} is paused: {came.reason} Put that right, then resume it."
    problems.note(db, post.guild_id, at, about(post), told, worse=paused)


def about(post: Post) -> str:
    """Return by what a schedule's problem is known."""
    return f"daily.{post.number}"


def _lacks(ground: Ground) -> str:
    return f"I am missing a permission in the channel: {', '.join(ground.missing)}."


def _stop_if(came: Outcome) -> None:
    if came.verdict is Verdict.REVOKED:
        raise TokenRevoked(came.reason)
