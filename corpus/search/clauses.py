"""Whom the words of a sentence are said of: the name before or shortly after, or the one that a pronoun stands for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from corpus.search.candidates import Candidates, Survey
from corpus.search.evidence import LACKING, Evidence, Floats
from corpus.search.matched import Matches
from corpus.search.question import Question
from corpus.search.words import TOKENS

SHORTLY = 3
"""How many words after a word the name may follow that it is said of: "shot at Lenin"."""
_MET = 0.5


class Word(NamedTuple):
    """A word of a sentence as the question sees it: the question's words that it may stand for, and what it is."""

    terms: Sequence[int]
    name: bool
    pronoun: bool


def unsaid(question: Question, found: Evidence, read: Candidates, survey: Survey, shares: Floats, rows: range) -> float:
    """Return the share of the words in `rows` that are said of others than the names asked about, 0 to 1.

    `shares` are those of the words that are no names; a word that the sentences lack counts as said.
    """
    asked = frozenset(found.names.nonzero()[0].tolist())
    if not asked or not shares.any():
        return 0.0
    pronouns = frozenset(survey.number(token) for token in TOKENS)
    met: dict[int, bool] = {}
    for row in rows:
        start = int(read.lines.starts[row])
        known = _is_about(question, found, read, survey, sorted(asked), row)
        for term, right in said_of(_words(read, found.matches, start, pronouns, row), asked, known):
            met[term] = met.get(term, False) or right
    return float(sum(shares[term] for term, right in met.items() if not right) / shares.sum())


def _is_about(
    question: Question, found: Evidence, read: Candidates, survey: Survey, asked: Sequence[int], row: int
) -> bool:
    """Say whether a pronoun in a sentence may stand for a name asked about: heading and sentence before say so."""
    which = found.of[row]
    if survey.subject and any(question.terms[at].stem == survey.subject for at in asked):
        return True
    before = row > read.starts[which] and bool((found.held[row - 1][list(asked)] > LACKING).any())
    return before or bool((found.headed[which][list(asked)] > LACKING).any())


def _words(read: Candidates, matches: Matches, start: int, pronouns: frozenset[int | None], row: int) -> list[Word]:
    """Return a sentence's words, of which the first is the `start`th, as the question sees them."""
    numbers = read.lines.words[start : start + int(read.lines.sizes[row])]
    terms: dict[int, list[int]] = {}
    met = matches.places.take(numbers >> 1)
    for at in met.nonzero()[0].tolist():
        terms[at] = (matches.well[met[at] - 1] > _MET).nonzero()[0].tolist()
    return [
        Word(terms.get(at, ()), bool(number & 1), number >> 1 in pronouns) for at, number in enumerate(numbers.tolist())
    ]


def said_of(words: Sequence[Word], asked: frozenset[int], known: bool) -> Iterator[tuple[int, bool]]:
    """Yield the question's words that are met, and whether each is said of a name that is asked about.

    `known` says that it is clear from elsewhere who is meant, so that pronouns, or no name at all, mean them.
    """
    owners = _owners(words, asked, known)
    following = _following(words, owners)
    owner = known
    for at, word in enumerate(words):
        before = owner
        if word.name or word.pronoun:
            owner = owners[at]
        right = owner or following[at] or (word.name and before)
        yield from ((term, right) for term in word.terms if term not in asked)


def _owners(words: Sequence[Word], asked: frozenset[int], known: bool) -> list[bool]:
    """Return for each word whether it belongs to a name that is asked about: "Ada" and "Brask" of "Ada Brask"."""
    owners = [known if word.pronoun else any(term in asked for term in word.terms) for word in words]
    for at in range(1, len(words)):
        if words[at].name and words[at - 1].name:
            owners[at] = owners[at] or owners[at - 1]
    return owners


def _following(words: Sequence[Word], owners: Sequence[bool]) -> list[bool]:
    """Return for each word whether the next name, which follows shortly, is asked about."""
    following = [False] * len(words)
    next_at, mine = len(words) + SHORTLY, False
    for at in range(len(words) - 1, -1, -1):
        following[at] = mine and next_at - at <= SHORTLY
        if words[at].name or words[at].pronoun:
            in_one = words[at].name and at + 1 < len(words) and words[at + 1].name
            next_at, mine = at, owners[at] or (in_one and mine)
    return following
