"""The proof finds nothing in what was built, and everything that was changed since."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.config import BUNDLED
from corpus.build import read_folders, write
from corpus.check import Proof, verify
from corpus.errors import CorpusError
from corpus.extract import extract
from tests.conftest import DOCUMENTS
from tests.shared import SHARED, needs_shared

PAGE = """<html><head><title>Weir</title><style>p { color: red }</style></head><body><h1>The weir</h1>
<p>The weir <em>at Holm</em> was built in&nbsp;1871<sup class="reference"><a href="#n1">[1]</a></sup> by Ada&#8203;
Pell &amp; sons.<br>It has <span style="display: none">no </span>nine<!-- ten --> gates; the <a href="/x">mill</a> has
four.</p><ol><li id="n1"><a href="#r1">^</a> Ingrid Sand, <cite>The Weir Papers</cite>, 1954, p. 7.</li></ol>
</body></html>
"""
LIST = """# Gates

The **nine** gates of the [weir](https://example.org "The \\"weir\\"") close at *four*.[^g] Ada Pell said: “Never
leave a gate open by night, nor a door.” ![A gate](gate.png) The `last` one, \\*as ever\\*, leaks &mdash; a little.

> “Close the gates,” Pell wrote
> on 3 May 1871.

1. First gate
2. Second gate, <b>rusty</b>

[^g]: Ingrid Sand, *The Weir Papers*, 1954.
"""


def proved(folder: Path, edition: Path) -> Proof:
    """Build the edition of a folder, and compare it with the folder."""
    edition.unlink(missing_ok=True)
    write(edition, "made in a test", [extract(document) for document in read_folders([folder])])
    return verify(edition)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An edition of documents in every format, with dates, quotations, notes and marks."""
    place = tmp_path_factory.mktemp("proof")
    folder = Path(shutil.copytree(DOCUMENTS, place / "documents"))
    (folder / "page.html").write_text(PAGE, "utf-8")
    (folder / "gates.md").write_text(LIST, "utf-8")
    shutil.copy(DOCUMENTS.parent / "wiki-weir.txt", folder)
    assert proved(folder, place / "edition.db").deviations == ()
    return place / "edition.db"


@pytest.fixture
def copy(whole: Path, tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """A copy of the edition that a test may damage."""
    with closing(sqlite3.connect(shutil.copy(whole, tmp_path / "copy.db"), isolation_level=None)) as db:
        yield db


def path_of(db: sqlite3.Connection) -> Path:
    """Return the file of an edition."""
    return Path(db.execute("PRAGMA database_list").fetchone()[2])


def test_whatever_is_in_an_edition_is_compared(whole: Path) -> None:
    with closing(sqlite3.connect(whole)) as db:
        counts = {
            table: db.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
            for table in ("passage", "sentence", "mention", "quotation", "reference", "citation")
        }
    assert min(counts.values()) > 0
    proof = verify(whole)
    assert proof.passages == counts["passage"]
    assert proof.extracts == sum(counts[each] for each in ("sentence", "mention", "quotation", "reference"))


@pytest.mark.parametrize("ending", ["%.md", "%.html", "%.txt"])
@pytest.mark.parametrize(
    "damage",
    [
        pytest.param("UPDATE passage SET text = 'X' || substr(text, 2) WHERE id = :id", id="first character of a text"),
        pytest.param("UPDATE passage SET text = substr(text, 1, length(text) - 1) WHERE id = :id", id="last character"),
        pytest.param("UPDATE passage SET text = text || '!' WHERE id = :id", id="one character more"),
        pytest.param("UPDATE passage SET start = start - 1, end = end - 1 WHERE id = :id", id="place in the file"),
        pytest.param(
            "UPDATE passage SET runs = json_set(runs, '$[0][2]', json_extract(runs, '$[0][2]') + 1) WHERE id = :id",
            id="start of a run",
        ),
        pytest.param(
            "UPDATE passage SET runs = json_set(runs, '$[0][1]', json_extract(runs, '$[0][1]') - 1) WHERE id = :id",
            id="size of a run",
        ),
        pytest.param("UPDATE passage SET runs = json_remove(runs, '$[0]') WHERE id = :id", id="a run lost"),
        pytest.param("UPDATE sentence SET key = 'AAAAAAAA' WHERE passage_id = :id AND number = 1", id="key"),
        pytest.param("UPDATE sentence SET start = start + 1 WHERE passage_id = :id AND number = 1", id="sentence"),
    ],
)
def test_a_change_of_one_byte_is_caught(copy: sqlite3.Connection, damage: str, ending: str) -> None:
    (id,) = copy.execute(
        """
        SELECT p.id
          FROM passage  AS p
          JOIN document AS d ON d.id = p.document_id
         WHERE d.path LIKE :ending
           AND p.zone = 'prose'
         ORDER BY length(p.text) DESC
         LIMIT 1
        """,
        {"ending": ending},
    ).fetchone()
    copy.execute(damage, {"id": id})
    assert verify(path_of(copy)).deviations


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE mention SET text = 'X' || substr(text, 2) WHERE id = 1",
        "UPDATE mention SET start = start + 1 WHERE id = 1",
        "UPDATE quotation SET text = 'X' || substr(text, 2) WHERE id = 1",
        "UPDATE quotation SET end = end - 1 WHERE id = 1",
        "UPDATE reference SET text = 'X' || substr(text, 2) WHERE id = 1",
        "UPDATE reference SET text = substr(text, 1, 8) || substr(text, 14) WHERE id = 1",
        "UPDATE section SET heading = heading || 's' WHERE number = 1",
        "UPDATE citation SET start = start - 6",
        "UPDATE citation SET end = end + 6",
        "DELETE FROM citation",
    ],
)
def test_a_changed_date_quotation_reference_heading_or_marker_is_caught(copy: sqlite3.Connection, damage: str) -> None:
    copy.execute(damage)
    assert verify(path_of(copy)).deviations


@pytest.mark.parametrize("ending", ["md", "html", "txt"])
def test_a_word_that_was_left_out_is_caught(tmp_path: Path, ending: str) -> None:
    text = {"md": LIST, "html": PAGE, "txt": "The weir has nine gates, and the mill has four. " * 3}[ending]
    file = tmp_path / f"weir.{ending}"
    file.write_text(text, "utf-8")
    edition = tmp_path / "edition.db"
    write(edition, "made in a test", [extract(document) for document in read_folders([tmp_path])])
    assert verify(edition).deviations == ()
    for word in ("nine", "gates", "four"):
        at = text.index(word)
        file.write_text(text[:at] + "not " + text[at:-5] + text[-1:], "utf-8")
        assert verify(edition).deviations, word


def test_a_file_with_one_changed_byte_is_caught(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(DOCUMENTS, tmp_path / "documents"))
    assert proved(folder, tmp_path / "edition.db").deviations == ()
    file = folder / "harbour.md"
    file.write_bytes(file.read_bytes().replace(b"412 inhabitants", b"413 inhabitants"))
    [found, *_] = verify(tmp_path / "edition.db").deviations
    assert found.path == file
    assert "412 inhabitants" in found.what


WORDS = "weir gate Pell 1871 3 May “never.” O'Brien naïve 水 e.g. it: — a"
PIECES = {
    ".md": "**bold** *it* [link](http://x.org/a_(b) 't') ![pic](p.png) `code` [^1] <b>x</b> <!-- c --> &amp; &shy; "
    "\\* <https://x.org/> [ref][1] > # - 1. | --- \n \n\n ``` ~ _a_ <br> ***",
    ".html": "<p> </p> <b> </b> <br> <li> <ul> </ul> <h2> </h2> <!--c--> <script>s</script> <span hidden>h</span> "
    "&amp; &#8203; <sup>[<a href='#n'>1</a>]</sup> <a href='#n'>2</a> <li id='n'> <table> <td> </table> <blockquote> "
    "</blockquote> <nav>n</nav> <button>b</button> < > <cite> <",
    ".txt": "[1] [b] [12]: 44 [citation needed] \n \n\n 1. ^ • {{cite",
}


@st.composite
def documents(draw: st.DrawFn) -> tuple[str, str]:
    """Make up a document of some format, and its ending."""
    ending = draw(st.sampled_from(sorted(PIECES)))
    pieces = st.sampled_from([*WORDS.split(), *PIECES[ending].split(" ")])
    return ending, draw(st.lists(pieces, max_size=60).map(" ".join) | st.lists(pieces, max_size=30).map("".join))


@given(documents())
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_nothing_deviates_in_any_document(made: tuple[str, str]) -> None:
    ending, text = made
    with TemporaryDirectory() as place:
        (Path(place) / f"made-up{ending}").write_text(text, "utf-8", newline="")
        try:
            proof = proved(Path(place), Path(place) / "edition.db")
        except CorpusError:
            return
        assert proof.deviations == ()


def test_the_documents_that_ship_with_pero_are_proved(tmp_path: Path) -> None:
    proof = proved(BUNDLED, tmp_path / "edition.db")
    assert proof.passages > 500
    assert proof.deviations == ()


@needs_shared
def test_the_seeds_are_proved(tmp_path: Path) -> None:
    proof = proved(SHARED / "seeds", tmp_path / "edition.db")
    assert proof.passages > 500
    assert proof.deviations == ()
