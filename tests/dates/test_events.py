"""Which dates are events, and the words that tell them."""

import pytest

from corpus.model import Zone
from tests.dates.reading import dates_in


def test_a_sentence_with_several_dates_is_cut_between_them() -> None:
    text = "The mill opened on 2 May 1871, and in June it burned; on 4 July 1872 it was sold."
    clauses = [text[slice(*one.clause)] for one in dates_in(text)]
    assert clauses == ["The mill opened on 2 May 1871", "in June it burned", "on 4 July 1872 it was sold."]


def test_dates_side_by_side_tell_the_same_thing() -> None:
    text = "In 1871 the mill burned. The next year, in May 1872, it was sold, and in 1880 and 1884 it burned again."
    clauses = [text[slice(*one.clause)] for one in dates_in(text)][1:]
    assert clauses == ["The next year, in May 1872, it was sold"] * 2 + ["in 1880 and 1884 it burned again."] * 2


def test_a_sentence_with_one_date_is_one_clause() -> None:
    text = "It rained. The mill, which was old, opened on 2 May 1871 at last. It closed."
    [mention] = dates_in(text)
    assert text[slice(*mention.clause)] == "The mill, which was old, opened on 2 May 1871 at last."


@pytest.mark.parametrize(
    ("text", "happened"),
    [
        pytest.param("The mill opened in 1871.", True, id="a year of something"),
        pytest.param("The newly formed (15 January 1871) guard marched.", True, id="a day in brackets"),
        pytest.param("Its author (1801–1871) was a miller.", False, id="a lifespan"),
        pytest.param("She tells it in her book Mills and Millers (1871).", False, id="a work's year"),
        pytest.param("She tells it in her 1871 book on mills.", False, id="a year that says which"),
        pytest.param("He died in the 1871 Revolution.", False, id="a year that is half of a name"),
        pytest.param("At the 4 July 1871 meeting they voted.", True, id="a day is when it happened"),
        pytest.param("As the miller wrote in 1871, the wheel was of oak.", False, id="a year of writing"),
        pytest.param("— Ada Miller, 1871", False, id="an attribution"),
        pytest.param((Zone.HEADING, "The mill (1871)"), False, id="a heading"),
        pytest.param((Zone.CAPTION, "The miller and his wife, 1871"), False, id="a picture of a year"),
        pytest.param((Zone.CAPTION, "The mill opens, May 1871"), True, id="a picture of a month"),
        pytest.param((Zone.NOTE, "The mill opened in 1871."), False, id="a note"),
        pytest.param((Zone.INFOBOX, "4 March 1861 – 2 May 1871"), True, id="a term of office"),
    ],
)
def test_a_date_is_an_event_where_something_happened(text: str | tuple[Zone, str], happened: bool) -> None:
    [mention] = dates_in(text)
    assert mention.is_event is happened


def test_a_date_copied_for_machines_is_no_second_event() -> None:
    found = dates_in((Zone.INFOBOX, "Died21 August 1871(1871-08-21) (aged 60)"))
    assert [(one.text, one.is_event) for one in found] == [("21 August 1871", True), ("1871-08-21", False)]


@pytest.mark.parametrize("zone", [Zone.REFERENCE, Zone.DEBRIS, Zone.QUESTION])
def test_nothing_is_read_from_what_is_no_narrative(zone: Zone) -> None:
    assert dates_in((zone, "Retrieved 26 May 2020; published in 1871.")) == []
