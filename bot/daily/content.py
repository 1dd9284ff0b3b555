"""What a post says: chosen from what the server reads and from what it was shown, then fixed in the ledger."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Protocol

from bot.daily.choice import Stock, choose, sorts_in_turn, stocked
from bot.present import daily as leaves
from bot.present.leaf import Colour, Leads, Leaf, Press, Tone
from bot.state.daily import Kind, Schedule, Shown
from corpus.edition import Edition
from corpus.errors import NothingFound
from corpus.model import Trust
from corpus.search.words import Stems
from corpus.served import Day, Event
from corpus.stock import Item, Sort

_EDITIONS = 16  # whose stock is held in memory
_NEAREST = 120  # days around an empty one that are looked at
_FIRST_YEAR, _LAST_YEAR = -9998, 9999


class Shelves(Protocol):
    """Lends the edition that a server reads."""

    def reading(self, guild_id: int | None) -> AbstractAsyncContextManager[Edition]: ...


@dataclass(frozen=True, slots=True)
class Content:
    """A post as it is sent, at every attempt the same."""

    leaf: Leaf
    role_id: int = 0
    silent: bool = False
    thread: str = ""  # the title of the thread that is opened under it
    plain: bool = False  # for screen readers, as the server's answers are

    def pack(self) -> str:
        """Return it as it stands in the ledger."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def unpack(cls, packed: str) -> Content:
        """Read what `pack` wrote."""
        given: dict[str, Any] = json.loads(packed)
        leaf = given.pop("leaf")
        presses = tuple(
            Press(**each | {"leads": Leads(each["leads"]), "tone": Tone(each["tone"])}) for each in leaf["presses"]
        )
        return cls(Leaf(tuple(leaf["parts"]), Colour(leaf["colour"]), presses), **given)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A post to make: whose, for which day, and the nonce that marks it."""

    schedule: Schedule
    day: date
    nonce: str


class Contents:
    """Chooses what to post. It remembers which items of an edition tell the same, which takes a moment to find out."""

    def __init__(self, shelves: Shelves) -> None:
        self._shelves = shelves
        self._stocks: dict[str, Stock] = {}

    async def fixed(self, wanted: Wanted, shown: Sequence[Shown]) -> tuple[Content, Shown]:
        """Return what to post, and what must be remembered of it. Raises NothingFound with words for moderators."""
        async with self._shelves.reading(wanted.schedule.guild_id) as edition:
            for sort in _sorts(wanted.schedule.kind, shown):
                exact = wanted.schedule.kind is Kind.MIXED
                found = await self._of_sort(edition, wanted, sort, shown, exact)
                if found:
                    leaf, item, words = found
                    remembered = Shown(item.sort.value, item.key, item.source, item.topic, words)
                    return _content(wanted, leaf), remembered
        raise NothingFound(_nothing(wanted.schedule))

    async def _of_sort(
        self, edition: Edition, wanted: Wanted, sort: Sort, shown: Sequence[Shown], exact: bool
    ) -> tuple[Leaf, Item, frozenset[str]] | None:
        if sort is Sort.DAY:
            return await _of_day(edition, wanted, shown, exact)
        stock = await self._stock(edition)
        among = await _among(edition, stock, wanted.schedule, sort)
        while item := choose(stock, among, shown, wanted.nonce):
            if leaf := await _leaf(edition, item, wanted):
                return leaf, item, stock.words_of(item)
            among.remove(item)  # its moderators hid it
        return None

    async def _stock(self, edition: Edition) -> Stock:
        name = edition.path.name
        if name not in self._stocks:
            while len(self._stocks) >= _EDITIONS:
                self._stocks.pop(next(iter(self._stocks)))
            self._stocks[name] = await asyncio.to_thread(stocked, await edition.stock())
        return self._stocks[name]


def _sorts(kind: Kind, shown: Sequence[Shown]) -> Sequence[Sort]:
    return sorts_in_turn(shown) if kind is Kind.MIXED else [Sort(kind.value)]


async def _among(edition: Edition, stock: Stock, schedule: Schedule, sort: Sort) -> list[Item]:
    """Return the items of a sort that fit a schedule: unverified ones only where their document is asked for."""
    places, keys = await _about(edition, schedule.topic, sort)
    return [
        item
        for item in stock.items
        if item.sort is sort
        and (item.source == schedule.source if schedule.source else item.trusted)
        and (places is None or item.place in places)
        and (keys is None or item.key in keys)
    ]


async def _about(edition: Edition, topic: str, sort: Sort) -> tuple[set[tuple[int, int]] | None, set[str] | None]:
    """Return where the items about a topic are, or their keys; None is everything."""
    if not topic:
        return None, None
    try:
        if sort is Sort.FACT:
            return set(await edition.facts(topic)), None
        return None, set(await edition.quotation_keys("", topic))
    except NothingFound:
        return set(), set()


async def _leaf(edition: Edition, item: Item, wanted: Wanted) -> Leaf | None:
    if item.sort is Sort.FACT:
        answers = await edition.keyed([item.key])
        return leaves.fact(answers[item.key], wanted.day, wanted.nonce) if answers else None
    quoted = await edition.quoted([item.key])
    return leaves.quotation(quoted[0], wanted.day, wanted.nonce) if quoted else None


async def _of_day(
    edition: Edition, wanted: Wanted, shown: Sequence[Shown], exact: bool
) -> tuple[Leaf, Item, frozenset[str]] | None:
    """Return what happened on the day, or on the nearest one: what was never shown, or longest ago, comes first."""
    about = await _keys_about(edition, wanted.schedule.topic)
    last = {one.key: place for place, one in enumerate(shown)}
    async for day in _days(edition, Day(wanted.day.month, wanted.day.day), exact):
        events = [one for one in await edition.on_this_day(day) if _fits(one, wanted.schedule, about)]
        if events:
            event = min(events, key=lambda one: (last.get(one.entry.key, -1), -one.entry.weight))
            leaf = leaves.on_this_day(event, day, wanted.day, wanted.nonce, len(events) - 1)
            source = event.answer.passage.source.name
            item = Item(Sort.DAY, event.entry.key, event.answer.text, source, "", True, (0, 0))
            return leaf, item, frozenset(Stems().content(item.text))
    return None


async def _days(edition: Edition, day: Day, exact: bool) -> AsyncIterator[Day]:
    yield day
    for near in [] if exact else edition.index.nearest_days(day, _NEAREST):
        if near != day:
            yield near


async def _keys_about(edition: Edition, topic: str) -> set[str] | None:
    if not topic:
        return None
    try:
        return {entry.key for entry in await edition.timeline.between(_FIRST_YEAR, _LAST_YEAR, topic)}
    except NothingFound:
        return set()


def _fits(event: Event, schedule: Schedule, about: set[str] | None) -> bool:
    source = event.answer.passage.source
    wanted = source.name == schedule.source if schedule.source else source.metadata.trust is not Trust.UNVERIFIED
    return wanted and (about is None or event.entry.key in about)


def _content(wanted: Wanted, leaf: Leaf) -> Content:
    heading = leaf.parts[0].partition("\n")[0].removeprefix("### ")
    title = f"{heading} {wanted.day.year}"[:100] if wanted.schedule.thread else ""
    return Content(leaf, wanted.schedule.role_id, wanted.schedule.silent, title)


def _nothing(schedule: Schedule) -> str:
    named = {Kind.FACT: "no fact", Kind.QUOTATION: "no quotation", Kind.DAY: "no dated event", Kind.MIXED: "nothing"}
    about = f" about “{schedule.topic}”" if schedule.topic else ""
    source = f" in {schedule.source}" if schedule.source else ""
    return f"The documents have {named[schedule.kind]}{about}{source} to post. Choose another topic or source."
