"""Sentences are cut where a reader of English would stop."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.sentences import LONGEST, WINDOW, find_sentences, is_abbreviation, sentences

UNTIMED = settings(deadline=None)  # a busy machine is no failure


def cut(text: str) -> list[str]:
    """The sentences of a text, as words."""
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The weir opened on 12 March [O.S. 28 February] 1903 at noon.", id="two calendars"),
        pytest.param("The plans of A. B. Carver were lost.", id="initials"),
        pytest.param("Then Gen. Holm met Dr. Weiss and Capt. Ode.", id="titles before names"),
        pytest.param("It was built c. 1820, see p. 17 and vol. 3 of the report.", id="abbreviations before figures"),
        pytest.param("Her mother, née Dahl, kept house No. 5 there.", id="maiden names and numbers"),
        pytest.param("He sold it to the U.S. Navy for a song.", id="an acronym before a name"),
        pytest.param("The river ... Herr Vogt called it a ditch ... froze over.", id="an ellipsis in mid sentence"),
        pytest.param('He said: "It holds. It will hold!" and left.', id="a short quotation"),
        pytest.param('"Will it hold?" Anna Berg asked.', id="who asks comes after the question"),
        pytest.param("The mill (built in 1750. Burnt in 1801) was sold.", id="a bracket"),
        pytest.param("It rose by 3.5 metres a day.", id="a decimal point"),
        pytest.param("See https://weir.example/A.Html for a map.", id="an address"),
        pytest.param("1. The first weir.", id="a number in a list"),
        pytest.param("Brand, Otto W. (1931) wrote the report.", id="an initial before a year in brackets"),
        pytest.param("It was read by Ed. V. I. Stark himself.", id="a dotted first name after an abbreviation"),
        pytest.param("", id="nothing"),
    ],
)
def test_a_stop_inside_a_sentence_does_not_end_it(text: str) -> None:
    assert cut(text) == ([text] if text else [])


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param("The weir held.", "In 1904 it was raised.", id="plainly"),
        pytest.param("They sold it to the U.S.", "The price was low.", id="an acronym at the end"),
        pytest.param('He called it a "dead ditch."', "Nobody answered.", id="a stop inside the closing quotation mark"),
        pytest.param("Did it hold?", "It did.", id="a question"),
        pytest.param("He waited...", "Nothing came.", id="an ellipsis at the end"),
        pytest.param("The engineer was Tsar Boris II.", "He drowned.", id="a Roman number"),
        pytest.param("He said no.", "Then he left.", id="a word that is also an abbreviation"),
        pytest.param("It closed in 1905.", "1906 was a dry year.", id="years on both sides"),
        pytest.param("It rained all night.", "[...] By noon the dam broke.", id="words left out between"),
        pytest.param("The dam broke.[14]", "Nobody died.", id="a marker that was left in"),
        pytest.param("(It was late.)", "The moon rose.", id="a sentence in brackets"),
        pytest.param("The dam broke .", "Nobody died.", id="a space before the stop"),
    ],
)
def test_a_full_stop_ends_a_sentence(first: str, second: str) -> None:
    assert cut(f"{first} {second}") == [first, second]


def test_a_stop_without_a_space_ends_a_sentence_where_that_is_clear() -> None:
    assert cut("She led the River Board.In 1922 she left.") == ["She led the River Board.", "In 1922 she left."]


def test_a_long_quotation_is_cut_into_its_sentences() -> None:
    quoted = " ".join(f"The water rose to mark {number} and nobody slept." for number in range(1, 12))
    assert len(cut(f'She wrote: "{quoted}" It was never sent.')) == 12


def test_lost_apostrophes_change_nothing() -> None:
    assert cut("The towns mills werent sold. Holms widow kept them.") == [
        "The towns mills werent sold.",
        "Holms widow kept them.",
    ]


def test_an_abbreviation_is_known_in_any_case() -> None:
    assert is_abbreviation("Approx")
    assert not is_abbreviation("water")


@UNTIMED
@given(st.text(st.sampled_from('aAé1 .!?…,"“”()[]\n\u00a0'), max_size=80))
def test_sentences_are_in_order_with_only_white_space_between(text: str) -> None:
    end = 0
    for start, stop in sentences(text):
        assert not text[end:start].strip()
        assert text[start:stop].strip() == text[start:stop] != ""
        end = stop
    assert not text[end:].strip()


def test_a_sentence_without_end_is_cut_where_one_draws_breath() -> None:
    clause = "the mason of the lower street painted the quay wall green, and his brother looked on; "
    pieces = cut("At first " + clause * 30 + "then it rained.")
    assert all(len(piece) <= LONGEST for piece in pieces)
    assert all(piece.endswith("looked on;") for piece in pieces[:-1])
    assert " ".join(pieces) == "At first " + clause * 30 + "then it rained."


@given(st.text(st.sampled_from("aé ;,:."), min_size=1_000, max_size=2_000))
def test_no_sentence_is_longer_than_an_answer_may_be(text: str) -> None:
    end = 0
    for start, stop in sentences(text):
        assert not text[end:start].strip()
        assert text[start:stop].strip() == text[start:stop]
        assert 0 < stop - start <= LONGEST
        end = stop
    assert not text[end:].strip()


def test_a_text_of_any_length_is_cut_in_windows_that_lose_nothing() -> None:
    text = "The water rose. " * (WINDOW // 16 + 9) + "X" * (WINDOW + 5)
    found = list(find_sentences(text))
    short = [text[start:end] for start, end in found if text[start] == "T"]
    assert short == ["The water rose."] * (WINDOW // 16 + 9)
    assert sum(end - start for start, end in found if text[start] == "X") == WINDOW + 5


@pytest.mark.parametrize("unit", [".", "A. ", '"', "(", "(a) ", ". . ", "! "])
def test_hostile_text_is_cut_in_linear_time(unit: str) -> None:
    assert sentences(unit * (200_000 // len(unit)))
