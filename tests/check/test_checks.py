"""Each code has a miniature folder that it, and nothing else, is said of."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bot.config import BUNDLED
from corpus.build import build
from corpus.check import CHECKS, CODES, TOGETHER, Finding, check, lint
from corpus.errors import NoDocuments, RefusedDocuments, UnreadableDocument
from corpus.extract import extract
from corpus.formats import plain
from corpus.model import Document, Metadata, Source

EXAMPLES = Path(__file__).parents[1] / "data" / "checks"


@pytest.mark.parametrize("code", CODES)
def test_a_code_is_said_of_its_example_and_no_other_is(code: str) -> None:
    assert {finding.code for finding in lint([EXAMPLES / code])[1]} == {code}


def test_there_is_an_example_for_each_code_and_for_no_code_that_is_not() -> None:
    assert {path.name for path in EXAMPLES.iterdir()} == {*CODES, "clean"}


def test_nothing_is_said_of_clean_documents() -> None:
    library, findings = lint([EXAMPLES / "clean"])
    assert [str(finding) for finding in findings] == []
    assert len(library) == 2


@pytest.mark.parametrize("code", [*CHECKS, *TOGETHER])
def test_a_check_says_in_its_docstring_what_is_wrong(code: str) -> None:
    look = {**CHECKS, **TOGETHER}[code]
    first = (look.__doc__ or "").splitlines()[0]
    assert 20 < len(first) < 150
    assert any(first in finding.message for finding in lint([EXAMPLES / code])[1])


@pytest.mark.parametrize("code", [code for code in CODES if code.startswith("E")])
def test_an_error_stops_a_build(code: str, tmp_path: Path) -> None:
    with pytest.raises((RefusedDocuments, UnreadableDocument)):
        build([EXAMPLES / code], tmp_path)
    assert list(tmp_path.glob("edition-*")) == []


@pytest.mark.parametrize("code", [code for code in CODES if code.startswith("W")])
def test_a_warning_stops_nothing(code: str, tmp_path: Path) -> None:
    assert build([EXAMPLES / code], tmp_path).path.exists()


@pytest.mark.parametrize(
    ("code", "place"),
    [
        ("E100", "tide.toml:2"),
        ("W204", "ida.txt:7"),
        ("W205", "cafe.md:8"),
        ("W301", "dual.md:8"),
        ("W203", "log.md:8"),
    ],
)
def test_a_finding_has_its_file_and_line(code: str, place: str) -> None:
    [first, *_] = lint([EXAMPLES / code])[1]
    assert str(first).startswith(f"{EXAMPLES / code / place}: {code} ")


def test_everything_that_cannot_be_read_is_told_at_once(tmp_path: Path) -> None:
    shutil.copy(EXAMPLES / "clean" / "lamp.md", tmp_path)
    (tmp_path / "latin.txt").write_bytes("Skarn\nIda Roe caf\u00e9\n".encode("latin-1"))
    (tmp_path / "binary.txt").write_bytes(b"Skarn\0Olm")
    (tmp_path / "tide.txt").write_text("The tide turns twice a day.", "utf-8")
    (tmp_path / "tide.toml").write_text('trust = "blind"\n', "utf-8")
    library, findings = lint([tmp_path])
    assert len(library) == 1
    assert [(Path(one.path).name, one.line, one.code) for one in findings] == [
        ("binary.txt", 1, "E100"),
        ("latin.txt", 2, "E100"),
        ("tide.toml", 1, "E100"),
    ]
    assert all(finding.stops and finding.message for finding in findings)


def test_an_empty_folder_is_no_finding_but_a_mistake(tmp_path: Path) -> None:
    with pytest.raises(NoDocuments):
        lint([tmp_path])


def test_the_documents_that_ship_with_pero_have_no_errors() -> None:
    assert [str(finding) for finding in lint([BUNDLED])[1] if finding.stops] == []


def made_up(name: str, text: str) -> Document:
    """Make a document of some text."""
    return plain.read(Source(name, Path(f"{name}.txt"), Metadata(name, licence="CC0-1.0")), text)


def duplicates(*texts: str) -> list[Finding]:
    """Return which of some texts are said to be nearly the same."""
    library = [extract(made_up(f"document {number}", text)) for number, text in enumerate(texts)]
    return [finding for finding in check(library) if finding.code == "W206"]


STORY = " ".join(f"On day {day} the keeper saw {day * 7 % 31} sails and {day * 5 % 13} whales." for day in range(60))


def test_a_few_changed_words_do_not_hide_a_duplicate() -> None:
    changed = STORY.replace("day 7 ", "morning 7 ").replace("day 21 ", "evening 21 ").replace("day 40 ", "noon 40 ")
    [found] = duplicates(STORY, changed)
    assert "document 0" in found.message


def test_a_part_of_another_document_is_a_duplicate() -> None:
    assert duplicates(STORY, STORY[: len(STORY) // 4])


def test_documents_on_one_subject_are_no_duplicates() -> None:
    other = " ".join(
        f"The lamp burnt {day} pints of oil, which cost {day * 3 % 29} crowns a barrel." for day in range(60)
    )
    assert not duplicates(STORY, other + " On day 7 the keeper saw 18 sails and 9 whales.")


def test_a_line_that_all_share_makes_no_duplicates() -> None:
    shared = "This page was printed by the harbour office of Skarn and may be copied by anybody who likes to. "
    texts = [
        shared + " ".join(f"Word{number}x{place} stands here alone." for place in range(9)) for number in range(30)
    ]
    assert not duplicates(*texts)


def test_many_different_documents_are_told_apart() -> None:
    texts = [" ".join(f"Ship{number}n{line} came in with salt." for line in range(20)) for number in range(200)]
    library = [extract(made_up(f"document {number}", text)) for number, text in enumerate(texts)]
    assert not list(TOGETHER["W206"](library))
