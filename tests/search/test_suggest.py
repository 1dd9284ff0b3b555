"""What is offered while somebody types."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from corpus.search.offers import _when
from corpus.search.suggest import labels

LINES = ["When was the weir built?", "Who was Ada Brask?", "When did Ada Brask leave Lomma?", "Was the weir cursed?"]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("", 0),
        ("who", 1),
        ("when did", 2),
        ("brask lomma", 2),
        ("ADA", 1),
        ("ada wh", 1),
        ("is the weir cur", 3),
        ("Lommas", None),
        ("nobody", None),
        ("?!", 0),
    ],
)
def test_a_line_is_found_by_any_beginnings_of_its_words(typed: str, first: int | None) -> None:
    assert labels(LINES).fitting(typed)[:1] == ([] if first is None else [LINES[first]])


def test_a_misspelt_word_counts_as_what_it_was_meant_for() -> None:
    assert labels(LINES).fitting("wier", meant=lambda word: ["weir"] if word == "wier" else []) == [LINES[0], LINES[3]]


def test_the_nearest_lines_share_at_least_half_of_what_is_told() -> None:
    assert labels(LINES).nearest("where did Brask leave her umbrella", 2) == [LINES[2]]
    assert labels(LINES).nearest("the price of umbrellas", 2) == []


@given(some.lists(some.text(max_size=30), max_size=20), some.text(max_size=30))
def test_anything_may_be_typed_at_anything(lines: list[str], typed: str) -> None:
    held = labels(lines)
    assert set(held.fitting(typed, 5)) <= set(lines)
    assert set(held.nearest(typed, 5)) <= set(lines)


def test_no_lines_offer_nothing() -> None:
    assert labels([]).fitting("x") == []
    assert labels([]).nearest("x", 3) == []


@pytest.mark.parametrize(
    ("head", "kind", "question"),
    [
        ("The weir was built by the miller", "happening", "When was the weir built by the miller?"),
        ("The weir was built in 1911 by the miller", "happening", "When was the weir built?"),
        ("Ada Brask left Lomma for Sule", "happening", "When did Ada Brask leave Lomma for Sule?"),
        ("Ada Brask left Lomma after the flood", "happening", "When did Ada Brask leave Lomma?"),
        ("Ada Brask was born at Lomma", "birth", "When was Ada Brask born?"),
        ("Ada Brask", "death", "When did Ada Brask die?"),
        ("She left Lomma for Sule", "happening", ""),
        ("Ada Brask sold it to her brother", "happening", ""),
        ("In spring the weir was built", "happening", ""),
        ("the flood", "happening", ""),
    ],
)
def test_a_happening_becomes_the_question_that_it_answers(head: str, kind: str, question: str) -> None:
    assert _when(head, kind) == question


@given(some.text(max_size=200))
def test_any_words_make_a_short_question_or_none(head: str) -> None:
    assert "\n\n" not in _when(head, "happening")
