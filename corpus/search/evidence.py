"""What speaks for each sentence of the candidates: one row of figures a sentence, all of them cheap."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from rapidfuzz import process
from rapidfuzz.distance import Indel

from corpus.search.candidates import Candidate
from corpus.search.kinds import Kind
from corpus.search.question import Question
from corpus.search.words import stem

Floats = npt.NDArray[np.float64]
Matches = Mapping[str, Sequence[tuple[int, float]]]

BEFORE, HEADING, ELSEWHERE = 0.6, 0.7, 0.35
"""What a word counts that stands only in the sentence before, the heading, or elsewhere in the paragraph."""
ALIKE = 0.72
"""How alike two stems of the same first letter must be to count as forms of one word."""

KINDS = tuple(Kind(1 << bit) for bit in range(8))
NAMES = (
    *("held", "near", "exact", "paragraph", "best_held", "best_near", "close", "best_close", "score", "relative"),
    *("heading", "missing", "names_missing", "before", "neighbours", "standing", "first", "length", "figures"),
    *("held2","near2","known_kind","announces","leans","new_DATE","new_NUMBER","new_PERSON","new_PLACE","new_NAME","new_any","many_PERSON"),
    *(f"kind_{kind.name}" for kind in KINDS),
)
"""What each column says."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """The rows, the place of each (candidate's index, sentence's index), and how far each holds each word."""

    rows: Floats
    places: tuple[tuple[int, int], ...]
    held: Floats


def gather(question: Question, tells: Sequence[float], candidates: Sequence[Candidate]) -> Evidence:
    """Weigh every sentence of the candidates against the question."""
    matches = _matches(question, candidates)
    total = max(sum(tells), 1e-9)
    shares = np.array(tells) / total
    places = tuple((c, s) for c, candidate in enumerate(candidates) for s in range(len(candidate.lines)))
    lines = [line for candidate in candidates for line in candidate.lines]
    held = np.zeros((len(lines), len(shares)))
    close = np.array([_read(line, matches, row, shares) for line, row in zip(lines, held, strict=True)])
    counts = np.array([len(candidate.lines) for candidate in candidates])
    starts = np.cumsum(counts) - counts
    of = np.repeat(np.arange(len(candidates)), counts)
    heading = np.zeros((len(candidates), len(shares)))
    for row, candidate in zip(heading, candidates, strict=True):
        for stem in candidate.heading:
            for number, well in matches.get(stem, ()):
                row[number] = max(row[number], well)
    before = np.vstack([np.zeros((1, len(shares))), held[:-1]])
    before[starts] = 0
    for at, candidate in zip(starts, candidates, strict=True):
        _read(candidate.before, matches, before[at], shares)
    after = np.vstack([held[1:], np.zeros((1, len(shares)))])
    after[starts + counts - 1] = 0
    anywhere = np.maximum.reduceat(held, starts)
    near = np.maximum.reduce([held, BEFORE * before, HEADING * heading[of], ELSEWHERE * anywhere[of]])
    widest = np.maximum(anywhere, HEADING * heading)
    names = np.array([term.name for term in question.terms]) * shares
    figures = np.array([term.word.isdigit() for term in question.terms]) * shares
    cov, ncov = held @ shares, near @ shares
    fresh = np.array([_fresh(line, matches) for line in lines])
    scores = np.array([candidate.score for candidate in candidates])
    lengths = np.array([len(line) for line in lines])
    shown = np.array([bits for candidate in candidates for bits in candidate.kinds])
    asked = np.array([bool(question.kinds & kind) for kind in KINDS])
    kinds = ((shown[:, None] & np.array([int(kind) for kind in KINDS])) > 0) * asked
    rows = np.column_stack(
        [
            cov,
            ncov,
            (held > 0.99) @ shares,
            (widest @ shares)[of],
            np.maximum.reduceat(cov, starts)[of],
            np.maximum.reduceat(ncov, starts)[of],
            close,
            np.maximum.reduceat(close, starts)[of],
            (scores / total / 1.6)[of],
            (scores / scores.max())[of],
            np.array([_named(candidate.heading, matches) for candidate in candidates])[of],
            ((widest < 0.3) * shares).max(axis=1)[of],
            ((widest < 0.3) @ names)[of],
            np.maximum(before - held, 0) @ shares,
            np.maximum(np.maximum(before, after) - held, 0) @ shares,
            np.array([candidate.standing for candidate in candidates])[of],
            np.isin(np.arange(len(lines)), starts),
            np.log1p(lengths),
            held @ figures,
            cov*cov,
            ncov*ncov,
            kinds.any(axis=1),
            (shown & Kind.ANNOUNCES) > 0,
            (shown & Kind.LEANS) > 0,
            fresh[:,0]*bool(question.kinds & Kind.DATE),
            fresh[:,1]*bool(question.kinds & Kind.NUMBER),
            (fresh[:,2]>0)*bool(question.kinds & Kind.PERSON),
            (fresh[:,2]>0)*bool(question.kinds & Kind.PLACE),
            (fresh[:,2]>0)*bool(question.kinds & Kind.NAME),
            (fresh[:,2]>0)*(not question.kinds),
            np.minimum(fresh[:,2],4)*bool(question.kinds & Kind.PERSON),
            kinds,
        ]
    )
    return Evidence(rows, places, held)


def _matches(question: Question, candidates: Sequence[Candidate]) -> Matches:
    """Return, for each stem of the candidates, the question's words that it stands for and how well."""
    met = {stem for candidate in candidates for line in (*candidate.lines, candidate.before) for stem in line}
    small = {stem.lower() for stem in met}.union(*(candidate.heading for candidate in candidates))
    by_letter: dict[str, list[str]] = {}
    for stem in small:
        if len(stem) > 3 and not stem.isdigit():
            by_letter.setdefault(stem[0], []).append(stem)
    matches: dict[str, dict[int, float]] = {}
    for number, term in enumerate(question.terms):
        for stem, well in (*_alike(term.stem, by_letter), *term.variants):
            found = matches.setdefault(stem, {})
            found[number] = max(well, found.get(number, 0.0))
    answers = {stem: tuple(found.items()) for stem, found in matches.items()}
    return answers | {stem: answers[stem.lower()] for stem in met if stem.lower() in answers}


def _alike(stem: str, by_letter: Mapping[str, list[str]]) -> Iterable[tuple[str, float]]:
    """Yield the stems that look like forms or spellings of `stem`."""
    if len(stem) < 4 or stem.isdigit():
        return
    near = process.extract(
        stem, by_letter.get(stem[0], ()), scorer=Indel.normalized_similarity, score_cutoff=ALIKE, limit=12
    )
    for other, likeness, _ in near:
        yield other, 0.5 + 0.5 * (likeness - ALIKE) / (1 - ALIKE)


def _read(line: Sequence[str], matches: Matches, held: Floats, shares: Floats) -> float:
    """Fill in how far a sentence holds each word; return the weight of the words that stand close together."""
    close: dict[tuple[int, int], float] = {}
    last: tuple[int, Sequence[tuple[int, float]]] = (0, ())
    for at, stem in enumerate(line):
        here = matches.get(stem)
        if not here:
            continue
        for number, well in here:
            if well > held[number]:
                held[number] = well
        for a, aw in last[1]:
            for b, bw in here:
                key = (a, b) if a < b else (b, a)
                weight = (shares[a] + shares[b]) * aw * bw / (at - last[0])
                if a != b and weight > close.get(key, 0.0):
                    close[key] = weight
        last = at, here
    return sum(close.values()) / 2


def _named(heading: frozenset[str], matches: Matches) -> float:
    """Return the share of the heading's words that the question names."""
    return sum(1 for stem in heading if stem in matches) / max(1, len(heading))


_MONTHS = frozenset(stem(month).capitalize() for month in "january february march april may june july august september october november december".split())
_NUMBERS = frozenset(stem(w) for w in "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion dozen half third quarter first second percent".split())

def _fresh(line, matches):
    date = number = name = 0
    for token in line:
        if token in matches:
            continue
        lead = token[0]
        if lead.isdigit():
            number = 1
            if len(token) in (4,5) and lead in "12" or token.endswith("centuri"):
                date = 1
        elif token in _MONTHS:
            date = 1
        elif lead.isupper():
            name += 1
        elif token in _NUMBERS:
            number = 1
        elif token=="centuri": date=1
    return date, number, name
