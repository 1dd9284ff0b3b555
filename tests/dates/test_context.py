"""Years and months that stand elsewhere, and dates told from other dates."""

import pytest

from corpus.model import Derivation, Zone
from tests.dates.reading import dates_in, values


def edtf(*texts: str | tuple[Zone, str]) -> list[str]:
    return [value for _, value in values(*texts)]


def test_a_day_without_a_year_goes_on_with_the_story() -> None:
    assert edtf("In May 1871 she left. On 2 June she arrived, and in August she fell ill.") == [
        "1871-05",
        "1871-06-02",
        "1871-08",
    ]


def test_a_story_that_passes_new_year_is_in_the_next_year() -> None:
    assert edtf("On 20 December 1871 the ice came. It broke on 5 January.")[-1] == "1872-01-05"


def test_a_year_named_later_in_the_sentence_counts() -> None:
    assert edtf("The lease was signed on 3 March and sealed on 15 March 1871.")[0] == "1871-03-03"


def test_a_year_in_passing_does_not_move_the_story() -> None:
    text = "In May 1871 she read his book (1832). On 2 June she wrote to him, as in the pact of 1815. In July he died."
    assert edtf(text)[2] == "1871-06-02"
    assert edtf(text)[-1] == "1871-07"


def test_a_heading_says_which_year_is_told() -> None:
    told = [(Zone.HEADING, "The flood of 1871"), (Zone.PROSE, "In March the river rose, and on 4 April it broke out.")]
    assert edtf(*told) == ["1871", "1871-03", "1871-04-04"]


def test_a_caption_leaves_the_story_where_it_is() -> None:
    told: list[str | tuple[Zone, str]] = [
        "In May 1871 she left.",
        (Zone.CAPTION, "A mill, 1902"),
        "On 2 June she arrived.",
    ]
    assert edtf(*told) == ["1871-05", "1902", "1871-06-02"]


def test_a_weekday_tells_the_year() -> None:
    text = "The 1901 census found him, and by 1905 he was rich. On Sunday, 22 January, he was shot."
    assert edtf(text)[-1] == "1905-01-22"


def test_a_date_whose_year_is_nowhere_is_no_mention() -> None:
    assert edtf("On 2 June she arrived.") == []


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("the next day", "1871-06-03"),
        ("The day before", "1871-06-01"),
        ("Two weeks later", "1871-06-16"),
        ("twelve days earlier", "1871-05-21"),
        ("40 days later", "1871-07-12"),
        ("the same month", "1871-06"),
        ("the following month", "1871-07"),
        ("later that year", "1871"),
        ("Later in the year", "1871"),
        ("The following year", "1872"),
        ("ten years later", "1881"),
        ("a decade earlier", "1861"),
        ("that summer", "1871-22"),
        ("the next spring", "1872-21"),
        ("the following decade", "188X"),
        ("the previous century", "17XX"),
        ("August of that year", "1871-08"),
        ("4 August of the same year", "1871-08-04"),
        ("March of the following year", "1872-03"),
        ("the end of the month", "1871-06"),
        ("the tenth anniversary of the flood", "1871"),
    ],
)
def test_a_relative_date_follows_from_the_last_one(words: str, expected: str) -> None:
    [_, (read, value)] = values(f"On 2 June 1871 the bridge fell. People came {words}.")
    assert (read, value) == (words, expected)


def test_a_relative_day_needs_a_day_to_follow() -> None:
    assert edtf("In 1871 the bridge fell. The next day nobody came.") == ["1871"]


def test_an_anniversary_is_the_day_that_its_sentence_names() -> None:
    assert edtf("On 4 May 1881, the tenth anniversary of the flood, they met.") == ["1881-05-04", "1881-05-04"]


def test_every_date_says_where_its_value_comes_from() -> None:
    found = dates_in("On 2 May 1871 she left. On 3 June she arrived. The next day she slept.")
    assert [one.derivation for one in found] == [Derivation.EXPLICIT, Derivation.CARRIED, Derivation.RELATIVE]
    assert all(0.5 <= one.confidence <= 1 for one in found)
