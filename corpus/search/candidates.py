"""Which passages are worth a closer look: BM25 impacts of the question's words, added up."""

from __future__ import annotations

import json
import sqlite3
from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache, partial

import numpy as np
import numpy.typing as npt

from corpus.search.deeds import Asked
from corpus.search.forms import Forms, read_forms
from corpus.search.postings import HEADING, HIGHEST, K1, SCALE, B, idf, impacts
from corpus.search.question import Question
from corpus.search.spelling import Words, read_spellings
from corpus.search.tokens import Memory
from corpus.search.words import TOKENS

_SURVEY = "SELECT passages, last_id, middle, subject, pronoun, vocabulary, held FROM survey"

_POSTINGS = """
    SELECT stem, ids, impacts
      FROM posting
     WHERE stem IN (SELECT value FROM json_each(:stems))
"""

_WORDS = """
    SELECT words, heading
      FROM indexed
     WHERE passage_id IN (SELECT value FROM json_each(:ids))
     ORDER BY passage_id
"""

_INDEXED = """
    SELECT passage_id, standing, words, forms, sizes, before, heading, kinds, counts, spans
      FROM indexed
     WHERE passage_id IN (SELECT value FROM json_each(:ids))
"""

_TEXTS = """
    SELECT id, text
      FROM passage
     WHERE id IN (SELECT value FROM json_each(:ids))
"""

_LENGTHS = """
    SELECT passage_id, length(kinds) / 2
      FROM indexed
     WHERE passage_id IN (SELECT value FROM json_each(:ids))
"""

DEPTH = 12
DEPTH_OF_DEEDS = 30
"""How many passages are looked at more closely. Of SQuAD’s questions 14 and 48 find no more right ones."""
BUDGET = 800_000
"""How many postings are added up, those of rare words first; only among a million passages are there ever more. Of more
common words none are read: the passages that the rare ones found are looked at instead."""
BESIDE = 0.5
"""How much less a word counts that may stand for one of the question's, where the documents have that one, too."""
SURVIVORS = 200
"""How many passages are looked at for that, beyond those wanted."""

Whole = npt.NDArray[np.intp]
Floats = npt.NDArray[np.float64]
Scores = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Survey:
    """What is known of the whole edition and constant: read once, when it is opened."""

    passages: int
    last_id: int
    middle: float
    """The mean length of a passage in words."""
    subject: str
    pronoun: str
    vocabulary: Sequence[str]
    number: Callable[[str], int | None]
    """Returns the number of a stem in the vocabulary, or None where the corpus doesn't have it."""
    held: npt.NDArray[np.uint32]
    """In how many passages each stem stands."""
    spellings: Mapping[int, Words]
    forms: Forms
    tokens: Memory = field(default_factory=dict)
    """Words of sentences that were read, as they are whatever is asked: so many at most."""


@dataclass(frozen=True, slots=True)
class Texts:
    """Some texts' words, one text after the other: twice the number of the stem, and one more for a name."""

    words: npt.NDArray[np.uint32]
    stems: Whole
    """Their stems, by number."""
    sizes: Whole
    starts: Whole
    """The first word of each text."""
    of: Whole
    """Which text each word stands in."""

    @classmethod
    def sized(cls, words: npt.NDArray[np.uint32], sizes: Whole) -> Texts:
        """Return texts of these sizes."""
        stems = (words >> 1).astype(np.intp)
        return cls(words, stems, sizes, sizes.cumsum() - sizes, np.arange(len(sizes)).repeat(sizes))

    @classmethod
    def of_blobs(cls, texts: Sequence[bytes]) -> Texts:
        """Return texts as the edition stores them."""
        return cls.sized(_numbers(texts), _sizes(texts))

    def first(self, count: int) -> Texts:
        """Return so many of the texts."""
        words = int(self.starts[count]) if count < len(self.sizes) else len(self.words)
        return Texts(self.words[:words], self.stems[:words], self.sizes[:count], self.starts[:count], self.of[:words])


@dataclass(frozen=True, slots=True)
class Candidates:
    """Passages as the reranker reads them, as they were found, with their sentences one after the other."""

    ids: tuple[int, ...]
    scores: npt.NDArray[np.float64]
    standing: npt.NDArray[np.float64]
    starts: Whole
    """The first sentence of each passage."""
    of: Whole
    """Which passage each sentence stands in."""
    said: Texts
    """The words of all sentences, then of what stands above each passage, then of the sentence before its first."""
    lines: Texts
    """The words of the sentences alone."""
    forms: npt.NDArray[np.uint32]
    """How each of the lines' words is written."""
    kinds: npt.NDArray[np.uint16]
    counts: npt.NDArray[np.uint8]
    spans: npt.NDArray[np.uint32]
    texts: tuple[str, ...] = ()
    """What each passage says, where that was to be read."""


def read_survey(db: sqlite3.Connection) -> Survey:
    """Read what is known of the whole edition."""
    ((passages, last_id, middle, subject, pronoun, vocabulary, held),) = db.execute(_SURVEY)
    words = tuple(vocabulary.split("\n"))
    return Survey(
        passages,
        last_id,
        middle,
        subject,
        pronoun,
        words,
        lru_cache(_REMEMBERED)(partial(_number, words)),
        np.frombuffer(held, "<u4"),
        read_spellings(db),
        read_forms(db),
    )


def _number(vocabulary: Sequence[str], stem: str) -> int | None:
    at = bisect_left(vocabulary, stem)
    return at if at < len(vocabulary) and vocabulary[at] == stem else None


_REMEMBERED = 4_096
"""A question asks for each of its stems several times; so many stems are as good as found."""


def telling(question: Question, stems: Mapping[str, int], survey: Survey) -> tuple[float, ...]:
    """Return how much each word of the question tells: rare words more, words nobody wrote most.

    `stems` are those of the question that the corpus has, with their numbers.
    """
    tells = []
    for term in question.terms:
        known = {stem: well for stem, well in term.variants if stem in stems and well > 0.5}
        best = max(known.values(), default=0.0)
        held = [int(survey.held[stems[stem]]) for stem, well in known.items() if well == best]
        tells.append(term.matters * idf(max(held, default=0), survey.passages))
    return tuple(tells)


def sought(question: Question, tells: Sequence[float], stems: Mapping[str, int]) -> dict[int, float]:
    """Return what each stem, by its number, adds to the score of a passage in which it weighs as much as 1 of 255."""
    wanted: dict[int, float] = {}
    for term, tell in zip(question.terms, tells, strict=True):
        is_deed = question.deed is not None and term.word == question.deed.verb
        known = [(stems[stem], well) for stem, well in term.variants if stem in stems]
        beside = BESIDE if not is_deed and any(well == 1 for _, well in known) else 1.0
        for number, well in known:
            worth = well if well == 1 else well * beside
            wanted[number] = max(wanted.get(number, 0.0), tell * worth / SCALE)
    return wanted


def depth(question: Question) -> int:
    """Return how many passages are looked at for a question: more for who did what, which is told in many words."""
    return DEPTH_OF_DEEDS if question.deed and question.deed.asked in _DEEP else DEPTH


_DEEP = frozenset((Asked.DOER, Asked.DONE_TO, Asked.SCENE, Asked.KIN, Asked.KINS))


def best(
    db: sqlite3.Connection, wanted: Mapping[int, float], survey: Survey, depth: int, budget: int = BUDGET
) -> list[tuple[int, float]]:
    """Return the ids and scores of the `depth` passages that hold most of the stems wanted, by what each adds."""
    if not wanted:
        return []
    rare = _rare(wanted, survey, budget)
    scores = _added(db, rare, wanted, survey.last_id)
    found = highest(scores, depth + (SURVIVORS if len(rare) < len(wanted) else 0))
    totals = scores[found].astype(np.float64)
    if common := sorted(wanted.keys() - set(rare)):
        totals += _common(db, found, {number: wanted[number] for number in common}, survey)
    order = np.lexsort((found, -totals))[:depth]
    return list(zip(found[order].tolist(), totals[order].tolist(), strict=True))


def _rare(wanted: Mapping[int, float], survey: Survey, budget: int) -> list[int]:
    """Return the rarest stems, of equals the first, whose postings are within the budget together, but one at least."""
    numbers = np.array(list(wanted))
    held = survey.held[numbers]
    if held.sum() <= budget:
        return list(wanted)
    order = np.argsort(held, kind="stable")
    within = int(np.searchsorted(np.cumsum(held[order]), budget, "right"))
    rarest: list[int] = numbers[order[: max(1, within)]].tolist()
    return rarest


def _added(db: sqlite3.Connection, stems: Sequence[int], wanted: Mapping[int, float], last_id: int) -> Scores:
    """Return every passage's score, of these stems."""
    rows = db.execute(_POSTINGS, {"stems": json.dumps(stems)}).fetchall()
    scores = np.zeros(last_id + 1, np.float32)
    if rows:
        found, ids, parts = zip(*rows, strict=True)
        weights = np.array([wanted[stem] for stem in found], np.float32).repeat(list(map(len, parts)))
        weights *= np.frombuffer(b"".join(parts), np.uint8)
        np.add.at(scores, _numbers(ids), weights)
    return scores


def highest(scores: Scores, most: int) -> Whole:
    """Return the ids of the `most` highest scores above 0, ascending; of equal ones the lowest ids."""
    ids = _reaching(scores, most)
    if len(ids) > most:
        reached = scores[ids]
        ids = ids[reached >= _last_of(reached, most)]
        ids = np.sort(ids[np.argsort(-scores[ids], kind="stable")[:most]])
    return ids


def _reaching(scores: Scores, most: int) -> Whole:
    """Return the ids of the `most` highest scores above 0 and of not many more, ascending or not.

    Of many scores the best of each column is looked for first: there are as many that reach the last of the best
    columns, and only these columns, and what is left over, can hold any.
    """
    columns = len(scores) // _ROWS
    if columns <= _FEW * most:
        return _holding(scores, _last_of(scores, most) if len(scores) > most else np.float32(0))
    tops = scores[: _ROWS * columns].reshape(_ROWS, columns).max(axis=0)
    least = _last_of(tops, most)
    among = np.flatnonzero((tops >= least) & (tops > 0))
    inside = (np.arange(_ROWS)[:, None] * columns + among).ravel()
    ids = np.concatenate([inside, np.arange(_ROWS * columns, len(scores))])
    return np.sort(ids[_holding(scores[ids], least)])


_ROWS = 64
_FEW = 16


def _holding(scores: Scores, least: np.float32) -> Whole:
    """Return where scores are above 0 and not below `least`."""
    holding: Whole = ((scores >= least) & (scores > 0)).nonzero()[0]
    return holding


def _last_of(scores: Scores, most: int) -> np.float32:
    """Return the `most`th highest of more scores."""
    last: np.float32 = np.partition(scores, len(scores) - most)[len(scores) - most]
    return last


def _common(db: sqlite3.Connection, found: Whole, adds: Mapping[int, float], survey: Survey) -> Floats:
    """Return what some stems add to the scores of the passages found, by the passages' own words."""
    rows = db.execute(_WORDS, {"ids": json.dumps(found.tolist())}).fetchall()
    said, headings = zip(*rows, strict=True)
    above = np.arange(len(found))
    counts, lengths = _counted(Texts.of_blobs((*said, *headings)), above, above, list(adds), survey)
    weights = impacts(counts.astype(np.float32), lengths.astype(np.float32), survey.middle)
    return np.where(counts > 0, weights, 0) @ np.fromiter(adds.values(), np.float64)


def _scores(said: Texts, of: Whole, above: Whole, wanted: Mapping[int, float], survey: Survey) -> Floats:
    """Return what passages score by their words and those of their headings, without what rounding took away."""
    counts, lengths = _counted(said.first(len(of) + len(above)), of, above, list(wanted), survey)
    parts = counts * HIGHEST / (counts + K1 * (1 - B + B * lengths / survey.middle))
    scores: Floats = parts @ (SCALE * np.fromiter(wanted.values(), np.float64))
    return scores


def _counted(said: Texts, of: Whole, above: Whole, stems: Sequence[int], survey: Survey) -> tuple[Floats, Floats]:
    """Return how often each stem stands in each passage or above it, and how long each one is without pronouns.

    `of` says which passage each text stands in, and `above` the same of the texts after these, which are headings.
    """
    passages, texts = len(above), len(of)
    columns = np.zeros(len(survey.vocabulary), np.uint16)
    columns[stems] = np.arange(1, len(stems) + 1)
    at = columns.take(said.stems)
    (met,) = at.nonzero()
    in_text = said.of[met]
    keys = np.concatenate([of, above])[in_text] * len(stems) + (at[met] - 1)
    worth = np.where(in_text < texts, 1.0, HEADING)
    counts = np.bincount(keys, worth, passages * len(stems)).astype(np.float64).reshape(passages, len(stems))
    return counts, _lengths(said.first(texts), of, passages, survey)[:, None]


def _lengths(lines: Texts, of: Whole, passages: int, survey: Survey) -> Floats:
    """Return how many words each passage has, without pronouns."""
    lengths = np.bincount(of, lines.sizes, passages).astype(np.float64)
    for token in TOKENS:
        if (number := survey.number(token)) is not None:
            lengths -= np.bincount(of[lines.of[(lines.stems == number).nonzero()[0]]], minlength=passages)
    return lengths


def read_lengths(db: sqlite3.Connection, ids: Sequence[int]) -> dict[int, int]:
    """Read how many sentences each passage has."""
    return {int(id): int(length) for id, length in db.execute(_LENGTHS, {"ids": json.dumps(ids)})}


def read_candidates(
    db: sqlite3.Connection, found: Sequence[int], wanted: Mapping[int, float], survey: Survey, told: bool = False
) -> Candidates:
    """Read what the reranker needs of the passages found, of which there is at least one; if `told`, their texts."""
    rows = {row[0]: row for row in db.execute(_INDEXED, {"ids": json.dumps(found)})}
    ids, standing, words, forms, sizes, before, headings, kinds, counts, spans = zip(
        *(rows[id] for id in found), strict=True
    )
    sentences = np.fromiter(map(len, kinds), np.intp, len(kinds)) // 2
    above = np.arange(len(ids))
    of = above.repeat(sentences)
    said = Texts.sized(
        _numbers((*words, *headings, *before)), np.concatenate([_numbers(sizes), _sizes((*headings, *before))])
    )
    return Candidates(
        ids=ids,
        scores=_scores(said, of, above, wanted, survey),
        standing=np.array(standing),
        starts=sentences.cumsum() - sentences,
        of=of,
        said=said,
        lines=said.first(len(of)),
        forms=_numbers(forms),
        kinds=np.frombuffer(b"".join(kinds), "<u2"),
        counts=np.frombuffer(b"".join(counts), np.uint8).reshape(-1, 3),
        spans=_numbers(spans).reshape(-1, 2),
        texts=_texts(db, ids) if told else (),
    )


def _numbers(blobs: Sequence[bytes]) -> npt.NDArray[np.uint32]:
    return np.frombuffer(b"".join(blobs), "<u4")


def _sizes(blobs: Sequence[bytes]) -> Whole:
    return np.fromiter(map(len, blobs), np.intp, len(blobs)) // 4


def _texts(db: sqlite3.Connection, ids: Sequence[int]) -> tuple[str, ...]:
    texts = dict(db.execute(_TEXTS, {"ids": json.dumps(ids)}))
    return tuple(str(texts[id]) for id in ids)
