"""Where the words of a question stand in a text, and why each of them stands for it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

from rapidfuzz.distance import Indel

from corpus.search.question import Term
from corpus.search.reading import Reading
from corpus.search.words import PRONOUNS, TOKENS, stem, words

_TOKEN = re.compile(r"[^\W_]+(?:['’‘ʼ][^\W_]+)*(?:,\d{3}(?!\d))*")
_ALIKE = 0.8
_SHORTEST = 5  # letters of stems that may be taken for forms of each other


class How(IntEnum):
    """Why a word stands for a question's, the best reason first."""

    SAME = 0
    FORM = 1
    SPELLING = 2
    SYNONYM = 3
    PERSON = 4  # "he", for the person that the documents are about
    LIKE = 5  # it only looks like another form of it


@dataclass(frozen=True, slots=True)
class Match:
    """A word of a text, from `start` to `end`, that stands for the `term`th word of a question."""

    term: int
    start: int
    end: int
    how: How


def matches(asked: Reading, text: str) -> Iterator[Match]:
    """Yield the words of a text that stand for words of a question, in the order of the text."""
    ways = [_ways(term, asked.meant.get(term.word, ())) for term in asked.question.terms]
    known: dict[str, list[tuple[int, How]]] = {}
    for token in _TOKEN.finditer(text):
        for word in words(token[0]):
            if word not in known:
                known[word] = list(_stands_for(word, asked.question.terms, ways))
            for term, how in known[word]:
                yield Match(term, token.start(), token.end(), how)


def _ways(term: Term, meant: Sequence[tuple[str, float]]) -> Mapping[str, How]:
    """Return the stems that stand for a word, and why."""
    spelt = {stem(other) for other, _ in meant}
    ways = {
        other: How.PERSON if other in TOKENS else How.SPELLING if other in spelt else How.SYNONYM
        for other, _ in term.variants
    }
    return {**ways, term.stem: How.FORM}


def _stands_for(word: str, terms: Sequence[Term], ways: Sequence[Mapping[str, How]]) -> Iterator[tuple[int, How]]:
    """Yield which of a question's words a word stands for, and why."""
    own = stem(word)
    for number, term in enumerate(terms):
        how = ways[number].get(own, ways[number].get(PRONOUNS.get(word, "")))
        if word == term.word:
            yield number, How.SAME
        elif how is not None:
            yield number, how
        elif _looks_like(own, term.stem):
            yield number, How.LIKE


def _looks_like(one: str, other: str) -> bool:
    long = min(len(one), len(other)) >= _SHORTEST and one[0] == other[0] and not one.isdigit()
    return long and Indel.normalized_similarity(one, other) >= _ALIKE
