"""What the edition stores for searching: each passage's words by number, with the signs of answers in it."""

from __future__ import annotations

import json
import re
import sqlite3
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from corpus.model import NARRATIVE, Trust, Zone
from corpus.search.kinds import counted, kinds
from corpus.search.postings import Analysed, Numbers, in_order, main_person, postings
from corpus.search.spelling import spellings
from corpus.search.words import Stems, spoken

SCHEMA = Path(__file__).with_name("index.sql")

_PASSAGES = """
    SELECT p.id, p.text, p.zone, p.label, p.section_id, d.id, d.title, d.trust, s.path,
           (SELECT json_group_array(json_array(start, end))
              FROM (SELECT start, end FROM sentence WHERE passage_id = p.id ORDER BY number)) AS sentences
      FROM passage AS p
      JOIN section AS s ON s.id = p.section_id
      JOIN document AS d ON d.id = p.document_id
     ORDER BY p.id
"""

_ZONES = {
    Zone.CAPTION: 0.3,
    Zone.NOTE: 0.2,
    Zone.INFOBOX: 0.3,
    Zone.TABLE: 0.5,
    Zone.LIST_ITEM: 0.2,
}
_TRUST = {Trust.REFERENCE: 0.0, Trust.SECONDARY: 0.3, Trust.UNVERIFIED: 1.0}
_SMALL = re.compile(r"\b[^\W\dA-Z]\w+")


@dataclass(slots=True)
class _Gathered:
    """What is counted on the way through the passages."""

    stems: Stems = field(default_factory=Stems)
    numbers: dict[str, int] = field(default_factory=dict)
    seen: dict[str, int] = field(default_factory=dict)
    spellings: Counter[str] = field(default_factory=Counter)

    def numbered(self, words: Iterable[str]) -> Numbers:
        """Return the numbers of analysed words: twice the stem's, and one more for a name, as "Lomma" is."""
        return array("I", [self.seen[word] if word in self.seen else self._number(word) for word in words])

    def _number(self, word: str) -> int:
        small = word.casefold()
        number = 2 * self.numbers.setdefault(small, len(self.numbers)) + (small != word)
        return self.seen.setdefault(word, number)


def write_index(db: sqlite3.Connection) -> None:
    """Write everything that a question needs, from the passages that are in `db`, inside its transaction."""
    for statement in SCHEMA.read_text("utf-8").split(";\n"):
        db.execute(statement)
    gathered = _Gathered()
    passages = list(_passages(db, gathered))
    vocabulary, order = in_order(gathered.numbers)
    db.executemany("INSERT INTO indexed VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", (one.row(order) for one in passages))
    db.executemany("INSERT INTO posting VALUES (?, ?, ?, ?)", postings(passages, order, vocabulary))
    db.executemany("INSERT INTO spelling VALUES (?, ?, ?, ?)", spellings(gathered.spellings))
    subject, pronoun = main_person(db, vocabulary, len(passages))
    last = max((one.id for one in passages), default=0)
    survey = len(passages), last, subject, pronoun, "\n".join(vocabulary)
    db.execute("INSERT INTO survey VALUES (?, ?, ?, ?, ?)", survey)


def _passages(db: sqlite3.Connection, gathered: _Gathered) -> Iterator[Analysed]:
    """Yield each passage that may answer, counting its words on the way."""
    small = frozenset(word for (text,) in db.execute("SELECT text FROM passage") for word in _SMALL.findall(text))
    before: Numbers = array("I")
    box: list[str] = []
    section = 0
    for id, text, zone, label, section_id, document_id, title, trust, path, spans in db.execute(_PASSAGES):
        if zone not in NARRATIVE or spans == "[]":
            continue
        if section_id != section:
            before, section = array("I"), section_id
        bounds = json.loads(spans)
        parts = [_unglued(text[start:end], label) for start, end in bounds]
        lines = [gathered.stems.named(part, small) for part in parts]
        box = _box(box, zone, label, text)
        context = [
            title,
            *([] if zone == Zone.NOTE else json.loads(path)),
            *(box if zone == Zone.INFOBOX and label else []),
        ]
        gathered.spellings.update({word.casefold() for part in parts for word in spoken(part)})
        numbered = [gathered.numbered(line) for line in lines]
        yield Analysed(
            id=id,
            document=document_id,
            lines=numbered,
            before=before,
            heading=gathered.numbered(dict.fromkeys(gathered.stems.content(" ".join(context)))),
            kinds=np.array([kinds(part) for part in parts], "<u2").tobytes(),
            counts=bytes(min(255, count) for line in lines for count in counted(line)),
            spans=np.array(bounds, "<u4").tobytes(),
            standing=_TRUST[Trust(trust)] + _ZONES.get(Zone(zone), 0.0),
        )
        before = numbered[-1] if zone != Zone.CAPTION else before


def _unglued(part: str, label: str) -> str:
    """Part an infobox row's label from its value, which stand together in a text export: "Died3 May"."""
    return f"{label} {part[len(label) :]}" if label and part.startswith(label) else part


def _box(box: list[str], zone: str, label: str, text: str) -> list[str]:
    """Return the unlabelled rows above an infobox row, which say what it is about: the office, the years."""
    if zone != Zone.INFOBOX:
        return []
    if label:
        return box if box[-1:] == [""] else [*box, ""]
    return [text] if box[-1:] == [""] else [*box, text]
