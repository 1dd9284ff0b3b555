"""Where each stem stands and how much it weighs there: BM25, computed once for the whole edition in bounded memory."""

from __future__ import annotations

import math
import re
import sqlite3
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt

from corpus.search.words import TOKENS, Stems

_WORDS = "SELECT passage_id, words, heading FROM indexed ORDER BY passage_id"

_RUNS = """
    PRAGMA journal_mode = OFF;
    PRAGMA synchronous = OFF;
    PRAGMA cache_size = -16000;
    BEGIN;
    CREATE TABLE run (
        share  INTEGER NOT NULL,
        stems  BLOB NOT NULL,
        places BLOB NOT NULL,
        counts BLOB NOT NULL
    ) STRICT;
    CREATE INDEX run_by_share ON run (share);
"""

_KEEP = "INSERT INTO run VALUES (?, ?, ?, ?)"

_KEPT = """
    SELECT stems, places, counts
      FROM run
     WHERE share = :share
     ORDER BY rowid
"""

K1, B = 0.6, 0.5
"""BM25's constants where a few passages are compared: how soon a word is said often enough, and how length counts."""
FINDING_K1, FINDING_B = 1.5, 0.5
"""The same where a few are found among all: there it tells more that a passage says a word again and again."""
HEADING = 0.7
"""How much of an occurrence in the running text one in the heading is worth."""
HIGHEST = 1 + K1
"""The most that one word can add to a passage's score, in units of its idf."""
SCALE = 255 / (1 + FINDING_K1)
AT_ONCE = 1_000_000
"""How many occurrences are sorted at once, a share of the stems; fewer than these need no room on the disk."""
_READ_AT_ONCE = 5_000

Stemmed = npt.NDArray[np.uint32]
Whole = npt.NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class _Read:
    """Some passages' words: stems and which of the passages each stands in, in the text and in the heading."""

    ids: tuple[int, ...]
    first: int
    """How many passages come before these."""
    said: Stemmed
    said_in: Whole
    headed: Stemmed
    headed_in: Whole


@dataclass(frozen=True, slots=True)
class Measured:
    """What must be known of all passages before anything can be weighed."""

    ids: Stemmed
    lengths: npt.NDArray[np.float32]
    """In words, without pronouns."""
    occurrences: Whole
    """Of each stem, in texts and headings."""

    @property
    def middle(self) -> float:
        """The mean length of a passage."""
        return max(1.0, float(self.lengths.mean())) if len(self.lengths) else 1.0


def measure(db: sqlite3.Connection, vocabulary: Sequence[str]) -> Measured:
    """Count the words of all passages that are indexed."""
    pronouns = [number for number, stem in enumerate(vocabulary) if stem in TOKENS]
    occurrences = np.zeros(len(vocabulary), np.intp)
    ids, lengths = [np.empty(0, "<u4")], [np.empty(0, np.float32)]
    for read in _passages(db):
        for stems in (read.said, read.headed):
            occurrences += np.bincount(stems, minlength=len(vocabulary))
        telling = ~np.isin(read.said, pronouns)
        lengths.append(np.bincount(read.said_in[telling], minlength=len(read.ids)).astype(np.float32))
        ids.append(np.array(read.ids, "<u4"))
    return Measured(np.concatenate(ids), np.concatenate(lengths), occurrences)


def postings(
    db: sqlite3.Connection, measured: Measured, at_once: int = AT_ONCE
) -> Generator[tuple[int, Stemmed, npt.NDArray[np.uint8]], None, None]:
    """Yield each stem with the ids of its passages and how much it weighs in each, saturated as BM25 does.

    The passages are read once: what each share of the stems has in them is kept in a file until its turn comes.
    """
    lows = list(_shares(measured.occurrences, at_once))
    with _kept(db) as runs:
        for read in _passages(db):
            runs.executemany(_KEEP, _parted(read, lows))
        for share in range(len(lows)):
            parts = runs.execute(_KEPT, {"share": share}).fetchall()
            stems, places, counts = (b"".join(part) for part in zip(*parts, strict=True))
            yield from _weighed(stems, places, counts, measured)


@contextmanager
def _kept(db: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    """Open a file for what is kept meanwhile, beside the database's.

    It is called as a draft is, so that a killed build's is found and removed. SQLite's own would lie where a container
    may have no place, and one that is killed between making and unlinking it leaves it there for good.
    """
    [(path,)] = db.execute("SELECT file FROM pragma_database_list WHERE name = 'main'")
    beside = f"{path}-runs" if path else ""  # of a database in memory: SQLite's own
    try:
        with closing(sqlite3.connect(beside, isolation_level=None)) as runs:
            runs.executescript(_RUNS)
            yield runs
    finally:
        if beside:
            Path(beside).unlink(missing_ok=True)


def _parted(read: _Read, lows: Sequence[int]) -> Iterator[tuple[int, bytes, bytes, bytes]]:
    """Yield what each share of the stems has in some passages."""
    counted = _counted(read)
    bounds = [*np.searchsorted(counted[0], lows).tolist(), len(counted[0])]
    for share, (start, end) in enumerate(pairwise(bounds)):
        stems, places, counts = (part[start:end].tobytes() for part in counted)
        yield share, stems, places, counts


def _weighed(
    stems: bytes, places: bytes, counts: bytes, measured: Measured
) -> Iterator[tuple[int, Stemmed, npt.NDArray[np.uint8]]]:
    """Yield the postings of a share of the stems."""
    numbers, at = np.frombuffer(stems, np.uint32), np.frombuffer(places, np.uint32)
    order = np.argsort(numbers, kind="stable")
    numbers, at = numbers[order], at[order]
    weights = impacts(np.frombuffer(counts, np.float32)[order], measured.lengths[at], measured.middle)
    starts = np.flatnonzero(np.diff(numbers, prepend=-1))
    for start, end in pairwise([*starts.tolist(), len(numbers)]):
        yield int(numbers[start]), measured.ids[at[start:end]], weights[start:end]


def impacts(counts: npt.NDArray[np.float32], lengths: npt.NDArray[np.float32], middle: float) -> npt.NDArray[np.uint8]:
    """Return what a stem that stands so often in passages of these lengths adds to their scores, 1 to 255."""
    long = 1 - FINDING_B + FINDING_B * lengths / middle
    parts = counts * (1 + FINDING_K1) / (counts + FINDING_K1 * long)
    return np.clip(np.rint(parts * SCALE), 1, 255).astype(np.uint8)


def _shares(occurrences: Whole, at_once: int) -> Iterator[int]:
    """Yield where ranges of stems begin that stand, all together, about so often; a very common one stands alone."""
    last = np.cumsum(occurrences)
    low = 0
    while low < len(last):
        yield low
        before = last[low - 1] if low else 0
        low = max(low + 1, int(np.searchsorted(last, before + at_once, "right")))


def _passages(db: sqlite3.Connection) -> Iterator[_Read]:
    """Yield the words of all passages, some at a time."""
    cursor = db.execute(_WORDS)
    first = 0
    while rows := cursor.fetchmany(_READ_AT_ONCE):
        ids, words, headings = zip(*rows, strict=True)
        yield _Read(ids, first, *_flat(words), *_flat(headings))
        first += len(rows)


def _flat(texts: Sequence[bytes]) -> tuple[Stemmed, Whole]:
    """Return the stems of all texts, and which text each one stands in."""
    sizes = [len(text) // 4 for text in texts]
    words: Stemmed = np.frombuffer(b"".join(texts), "<u4")
    return words >> np.uint32(1), np.repeat(np.arange(len(texts)), sizes)


def _counted(read: _Read) -> tuple[Stemmed, Stemmed, npt.NDArray[np.float32]]:
    """Return the pairs of a stem and a passage that holds it, by stem, with how often; headings count less."""
    keys, weights = [], []
    for stems, at, worth in ((read.said, read.said_in, 1.0), (read.headed, read.headed_in, HEADING)):
        keys.append(stems.astype(np.int64) * len(read.ids) + at)
        weights.append(np.full(len(stems), worth))
    pairs, of = np.unique(np.concatenate(keys), return_inverse=True)
    counts = np.bincount(of, np.concatenate(weights), minlength=len(pairs)).astype(np.float32)
    stems, at = np.divmod(pairs, len(read.ids))
    return stems.astype(np.uint32), (at + read.first).astype(np.uint32), counts


_MAIN_SHARE = 0.2


def main_person(db: sqlite3.Connection, vocabulary: Sequence[str], held: Stemmed, passages: int) -> tuple[str, str]:
    """Return the stem of the name in a title that most passages name, if as many as a person's, and the pronoun.

    `held` says in how many passages each stem stands.
    """
    titles = " ".join(title for (title,) in db.execute("SELECT title FROM document"))
    stems = Stems()
    names = sorted({stem for name in re.findall(r"\b[A-Z]\w+", titles) for stem in stems.content(name)})
    asked = {*names, *TOKENS}
    holding = {stem: int(held[number]) for number, stem in enumerate(vocabulary) if stem in asked}
    main = max(names, key=lambda stem: holding.get(stem, 0), default="")
    pronoun = max(sorted(TOKENS), key=lambda stem: holding.get(stem, 0))
    return main if main and holding.get(main, 0) >= _MAIN_SHARE * passages else "", pronoun


def idf(passages: int, total: int) -> float:
    """Return how much a word that stands in so many of all passages tells."""
    return math.log(1 + (total - passages + 0.5) / (passages + 0.5))
