"""Who did what to whom, in questions and in sentences."""

from __future__ import annotations

import pytest

from corpus.search.deeds import Asked, deed
from corpus.search.roles import defined, filled
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
        ("where is brask buried", Asked.SCENE, "buried", ("brask",)),
        ("brask killed by who", Asked.DOER, "killed", ("brask",)),
        ("brask was killed by whom", Asked.DOER, "killed", ("brask",)),
        ("the fog horn who built it", Asked.DOER, "built", ("fog", "horn")),
        ("when did ola brask die", Asked.ACT, "die", ("ola", "brask")),
        ("where did he meet lund", Asked.ACT, "meet", ("he",)),
        ("why did he sell the lamp", Asked.ACT, "sell", ("he",)),
        ("how did brask and lund meet", Asked.ACT, "meet", ("brask", "lund")),
        ("what languages did brask speak", Asked.DONE_TO, "speak", ("brask",)),
        ("was brask a smuggler", Asked.IS, "smuggler", ("brask",)),
        ("what is a fog horn", Asked.WHAT, "", ("fog", "horn")),
        ("who was brask", Asked.WHAT, "", ("brask",)),
        ("fog horn", Asked.WHAT, "", ("fog", "horn")),
    ],
)
def test_a_question_about_a_deed_names_one_and_asks_for_another(
    question: str, asked: Asked, verb: str, named: tuple[str, ...]
) -> None:
    found = deed(question)
    assert found is not None
    assert (found.asked, found.verb, found.named) == (asked, verb, named)


@pytest.mark.parametrize(
    "question", ["", "who", "who was he", "what is the name of it", "why did it rain", "by whom was"]
)
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
        ("Lund killed Brask.", "The council's version was that Holm killed Brask."),
        ("The sailor Ivar Lund killed Brask.", "A disappointed Lutheran killed Brask."),
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


def test_when_somebody_died_is_told_by_their_death_and_by_no_other() -> None:
    assert value(Asked.ACT, "Brask was killed on 3 May.") > 0 > value(Asked.ACT, "Alma Holm was killed on 3 May.")


def test_when_something_was_done_is_told_worse_in_passing() -> None:
    assert (
        value(Asked.SCENE, "Lund killed Brask on 3 May.") > value(Asked.SCENE, "After Lund killed Brask it rained.") > 0
    )


def test_what_was_not_done_is_no_deed() -> None:
    assert value(Asked.DOER, "Lund did not kill Brask.") < 0


def test_what_somebody_was_is_told_of_them_and_of_no_other() -> None:
    told = Told(frozenset((stem("smuggler"),)), BRASK, frozenset(("he",)))
    said = ("Brask was a smuggler.", "Brask met a smuggler.", "Alma Holm was a smuggler.")
    worth = [filled(Asked.IS, tokens(sentence, told)) for sentence in said]
    assert worth[0] > worth[1] > 0 > worth[2]


def test_a_verb_whose_stem_has_two_letters_is_seen() -> None:
    used = tokens("Lund used a hammer.", Told(frozenset((stem("used"),)), BRASK, frozenset()))
    assert [token.low for token in used if token.is_verb] == ["used"]


def test_what_something_is_is_told_where_it_is_the_subject() -> None:
    told = Told(frozenset(), frozenset((stem("fog"), stem("horn"))), frozenset())
    assert defined(tokens("The lamp's old horn of fog is a trumpet.", told), 2) == 0
    assert defined(tokens("The fog horn was born in Lomma.", told), 2) == 0
    said = ("A fog horn is a trumpet.", "The fog horn stood in Lomma.", "Brask sold a fog horn.", "", "The fog rose.")
    worth = [defined(tokens(sentence, told), 2) for sentence in said]
    assert worth[0] > worth[1] > worth[2] == worth[3] == worth[4] == 0
