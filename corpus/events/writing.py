"""Writes the events of all documents into an edition, once everything that they are made of stands in it."""

from __future__ import annotations

import json
import math
import sqlite3
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence

from corpus.dates import calendar_days
from corpus.events.merging import Happening, happenings
from corpus.events.tellings import Telling, tellings
from corpus.extract import Extract
from corpus.model import Calendar, EventKind, Precision, Trust
from corpus.search.words import Stems
from corpus.served import FRAGMENTS
from corpus.text import content_key

INSERT_EVENT = """
    INSERT INTO event
    VALUES (:id, :key, :kind, :edtf, :edtf_gregorian, :precision, :first, :last, :disputed, :weight)
"""

INSERT_TELLING = """
    INSERT INTO telling
    VALUES (:event_id, :position, :mention_id, :passage_id, :sentence, :start, :end, :head_passage_id, :head_start,
            :head_end, :edtf, :edtf_gregorian, :calendar, :precision, :first, :last, :flags)
"""

STANDING_ALONE = """
    SELECT f.passage_id, f.sentence
      FROM fact AS f
     WHERE f.passage_id IN (SELECT value FROM json_each(:ids))
"""

_TRUST = {trust: place for place, trust in enumerate(Trust)}
_EXACT = {Precision.DAY: 0.5, Precision.MONTH: 0.3, Precision.RANGE: 0.2}
_TOO_LONG = 220  # characters of a heading that nobody would read on a timeline

Row = dict[str, object]


def write_events(db: sqlite3.Connection, extracts: Sequence[Extract]) -> None:
    """Write the events of documents whose rows were written in this order."""
    _Writer(db, extracts).write()


class _Writer:
    """Writes events; it knows which rows the documents' paragraphs and mentions became."""

    def __init__(self, db: sqlite3.Connection, extracts: Sequence[Extract]) -> None:
        self._db = db
        self._pieces = extracts
        self._passages = _offsets([len(piece.paragraphs) for piece in extracts])
        self._mentions = _offsets([len(piece.mentions) for piece in extracts])
        self._alone: frozenset[tuple[int, int]] = frozenset()
        self._tellers: defaultdict[tuple[int, int], set[int]] = defaultdict(set)  # documents that tell of some days

    def write(self) -> None:
        stems = Stems()
        told = [one for number, piece in enumerate(self._pieces) for one in tellings(piece, number, stems)]
        ids = sorted({self._passage_id(one, one.paragraph) for one in told})
        for one in told:
            self._tellers[one.first, one.last].add(one.document)
        self._alone = frozenset(self._db.execute(STANDING_ALONE, {"ids": json.dumps(ids)}))
        for id, happening in enumerate(happenings(told), start=1):
            self._write(id, happening)

    def _write(self, id: int, happening: Happening) -> None:
        ordered = sorted(happening.tellings, key=self._order)
        self._db.execute(INSERT_EVENT, self._event(id, ordered, happening.disputed))
        self._db.executemany(INSERT_TELLING, (self._telling(id, place, one) for place, one in enumerate(ordered)))
        days = sorted({day for one in ordered for day in self._days(one)})
        self._db.executemany("INSERT INTO anniversary VALUES (?, ?, ?, ?)", [(*day, id) for day in days])

    def _order(self, told: Telling) -> tuple[object, ...]:
        """Return what puts the telling first that heads the event: exact, trusted, and whole by itself."""
        piece = self._pieces[told.document]
        shown = piece.paragraph(told.of)
        return (
            told.last - told.first,
            piece.document.source.metadata.trust is Trust.UNVERIFIED,
            shown.zone in FRAGMENTS or told.is_name,
            self._place(told) not in self._alone,
            told.head[1] - told.head[0] > _TOO_LONG,
            _TRUST[piece.document.source.metadata.trust],
            told.document,
            told.mention,
        )

    def _event(self, id: int, ordered: Sequence[Telling], disputed: bool) -> Row:
        best = ordered[0]
        kinds = {one.kind for one in ordered} - {EventKind.HAPPENING}
        return {
            "id": id,
            "key": content_key(f"{self._head(best)} {best.edtf_gregorian}"),
            "kind": min(kinds, default=EventKind.HAPPENING).value,
            "edtf": best.edtf,
            "edtf_gregorian": best.edtf_gregorian,
            "precision": best.precision.value,
            "first": best.first,
            "last": best.last,
            "disputed": disputed,
            "weight": self._weight(ordered),
        }

    def _weight(self, ordered: Sequence[Telling]) -> float:
        """Return how much the documents make of a happening, and of its day."""
        best = ordered[0]
        told = math.log2(1 + len({one.document for one in ordered})) + math.log2(len(ordered)) / 4
        told += math.log2(len(self._tellers[best.first, best.last])) * (best.precision is Precision.DAY) / 2
        subject = any(one.of != one.paragraph for one in ordered)  # told by the infobox of a whole document
        alone = self._place(best) in self._alone
        return round(told + _EXACT.get(best.precision, 0.0) + 2 * subject + alone / 4, 3)

    def _telling(self, id: int, position: int, told: Telling) -> Row:
        return {
            **{"event_id": id, "position": position, "mention_id": self._mentions[told.document] + told.mention},
            **{"passage_id": self._place(told)[0], "sentence": self._place(told)[1]},
            **{"start": told.date[0], "end": told.date[1], "head_passage_id": self._passage_id(told, told.of)},
            **{"head_start": told.head[0], "head_end": told.head[1]},
            **{"edtf": told.edtf, "edtf_gregorian": told.edtf_gregorian, "calendar": told.calendar.value},
            **{"precision": told.precision.value, "first": told.first, "last": told.last},
            **{"flags": " ".join(sorted(told.flags))},
        }

    def _days(self, told: Telling) -> Iterator[tuple[int, int, str]]:
        """Yield the days of the year under which a telling is remembered."""
        mention = self._pieces[told.document].mentions[told.mention]
        if mention.precision is Precision.DAY:
            yield from ((month, day, calendar.value) for month, day, calendar in calendar_days(mention))
        elif told.precision is Precision.DAY:  # an end of a lifespan
            yield int(told.edtf_gregorian[5:7]), int(told.edtf_gregorian[8:10]), Calendar.GREGORIAN.value

    def _head(self, told: Telling) -> str:
        return self._pieces[told.document].paragraph(told.of).text[slice(*told.head)]

    def _passage_id(self, told: Telling, paragraph: int) -> int:
        return self._passages[told.document] + paragraph - 1

    def _place(self, told: Telling) -> tuple[int, int]:
        """Return the passage and the sentence of a telling."""
        sentences = self._pieces[told.document].paragraph(told.paragraph).sentences
        number = bisect_right(sentences, told.date[0], key=lambda sentence: sentence.start)
        return self._passage_id(told, told.paragraph), max(1, number)


def _offsets(sizes: Sequence[int]) -> list[int]:
    """Return the row at which each document begins, in a table that was written in their order."""
    firsts, at = [], 1
    for size in sizes:
        firsts.append(at)
        at += size
    return firsts
