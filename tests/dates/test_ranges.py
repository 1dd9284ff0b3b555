"""Ranges, whose ends share what they can."""

import pytest

from tests.dates.reading import dates_in, values


@pytest.mark.parametrize(
    ("words", "edtf"),
    [
        ("20 September – 26 December 1871", "1871-09-20/1871-12-26"),
        ("16–18 January 1871", "1871-01-16/1871-01-18"),
        ("January 16–18, 1871", "1871-01-16/1871-01-18"),
        ("17 and 30 August 1871", "1871-08-17/1871-08-30"),
        ("22 December 1871 to 10 February 1872", "1871-12-22/1872-02-10"),
        ("22 December – 10 February 1872", "1871-12-22/1872-02-10"),
        ("May–June 1871", "1871-05/1871-06"),
        ("late summer and autumn of 1871", "1871-22/1871-23"),
        ("1904–07", "1904/1907"),
        ("1904–1907", "1904/1907"),
        ("1905/06", "1905/1906"),
        ("1917–8", "1917/1918"),
        ("499–493 BC", "-0498/-0492"),
        ("1879 – 21 August 1940", "1879/1940-08-21"),
        ("1871 – 2 August 1940", "1871/1940-08-02"),
        ("4 March 1861 – 2 May 1871", "1861-03-04/1871-05-02"),
        ("c. 1879–1940", "1879~/1940~"),
        ("the late 19th to early 20th century", "18XX/19XX"),
        ("the 15th–18th centuries", "14XX/17XX"),
    ],
)
def test_the_ends_of_a_range_share_their_parts(words: str, edtf: str) -> None:
    assert values(f"All this is told of {words}.") == [(words, edtf)]


def test_a_range_knows_where_its_ends_stand() -> None:
    [mention] = dates_in("It rained from 3 to 5 July 1871.")
    assert [(mention.clause and "It rained from 3 to 5 July 1871."[a:b], edtf) for a, b, edtf in mention.parts] == [
        ("3", "1871-07-03"),
        ("5 July 1871", "1871-07-05"),
    ]


def test_and_joins_only_what_shares_its_parts_or_stands_between() -> None:
    assert values("In 1917 and 1918 they met.") == [("1917", "1917"), ("1918", "1918")]
    assert values("Between 1917 and 1921 they met.") == [("1917 and 1921", "1917/1921")]


def test_a_range_that_runs_backward_is_two_dates() -> None:
    assert values("He came in 1907 - 1904 had been worse.") == [("1907", "1907"), ("1904", "1904")]


def test_a_vote_before_a_date_is_no_range_of_days() -> None:
    assert values("They voted 7–4 on 23 February 1871.") == [("23 February 1871", "1871-02-23")]
