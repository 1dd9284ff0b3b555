"""Compares some words with a passage: the stretch that is most like them, and the difference word by word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import product

from rapidfuzz.distance import Indel, Levenshtein

from corpus.verdict.words import Word

_NEARLY_A_WORD = 0.75
_TRIED = 3
_PASSED_OVER = 0.06  # so much more like must a stretch be that leaves out words which match


class Change(StrEnum):
    """What happened to a word: it is the same, was written otherwise, was put in, or was left out."""

    SAME = "same"
    INSTEAD = "instead"
    ADDED = "added"
    LEFT_OUT = "left out"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a comparison: the words that were asked about, and those that stand there."""

    change: Change
    asked: str
    stands: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """Where in a passage's words something like the asked words stands, and how like it is, from 0 to 1."""

    first: int
    last: int  # past the last word
    likeness: float


def fullest(wanted: Sequence[str], there: Sequence[str]) -> tuple[int, int]:
    """Return how much of the wanted words the fullest window of a text holds, long ones counting more, and its place.

    The window is as long as the wanted words. Takes time linear in the text.
    """
    missing = Counter(wanted)
    worth = best = place = 0
    size = len(wanted)
    for right, word in enumerate(there):
        if right >= size and (gone := there[right - size]) in missing:
            missing[gone] += 1
            if missing[gone] > 0:
                worth -= len(gone)
        if word in missing:
            if missing[word] > 0:
                worth += len(word)
            missing[word] -= 1
        if worth > best:
            best, place = worth, max(0, right - size + 1)
    return best, place


def most_like(wanted: Sequence[str], there: Sequence[str], place: int) -> Stretch:
    """Return the stretch of a text around the window at a place that is most like the wanted words."""
    slack = max(2, len(wanted) // 4)
    left, right = max(0, place - slack), min(len(there), place + len(wanted) + slack)
    opcodes = Indel.opcodes(wanted, there[left:right])
    blocks = [block for block in opcodes.as_matching_blocks() if block.size]
    if not blocks:
        return Stretch(left, left, 0.0)
    # What stands in the place of wanted words before the first that matches, or behind the last, belongs to the
    # stretch. The first and last may be small words that match by chance: then the next ones say better where it is.
    starts = enumerate(max(left, left + block.b - block.a) for block in blocks[:_TRIED])
    ends = enumerate(min(right, left + block.b - block.a + len(wanted)) for block in blocks[: -_TRIED - 1 : -1])
    tried = [
        (_PASSED_OVER * (before + behind), Stretch(start, end, likeness(wanted, there[start:end])))
        for (before, start), (behind, end) in product(starts, ends)
        if start < end
    ]
    return max(tried, key=lambda one: one[1].likeness - one[0])[1]


def likeness(asked: Sequence[str], there: Sequence[str]) -> float:
    """Return how many of the words are the same, from 0 to 1; a word that is nearly the same counts in part."""
    total = max(len(asked), len(there))
    return sum(worth for _, worth in shared(asked, there)) / total if total else 0.0


def shared(asked: Sequence[str], there: Sequence[str]) -> Iterator[tuple[str, float]]:
    """Yield the words that are the same or nearly the same, in order, with what each counts."""
    for change in Levenshtein.opcodes(asked, there):
        ours, theirs = asked[change.src_start : change.src_end], there[change.dest_start : change.dest_end]
        if change.tag == "equal":
            yield from ((word, 1.0) for word in ours)
        elif change.tag == "replace":
            yield from ((one, 0.8) for one, other in zip(ours, theirs, strict=False) if _nearly(one, other))


def _nearly(one: str, other: str) -> bool:
    return Levenshtein.normalized_similarity(one[:40], other[:40]) >= _NEARLY_A_WORD


def difference(asked_text: str, asked: Sequence[Word], text: str, there: Sequence[Word]) -> tuple[Piece, ...]:
    """Return the comparison word by word, each side in its own spelling."""
    return tuple(_pieces(asked_text, asked, text, there))


def _pieces(asked_text: str, asked: Sequence[Word], text: str, there: Sequence[Word]) -> Iterator[Piece]:
    names = {"equal": Change.SAME, "replace": Change.INSTEAD, "delete": Change.ADDED, "insert": Change.LEFT_OUT}
    for change in Levenshtein.opcodes([word.folded for word in asked], [word.folded for word in there]):
        ours = _between(asked_text, asked[change.src_start : change.src_end])
        theirs = _between(text, there[change.dest_start : change.dest_end])
        yield Piece(names[change.tag], ours, theirs)


def _between(text: str, span: Sequence[Word]) -> str:
    return text[span[0].start : span[-1].end] if span else ""
