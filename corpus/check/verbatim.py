"""Proof that an edition holds nothing that does not stand, word for word, in the files it was built from."""

from __future__ import annotations

import html
import json
import sqlite3
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

from corpus.check.holes import (
    Gap,
    Markup,
    Span,
    is_left_out_of_a_list,
    markup_of,
    may_be_left_out,
    opens_an_entry,
    parts_words,
)
from corpus.model import Run, Zone
from corpus.text import content_key

DOCUMENTS = "SELECT id, path, markup FROM document ORDER BY id"

PASSAGES = """
    SELECT id, number, zone, text, start, end, runs
      FROM passage
     WHERE document_id = :document
     ORDER BY id
"""

MARKERS = """
    SELECT c.passage_id, c.start, c.end
      FROM citation AS c
      JOIN passage  AS p ON p.id = c.passage_id
     WHERE p.document_id = :document
"""

SENTENCES = """
    SELECT s.passage_id, s.start, s.end, s.key
      FROM sentence AS s
      JOIN passage  AS p ON p.id = s.passage_id
     WHERE p.document_id = :document
"""

MENTIONS = """
    SELECT m.passage_id, m.start, m.end, m.text
      FROM mention AS m
      JOIN passage AS p ON p.id = m.passage_id
     WHERE p.document_id = :document
"""

QUOTATIONS = """
    SELECT q.passage_id, q.start, q.last_id, q.end, q.text
      FROM quotation AS q
      JOIN passage   AS p ON p.id = q.passage_id
     WHERE p.document_id = :document
"""

REFERENCES = """
    SELECT number, text, start, end
      FROM reference
     WHERE document_id = :document
"""

HEADINGS = """
    SELECT heading, start
      FROM section
     WHERE document_id = :document
       AND number > 0
"""


@dataclass(frozen=True, slots=True)
class Deviation:
    """Something in an edition that its file does not bear out: where in the file it should stand, and what it is."""

    path: Path
    start: int
    what: str


@dataclass(frozen=True, slots=True)
class Proof:
    """How many passages, sentences, dates and quotations were compared with the files, and what did not hold."""

    passages: int
    extracts: int
    deviations: tuple[Deviation, ...]


def verify(edition: Path) -> Proof:
    """Compare an edition with the files it was built from, read anew. Raises OSError where a file is gone."""
    passages = extracts = 0
    deviations: list[Deviation] = []
    with closing(sqlite3.connect(f"{edition.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as db:
        for document, path, markup in db.execute(DOCUMENTS).fetchall():
            text = Path(path).read_bytes().decode("utf-8-sig")
            held = _Held(db, document, Path(path), text, markup_of(Path(path), bool(markup)))
            deviations += held.deviations()
            passages += len(held.texts)
            extracts += held.extracts
    return Proof(passages, extracts, tuple(deviations))


class _Held:
    """One document's passages in an edition, and its file."""

    def __init__(self, db: sqlite3.Connection, document: int, path: Path, source: str, markup: Markup) -> None:
        self._db = db
        self._asked = {"document": document}
        self._path = path
        self._source = source
        self._markup = markup
        self._rows = db.execute(PASSAGES, self._asked).fetchall()
        self.texts: Mapping[int, str] = {row[0]: row[3] for row in self._rows}
        self._starts: Mapping[int, int] = {row[0]: row[4] for row in self._rows}
        self._clutter = {row[0] for row in self._rows if row[2] == Zone.DEBRIS}
        self.extracts = 0

    def deviations(self) -> Iterator[Deviation]:
        """Yield what does not hold."""
        markers: dict[int, list[Span]] = {}
        for id, start, end in self._db.execute(MARKERS, self._asked):
            markers.setdefault(id, []).append((start, end))
        for id, number, zone, text, start, end, runs in self._rows:
            whole = Gap(self._source, start, end, self._markup, sorted(markers.get(id, ())), zone == Zone.REFERENCE)
            for what in _deviations(text, [Run(*run) for run in json.loads(runs)], whole):
                yield Deviation(self._path, start, f"passage {number}: {what}")
        yield from self._cut_from_passages()
        yield from self._made_of_passages()

    def _cut_from_passages(self) -> Iterator[Deviation]:
        for id, start, end, key in self._db.execute(SENTENCES, self._asked):
            yield from self._equal(id, content_key(self.texts[id][start:end]), key, "a sentence's key is another's")
        for id, start, end, text in self._db.execute(MENTIONS, self._asked):
            yield from self._equal(id, self.texts[id][start:end], text, f"the date “{text}” does not stand there")
        for id, start, last, end, text in self._db.execute(QUOTATIONS, self._asked):
            yield from self._equal(id, self._between(id, start, last, end), text, f"the quotation “{text[:60]}”")

    def _made_of_passages(self) -> Iterator[Deviation]:
        headings = {(start, text) for _, _, _, text, start, _, _ in self._rows}
        for heading, start in self._db.execute(HEADINGS, self._asked):
            if (start, heading) not in headings:
                yield Deviation(self._path, start, f"the heading “{heading[:60]}” does not stand there")
        starts = [row[4] for row in self._rows]
        for number, text, start, end in self._db.execute(REFERENCES, self._asked):
            self.extracts += 1
            rows = self._rows[bisect_left(starts, start) : bisect_left(starts, end)]
            if text != " ".join(row[3] for row in rows) and not _stands_apart(text, self._source[start:end]):
                yield Deviation(self._path, start, f"reference {number}: “{text[:60]}” does not stand there")

    def _between(self, id: int, start: int, last: int, end: int) -> str:
        if id == last:
            return self.texts[id][start:end]
        middle = [self.texts[number] for number in range(id + 1, last) if number not in self._clutter]
        return "\n\n".join([self.texts[id][start:], *middle, self.texts[last][:end]])

    def _equal(self, id: int, should: str, does: str, what: str) -> Iterator[Deviation]:
        self.extracts += 1
        if should != does:
            yield Deviation(self._path, self._starts[id], what)


def _deviations(text: str, runs: Sequence[Run], whole: Gap) -> Iterator[str]:
    """Yield what of a passage does not stand in its file, or was left out there without being a marker or markup."""
    if "".join(text[run.at : run.at + run.size] for run in runs) != text:
        yield "its runs do not make up its text"
    for run in runs:
        shown = text[run.at : run.at + run.size]
        if not _stands(shown, replace(whole, start=run.start, end=run.end, markers=())):
            yield f"“{_from_difference(shown, whole.source[run.start : run.end])}” does not stand in the file"
    places = [(whole.start, whole.start), *((run.start, run.end) for run in runs), (whole.end, whole.end)]
    ends = [end for _, end in whole.markers]
    for (_, left), (right, _) in pairwise(places):
        inside = whole.markers[bisect_right(ends, left) : bisect_right(ends, right)]
        if right < left:
            yield "its parts are not in the file's order"
        elif left < right and not may_be_left_out(
            replace(whole, start=left, end=right, markers=inside, opens=left == whole.start)
        ):
            yield f"“{whole.source[left:right][:60]}” was left out and is no reference marker"


def _stands(shown: str, place: Gap) -> bool:
    """Say whether something shown stands at a place, white space collapsed and character references decoded."""
    stood = place.source[place.start : place.end]
    if len(stood) == len(shown):
        return shown == stood or shown == _spaced(stood)
    if place.markup is Markup.NONE:
        return shown == " " and stood.isspace()
    decoded = html.unescape(stood)
    return decoded == shown or (shown == " " and (decoded.isspace() or parts_words(place)))


def _from_difference(shown: str, stood: str) -> str:
    """Return some of what is shown, from shortly before where it is not as it stands."""
    pairs = zip(shown, _spaced(stood), strict=False)
    same = next((at for at, (one, other) in enumerate(pairs) if one != other), min(len(shown), len(stood)))
    return shown[max(0, same - 20) : same + 40]


def _spaced(text: str) -> str:
    return "".join(" " if each.isspace() else each for each in text)


def _stands_apart(text: str, stood: str) -> bool:
    """Say whether a reference's words stand in its lines, in order, with nothing between but what may be left out."""
    at = 0
    for word in text.split():
        found = stood.find(word, at)
        if found < 0 or not (is_left_out_of_a_list(stood[at:found]) or (not at and opens_an_entry(stood[:found]))):
            return False
        at = found + len(word)
    return is_left_out_of_a_list(stood[at:])
