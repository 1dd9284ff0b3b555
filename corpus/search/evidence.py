"""What speaks for each sentence of the candidates: one row of figures a sentence, all of them cheap."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt
from rapidfuzz import process
from rapidfuzz.distance import Indel

from corpus.search.candidates import Candidate
from corpus.search.index import HIGHEST
from corpus.search.kinds import Kind, counted
from corpus.search.question import Question

Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]
Column = Floats | npt.NDArray[np.bool_]
Matches = Mapping[str, Sequence[tuple[int, float]]]

NAMES = (
    *("held", "near", "exact", "paragraph", "best_near", "close", "best_close", "score", "relative", "company"),
    *("heading", "missing", "names_missing", "before", "neighbours", "standing", "first", "length", "leans"),
    *("announces", "kind", "fresh"),
)
"""What each column says. The shares are of the question's words, by how much each tells:

held, exact         in the sentence, in any form or as it stands
near                the same, with a part of what only the context holds
paragraph           anywhere in the paragraph or its heading
close               held next to each other; best_… is the best sentence's figure, for all of its paragraph
score, relative     the paragraph's BM25 score, of the highest possible and of the best candidate's
company             how much of the candidates' score is in the same document
heading             the share of the heading's words that the question names
missing             the weightiest word that the paragraph lacks, and how much of the question's names it lacks
before, neighbours  only in the sentence before, or in either neighbour
standing … fresh    zone and trust, place, length, how it opens and ends; a kind of answer asked for, and a new one
"""

BEFORE, HEADING, ELSEWHERE = 0.6, 0.7, 0.35
"""What a word counts that stands only in the sentence before, the heading, or elsewhere in the paragraph."""
ALIKE = 0.72
"""How alike two stems of the same first letter must be to count as forms of one word."""
LACKING = 0.3
"""A word that is held less than so much is missing."""
_LIKE_MOST = 12


@dataclass(frozen=True, slots=True)
class Evidence:
    """The rows, and the place of each: the candidate's index and the sentence's."""

    rows: Floats
    places: tuple[tuple[int, int], ...]

    def column(self, name: str) -> Floats:
        """Return one figure of every sentence."""
        return self.rows[:, NAMES.index(name)]


@dataclass(frozen=True, slots=True)
class _Layout:
    """Which rows belong to which candidate: `of` each row, the row each `starts` at and `ends` with."""

    of: Whole
    starts: Whole
    ends: Whole

    def best(self, figures: Floats) -> Floats:
        """Return the highest figure of each candidate's sentences."""
        return np.maximum.reduceat(figures, self.starts)


@dataclass(frozen=True, slots=True)
class _Reading:
    """How far each sentence holds each word, how close together, and how many answers of each sort are new in it."""

    held: Floats
    close: Floats
    fresh: Whole


def gather(question: Question, tells: Sequence[float], candidates: Sequence[Candidate]) -> Evidence:
    """Weigh every sentence of the candidates, of which there is at least one, against the question."""
    total = max(sum(tells), 1e-9)
    shares = np.array(tells) / total
    matches = _matches(question, candidates)
    layout = _layout(candidates)
    reading = _read_all(candidates, matches, shares)
    rows = np.column_stack(
        [
            *_coverage(reading, candidates, matches, shares, layout, question),
            *_scores(candidates, total, layout),
            *_manner(reading, candidates, layout, question),
        ]
    )
    places = tuple((c, s) for c, candidate in enumerate(candidates) for s in range(len(candidate.lines)))
    return Evidence(rows[:, _ORDER].astype(np.float64), places)


_COVERAGE = (
    *("held", "near", "exact", "paragraph", "best_near", "close", "best_close"),
    *("heading", "missing", "names_missing", "before", "neighbours"),
)
_SCORES = ("score", "relative", "company")
_MANNER = ("standing", "first", "length", "leans", "announces", "kind", "fresh")
_ORDER = [(*_COVERAGE, *_SCORES, *_MANNER).index(name) for name in NAMES]


def _layout(candidates: Sequence[Candidate]) -> _Layout:
    counts = np.array([len(candidate.lines) for candidate in candidates])
    ends = np.cumsum(counts)
    return _Layout(np.repeat(np.arange(len(candidates)), counts), ends - counts, ends - 1)


def _coverage(
    reading: _Reading,
    candidates: Sequence[Candidate],
    matches: Matches,
    shares: Floats,
    layout: _Layout,
    question: Question,
) -> Iterable[Floats]:
    """Yield what the sentences and what is around them hold of the question."""
    held, of = reading.held, layout.of
    heading = _held_by([candidate.heading for candidate in candidates], matches, shares)
    before, after = np.roll(held, 1, axis=0), np.roll(held, -1, axis=0)
    before[layout.starts] = _held_by([candidate.before for candidate in candidates], matches, shares)
    after[layout.ends] = 0
    anywhere = layout.best(held)
    context = np.maximum(HEADING * heading, ELSEWHERE * anywhere)
    near = np.maximum.reduce([held, BEFORE * before, context[of]]) @ shares
    widest = np.maximum(anywhere, HEADING * heading)
    lacking = widest < LACKING
    names = np.array([term.name for term in question.terms]) * shares
    yield held @ shares
    yield near
    yield (held > 0.99) @ shares
    yield (widest @ shares)[of]
    yield layout.best(near)[of]
    yield reading.close
    yield layout.best(reading.close)[of]
    yield np.array([_named(candidate.heading, matches) for candidate in candidates])[of]
    yield (lacking * shares).max(axis=1)[of]
    yield (lacking @ names)[of]
    yield np.maximum(before - held, 0) @ shares
    yield np.maximum(np.maximum(before, after) - held, 0) @ shares


def _scores(candidates: Sequence[Candidate], total: float, layout: _Layout) -> Iterable[Floats]:
    """Yield what the index said of each candidate, alone, beside the best, and with the rest of its document."""
    scores = np.array([candidate.score for candidate in candidates])
    documents = np.array([candidate.document for candidate in candidates])
    together = np.array([scores[documents == document].sum() for document in documents]) / scores.sum()
    yield (scores / total / HIGHEST)[layout.of]
    yield (scores / scores.max())[layout.of]
    yield together[layout.of]


def _manner(
    reading: _Reading, candidates: Sequence[Candidate], layout: _Layout, question: Question
) -> Iterable[Column]:
    """Yield what the sentences are like, whatever their words."""
    shown: Whole = np.array([bits for candidate in candidates for bits in candidate.kinds])
    yield np.array([candidate.standing for candidate in candidates])[layout.of]
    yield np.diff(layout.of, prepend=-1) > 0
    yield np.log1p([len(line) for candidate in candidates for line in candidate.lines])
    for kind in (Kind.LEANS, Kind.ANNOUNCES, question.kinds):
        yield np.greater(shown & int(kind), 0)
    yield reading.fresh[:, _sorts(question.kinds)].sum(axis=1) > 0


def _sorts(asked: Kind) -> list[int]:
    """Return which of the counted sorts of answer (date, number, name) the question asks for."""
    named = asked & (Kind.PERSON | Kind.PLACE | Kind.NAME)
    return [sort for sort, wanted in enumerate((asked & Kind.DATE, asked & Kind.NUMBER, named)) if wanted]


def _matches(question: Question, candidates: Sequence[Candidate]) -> Matches:
    """Return, for each stem of the candidates, the question's words that it stands for and how well."""
    initials = {term.stem[0] for term in question.terms}
    alike: dict[str, set[str]] = {initial: set() for initial in initials}
    for stem in {stem for candidate in candidates for line in candidate.lines for stem in line}:
        if (small := stem[0].lower()) in initials and len(stem) > 3:
            alike[small].add(stem.lower())
    matches: dict[str, dict[int, float]] = {}
    for number, term in enumerate(question.terms):
        for stem, well in (*_alike(term.stem, alike[term.stem[0]]), *term.variants):
            found = matches.setdefault(stem, {})
            found[number] = max(well, found.get(number, 0.0))
    small_ones = {stem: tuple(found.items()) for stem, found in matches.items()}
    return small_ones | {stem.capitalize(): found for stem, found in small_ones.items()}


def _alike(stem: str, others: Iterable[str]) -> Iterable[tuple[str, float]]:
    """Yield the stems that look like forms or spellings of `stem`."""
    if len(stem) < 4 or stem.isdigit():
        return
    near = process.extract(
        stem, tuple(others), scorer=Indel.normalized_similarity, score_cutoff=ALIKE, limit=_LIKE_MOST
    )
    for other, likeness, _ in near:
        yield other, 0.5 + 0.5 * (likeness - ALIKE) / (1 - ALIKE)


def _read_all(candidates: Sequence[Candidate], matches: Matches, shares: Floats) -> _Reading:
    """Read every sentence of the candidates once."""
    lines = [line for candidate in candidates for line in candidate.lines]
    held = np.zeros((len(lines), len(shares)))
    fresh = np.array([counts for candidate in candidates for counts in candidate.counts], np.int64)
    close = np.zeros(len(lines))
    weights = shares.tolist()
    for at, line in enumerate(lines):
        met = [(place, stem) for place, stem in enumerate(line) if stem in matches]
        if met:
            _hold(held[at], [stem for _, stem in met], matches)
            fresh[at] -= counted(stem for _, stem in met)
            close[at] = _close([(place, matches[stem]) for place, stem in met], weights)
    return _Reading(held, close, fresh)


def _held_by(texts: Sequence[Iterable[str]], matches: Matches, shares: Floats) -> Floats:
    """Return how far each text holds each word."""
    held = np.zeros((len(texts), len(shares)))
    for row, text in zip(held, texts, strict=True):
        _hold(row, text, matches)
    return held


def _hold(held: Floats, stems: Iterable[str], matches: Matches) -> None:
    """Fill in how far the stems stand for each word."""
    for stem in stems:
        for number, well in matches.get(stem, ()):
            if well > held[number]:
                held[number] = well


def _close(met: Sequence[tuple[int, Sequence[tuple[int, float]]]], weights: Sequence[float]) -> float:
    """Return the weight of the pairs of words that follow each other, less the further they are apart."""
    pairs: dict[tuple[int, int], float] = {}
    for (place, here), (later, there) in pairwise(met):
        for a, well in here:
            for b, also in there:
                pair = (a, b) if a < b else (b, a)
                weight = (weights[a] + weights[b]) * well * also / (later - place)
                if a != b and weight > pairs.get(pair, 0.0):
                    pairs[pair] = weight
    return sum(pairs.values()) / 2


def _named(heading: frozenset[str], matches: Matches) -> float:
    """Return the share of the heading's words that the question names."""
    return sum(stem in matches for stem in heading) / max(1, len(heading))
