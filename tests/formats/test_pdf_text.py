"""Lines that stand on pages become paragraphs, each page under a line that says which it is."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from corpus.formats.pdf_text import LOST, Line, as_text
from tests.pdfs import LINE, set_in_lines

FERRY = """
The ferry of Ansund left the quay for the first time on a morning
of June. Nobody paid on that day, and the ferryman sang all the way
over the water.

It went twice a day, and in winter only when the ice let it, which
was seldom.
"""


def page(lines: Sequence[LINE]) -> list[Line]:
    """Return lines as they are found on a page."""
    return [Line(words, x, y, size) for x, y, size, words in lines]


def told(*pages: str) -> list[str]:
    """Return what pages of text say, a string for each paragraph, each page’s heading among them."""
    return as_text([page(set_in_lines(words)) for words in pages]).strip().split("\n\n")


def test_lines_are_joined_to_paragraphs_at_the_gaps_between_them() -> None:
    heading, first, second = told(FERRY)
    assert heading == "Page 1"
    assert first.startswith("The ferry of Ansund")
    assert "for the first time on a morning of June. Nobody" in first
    assert second == "It went twice a day, and in winter only when the ice let it, which was seldom."


def test_a_paragraph_begins_where_one_line_stands_further_in() -> None:
    words = "The ferry went over the water to the island and back every day\n" * 2
    lines = page(set_in_lines(words * 3))
    indented = [
        Line(line.text, line.x + (15 if at in (0, 3) else 0), line.y, line.size) for at, line in enumerate(lines)
    ]
    assert as_text([indented]).count("\n\nThe ferry") == 2


def test_a_paragraph_begins_behind_a_line_that_ends_early() -> None:
    tight = "\n".join(line for line in FERRY.split("\n") if line)
    assert told(tight)[1:] == told(FERRY)[1:]


def test_letters_of_another_size_are_a_paragraph_of_their_own() -> None:
    lines = page([(72, 780, 18, "A ferry"), (72, 760, 11, "that was never late"), (72, 746, 11, "went to the island.")])
    assert as_text([lines]) == "\fPage 1\n\nA ferry\n\nthat was never late went to the island.\n\n"


def test_what_stands_at_the_edge_of_every_page_is_left_out() -> None:
    pages = [
        [
            Line(f"{number} Ferries of the north", 72, 820, 8),
            *page(set_in_lines(FERRY)),
            Line(f"– {number} –", 290, 30, 8),
        ]
        for number in range(331, 335)
    ]
    text = as_text(pages)
    assert "Ferries of the north" not in text
    assert "33" not in text
    assert text.count("which was seldom.") == 4


def test_a_number_beside_changing_words_is_left_out_with_them_where_it_counts_on_with_the_pages() -> None:
    names = ("Boats", "Oars", "Crews", "Winds", "Ice")
    pages = [[Line(f"{name} {7 + at}", 72, 820, 11), *page(set_in_lines(FERRY))] for at, name in enumerate(names)]
    assert not [name for name in names if name in as_text(pages)]


def test_a_year_that_stands_alone_at_the_top_of_a_page_is_no_page_number() -> None:
    pages = [[Line(year, 72, 820, 14), *page(set_in_lines(FERRY))] for year in ("1871", "1874", "1880")]
    assert [year for year in ("1871", "1874", "1880") if f"\n\n{year}\n\n" not in as_text(pages)] == []


def test_a_sentence_that_goes_on_over_the_page_stands_under_the_first() -> None:
    first, second = FERRY.strip().split("\n\n")
    begun = "The winter of that year was the hardest that the ferry had seen, and"
    ended = "the ferryman walked over the ice instead.\n\n"
    assert told(f"{first}\n\n{begun}", ended + second)[2:4] == [begun + " " + ended.strip(), "\fPage 2"]


def test_notes_at_the_foot_of_a_page_do_not_part_a_sentence() -> None:
    lines = page(set_in_lines(FERRY + "\nThe winter of that year was the hardest that the ferry had seen, and"))
    note = Line("1 So the ledger of the harbour, which has it from the ferryman’s wife.", 72, 60, 8)
    text = as_text([[*lines, note], page(set_in_lines("the ferryman walked over the ice."))])
    assert "had seen, and the ferryman walked over the ice.\n" in text
    assert "\n\n1 So the ledger" in text


def test_the_next_column_goes_on_with_the_sentence() -> None:
    left = page(set_in_lines("The ferry of Ansund left the quay\nfor the first time on a morning of"))
    right = [Line("June, and nobody had to pay.", 310, 780, 11), Line("It rained all day.", 310, 740, 11)]
    assert "on a morning of\n\nJune" in as_text([[*left, *right]])
    right[0] = Line("spring, and nobody had to pay.", 310, 780, 11)
    assert "on a morning of spring, and nobody" in as_text([[*left, *right]])


def test_a_word_that_is_broken_at_a_line_s_end_is_whole_again() -> None:
    words = "The ferryman of Ansund was known along the coast for his light-\nhearted songs, sung in the har-\nbour."
    assert "harbour." in told(words)[1]
    assert "lighthearted" in told(words)[1]


def test_a_hyphen_stays_where_the_document_has_it_elsewhere_or_has_both_words() -> None:
    words = (
        "He was a well-known man, whom everybody on the coast called well-\nknown. He was not, as is said, an Anglo-\n"
    )
    words += "Saxon, but came from the north in 1914-\n18, and was a ship owner. His boat was ship-\nowner made."
    [_, text] = told(words)
    for whole in ("called well-known.", "an Anglo-Saxon, but", "in 1914-18, and", "was ship-owner made."):
        assert whole in text


def test_a_soft_hyphen_and_a_dash_between_words_leave_no_space() -> None:
    [_, text] = told(
        "The ferry was never late in all the years of the har\xad\nbour, said the master on that day—\nand he knew."
    )
    assert "harbour, said" in text
    assert "day—and he knew" in text


def test_ligatures_are_letters_and_what_nobody_knows_has_a_mark() -> None:
    assert (
        told("The ﬁrst ﬂight of oﬃcers \x03 and \ud800 came.")[1]
        == f"The first flight of officers {LOST} and {LOST} came."
    )


def test_list_items_stand_by_themselves_with_all_of_their_lines() -> None:
    lines = [(72, 780, 11, "• a boat for the summer, with room for twelve people and their"), (84, 766, 11, "animals")]
    lines += [(72, 752, 11, "• a sledge for the winter"), (72, 738, 11, "3. a horn")]
    *_, first, second, third = as_text([page(lines)]).strip().split("\n\n")
    assert first.endswith("their animals")
    assert (second, third) == ("• a sledge for the winter", "3. a horn")


def test_pages_without_words_are_left_out_and_counted() -> None:
    assert as_text([[], page([(72, 700, 11, "A ferry.")]), []]) == "\fPage 2\n\nA ferry.\n\n"


_NUMBERS = st.floats(-2_000, 2_000)
_LINES = st.lists(st.builds(Line, st.text(max_size=30), _NUMBERS, _NUMBERS, st.floats(0, 40)), max_size=12)


@given(st.lists(_LINES, max_size=5))
def test_no_letter_is_lost_or_added_wherever_lines_stand(pages: list[list[Line]]) -> None:
    text = as_text(pages)
    marked = "".join(each for each in text if each.isalpha())
    for line in (line for page in pages for line in page[2:-2]):
        for word in line.text.split():
            if word.isascii() and word.isalpha() and line.text.split()[-1] != word:
                assert word in marked
    said = {each for page in pages for line in page for each in line.text}
    assert set(text) <= said | set("Page 0123456789\f\n ffiflst" + LOST)


@given(st.lists(st.sampled_from(["A boat.", "a boat", "-", "1", "iv", "12 of 12", "•", "\xad", "boat-"]), max_size=40))
def test_any_heap_of_odd_lines_becomes_text(words: list[str]) -> None:
    lines = [Line(each, 72, 800 - 14 * at, 11) for at, each in enumerate(words)]
    assert as_text([lines[:7], lines[7:14], lines[14:]]).count("\f") <= 3


def test_a_hundred_thousand_lines_take_no_time_to_speak_of() -> None:
    hostile = ["-" * 5_000, "i" * 5_000, "." * 5_000, "1 " * 2_500, "•" * 5_000, "–| " * 1_500]
    text = as_text([[Line(each, 72, 800 - at, 11) for at, each in enumerate(hostile * 20)] for _ in range(100)])
    assert text.count("\f") == 100
