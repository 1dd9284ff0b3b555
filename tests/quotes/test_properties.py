"""Promises for any text at all, and the figures on the dev sections where ../shared is."""

import json
import subprocess
import sys
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from bench.quotes import GOLD, SCORED, predictions
from corpus.dates import read_dates
from corpus.formats import read_file
from corpus.model import Zone
from corpus.names import people
from corpus.paragraphs import paragraphs
from corpus.quotes import read_quotations
from corpus.quotes.tokens import is_body_name
from corpus.text import to_source
from tests.quotes.made import made
from tests.shared import needs_shared

LISTED = """
    said "the "we wrote: he Ada Brand Brand's , . according to by of and the Committee “ ” ' - [3] that who who" 1921
    President III St. A. (so) Dr. … —
"""
WORDS = st.sampled_from(LISTED.split())
PROSE = st.lists(WORDS, max_size=40).map(" ".join)
ZONES = st.sampled_from([Zone.PROSE, Zone.BLOCK_QUOTATION, Zone.PULL_QUOTATION, Zone.CAPTION, Zone.LIST_ITEM])
PIECES = st.lists(st.tuples(ZONES, PROSE | st.text(max_size=80)), max_size=6)


@settings(deadline=None)
@given(PIECES)
def test_every_quotation_is_a_stretch_of_its_paragraphs_and_of_the_file(pieces: list[tuple[Zone, str]]) -> None:
    document, shown = made(*pieces)
    by_number = {paragraph.number: paragraph for paragraph in shown}
    for found in read_quotations(document, shown):
        first, last = by_number[found.paragraph], by_number[found.last]
        assert found.text
        if first is last:
            assert found.text == first.text[found.start : found.end]
        start, _ = to_source(first.runs, found.start, found.start + 1)
        _, end = to_source(last.runs, found.end - 1, found.end)
        assert 0 <= start < end <= len(document.text)


@settings(deadline=None)
@given(PIECES)
def test_quotations_stand_in_order(pieces: list[tuple[Zone, str]]) -> None:
    document, shown = made(*pieces)
    places = [(found.paragraph, found.start) for found in read_quotations(document, shown)]
    assert places == sorted(set(places))


def test_a_hostile_document_is_read_to_its_end() -> None:
    marks = "\"'“" * 20_000
    names = "Council of Aaa " * 5_000
    speech = "said by and of Ada Brand, " * 3_000
    document, shown = made(marks, names, f'{speech}"one two three four five"', "(" * 20_000)
    assert len(read_quotations(document, shown)) >= 1


@needs_shared
def test_the_dev_sections_reach_the_figures_of_the_issue(tmp_path: Path) -> None:
    document = read_file(SCORED)
    shown = paragraphs(document)
    found = read_quotations(document, shown, read_dates(document, shown))
    said = tmp_path / "said.jsonl"
    said.write_text("".join(json.dumps(one) + "\n" for one in predictions(document, shown, found)), encoding="utf-8")
    command: list[str | Path] = [
        sys.executable,
        GOLD / "score_quotes.py",
        GOLD / "quotes_dev.jsonl",
        said,
        "--part",
        "dev",
        "--json",
    ]
    score = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    assert score["span"]["f1"] >= 0.95
    assert score["speaker"][0] >= 0.92
    assert score["refs"][0] >= 0.95
    assert score["recall_by_kind"]["block"][0] >= 0.95
    assert score["titles_taken_for_quotes"][0] == 0


@needs_shared
def test_every_speaker_of_the_seeds_is_a_person_or_a_body() -> None:
    document = read_file(SCORED)
    shown = paragraphs(document)
    known = {person.name for person in people(document, shown)}
    for found in read_quotations(document, shown):
        for name in found.speaker.replace(" and ", ", ").split(", "):
            assert not name or name in known or is_body_name(name), name
