"""What differs between two editions: documents, facts, dated events and quotations, counted and with examples."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

EXAMPLES = 5  # of each way in which things of one kind differ

# Each has the key by which a thing is known again, what is compared, where it stands, and how it reads. Where two
# things have one key, as a sentence that stands twice, the first stands for both.
_KINDS: Mapping[str, str] = MappingProxyType(
    {
        "documents": """
            SELECT name AS key, min(sha || title || author || url || licence || retrieved || trust) AS compared,
                   name AS ref, title AS reads, id AS place
              FROM {edition}.document
             GROUP BY name
        """,
        "facts": """
            SELECT f.key AS key, '' AS compared, d.name || ':' || p.number || '.' || f.sentence AS ref,
                   substr(p.text, s.start + 1, s.end - s.start) AS reads,
                   min(f.passage_id * 4096 + f.sentence) AS place
              FROM {edition}.fact     AS f
              JOIN {edition}.sentence AS s ON s.passage_id = f.passage_id AND s.number = f.sentence
              JOIN {edition}.passage  AS p ON p.id = f.passage_id
              JOIN {edition}.document AS d ON d.id = p.document_id
             GROUP BY f.key
        """,
        "events": """
            SELECT e.key AS key, e.edtf AS compared, d.name || ':' || q.number || '.' || t.sentence AS ref,
                   substr(p.text, t.head_start + 1, t.head_end - t.head_start) || ' (' || e.edtf || ')' AS reads,
                   min(e.id) AS place
              FROM {edition}.event    AS e
              JOIN {edition}.telling  AS t ON t.event_id = e.id AND t.position = 0
              JOIN {edition}.passage  AS p ON p.id = t.head_passage_id
              JOIN {edition}.passage  AS q ON q.id = t.passage_id
              JOIN {edition}.document AS d ON d.id = q.document_id
             GROUP BY e.key
        """,
        "quotations": """
            SELECT q.key AS key, q.speaker || '|' || q.work || '|' || q.date_edtf AS compared,
                   d.name || ':' || p.number AS ref,
                   CASE q.speaker WHEN '' THEN '' ELSE q.speaker || ': ' END || substr(q.text, 1, 300) AS reads,
                   min(q.id) AS place
              FROM {edition}.quotation AS q
              JOIN {edition}.passage   AS p ON p.id = q.passage_id
              JOIN {edition}.document  AS d ON d.id = p.document_id
             GROUP BY q.key
        """,
    }
)

COUNT_ONLY_IN = "SELECT count(*) FROM {one} WHERE key NOT IN (SELECT key FROM {other})"

ONLY_IN = """
    SELECT ref, reads
      FROM {one}
     WHERE key NOT IN (SELECT key FROM {other})
     ORDER BY place
     LIMIT :most
"""

COUNT_ALTERED = """
    SELECT count(*)
      FROM now
      JOIN before USING (key)
     WHERE now.compared <> before.compared
"""

ALTERED = """
    SELECT now.ref, now.reads, before.reads
      FROM now
      JOIN before USING (key)
     WHERE now.compared <> before.compared
     ORDER BY now.place
     LIMIT :most
"""


@dataclass(frozen=True, slots=True)
class Example:
    """One thing that came, went or changed: how it reads now, and before. `ref` is where it stands, or stood."""

    ref: str
    now: str
    before: str = ""


@dataclass(frozen=True, slots=True)
class Changes:
    """How many things of one kind came, went or changed, with a few of each."""

    added: int = 0
    removed: int = 0
    changed: int = 0
    came: tuple[Example, ...] = ()
    went: tuple[Example, ...] = ()
    altered: tuple[Example, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.changed)

    def __str__(self) -> str:
        counts = {"added": self.added, "changed": self.changed, "removed": self.removed}
        return ", ".join(f"{count:,} {how}" for how, count in counts.items() if count) or "none changed"


@dataclass(frozen=True, slots=True)
class Difference:
    """What differs between two editions."""

    documents: Changes = field(default_factory=Changes)
    facts: Changes = field(default_factory=Changes)
    events: Changes = field(default_factory=Changes)
    quotations: Changes = field(default_factory=Changes)

    def __bool__(self) -> bool:
        return any((self.documents, self.facts, self.events, self.quotations))

    def __str__(self) -> str:
        kinds = {"documents": self.documents, "facts": self.facts, "dates": self.events, "quotations": self.quotations}
        return "; ".join(f"{kind}: {changes}" for kind, changes in kinds.items() if changes) or "nothing changed"


def difference(before: Path, now: Path) -> Difference:
    """Compare two edition files of the same schema. Takes a second for a hundred thousand sentences."""
    with closing(sqlite3.connect(_address(now), uri=True)) as db:
        db.execute("ATTACH :before AS earlier", {"before": _address(before)})
        return Difference(**{kind: _changes(db, query) for kind, query in _KINDS.items()})


def _address(path: Path) -> str:
    return f"{path.absolute().as_uri()}?mode=ro&immutable=1"


def _changes(db: sqlite3.Connection, query: str) -> Changes:
    """Return what differs in one kind of thing, which is first laid out side by side in memory."""
    for table, edition in (("now", "main"), ("before", "earlier")):
        db.execute(f"DROP TABLE IF EXISTS temp.{table}")
        db.execute(f"CREATE TEMP TABLE {table} AS {query.format(edition=edition)}")
        db.execute(f"CREATE INDEX temp.{table}_by_key ON {table} (key)")
    came, went = {"one": "now", "other": "before"}, {"one": "before", "other": "now"}
    return Changes(
        _count(db, COUNT_ONLY_IN.format(**came)),
        _count(db, COUNT_ONLY_IN.format(**went)),
        _count(db, COUNT_ALTERED),
        _examples(db, ONLY_IN.format(**came)),
        tuple(Example(one.ref, "", one.now) for one in _examples(db, ONLY_IN.format(**went))),
        _examples(db, ALTERED),
    )


def _count(db: sqlite3.Connection, query: str) -> int:
    [(number,)] = db.execute(query)
    return int(number)


def _examples(db: sqlite3.Connection, query: str) -> tuple[Example, ...]:
    rows: Sequence[tuple[str, ...]] = db.execute(query, {"most": EXAMPLES}).fetchall()
    return tuple(Example(*row) for row in rows)
