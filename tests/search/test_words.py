"""What counts as the same word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.search.words import Stems, stem, words


@pytest.mark.parametrize(
    "forms",
    [
        ("sail", "sails", "sailed", "sailing"),
        ("die", "died", "dies", "dying"),
        ("write", "writes", "wrote", "written", "writing"),
        ("harbour", "harbours"),
        ("hop", "hopped", "hopping"),
        ("relate", "related", "relating"),
        ("rebellion", "rebellions"),
        ("city", "cities"),
        ("child", "children"),
    ],
    ids=" ".join,
)
def test_the_forms_of_a_word_have_one_stem(forms: tuple[str, ...]) -> None:
    assert len({stem(form) for form in forms}) == 1


@pytest.mark.parametrize(("one", "other"), [("found", "founded"), ("universe", "union"), ("sea", "see"), ("ring", "r")])
def test_different_words_keep_different_stems(one: str, other: str) -> None:
    assert stem(one) != stem(other)


def test_accents_case_possessives_and_grouped_figures_do_not_matter() -> None:
    assert words("José’s 12,500 LAMPS, the keepers' own") == ["jose", "12500", "lamps", "the", "keepers", "own"]


def test_empty_words_are_left_out_and_pronouns_of_a_person_are_one() -> None:
    assert Stems().content("He showed her the lamp of his mother") == ["he", "show", "she", "lamp", "he", "mother"]


def test_a_name_keeps_its_capital_and_a_sentence_does_not_make_one() -> None:
    said = Stems().named("Lamps burn in Garda", frozenset({"lamps"}))
    assert said == [("lamp", "lamps"), ("burn", "burn"), ("Garda", "garda")]


@given(st.text())
def test_any_text_has_words_and_every_word_a_stem(text: str) -> None:
    assert all(stem(word) for word in words(text))
