"""Passages in any number for timing: SQuAD's own first, then varied ones, or made-up text where it is not at hand."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

import numpy as np
import numpy.typing as npt

from corpus.build import SCHEMA
from corpus.search import write_index
from corpus.sentences import sentences
from corpus.text import content_key

SQUAD = Path(__file__).parents[1] / ".." / "shared" / "gold" / "squad"

HOW = (
    "The first 2,067 passages are SQuAD's paragraphs. Each further one is one of these with half of its words replaced "
    "by words drawn from all of SQuAD's text, so that rare words stay rare and common ones common, and every thirtieth "
    "by a made-up word, of which there are more the more passages there are. Sentence ends stay where they were."
)
MADE_UP = "All passages are made of made-up words, drawn so that few are common and most are rare."

REPLACED, INVENTED = 0.5, 1 / 30
_SYLLABLES = ("ka", "lo", "mi", "ru", "te", "so", "vi", "na", "po", "du", "ze", "fa", "gi", "hu", "be", "ja")

Sentences = list[str]
Words = npt.NDArray[np.object_]


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
    return f"{word}x"


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
    new, other = np.flatnonzero(fate < INVENTED), np.flatnonzero((fate >= INVENTED) & (fate < INVENTED + REPLACED))
    said[other] = words[chance.integers(0, len(words), len(other))]
    so_far = 100 * number**0.6
    said[new] = [invented(int(draw)) for draw in chance.random(len(new)) ** 3 * so_far]
    return [" ".join(said[start:end]) for start, end in zip([0, *ends], ends, strict=False)]


def write(path: Path, size: int) -> None:
    """Write an edition of so many passages, with everything that a search reads and nothing else extracted."""
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN;" + SCHEMA.read_text("utf-8"))
        db.execute("INSERT INTO document VALUES (1, 'x', 'x', 'x', '', '', '', '', '', 'reference', 'en', 0)")
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
