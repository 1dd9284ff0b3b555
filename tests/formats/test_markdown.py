"""Markdown is read as its reader would see it rendered, with the place of every character."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.errors import UnreadableDocument
from corpus.formats import markdown
from corpus.formats.inline import LONGEST
from corpus.model import Document, MarkerKind, Metadata, Source, Zone
from corpus.paragraphs import paragraphs
from corpus.text import to_source
from tests.formats.reading import assert_sound, shown

UNTIMED = settings(deadline=None)  # a busy machine is no failure
SOURCE = Source("", Path("ferry.md"), Metadata(""))


def read(text: str) -> Document:
    return markdown.read(SOURCE, text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The **ferry** was *slow* and ***old***.", "The ferry was slow and old."),
        ("in_ternal snake_case_ and a * star", "in_ternal snake_case_ and a * star"),
        ("See [the *list*](https://a.example/x_y_z 'Title') there", "See the list there"),
        ("See [the list][1].\n\n[1]: https://a.example", "See the list."),
        ("A `*raw*` word and ``a ` b``", "A *raw* word and a ` b"),
        (r"Not \*slow\* \[at\] all \& more", "Not *slow* [at] all & more"),
        (r"Two \&amp; two &amp; &copy; &#8212;", "Two &amp; two & © —"),
        ("Line one  \nline two\\\nline three\nline four", "Line one line two line three line four"),
        ("At <https://a.example/b> now", "At https://a.example/b now"),
        ("Two<br>lines, one w<b>or</b>d", "Two lines, one word"),
        ("A ![small *map*](map.png) picture", "A picture"),
        ("Tabs\tand   spaces", "Tabs and spaces"),
    ],
)
def test_markup_is_not_shown(text: str, words: str) -> None:
    assert shown(read(text)) == [words]


def test_every_shown_character_knows_its_place_behind_quotation_marks_and_indents() -> None:
    text = "- > The **ferry**\n  > sank in &lsquo;31\n  lazily."
    document = read(text)
    (paragraph,) = paragraphs(document)
    assert paragraph.text == "The ferry sank in ‘31 lazily."
    for word in ("ferry", "sank", "31", "lazily."):
        at = paragraph.text.index(word)
        assert text[slice(*to_source(paragraph.runs, at, at + len(word)))] == word


def test_headings_nest_and_the_only_one_of_the_first_level_is_the_title() -> None:
    document = read("# The *Ferry*\n\nLead.\n\n## Boats\n\n### Hulls ###\n\nOak.\n\nCrews\n-----\n\nSix.")
    assert [(one.level, one.heading, one.path) for one in document.sections] == [
        (0, "The Ferry", ()),
        (1, "Boats", ("Boats",)),
        (2, "Hulls", ("Boats", "Hulls")),
        (1, "Crews", ("Crews",)),
    ]
    assert [block.section for block in document.blocks] == [0, 0, 1, 2, 2, 3, 3]
    assert document.sections[1].end == document.sections[3].start
    assert document.blocks[0].zone is Zone.TITLE


def test_two_headings_of_the_first_level_are_sections_both() -> None:
    assert [one.heading for one in read("# Boats\n\nOak.\n\n# Crews\n\nSix.").sections] == ["", "Boats", "Crews"]


def test_a_block_quotation_keeps_its_paragraphs() -> None:
    document = read("He said:\n\n> We sank.\n>\n> We swam.\n")
    assert shown(document, Zone.BLOCK_QUOTATION) == ["We sank.", "We swam."]


@pytest.mark.parametrize("between", ["\n>\n> ", "\n> "])
def test_a_quotation_that_says_whose_it_is_is_a_pull_quotation(between: str) -> None:
    document = read(f"> We sank.{between}— Anna Berg, *Logbook*, 1931\n")
    assert shown(document, Zone.PULL_QUOTATION) == ["We sank.", "— Anna Berg, Logbook, 1931"]


def test_list_items_and_rows_of_tables_are_blocks() -> None:
    document = read("1. One\n2. Two\n   - *Three*\n\n| Boat | Built |\n|---|---|\n| *Ida* | 1901 |\n|Eva|19\\|02|\n")
    assert shown(document, Zone.LIST_ITEM) == ["One", "Two", "Three"]
    assert shown(document, Zone.TABLE) == ["Boat | Built", "Ida | 1901", "|Eva|19\\|02|"]


def test_a_picture_of_its_own_is_a_caption() -> None:
    document = read("![The *Ida* in 1901](ida.png)\n")
    assert shown(document, Zone.CAPTION) == ["The Ida in 1901"]


def test_a_footnote_mark_becomes_a_marker_with_its_reference() -> None:
    text = "The Ida sank.[^log] Nobody drowned.[^2][^missing]\n\n[^2]: Ibid.\n"
    text += "[^log]: See [Berg](https://a.example/1) &c.\n"
    document = read(text)
    (prose, *_) = paragraphs(document)
    assert prose.text == "The Ida sank. Nobody drowned.[^missing]"
    assert [(marker.kind, marker.label, marker.reference) for _, marker in prose.markers] == [
        (MarkerKind.NUMBERED, "log", 2),
        (MarkerKind.NUMBERED, "2", 1),
    ]
    assert [(one.number, one.label, one.text, one.url) for one in document.references] == [
        (1, "2", "Ibid.", ""),
        (2, "log", "See Berg &c.", "https://a.example/1"),
    ]
    assert shown(document, Zone.REFERENCE) == ["Ibid.", "See Berg &c."]


def test_code_and_html_are_debris() -> None:
    document = read("```\nrow()\n```\n\n    row()\n\n<div>\nrow\n</div>\n\n<!-- row -->\n\nRow.")
    assert {block.zone for block in document.blocks[:-1]} == {Zone.DEBRIS}
    assert shown(document, Zone.PROSE) == ["Row."]


def test_front_matter_of_other_programs_is_not_shown() -> None:
    assert shown(read("---\nlayout: page\n---\n\nRow.")) == ["Row."]


@pytest.mark.parametrize("text", ["\x85", "\u00a0x", "> \t\u00a0*x*\n\x85", "-\t\ta\n\n\t\tb", "1.\t> x\n\t>\ty"])
def test_odd_white_space_keeps_its_place(text: str) -> None:
    assert_sound(markdown.read, SOURCE, text)


def test_line_ends_of_any_system_keep_their_places() -> None:
    document = read("# Boats\r\n\r\nOne\r\ntwo\rthree.\r\n")
    assert shown(document) == ["Boats", "One two three."]


def test_a_paragraph_too_long_for_the_rules_is_shown_as_it_stands() -> None:
    assert shown(read("*a* " * (LONGEST // 4 + 1)))[0].startswith("*a* *a*")


def test_more_lines_than_an_edition_holds_are_refused() -> None:
    with pytest.raises(UnreadableDocument, match=r"ferry\.md: it has more than 500,000 paragraphs or lines\. Split it"):
        read("a\n" * 500_001)


@pytest.mark.parametrize("unit", ["[", "*a **b ", "`a", "![", "<!--", "<a ", "[^1]", "> ", "&amp", "\\", "|"])
def test_hostile_text_ends(unit: str) -> None:
    assert_sound(markdown.read, SOURCE, unit * (19_000 // len(unit)) + "\n\n[^1]: x")


# fmt: off
PARTS = [
    "# ", "\n", "\n\n", "> ", "- ", "1. ", "*", "**", "_", "`", "[", "](u)", "]", "![", "[^a]", "[^a]: ", "|",
    "|-|-|\n", " ", "  \n", "\\", "&amp;", "&", "<b>", "<br>", "<http://a.b>", "word", "é", "\t", "    ", "---\n",
    "```\n", "\r\n", "\r", "\0", "+++\n", "===\n", "<div>", "<!--", "-->", "— X, 1900",
]
# fmt: on


@UNTIMED
@given(st.lists(st.sampled_from(PARTS), max_size=40).map("".join) | st.text(max_size=60))
def test_any_text_at_all_is_read(text: str) -> None:
    assert_sound(markdown.read, SOURCE, text)
