"""What the edition stores for searching: stems, signs of answers, BM25 impacts, and the corpus's own spelling."""

from __future__ import annotations

import json
import math
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
from corpus.search.spelling import letters
from corpus.search.words import TOKENS, Stems, words

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

K1 = 0.6
B = 0.5
HEADING = 0.7
"""How much of an occurrence in the running text one in the heading is worth."""
HIGHEST = 1 + K1
"""The most that one word can add to a passage's score, in units of its idf."""
SCALE = 255 / HIGHEST

_ZONES = {
    Zone.CAPTION: 0.3,
    Zone.NOTE: 0.2,
    Zone.INFOBOX: 0.3,
    Zone.TABLE: 0.5,
    Zone.LIST_ITEM: 0.2,
}
_TRUST = {Trust.REFERENCE: 0.0, Trust.SECONDARY: 0.3, Trust.UNVERIFIED: 1.0}


@dataclass(slots=True)
class _Gathered:
    """What is counted on the way through the passages."""

    stems: Stems = field(default_factory=Stems)
    ids: dict[str, array[int]] = field(default_factory=dict)
    counts: dict[str, array[float]] = field(default_factory=dict)
    lengths: dict[int, int] = field(default_factory=dict)
    pronouns: Counter[str] = field(default_factory=Counter)
    spellings: Counter[str] = field(default_factory=Counter)


_SMALL = re.compile(r"\b[^\W\dA-Z]\w+")


def write_index(db: sqlite3.Connection) -> None:
    """Write everything that a question needs, from the passages that are in `db`, inside its transaction."""
    for statement in SCHEMA.read_text("utf-8").split(";\n"):
        db.execute(statement)
    gathered = _Gathered()
    db.executemany("INSERT INTO indexed VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", _rows(db, gathered))
    db.executemany("INSERT INTO posting VALUES (?, ?, ?, ?)", _postings(gathered))
    db.executemany("INSERT INTO spelling VALUES (?, ?, ?, ?)", _spellings(gathered.spellings))
    pronoun = max(sorted(TOKENS), key=lambda token: gathered.pronouns[token])
    survey = len(gathered.lengths), max(gathered.lengths, default=0), _subject(db, gathered), pronoun
    db.execute("INSERT INTO survey VALUES (?, ?, ?, ?)", survey)


def _rows(db: sqlite3.Connection, gathered: _Gathered) -> Iterator[tuple[object, ...]]:
    """Yield a row for each passage that may answer, counting its words on the way."""
    small = frozenset(word for (text,) in db.execute("SELECT text FROM passage") for word in _SMALL.findall(text))
    before: list[str] = []
    box: list[str] = []
    section = 0
    for id, text, zone, label, section_id, document_id, title, trust, path, spans in db.execute(_PASSAGES):
        if zone not in NARRATIVE or spans == "[]":
            continue
        if section_id != section:
            before, section = [], section_id
        bounds = json.loads(spans)
        parts = [_unglued(text[start:end], label) for start, end in bounds]
        lines = [gathered.stems.named(part, small) for part in parts]
        box = _box(box, zone, label, text)
        context = [
            title,
            *([] if zone == Zone.NOTE else json.loads(path)),
            *(box if zone == Zone.INFOBOX and label else []),
        ]
        heading = gathered.stems.content(" ".join(context))
        _count(gathered, id, lines, heading)
        gathered.spellings.update(set(words(" ".join(parts))))
        shown = np.array([kinds(part) for part in parts], "<u2").tobytes()
        sorts = bytes(min(255, count) for line in lines for count in counted(line))
        yield (
            *(
                id,
                document_id,
                "\n".join(" ".join(line) for line in lines),
                " ".join(before),
                " ".join(dict.fromkeys(heading)),
            ),
            *(shown, sorts, np.array(bounds, "<u4").tobytes(), _TRUST[Trust(trust)] + _ZONES.get(Zone(zone), 0.0)),
        )
        before = lines[-1] if zone != Zone.CAPTION else before


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


def _count(gathered: _Gathered, id: int, lines: Iterable[list[str]], heading: list[str]) -> None:
    counts: dict[str, float] = dict(Counter(stem.casefold() for line in lines for stem in line if stem not in TOKENS))
    gathered.pronouns.update(stem for line in lines for stem in line if stem in TOKENS)
    gathered.lengths[id] = int(sum(counts.values()))
    for stem in set(heading):
        counts[stem] = counts.get(stem, 0) + HEADING
    for stem, count in counts.items():
        gathered.ids.setdefault(stem, array("I")).append(id)
        gathered.counts.setdefault(stem, array("f")).append(count)


def _postings(gathered: _Gathered) -> Iterator[tuple[str, int, bytes, bytes]]:
    """Yield each stem's passages and how much it weighs in each, saturated and divided by length as BM25 does."""
    size = max(gathered.lengths, default=0) + 1
    lengths = np.zeros(size, np.float32)
    lengths[list(gathered.lengths)] = list(gathered.lengths.values())
    mean = max(1.0, float(lengths.sum()) / max(1, len(gathered.lengths)))
    for stem in sorted(gathered.ids):
        ids = np.frombuffer(gathered.ids[stem], np.uint32)
        counts = np.frombuffer(gathered.counts[stem], np.float32)
        parts = counts * (K1 + 1) / (counts + K1 * (1 - B + B * lengths[ids] / mean))
        impacts = np.clip(np.rint(parts * SCALE), 1, 255).astype(np.uint8)
        yield stem, len(ids), ids.astype("<u4").tobytes(), impacts.tobytes()


def _spellings(counts: Counter[str]) -> Iterator[tuple[int, str, bytes, bytes]]:
    """Yield the words of each length that may be meant by a misspelt one."""
    lengths: dict[int, list[str]] = {}
    for word in sorted(counts):
        if 3 <= len(word) <= 32 and word.isalpha():
            lengths.setdefault(len(word), []).append(word)
    for length, known in sorted(lengths.items()):
        bits = np.array([letters(word) for word in known], "<u4")
        yield length, "".join(known), bits.tobytes(), np.array([counts[word] for word in known], "<u4").tobytes()


_MAIN_SHARE = 0.2


def _subject(db: sqlite3.Connection, gathered: _Gathered) -> str:
    """Return the stem of the name in a title that most passages name, if it is as many as a person's own would be."""
    titles = " ".join(title for (title,) in db.execute("SELECT title FROM document"))
    names = {stem for name in re.findall(r"\b[A-Z]\w+", titles) for stem in gathered.stems.content(name)}
    held = {stem: len(gathered.ids[stem]) for stem in names if stem in gathered.ids}
    main = max(sorted(held), key=lambda stem: held[stem], default="")
    return main if main and held[main] >= _MAIN_SHARE * len(gathered.lengths) else ""


def idf(passages: int, total: int) -> float:
    """Return how much a word that stands in so many of all passages tells."""
    return math.log(1 + (total - passages + 0.5) / (passages + 0.5))
