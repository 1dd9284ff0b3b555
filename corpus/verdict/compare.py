"""Compares some words with a passage: the stretch that is most like them, and the difference word by word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz.distance import Indel, Levenshtein

from corpus.verdict.words import Word

_NEARLY_A_WORD = 0.75


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


def most_like(asked: Sequence[Word], there: Sequence[Word]) -> Stretch:
    """Return the stretch of a passage that is most like the asked words, in time linear in the passage.

    A window as long as the asked words goes over the passage; the one with most of them in it is cut to fit.
    """
    if not asked or not there:
        return Stretch(0, 0, 0.0)
    first = _fullest_window([word.folded for word in asked], [word.folded for word in there])
    slack = max(2, len(asked) // 4)
    left, right = max(0, first - slack), min(len(there), first + len(asked) + slack)
    wanted = [word.folded for word in asked]
    blocks = [
        block
        for block in Indel.opcodes(wanted, [word.folded for word in there[left:right]]).as_matching_blocks()
        if block.size
    ]
    if not blocks:
        return Stretch(left, left, 0.0)
    head = blocks[0].a  # asked words before the first that matches: what stands in their place belongs to the stretch
    tail = len(asked) - blocks[-1].a - blocks[-1].size
    start = max(left, left + blocks[0].b - head)
    end = min(right, left + blocks[-1].b + blocks[-1].size + tail)
    return Stretch(start, end, likeness(wanted, [word.folded for word in there[start:end]]))


def _fullest_window(wanted: Sequence[str], there: Sequence[str]) -> int:
    """Return where the window begins that holds most of the wanted words, long words counting more."""
    missing = Counter(wanted)
    worth = best = 0
    place = 0
    size = len(wanted)
    for right, word in enumerate(there):
        if missing[word] > 0:
            worth += len(word)
        missing[word] -= 1
        if right >= size:
            gone = there[right - size]
            missing[gone] += 1
            if missing[gone] > 0:
                worth -= len(gone)
        if worth > best:
            best, place = worth, max(0, right - size + 1)
    return place


def likeness(asked: Sequence[str], there: Sequence[str]) -> float:
    """Return how many of the words are the same, from 0 to 1; a word that is nearly the same counts in part."""
    total = max(len(asked), len(there))
    same = 0.0
    for change in Levenshtein.opcodes(asked, there):
        if change.tag == "equal":
            same += change.src_end - change.src_start
        elif change.tag == "replace":
            pairs = zip(
                asked[change.src_start : change.src_end], there[change.dest_start : change.dest_end], strict=False
            )
            same += sum(0.8 for one, other in pairs if _nearly(one, other))
    return same / total if total else 0.0


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
