"""A question as it is read: its words put right by the corpus's own, and what each was put right to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from corpus.search.candidates import Survey
from corpus.search.lexicon import STOP
from corpus.search.question import ASKING, Question, about, amended, plainly, read
from corpus.search.spelling import LONGEST, respell
from corpus.search.words import spoken, stem

_EMPTY = STOP - frozenset(ASKING)  # nobody is taken to ask for these
_MOST_STRANGE = 8  # a question with more misspelt words is none; each costs a walk over the vocabulary


@dataclass(frozen=True, slots=True)
class Reading:
    """A question with, for each word of it that nobody in the corpus wrote, the words that it may have been meant for.

    `meant` has them best first, each with how well it fits.
    """

    question: Question
    meant: Mapping[str, tuple[tuple[str, float], ...]]


def reading(text: str, survey: Survey, *, asks: bool = True) -> Reading:
    """Return how a question is read, or words that are only looked for, where nothing `asks`. Any string will do."""
    asked = _about(text, survey, asks)
    strange = [term.word for term in asked.terms if all(survey.number(stem) is None for stem, _ in term.variants)]
    found = ((word, respell(survey.spellings, word, ASKING)) for word in strange[:_MOST_STRANGE])
    telling = ((word, tuple(meant for meant in others if meant[0] not in _EMPTY)) for word, others in found)
    meant = {word: others for word, others in telling if others}
    if parted := {
        word: two for word in strange[:_MOST_STRANGE] if word not in meant and (two := _parted(word, survey))
    }:
        text = " ".join(parted.get(word.casefold(), word) for word in spoken(text))
        asked = _about(text, survey, asks)
    if meant:
        asked = amended(_about(plainly(text, meant), survey, asks), meant)
    return Reading(asked, meant)


def _about(text: str, survey: Survey, asks: bool) -> Question:
    asked = read(text)
    return about(asked if asks else replace(asked, personal=False), survey.subject, survey.pronoun)


_SHORTEST_PART = 3


def _parted(word: str, survey: Survey) -> str:
    """Return a word that nobody wrote as the two that it is made of, if the corpus has both; otherwise nothing."""
    if len(word) > LONGEST or not word.isalpha() or survey.number(stem(word)) is not None:
        return ""
    parts = [(word[:at], word[at:]) for at in range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1)]
    known = [
        two for two in parts if all(survey.forms.number(part) is not None and _is_said(part, survey) for part in two)
    ]
    return " ".join(known[0]) if known else ""


def _is_said(word: str, survey: Survey) -> bool:
    return survey.number(stem(word)) is not None
