"""Candidates to answers: the evidence weighed, and the best sentences taken with their neighbours."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np

from corpus.search.candidates import Candidate
from corpus.search.evidence import NAMES, Evidence, Floats, gather
from corpus.search.question import Question
from corpus.search.refuse import ENOUGH, chance, signs
from corpus.search.unit import unit
from corpus.search.weights import WEIGHTS


@dataclass(frozen=True, slots=True)
class Hit:
    """Sentences `first` to `last` of a passage, counted from 1, and how likely they are to answer, 0 to 1."""

    passage_id: int
    first: int
    last: int
    score: float


@dataclass(frozen=True, slots=True)
class Ranking:
    """What was found, best first. Not `answered` means that the documents do not seem to say."""

    answered: bool
    hits: tuple[Hit, ...]


NOTHING = Ranking(False, ())


def ranked(
    question: Question, tells: Sequence[float], strange: float, candidates: Sequence[Candidate], limit: int
) -> Ranking:
    """Return the sentences of the candidates that answer best.

    `tells` says how much each of the question's words tells, `strange` which share of that nobody wrote.
    """
    if not candidates:
        return NOTHING
    found = gather(question, tells, candidates)
    scores = weighed(found)
    hits: list[Hit] = []
    for at, which, first, last in islice(_units(candidates, found, scores), limit):
        certain = chance(signs(found, scores, np.array(tells), strange, at))
        hits.append(Hit(candidates[which].id, first + 1, last + 1, min(certain, hits[-1].score if hits else 1.0)))
    return Ranking(bool(hits) and hits[0].score >= ENOUGH, tuple(hits))


def weighed(found: Evidence) -> Floats:
    """Return each sentence's score, in log-odds."""
    scores: Floats = found.rows @ np.array([WEIGHTS[name] for name in NAMES])
    return scores


def _units(candidates: Sequence[Candidate], found: Evidence, scores: Floats) -> Iterator[tuple[int, int, int, int]]:
    """Yield the answer units best first: their best row, their candidate, and their first and last sentence."""
    starts = [at for at, (_, sentence) in enumerate(found.places) if sentence == 0]
    taken: set[int] = set()
    for at in np.argsort(-scores, kind="stable").tolist():
        if at in taken:
            continue
        which, sentence = found.places[at]
        candidate, start = candidates[which], starts[which]
        rows = range(start, start + len(candidate.lines))
        free = [row not in taken for row in rows]
        first, last = unit(scores[rows.start : rows.stop].tolist(), candidate.spans, candidate.kinds, free, sentence)
        taken.update(range(start + first, start + last + 1))
        yield at, which, first, last
