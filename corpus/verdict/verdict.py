"""Whether some words stand in the corpus: exactly, nearly, in part, as somebody else's, or not at all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from corpus.verdict.compare import Piece, difference, most_like
from corpus.verdict.words import LONGEST, Word, parts, words

FEWEST = 3
"""Words that must be asked about: two stand together anywhere."""

NEARLY = 0.6
"""Likeness from which a stretch is the asked words in another form."""

_RUN = 5
_TELLING = 2  # long words in a run that is no mere turn of phrase
_LONG = 5


class Kind(StrEnum):
    """What is found."""

    EXACT = "exact"
    NEARLY = "nearly"
    SOMEBODY_ELSE = "somebody else"
    PARTLY = "partly"
    NOT_FOUND = "not found"


@dataclass(frozen=True, slots=True)
class Text:
    """A passage to compare with."""

    passage_id: int
    text: str


@dataclass(frozen=True, slots=True)
class Match:
    """The stretch of a passage that settles it: where it stands, how like it is, and the difference."""

    passage_id: int
    start: int
    end: int
    likeness: float
    difference: tuple[Piece, ...] = ()
    part: str = ""  # the asked words that stand there, where not all do


@dataclass(frozen=True, slots=True)
class Finding:
    """What is found, with the stretch that shows it, if any."""

    kind: Kind
    match: Match | None = None


def judge(asked: str, candidates: Sequence[Text]) -> Finding:
    """Compare some words with the passages that may hold them. Takes time linear in the passages."""
    asked = asked[:LONGEST]
    spoken = words(asked)
    if len(spoken) < FEWEST:
        return Finding(Kind.NOT_FOUND)
    read = [(text, words(text.text)) for text in candidates]
    for text, there in read:
        if found := _exact([words(part) for part in parts(asked)], there):
            first, last = found
            return Finding(Kind.EXACT, Match(text.passage_id, there[first].start, there[last - 1].end, 1.0))
    return _nearly(asked, spoken, read) or _partly(asked, spoken, read) or Finding(Kind.NOT_FOUND)


def _exact(pieces: Sequence[Sequence[Word]], there: Sequence[Word]) -> tuple[int, int] | None:
    """Return where all the pieces stand, in their order, from the first word to past the last."""
    if not pieces:
        return None
    folded = [word.folded for word in there]
    begin, place = None, 0
    for piece in pieces:
        at = _find([word.folded for word in piece], folded, place)
        if at is None:
            return None
        begin = at if begin is None else begin
        place = at + len(piece)
    return (begin or 0), place


def _find(wanted: Sequence[str], there: Sequence[str], start: int) -> int | None:
    """Return where a sequence of words stands, from a place on; in linear time, as Knuth, Morris and Pratt do."""
    back = _fallbacks(wanted)
    matched = 0
    for place in range(start, len(there)):
        while matched and there[place] != wanted[matched]:
            matched = back[matched - 1]
        matched += there[place] == wanted[matched]
        if matched == len(wanted):
            return place - matched + 1
    return None


def _fallbacks(wanted: Sequence[str]) -> list[int]:
    back = [0] * len(wanted)
    matched = 0
    for place in range(1, len(wanted)):
        while matched and wanted[place] != wanted[matched]:
            matched = back[matched - 1]
        matched += wanted[place] == wanted[matched]
        back[place] = matched
    return back


def _nearly(asked: str, spoken: Sequence[Word], read: Sequence[tuple[Text, tuple[Word, ...]]]) -> Finding | None:
    stretches = [(most_like(spoken, there), text, there) for text, there in read]
    best = max(stretches, key=lambda one: one[0].likeness, default=None)
    if best is None or best[0].likeness < NEARLY:
        return None
    stretch, text, there = best
    inside = there[stretch.first : stretch.last]
    pieces = difference(asked, spoken, text.text, inside)
    match = Match(text.passage_id, inside[0].start, inside[-1].end, round(stretch.likeness, 3), pieces)
    return Finding(Kind.NEARLY, match)


def _partly(asked: str, spoken: Sequence[Word], read: Sequence[tuple[Text, tuple[Word, ...]]]) -> Finding | None:
    wanted = [word.folded for word in spoken]
    runs = [(_longest_run(wanted, [word.folded for word in there]), text, there) for text, there in read]
    best = max(runs, key=lambda run: run[0][2], default=None)
    if best is None:
        return None
    (ours, theirs, size), text, there = best
    telling = sum(len(word) >= _LONG for word in wanted[ours : ours + size])
    if size < _RUN or telling < _TELLING:
        return None
    part = asked[spoken[ours].start : spoken[ours + size - 1].end]
    start, end = there[theirs].start, there[theirs + size - 1].end
    return Finding(Kind.PARTLY, Match(text.passage_id, start, end, round(size / len(spoken), 3), part=part))


def _longest_run(one: Sequence[str], other: Sequence[str]) -> tuple[int, int, int]:
    """Return where the longest run of words that both have begins in each, and its length."""
    best, low, high = (0, 0, 0), 1, min(len(one), len(other))
    while low <= high:
        size = (low + high) // 2
        known = {run: place for place, run in _runs(one, size)}
        shared = next(((known[run], place) for place, run in _runs(other, size) if run in known), None)
        if shared:
            best, low = (*shared, size), size + 1
        else:
            high = size - 1
    return best


def _runs(words_there: Sequence[str], size: int) -> Iterator[tuple[int, tuple[str, ...]]]:
    return ((place, tuple(words_there[place : place + size])) for place in range(len(words_there) - size + 1))
