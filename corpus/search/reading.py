"""A question as it is read: its words put right by the corpus's own, and what each was put right to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from corpus.search.candidates import Survey
from corpus.search.lexicon import STOP
from corpus.search.question import ASKING, Question, about, amended, plainly, read
from corpus.search.spelling import respell

_EMPTY = STOP - frozenset(ASKING)  # nobody is taken to ask for these
_MOST_STRANGE = 8  # a question with more misspelt words is none; each costs a walk over the vocabulary


@dataclass(frozen=True, slots=True)
class Reading:
    """A question with, for each word of it that nobody in the corpus wrote, the words that it may have been meant for.

    `meant` has them best first, each with how well it fits.
    """

    question: Question
    meant: Mapping[str, tuple[tuple[str, float], ...]]


def reading(text: str, survey: Survey) -> Reading:
    """Return how a question is read. Any string will do."""
    asked = about(read(text), survey.subject, survey.pronoun)
    strange = [term.word for term in asked.terms if all(survey.number(stem) is None for stem, _ in term.variants)]
    found = ((word, respell(survey.spellings, word, ASKING)) for word in strange[:_MOST_STRANGE])
    telling = ((word, tuple(meant for meant in others if meant[0] not in _EMPTY)) for word, others in found)
    meant = {word: others for word, others in telling if others}
    if meant:
        asked = amended(about(read(plainly(text, meant)), survey.subject, survey.pronoun), meant)
    return Reading(asked, meant)
