"""Candidates to answers: the evidence weighed, and the best sentences taken with their neighbours."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from types import MappingProxyType

import numpy as np

from corpus.search.candidates import Candidates, Survey
from corpus.search.evidence import NAMES, Evidence, Floats, gather
from corpus.search.question import Question
from corpus.search.refuse import ENOUGH, LEARNED, chance, log_odds, signs
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

Hidden = Mapping[int, Collection[int]]
NONE_HIDDEN: Hidden = MappingProxyType({})


def ranked(
    question: Question,
    tells: Sequence[float],
    strange: float,
    found: Candidates,
    survey: Survey,
    limit: int,
    hidden: Hidden = NONE_HIDDEN,
) -> Ranking:
    """Return the sentences of the candidates that answer best.

    `tells` says how much each of the question's words tells, `strange` which share of that nobody wrote; `hidden` are
    the sentences that must not be given, by passage, counted from 1.
    """
    evidence = gather(question, tells, found, survey)
    scores = weighed(evidence)
    best_first = list(islice(units(found, evidence, scores, hidden), limit))
    if not best_first:
        return NOTHING
    best, which, first, last = best_first[0]
    start = int(found.starts[which])
    rows = range(start + first, start + last + 1)
    odds = log_odds(signs(question, evidence, found, survey, scores, tells, strange, rows, best))
    hits = tuple(
        Hit(found.ids[which], first + 1, last + 1, chance(odds - LEARNED["top"] * float(scores[best] - scores[at])))
        for at, which, first, last in best_first
    )
    return Ranking(hits[0].score >= ENOUGH, hits)


def weighed(evidence: Evidence) -> Floats:
    """Return each sentence's score, in log-odds."""
    scores: Floats = evidence.rows @ _WEIGHTS
    return scores


_WEIGHTS = np.array([WEIGHTS[name] for name in NAMES])


def units(found: Candidates, evidence: Evidence, scores: Floats, hidden: Hidden) -> Iterator[tuple[int, int, int, int]]:
    """Yield the answer units best first: their best row, their candidate, and their first and last sentence."""
    bounds = [*found.starts.tolist(), len(scores)]
    of, known, spans, kinds = found.of.tolist(), scores.tolist(), found.spans.tolist(), found.kinds.tolist()
    taken = {start + number - 1 for id, start in zip(found.ids, bounds, strict=False) for number in hidden.get(id, ())}
    for at in np.argsort(-scores, kind="stable").tolist():
        if at in taken:
            continue
        which = of[at]
        start, end = bounds[which], bounds[which + 1]
        first, last = unit(
            known[start:end],
            spans[start:end],
            kinds[start:end],
            [row not in taken for row in range(start, end)],
            at - start,
        )
        taken.update(range(start + first, start + last + 1))
        yield at, which, first, last
