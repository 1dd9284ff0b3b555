"""Proof that an edition holds nothing that does not stand, word for word, in the files it was built from."""

from __future__ import annotations

import html
import json
import re
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from corpus.model import Run
from corpus.text import content_key

DOCUMENTS = "SELECT id, path, markup FROM document ORDER BY id"

PASSAGES = """
    SELECT id, number, text, start, end, runs
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

# What may be taken out of a text without markup besides its reference markers: white space and what nobody can see.
_UNSEEN = re.compile(r"[\s\x00-\x1f\x7f-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]*")
# The label of an entry in a list of notes or references, with its links back: "12. ^ a b ".
_LABEL = re.compile(r"\s*(?:\d{1,6}|[a-z]{1,3})\.\s*\^?(?:\s*[a-z]{1,2}\b)*\s*")
_MARKER = re.compile(r"\s*\[[^\[\]]{1,60}\](?::?\s?[\d\w][\d\w.,:–—\-\s]{0,60})?\s*|\[\^[^\]\s]{1,60}\]")


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
            held = _Held(db, document, Path(path), text, bool(markup))
            deviations += held.deviations()
            passages += len(held.texts)
            extracts += held.extracts
    return Proof(passages, extracts, tuple(deviations))


class _Held:
    """One document's passages in an edition, and its file."""

    def __init__(self, db: sqlite3.Connection, document: int, path: Path, source: str, markup: bool) -> None:
        self._db = db
        self._asked = {"document": document}
        self._path = path
        self._source = source
        self._markup = markup
        self._rows = db.execute(PASSAGES, self._asked).fetchall()
        self.texts: Mapping[int, str] = {row[0]: row[2] for row in self._rows}
        self._starts: Mapping[int, int] = {row[0]: row[3] for row in self._rows}
        self.extracts = 0

    def deviations(self) -> Iterator[Deviation]:
        """Yield what does not hold."""
        markers: dict[int, set[tuple[int, int]]] = {}
        for id, start, end in self._db.execute(MARKERS, self._asked):
            markers.setdefault(id, set()).add((start, end))
        for id, number, text, start, end, runs in self._rows:
            shown = [Run(*run) for run in json.loads(runs)]
            for what in self._passage(text, start, end, shown, markers.get(id, set())):
                yield Deviation(self._path, start, f"passage {number}: {what}")
        yield from self._cut_from_passages()

    def _passage(
        self, text: str, start: int, end: int, runs: Sequence[Run], markers: set[tuple[int, int]]
    ) -> Iterator[str]:
        if "".join(text[run.at : run.at + run.size] for run in runs) != text:
            yield "its runs do not make up its text"
        for run in runs:
            if not self._stands(text[run.at : run.at + run.size], run.start, run.end):
                yield f"“{text[run.at : run.at + run.size][:60]}” does not stand in the file"
        places = [(start, start), *((run.start, run.end) for run in runs), (end, end)]
        for (_, left), (right, _) in pairwise(places):
            if right < left:
                yield "its parts are not in the file's order"
            elif not self._may_be_left_out(left, right, markers):
                yield f"“{self._source[left:right][:60]}” was left out and is no reference marker"

    def _stands(self, shown: str, start: int, end: int) -> bool:
        stood = self._source[start:end]
        if len(stood) == len(shown):
            return shown == stood or shown == "".join(" " if each.isspace() else each for each in stood)
        if shown == " ":
            return (html.unescape(stood) if self._markup else stood).isspace()
        return self._markup and html.unescape(stood) == shown

    def _may_be_left_out(self, start: int, end: int, markers: set[tuple[int, int]]) -> bool:
        if _UNSEEN.fullmatch(self._source, start, end) or self._markup or _LABEL.fullmatch(self._source, start, end):
            return True
        inside = sorted((first, last) for first, last in markers if start <= first and last <= end)
        left = start
        for first, last in inside:
            if not _UNSEEN.fullmatch(self._source, left, first) or not _MARKER.fullmatch(self._source, first, last):
                return False
            left = last
        return bool(_UNSEEN.fullmatch(self._source, left, end))

    def _cut_from_passages(self) -> Iterator[Deviation]:
        for id, start, end, key in self._db.execute(SENTENCES, self._asked):
            yield from self._equal(id, content_key(self.texts[id][start:end]), key, "a sentence's key is another's")
        for id, start, end, text in self._db.execute(MENTIONS, self._asked):
            yield from self._equal(id, self.texts[id][start:end], text, f"the date “{text}” does not stand there")
        for id, start, last, end, text in self._db.execute(QUOTATIONS, self._asked):
            yield from self._equal(id, self._between(id, start, last, end), text, f"the quotation “{text[:60]}”")

    def _between(self, id: int, start: int, last: int, end: int) -> str:
        if id == last:
            return self.texts[id][start:end]
        middle = [self.texts[number] for number in range(id + 1, last)]
        return "\n\n".join([self.texts[id][start:], *middle, self.texts[last][:end]])

    def _equal(self, id: int, should: str, does: str, what: str) -> Iterator[Deviation]:
        self.extracts += 1
        if should != does:
            yield Deviation(self._path, self._starts[id], what)
