"""Whom a word is said of."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from corpus.search.clauses import Word, said_of

NILS, BORN = 0, 1


def read(sentence: str) -> Sequence[Word]:
    """Return a sentence's words as a question for Nils's birth sees them; capitals are names."""
    terms = {"Nils": (NILS,), "born": (BORN,)}
    return [Word(terms.get(word, ()), word[0].isupper(), word == "he") for word in sentence.split()]


@pytest.mark.parametrize(
    ("sentence", "known", "said"),
    [
        pytest.param("Nils born Garda", False, True, id="the name stands before"),
        pytest.param("Nils Holm born Garda", False, True, id="the name has another part"),
        pytest.param("Nils saw Ada born Garda", False, False, id="another name stands between"),
        pytest.param("born Garda same week Nils", False, False, id="another name follows first"),
        pytest.param("born yesterday Nils", False, True, id="the name follows shortly"),
        pytest.param("he born Garda", True, True, id="a pronoun whose name is known"),
        pytest.param("he born Garda", False, False, id="a pronoun for somebody else"),
    ],
)
def test_a_word_is_said_of_the_name_before_it_or_shortly_after(sentence: str, known: bool, said: bool) -> None:
    assert dict(said_of(read(sentence), frozenset({NILS}), known))[BORN] is said


def test_names_asked_about_are_not_said_of_anybody() -> None:
    assert NILS not in dict(said_of(read("Nils born"), frozenset({NILS}), False))
