"""Who did what to whom, in questions and in sentences."""

from __future__ import annotations

import pytest

from corpus.search.deeds import Asked, deed
from corpus.search.roles import filled
from corpus.search.tokens import Told, tokens
from corpus.search.words import stem

KILL = frozenset(stem(word) for word in ("kill", "murder", "assassinate", "assassin"))
BRASK = frozenset(("brask",))


def value(asked: Asked, sentence: str) -> float:
    """How well a sentence says who killed Brask, or whom Brask killed; "he" may be Brask."""
    return filled(asked, tokens(sentence, Told(KILL, BRASK, frozenset(("he",)))))


@pytest.mark.parametrize(
    ("question", "asked", "verb", "named"),
    [
        ("who killed brask and how", Asked.DOER, "killed", ("brask",)),
        ("by whom was brask killed", Asked.DOER, "killed", ("brask",)),
        ("who was ola brask murdered by", Asked.DOER, "murdered", ("ola", "brask")),
        ("brask killer", Asked.DOER, "killer", ("brask",)),
        ("who was the assassin of brask", Asked.DOER, "assassin", ("brask",)),
        ("whom did brask kill in lomma", Asked.DONE_TO, "kill", ("brask",)),
        ("who was killed by brask", Asked.DONE_TO, "killed", ("brask",)),
        ("when was brask killed", Asked.SCENE, "killed", ("brask",)),
    ],
)
def test_a_question_about_a_deed_names_one_and_asks_for_another(
    question: str, asked: Asked, verb: str, named: tuple[str, ...]
) -> None:
    found = deed(question)
    assert found is not None
    assert (found.asked, found.verb, found.named) == (asked, verb, named)


@pytest.mark.parametrize("question", ["", "who", "who was brask", "what is a lamp", "when did it rain", "by whom was"])
def test_other_questions_ask_about_no_deed(question: str) -> None:
    assert deed(question) is None


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ("Brask was killed by Agent Lund.", "Brask killed Agent Lund."),
        ("Lund murdered Brask in his garden.", "They plotted with Brask to kill Lund."),
        ("In 1911 Brask was fined, and in 1914, was assassinated at home by Lund.", "Brask's cook was killed by Lund."),
        ("Lund, the murderer of Brask, fled.", "The murderer of Alma Holm fled."),
        ("The man who killed him, Ivar Lund, fled.", "He killed Ivar Lund."),
        ("Lund killed Brask.", "Lund failed to kill Brask."),
    ],
)
def test_who_killed_is_answered_by_whoever_did_it_to_them(better: str, worse: str) -> None:
    assert value(Asked.DOER, better) > max(0.0, value(Asked.DOER, worse))


def test_whom_they_killed_is_not_answered_by_their_own_death() -> None:
    assert value(Asked.DONE_TO, "Brask murdered Lund.") > 0 > value(Asked.DONE_TO, "Brask was murdered by Lund.")
    assert value(Asked.DONE_TO, "Lund was murdered by Brask.") > 0


def test_when_somebody_was_killed_is_told_of_them_and_not_of_others() -> None:
    assert value(Asked.SCENE, "He was tried and killed on 3 May.") > 0
    assert value(Asked.SCENE, "Alma Holm was killed on 3 May, as Brask heard.") < 0


def test_an_infobox_row_is_about_whom_it_stands_under() -> None:
    row = tokens("Succeeded byAda Lund", Told(frozenset((stem("succeeded"),)), BRASK, frozenset()))
    assert filled(Asked.DOER, row, above=True) == 1
    assert filled(Asked.DOER, row) < 1


def test_a_sentence_without_the_deed_says_nothing_of_it() -> None:
    assert value(Asked.DOER, "Brask kept bees.") == 0
    assert value(Asked.DOER, "") == 0
