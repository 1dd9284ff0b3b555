"""The documents that ship with Pero: our own words, short quotations, whole footnotes, and nothing but documents."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin

from corpus.dates import read_dates
from corpus.formats import read_file
from corpus.model import Metadata, Trust
from corpus.paragraphs import paragraphs
from tests.shared import SHARED

FOLDER = Path(__file__).parents[1] / "corpus" / "documents"
DOCUMENTS = sorted(FOLDER.glob("*.md"))
SEEDS = SHARED / "seeds"

LONGEST_QUOTATION = 25
LONGEST_RUN = 7

_WORD = re.compile(r"[^\W_]+(?:[’'][^\W_]+)*")
_QUOTATION = re.compile(r"“([^“”]*)”")
_TITLE = re.compile(r"\*([^*\n]+)\*")
_MARKER = re.compile(r"\[\^([^\]\s]+)\](?!:)")
_DEFINITION = re.compile(r"^\[\^([^\]\s]+)\]: +\S", re.MULTILINE)
_SEED_MARKER = re.compile(r"\[[^\[\]\n]{1,20}\]")
_BETWEEN_NAMES = frozenset(["a", "an", "and", "de", "for", "in", "of", "on", "or", "the", "to", "von"])

each_document = pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)


def parts(path: Path) -> tuple[dict[str, object], str]:
    """Return a document's front matter and its body."""
    opening, front, body = path.read_text(encoding="utf-8").split("+++\n", 2)
    assert opening == "", f"{path.name} doesn't begin with +++"
    return tomllib.loads(front), body


def own_words(body: str) -> str:
    """Return a body with a full stop in place of each quotation and title, without footnote markers."""
    return _MARKER.sub("", _TITLE.sub(" . ", _QUOTATION.sub(" . ", body)))


def words(text: str) -> list[str]:
    """Return the words of a text, and a lone full stop, as `own_words` leaves it, as a word of its own."""
    return [match[0].replace("’", "'") for match in re.finditer(_WORD.pattern + r"|(?<=\s)\.(?=\s)", text)]


def runs(text: str) -> Iterator[tuple[str, ...]]:
    """Yield each run of eight words."""
    found = words(text)
    for first in range(len(found) - LONGEST_RUN):
        yield tuple(found[first : first + LONGEST_RUN + 1])


def is_name(run: tuple[str, ...]) -> bool:
    """Tell whether a run is all capitals and the small words between them, as an office's or a body's name is."""
    return all(word[0].isupper() or word in _BETWEEN_NAMES for word in run)


def folded(run: tuple[str, ...]) -> tuple[str, ...]:
    """Return a run without case."""
    return tuple(word.casefold() for word in run)


def shared_runs(body: str, seeds: set[tuple[str, ...]]) -> list[str]:
    """Return the runs of a document's own words that the seeds have as well."""
    candidates = (run for run in runs(own_words(body)) if "." not in run and not is_name(run))
    return [" ".join(run) for run in candidates if folded(run) in seeds]


@pytest.fixture(scope="module")
def seeds() -> set[tuple[str, ...]]:
    """Every run of eight words of the seeds, without case and reference markers."""
    if not SEEDS.is_dir():
        pytest.skip("../shared/seeds, the texts to compare with, are not here")
    texts = (path.read_text(encoding="utf-8") for path in sorted(SEEDS.glob("*.txt")))
    return {folded(run) for text in texts for run in runs(_SEED_MARKER.sub("", text))}


def days_of_the_year(path: Path) -> set[tuple[int, int]]:
    """Return the month and day of each event that a document dates to the day."""
    document = read_file(path)
    events = [mention for mention in read_dates(document, paragraphs(document)) if mention.is_event]
    days = [date.fromordinal(event.first) for event in events if event.first == event.last]
    return {(day.month, day.day) for day in days}


def test_there_are_documents_to_ship() -> None:
    assert len(DOCUMENTS) >= 10
    assert sum(len(_DEFINITION.split(parts(path)[1])[0].split()) for path in DOCUMENTS) >= 25_000


def test_every_month_has_days_with_something_to_say() -> None:
    days = set[tuple[int, int]]().union(*(days_of_the_year(path) for path in DOCUMENTS))
    months = Counter(month for month, _ in days)
    assert len(days) >= 150
    assert min(months[month] for month in range(1, 13)) >= 8


def test_people_speak_for_themselves() -> None:
    quoted = [quotation for path in DOCUMENTS for quotation in _QUOTATION.findall(parts(path)[1])]
    assert len({quotation for quotation in quoted if len(words(quotation)) >= 4}) >= 60


def test_there_is_no_python_among_the_documents() -> None:
    assert not list(FOLDER.rglob("*.py"))


@each_document
def test_the_words_are_our_own(path: Path, seeds: set[tuple[str, ...]]) -> None:
    assert shared_runs(parts(path)[1], seeds) == []


def test_a_borrowed_run_would_be_found() -> None:
    seed = {folded(run) for run in runs("the ferry left the quay before the lamps were lit that night")}
    borrowed = "Everybody says\nthe ferry left the quay, before the lamps[^1] were lit."
    assert shared_runs(borrowed, seed) == [
        "the ferry left the quay before the lamps",
        "ferry left the quay before the lamps were",
        "left the quay before the lamps were lit",
    ]


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("She wrote: “the ferry left the quay before the lamps were lit”.", id="quotation"),
        pytest.param("She wrote *The Ferry Left the Quay Before the Lamps Were Lit*.", id="title"),
        pytest.param("The ferry left “the” quay before the lamps were dry.", id="no run across a quotation"),
    ],
)
def test_quotations_and_titles_are_not_borrowed_runs(body: str) -> None:
    seed = {folded(run) for run in runs("the ferry left the quay before the lamps were lit that night")}
    assert shared_runs(body, seed) == []


def test_a_long_name_is_not_a_borrowed_run() -> None:
    name = "the Harbour Office for Ropes and Lamps of the North Quay"
    assert shared_runs(name, {folded(run) for run in runs(name)}) == []


@each_document
def test_front_matter_has_known_keys_only(path: Path) -> None:
    front, _ = parts(path)
    assert set(front) <= {field.name for field in fields(Metadata)}
    assert {front["author"], front["licence"], front["language"]} == {"The Pero project", "CC0-1.0", "en"}
    assert front["title"]
    assert Trust(str(front["trust"]))


@each_document
def test_a_document_is_plain_markdown(path: Path) -> None:
    """Sections, paragraphs, lists and footnotes; no markup that a reader would have to skip."""
    tokens = MarkdownIt("commonmark").use(footnote_plugin).parse(parts(path)[1])
    assert {token.type for token in tokens if token.type in {"html_block", "fence", "code_block"}} == set()
    assert {token.tag for token in tokens if token.type == "heading_open"} <= {"h2", "h3"}
    inline = [child for token in tokens for child in token.children or ()]
    assert not [token for token in inline if token.type in {"html_inline", "image", "code_inline"}]


@each_document
def test_quotation_marks_come_in_pairs(path: Path) -> None:
    body = parts(path)[1]
    assert '"' not in body
    assert re.sub(r"[^“”]", "", body) == "“”" * body.count("“")


@each_document
def test_quotations_are_short(path: Path) -> None:
    long = [quoted for quoted in _QUOTATION.findall(parts(path)[1]) if len(words(quoted)) > LONGEST_QUOTATION]
    assert long == []


@each_document
def test_every_marker_has_its_footnote_and_the_reverse(path: Path) -> None:
    body = parts(path)[1]
    defined = Counter(_DEFINITION.findall(body))
    assert set(_MARKER.findall(body)) == set(defined)
    assert [label for label, times in defined.items() if times > 1] == []
