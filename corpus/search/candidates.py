"""Which passages are worth a closer look: BM25 impacts of the question's words, added up."""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import aiosqlite
import numpy as np
import numpy.typing as npt

from corpus.search.postings import SCALE, idf
from corpus.search.question import Question
from corpus.search.spelling import Words, read_spellings

_SURVEY = "SELECT passages, last_id, middle, subject, pronoun, vocabulary, held FROM survey"

_POSTINGS = """
    SELECT stem, ids, impacts
      FROM posting
     WHERE stem IN (SELECT value FROM json_each(:stems))
"""

_INDEXED = """
    SELECT passage_id, document_id, standing, words, sizes, before, heading, kinds, counts, spans
      FROM indexed
     WHERE passage_id IN (SELECT value FROM json_each(:ids))
"""

_LENGTHS = """
    SELECT passage_id, length(kinds) / 2
      FROM indexed
     WHERE passage_id IN (SELECT value FROM json_each(:ids))
"""

DEPTH = 20
BUDGET = 100_000
"""How many postings are added up, those of rare words first; the rest only score again what these have found."""

Whole = npt.NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Survey:
    """What is known of the whole edition and constant: read once, when it is opened."""

    passages: int
    last_id: int
    middle: float
    subject: str
    pronoun: str
    vocabulary: Sequence[str]
    held: npt.NDArray[np.uint32]
    """In how many passages each stem stands."""
    spellings: Mapping[int, Words]

    def number(self, stem: str) -> int | None:
        """Return the number of a stem, or None where the corpus doesn't have it."""
        at = bisect_left(self.vocabulary, stem)
        return at if at < len(self.vocabulary) and self.vocabulary[at] == stem else None


@dataclass(frozen=True, slots=True)
class Posting:
    """Where a stem stands."""

    ids: npt.NDArray[np.uint32]
    impacts: npt.NDArray[np.uint8]

    @property
    def passages(self) -> int:
        """How many hold the stem."""
        return len(self.ids)


@dataclass(frozen=True, slots=True)
class Texts:
    """Some texts' words, one text after the other: twice the number of the stem, and one more for a name."""

    words: npt.NDArray[np.uint32]
    sizes: Whole

    @property
    def of(self) -> Whole:
        """Which text each word stands in."""
        return np.repeat(np.arange(len(self.sizes)), self.sizes)


@dataclass(frozen=True, slots=True)
class Candidates:
    """Passages as the reranker reads them, best first, with their sentences one after the other."""

    ids: tuple[int, ...]
    scores: npt.NDArray[np.float64]
    documents: Whole
    standing: npt.NDArray[np.float64]
    starts: Whole
    """The first sentence of each passage."""
    lines: Texts
    before: Texts
    headings: Texts
    kinds: npt.NDArray[np.uint16]
    counts: npt.NDArray[np.uint8]
    spans: npt.NDArray[np.uint32]


async def read_survey(db: aiosqlite.Connection) -> Survey:
    """Read what is known of the whole edition."""
    ((passages, last_id, middle, subject, pronoun, vocabulary, held),) = await db.execute_fetchall(_SURVEY)
    words = tuple(vocabulary.split("\n"))
    return Survey(
        passages, last_id, middle, subject, pronoun, words, np.frombuffer(held, "<u4"), await read_spellings(db)
    )


async def read_postings(db: aiosqlite.Connection, stems: Mapping[str, int]) -> dict[str, Posting]:
    """Read where stems stand, which are given with their numbers."""
    rows = await db.execute_fetchall(_POSTINGS, {"stems": json.dumps(list(stems.values()))})
    found = {
        number: Posting(np.frombuffer(ids, "<u4"), np.frombuffer(impacts, np.uint8)) for number, ids, impacts in rows
    }
    return {stem: found[number] for stem, number in stems.items() if number in found}


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
    parts = [
        (known[stem], np.float32(weight * well / SCALE))
        for term, weight in zip(question.terms, tells, strict=True)
        for stem, well in term.variants
        if stem in known
    ]
    parts.sort(key=lambda part: part[0].passages)
    scores = np.zeros(last_id + 1, np.float32)
    spent, rare = 0, 0
    while rare < len(parts) and (rare == 0 or spent + parts[rare][0].passages <= BUDGET):
        posting, weight = parts[rare]
        scores[posting.ids] += posting.impacts * weight
        spent, rare = spent + posting.passages, rare + 1
    found = _highest(scores, _SURVIVORS + depth)
    for posting, weight in parts[rare:]:
        at = np.minimum(np.searchsorted(posting.ids, found), posting.passages - 1)
        held = posting.ids[at] == found
        scores[found[held]] += posting.impacts[at[held]] * weight
    return [(int(id), float(scores[id])) for id in found[np.lexsort((found, -scores[found]))][:depth] if scores[id] > 0]


_SURVIVORS = 500


def _highest(scores: npt.NDArray[np.float32], most: int) -> Whole:
    """Return the ids of the `most` highest scores above 0, ascending."""
    ids = np.flatnonzero(scores)
    if len(ids) > most:
        ids = ids[np.sort(np.argpartition(scores[ids], len(ids) - most)[len(ids) - most :])]
    return ids


async def read_lengths(db: aiosqlite.Connection, ids: Sequence[int]) -> dict[int, int]:
    """Read how many sentences each passage has."""
    rows = await db.execute_fetchall(_LENGTHS, {"ids": json.dumps(ids)})
    return {int(id): int(length) for id, length in rows}


async def read_candidates(db: aiosqlite.Connection, found: Sequence[tuple[int, float]]) -> Candidates:
    """Read what the reranker needs of the passages found, of which there is at least one."""
    rows = await db.execute_fetchall(_INDEXED, {"ids": json.dumps([id for id, _ in found])})
    by_id = {row[0]: row for row in rows}
    ids, documents, standing, words, sizes, before, heading, kinds, counts, spans = zip(
        *(by_id[id] for id, _ in found), strict=True
    )
    sentences = np.array([len(one) // 2 for one in kinds])
    return Candidates(
        ids=ids,
        scores=np.array([score for _, score in found]),
        documents=np.array(documents),
        standing=np.array(standing),
        starts=np.cumsum(sentences) - sentences,
        lines=Texts(_numbers(words), _numbers(sizes).astype(np.intp)),
        before=Texts(_numbers(before), np.array([len(one) // 4 for one in before])),
        headings=Texts(_numbers(heading), np.array([len(one) // 4 for one in heading])),
        kinds=np.frombuffer(b"".join(kinds), "<u2"),
        counts=np.frombuffer(b"".join(counts), np.uint8).reshape(-1, 3),
        spans=_numbers(spans).reshape(-1, 2),
    )


def _numbers(blobs: Sequence[bytes]) -> npt.NDArray[np.uint32]:
    return np.frombuffer(b"".join(blobs), "<u4")
