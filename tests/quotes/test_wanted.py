"""What stands in quotation marks and is nobody's words."""

import pytest

from tests.quotes.made import quotations


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param('Ada Brand wrote "Lights of the Northern Shore" in a winter.', id="a title in capitals"),
        pytest.param('Ada Brand wrote the pamphlet "Oil: how to burn less of it" that year.', id="a pamphlet"),
        pytest.param('The chapter was titled "on the keeping of lamps" by Ada Brand.', id="titled"),
        pytest.param('Ada Brand was known as "the mother of the coast" there.', id="a nickname"),
        pytest.param('Ada Brand attacked the doctrine of "one lamp a mile" all her life.', id="a term"),
        pytest.param('Ada Brand said the "new light" was dim.', id="scare quotes"),
        pytest.param('Ada Brand became "First Keeper of the Outer Lights" in May.', id="an office"),
    ],
)
def test_titles_terms_and_scare_quotes_are_no_quotations(sentence: str) -> None:
    assert quotations(sentence) == []


def test_four_words_are_a_quotation() -> None:
    (found,) = quotations('Ada Brand said the lamp was "not worth its oil" at all.')
    assert found.text == "not worth its oil"


def test_a_quoted_title_does_not_hide_the_quotation_after_it() -> None:
    (found,) = quotations(
        'Ada Brand was a keeper. In her essay "Against The New Light", she states, "oil is honest work".'
    )
    assert (found.text, found.speaker) == ("oil is honest work", "Ada Brand")
