"""Old Style and New Style."""

import json
from pathlib import Path

import pytest

from corpus.dates import calendar_days
from corpus.model import Calendar, Zone
from tests.dates.reading import dates_in
from tests.shared import SHARED, needs_shared


@pytest.mark.parametrize(
    "words",
    [
        "16 June [O.S. 4 June] 1871",
        "16 June 1871 [O.S. 4 June 1871]",
        "16 June [O.S. 4] 1871".replace("4]", "4 June]"),
        "June 16 [O.S. June 4], 1871",
        "4 June (16 June, New Style) 1871",
        "4 June (16 June) 1871",
        "4/16 June 1871".replace("4/16 June", "4 June/16 June"),
        "16 June (4 June Old Style) 1871",
    ],
)
def test_a_dual_date_is_one_day_with_two_names(words: str) -> None:
    [mention] = dates_in(f"The poet was born on {words} in a village.")
    assert (mention.text, mention.edtf, mention.calendar) == (words, "1871-06-16", Calendar.DUAL)
    assert calendar_days(mention) == {(6, 16, Calendar.GREGORIAN), (6, 4, Calendar.JULIAN)}


def test_halves_that_disagree_keep_the_new_style_and_are_flagged() -> None:
    [mention] = dates_in("The poet was born on 16 June [O.S. 5 June] 1871 in a village.")
    assert mention.edtf == "1871-06-16"
    assert "disagrees" in mention.flags
    assert calendar_days(mention) == {(6, 16, Calendar.GREGORIAN)}


def test_the_old_style_half_may_be_in_the_year_before() -> None:
    [mention] = dates_in("He was born on 6 January 1872 [O.S. 25 December 1871] in a village.")
    assert (mention.edtf, mention.flags) == ("1872-01-06", frozenset())


def test_a_julian_day_is_kept_as_written_and_counted_in_both() -> None:
    [mention] = dates_in("It began on 4 June 1871 (O.S.), at noon.")
    assert (mention.edtf, mention.edtf_gregorian, mention.calendar) == ("1871-06-04", "1871-06-16", Calendar.JULIAN)
    assert calendar_days(mention) == {(6, 16, Calendar.GREGORIAN), (6, 4, Calendar.JULIAN)}


def test_a_calendar_named_once_holds_for_the_days_around_it() -> None:
    found = dates_in(
        "On 4 June 1871 (Julian calendar) it began. On 9 June it ended.",
        (Zone.HEADING, "Later"),
        "On 2 May 1890 he died.",
    )
    assert [one.calendar for one in found] == [Calendar.JULIAN, Calendar.JULIAN, Calendar.GREGORIAN]


def test_an_unmarked_day_is_never_converted() -> None:
    [mention] = dates_in("It began on 4 June 1871.")
    assert calendar_days(mention) == {(6, 4, Calendar.GREGORIAN)}


def test_a_leap_day_that_only_the_julian_calendar_has_is_julian() -> None:
    [mention] = dates_in("It began on 29 February 1900.")
    assert (mention.calendar, mention.edtf_gregorian) == (Calendar.JULIAN, "1900-03-13")


def test_only_a_day_is_remembered_on_a_day() -> None:
    [mention] = dates_in("It began in June 1871.")
    assert calendar_days(mention) == frozenset()


@needs_shared
def test_the_published_pairs_are_all_read() -> None:
    lines = Path(SHARED, "gold", "wikiwars", "dual_dates.jsonl").read_text(encoding="utf-8").splitlines()
    for row in map(json.loads, lines):
        [mention] = dates_in(f"Somebody ({row['text']}) lived here.")
        assert mention.edtf_gregorian == row["gregorian"], row["text"]
