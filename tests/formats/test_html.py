"""A saved web page is read as a browser shows it, with the place of every character."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from corpus.errors import UnreadableDocument
from corpus.formats import html
from corpus.formats.tags import find_tags
from corpus.limits import MOST_MARKUP, check_markup
from corpus.model import Document, MarkerKind, Metadata, Source, Zone
from corpus.paragraphs import paragraphs
from corpus.text import to_source
from tests.formats.reading import assert_sound, shown

UNTIMED = settings(deadline=None)  # a busy machine is no failure
SOURCE = Source("", Path("mine.html"), Metadata(""))


def read(text: str) -> Document:
    return html.read(SOURCE, text)


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("<p>The <b>mi</b>ne was <i title='>'>deep</i>.</p>", ["The mine was deep."]),
        ("<p>One<p>Two</p>three<div>four", ["One", "Two", "three", "four"]),
        ("One<br>line<br><br>two", ["One line", "two"]),
        ("<ul><li>One<li>Two <em>b</em></ul>", ["One", "Two b"]),
        ("<p>Salt &amp; ore&nbsp;&#8212; &lt;b&gt; &pound;3", ["Salt & ore — <b> £3"]),
        ("<p>A<!-- <p>no --> B<script>'<p>no'</script> C<style>p{}</style></p>", ["A B C"]),
        ("<p>5 < 6 and 7 > 6, a <1> b", ["5 < 6 and 7 > 6, a <1> b"]),
        ("<p>seen<span hidden>no</span><span style='display: none'>no</span> too", ["seen too"]),
        ("<svg><text>no</text></svg><p>Yes<img alt='no'>", ["Yes"]),
        ("<table><tr><td>1<td>2<tr><td>3</table>", ["1 2", "3"]),
        ("<b>Un<p>clo</b>sed</p>", ["Un", "closed"]),
        ("", []),
    ],
)
def test_what_a_browser_shows_is_shown(page: str, words: list[str]) -> None:
    assert shown(read(page)) == words


def test_every_shown_character_knows_its_place() -> None:
    page = "<p>The <b>mi</b>ne &amp; its <a href='x'>owners</a></p>"
    (paragraph,) = paragraphs(read(page))
    for word, stands in (("mine", "mi</b>ne"), ("&", "&amp;"), ("owners", "owners")):
        at = paragraph.text.index(word)
        assert page[slice(*to_source(paragraph.runs, at, at + len(word)))] == stands


def test_headings_nest_and_the_only_one_of_the_first_level_is_the_title() -> None:
    document = read(
        "<title>Mine - Site</title><h1>The Mine</h1><p>Lead.<h2>Shafts</h2><h3>One</h3><p>Deep.<h2>Men</h2>"
    )
    assert [(one.level, one.heading, one.path) for one in document.sections] == [
        (0, "The Mine", ()),
        (1, "Shafts", ("Shafts",)),
        (2, "One", ("Shafts", "One")),
        (1, "Men", ("Men",)),
    ]
    assert [block.section for block in document.blocks] == [0, 0, 1, 2, 2, 3]


def test_without_such_a_heading_the_title_is_the_pages() -> None:
    assert read("<title>The &quot;Mine&quot;</title><h2>Shafts</h2>").sections[0].heading == 'The "Mine"'


@pytest.mark.parametrize(
    "quotation",
    [
        "<blockquote><p>We dug.</p><p>— Anna Berg, 1931</p></blockquote>",
        "<blockquote><p>We dug.</p><footer>Anna Berg</footer></blockquote>",
        "<blockquote>We dug.<cite>Anna Berg</cite></blockquote>",
        "<figure><blockquote>We dug.</blockquote><figcaption>Anna Berg</figcaption></figure>",
        "<aside class='pull-quote'><p>We dug.</p><p>Anna Berg</p></aside>",
    ],
)
def test_a_quotation_that_says_whose_it_is_is_a_pull_quotation(quotation: str) -> None:
    assert len(shown(read(f"<p>He dug.</p>{quotation}"), Zone.PULL_QUOTATION)) == 2


def test_a_block_quotation_may_name_a_work_in_passing() -> None:
    page = "<blockquote><p>We read <cite>Ores</cite> and dug.</p><p><cite>Ores</cite> sang.</p></blockquote>"
    assert shown(read(page), Zone.BLOCK_QUOTATION) == ["We read Ores and dug.", "Ores sang."]


def test_captions_lists_and_tables_have_zones_of_their_own() -> None:
    page = (
        "<figure><img><figcaption>The shaft</figcaption></figure><div class='thumbcaption'>The men</div>"
        "<dl><dt>Ore</dt><dd>Iron.</dd></dl><table class='infobox'><tr><th>Depth</th><td>90 m</td></tr></table>"
        "<table><caption>Ores</caption><tr><td>Iron</td><td>4</td></tr></table><table><tr><td><p>Laid out.</p></table>"
    )
    document = read(page)
    assert shown(document, Zone.CAPTION) == ["The shaft", "The men", "Ores"]
    assert shown(document, Zone.LIST_ITEM) == ["Ore", "Iron."]
    assert shown(document, Zone.INFOBOX) == ["Depth 90 m"]
    assert shown(document, Zone.TABLE) == ["Iron 4"]
    assert shown(document, Zone.PROSE) == ["Laid out."]


def test_footnote_marks_become_markers_with_their_references() -> None:
    page = (
        '<p>It closed.<sup id="b1"><a href="#n1">[1]</a></sup><sup>: 44&nbsp;</sup> Men left'
        '<sup><a href="#na">a</a></sup> on the 2<sup>nd</sup> day.<sup>[<i>citation needed</i>]</sup> See '
        '<a href="#top">it</a>.</p><ol><li id="n1"><a href="#b1">^</a> Berg, <a href="https://a.example/?a&amp;b">Ores</a>.'
        '<li id="na"><p>All of them.</p> <a href="#ba">↩</a></ol>'
    )
    document = read(page)
    prose = paragraphs(document)[0]
    assert prose.text == "It closed. Men left on the 2nd day. See it."
    assert [(one.kind, one.label, one.locator, one.reference) for _, one in prose.markers] == [
        (MarkerKind.NUMBERED, "1", "44", 1),
        (MarkerKind.NOTE, "a", "", 2),
        (MarkerKind.EDITORIAL, "citation needed", "", None),
    ]
    assert [(one.number, one.text, one.url) for one in document.references] == [
        (1, "Berg, Ores.", "https://a.example/?a&b"),
        (2, "All of them.", ""),
    ]
    assert shown(document, Zone.REFERENCE) == ["Berg, Ores.", "All of them."]


def test_a_sites_own_clutter_is_debris() -> None:
    page = (
        "<body class='has-sidebar'><header>Mining News</header><nav><a href=/>Home</a></nav>"
        "<div id='cookie-banner'>Ok?</div>"
        "<main><header><h1>The Mine</h1></header><p>It was deep.</p><div class='share-buttons'>Post it</div>"
        "<ul><li><a href=/x>Another mine</a></ul><p>Subscribe to our newsletter today!</p><pre>dig()</pre></main>"
        "<aside>More</aside><div role='complementary'>Ads</div><footer>© 2020</footer>"
    )
    document = read(page)
    assert shown(document, Zone.TITLE, Zone.PROSE) == ["The Mine", "It was deep."]
    assert {block.zone for block in document.blocks} == {Zone.TITLE, Zone.PROSE, Zone.DEBRIS}


def test_a_page_nested_a_hundred_thousand_deep_is_read() -> None:
    assert shown(read("<div>" * 100_000 + "Deep.")) == ["Deep."]
    assert len(shown(read("<div>x" * 5_000))) == 5_000


@pytest.mark.parametrize(
    "unit",
    ["<a ", "<a href='", '<p x="', "<!--", "<![CDATA[", "<script>", "<sup><a href='#1'>", "</p", "&", "<", "<td>"],
)
def test_tags_that_never_end_are_read_in_linear_time(unit: str) -> None:
    read(unit * (100_000 // len(unit)))


def test_a_gigantic_attribute_is_passed_over() -> None:
    assert shown(read(f"<p title='{'x>' * 2_000_000}'>End.")) == ["End."]


def test_more_tags_than_fit_into_memory_are_refused() -> None:
    with pytest.raises(UnreadableDocument, match=r"mine\.html: it has more than 2,000,000 tags, marks or sentences"):
        check_markup(SOURCE, MOST_MARKUP + 1)
    check_markup(SOURCE, MOST_MARKUP)


# fmt: off
PARTS = [
    "<p>", "</p>", "<div>", "</div>", "<b>", "</b>", "<br>", "<a href='#n1'>", "</a>", "<sup>", "</sup>",
    "<li id='n1'>", "</li>", "<ol>", "</ol>", "<table>", "<tr>", "<td>", "</table>", "<h1>", "</h1>", "<h2>",
    "<script>", "</script>", "<!--", "-->", "<", ">", "&amp;", "&", "&#8238;", "text", "[1]", "é", " ", "\n",
    "<nav>", "</nav>", "<blockquote>", "</blockquote>", "<cite>", "</cite>", '"', "'", "=", "/", "<title>",
    "</title>", "<![CDATA[", "\0", "<pre>", "— X",
]
# fmt: on


@UNTIMED
@given(st.lists(st.sampled_from(PARTS), max_size=40).map("".join) | st.text(max_size=60))
def test_any_text_at_all_is_read(text: str) -> None:
    assert_sound(html.read, SOURCE, text)


WORDS = st.text(st.sampled_from("ab &<>;é\n"), min_size=1, max_size=8).map(lambda words: words.replace("<", "&lt;"))
INLINE = st.recursive(
    WORDS,
    lambda inner: st.builds(
        "<{0} title='a > b'>{1}</{0}>".format,
        st.sampled_from(["b", "i", "em", "span", "q"]),
        st.lists(inner).map("".join),
    ),
    max_leaves=6,
)
PAGE = st.lists(
    st.builds("<{0}>{1}</{0}>".format, st.sampled_from(["p", "div", "h2", "blockquote", "section"]), INLINE)
    | st.sampled_from(["<!-- > -->", "<script>a<b</script>", "<hr>", "<style>p{}</style>"]),
    max_size=6,
).map("".join)


@UNTIMED
@given(PAGE)
def test_the_same_words_are_read_as_by_a_browsers_parser(page: str) -> None:
    tree = LexborHTMLParser(f"<body>{page}</body>")
    for unseen in tree.css("script, style"):
        unseen.decompose()
    body = tree.body
    assert body is not None
    assert "".join("".join(shown(read(page))).split()) == "".join(body.text().split())


@UNTIMED
@given(st.lists(st.sampled_from([*PARTS, "<a b='>'>", "<a b=c>"]), max_size=30).map("".join))
def test_tags_are_in_order_and_what_lies_between_them_has_none(text: str) -> None:
    at = 0
    for tag in find_tags(text):
        assert at <= tag.start < tag.end <= len(text)
        assert not re.search(r"<(?:/?[A-Za-z]|!|\?)", text[at : tag.start])
        at = tag.end
