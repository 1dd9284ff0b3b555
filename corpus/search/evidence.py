"""What speaks for each sentence of the candidates: one row of figures a sentence, all of them cheap."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from rapidfuzz import process
from rapidfuzz.distance import Indel

from corpus.search.candidates import Candidates, Survey, Texts, Whole
from corpus.search.kinds import MONTH_STEMS, NUMBER_STEMS, Kind, counted
from corpus.search.matched import Matches
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
    """How far each sentence holds each word, how close together, and how many answers of each sort are new in it."""

    held: Floats
    close: Floats
    joins: Floats
    """How well each two words are joined where they are best."""
    fresh: Whole
    amounts: npt.NDArray[np.bool_]
    """Which sentences have a number beside what is counted, or beside a unit of what is measured."""


@dataclass(frozen=True, slots=True)
class _Around:
    """How far what stands before each sentence, and above each candidate, holds each word."""

    before: Floats
    headed: Floats
    named: Floats
    """Which share of each heading the question names."""


def gather(question: Question, tells: Sequence[float], found: Candidates, survey: Survey) -> Evidence:
    """Weigh every sentence of the candidates against the question."""
    total = max(sum(tells), 1e-9)
    shares = np.array(tells) ** EVEN
    shares /= max(shares.sum(), 1e-9)
    of = np.repeat(np.arange(len(found.ids)), np.append(found.starts[1:], len(found.kinds)) - found.starts)
    matches = _matches(question, found, survey)
    names = _named(question, found, matches, survey)
    reading = _read(question, found, matches, shares, survey)
    around = _around(reading.held, found, matches)
    figures: dict[str, Floats | npt.NDArray[np.bool_]] = {
        **_coverage(reading, around, found, shares, of, question),
        **_scores(found, total, of),
        **_manner(reading, found, of, question),
        **meaning(question, tells, found, survey, reading.held, names),
    }
    reach = np.maximum(np.maximum(reading.held, around.before), around.headed[of])
    figures["roles"] = roles(question, found, reading.held, reach, names, matches, survey)
    rows = np.empty((len(of), len(NAMES)))
    for name, at in _AT.items():
        rows[:, at] = figures[name]
    return Evidence(rows, of, reading.held, reach, around.headed, names, matches, reading.joins)


def _around(held: Floats, found: Candidates, matches: Matches) -> _Around:
    """Read what stands before the sentences and above them."""
    before = np.empty_like(held)
    before[1:] = held[:-1]
    before[found.starts] = _held(found.before, matches)
    return _Around(before, *_headings(found.headings, matches))


def _coverage(
    reading: _Reading, around: _Around, found: Candidates, shares: Floats, of: Whole, question: Question
) -> Mapping[str, Floats]:
    """Return what the sentences and what is around them hold of the question."""
    held, starts = reading.held, found.starts
    ends = np.append(starts[1:], len(of)) - 1
    before, after, heading = around.before, np.empty_like(held), HEADING * around.headed
    after[:-1] = held[1:]
    after[ends] = 0
    anywhere = np.maximum.reduceat(held, starts)
    widest = np.maximum(anywhere, heading)
    context = np.maximum(heading, ELSEWHERE * anywhere)
    near = np.maximum(np.maximum(held, BEFORE * before), context[of]) @ shares
    lacking = widest < LACKING
    names = np.array([term.name for term in question.terms]) * shares
    return {
        "held": held @ shares,
        "near": near,
        "paragraph": (widest @ shares)[of],
        "close": reading.close,
        "best_close": np.maximum.reduceat(reading.close, starts)[of],
        "heading": around.named[of],
        "missing": (lacking * shares).max(axis=1)[of],
        "names_missing": (lacking @ names)[of],
        "before": np.maximum(before - held, 0) @ shares,
        "neighbours": np.maximum(np.maximum(before, after) - held, 0) @ shares,
    }


def _scores(found: Candidates, total: float, of: Whole) -> Mapping[str, Floats]:
    """Return what the index said of each candidate, alone and beside the best."""
    scores = found.scores
    return {
        "score": (scores / total / HIGHEST)[of],
        "relative": (scores / scores.max())[of],
    }


def _manner(
    reading: _Reading, found: Candidates, of: Whole, question: Question
) -> Mapping[str, Floats | npt.NDArray[np.bool_]]:
    """Return what the sentences are like, whatever their words."""
    words = np.add.reduceat(found.lines.sizes, found.starts)
    shown = _shown(found.kinds, question.kinds & ~Kind.FAILS, question.several)
    return {
        "standing": found.standing[of],
        "length": np.log1p(found.lines.sizes),
        "words": np.log1p(words.clip(*_WORDS))[of],
        "announces": found.kinds & int(Kind.ANNOUNCES) > 0,
        "kind": shown,
        "fails": (found.kinds & int(Kind.FAILS & ~question.kinds)) > 0,
        "amount": reading.amounts,
        "both": shown >= 1 if question.several else np.zeros(len(of)),
        "fresh": reading.fresh[:, _sorts(question.kinds)].sum(axis=1) > 0,
    }


def _shown(kinds: npt.NDArray[np.uint16], asked: Kind, several: bool) -> Floats:
    """Return whether each sentence shows a kind asked for; of several things asked, the share that it shows."""
    if several and asked:
        share: Floats = np.array([kinds & int(kind) > 0 for kind in asked], np.float64).mean(axis=0)
        return share
    return (kinds & int(asked) > 0).astype(np.float64)


def _sorts(asked: Kind) -> list[int]:
    """Return which of the counted sorts of answer (date, number, name) the question asks for."""
    named = asked & (Kind.PERSON | Kind.PLACE | Kind.NAME)
    return [sort for sort, wanted in enumerate((asked & Kind.DATE, asked & Kind.NUMBER, named)) if wanted]


def _matches(question: Question, found: Candidates, survey: Survey) -> Matches:
    """Return, for the stems of the candidates, which of the question's words they stand for and how well."""
    near = _near(question, found, survey)
    well: dict[int, list[float]] = {}
    for at, term in enumerate(question.terms):
        variants = ((number, fits) for stem, fits in term.variants if (number := survey.number(stem)) is not None)
        for number, fits in (*_alike(term.stem, near[term.stem[0]]), *variants):
            row = well.setdefault(number, [0.0] * len(question.terms))
            row[at] = max(fits, row[at])
    stems = sorted(well)
    said = [survey.vocabulary[number] for number in stems]
    sorts = [_NAME if stem.isascii() and stem.isalpha() and stem not in _TELLING else _counted(stem) for stem in said]
    return Matches.of(stems, [well[number] for number in stems], sorts, len(survey.vocabulary))


def _counted(stem: str) -> tuple[int, ...]:
    """Return whether a stem is a date, a number and a name, in small letters and with a capital."""
    return *counted([stem]), *counted([stem.capitalize()])


_NAME = (0, 0, 0, 0, 0, 1)
_TELLING = frozenset(("centuri", *NUMBER_STEMS, *(month.casefold() for month in MONTH_STEMS)))


def _near(question: Question, found: Candidates, survey: Survey) -> dict[str, dict[int, str]]:
    """Return the candidates' stems that begin as the question's words do, by their first letter."""
    said = np.zeros(len(survey.vocabulary), np.bool_)
    said[found.lines.words >> 1] = True
    near: dict[str, dict[int, str]] = {}
    for initial in {term.stem[0] for term in question.terms}:
        start, end = bisect_left(survey.vocabulary, initial), bisect_left(survey.vocabulary, chr(ord(initial) + 1))
        among = (np.flatnonzero(said[start:end]) + start).tolist()
        near[initial] = {number: stem for number in among if len(stem := survey.vocabulary[number]) > 3}
    return near


def _alike(stem: str, others: Mapping[int, str]) -> Iterable[tuple[int, float]]:
    """Yield the stems that look like forms or spellings of `stem`."""
    if len(stem) < 4 or stem.isdigit():
        return
    near = process.extract(stem, others, scorer=Indel.normalized_similarity, score_cutoff=ALIKE, limit=_LIKE_MOST)
    for _, likeness, number in near:
        yield number, 0.5 + 0.5 * (likeness - ALIKE) / (1 - ALIKE)


def _read(question: Question, found: Candidates, matches: Matches, shares: Floats, survey: Survey) -> _Reading:
    """Read every sentence of the candidates once."""
    lines = found.lines
    places, stems = matches.met(lines.words)
    of = lines.of[places]
    well = matches.well[stems]
    fresh = found.counts.astype(np.intp)
    name = lines.words[places] & 1
    if len(of):
        turns = _turns(of)
        sorts = np.where(name[:, None], matches.sorts[stems, 3:], matches.sorts[stems, :3])
        fresh[of[turns]] -= np.add.reduceat(sorts, turns)
    close = np.zeros(len(lines.sizes))
    joins = np.zeros((len(shares), len(shares)))
    beside = np.flatnonzero(of[1:] == of[:-1])
    if len(beside):
        held = well
        apart = places[beside + 1] - places[beside]
        named = np.cumsum(lines.words & 1)
        between = named[places[beside + 1]] - named[places[beside]] - name[beside + 1] > 0
        nearness = np.stack([1 / apart, np.where(between, 0, 1 / np.maximum(apart - 2, 1))])
        starts, sums, joins = _pairs(held[beside], held[beside + 1], nearness, shares, of[beside])
        close[starts] = sums
    return _Reading(
        _most(well, of, len(lines.sizes)), close, joins, fresh, _amounts(question, found, survey, places, well)
    )


def _amounts(
    question: Question, found: Candidates, survey: Survey, places: Whole, well: Floats
) -> npt.NDArray[np.bool_]:
    """Say which sentences have a number beside what is counted, or beside a unit of what is measured."""
    shown = np.zeros(len(found.lines.sizes), np.bool_)
    if not question.units and not question.counted:
        return shown
    words = found.lines.words >> 1
    of = found.lines.of
    numbers = np.flatnonzero((words < bisect_left(survey.vocabulary, ":")) | np.isin(words, _numbered(survey)))
    units = [number for unit in question.units if (number := survey.number(unit)) is not None]
    counted = [at for at, term in enumerate(question.terms) if term.word in question.counted]
    beside = np.isin(words, units)
    if counted:
        beside[places[well[:, counted].max(axis=1) >= _COUNTS]] = True
    for apart in _APART_UNITS if units else _APART_COUNTED:
        other = numbers + apart
        inside = (other >= 0) & (other < len(words))
        here, there = numbers[inside], other[inside]
        fits = beside[there] & (of[here] == of[there])
        shown[of[here[fits]]] = True
    return shown


_COUNTS = 0.6
_APART_UNITS = (-1, 1, 2)
_APART_COUNTED = (-1, 1, 2, 3)


def _numbered(survey: Survey) -> list[int]:
    return [number for word in NUMBER_STEMS if (number := survey.number(word)) is not None]


def _pairs(here: Floats, there: Floats, nearness: Floats, shares: Floats, of: Whole) -> tuple[Whole, Floats, Floats]:
    """Return, for each sentence with pairs of words, the weight of those pairs by their nearness; and the best joins.

    The second measure of nearness is that of the joins.
    """
    words = np.arange(len(shares))
    one, other = np.nonzero(words[:, None] < words)
    both = np.maximum(here[:, one] * there[:, other], here[:, other] * there[:, one])
    starts = _turns(of)
    best = np.maximum.reduceat(nearness[0][:, None] * both, starts)
    joins = np.zeros((len(shares), len(shares)))
    joins[one, other] = joins[other, one] = (nearness[1][:, None] * both).max(axis=0)
    return of[starts], best @ ((shares[one] + shares[other]) / 2), joins


def _named(question: Question, found: Candidates, matches: Matches, survey: Survey) -> npt.NDArray[np.bool_]:
    """Say which of the question's words are names: written so in it, or nearly always in the candidates."""
    places, stems = matches.met(found.lines.words)
    name = found.lines.words[places] & 1
    times = np.bincount(stems, minlength=len(matches.stems))
    as_name = np.bincount(stems, name, minlength=len(matches.stems))
    named = []
    for term in question.terms:
        number = survey.number(stem_of(term.meant) if term.meant else term.stem)
        at = int(np.searchsorted(matches.stems, number)) if number is not None else 0
        named.append(term.name or (number is not None and as_name[at] > _MOSTLY * times[at]))
    return np.array(named)


_MOSTLY = 0.8


def _held(texts: Texts, matches: Matches) -> Floats:
    """Return how far each text holds each of the question's words."""
    places, stems = matches.met(texts.words)
    return _most(matches.well[stems], texts.of[places], len(texts.sizes))


def _headings(texts: Texts, matches: Matches) -> tuple[Floats, Floats]:
    """Return how far each heading holds each of the question's words, and which share of it the question names."""
    places, stems = matches.met(texts.words)
    of = texts.of[places]
    named = np.bincount(of, minlength=len(texts.sizes)) / np.maximum(texts.sizes, 1)
    return _most(matches.well[stems], of, len(texts.sizes)), named


def _turns(of: Whole) -> Whole:
    """Return where each run of the same number starts."""
    return np.concatenate([[0], np.flatnonzero(of[1:] != of[:-1]) + 1])


def _most(well: Floats, of: Whole, count: int) -> Floats:
    """Return the highest figures of each text, whose rows stand together."""
    held = np.zeros((count, well.shape[1]))
    if len(of):
        starts = _turns(of)
        held[of[starts]] = np.maximum.reduceat(well, starts)
    return held
