"""What the edition stores for searching: each passage's words by number, with the signs of answers in it."""

from __future__ import annotations

import json
import re
import sqlite3
from array import array
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

import numpy as np

from corpus.model import NARRATIVE, Trust, Zone
from corpus.search.forms import write_forms
from corpus.search.kinds import counted, kinds
from corpus.search.postings import Measured, Stemmed, main_person, measure, postings
from corpus.search.spelling import spellings
from corpus.search.vectors import open_lexicon
from corpus.search.words import Stems, spoken

SCHEMA = Path(__file__).with_name("index.sql")

_PASSAGES = """
    SELECT p.id, p.text, p.zone, p.label, p.section_id, d.title, d.trust, s.path,
           (SELECT json_group_array(json_array(start, end))
              FROM (SELECT start, end FROM sentence WHERE passage_id = p.id ORDER BY number)) AS sentences
      FROM passage AS p
      JOIN section AS s ON s.id = p.section_id
      JOIN document AS d ON d.id = p.document_id
     ORDER BY p.id
"""

_PUT_IN_ORDER = """
    UPDATE indexed
       SET words = in_order(words), before = in_order(before), heading = in_order(heading), forms = written(forms)
"""

Numbers: TypeAlias = "array[int]"

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
    forms: dict[str, int] = field(default_factory=dict)
    small: frozenset[str] = frozenset()
    """Words that the passages write with a small letter."""

    def numbered(self, words: Iterable[str]) -> Numbers:
        """Return the numbers of analysed words: twice the stem's, and one more for a name, as "Lomma" is."""
        return array("I", [self.seen[word] if word in self.seen else self._number(word) for word in words])

    def written(self, words: Iterable[str]) -> Numbers:
        """Return the numbers of words as they are written."""
        return array("I", [self.forms.setdefault(word, len(self.forms)) for word in words])

    def _number(self, word: str) -> int:
        small = word.casefold()
        number = 2 * self.numbers.setdefault(small, len(self.numbers)) + (small != word)
        return self.seen.setdefault(word, number)


def write_index(db: sqlite3.Connection) -> None:
    """Write everything that a question needs, from the passages that are in `db`, inside its transaction."""
    for statement in SCHEMA.read_text("utf-8").split(";\n"):
        db.execute(statement)
    gathered = _Gathered()
    db.executemany("INSERT INTO indexed VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", _passages(db, gathered))
    complete(db, gathered.numbers, gathered.spellings, gathered.forms, gathered.small)


def complete(
    db: sqlite3.Connection,
    numbers: Mapping[str, int],
    counts: Mapping[str, int],
    forms: Mapping[str, int],
    small: Collection[str],
) -> None:
    """Write what follows from the passages that are indexed, whose stems and forms are numbered as they came.

    `counts` says in how many passages each word stands, as it is spelt, and `small` which are no names.
    """
    vocabulary = _put_in_order(db, numbers, forms, write_forms(db, forms, small, open_lexicon()))
    measured = measure(db, vocabulary)
    held = np.zeros(len(vocabulary), "<u4")
    db.executemany("INSERT INTO posting VALUES (?, ?, ?)", _postings(db, measured, held))
    db.executemany("INSERT INTO spelling VALUES (?, ?, ?, ?)", spellings(counts))
    passages, last = len(measured.ids), int(measured.ids.max(initial=0))
    subject, pronoun = main_person(db, vocabulary, held, passages)
    survey = passages, last, measured.middle, subject, pronoun, "\n".join(vocabulary), held.tobytes()
    db.execute("INSERT INTO survey VALUES (?, ?, ?, ?, ?, ?, ?)", survey)


def _put_in_order(
    db: sqlite3.Connection, numbers: Mapping[str, int], forms: Mapping[str, int], words: Sequence[str]
) -> list[str]:
    """Number the stems in the order of code points instead of that in which they came, and return them so.

    The forms get their numbers among the `words` that are known.
    """
    vocabulary = sorted(numbers)
    order = np.empty(2 * len(vocabulary), "<u4")
    came = 2 * np.array([numbers[stem] for stem in vocabulary], np.intp)
    order[came] = 2 * np.arange(len(vocabulary))
    order[came + 1] = order[came] + 1
    db.create_function("in_order", 1, lambda words: order[np.frombuffer(words, "<u4")].tobytes())
    places = np.zeros(len(forms), "<u4")
    for number, word in enumerate(words):
        if word in forms:
            places[forms[word]] = number
    db.create_function("written", 1, lambda said: places[np.frombuffer(said, "<u4")].tobytes())
    db.execute(_PUT_IN_ORDER)
    return vocabulary


def _postings(db: sqlite3.Connection, measured: Measured, held: Stemmed) -> Iterator[tuple[int, bytes, bytes]]:
    """Yield the rows of the postings, counting how many passages hold each stem."""
    for stem, ids, weights in postings(db, measured):
        held[stem] = len(ids)
        yield stem, ids.tobytes(), weights.tobytes()


def _passages(db: sqlite3.Connection, gathered: _Gathered) -> Iterator[tuple[object, ...]]:
    """Yield the row of each passage that may answer, counting its words on the way."""
    gathered.small = frozenset(
        word for (text,) in db.execute("SELECT text FROM passage") for word in _SMALL.findall(text)
    )
    before: Numbers = array("I")
    box: list[str] = []
    section = 0
    for id, text, zone, label, section_id, title, trust, path, spans in db.execute(_PASSAGES):
        if zone not in NARRATIVE or spans == "[]":
            continue
        if section_id != section:
            before, section = array("I"), section_id
        bounds = json.loads(spans)
        parts = [_unglued(text[start:end], label) for start, end in bounds]
        lines = [gathered.stems.named(part, gathered.small) for part in parts]
        box = _box(box, zone, label, text)
        context = [
            title,
            *([] if zone == Zone.NOTE else json.loads(path)),
            *(box if zone == Zone.INFOBOX and label else []),
        ]
        gathered.spellings.update({word.casefold() for part in parts for word in spoken(part)})
        numbered = [gathered.numbered(stem for stem, _ in line) for line in lines]
        yield (
            id,
            b"".join(line.tobytes() for line in numbered),
            gathered.written(form for line in lines for _, form in line).tobytes(),
            np.array([len(line) for line in lines], "<u4").tobytes(),
            before.tobytes(),
            gathered.numbered(dict.fromkeys(gathered.stems.content(" ".join(context)))).tobytes(),
            np.array([kinds(part) for part in parts], "<u2").tobytes(),
            bytes(min(255, count) for line in lines for count in counted(stem for stem, _ in line)),
            np.array(bounds, "<u4").tobytes(),
            _TRUST[Trust(trust)] + _ZONES.get(Zone(zone), 0.0),
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
