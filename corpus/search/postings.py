"""Where each stem stands and how much it weighs there: BM25, computed once for the whole edition."""

from __future__ import annotations

import math
import re
import sqlite3
from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from corpus.search.words import TOKENS, Stems

Numbers: TypeAlias = "array[int]"

_HOLDING = "SELECT passages FROM posting WHERE stem = :number"

K1 = 0.6
B = 0.5
HEADING = 0.7
"""How much of an occurrence in the running text one in the heading is worth."""
HIGHEST = 1 + K1
"""The most that one word can add to a passage's score, in units of its idf."""
SCALE = 255 / HIGHEST


@dataclass(frozen=True, slots=True)
class Analysed:
    """A passage as it is indexed, its words numbered in the order in which they came."""

    id: int
    document: int
    lines: Sequence[Numbers]
    before: Numbers
    heading: Numbers
    kinds: bytes
    counts: bytes
    spans: bytes
    standing: float

    def row(self, order: npt.NDArray[np.uint32]) -> tuple[object, ...]:
        """Return its row, with the words numbered as the vocabulary has them."""
        texts = [order[line].tobytes() for line in (_joined(self.lines), self.before, self.heading)]
        sizes = np.array([len(line) for line in self.lines], "<u4").tobytes()
        signs = self.kinds, self.counts, self.spans, self.standing
        return self.id, self.document, texts[0], sizes, *texts[1:], *signs


def _joined(lines: Sequence[Numbers]) -> Numbers:
    joined = array("I")
    for line in lines:
        joined.extend(line)
    return joined


def in_order(numbers: Mapping[str, int]) -> tuple[list[str], npt.NDArray[np.uint32]]:
    """Return the stems in the order of code points, and for each word's number as it came the one that it gets."""
    vocabulary = sorted(numbers)
    order = np.empty(2 * len(vocabulary), "<u4")
    came = 2 * np.array([numbers[stem] for stem in vocabulary], np.intp)
    order[came] = 2 * np.arange(len(vocabulary))
    order[came + 1] = order[came] + 1
    return vocabulary, order


def postings(
    passages: Sequence[Analysed], order: npt.NDArray[np.uint32], vocabulary: Sequence[str]
) -> Iterator[tuple[int, int, bytes, bytes]]:
    """Yield each stem's passages and how much it weighs in each, saturated and divided by length as BM25 does."""
    said = _flat([_joined(one.lines) for one in passages])
    headed = _flat([one.heading for one in passages])
    pronouns = [number for number, stem in enumerate(vocabulary) if stem in TOKENS]
    telling = ~np.isin(order[said[0]] >> 1, pronouns)
    lengths = np.bincount(said[1][telling], minlength=len(passages)).astype(np.float32)
    stems, at, counts = _counted(said, headed, order, len(passages))
    parts = (
        counts * HIGHEST / (counts + K1 * (1 - B + B * lengths[at] / max(1.0, float(lengths.mean() if len(at) else 0))))
    )
    impacts = np.clip(np.rint(parts * SCALE), 1, 255).astype(np.uint8)
    ids = np.array([one.id for one in passages], "<u4")[at]
    starts = np.flatnonzero(np.diff(stems, prepend=-1)) if len(stems) else np.array([], np.intp)
    for start, end in zip(starts, [*starts[1:], len(stems)], strict=False):
        yield int(stems[start]), int(end - start), ids[start:end].tobytes(), impacts[start:end].tobytes()


def _flat(texts: Sequence[Numbers]) -> tuple[npt.NDArray[np.uint32], npt.NDArray[np.intp]]:
    """Return the words of all texts, and which text each one stands in."""
    return np.frombuffer(_joined(texts), np.uint32), np.repeat(np.arange(len(texts)), [len(text) for text in texts])


def _counted(
    said: tuple[npt.NDArray[np.uint32], npt.NDArray[np.intp]],
    headed: tuple[npt.NDArray[np.uint32], npt.NDArray[np.intp]],
    order: npt.NDArray[np.uint32],
    passages: int,
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64], npt.NDArray[np.float32]]:
    """Return each pair of a stem and a passage that holds it, in order, with how often; headings count less."""
    keys = np.concatenate([(order[words] >> 1).astype(np.int64) * passages + at for words, at in (said, headed)])
    pairs, of = np.unique(keys, return_inverse=True)
    weights = np.repeat(np.array([1.0, HEADING]), [len(said[0]), len(headed[0])])
    counts = np.bincount(of, weights, minlength=len(pairs)).astype(np.float32)
    return pairs // max(1, passages), pairs % max(1, passages), counts


_MAIN_SHARE = 0.2


def main_person(db: sqlite3.Connection, vocabulary: Sequence[str], passages: int) -> tuple[str, str]:
    """Return the stem of the name in a title that most passages name, if as many as a person's, and the pronoun."""
    numbers = {stem: number for number, stem in enumerate(vocabulary)}

    def holding(stem: str) -> int:
        (held,) = db.execute(_HOLDING, {"number": numbers.get(stem, -1)}).fetchone() or (0,)
        return int(held)

    titles = " ".join(title for (title,) in db.execute("SELECT title FROM document"))
    stems = Stems()
    names = sorted({stem for name in re.findall(r"\b[A-Z]\w+", titles) for stem in stems.content(name)})
    main = max(names, key=holding, default="")
    pronoun = max(sorted(TOKENS), key=holding)
    return main if main and holding(main) >= _MAIN_SHARE * passages else "", pronoun


def idf(passages: int, total: int) -> float:
    """Return how much a word that stands in so many of all passages tells."""
    return math.log(1 + (total - passages + 0.5) / (passages + 0.5))
