"""Candidates to answers: the evidence weighed, and the best sentences taken with their neighbours."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from corpus.search.candidates import Candidate
from corpus.search.evidence import NAMES, gather
from corpus.search.question import Question
from corpus.search.refuse import chance
from corpus.search.unit import unit
from corpus.search.weights import WEIGHTS


@dataclass(frozen=True, slots=True)
class Hit:
    """Sentences `first` to `last` of a passage, and how likely they are to answer, 0 to 1."""

    passage_id: int
    first: int
    last: int
    score: float


@dataclass(frozen=True, slots=True)
class Ranking:
    """What was found, best first. Not `answered` means that the corpus does not seem to say."""

    answered: bool
    hits: tuple[Hit, ...]


NOTHING = Ranking(False, ())


def rank(question: Question, tells: Sequence[float], candidates: Sequence[Candidate], limit: int) -> Ranking:
    """Return the sentences of the candidates that answer best."""
    if not candidates:
        return NOTHING
    found = gather(question, tells, candidates)
    scores = found.rows @ np.array([WEIGHTS[name] for name in NAMES])
    hits: list[Hit] = []
    taken: set[tuple[int, int]] = set()
    starts = {c: at for at, (c, s) in enumerate(found.places) if s == 0}
    for at in np.argsort(-scores, kind="stable"):
        which, sentence = found.places[at]
        candidate = candidates[which]
        if (which, sentence) in taken:
            continue
        own = scores[starts[which] : starts[which] + len(candidate.lines)].tolist()
        free = [(which, s) not in taken for s in range(len(own))]
        first, last = unit(own, candidate.spans, candidate.kinds, free, sentence)
        taken.update((which, s) for s in range(first, last + 1))
        hits.append(Hit(candidate.id, first + 1, last + 1, chance(float(scores[at]))))
        if len(hits) == limit:
            break
    return Ranking(True, tuple(hits))
