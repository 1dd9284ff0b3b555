"""What speaks for each sentence of the candidates: one row of figures a sentence, all of them cheap."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from rapidfuzz import process
from rapidfuzz.distance import Indel

from corpus.search.candidates import Candidates, Survey, Whole
from corpus.search.kinds import MONTH_STEMS, NUMBER_STEMS, Kind, counted
from corpus.search.matched import Matches, Met, turns
from corpus.search.meaning import meaning
from corpus.search.postings import HIGHEST
from corpus.search.question import Question
from corpus.search.roles import roles
from corpus.search.words import stem as stem_of

Floats = npt.NDArray[np.float64]

NAMES = (
    *("held", "near", "paragraph", "close", "best_close", "score", "relative"),
    *("heading", "missing", "names_missing", "before", "neighbours", "standing", "length"),
    *("announces", "kind", "fresh", "fails", "amount", "both", "roles"),
    *("says", "says_near", "best_says", "all_says", "words"),
)
"""What each column says. The shares are of the question's words, by how much each tells:

held                in the sentence, in any form
near                the same, with a part of what only the context holds
paragraph           anywhere in the paragraph or its heading
close               held next to each other; best_… is the best sentence's figure, for all of its paragraph
score, relative     the paragraph's BM25 score, of the highest possible and of the best candidate's
heading             the share of the heading's words that the question names
missing             the weightiest word that the paragraph lacks, and how much of the question's names it lacks
before, neighbours  only in the sentence before, or in either neighbour
standing … fails    zone and trust, length, how it opens and ends; the share shown of the kinds asked for, a
                    new answer; and whether it tells of something that came to nothing, unasked
amount, both        a number beside what is counted, or a unit; every kind, where several are asked for
roles               who did it to whom, as it is asked: 1, or others: -1
says, says_near     how near in meaning the sentence's nearest words come, alone, and with its context's
best_says, all_says the best sentence's figure, for all of its paragraph; and that of the paragraph's nearest words
words               the logarithm of the paragraph's length, between what is short and what is long for one
"""

BEFORE, HEADING, ELSEWHERE = 0.6, 0.7, 0.35
"""What a word counts that stands only in the sentence before, the heading, or elsewhere in the paragraph."""
EVEN = 0.65
"""What a word tells is raised to this: a rare word's share is larger than a common one's, but not by all of its idf."""
ALIKE = 0.72
"""How alike two stems of the same first letter must be to count as forms of one word."""
_WORDS = (40, 120)
"""Between which lengths the length of a paragraph tells: a caption is not worse for being short."""
LACKING = 0.3
"""A word that is held less than so much is missing."""
_LIKE_MOST = 12
_SHORTEST = 4
"""How many letters a stem must have that others may be alike."""


_AT = {name: at for at, name in enumerate(NAMES)}


@dataclass(frozen=True, slots=True)
class Evidence:
    """The rows, and which candidate each is a sentence of."""

    rows: Floats
    of: Whole
    held: Floats
    """How far each sentence holds each of the question's words."""
    reach: Floats
    """The same, with the sentence before and the heading."""
    headed: Floats
    """How far each candidate's heading holds each word."""
    names: npt.NDArray[np.bool_]
    """Which of the question's words are names."""
    matches: Matches
    joins: Floats
    """How well each two words are joined in the sentence that joins them best."""

    def column(self, name: str) -> Floats:
        """Return one figure of every sentence."""
        return self.rows[:, _AT[name]]


@dataclass(frozen=True, slots=True)
class _Reading:
    """How close together each sentence holds the words, and what it shows of answers."""

    close: Floats
    joins: Floats
    """How well each two words are joined where they are best."""
    fresh: npt.NDArray[np.bool_]
    """Which sentences have an answer of a sort asked for that the question doesn't have."""
    amounts: npt.NDArray[np.bool_]
    """Which sentences have a number beside what is counted, or beside a unit of what is measured."""


@dataclass(frozen=True, slots=True)
class _Held:
    """How far each sentence, what stands before it, and what stands above each candidate holds each word."""

    inside: Floats
    before: Floats
    headed: Floats
    named: Floats
    """Which share of each heading the question names."""


Figures = Mapping[str, Floats | npt.NDArray[np.bool_]]
"""Figures by their column: one a sentence, or one a candidate, for all of its sentences."""


def gather(question: Question, tells: Sequence[float], found: Candidates, survey: Survey) -> Evidence:
    """Weigh every sentence of the candidates against the question."""
    total = max(sum(tells), 1e-9)
    even = [tell**EVEN for tell in tells]
    shares = np.array(even) / max(sum(even), 1e-9)
    matches = _matches(question, found, survey)
    met = matches.met(found.said)
    within = met.first(len(found.lines.words))
    names = _named(question, found, matches, within, survey)
    reading = _read(question, found, matches, within, shares, survey)
    held = _held(met, found)
    reach = np.maximum(np.maximum(held.inside, held.before), held.headed[found.of])
    figures: Figures = {
        **_coverage(held, reading, found, shares, question),
        **_scores(found, total),
        **_manner(reading, found, question),
        **meaning(question, tells, found, survey, held.inside, names),
        "roles": roles(question, found, held.inside, reach, names, matches, survey),
    }
    count = len(found.of)
    rows = np.empty((len(NAMES), count))
    for name, figure in figures.items():
        rows[_AT[name]] = figure if len(figure) == count else figure[found.of]
    return Evidence(rows.T, found.of, held.inside, reach, held.headed, names, matches, reading.joins)


def _held(met: Met, found: Candidates) -> _Held:
    """Read how far the sentences and what is around them hold each word."""
    sentences, passages, texts = len(found.of), len(found.ids), len(found.said.sizes)
    held = met.most(texts)
    inside, above = held[:sentences], slice(sentences, sentences + passages)
    before = np.empty(inside.shape)
    before[1:] = inside[:-1]
    before[found.starts] = held[above.stop :]
    named = np.bincount(met.of, minlength=texts) / np.maximum(found.said.sizes, 1)
    return _Held(inside, before, held[above], named[above])


def _coverage(held: _Held, reading: _Reading, found: Candidates, shares: Floats, question: Question) -> Figures:
    """Return what the sentences and what is around them hold of the question."""
    inside, before, starts = held.inside, held.before, found.starts
    after, heading = np.empty(inside.shape), HEADING * held.headed
    after[:-1] = inside[1:]
    after[starts[1:] - 1] = after[-1] = 0
    anywhere = np.maximum.reduceat(inside, starts)
    widest = np.maximum(anywhere, heading)
    context = np.maximum(heading, ELSEWHERE * anywhere)
    lacking = widest < LACKING
    names = np.array([term.name for term in question.terms]) * shares
    return {
        "held": inside @ shares,
        "near": np.maximum(np.maximum(inside, BEFORE * before), context[found.of]) @ shares,
        "paragraph": widest @ shares,
        "close": reading.close,
        "best_close": np.maximum.reduceat(reading.close, starts),
        "heading": held.named,
        "missing": (lacking * shares).max(axis=1),
        "names_missing": lacking @ names,
        "before": np.maximum(before - inside, 0) @ shares,
        "neighbours": np.maximum(np.maximum(before, after) - inside, 0) @ shares,
    }


def _scores(found: Candidates, total: float) -> Figures:
    """Return what the index said of each candidate, alone and beside the best."""
    return {"score": found.scores / (total * HIGHEST), "relative": found.scores / found.scores.max()}


def _manner(reading: _Reading, found: Candidates, question: Question) -> Figures:
    """Return what the sentences are like, whatever their words."""
    words = np.add.reduceat(found.lines.sizes, found.starts)
    asked = int(question.kinds)
    shown = _shown(found.kinds, asked & ~_FAILS, question.several)
    return {
        "standing": found.standing,
        "length": np.log1p(found.lines.sizes),
        "words": np.log1p(np.minimum(np.maximum(words, _WORDS[0]), _WORDS[1])),
        "announces": found.kinds & _ANNOUNCES > 0,
        "kind": shown,
        "fails": found.kinds & (_FAILS & ~asked) > 0,
        "amount": reading.amounts,
        "both": shown >= 1 if question.several else np.zeros(len(shown)),
        "fresh": reading.fresh,
    }


# of whole numbers these sums take a tenth of the time
_ANNOUNCES, _FAILS = int(Kind.ANNOUNCES), int(Kind.FAILS)
_SORTS = int(Kind.DATE), int(Kind.NUMBER), int(Kind.PERSON | Kind.PLACE | Kind.NAME)


def _shown(kinds: npt.NDArray[np.uint16], asked: int, several: bool) -> Floats:
    """Return whether each sentence shows a kind asked for; of several things asked, the share that it shows."""
    if several and asked:
        share: Floats = np.array([kinds & int(kind) > 0 for kind in Kind(asked)], np.float64).mean(axis=0)
        return share
    return (kinds & asked > 0).astype(np.float64)


def _sorts(asked: int) -> list[int]:
    """Return which of the counted sorts of answer (date, number, name) the question asks for."""
    return [sort for sort, kinds in enumerate(_SORTS) if asked & kinds]


def _matches(question: Question, found: Candidates, survey: Survey) -> Matches:
    """Return, for the stems of the candidates, which of the question's words they stand for and how well."""
    near = _near(question, found, survey)
    well: dict[int, list[float]] = {}
    for at, term in enumerate(question.terms):
        variants = [(number, fits) for stem, fits in term.variants if (number := survey.number(stem)) is not None]
        for number, fits in (*_alike(term.stem, near, survey), *variants):
            if (row := well.get(number)) is None:
                row = well[number] = [0.0] * len(question.terms)
            if fits > row[at]:
                row[at] = fits
    stems = sorted(well)
    sorts = np.zeros((len(stems), 6), np.intp)
    sorts[:, -1] = 1  # nearly all are a name where they are written with a capital, and nothing else
    for at, stem in enumerate([survey.vocabulary[number] for number in stems]):
        if not stem.isascii() or not stem.isalpha() or stem in _TELLING:
            sorts[at] = _counted(stem)
    return Matches.of(stems, [well[number] for number in stems], sorts, len(survey.vocabulary))


def _counted(stem: str) -> tuple[int, ...]:
    """Return whether a stem is a date, a number and a name, in small letters and with a capital."""
    return *counted([stem]), *counted([stem.capitalize()])


_TELLING = frozenset(("centuri", *NUMBER_STEMS, *(month.casefold() for month in MONTH_STEMS)))


def _near(question: Question, found: Candidates, survey: Survey) -> Mapping[str, Sequence[int]]:
    """Return the candidates' stems that begin as the question's longer words do, by their first letter."""
    said = np.zeros(len(survey.vocabulary), np.bool_)
    said[found.lines.stems] = True
    (stems,) = said.nonzero()
    initials = {term.stem[0] for term in question.terms if len(term.stem) >= _SHORTEST}
    bounds = [bisect_left(survey.vocabulary, chr(ord(initial) + after)) for initial in initials for after in (0, 1)]
    ends = stems.searchsorted(bounds).tolist()
    numbers = stems.tolist()
    return {initial: numbers[ends[2 * at] : ends[2 * at + 1]] for at, initial in enumerate(initials)}


def _alike(stem: str, near: Mapping[str, Sequence[int]], survey: Survey) -> Iterator[tuple[int, float]]:
    """Yield the stems that look like forms or spellings of `stem`."""
    if len(stem) < _SHORTEST or stem.isdigit():
        return
    numbers = near[stem[0]]
    others = [survey.vocabulary[number] for number in numbers]
    alike = process.extract(stem, others, scorer=Indel.normalized_similarity, score_cutoff=ALIKE, limit=None)
    long = [(numbers[at], likeness) for other, likeness, at in alike if len(other) >= _SHORTEST]
    for number, likeness in long[:_LIKE_MOST]:
        yield number, 0.5 + 0.5 * (likeness - ALIKE) / (1 - ALIKE)


def _read(
    question: Question, found: Candidates, matches: Matches, met: Met, shares: Floats, survey: Survey
) -> _Reading:
    """Read every sentence of the candidates once."""
    words = found.lines.words
    name = (words[met.places] & 1).astype(np.intp)
    close = np.zeros(len(found.of))
    joins = np.zeros((len(shares), len(shares)))
    beside = (met.of[1:] == met.of[:-1]).nonzero()[0]
    if len(beside):
        here, there = met.places[beside], met.places[beside + 1]
        apart = there - here
        named = (words & 1).cumsum()
        between = named[there] - named[here] > name[beside + 1]
        nearness = 1 / apart, np.where(between, 0, 1 / np.maximum(apart - 2, 1))
        starts, sums, joins = _pairs(met.well[beside], met.well[beside + 1], nearness, shares, met.of[beside])
        close[starts] = sums
    return _Reading(close, joins, _fresh(question, found, matches, met, name), _amounts(question, found, survey, met))


def _fresh(question: Question, found: Candidates, matches: Matches, met: Met, name: Whole) -> npt.NDArray[np.bool_]:
    """Say which sentences have more answers of the sorts asked for than words of the question's that are such."""
    if not (asked := _sorts(int(question.kinds))):
        return np.zeros(len(found.of), np.bool_)
    sorts = matches.sorts.reshape(-1, 2, 3)[:, :, asked].sum(axis=2)
    known = np.bincount(met.of, sorts[met.stems, name], len(found.of))
    fresh: npt.NDArray[np.bool_] = found.counts[:, asked].sum(axis=1) > known
    return fresh


def _amounts(question: Question, found: Candidates, survey: Survey, met: Met) -> npt.NDArray[np.bool_]:
    """Say which sentences have a number beside what is counted, or beside a unit of what is measured."""
    shown = np.zeros(len(found.of), np.bool_)
    if not question.units and not question.counted:
        return shown
    words, of = found.lines.stems, found.lines.of
    numeral = _marked(NUMBER_STEMS, survey)
    numeral[: bisect_left(survey.vocabulary, ":")] = True
    (numbers,) = numeral[words].nonzero()
    counted = [at for at, term in enumerate(question.terms) if term.word in question.counted]
    units = _marked(question.units, survey)
    beside = units[words]
    if counted:
        beside[met.places[met.well[:, counted].max(axis=1) >= _COUNTS]] = True
    for apart in _APART_UNITS if units.any() else _APART_COUNTED:
        other = numbers + apart
        inside = (other >= 0) & (other < len(words))
        here, there = numbers[inside], other[inside]
        fits = beside[there] & (of[here] == of[there])
        shown[of[here[fits]]] = True
    return shown


_COUNTS = 0.6
_APART_UNITS = (-1, 1, 2)
_APART_COUNTED = (-1, 1, 2, 3)


def _marked(stems: Iterable[str], survey: Survey) -> npt.NDArray[np.bool_]:
    """Return which stems of the vocabulary are these; numpy's own "isin" reads a large module when first called."""
    marked = np.zeros(len(survey.vocabulary), np.bool_)
    marked[[number for stem in stems if (number := survey.number(stem)) is not None]] = True
    return marked


def _pairs(
    here: Floats, there: Floats, nearness: tuple[Floats, Floats], shares: Floats, of: Whole
) -> tuple[Whole, Floats, Floats]:
    """Return, for each sentence with pairs of words, the weight of those pairs by their nearness; and the best joins.

    The second measure of nearness is that of the joins.
    """
    words = np.arange(len(shares))
    one, other = (words[:, None] < words).nonzero()
    here, there = here.T.copy(), there.T.copy()  # rows are gathered faster than columns
    both = np.maximum(here[one] * there[other], here[other] * there[one])
    starts = turns(of)
    best = np.maximum.reduceat(nearness[0] * both, starts, axis=1)
    joins = np.zeros((len(shares), len(shares)))
    joins[one, other] = joins[other, one] = (nearness[1] * both).max(axis=1)
    return of[starts], ((shares[one] + shares[other]) / 2) @ best, joins


def _named(question: Question, found: Candidates, matches: Matches, met: Met, survey: Survey) -> npt.NDArray[np.bool_]:
    """Say which of the question's words are names: written so in it, or nearly always in the candidates."""
    count = len(matches.stems)
    times = np.bincount(met.stems, minlength=count).tolist()
    as_name = np.bincount(met.stems, found.lines.words[met.places] & 1, count).tolist()
    named = []
    for term in question.terms:
        number = survey.number(stem_of(term.meant) if term.meant else term.stem)
        at = int(matches.places[number]) - 1 if number is not None else 0
        named.append(term.name or (number is not None and as_name[at] > _MOSTLY * times[at]))
    return np.array(named)


_MOSTLY = 0.8
