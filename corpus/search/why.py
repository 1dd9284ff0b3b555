"""Why a sentence was found: which words of a question it holds and how, and what kind of answer it shows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum

from corpus.search.kinds import Kind, kinds
from corpus.search.matching import How, Match, matches
from corpus.search.reading import Reading
from corpus.served import Answer

_ASKED = (
    *(Kind.DATE, Kind.NUMBER, Kind.PERSON, Kind.PLACE, Kind.REASON, Kind.WORDS, Kind.DEFINITION, Kind.NAME),
    Kind.MEANS,
)


class Where(IntEnum):
    """Where a word stands, the nearest first."""

    ANSWER = 0
    BESIDE = 1  # in the sentence before or after
    HEADING = 2
    PARAGRAPH = 3
    NOWHERE = 4


@dataclass(frozen=True, slots=True)
class Held:
    """A word of the question, the word that stands for it, how and where; `stands` is empty where nothing does."""

    word: str
    stands: str
    how: How
    where: Where


@dataclass(frozen=True, slots=True)
class Why:
    """The reasons: the question's words, the kinds of answer that were looked for, and those that the answer shows."""

    held: tuple[Held, ...]
    wanted: tuple[Kind, ...]
    shown: tuple[Kind, ...]


def why(asked: Reading, answer: Answer) -> Why:
    """Return why an answer was found for a question."""
    places = [(where, text, list(matches(asked, text))) for where, text in _places(answer)]
    held = tuple(_held(term.word, number, places) for number, term in enumerate(asked.question.terms))
    wanted = tuple(kind for kind in _ASKED if kind & asked.question.kinds)
    signs = kinds(answer.text)
    return Why(held, wanted, tuple(kind for kind in wanted if kind & signs))


def _places(answer: Answer) -> Iterator[tuple[Where, str]]:
    """Yield the texts in which a word may stand, the nearest first."""
    passage, (start, end) = answer.passage, answer.span
    last = len(passage.sentences)
    yield Where.ANSWER, answer.text
    if answer.first > 1:
        yield Where.BESIDE, passage.words(answer.first - 1, answer.first - 1)
    if answer.last < last:
        yield Where.BESIDE, passage.words(answer.last + 1, answer.last + 1)
    yield Where.HEADING, " · ".join([*passage.section, passage.source.metadata.title])
    yield Where.PARAGRAPH, passage.text[:start]
    yield Where.PARAGRAPH, passage.text[end:]


def _held(word: str, number: int, places: Sequence[tuple[Where, str, Sequence[Match]]]) -> Held:
    """Return where a question's word stands best: near before far, then the same before the alike."""
    for where, text, found in places:
        if best := min((match for match in found if match.term == number), key=_nearness, default=None):
            return Held(word, text[best.start : best.end], best.how, where)
    return Held(word, "", How.SAME, Where.NOWHERE)


def _nearness(match: Match) -> tuple[int, int]:
    return match.how, match.start


def respelt(why: Why) -> tuple[tuple[str, str], ...]:
    """Return the misspelt words of a question that the answer's paragraph has put right, each with the right one."""
    return tuple((each.word, each.stands) for each in why.held if each.how is How.SPELLING)
