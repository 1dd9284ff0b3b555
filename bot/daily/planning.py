"""From schedules to rows of the ledger: what is owed is claimed with its content, what is too late is written down."""

from __future__ import annotations

import asyncio
import logging
import sqlite3
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from hashlib import blake2b

from bot.daily.content import Content, Contents, Wanted
from bot.daily.delivery import note_trouble
from bot.daily.outcome import Outcome, Verdict
from bot.daily.store import Store
from bot.daily.wire import Wire
from bot.errors import PeroError
from bot.present import dated
from bot.schedule import Occurrence, due, upcoming
from bot.state import daily, ledger, settings
from bot.state.daily import Schedule, Shown
from bot.state.errors import StateError
from bot.state.ledger import Post, State
from corpus.errors import CorpusError

log = logging.getLogger(__name__)

_CROWD = 50  # posts due in one minute; more are spread
_SPREAD = 120  # seconds
_SOON = timedelta(minutes=15)  # within which a post that is asked for now must come


@dataclass(frozen=True, slots=True)
class Planned:
    """What came of planning: the post that was claimed, if any, and whether moderators should hear of a missed one."""

    claimed: Post | None = None
    missed: bool = False


@dataclass(frozen=True, slots=True)
class Spread:
    """Spreads the posts of a crowded minute over the next two, each server always at the same place."""

    crowds: Mapping[int, int] = field(default_factory=dict)  # minute → how many are due in it
    places: tuple[datetime, ...] = ()

    @classmethod
    def of(cls, owing: Sequence[Schedule]) -> Spread:
        """Return how the posts that are owed are spread."""
        crowds = Counter(_minute(one) for one in owing)
        places = [_place(one) for one in owing if crowds[_minute(one)] > _CROWD]
        return cls(crowds, tuple(sorted(set(places))))

    def may_go(self, schedule: Schedule, now: datetime) -> bool:
        """Return whether it is a schedule's turn."""
        return self.crowds.get(_minute(schedule), 0) <= _CROWD or now >= _place(schedule)

    def instants(self, now: datetime) -> Sequence[datetime]:
        """Return when the next one's turn comes."""
        return [at for at in self.places if at > now][:1]


class Planning:
    """Claims what is owed. One at a time, since each choice depends on what was chosen before."""

    def __init__(self, store: Store, contents: Contents, wire: Wire) -> None:
        self._store = store
        self._contents = contents
        self._wire = wire
        self._choosing = asyncio.Lock()

    async def plan(self, schedule: Schedule, now: datetime) -> Planned:
        """Settle or claim what a schedule owes up to an instant. Raises StateError where nothing can be written."""
        owed = due(schedule.timetable, schedule.since, now)
        if not self._wire.ground(schedule.guild_id, schedule.channel_id).in_server:
            await self._miss(schedule, owed, now, "I was not in this server.", told=False)
            return Planned()
        patience = timedelta(hours=schedule.late_hours)
        gone = [one for one in owed if now > one.at + patience]
        if gone or not owed:
            await self._miss(schedule, gone, now, "I could not post at its time, and when I could it was too late.")
        left = await self._store.read(lambda db: daily.find(db, schedule.guild_id, schedule.number))
        if left is None or len(gone) == len(owed):
            return Planned(None, bool(gone))
        one = owed[len(gone)]
        return Planned(await self.claim(left, one, one.at + patience, now), bool(gone))

    async def claim(
        self, schedule: Schedule, owed: Occurrence, until: datetime, now: datetime, occasion: str = ""
    ) -> Post | None:
        """Fix what is posted, and write it down; None where that must wait or another process was faster."""
        occasion = occasion or owed.date.isoformat()
        post = Post(*(schedule.guild_id, schedule.number, occasion), owed.at, until, channel_id=schedule.channel_id)
        async with self._choosing:
            try:
                chosen = await self.choose(schedule, owed.date, post.nonce)
            except CorpusError as nothing:
                await self._fail(schedule, post, owed.at, now, str(nothing))
                return None
            except StateError:
                raise
            except PeroError as problem:  # its documents are being read anew
                log.warning("unchosen guild=%s schedule=%s: %s", *post.key[:2], type(problem).__name__)
                return None
            return await self._store.write(lambda db: _claim(db, schedule, post, owed.at, now, *chosen))

    async def now(self, schedule: Schedule, asked: str, now: datetime, counts: bool) -> Post | None:
        """Claim a post that is made at once: in the place of the next one, or beside all of them."""
        following = upcoming(schedule.timetable, max(now, schedule.since), 1)
        if counts and following:
            early = Post(schedule.guild_id, schedule.number, following[0].date.isoformat(), now, now + _SOON)
            return await self._beside(schedule, early, following[0].date, following[0].at, now)
        extra = Post(schedule.guild_id, schedule.number, f"now-{asked}", now, now + _SOON)
        return await self._beside(schedule, extra, now.astimezone(schedule.timetable.zone).date(), None, now)

    async def _beside(
        self, schedule: Schedule, post: Post, day: date, up_to: datetime | None, now: datetime
    ) -> Post | None:
        post = replace(post, channel_id=schedule.channel_id)
        async with self._choosing:
            chosen = await self.choose(schedule, day, post.nonce)
            return await self._store.write(lambda db: _claim(db, schedule, post, up_to, now, *chosen))

    async def choose(self, schedule: Schedule, day: date, nonce: str) -> tuple[Content, Shown]:
        """Return what a schedule would post on a day. Raises NothingFound, with words for moderators."""
        shown, ours = await self._store.read(
            lambda db: (daily.shown(db, schedule.guild_id), settings.read(db, schedule.guild_id))
        )
        dated.write_as(ours.date_language)
        content, item = await self._contents.fixed(Wanted(schedule, day, nonce), shown)
        return replace(content, plain=ours.plain), item

    async def skip(self, schedule: Schedule, reason: str, now: datetime) -> Occurrence | None:
        """Leave the next post out; return which one that is."""
        following = upcoming(schedule.timetable, max(now, schedule.since), 1)
        if following:
            await self._store.write(lambda db: _settle(db, schedule, following, now, State.SKIPPED, reason))
        return following[0] if following else None

    async def _miss(
        self, schedule: Schedule, gone: Sequence[Occurrence], now: datetime, reason: str, *, told: bool = True
    ) -> None:
        came = Outcome(Verdict.FAILED, reason)

        def miss(db: sqlite3.Connection) -> None:
            posts = _settle(db, schedule, gone, now, State.MISSED, reason)
            if posts and told:
                note_trouble(db, posts[-1], State.MISSED, came, now)

        await self._store.write(miss)

    async def _fail(self, schedule: Schedule, post: Post, at: datetime, now: datetime, reason: str) -> None:
        def fail(db: sqlite3.Connection) -> None:
            if _unchanged(db, schedule):
                ledger.write(db, replace(post, state=State.FAILED, reason=reason, settled_at=now))
                daily.settled_up_to(db, schedule, at)
                note_trouble(db, post, State.FAILED, Outcome(Verdict.FAILED, reason), now)

        await self._store.write(fail)


def _claim(
    db: sqlite3.Connection,
    schedule: Schedule,
    post: Post,
    up_to: datetime | None,
    now: datetime,
    content: Content,
    item: Shown,
) -> Post | None:
    """Write a post down with its content, unless its schedule was changed or paused while that was chosen."""
    if not _unchanged(db, schedule):
        return None
    if ledger.write(db, replace(post, content=content.pack())):
        daily.show(db, schedule, post.occasion, item, now)
    if up_to:
        daily.settled_up_to(db, schedule, up_to)
    return ledger.find(db, *post.key)


def _settle(
    db: sqlite3.Connection,
    schedule: Schedule,
    gone: Sequence[Occurrence],
    now: datetime,
    state: State,
    reason: str,
) -> list[Post]:
    """Write down that some posts are not made; return them. Without any, only look which is the next."""
    if not _unchanged(db, schedule):
        return []
    posts = [_unposted(schedule, one, now, state, reason) for one in gone]
    for post in posts:
        ledger.write(db, post)
    daily.settled_up_to(db, schedule, gone[-1].at if gone else schedule.since)
    return posts


def _unposted(schedule: Schedule, owed: Occurrence, now: datetime, state: State, reason: str) -> Post:
    return Post(
        *(schedule.guild_id, schedule.number, owed.date.isoformat(), owed.at, owed.at, state, reason),
        channel_id=schedule.channel_id,
        settled_at=max(now, owed.at) if state is State.MISSED else now,
    )


def _unchanged(db: sqlite3.Connection, schedule: Schedule) -> bool:
    return daily.find(db, schedule.guild_id, schedule.number) == schedule


def _minute(schedule: Schedule) -> int:
    return int(schedule.next_at.timestamp()) // 60 if schedule.next_at else 0


def _place(schedule: Schedule) -> datetime:
    """Return when a schedule of a crowded minute posts."""
    drawn = blake2b(str(schedule.guild_id).encode(), digest_size=4).digest()
    return (schedule.next_at or schedule.since) + timedelta(seconds=int.from_bytes(drawn, "big") % (_SPREAD + 1))
