"""From documents to one edition file, which is finished and checked before anybody can read it."""

from __future__ import annotations

import json
import re
import sqlite3
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from corpus import store
from corpus.agreement import write_agreement
from corpus.check import Finding, check
from corpus.contents import Contents, read_documents
from corpus.errors import OtherProgram, RefusedDocuments
from corpus.events import write_events
from corpus.extract import Extract, extract
from corpus.facts import standalone
from corpus.model import Document
from corpus.names import Person, united
from corpus.paragraphs import sentence_of
from corpus.search import write_index
from corpus.search.offers import write_offers
from corpus.text import content_key

SCHEMA = Path(__file__).with_name("schema.sql")

_JOINT = re.compile(r"(, | and )")  # between several speakers of one quotation


@dataclass(frozen=True, slots=True)
class Built:
    """An edition file and how long it took; `reused` says that nothing had changed and nothing was built."""

    path: Path
    seconds: float
    reused: bool = False


Tell = Callable[[str, int, int, str], None]
"""Is told how far a build is: what it is doing, the number of how many, and a document's name."""


def _untold(doing: str, done: int, of: int, name: str) -> None:
    """Tell nobody."""


def build(folders: Sequence[Path], into: Path) -> Built:
    """Return the edition of the folders' documents, from the store `into` where it is there and whole.

    Older editions are removed. Raises CorpusError where a document or its sidecar cannot be read, or a check finds an
    error; then nothing in the store has changed.
    """
    built = assemble(Contents(tuple(folders)), into)
    store.prune(into, built.path)
    return built


def assemble(contents: Contents, into: Path, tell: Tell = _untold, code: str = "") -> Built:
    """Return the edition of some documents as `build` does, removing none.

    Raises OtherProgram where `code` says what program is to read it, and this is another.
    """
    program = store.readable()
    if code and code != program:
        raise OtherProgram(
            "Pero’s own files were changed on the disk after it was started, so nothing is read anew until it has been "
            "restarted. What it serves goes on."
        )
    if whole := ready(contents, into, code):
        return whole
    began = time.perf_counter()
    recognised = store.fingerprint(contents.known(), program)
    draft = store.draft(into)
    try:
        library = _read(contents, tell)
        tell("checking", 0, 0, "")
        findings = check(library)
        if errors := [str(finding) for finding in findings if finding.stops]:
            raise RefusedDocuments("\n".join(errors))
        tell("writing", 0, 0, "")
        write(draft, recognised, library, findings, program)
        path = store.publish(draft, recognised)
    finally:
        draft.unlink(missing_ok=True)
    return Built(path, time.perf_counter() - began)


def _read(contents: Contents, tell: Tell) -> list[Extract]:
    """Return what is read from the documents; those that cannot be read are told of all at once, before any other."""
    documents = read_documents(contents)
    total = len(documents)
    library = []
    for number, document in enumerate(documents, start=1):
        tell("reading", number, total, document.source.name)
        library.append(extract(document))
    return library


def read_folders(folders: Sequence[Path]) -> list[Document]:
    """Return the documents of several folders, each with a name of its own. Raises CorpusError."""
    return read_documents(Contents(tuple(folders)))


def ready(contents: Contents, into: Path, code: str = "") -> Built | None:
    """Return the edition of some documents if the store has it whole already."""
    began = time.perf_counter()
    whole = store.whole_edition(into, store.fingerprint(contents.known(), code))
    return Built(whole, time.perf_counter() - began, reused=True) if whole else None


def last_whole(into: Path) -> Path | None:
    """Return the newest edition in a store that is whole and that this program can read."""
    program = store.readable()
    for path in sorted(into.glob("edition-*.db"), key=lambda one: one.stat().st_mtime, reverse=True):
        if store.is_whole(path) and _program(path) == program:
            return path
    return None


def _program(path: Path) -> str:
    """Return what the code that wrote an edition is recognised by; those of old do not say."""
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as db:
        try:
            [(program,)] = db.execute("SELECT program FROM edition")
        except sqlite3.DatabaseError:
            return ""
    return str(program)


def write(
    path: Path, recognised: str, extracts: Sequence[Extract], findings: Sequence[Finding] = (), program: str = ""
) -> None:
    """Write an edition file in one transaction."""
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        # The file is new and is given its name only when it is whole: no journal is needed to protect it.
        db.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN;" + SCHEMA.read_text("utf-8"))
        built = datetime.now(UTC).isoformat(timespec="seconds")
        said = {"fingerprint": recognised, "built": built, "program": program or store.readable()}
        db.execute("INSERT INTO edition VALUES (:fingerprint, :built, :program)", said)
        people = [person for piece in extracts for person in piece.cast.people]
        known_as = united(people)
        for number, piece in enumerate(extracts, start=1):
            _Writer(db, number, piece, known_as).write()
        _write_people(db, people, known_as)
        noted = ((one.code, one.path, one.line, one.message) for one in findings)
        db.executemany("INSERT INTO finding VALUES (?, ?, ?, ?)", noted)
        db.execute("INSERT INTO passage_fts (passage_fts) VALUES ('rebuild')")
        write_events(db, extracts)
        write_agreement(db)
        write_index(db)
        write_offers(db)
        db.execute("COMMIT")


class _Writer:
    """Writes one document's rows; it knows which row each section and paragraph became."""

    def __init__(self, db: sqlite3.Connection, document_id: int, piece: Extract, known_as: Mapping[str, str]) -> None:
        self._db = db
        self._id = document_id
        self._piece = piece
        self._known_as = known_as
        self._first_passage = _next(db, "passage")
        self._first_section = _next(db, "section")

    def write(self) -> None:
        self._insert("document", [self._document()])
        self._insert("section", self._sections())
        self._insert("passage", self._passages())
        self._insert("sentence", self._sentences())
        self._insert("reference", self._references())
        self._insert("citation", self._citations())
        self._insert("mention", self._mentions(_next(self._db, "mention")))
        self._insert("quotation", self._quotations(_next(self._db, "quotation")))
        self._insert("fact", self._facts())

    def _insert(self, table: str, rows: Iterable[tuple[object, ...]]) -> None:
        rows = list(rows)
        if rows:
            marks = ", ".join("?" * len(rows[0]))
            self._db.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)

    def _passage_id(self, number: int) -> int:
        return self._first_passage + number - 1

    def _document(self) -> tuple[object, ...]:
        source = self._piece.document.source
        said = source.metadata
        return (
            *(self._id, source.name, str(source.path), said.title, said.author, said.publisher, said.url),
            *(said.licence, said.retrieved, said.trust.value, said.language, self._piece.document.markup),
            sha256(self._piece.document.text.encode("utf-8", "surrogatepass")).hexdigest(),
        )

    def _sections(self) -> Iterator[tuple[object, ...]]:
        for section in self._piece.document.sections:
            path = json.dumps(section.path, ensure_ascii=False)
            id = self._first_section + section.number
            yield id, self._id, section.number, section.level, section.heading, path, section.start, section.end

    def _passages(self) -> Iterator[tuple[object, ...]]:
        for shown in self._piece.paragraphs:
            runs = json.dumps([(run.at, run.size, run.start, run.end) for run in shown.runs])
            yield (
                *(self._passage_id(shown.number), self._id, self._first_section + shown.section, shown.number),
                *(shown.zone.value, shown.label, shown.text, shown.start, shown.end, runs),
            )

    def _sentences(self) -> Iterator[tuple[object, ...]]:
        for shown in self._piece.paragraphs:
            for sentence in shown.sentences:
                id = self._passage_id(shown.number)
                yield id, sentence.number, sentence.start, sentence.end, sentence.key

    def _references(self) -> Iterator[tuple[object, ...]]:
        for id, entry in enumerate(self._piece.document.references, start=_next(self._db, "reference")):
            yield (
                *(id, self._id, entry.number, entry.kind.value, entry.label, entry.text),
                *(entry.start, entry.end, entry.url, entry.entry),
            )

    def _citations(self) -> Iterator[tuple[object, ...]]:
        for shown in self._piece.paragraphs:
            for position, (place, marker) in enumerate(shown.markers):
                yield (
                    *(self._passage_id(shown.number), position, place, sentence_of(shown, place), marker.kind.value),
                    *(marker.label, marker.locator, marker.start, marker.end, marker.reference),
                )

    def _mentions(self, first_id: int) -> Iterator[tuple[object, ...]]:
        for id, said in enumerate(self._piece.mentions, start=first_id):
            yield (
                *(id, self._passage_id(said.paragraph), said.start, said.end, said.text, said.edtf),
                *(said.edtf_gregorian, said.calendar.value, said.precision.value, said.first, said.last),
                *(said.derivation.value, " ".join(sorted(said.flags)), said.confidence, said.is_event, *said.clause),
            )

    def _quotations(self, first_id: int) -> Iterator[tuple[object, ...]]:
        for id, said in enumerate(self._piece.quotations, start=first_id):
            yield (
                *(id, self._passage_id(said.paragraph), said.start, self._passage_id(said.last), said.end, said.text),
                *(said.kind.value, self._named(said.speaker), self._named(said.reporter), said.work, said.date_edtf),
                *(json.dumps(said.references), content_key(said.text)),
            )

    def _named(self, speaker: str) -> str:
        """Return a speaker, or several, under the name that all documents together use."""
        parts = _JOINT.split(speaker)
        return "".join(self._known_as.get(part, part) for part in parts)

    def _facts(self) -> Iterator[tuple[object, ...]]:
        for shown, sentence, verdict in standalone(self._piece, self._piece.cast):
            if verdict.stands:
                yield self._passage_id(shown.number), sentence.number, verdict.score, sentence.key


def _next(db: sqlite3.Connection, table: str) -> int:
    (last,) = db.execute(f"SELECT coalesce(max(id), 0) FROM {table}").fetchone()
    return int(last) + 1


def _write_people(db: sqlite3.Connection, people: Iterable[Person], known_as: Mapping[str, str]) -> None:
    """Write the people of all documents, one row for each, under their common name."""
    spellings: dict[str, set[str]] = {}
    counts: Counter[str] = Counter()
    for person in people:
        name = known_as[person.name]
        spellings.setdefault(name, set()).update(person.spellings)
        counts[name] += person.mentions
    rows = [(name, json.dumps(sorted(spellings[name]), ensure_ascii=False), counts[name]) for name in sorted(counts)]
    db.executemany("INSERT INTO person VALUES (?, ?, ?)", rows)
