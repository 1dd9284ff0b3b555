"""Whose wife, whose mother: in questions and in sentences."""

from __future__ import annotations

import pytest

from corpus.search.deeds import Asked, deed
from corpus.search.relations import related, relation
from corpus.search.tokens import Told, tokens
from corpus.search.words import stem

WIFE = frozenset(stem(word) for word in ("wife", "marry", "spouse"))
MOTHER = frozenset(stem(word) for word in ("mother", "mum", "parent", "born"))
CHILD = frozenset(stem(word) for word in ("kid", "child", "son", "daughter"))


def value(relations: frozenset[str], sentence: str, several: bool = False) -> float:
    """How well a sentence tells of Brask's relations; "he" may be Brask."""
    return related(tokens(sentence, Told(relations, frozenset(("brask",)), frozenset(("he",)))), several)


@pytest.mark.parametrize(
    ("question", "word", "whose"),
    [
        ("brask wife", "wife", ("brask",)),
        ("who was his first wife", "wife", ("his",)),
        ("who is the wife of ola brask", "wife", ("ola", "brask")),
        ("what was the name of brask sister", "sister", ("brask",)),
        ("did brask have a sister", "sister", ("brask",)),
        ("how many children did brask have", "children", ("brask",)),
        ("kids", "kids", ()),
        ("mother name", "mother", ()),
    ],
)
def test_a_question_for_a_relation_says_whose_it_is(question: str, word: str, whose: tuple[str, ...]) -> None:
    assert relation(question) == (word, whose)


@pytest.mark.parametrize(
    "question",
    ["", "who mended the nets", "why did his wife leave lomma", "what happened to his son", "did his son hit his wife"],
)
def test_more_than_a_relation_is_another_question(question: str) -> None:
    assert relation(question) is None


def test_a_relation_of_nobody_in_particular_is_one_of_the_main_person() -> None:
    found = deed("kids")
    assert found is not None
    assert (found.asked, found.named) == (Asked.KINS, ("he",))


@pytest.mark.parametrize(
    ("relations", "better", "worse"),
    [
        pytest.param(
            WIFE, "Brask and his wife Eva kept bees.", "Brask met Lund and his wife Alma.", id="his is Lund's"
        ),
        pytest.param(WIFE, "Eva Holm, Brask's wife, kept bees.", "Brask kept bees with his wife.", id="by name"),
        pytest.param(WIFE, "In 1899 Brask married Eva Holm.", "In 1899 Lund married Eva Holm.", id="by the wedding"),
        pytest.param(WIFE, "The wife of Brask was Eva Holm.", "The wife of Lund was Eva Holm.", id="of"),
        pytest.param(MOTHER, "Brask was born to Nils and Eva.", "Brask was born in Lomma.", id="by birth"),
        pytest.param(MOTHER, "His mother, Eva Holm, sang.", "Lund's mother, Alma Holm, sang.", id="by a pronoun"),
    ],
)
def test_a_relation_is_told_of_whom_it_belongs_to_and_best_by_name(
    relations: frozenset[str], better: str, worse: str
) -> None:
    assert value(relations, better) > max(0.0, value(relations, worse))


def test_who_is_asked_for_all_children_is_better_told_of_several() -> None:
    several = value(CHILD, "Brask had two sons, Nils and Per.", several=True)
    assert several > value(CHILD, "Brask had a son, Nils.", several=True)


def test_without_the_relation_nothing_is_told_of_it() -> None:
    assert value(WIFE, "Brask kept bees.") == value(WIFE, "") == 0
