"""What English dates look like, and what they stand for."""

import pytest

from tests.dates.reading import dates_in, values


@pytest.mark.parametrize(
    ("words", "edtf"),
    [
        ("4 June 1871", "1871-06-04"),
        ("June 4, 1871", "1871-06-04"),
        ("the 4th of June, 1871", "1871-06-04"),
        ("Sunday, 4 June 1871", "1871-06-04"),
        ("1871-06-04", "1871-06-04"),
        ("Oct. 4, 1871", "1871-10-04"),
        ("JUNE 1871", "1871-06"),
        ("June of 1871", "1871-06"),
        ("early June 1871", "1871-06"),
        ("mid-1871", "1871"),
        ("the end of 1871", "1871"),
        ("the night of 4 June 1871", "1871-06-04"),
        ("the spring of 1871", "1871-21"),
        ("the winter of 1871–72", "1871-24"),
        ("the 1870s", "187X"),
        ("the late 19th century", "18XX"),
        ("c. 1871", "1871~"),
        ("1871?", "1871?"),
        ("44 BC", "-0043"),
        ("AD 70", "0070"),
        ("the 470s BC", "-0478/-0469"),
        ("12,000 BC", "Y-11999"),
        ("Christmas 1871", "1871-12-25"),
        ("New Year's Day 1871", "1871-01-01"),
        ("Easter 1871", "1871-04-09"),
    ],
)
def test_a_date_is_read_whole_and_placed(words: str, edtf: str) -> None:
    assert values(f"It was in {words} that they met.") == [(words, edtf)]


def test_thin_and_unbreakable_spaces_are_spaces() -> None:
    assert values("They met on 4\u00a0June\u20091871, and never again.") == [("4 June 1871", "1871-06-04")]


def test_a_wordy_doubt_is_a_flag_and_no_part_of_the_date() -> None:
    [mention] = dates_in("He was born about 1640 in a village.")
    assert (mention.text, mention.edtf, mention.flags) == ("1640", "1640~", frozenset({"approximate"}))


@pytest.mark.parametrize(
    "text",
    [
        "Some 1,500 men and 1800 women marched.",
        "She lived at 1522 Poplar Avenue with her cat.",
        "Flight 1549 landed; order no. 1917 was read out.",
        "The vote was 7–4, as on pp. 12–15 and in vol. 1923.",
        "It may rain, and they march to the fall of the city.",
        "The October Revolution, the July Days and the April Theses are names.",
        "At the start of the October revolution, after the June uprising, she left.",
        "A winter-mountaineering tool hung on the wall.",
        "Every January the pond freezes; every summer it dries.",
        "They sang “White Christmas” at the Winter Palace.",
        "Jan Novak and May Lee paid $1950 and 1950% more.",
        "Notes6th14th of the kind 1234567 and 2.1905 mean nothing.",
        "He had read “1905” and the novel 1984.",
    ],
)
def test_what_only_looks_like_a_date_is_none(text: str) -> None:
    assert values(text) == []


def test_a_month_can_be_a_verb_or_a_month() -> None:
    assert values("In 1871 it may rain, but in May 1871 it did.") == [("1871", "1871"), ("May 1871", "1871-05")]
