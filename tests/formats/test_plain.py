"""Text without markup becomes passages, and what a web site adds to it is set apart."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.errors import UnreadableDocument
from corpus.formats import plain
from corpus.formats.boilerplate import is_boilerplate
from corpus.model import Document, Metadata, Source, Zone
from tests.formats.reading import assert_sound, shown

UNTIMED = settings(deadline=None)  # a busy machine is no failure
SOURCE = Source("", Path("mill.txt"), Metadata(""))
STORY = "The mill at Aller ground rye for two hundred years. Its wheel was of oak. "


def read(text: str) -> Document:
    return plain.read(SOURCE, text)


def zones(text: str) -> list[tuple[Zone, str]]:
    """The zones of a text and what they show."""
    document = read(text)
    return list(zip((block.zone for block in document.blocks), shown(document), strict=True))


def test_empty_lines_part_paragraphs_and_wrapped_lines_are_joined() -> None:
    assert shown(read("The mill\nwas old.\n\n \nThe wheel\nwas new.\n")) == ["The mill was old.", "The wheel was new."]


def test_long_lines_are_paragraphs_each() -> None:
    lines = [STORY * 2 + "It stood.", STORY * 2 + "It fell."]
    assert shown(read("\n".join(lines))) == lines


def test_a_short_first_line_is_the_title_and_others_open_sections() -> None:
    document = read(f"Aller Mill\n\n{STORY}\n\nThe wheel\n---------\n\n{STORY}\n\nThe end\n=======\n\n{STORY}")
    assert [(one.level, one.heading, one.path) for one in document.sections] == [
        (0, "Aller Mill", ()),
        (1, "The wheel", ("The wheel",)),
        (1, "The end", ("The end",)),
    ]
    assert [block.zone for block in document.blocks[::2]] == [Zone.TITLE, Zone.HEADING, Zone.HEADING]
    assert [block.section for block in document.blocks] == [0, 0, 1, 1, 2, 2]


def test_list_items_lose_their_bullets() -> None:
    assert zones("- one wheel\n- two stones,\n  of basalt\n3) rye") == [
        (Zone.LIST_ITEM, "one wheel"),
        (Zone.LIST_ITEM, "two stones, of basalt"),
        (Zone.LIST_ITEM, "rye"),
    ]


def test_a_stretch_without_structure_becomes_passages_of_whole_sentences() -> None:
    document = read(STORY * 60)
    assert all(300 <= len(words) <= 700 for words in shown(document)[:-1])
    assert all(words.endswith("oak.") or words.endswith("years.") for words in shown(document))


def test_questions_and_a_sites_own_words_are_set_apart_in_it() -> None:
    text = (
        f"{STORY * 12}Who built Aller Mill? - Askit The miller did. Sign up today for our free newsletter. "
        f"Photo credit: A. Holm. {STORY * 12}Why did it close? : r/mills - reddit {STORY}Editor of. Contents . {STORY}"
    )
    found = zones(text)
    assert [words for zone, words in found if zone is Zone.QUESTION] == [
        "Who built Aller Mill? - Askit",
        "Why did it close? : r/mills - reddit",
    ]
    assert [words for zone, words in found if zone is Zone.DEBRIS] == [
        "Sign up today for our free newsletter.",
        "Photo credit: A. Holm.",
        "Editor of.",
        "Contents .",
    ]
    assert "The miller did." in shown(read(text), Zone.PROSE)


def test_a_fragment_that_was_glued_to_a_sentence_stays_alone() -> None:
    text = f"{STORY * 24}The river was diverted. wheels, stones and sacks were sold. {STORY}"
    assert "wheels, stones and sacks were sold." in shown(read(text))


def test_a_paragraph_of_its_own_that_asks_is_a_question() -> None:
    assert zones(f"Who built the mill?\n\n{STORY}")[0][0] is Zone.QUESTION


def test_a_line_of_dashes_shows_nothing() -> None:
    assert shown(read(f"{STORY}\n\n* * *\n\n-----\n\n{STORY}")) == [STORY.strip()] * 2


@pytest.mark.parametrize(
    "sentence",
    [
        "We and our partners use cookies to improve your visit.",
        "© 2019 Aller Courier, all rights reserved.",
        "Share",
        "Read more",
        "12 comments",
        "Get the river news in your inbox!",
        "Please enable JavaScript to see this map.",
        "Mills, https://a.example/mills, Weirs - A Guide, Dams - A Guide",
    ],
)
def test_a_sites_own_words_are_known(sentence: str) -> None:
    assert is_boilerplate(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "The miller shared his bread with the poor.",
        "He printed a newsletter for the guild, which the bishop banned.",
        "The contents of the barn burnt.",
        "Her search ended in 1811.",
        "The source was credited to monks.",
        STORY,
    ],
)
def test_prose_is_not_taken_for_a_sites_own_words(sentence: str) -> None:
    assert not is_boilerplate(sentence)


def test_more_paragraphs_than_an_edition_holds_are_refused() -> None:
    with pytest.raises(UnreadableDocument, match=r"mill\.txt: it has more than 500,000 paragraphs or lines\. Split it"):
        read("a\n\n" * 500_002)


PARTS = ["Ab", "c. ", "\n", "\n\n", "- ", "? - Q ", "=", "1) ", " ", "\t", "é", "x" * 90]


@UNTIMED
@given(st.lists(st.sampled_from(PARTS), max_size=60).map("".join) | st.text(max_size=60))
def test_any_text_at_all_is_read(text: str) -> None:
    assert_sound(plain.read, SOURCE, text)


@UNTIMED
@given(
    st.lists(st.sampled_from([STORY, "is it? - Quora ", "share. ", "and so on. ", "(", '"']), min_size=30, max_size=60)
)
def test_any_text_without_structure_is_read(parts: list[str]) -> None:
    assert_sound(plain.read, SOURCE, "".join(parts))
