"""Which passages are worth a closer look: BM25 impacts of the question's words, added up."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import aiosqlite
import numpy as np
import numpy.typing as npt

from corpus.search.index import SCALE, idf
from corpus.search.question import Question

_SURVEY = "SELECT passages, last_id, subject, pronoun FROM survey"

_POSTINGS = """
    SELECT stem, passages, ids, impacts
      FROM posting
     WHERE stem IN (SELECT value FROM json_each(:stems))
"""

_INDEXED = """
    SELECT passage_id, document_id, words, before, heading, kinds, counts, spans, standing
      FROM indexed
     WHERE passage_id IN (SELECT value FROM json_each(:ids))
"""

DEPTH = 20


@dataclass(frozen=True, slots=True)
class Survey:
    """What is known of the whole edition."""

    passages: int
    last_id: int
    subject: str
    pronoun: str


@dataclass(frozen=True, slots=True)
class Posting:
    """Where a stem stands."""

    passages: int
    ids: npt.NDArray[np.uint32]
    impacts: npt.NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage as the reranker reads it."""

    id: int
    document: int
    lines: tuple[tuple[str, ...], ...]
    before: tuple[str, ...]
    heading: frozenset[str]
    kinds: tuple[int, ...]
    counts: tuple[tuple[int, ...], ...]
    spans: tuple[tuple[int, int], ...]
    standing: float
    score: float


async def read_survey(db: aiosqlite.Connection) -> Survey:
    """Read what is known of the whole edition."""
    (row,) = await db.execute_fetchall(_SURVEY)
    return Survey(*row)


async def read_postings(db: aiosqlite.Connection, stems: Sequence[str]) -> dict[str, Posting]:
    """Read where each stem stands; stems that the corpus does not know are left out."""
    rows = await db.execute_fetchall(_POSTINGS, {"stems": json.dumps(stems)})
    return {
        stem: Posting(passages, np.frombuffer(ids, "<u4"), np.frombuffer(impacts, np.uint8))
        for stem, passages, ids, impacts in rows
    }


def telling(question: Question, known: Mapping[str, Posting], total: int) -> tuple[float, ...]:
    """Return how much each word of the question tells: rare words more, words nobody wrote most."""
    held = [
        [known[stem].passages for stem, well in term.variants if stem in known and well > 0.5]
        for term in question.terms
    ]
    own = [
        known[term.stem].passages if term.stem in known else max(some, default=0)
        for term, some in zip(question.terms, held, strict=True)
    ]
    return tuple(term.matters * idf(passages, total) for term, passages in zip(question.terms, own, strict=True))


def best(
    question: Question, tells: Sequence[float], known: Mapping[str, Posting], last_id: int, depth: int
) -> list[tuple[int, float]]:
    """Return the ids and scores of the `depth` passages that hold most of the question."""
    scores = np.zeros(last_id + 1, np.float32)
    for term, weight in zip(question.terms, tells, strict=True):
        for stem, well in term.variants:
            if stem in known:
                posting = known[stem]
                scores[posting.ids] += posting.impacts * np.float32(weight * well / SCALE)
    depth = min(depth, len(scores))
    top = np.argpartition(scores, len(scores) - depth)[len(scores) - depth :]
    order = top[np.lexsort((top, -scores[top]))]
    return [(int(id), float(scores[id])) for id in order if scores[id] > 0]


async def read_candidates(db: aiosqlite.Connection, found: Sequence[tuple[int, float]]) -> list[Candidate]:
    """Read what the reranker needs of the passages found."""
    scores = dict(found)
    rows = await db.execute_fetchall(_INDEXED, {"ids": json.dumps(list(scores))})
    return [_candidate(row, scores[row[0]]) for row in sorted(rows, key=lambda row: (-scores[row[0]], row[0]))]


def _candidate(row: aiosqlite.Row, score: float) -> Candidate:
    id, document, said, before, heading, kinds, counts, spans, standing = row
    return Candidate(
        id=id,
        document=document,
        lines=tuple(tuple(line.split()) for line in said.split("\n")),
        before=tuple(before.split()),
        heading=frozenset(heading.split()),
        kinds=tuple(np.frombuffer(kinds, "<u2").tolist()),
        counts=tuple(zip(*[iter(counts)] * 3, strict=True)),
        spans=tuple(zip(*[iter(np.frombuffer(spans, "<u4").tolist())] * 2, strict=True)),
        standing=standing,
        score=score,
    )
