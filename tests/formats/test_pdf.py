"""PDFs are read whole or refused with a sentence, in a process of their own, and only one module knows with what."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.apart import Limits, extract_apart
from corpus.errors import TooMuch, UnreadableDocument
from corpus.formats import pdf, read_file
from corpus.model import Zone
from corpus.paragraphs import paragraphs
from tests import pdfs
from tests.test_layers import PACKAGES, imported, modules

ROOT = Path(__file__).parents[2]
MOST = 10 << 20

QUAY = """
The quay

The quay of Ansund was built of larch in 1788, and it stood for ninety
years. Ferries from the whole coast came there.
"""
WINTER = """
Winter

In the winter of 1867 the quay burnt to the water, on 2 February. The
quay master, Birte Holm, said that she had smelt it coming.
"""


def book(title: str = "") -> bytes:
    """Return a PDF of two pages."""
    return pdfs.pdf([pdfs.set_in_lines(QUAY), pdfs.set_in_lines(WINTER)], title)


def test_a_pdf_says_what_its_pages_say() -> None:
    read = pdf.extract(book("The quays of the north"), MOST)
    assert read.title == "The quays of the north"
    assert "\fPage 2\n\nWinter\n\nIn the winter of 1867 the quay burnt" in read.text
    assert "The quay master, Birte Holm, said that she had smelt it coming.\n" in read.text


def test_each_page_is_a_section_and_its_headings_are_below_it(tmp_path: Path) -> None:
    (tmp_path / "quay.txt").write_text(pdf.extract(book(), MOST).text, "utf-8", newline="")
    document = read_file(tmp_path / "quay.txt")
    shown = [
        (one.text[:6], document.sections[one.section].path) for one in paragraphs(document) if one.zone is Zone.PROSE
    ]
    assert shown == [("The qu", ("Page 1", "The quay")), ("In the", ("Page 2", "Winter"))]
    assert not [one for one in document.blocks if one.zone is Zone.TITLE]


def test_a_text_that_only_speaks_of_pages_is_read_as_before(tmp_path: Path) -> None:
    (tmp_path / "quay.txt").write_text("Page 1\n\nThe quay of Ansund was built of larch.\n\nPage 2\n", "utf-8")
    assert read_file(tmp_path / "quay.txt").blocks[0].zone is Zone.TITLE


def test_what_stands_upright_on_a_page_is_read_like_any_other_line() -> None:
    lines = "\n".join(f"(The quay was built in 17{at}0.) Tj 0 -14 Td" for at in range(9))
    upright = pdfs.of_streams([pdfs.stream(f"BT /F1 11 Tf 0 1 -1 0 100 72 Tm {lines} ET".encode())])
    assert "The quay was built in 1700. The quay was built in 1710. The" in pdf.extract(upright, MOST).text


def test_a_pdf_that_may_only_not_be_printed_is_read() -> None:
    assert "Birte Holm" in pdf.extract(pdfs.locked(book(), ""), MOST).text


def test_a_title_that_is_no_text_is_no_title() -> None:
    damaged = book("The quays").replace(b"/Title (The quays)", b"/Title 12 0 R     ")
    assert "Birte Holm" in pdf.extract(damaged, MOST).text


@given(st.binary(max_size=400))
def test_any_bytes_behind_a_pdf_s_first_are_text_or_refused(content: bytes) -> None:
    _read_or_refused(b"%PDF-1.7\n" + content)


@given(st.integers(0), st.binary(min_size=1, max_size=8), st.booleans())
def test_a_pdf_with_any_spot_spoilt_is_text_or_refused(place: int, other: bytes, instead: bool) -> None:
    whole = book("Quays")
    at = place % len(whole)
    _read_or_refused(whole[:at] + other + whole[at + (len(other) if instead else 0) :])


_WORDS = (b"BT", b"ET", b"Tj", b"TJ", b"Tf", b"Td", b"Tm", b"T*", b"'", b'"', b"q", b"Q", b"cm", b"Do", b"/F1", b"/X")
_OPERANDS = (
    b"(quay)",
    b"[(q) -900 (uay) (x]",
    b"1",
    b"-1e9",
    b"0",
    b"1e400",
    b"<<",
    b">>",
    b"[",
    b"]",
    b"<0g>",
    b"BI",
    b"EI",
)


@given(st.lists(st.sampled_from(_WORDS + _OPERANDS), max_size=60))
def test_a_page_drawn_by_any_heap_of_commands_is_text_or_refused(heap: list[bytes]) -> None:
    _read_or_refused(pdfs.of_streams([pdfs.stream(b"BT /F1 11 Tf " + b" ".join(heap))]))


def _read_or_refused(content: bytes) -> None:
    try:
        told = pdf.extract(content, MOST).text.removeprefix("\f").splitlines()[0]
    except UnreadableDocument as refused:
        told = str(refused)
    assert told.endswith(".") or told.startswith("Page ")


async def _extracted(place: Path, content: bytes, limits: Limits) -> str:
    (place / "in.pdf").write_bytes(content)
    return await extract_apart(place / "in.pdf", place / "out.txt", MOST, limits)


async def test_a_pdf_is_read_in_a_process_of_its_own(tmp_path: Path) -> None:
    assert await _extracted(tmp_path, book("The quays"), Limits()) == "The quays"
    assert (tmp_path / "out.txt").read_bytes().decode() == pdf.extract(book(), MOST).text


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such limits")
@pytest.mark.parametrize("limits", [Limits(computing=2), Limits(memory=150 << 20), Limits(seconds=2)])
async def test_a_pdf_that_takes_more_than_it_may_is_stopped(tmp_path: Path, limits: Limits) -> None:
    with pytest.raises(TooMuch, match="takes more time or memory than it may"):
        await _extracted(tmp_path, pdfs.laborious(), limits)
    assert not (tmp_path / "out.txt").exists()


def test_the_program_that_answers_never_loads_what_reads_pdfs() -> None:
    for package in PACKAGES:
        for path in modules(package):
            where = {
                node
                for node in ast.parse(path.read_text("utf-8")).body
                if isinstance(node, ast.Import | ast.ImportFrom)
            }
            assert not [node for node in where if "pypdf" in ast.unparse(node)]
            assert path.name == "pdf.py" or not [name for name in imported(path) if name.startswith("pypdf")]


@pytest.mark.skipif(os.name == "nt", reason="links need a permission there")
def test_without_the_extra_a_pdf_is_refused_with_how_to_turn_it_on(tmp_path: Path) -> None:
    for each in Path(sysconfig.get_path("purelib")).iterdir():
        if not each.name.startswith("pypdf"):
            (tmp_path / each.name).symlink_to(each)
    program = (
        "from bot import uploads\nfrom corpus.formats import pdf\nassert not pdf.is_readable()\n"
        "for said in (lambda: uploads.check_size('book.pdf', 9), lambda: pdf.extract(b'%PDF-', 9),\n"
        "             lambda: uploads.check_size('book.doc', 9)):\n"
        "    try:\n        said()\n    except Exception as error:\n        print(type(error).__name__, error)\n"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join((str(ROOT), str(tmp_path))), "PYTHONUTF8": "1"}
    run = [sys.executable, "-S", "-c", program]
    told = subprocess.run(run, env=environment, cwd=tmp_path, capture_output=True, text=True, check=True, timeout=60)
    taken, read, other = told.stdout.splitlines()
    assert taken.startswith(
        "Refused “book.pdf” was not taken. PDFs are turned off here: whoever runs me can turn them on"
    )
    assert "pip install .[pdf]" in taken
    assert read.startswith("UnreadableDocument PDFs are turned off here")
    assert other.startswith("Refused I read .txt, .md and .html, and “book.doc” is none of them")
