"""What words mean, and what that is good for when they aren't those of the documents."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import numpy as np
import pytest

from corpus.search.forms import Forms, read_forms, write_forms
from corpus.search.index import SCHEMA
from corpus.search.vectors import Lexicon, open_lexicon


@pytest.fixture
def empty() -> Iterator[sqlite3.Connection]:
    """An edition's search in which nothing is written yet."""
    with closing(sqlite3.connect(":memory:")) as db:
        db.execute("CREATE TABLE passage (id INTEGER PRIMARY KEY)")
        db.executescript(SCHEMA.read_text("utf-8"))
        yield db


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    """The installed vectors."""
    found = open_lexicon()
    assert found, "wordllama is one of the requirements"
    return found


def cosine(forms: Forms, one: str, other: str) -> float:
    """Return how near two words are."""
    numbers = np.array([forms.number(one), forms.number(other)], np.uint32)
    return float(forms.cosines(numbers, numbers)[0, 1])


def test_words_are_nearer_to_words_that_mean_nearly_the_same(empty: sqlite3.Connection, lexicon: Lexicon) -> None:
    words = ["doctor", "physician", "harbour", "port", "lantern"]
    write_forms(empty, words, words, lexicon)
    forms = read_forms(empty)
    assert cosine(forms, "doctor", "physician") > 0.3 > cosine(forms, "doctor", "lantern")
    assert cosine(forms, "harbour", "port") > cosine(forms, "harbour", "doctor")


def test_common_words_are_known_that_no_document_holds(empty: sqlite3.Connection, lexicon: Lexicon) -> None:
    write_forms(empty, ["physician"], ["physician"], lexicon)
    forms = read_forms(empty)
    assert cosine(forms, "doctor", "physician") > 0.3
    assert forms.number("zxqv") is None


def test_names_and_numbers_mean_nothing_but_themselves(empty: sqlite3.Connection, lexicon: Lexicon) -> None:
    write_forms(empty, ["lantern", "anders", "1871", "of"], ["lantern", "1871", "of"], lexicon)
    forms = read_forms(empty)
    unknown = [number for word in ("anders", "1871", "of") if (number := forms.number(word)) is not None]
    assert len(unknown) == 3
    assert not forms.cosines(np.array(unknown, np.uint32), np.array(unknown, np.uint32)).any()


def test_without_the_vectors_words_are_still_known(empty: sqlite3.Connection) -> None:
    assert write_forms(empty, ["lantern", "harbour"], ["lantern", "harbour"], None) == ["harbour", "lantern"]
    forms = read_forms(empty)
    assert forms.number("lantern") == 1
    assert cosine(forms, "lantern", "lantern") == 0


@pytest.mark.parametrize("word", ["", "ß", "日本", "\x00", "a" * 500, "naïveté"])
def test_any_word_at_all_has_a_vector(word: str, lexicon: Lexicon) -> None:
    assert lexicon.vectors([word]).shape == (1, 64)
