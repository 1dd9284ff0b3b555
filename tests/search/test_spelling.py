"""What a misspelt word is taken for."""

from __future__ import annotations

import pytest

from corpus.search import Survey
from corpus.search.spelling import respell


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        pytest.param("lighthuose", "lighthouse", id="two letters swapped"),
        pytest.param("granit", "granite", id="a letter missing"),
        pytest.param("obellisk", "obelisk", id="a letter too many"),
        pytest.param("pneunomia", "pneumonia", id="two wrong letters in a long word"),
        pytest.param("zottage", "cottage", id="a wrong first letter"),
    ],
)
async def test_a_misspelt_word_is_one_that_the_documents_know(surveyed: Survey, wrong: str, right: str) -> None:
    assert respell(surveyed.spellings, wrong)[0][0] == right


@pytest.mark.parametrize("word", ["netflix", "sea", "x1888", "", "qqqqqqqqqqqq"])
async def test_a_word_near_nothing_is_left_as_it_is(surveyed: Survey, word: str) -> None:
    assert respell(surveyed.spellings, word) == ()


async def test_a_short_word_may_have_one_wrong_letter_only(surveyed: Survey) -> None:
    assert "tower" not in dict(respell(surveyed.spellings, "tiwar"))


async def test_the_nearer_word_fits_better(surveyed: Survey) -> None:
    meant = respell(surveyed.spellings, "keper", ("paper",))
    assert [well for _, well in meant] == sorted((well for _, well in meant), reverse=True)


def test_two_letters_in_each_others_place_are_a_smaller_slip_than_another_first_letter() -> None:
    assert respell({}, "almp", ("lamp", "alma"))[0] == ("alma", 0.9)
    assert dict(respell({}, "almp", ("lamp",)))["lamp"] == dict(respell({}, "lapm", ("lamp",)))["lamp"]
