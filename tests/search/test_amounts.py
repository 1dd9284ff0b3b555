"""What a number must stand beside to be the answer."""

from __future__ import annotations

import pytest

from corpus.search.amounts import counted_words, units
from corpus.search.words import stem


@pytest.mark.parametrize(
    ("question", "unit"),
    [
        ("how tall is the lighthouse", "metr"),
        ("how far is it to the mole", "mile"),
        ("how old was the keeper", "year"),
        ("how long did the lamp burn", "hour"),
        ("how much did the lens cost", "dollar"),
        ("how big was the crew", stem("soldier")),
        ("how fast did the pilot boat go", "knot"),
    ],
)
def test_a_question_for_an_amount_names_its_units(question: str, unit: str) -> None:
    assert unit in units(question)


def test_a_question_for_anything_else_has_no_units() -> None:
    assert units("who mended the lamp") == frozenset()


@pytest.mark.parametrize(
    ("question", "counted"),
    [
        ("how many steps did the tower have", "steps"),
        ("how manny steps are there", "steps"),
        ("how many grey whales came", "whales"),
        ("the number of lamps", "lamps"),
    ],
)
def test_a_question_says_what_is_to_be_counted(question: str, counted: str) -> None:
    assert counted in counted_words(question)


def test_nothing_is_counted_where_no_number_is_asked_for() -> None:
    assert counted_words("when did the lamp go out") == ()
