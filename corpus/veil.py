"""What is left out of an edition for those who asked: sentences, quotations and events, by their content keys."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import Any

import aiosqlite

Span = tuple[int, int]

SENTENCES = """
    SELECT passage_id, number, start, end
      FROM sentence
     WHERE key IN (SELECT value FROM json_each(:keys))
     ORDER BY passage_id, number
"""

# The longest quotation runs over fewer passages than these; it keeps SQLite within a stretch of its index.
QUOTATIONS = """
    SELECT i.value, q.key, q.passage_id, q.start, q.last_id, q.end
      FROM json_each(:ids) AS i
      JOIN quotation       AS q ON q.passage_id BETWEEN i.value - 200 AND i.value
                               AND q.last_id >= i.value
"""

# What heads an event stands in the first telling's sentence, or in another place of an infobox.
HEADS = """
    SELECT e.key, t.passage_id, t.sentence, t.head_passage_id, t.head_start, t.head_end
      FROM telling AS t
      JOIN event   AS e ON e.id = t.event_id
     WHERE t.position = 0
       AND (t.passage_id IN (SELECT value FROM json_each(:ids))
            OR t.head_passage_id IN (SELECT value FROM json_each(:ids)))
"""

_BAR = "ǁ"  # a letter to every reader of words, and in no word


@dataclass(frozen=True, slots=True)
class Veil:
    """What is left out: the keys themselves, and what falls with the sentences that they name."""

    keys: frozenset[str] = frozenset()
    places: Mapping[int, Mapping[int, Span]] = field(default_factory=dict)  # passage → number of the sentence → span
    events: frozenset[str] = frozenset()
    quotations: frozenset[str] = frozenset()

    def covers(self, passage_id: int, sentence: int) -> bool:
        """Say whether a sentence is left out."""
        return sentence in self.places.get(passage_id, ())

    def barred(self, passage_id: int, text: str) -> str:
        """Return a passage's text, as long as it was, with one word that nobody wrote for each sentence left out."""
        for start, end in self.places.get(passage_id, {}).values():
            text = text[:start] + _BAR * (end - start) + text[end:]
        return text


NOTHING = Veil()


async def read_veil(db: aiosqlite.Connection, keys: Set[str]) -> Veil:
    """Find out once what some content keys mean in an edition."""
    rows = await db.execute_fetchall(SENTENCES, {"keys": json.dumps(sorted(keys))})
    places: dict[int, dict[int, Span]] = {}
    for passage_id, number, start, end in rows:
        places.setdefault(passage_id, {})[number] = start, end
    ids = {"ids": json.dumps(list(places))}
    quotations = _quotations(await db.execute_fetchall(QUOTATIONS, ids), places)
    events = _events(await db.execute_fetchall(HEADS, ids), places)
    return Veil(frozenset(keys), places, events | keys, quotations | keys)


def _quotations(rows: Iterable[Sequence[Any]], places: Mapping[int, Mapping[int, Span]]) -> frozenset[str]:
    """Return the quotations some of whose words stand in sentences that are left out."""
    found = set()
    for here, key, first, start, last, end in rows:
        begins, ends = (start if first == here else 0), (end if last == here else None)
        if _touches(places, here, begins, ends):
            found.add(str(key))
    return frozenset(found)


def _events(rows: Iterable[Sequence[Any]], places: Mapping[int, Mapping[int, Span]]) -> frozenset[str]:
    """Return the events whose first telling, or whose heading, is left out."""
    found = set()
    for key, passage_id, sentence, head_id, start, end in rows:
        if sentence in places.get(passage_id, ()) or _touches(places, head_id, start, end):
            found.add(str(key))
    return frozenset(found)


def _touches(places: Mapping[int, Mapping[int, Span]], passage_id: int, start: int, end: int | None) -> bool:
    spans = places.get(passage_id, {}).values()
    return any(start < last and (end is None or first < end) for first, last in spans)
