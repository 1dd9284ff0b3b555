"""What people may be offered while they type: speakers, people, headings and references, held in memory."""

from __future__ import annotations

import asyncio
import json
import re
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from heapq import nsmallest
from itertools import accumulate, islice

import aiosqlite
from rapidfuzz import fuzz, process

from corpus.errors import NothingFound
from corpus.served import Day
from corpus.veil import NOTHING, Veil

SPEAKERS = """
    SELECT speaker, count(*)
      FROM quotation
     WHERE speaker <> ''
       AND key NOT IN (SELECT value FROM json_each(:quotations))
     GROUP BY speaker
     ORDER BY count(*) DESC, speaker
"""

PEOPLE = """
    SELECT name, spellings
      FROM person
     ORDER BY mentions DESC, name
"""

HEADINGS = """
    SELECT heading
      FROM section
     WHERE level > 0
     GROUP BY heading
     ORDER BY min(id)
"""

DAYS = """
    SELECT DISTINCT a.month, a.day
      FROM anniversary AS a
      JOIN event       AS e ON e.id = a.event_id
     WHERE e.key NOT IN (SELECT value FROM json_each(:events))
     ORDER BY a.month, a.day
"""

EVENTS = """
    SELECT e.key, e.edtf_gregorian, substr(p.text, t.head_start + 1, min(t.head_end - t.head_start, 120))
      FROM event   AS e
      JOIN telling AS t ON t.event_id = e.id AND t.position = 0
      JOIN passage AS p ON p.id = t.head_passage_id
     ORDER BY e.weight DESC, e.id
     LIMIT :most
"""

PLACES = """
    SELECT d.name || ':' || min(p.number), s.heading
      FROM passage  AS p
      JOIN section  AS s ON s.id = p.section_id
      JOIN document AS d ON d.id = p.document_id
     WHERE p.zone NOT IN ('title', 'heading', 'reference', 'debris')
     GROUP BY s.id
     ORDER BY s.id
"""

_LONGEST_QUERY = 64
_MOST_COMPARED = 1_000
_LONGEST_COMPARED = 32
_MOST_EVENTS = 20_000  # that are held in memory to be offered, those first of which most is made
_MOST_WORDS = 8
_LONGEST_LABEL = 100
_NEAR_ENOUGH = 75.0
_DAYS_A_YEAR = 366


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody who is quoted, and how often."""

    name: str
    quotations: int


@dataclass(frozen=True, slots=True)
class Lines:
    """Names as one text in small letters, a line each, since searching it is quicker than asking each name."""

    names: tuple[str, ...]
    folded: str
    starts: Sequence[int]

    @classmethod
    def of(cls, names: Iterable[str]) -> Lines:
        """Return names in the order in which they are offered."""
        held = tuple(names)
        folded = [f"\n{name.replace(_NEW_LINE, ' ').casefold()}" for name in held]
        return cls(held, "".join(folded), array("Q", accumulate(map(len, folded), initial=0)))

    def holding(self, sought: str) -> Iterator[str]:
        """Yield the names that hold what is sought, in their order; those whose beginning it is, after a new line."""
        at = self.folded.find(sought)
        while at >= 0:
            line = bisect_right(self.starts, at) - 1
            yield self.names[line]
            at = self.folded.find(sought, self.starts[line + 1])


_NEW_LINE = "\n"


@dataclass(frozen=True, slots=True)
class Index:
    """Names in the order in which they are offered before anything is typed."""

    speakers: tuple[Speaker, ...]
    spellings: Mapping[str, str]  # folded spelling of a person → canonical name
    topics: tuple[str, ...]  # people, then headings
    days: tuple[Day, ...]  # the days of the year on which something happened
    events: Mapping[str, str]  # what is offered for each event → its key
    places: Mapping[str, str]  # what is offered for each section → the reference of its first passage
    _topic_lines: Lines = field(init=False, repr=False, compare=False)
    _event_lines: Lines = field(init=False, repr=False, compare=False)
    _place_lines: Lines = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        for name, names in (("topic", self.topics), ("event", self.events), ("place", self.places)):
            object.__setattr__(self, f"_{name}_lines", Lines.of(names))

    def suggest_speakers(self, typed: str, limit: int = 25) -> list[Speaker]:
        """Return the speakers whose name fits what was typed, best first."""
        by_name = {speaker.name: speaker for speaker in self.speakers}
        return [by_name[name] for name in suggest(typed, Lines.of(by_name), limit)]

    def suggest_topics(self, typed: str, limit: int = 25) -> list[str]:
        """Return people and headings that fit what was typed, best first."""
        return suggest(typed, self._topic_lines, limit)

    def suggest_events(self, typed: str, limit: int = 25) -> list[tuple[str, str]]:
        """Return events that fit what was typed, as a label and the event's key; words may come in any order."""
        sought = typed.casefold().split()[:_MOST_WORDS]
        if len(sought) < 2:
            labels: Iterable[str] = suggest(typed, self._event_lines, limit)
        else:
            longest = max(sought, key=len)
            holding = self._event_lines.holding(longest)
            fitting = (label for label in holding if all(word in label.casefold() for word in sought))
            labels = list(islice(fitting, limit)) or _spelt_like(" ".join(sought), self.events, limit)
        return [(label, self.events[label]) for label in labels]

    def spelt(self, topic: str) -> tuple[str, ...]:
        """Return a topic as it was typed, and where it is a person, all other spellings of them."""
        typed = " ".join(topic.split())
        name = self.spellings.get(typed.casefold())
        return (typed, *(spelling for spelling, known in self.spellings.items() if name and known == name))

    def suggest_references(self, typed: str, limit: int = 25) -> list[tuple[str, str]]:
        """Return sections that fit what was typed, as a label and the reference of the first passage."""
        return [(label, self.places[label]) for label in suggest(typed, self._place_lines, limit)]

    def speaker(self, typed: str) -> str:
        """Return the speaker that somebody typed, by any spelling, or nearly. Raises NothingFound."""
        folded = typed.strip().casefold()
        names = {speaker.name.casefold(): speaker.name for speaker in self.speakers}
        known = names.get(folded) or names.get(self.spellings.get(folded, "").casefold())
        near = self.suggest_speakers(typed, 1)
        if not known and not near:
            raise NothingFound(f"Nobody called “{typed[:_LONGEST_QUERY]}” is quoted in the corpus.")
        return known or near[0].name

    def nearest_days(self, asked: Day, limit: int = 3) -> list[Day]:
        """Return the days on which something happened that lie nearest to a day, round the turn of the year."""

        def distance(day: Day) -> int:
            apart = abs(_ordinal(day) - _ordinal(asked))
            return min(apart, _DAYS_A_YEAR - apart)

        return nsmallest(limit, self.days, key=distance)


def _ordinal(day: Day) -> int:
    """Return the place of a day in a leap year."""
    before = (0, 31, 60, 91, 121, 152, 182, 213, 244, 274, 305, 335)
    return before[day.month - 1] + day.day


def suggest(typed: str, lines: Lines, limit: int) -> list[str]:
    """Return the names that begin with what was typed, then those that hold it, then those that are spelt like it."""
    sought = " ".join(typed.casefold().split())[:_LONGEST_QUERY]
    if not sought:
        return list(lines.names[:limit])
    found: dict[str, None] = {}
    for place in (f"\n{sought}", f" {sought}", sought):
        found.update(dict.fromkeys(islice(lines.holding(place), limit)))
    if len(found) < limit:
        found.update(dict.fromkeys(_spelt_like(sought, lines.names, limit)))
    return list(found)[:limit]


def _spelt_like(sought: str, names: Iterable[str], limit: int) -> Iterable[str]:
    """Return names that are spelt like what was typed, of the first ones: comparing holds the event loop."""
    near = process.extract(
        sought[:_LONGEST_COMPARED],
        list(islice(names, _MOST_COMPARED)),
        scorer=fuzz.WRatio,
        processor=str.casefold,
        score_cutoff=_NEAR_ENOUGH,
        limit=limit,
    )
    return (name for name, _, _ in near)


async def read_index(db: aiosqlite.Connection) -> Index:
    """Read what an edition offers."""
    speakers, days = await _speakers(db, NOTHING), await _days(db, NOTHING)
    people, headings = await db.execute_fetchall(PEOPLE), await db.execute_fetchall(HEADINGS)
    places, events = await db.execute_fetchall(PLACES), await db.execute_fetchall(EVENTS, {"most": _MOST_EVENTS})
    return await asyncio.to_thread(_indexed, speakers, days, people, headings, places, events)


def _indexed(
    speakers: tuple[Speaker, ...],
    days: tuple[Day, ...],
    people: Iterable[Sequence[str]],
    headings: Iterable[Sequence[str]],
    places: Iterable[Sequence[str]],
    events: Iterable[Sequence[str]],
) -> Index:
    people = list(people)
    spellings = {spelling.casefold(): name for name, listed in reversed(people) for spelling in json.loads(listed)}
    topics = tuple(dict.fromkeys([name for name, _ in people] + [heading for (heading,) in headings]))
    references = {f"{ref} · {heading}": ref for ref, heading in places}
    keys = {_event_label(head, edtf): key for key, edtf, head in events}
    return Index(speakers, spellings, topics, days, keys, references)


async def veiled(db: aiosqlite.Connection, index: Index, veil: Veil) -> Index:
    """Return what an edition offers beyond what is left out."""
    speakers, days = await _speakers(db, veil), await _days(db, veil)
    events = {label: key for label, key in index.events.items() if key not in veil.events}
    return await asyncio.to_thread(replace, index, speakers=speakers, days=days, events=events)


async def _speakers(db: aiosqlite.Connection, veil: Veil) -> tuple[Speaker, ...]:
    rows = await db.execute_fetchall(SPEAKERS, {"quotations": json.dumps(sorted(veil.quotations))})
    return tuple([Speaker(*row) for row in rows])


async def _days(db: aiosqlite.Connection, veil: Veil) -> tuple[Day, ...]:
    rows = await db.execute_fetchall(DAYS, {"events": json.dumps(sorted(veil.events))})
    return tuple([Day(*row) for row in rows])


def _event_label(head: str, edtf: str) -> str:
    """Return an event as it is offered: its words, as far as a label has room, and its year."""
    year = re.search(r"-?[0-9X]{4}", edtf)
    tail = f" · {year[0]}" if year else ""
    room = _LONGEST_LABEL - len(tail)
    return (head if len(head) <= room else head[: room - 1].rsplit(" ", 1)[0] + "…") + tail
