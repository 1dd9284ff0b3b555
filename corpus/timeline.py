"""What happened when: the events of an edition, by day, by years, by topic and in words."""

from __future__ import annotations

import asyncio
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

import aiosqlite
from rapidfuzz import fuzz

from corpus import search
from corpus.dates import day_number
from corpus.errors import NothingFound
from corpus.index import Index
from corpus.model import Calendar, EventKind, Precision, Source
from corpus.passages import read_passages, withheld
from corpus.search.words import Stems
from corpus.served import Answer, Day, Entry, Event, Telling
from corpus.veil import NOTHING, Veil

ENTRIES = """
    SELECT e.key, e.kind, substr(p.text, t.head_start + 1, t.head_end - t.head_start), e.edtf, e.edtf_gregorian,
           e.precision, e.first, e.last, e.disputed, e.weight, t.flags, d.name || ':' || q.number || '.' || t.sentence
      FROM event    AS e
      JOIN telling  AS t ON t.event_id = e.id AND t.position = 0
      JOIN passage  AS p ON p.id = t.head_passage_id
      JOIN passage  AS q ON q.id = t.passage_id
      JOIN document AS d ON d.id = q.document_id
"""

BETWEEN = f"""{ENTRIES}
     WHERE e.first <= :last
       AND (e.first >= :first OR (e.kind = 'office' AND e.last >= :first))
     ORDER BY e.first, e.last, e.id
"""

AMONG = f"""{ENTRIES}
     WHERE e.id IN (SELECT value FROM json_each(:ids))
       AND e.first <= :last
       AND (e.first >= :first OR (e.kind = 'office' AND e.last >= :first))
     ORDER BY e.first, e.last, e.id
"""

KEYED = f"""{ENTRIES}
     WHERE e.key IN (SELECT value FROM json_each(:keys))
     ORDER BY e.id DESC
"""

TELLINGS = """
    SELECT e.key, t.passage_id, t.sentence, substr(p.text, t.start + 1, t.end - t.start), t.edtf, t.edtf_gregorian,
           t.calendar, t.first, t.last, t.flags
      FROM event   AS e
      JOIN telling AS t ON t.event_id = e.id
      JOIN passage AS p ON p.id = t.passage_id
     WHERE e.key IN (SELECT value FROM json_each(:keys))
     ORDER BY e.id, t.position
"""

ON_THIS_DAY = """
    SELECT e.key, a.calendar
      FROM anniversary AS a
      JOIN event       AS e ON e.id = a.event_id
     WHERE a.month = :month
       AND a.day = :day
       AND (:calendar IS NULL OR a.calendar = :calendar)
     ORDER BY e.first, e.id, a.calendar
"""

TOLD = """
    SELECT t.event_id, substr(p.text, s.start + 1, s.end - s.start), c.path, d.title
      FROM telling  AS t
      JOIN passage  AS p ON p.id = t.passage_id
      JOIN sentence AS s ON s.passage_id = t.passage_id AND s.number = t.sentence
      JOIN section  AS c ON c.id = p.section_id
      JOIN document AS d ON d.id = p.document_id
"""

IN_PASSAGES = """
    SELECT e.key, t.passage_id, substr(p.text, s.start + 1, s.end - s.start),
           substr(h.text, t.head_start + 1, t.head_end - t.head_start), e.kind, e.precision = 'day', e.weight
      FROM telling  AS t
      JOIN event    AS e ON e.id = t.event_id
      JOIN passage  AS p ON p.id = t.passage_id
      JOIN passage  AS h ON h.id = t.head_passage_id
      JOIN sentence AS s ON s.passage_id = t.passage_id AND s.number = t.sentence
     WHERE t.passage_id IN (SELECT value FROM json_each(:ids))
"""

REACH = """
    SELECT min(first), max(first)
      FROM event
"""

_MOST_PASSAGES = 60
_MOST_ANSWERS = 12
_LONGEST_TOPIC = 100
_OF_THAT_KIND = 20.0
_LIVES: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "birth": frozenset(Stems().content("born birth birthday")),
        "death": frozenset(Stems().content("die died death dead killed murdered assassinated")),
    }
)
_SAID = re.compile(r"\b(?:born|died|killed|executed|murdered|assassinated)\b")  # where it is missing, a name stands
_LIKE_ENOUGH = 60.0  # of a hundred, for the words of an event against the words asked


@dataclass(frozen=True, slots=True)
class Timeline:
    """The events of one edition."""

    _db: aiosqlite.Connection
    _edition: str
    _sources: Mapping[int, Source]
    _index: Index
    _desk: search.Desk
    _veil: Veil = NOTHING

    async def on_this_day(self, day: Day, calendar: Calendar | None = None) -> tuple[Event, ...]:
        """Return what happened on a day of the year, oldest first, each event once, in one calendar or in both."""
        asked = {"month": day.month, "day": day.day, "calendar": calendar}
        rows = list(await self._db.execute_fetchall(ON_THIS_DAY, asked))
        styles = {key: Calendar(style) for key, style in reversed(rows)}
        events = await self.events(dict.fromkeys(key for key, _ in rows))
        return tuple(replace(event, style=styles[event.entry.key]) for event in events)

    async def between(self, first: int, last: int, topic: str = "") -> tuple[Entry, ...]:
        """Return what happened in the years `first` to `last`, about a topic if said, in the order of time.

        Years are astronomical. Terms of office are told from any of their years. Raises NothingFound where the
        topic is in no event at all.
        """
        asked: dict[str, object] = {"first": day_number(first, 1, 1), "last": day_number(last, 12, 31)}
        if not topic:
            return self._shown(await self._db.execute_fetchall(BETWEEN, asked))
        ids = await self._about(topic)
        if not ids:
            raise NothingFound(self._no_such_topic(topic))
        return self._shown(await self._db.execute_fetchall(AMONG, {**asked, "ids": json.dumps(ids)}))

    def _shown(self, rows: Iterable[Sequence[Any]]) -> tuple[Entry, ...]:
        return tuple(entry for entry in _entries(rows) if entry.key not in self._veil.events)

    async def _about(self, topic: str) -> list[int]:
        rows = list(await self._db.execute_fetchall(TOLD))
        return await asyncio.to_thread(_concerning, rows, self._index.spelt(topic[:_LONGEST_TOPIC]))

    def _no_such_topic(self, topic: str) -> str:
        near = [f"“{name}”" for name in self._index.suggest_topics(topic, 3)]
        hint = f"Did you mean {' or '.join(near)}?" if near else "Try another word, or no topic at all."
        return f"No dated event here is about “{topic[:_LONGEST_TOPIC]}”. {hint}"

    async def events(self, keys: Iterable[str]) -> tuple[Event, ...]:
        """Return the events with these keys, in the order of the keys, those that this edition has."""
        keys = list(dict.fromkeys(keys))
        asked = {"keys": json.dumps(keys)}
        entries = {entry.key: entry for entry in self._shown(await self._db.execute_fetchall(KEYED, asked))}
        rows = list(await self._db.execute_fetchall(TELLINGS, asked))
        ids = list(dict.fromkeys(row[1] for row in rows))
        passages = await read_passages(self._db, self._edition, self._sources, ids)
        told: dict[str, list[Telling]] = defaultdict(list)
        for key, id, sentence, date, edtf, gregorian, calendar, first, last, flags in rows:
            if self._veil.covers(id, sentence):
                continue
            answer = Answer(withheld(passages[id], self._veil.keys), sentence, sentence)
            doubts = frozenset(flags.split())
            told[key].append(Telling(answer, date, edtf, gregorian, Calendar(calendar), first, last, doubts))
        return tuple(Event(entries[key], tuple(told[key])) for key in keys if key in entries)

    async def when(self, asked: str) -> tuple[str, ...]:
        """Return the keys of the events that some words may mean, the likeliest first. Raises NothingFound."""
        if asked in self._index.events.values():
            return (asked,)
        hits = [hit.passage_id for hit in await self._desk.find(asked, _MOST_PASSAGES)]
        rows = list(await self._db.execute_fetchall(IN_PASSAGES, {"ids": json.dumps(hits)}))
        rows = [row for row in rows if row[0] not in self._veil.events]
        keys = await asyncio.to_thread(_likeliest, asked, rows, hits)
        if not keys:
            raise NothingFound(f"The corpus gives no date for “{asked[:_LONGEST_TOPIC]}”. Try other words, or /ask.")
        return keys

    async def reach(self) -> tuple[int, int] | None:
        """Return the first and the last day number on which anything begins, or None where nothing does."""
        [(first, last)] = await self._db.execute_fetchall(REACH)
        return None if first is None else (first, last)


def _entries(rows: Iterable[Sequence[Any]]) -> tuple[Entry, ...]:
    return tuple(
        Entry(
            *(key, EventKind(kind), head, edtf, gregorian, Precision(precision), first, last, bool(disputed), weight),
            *(frozenset(flags.split()), ref),
        )
        for key, kind, head, edtf, gregorian, precision, first, last, disputed, weight, flags, ref in rows
    )


def _concerning(rows: Sequence[Sequence[Any]], spellings: Sequence[str]) -> list[int]:
    """Return the events whose sentence has one of the spellings, or whose heading or document's title is one.

    Where none does, those whose sentence and headings have all of the words.
    """
    named = re.compile(rf"(?<!\w)(?:{_either(spellings)})(?!\w)", re.IGNORECASE)
    known = {spelling.casefold() for spelling in spellings}
    over = {path for _, _, path, _ in rows if known & {heading.casefold() for heading in json.loads(path)}}
    found = {id for id, text, path, title in rows if named.search(text) or path in over or title.casefold() in known}
    if not found:
        stems = Stems()
        wanted = set(stems.content(spellings[0]))
        found = {id for id, text, path, title in rows if wanted and wanted <= set(stems.content(f"{text} {path}"))}
    return sorted(found)


def _either(spellings: Sequence[str]) -> str:
    return "|".join(re.escape(one) for one in sorted(spellings, key=len, reverse=True))


def lifetime(
    entries: Sequence[Entry], spellings: Sequence[str], documents: Set[str] = frozenset()
) -> tuple[Entry, Entry] | None:
    """Return somebody's birth and death if the entries tell both of a person so called.

    `documents` are the names of those that are about the person, where the infobox may give another name.
    """
    called = re.compile(rf"(?:{_either(spellings)})(?!\w|['’]s)", re.IGNORECASE)
    best: dict[EventKind, Entry] = {}
    for entry in sorted(entries, key=lambda entry: entry.weight):
        subject = entry.ref.partition(":")[0] in documents and not _SAID.search(entry.head)
        if called.match(entry.head) or subject:
            best[entry.kind] = entry
    birth, death = best.get(EventKind.BIRTH), best.get(EventKind.DEATH)
    return (birth, death) if birth and death and birth.first <= death.last else None


def _likeliest(asked: str, rows: Iterable[Sequence[Any]], hits: Sequence[int]) -> tuple[str, ...]:
    """Return the keys of the events that are most like the words asked; among equals, the most alike in length."""
    stems = Stems()
    words = stems.content(asked)
    kinds = [kind for kind, said in _LIVES.items() if said & set(words)]
    wanted = " ".join(stem for stem in words if not any(stem in _LIVES[kind] for kind in kinds)) or " ".join(words)
    place = {id: number for number, id in enumerate(hits)}
    best: dict[str, tuple[float, ...]] = {}
    for key, id, text, head, kind, exact, weight in rows:
        like = fuzz.token_set_ratio(wanted, " ".join(stems.content(text)))
        if like < _LIKE_ENOUGH:
            continue
        meant = like + (_OF_THAT_KIND if kind in kinds else 0)
        close = fuzz.token_sort_ratio(wanted, " ".join(stems.content(head)))
        best[key] = max(best.get(key, (0.0,)), (meant, round(close / 10), exact, weight, -place[id]))
    return tuple(sorted(best, key=lambda key: best[key], reverse=True)[:_MOST_ANSWERS])
