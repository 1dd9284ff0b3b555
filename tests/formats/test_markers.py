"""Reference markers in running text, and what is left when they are taken out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.formats.citations import short_citations
from corpus.formats.markers import find_markers, holes, note_labels
from corpus.model import MarkerKind, ReferenceKind
from corpus.text import show

KNOWN = {(ReferenceKind.NUMBERED, str(number)): number for number in range(1, 200)} | {
    (ReferenceKind.NOTE, label): 200 + place for place, label in enumerate("abcdefghijk", 1)
}


def bare(text: str) -> str:
    return show(text, 0, len(text), holes(text, find_markers(text, 0, len(text), KNOWN), 0))[0]


def found(text: str) -> list[tuple[str, str]]:
    return [(marker.label, marker.locator) for marker in find_markers(text, 0, len(text), KNOWN)]


@pytest.mark.parametrize(
    ("text", "markers"),
    [
        pytest.param("It rose.[87]", [("87", "")], id="a number"),
        pytest.param("the keeper[b] said", [("b", "")], id="a letter"),
        pytest.param("It rose.[12][13]: 442 It fell.", [("12", ""), ("13", "442")], id="a run with a locator"),
        pytest.param("It rose.[12]:\u200a4–6, 9\u200aIt fell.", [("12", "4–6, 9")], id="a locator between thin spaces"),
        pytest.param("It rose[12]: so they said", [("12", "")], id="a colon that is no locator"),
        pytest.param("It rose.[page\u00a0needed]", [("page\u00a0needed", "")], id="a no-break space"),
        pytest.param("so it was[who?] said", [("who?", "")], id="an editor's question"),
        pytest.param("It rose, he said. [8]", [("8", "")], id="a space before"),
        pytest.param('he called it "mine".[4]', [("4", "")], id="after a closing quotation mark"),
    ],
)
def test_a_marker_is_found_with_its_locator(text: str, markers: list[tuple[str, str]]) -> None:
    assert found(text) == markers


@pytest.mark.parametrize(
    "text",
    [
        "by [the] water",
        "on 4 May [O.S. 22 April] 1871",
        "and [sic] so on",
        '"[a] fine man"',
        "[t]his is how it went",
        "the man [who] came and the one [which] stayed",
        "[...] and so on",
        "with [12] men in a boat",
        "Lund, Ebba (1962) [1931]. Rivers",
        "by Alter Orr [ru] in 1902",
        "spoken as [ˈwɪə]",
    ],
)
def test_an_editors_bracket_is_no_marker(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("It rose.[12][13]: 442 It fell.", "It rose. It fell."),
        ("It rose [8], and fell [9].", "It rose, and fell."),
        ("It rose,[8] and fell[b] again.", "It rose, and fell again."),
        ("It rose.[5]\u00a0It fell.", "It rose. It fell."),
        ("It rose[citation needed].", "It rose."),
    ],
)
def test_what_is_left_reads_as_if_no_marker_had_been_there(text: str, left: str) -> None:
    assert bare(text) == left


def test_a_number_without_an_entry_is_a_marker_that_points_nowhere() -> None:
    (marker,) = find_markers("It rose.[999]", 0, 13, KNOWN)
    assert (marker.kind, marker.reference) == (MarkerKind.NUMBERED, None)


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("It rose.[a]", ["a", "b", "aa"]),
        ("It rose.[note 2]", ["note 1", "note 2", "note 27"]),
        ("It rose.[i] It fell.[ii]", ["i", "ii", "27"]),
        ("It rose.[A]", ["A", "B", "AA"]),
    ],
)
def test_notes_are_counted_as_their_markers_are(text: str, labels: list[str]) -> None:
    label = note_labels(text)
    assert [label(1), label(2), label(27)] == labels


@given(st.text(alphabet="[]ab12: ,.x\u00a0needd"), st.integers(0, 20), st.integers(0, 20))
def test_markers_lie_in_order_inside_the_stretch(text: str, start: int, size: int) -> None:
    start, end = min(start, len(text)), min(start + size, len(text))
    markers = find_markers(text, start, end, KNOWN)
    edges = [edge for marker in markers for edge in (marker.start, marker.end)]
    assert edges == sorted(edges)
    assert not edges or start <= edges[0] < edges[-1] <= end


@pytest.mark.parametrize(
    ("text", "citations"),
    [
        ("Orr 2003a, p. 40", [("orr", "2003", "a")]),
        ("Orr 2008b, pp. 189–198; Lund 2013, p. 101", [("orr", "2008", "b"), ("lund", "2013", "")]),
        ("See Pell & Moss 1930.", [("pell", "1930", "")]),
        ("Knei-Orr 1979, p. 2", [("knei orr", "1979", "")]),
        ("Orr (1951), p. 7", [("orr", "1951", "")]),
        ("Orr, Nathaniel (1951). The Chain. Tarn. p. 3.", []),
        ('"Floods of Tarn". Tarn Courier. 1 May 1951.', []),
    ],
)
def test_short_citations_are_names_and_a_year(text: str, citations: list[tuple[str, str, str]]) -> None:
    assert short_citations(text) == citations
