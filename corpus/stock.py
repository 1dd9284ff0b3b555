"""What an edition has to offer day by day: facts and quotations that stand by themselves, with what they are about."""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum

import aiosqlite

FACTS = """
    SELECT f.key, substr(p.text, s.start + 1, s.end - s.start), d.name, c.path, d.trust, f.passage_id, f.sentence
      FROM fact     AS f
      JOIN passage  AS p ON p.id = f.passage_id
      JOIN sentence AS s ON s.passage_id = f.passage_id AND s.number = f.sentence
      JOIN section  AS c ON c.id = p.section_id
      JOIN document AS d ON d.id = p.document_id
     ORDER BY f.passage_id, f.sentence
"""

QUOTATIONS = """
    SELECT q.key, q.text, d.name, c.path, d.trust, q.passage_id, 0
      FROM quotation AS q
      JOIN passage   AS p ON p.id = q.passage_id
      JOIN section   AS c ON c.id = p.section_id
      JOIN document  AS d ON d.id = p.document_id
     WHERE q.speaker <> ''
       AND length(q.text) BETWEEN 30 AND 900
     ORDER BY q.id
"""


class Sort(StrEnum):
    """What an item is."""

    FACT = "fact"
    QUOTATION = "quotation"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class Item:
    """Something to show: its content key, words, document and subject; `place` is its passage and sentence.

    `source` is a document's name, `topic` the heading that it stands under.
    """

    sort: Sort
    key: str
    text: str
    source: str
    topic: str
    trusted: bool
    place: tuple[int, int]


async def read_stock(db: aiosqlite.Connection) -> tuple[Item, ...]:
    """Read all facts and quotations, each key once, in the documents' order."""
    found: dict[tuple[Sort, str], Item] = {}
    for sort, query in ((Sort.FACT, FACTS), (Sort.QUOTATION, QUOTATIONS)):
        for key, text, source, path, trust, passage, sentence in await db.execute_fetchall(query):
            headings = json.loads(path)
            topic = headings[-1] if headings else ""
            item = Item(sort, key, text, source, topic, trust != "unverified", (passage, sentence))
            found.setdefault((sort, key), item)
    return tuple(found.values())
