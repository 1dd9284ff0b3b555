"""Search by words with filters and an order of one's own: which passages have them, and where in them."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import aiosqlite

from corpus.search import Desk, Hit
from corpus.search.matching import Match, matches
from corpus.search.reading import Reading, reading
from corpus.served import Answer, Passage

DEPTH = 1_000
"""How many passages are looked at; what more there is lies too far from the query."""

_ALLOWED = """
    SELECT p.id, t.first, t.last, t.edtf_gregorian
      FROM json_each(:ids) AS i
      JOIN passage         AS p ON p.id = i.value
      JOIN document        AS d ON d.id = p.document_id
      JOIN section         AS s ON s.id = p.section_id
      LEFT JOIN telling    AS t ON t.passage_id = p.id AND t.first <= :last AND t.last >= :first
     WHERE (:source = '' OR d.name = :source)
       AND (:section = '' OR s.heading = :section
            OR :section IN (SELECT value FROM json_each(s.path)))
       AND (NOT :dated OR t.first IS NOT NULL)
     ORDER BY p.id, t.first, t.last
"""

Told = tuple[int, int, str]
"""The first and the last day of a date, and its EDTF."""

_ENOUGH = 0.4
"""Which part of the best passage's score another must have."""
_FIRST, _LAST = -4_000_000, 4_000_000  # day numbers before and after every year that can be asked for


class Order(StrEnum):
    """In which order passages come."""

    BEST = "best"
    OLDEST = "oldest"
    NEWEST = "newest"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for: words, and where and when; `first` and `last` are day numbers, left open by None."""

    query: str
    source: str = ""
    section: str = ""
    first: int | None = None
    last: int | None = None
    order: Order = Order.BEST

    @property
    def is_open(self) -> bool:
        """Whether it asks for words alone, the best first."""
        return self == Wanted(self.query)


@dataclass(frozen=True, slots=True)
class Result:
    """A passage by its sentence that has most of the words, and where they stand in the passage's text.

    `edtf` is the earliest date that it tells of, of those asked for, or the latest where these come first; or "".
    """

    answer: Answer
    words: tuple[tuple[int, int], ...]
    edtf: str


@dataclass(frozen=True, slots=True)
class Page:
    """Some results, how many there are in all, and what misspelt words were read as."""

    results: tuple[Result, ...]
    total: int
    read_as: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Browse:
    """The passages of one edition, to be looked through."""

    _db: aiosqlite.Connection
    _desk: Desk
    _passages: Callable[[Iterable[int]], Awaitable[Mapping[int, Passage]]]

    async def page(self, wanted: Wanted, offset: int, limit: int) -> Page:
        """Return the results from the `offset`th on."""
        hits = await self._desk.find(wanted.query, DEPTH)
        told = await self._told([hit.passage_id for hit in hits], wanted)
        found = _sorted([hit for hit in hits if hit.passage_id in told], told, wanted.order)
        shown = [hit.passage_id for hit in found[offset : offset + limit]]
        passages = await self._passages(shown)
        asked = reading(wanted.query, self._desk.survey, asks=False)
        results = tuple(_result(asked, passages[id], _dated(told[id], wanted.order)) for id in shown)
        return Page(results, len(found), read_as(asked))

    async def _told(self, ids: Sequence[int], wanted: Wanted) -> Mapping[int, Sequence[Told]]:
        """Return the passages that the filters let through, with the dates of what they tell, the earliest first."""
        asked = {
            "ids": json.dumps(list(ids)),
            "source": wanted.source,
            "section": wanted.section,
            "first": _FIRST if wanted.first is None else wanted.first,
            "last": _LAST if wanted.last is None else wanted.last,
            "dated": wanted.first is not None or wanted.last is not None,
        }
        told: dict[int, list[Told]] = {}
        for id, first, last, edtf in await self._db.execute_fetchall(_ALLOWED, asked):
            told.setdefault(id, []).extend([] if first is None else [(first, last, edtf)])
        return told


def _sorted(hits: Sequence[Hit], told: Mapping[int, Sequence[Told]], order: Order) -> list[Hit]:
    """Return the hits that are near enough to the best in an order; what tells of no date comes last."""
    near = [hit for hit in hits if hit.score >= _ENOUGH * hits[0].score]
    keys: Mapping[Order, Callable[[Hit], int]] = {
        Order.OLDEST: lambda hit: min((first for first, _, _ in told[hit.passage_id]), default=_LAST),
        Order.NEWEST: lambda hit: -max((last for _, last, _ in told[hit.passage_id]), default=_FIRST),
        Order.DOCUMENT: lambda hit: hit.passage_id,
    }
    return sorted(near, key=keys[order]) if order in keys else near


def _dated(told: Sequence[Told], order: Order) -> str:
    """Return the date by which a passage is put in its place."""
    if not told:
        return ""
    return max(told, key=lambda one: one[1])[2] if order is Order.NEWEST else told[0][2]


def _result(asked: Reading, passage: Passage, edtf: str) -> Result:
    found = list(matches(asked, passage.text))
    best = max(passage.sentences, key=lambda one: _holds(found, one.start, one.end), default=None)
    number = best.number if best else 1
    spans = tuple(dict.fromkeys((match.start, match.end) for match in found))
    return Result(Answer(passage, number, number), spans, edtf)


def _holds(found: Sequence[Match], start: int, end: int) -> int:
    """Return how many of the query's words a stretch of text has."""
    return len({match.term for match in found if start <= match.start < end})


def read_as(asked: Reading) -> tuple[tuple[str, str], ...]:
    """Return each word that nobody in the corpus wrote with the one that it was read as."""
    return tuple((word, others[0][0]) for word, others in asked.meant.items())
