"""Paragraphs are what blocks show, and know where every word and marker stood."""

from pathlib import Path

import pytest

from corpus.errors import UnreadableDocument
from corpus.model import Block, Document, Marker, MarkerKind, Metadata, Source, Zone
from corpus.paragraphs import paragraphs, sentence_of
from corpus.text import content_key, to_source

SOURCE = Source("weir", Path("weir.txt"), Metadata("The Weir"))


def document(text: str, *blocks: Block, markup: bool = False) -> Document:
    """A document of these blocks, or of one that is all of the text."""
    return Document(SOURCE, text, (), blocks or (Block(Zone.PROSE, 0, 0, len(text)),), markup=markup)


def marked(text: str, *marks: str) -> Document:
    """A document of one block, in which `marks` are numbered markers."""
    markers = tuple(
        Marker(text.index(mark), text.index(mark) + len(mark), MarkerKind.NUMBERED, mark.strip("[]")) for mark in marks
    )
    return document(text, Block(Zone.PROSE, 0, 0, len(text), markers))


def test_paragraphs_are_numbered_from_one_and_empty_ones_are_dropped() -> None:
    text = "One.\n\n \n\nTwo."
    shown = paragraphs(document(text, *(Block(Zone.PROSE, 0, *span) for span in ((0, 4), (6, 7), (9, 13)))))
    assert [(one.number, one.text) for one in shown] == [(1, "One."), (2, "Two.")]


def test_a_marker_after_a_full_stop_belongs_to_the_sentence_before() -> None:
    (paragraph,) = paragraphs(marked("The weir held.[1] It rained.[2]", "[1]", "[2]"))
    assert paragraph.text == "The weir held. It rained."
    assert [sentence_of(paragraph, place) for place, _ in paragraph.markers] == [1, 2]


def test_a_marker_after_the_space_still_belongs_to_the_sentence_before() -> None:
    (paragraph,) = paragraphs(marked("The weir held. [1] It rained.", "[1]"))
    assert [sentence_of(paragraph, place) for place, _ in paragraph.markers] == [1]


def test_a_marker_inside_a_sentence_stands_behind_its_word() -> None:
    (paragraph,) = paragraphs(marked("It rained. The weir[1] held.", "[1]"))
    ((place, _),) = paragraph.markers
    assert paragraph.text[:place] == "It rained. The weir"
    assert sentence_of(paragraph, place) == 2


def test_a_marker_before_all_words_belongs_to_the_first_sentence() -> None:
    (paragraph,) = paragraphs(marked("[1] The weir held.", "[1]"))
    assert [sentence_of(paragraph, place) for place, _ in paragraph.markers] == [1]


def test_unseen_characters_are_not_shown() -> None:
    (paragraph,) = paragraphs(document("The \u202eweir\u202c h\u00ade\u200bld\x07.\ufeff"))
    assert paragraph.text == "The weir held."
    assert to_source(paragraph.runs, 4, 8) == (5, 9)


def test_a_character_reference_cannot_bring_unseen_characters_back() -> None:
    (paragraph,) = paragraphs(document("The &#8238;weir&#x202c; &amp; mill", markup=True))
    assert paragraph.text == "The weir & mill"


def test_without_markup_a_character_reference_is_left_as_it_stands() -> None:
    assert paragraphs(document("Weir &amp; mill"))[0].text == "Weir &amp; mill"


def test_a_tag_that_parts_words_is_shown_as_a_space() -> None:
    text = "Weir<br>and m<b>i</b>ll"
    holes = tuple((text.index(tag), text.index(tag) + len(tag)) for tag in ("<br>", "<b>", "</b>"))
    assert paragraphs(document(text, Block(Zone.PROSE, 0, 0, len(text), (), holes), markup=True))[0].text == (
        "Weir and mill"
    )


def test_sentences_carry_their_content_keys() -> None:
    (paragraph,) = paragraphs(document("It rained. The weir held."))
    assert [one.number for one in paragraph.sentences] == [1, 2]
    assert paragraph.sentences[1].key == content_key("the weir held")


def test_a_paragraph_that_nobody_could_page_through_is_refused() -> None:
    with pytest.raises(UnreadableDocument, match=r"weir\.txt: it has more than 2,000,000 characters in one paragraph"):
        paragraphs(document("x" * 2_000_001))
