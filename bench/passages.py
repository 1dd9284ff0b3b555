"""Passages in any number for timing: SQuAD's own first, then varied ones, or made-up text where it is not at hand."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import numpy.typing as npt

from corpus.build import SCHEMA
from corpus.search import write_index
from corpus.search.index import SCHEMA as INDEX
from corpus.search.index import complete
from corpus.sentences import sentences
from corpus.text import content_key

SQUAD = Path(__file__).parents[1] / ".." / "shared" / "gold" / "squad"

# The roles in a deed are read from the text: that of the passage which was varied has its sentences in the same places.
TEXT = "INSERT INTO passage VALUES (?1, 1, 1, ?1, 'prose', '', ?2, 0, 0, '[]')"

VARIED = """
    INSERT INTO indexed VALUES (:id, :words, :forms, :sizes, :before, :heading, :kinds, :counts, :spans, :standing)
"""

INDEXED = """
    SELECT passage_id AS id, words, forms, sizes, x'' AS before, x'' AS heading, kinds, counts, spans, standing
      FROM indexed
     ORDER BY passage_id
"""

HOW = (
    "The first 2,067 passages are SQuAD's paragraphs. Each further one is one of these with half of its words replaced "
    "by words drawn from all of SQuAD's text, so that rare words stay rare and common ones common, and every thirtieth "
    "by a made-up word, of which there are more the more passages there are. Sentence ends stay where they were."
)
MADE_UP = "All passages are made of made-up words, drawn so that few are common and most are rare."

REPLACED, INVENTED = 0.5, 1 / 30
_AT_ONCE = 10_000
_SYLLABLES = ("ka", "lo", "mi", "ru", "te", "so", "vi", "na", "po", "du", "ze", "fa", "gi", "hu", "be", "ja")

Sentences = list[str]
Words = npt.NDArray[np.object_]
Whole = npt.NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Base:
    """Passages that all others are varied from, and questions with the number of the passage that answers."""

    passages: Sequence[Sentences]
    questions: Sequence[tuple[str, int]]
    how: str


def base() -> Base:
    """Return SQuAD's passages and questions, or made-up ones."""
    return _squad() if SQUAD.is_dir() else _made_up(np.random.default_rng(1))


def _squad() -> Base:
    rows = [json.loads(line) for line in (SQUAD / "corpus.jsonl").read_text("utf-8").splitlines()]
    passages = [[row["text"][start:end] for start, end in sentences(row["text"])] for row in rows]
    numbers = {row["id"]: number for number, row in enumerate(rows, start=1)}
    asked = [json.loads(line) for line in (SQUAD / "questions.jsonl").read_text("utf-8").splitlines()]
    return Base(passages, [(row["question"], numbers[row["passage"]]) for row in asked], HOW)


def _made_up(chance: np.random.Generator) -> Base:
    """Return passages of words whose frequency falls with their number, and questions of five words of one."""
    words = np.array([invented(number) for number in range(40_000)], object)
    passages = []
    for _ in range(2_000):
        drawn = words[(chance.random((5, 20)) ** 6 * len(words)).astype(np.intp)]
        passages.append([" ".join(line).capitalize() + "." for line in drawn.tolist()])
    questions = []
    for number in range(1, len(passages) + 1, 2):
        said = " ".join(passages[number - 1]).lower().replace(".", "").split()
        questions.append((" ".join(chance.choice(said, 5, replace=False).tolist()), number))
    return Base(passages, questions, MADE_UP)


def invented(number: int) -> str:
    """Return a word that nobody has written, another one for each number."""
    word = ""
    while number or not word:
        number, last = divmod(number, len(_SYLLABLES))
        word += _SYLLABLES[last]
    return f"{word}qx"


def passages(known: Base, size: int) -> Iterator[Sentences]:
    """Yield `size` passages, the known ones first, then varied ones; always the same."""
    yield from known.passages[:size]
    chance = np.random.default_rng(7)
    lines = [[np.array(line.split(" "), object) for line in passage] for passage in known.passages]
    words = np.concatenate([line for passage in lines for line in passage])
    for number in range(len(known.passages), size):
        yield _varied(lines[int(chance.integers(len(lines)))], words, number, chance)


def _varied(passage: Sequence[Words], words: Words, number: int, chance: np.random.Generator) -> Sentences:
    said = np.concatenate(passage)
    ends = list(accumulate(len(line) for line in passage))
    fate = chance.random(len(said))
    fate[np.array(ends) - 1] = 1.0  # a sentence keeps its full stop
    new, other = _fates(fate)
    said[other] = words[chance.integers(0, len(words), len(other))]
    said[new] = [invented(draw) for draw in _drawn(chance, len(new), number)]
    return [" ".join(said[start:end]) for start, end in zip([0, *ends], ends, strict=False)]


def _fates(fate: npt.NDArray[np.float64]) -> tuple[Whole, Whole]:
    """Return which words become made-up ones, and which others."""
    return np.flatnonzero(fate < INVENTED), np.flatnonzero((fate >= INVENTED) & (fate < INVENTED + REPLACED))


def _drawn(chance: np.random.Generator, count: int, so_far: int) -> list[int]:
    """Return the numbers of made-up words: the more passages there are the more of them; the first ones come often."""
    numbers: list[int] = (chance.random(count) ** 3 * 100 * so_far**0.6).astype(np.intp).tolist()
    return numbers


def write(path: Path, size: int) -> None:
    """Write an edition of so many passages, with everything that a search reads and nothing else extracted."""
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN;" + SCHEMA.read_text("utf-8"))
        db.execute("INSERT INTO document VALUES (1, 'x', 'x', 'x', '', '', '', '', '', 'reference', 'en', 0, '')")
        db.execute("INSERT INTO section VALUES (1, 1, 1, 1, '', '[]', 0, 0)")
        for id, parts in enumerate(passages(base(), size), start=1):
            _insert(db, id, parts)
        db.execute("INSERT INTO passage_fts (passage_fts) VALUES ('rebuild')")
        write_index(db)
        db.execute("COMMIT")


def _insert(db: sqlite3.Connection, id: int, parts: Sentences) -> None:
    text = " ".join(parts)
    row = {"id": id, "text": text, "end": len(text)}
    db.execute("INSERT INTO passage VALUES (:id, 1, 1, :id, 'prose', '', :text, 0, :end, '[]')", row)
    ends = [*accumulate(len(part) + 1 for part in parts)]
    rows = [
        (id, number, end - len(part) - 1, end - 1, content_key(part))
        for number, (part, end) in enumerate(zip(parts, ends, strict=True), start=1)
    ]
    db.executemany("INSERT INTO sentence VALUES (?, ?, ?, ?, ?)", rows)


def write_varied(path: Path, size: int) -> None:
    """Write an edition of so many passages that holds the search's index only, varied as the texts are but by number.

    Reading a million passages takes half an hour; this takes minutes, and questions find the same kind of postings.
    """
    with TemporaryDirectory() as made, closing(sqlite3.connect(path, isolation_level=None)) as db:
        tables = SCHEMA.read_text("utf-8") + INDEX.read_text("utf-8")
        db.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN;" + tables)
        known = Path(made) / "known.db"
        write(known, len(base().passages))
        with closing(sqlite3.connect(known)) as read:
            read.row_factory = sqlite3.Row
            rows = [dict(row) for row in read.execute(INDEXED)]
            vocabulary = read.execute("SELECT vocabulary FROM survey").fetchone()[0].split("\n")
            texts = dict(read.execute("SELECT id, text FROM passage"))
            forms = read.execute("SELECT words FROM form").fetchone()[0].split("\n")
        db.executemany(VARIED, rows)
        db.executemany(TEXT, ((id, texts[id]) for id in texts))
        for varied in _rows_varied(rows, len(vocabulary), len(forms), size):
            db.execute(VARIED, varied)
            db.execute(TEXT, (varied["id"], texts[varied["like"]]))
        new = [invented(number) for number in range(int(100 * size**0.6) + 1)]
        numbers, written = _numbered([*vocabulary, *new]), _numbered([*forms, *new])
        complete(db, numbers, dict.fromkeys(numbers, 1), written, frozenset(written))
        db.execute("PRAGMA user_version = 1")  # its texts are those that were varied, and not their variations
        db.execute("COMMIT")


def _numbered(words: Sequence[str]) -> dict[str, int]:
    return {word: number for number, word in enumerate(words)}


def _rows_varied(rows: Sequence[dict[str, Any]], known: int, written: int, size: int) -> Iterator[dict[str, Any]]:
    """Yield the rows of passages whose words are half another's, and a few of them new, numbered after those known.

    So many stems are known, and so many forms.
    """
    chance = np.random.default_rng(7)
    texts = [np.stack([np.frombuffer(row[name], "<u4") for name in ("words", "forms")]) for row in rows]
    pool = np.concatenate(texts, axis=1)
    for first in range(len(rows) + 1, size + 1, _AT_ONCE):
        drawn = chance.integers(len(rows), size=min(_AT_ONCE, size + 1 - first)).tolist()
        words = np.concatenate([texts[at] for at in drawn], axis=1)
        new, other = _fates(chance.random(words.shape[1]))
        words[:, other] = pool[:, chance.integers(0, pool.shape[1], len(other))]
        invented = np.array(_drawn(chance, len(new), first), np.uint32)
        words[:, new] = 2 * (known + invented), written + invented
        ends = np.cumsum([texts[at].shape[1] for at in drawn])
        for id, (at, part) in enumerate(zip(drawn, np.split(words, ends[:-1], axis=1), strict=True), start=first):
            said, forms = part
            yield {**rows[at], "id": id, "words": said.tobytes(), "forms": forms.tobytes(), "like": rows[at]["id"]}
