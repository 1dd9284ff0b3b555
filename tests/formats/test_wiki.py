"""Reading the text export of an encyclopaedia page: a made-up article, and any text at all."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.formats.wiki import looks_like_wiki, read
from corpus.model import Block, Document, Metadata, Reference, ReferenceKind, Source, Zone
from corpus.text import show
from tests.shared import SHARED, needs_shared

WEIR = Path(__file__).parents[1] / "data" / "wiki-weir.txt"
SEED = SHARED / "seeds" / "000_5ad5b9c36ed930bf.txt"


def document(text: str) -> Document:
    return read(Source("weir", WEIR, Metadata("Weir")), text)


@pytest.fixture(scope="module")
def weir() -> Document:
    return document(WEIR.read_text(encoding="utf-8"))


def shown(document: Document, block: Block) -> str:
    return show(document.text, block.start, block.end, block.holes)[0]


def of_zone(document: Document, zone: Zone) -> list[str]:
    return [shown(document, block) for block in document.blocks if block.zone is zone]


def block_with(document: Document, words: str) -> Block:
    return next(block for block in document.blocks if words in document.text[block.start : block.end])


def labelled(document: Document, kind: ReferenceKind, label: str) -> Reference:
    return next(one for one in document.references if one.kind is kind and one.label == label)


def test_the_title_is_the_first_line_and_the_redirect_is_debris(weir: Document) -> None:
    assert of_zone(weir, Zone.TITLE) == ["Ada Weir"]
    assert weir.sections[0].heading == "Ada Weir"
    assert weir.sections[0].path == ()
    assert block_with(weir, "Redirected").zone is Zone.DEBRIS


def test_headings_are_found_and_nest_by_their_years(weir: Document) -> None:
    river = "Years on the river (1890–1919)"
    assert [(section.level, section.path) for section in weir.sections[1:]] == [
        (2, ("Childhood and schooling (1871–1889)",)),
        (2, (river,)),
        (3, (river, "First surveys (1890–1895)")),
        (3, (river, "Great flood (1896)")),
        (3, (river, "County surveyor (1901–1919)")),
        (2, ("Later reputation and influence",)),
        (2, ("See also",)),
        (2, ("Further reading",)),
    ]


def test_each_block_knows_its_section(weir: Document) -> None:
    section = weir.sections[block_with(weir, "nine bridges").section]
    assert section.path[-1] == "County surveyor (1901–1919)"
    assert section.start <= block_with(weir, "nine bridges").start < section.end


def test_an_infobox_label_is_split_from_the_value_it_is_glued_to(weir: Document) -> None:
    labels = {block.label for block in weir.blocks if block.zone is Zone.INFOBOX}
    assert labels == {"", "Preceded by", "Succeeded by", "Died", "Manner of death", "Signature"}
    died = block_with(weir, "Died9")
    assert shown(weir, died).startswith("Died9 June 1940")
    assert block_with(weir, "Other offices held").zone is Zone.INFOBOX
    assert block_with(weir, "eleven notebooks").zone is Zone.PROSE


def test_captions_are_neither_headings_nor_prose(weir: Document) -> None:
    assert of_zone(weir, Zone.CAPTION) == [
        "Six-year-old Ada Weir, 1877",
        "The lock house with Weir (left) and her aunt Maud (right), about a year after the flood",
        "Extent of the flood of 1896",
        "The bridge at Low Tarn under scaffolding in April 1907.",
    ]


def test_what_a_sentence_with_a_colon_introduces_is_a_block_quotation(weir: Document) -> None:
    assert of_zone(weir, Zone.BLOCK_QUOTATION) == [
        "Nobody had asked the river where it wished to go. I asked, and it told me at some length.",
        "Dear Mr Orr",
        "You have drawn the mill on the wrong bank.",
        "It will float there, given time.",
        "A. Weir",
    ]
    assert block_with(weir, "The county printed").zone is Zone.PROSE
    assert block_with(weir, "He answered by return").zone is Zone.PROSE


def test_a_pull_quotation_keeps_its_attribution(weir: Document) -> None:
    quotation, attribution = of_zone(weir, Zone.PULL_QUOTATION)
    assert quotation.startswith("Water is a slow argument.")
    assert attribution == "—Ada Weir, 1904"


def test_a_list_after_a_colon_is_no_quotation(weir: Document) -> None:
    assert len(of_zone(weir, Zone.LIST_ITEM)) == 3


def test_notes_and_references_are_two_lists_that_both_begin_at_one(weir: Document) -> None:
    notes = [one.text for one in weir.references if one.kind is ReferenceKind.NOTE]
    assert notes == [
        "The office was called Chainman until 1899.",
        "Also written Wear.",
        "The librarian noted: They lay under the flour, dry as the day she drew them.",
    ]
    assert labelled(weir, ReferenceKind.NUMBERED, "1").text == "Orr 1951a, p. 3."
    assert sum(one.kind is ReferenceKind.NUMBERED for one in weir.references) == 9


def test_back_links_and_maintenance_messages_are_not_shown(weir: Document) -> None:
    reference = labelled(weir, ReferenceKind.NUMBERED, "3")
    assert reference.text.endswith("Retrieved 1 May 2020.")
    assert reference.url == "https://archive.example/weir"
    assert labelled(weir, ReferenceKind.NUMBERED, "7").text.startswith("A history of")
    assert shown(weir, block_with(weir, "Ebba")).startswith("Lund, Ebba (1962).")


def test_letters_point_to_notes_and_numbers_to_references(weir: Document) -> None:
    lead = block_with(weir, "Ada Maud")
    by_number = {one.number: one for one in weir.references}
    targets = [by_number[marker.reference] for marker in lead.markers if marker.reference]
    assert [(one.kind, one.label) for one in targets] == [(ReferenceKind.NOTE, "b"), (ReferenceKind.NUMBERED, "1")]
    assert [marker.label for marker in block_with(weir, "Also written").markers] == ["2"]


def test_a_short_citation_finds_the_full_entry(weir: Document) -> None:
    by_number = {one.number: one for one in weir.references}

    def cited(label: str) -> str | None:
        entry = labelled(weir, ReferenceKind.NUMBERED, label).entry
        return by_number[entry].text.split(").")[0] if entry else None

    assert cited("1") == "Orr, Nathaniel (1951a"
    assert cited("4") == "Lund, Ebba (1962"
    assert cited("5") == "Pell, Ida; Moss, Jon (1930"
    assert cited("6") == "Orr, Nathaniel (1951b"
    assert cited("9") == "Orr, Nathaniel (1951a"
    assert cited("8") is None


def test_what_follows_the_references_is_a_bibliography_or_debris(weir: Document) -> None:
    assert sum(one.kind is ReferenceKind.ENTRY for one in weir.references) == 3
    assert block_with(weir, "A page about herons").zone is Zone.DEBRIS
    assert weir.blocks[-1].zone is Zone.DEBRIS


def test_markers_leave_neither_gaps_nor_brackets(weir: Document) -> None:
    text = shown(weir, block_with(weir, "Harrow End"))
    assert text.endswith('"and [sic] under it." Her brother drowned in the flood of 1880.')
    assert shown(weir, block_with(weir, "a notebook")).endswith("with a chain and a notebook. In her diary she wrote:")


def test_an_introduction_that_names_the_next_headings_stands_over_them() -> None:
    text = "Tarn\n\nTarn is a river.\n\nWork and thought\n\nHe is known for slow building and for his heron theory."
    for heading in ("Slow building", "Heron theory", "Last days of all"):
        text += f"\n\n{heading}\n\nIt was much talked about in its time, and for a while also printed."
    assert [section.level for section in document(text).sections] == [1, 2, 3, 3, 2]


def test_rows_with_cells_glued_together_are_a_table() -> None:
    text = (
        "Tarn\n\nTarn is a river.\n\nList of floods\n\nYearTownHeight\n1880Harrow End3.1\n1896Low Tarn4.7\n1901Mill2.2"
    )
    assert len(of_zone(document(text), Zone.TABLE)) == 4


def test_a_quotation_of_several_paragraphs_lasts_until_its_mark_is_closed() -> None:
    text = "Tarn\n\nTarn is a river.\n\nShe wrote:\n\n“The river rose.\n\n“It fell.”\n\nThe county paid for the work."
    blocks = document(text).blocks
    zones = [block.zone for block in blocks[-3:]]
    assert zones == [Zone.BLOCK_QUOTATION, Zone.BLOCK_QUOTATION, Zone.PROSE]


def test_a_paragraph_in_the_first_person_is_somebodys_words() -> None:
    text = (
        "Tarn\n\nTarn is a river.\n\nOn the flood\n\nThe keeper spoke of that night for years.\n\n"
        "In the night I went down to the gates with my lamp, and the water was at my knees before I had them open."
    )
    assert document(text).blocks[-1].zone is Zone.BLOCK_QUOTATION


@pytest.mark.parametrize(
    "paragraph",
    [
        "Weir opposed the dam.",
        "Weir moved to Low Tarn in 1902.",
        "The county paid for the work.",
        "The river floods the town every spring, and the town rebuilds its cellars every summer.",
        "The lower town, which lies under the dyke, has two churches.",
    ],
)
def test_a_short_paragraph_under_a_heading_is_prose(paragraph: str) -> None:
    text = f"Ada Weir\n\nAda Weir was a builder.\n\nWork on the river\n\n{paragraph}\n\nIt went on for years.[1]"
    assert document(text).blocks[3].zone is Zone.PROSE


def test_paragraphs_without_empty_lines_between_them_are_prose() -> None:
    paragraph = "The flood came in the night and took the lower town, which nobody had cleared in time."
    text = f"Ada Weir\n\nAda Weir was a builder.\n\nWork on the river\n\n{paragraph}\n{paragraph}\n{paragraph}"
    assert [block.zone for block in document(text).blocks[3:]] == [Zone.PROSE] * 3


def test_verses_are_a_quotation() -> None:
    verses = "The heron stands,\nThe water goes,\nAnd no one understands"
    text = f"Ada Weir\n\nAda Weir was a builder.\n\nWork on the river\n\nShe wrote verses too.\n\n{verses}"
    assert len(of_zone(document(text), Zone.BLOCK_QUOTATION)) == 3


def test_two_headings_without_text_do_not_nest_forever() -> None:
    text = "Tarn\n\n" + "\n\n".join(["Some short heading"] * 50) + "\n\nThe end of it came in the spring of that year."
    assert max(section.level for section in document(text).sections) <= 7


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("  3. ^ a b Orr 1951.", True, id="a list of references"),
        pytest.param("Tarn\n\n(Redirected from River Tarn)\n\nTarn is a river.", True, id="a redirect line"),
        pytest.param("Tarn\n\nA river.[1]\n\n" + "It rose.[2][3] " * 10, True, id="a title over many markers"),
        pytest.param("It rained. It rained again.\n\nAnd then it stopped.", False, id="plain prose"),
        pytest.param("", False, id="nothing"),
    ],
)
def test_an_export_is_known_by_its_marks(text: str, expected: bool) -> None:
    assert looks_like_wiki(text) is expected


PIECES = st.sampled_from(
    [
        "Tarn", "\n", "\n\n", "\n\n\n", "  1. ^ ", "  2. ^ a b ", "  • ", "    ", "He wrote:", "[1]", "[b]: 4",
        "[note 1]", "[citation needed]", "(1890–1896)", "Weir in 1902", "—Weir, 1904", "“", "”", '"', "See also",
        "Died9 June", "\t", "\u00a0", "\r", "\u2028", "\x00", "It rose in the night, and nobody slept.",
        "I went. My lamp. I fell.", "Orr 1951a, p. 3",
    ]
)  # fmt: skip


def takes_apart(text: str) -> None:
    """Check that the blocks are in order and disjoint, and that only white space lies between them."""
    found = document(text)
    at = 0
    for block in found.blocks:
        assert at <= block.start < block.end <= len(text)
        assert not text[at : block.start].strip()
        assert 0 <= block.section < len(found.sections)
        edges = [edge for hole in block.holes for edge in hole]
        assert edges == sorted(edges)
        assert not edges or block.start <= edges[0] < edges[-1] <= block.end
        assert {(marker.start, marker.end) for marker in block.markers} <= set(block.holes)
        at = block.end
    assert not text[at:].strip()
    assert [one.number for one in found.references] == list(range(1, len(found.references) + 1))
    assert all(0 <= one.start <= one.end <= len(text) for one in found.references)
    assert found.sections[-1].end == len(text)


@given(st.text())
def test_any_text_at_all_can_be_taken_apart_and_put_together(text: str) -> None:
    takes_apart(text)


@given(st.lists(PIECES, max_size=60).map("".join))
def test_any_heap_of_an_exports_pieces_can_be_taken_apart(text: str) -> None:
    takes_apart(text)


@pytest.mark.parametrize(
    "piece", ["[", "[1]", "x[12]: 4 ", "Some heading here\n\n", "Abc\n", "  1. ^ Orr 1951.\n", "He wrote:\n\n"]
)
def test_hostile_text_is_read_without_deep_recursion(piece: str) -> None:
    takes_apart(piece * 3000)


@needs_shared
def test_the_seed_is_taken_apart() -> None:
    text = SEED.read_text(encoding="utf-8")
    found = document(text)
    takes_apart(text)
    assert looks_like_wiki(text)
    assert sum(one.kind is ReferenceKind.NOTE for one in found.references) == 11
    assert sum(one.kind is ReferenceKind.NUMBERED for one in found.references) == 467
    markers = [marker for block in found.blocks for marker in block.markers]
    assert [marker for marker in markers if marker.reference is None and marker.kind != "editorial"] == []
