"""Whether some words stand in the corpus: exactly, nearly, in part, as somebody else's, or not at all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from heapq import nlargest

from corpus.speech import FUNCTION_WORDS
from corpus.verdict.compare import Piece, difference, fullest, most_like, shared
from corpus.verdict.runs import find, longest_run
from corpus.verdict.texts import Spoken, Text
from corpus.verdict.words import LONGEST, Word, parts, readings, words

FEWEST = 3
"""Words that must be asked about: two stand together anywhere."""

NEARLY = 0.6
"""Likeness from which a stretch is the asked words in another form."""

REWORDED = 0.8
"""Likeness below which the form is so different that it may be another translation."""

_TRANSLATED = 0.4  # likeness of another translation, whose telling words must then be the same
_TOLD_ALIKE = 3
_COMPARED = 6  # texts that are compared word by word, of those that hold most of the words
_RUN = 5
_TELLING = 2  # long words that make words more than a turn of phrase
_LONG = 5
_FEW = 6  # words so few that they are anybody's, unless they are quoted there
_JOINT = re.compile(r", | and ")


class Kind(StrEnum):
    """What is found."""

    EXACT = "exact"
    NEARLY = "nearly"
    SOMEBODY_ELSE = "somebody else"
    PARTLY = "partly"
    NOT_FOUND = "not found"


@dataclass(frozen=True, slots=True)
class Match:
    """The stretch of a passage that settles it: the words, where they begin, how like they are, and the difference.

    Where the words run over several passages, `end` is as far as they stand in the first of them.
    """

    passage_id: int
    start: int
    end: int
    text: str
    likeness: float
    spoken: Spoken | None = None
    difference: tuple[Piece, ...] = ()
    part: str = ""  # the asked words that stand there, where not all do

    @property
    def is_reworded(self) -> bool:
        """Whether so much is different that it may be another translation."""
        return bool(self.difference) and self.likeness < REWORDED


@dataclass(frozen=True, slots=True)
class Finding:
    """What is found, with the stretch that shows it, if any, and other wordings of it that are quoted elsewhere."""

    kind: Kind
    match: Match | None = None
    wordings: tuple[Match, ...] = ()


class _Read:
    """A text with its words, read once; `bare` are those that no editor put in brackets."""

    __slots__ = ("bare", "folded", "text", "there")

    def __init__(self, text: Text) -> None:
        found = list(readings(text.text))
        self.text = text
        self.there = found[0]
        self.folded = [word.folded for word in found[0]]
        self.bare = found[1:]

    def match(self, first: int, last: int, likeness: float, difference: tuple[Piece, ...] = ()) -> Match:
        """Return the stretch from one word to before another."""
        return self.stretch(self.there[first].start, self.there[last - 1].end, likeness, difference)

    def stretch(self, start: int, end: int, likeness: float, difference: tuple[Piece, ...] = ()) -> Match:
        """Return a stretch of the text as what settles it."""
        text, (id, begin, until) = self.text, self.text.place(start, end)
        return Match(id, begin, until, text.text[start:end], round(likeness, 3), text.whose(start, end), difference)


def judge(asked: str, texts: Sequence[Text], speaker: str = "") -> Finding:
    """Compare some words with the texts that may hold them, likeliest first. Takes time linear in the texts.

    With a canonical speaker, words that somebody else said are told as such.
    """
    asked = asked[:LONGEST]
    spoken = words(asked)
    if len(spoken) < FEWEST:
        return Finding(Kind.NOT_FOUND)
    read = [_Read(text) for text in texts]
    wanted = list(_wanted(asked))
    exact = [match for one in read if (match := _exact(wanted, one))]
    alike = list(_alike(asked, spoken, read))
    if exact or alike:
        best = max(exact or alike, key=lambda match: _merit(match, speaker))
        kind = Kind.EXACT if exact else Kind.NEARLY
        kind = Kind.SOMEBODY_ELSE if _is_of_another(best, speaker) else kind
        return Finding(kind, best, tuple(_other_wordings(best, alike, len(spoken))))
    part = _partly(asked, spoken, read)
    return Finding(Kind.PARTLY, part) if part else Finding(Kind.NOT_FOUND)


def _merit(match: Match, speaker: str) -> float:
    """Return what makes one match better than another: likeness, and words that are quoted there, best of all his."""
    his = bool(speaker) and match.spoken is not None and speaker in _JOINT.split(match.spoken.speaker)
    return match.likeness + 0.02 * (match.spoken is not None) + 0.05 * his


def _is_of_another(match: Match, speaker: str) -> bool:
    whose = match.spoken.speaker if match.spoken else ""
    return bool(speaker and whose) and speaker not in _JOINT.split(whose)


def _exact(wanted: Sequence[Sequence[Sequence[str]]], one: _Read) -> Match | None:
    """Return where the words stand, whatever an editor put in brackets in either, if they do."""
    for there in (one.there, *one.bare):
        folded = one.folded if there is one.there else [word.folded for word in there]
        for reading in wanted:
            if found := _in_order(reading, folded):
                return one.stretch(there[found[0]].start, there[found[1] - 1].end, 1.0)
    return None


def _wanted(asked: str) -> Iterator[list[list[str]]]:
    """Yield the words of each part between ellipses, with and without what stands in brackets."""
    for reading in zip(*(_two(part) for part in parts(asked)), strict=True):
        if sum(map(len, reading)) >= FEWEST and all(reading):
            yield [[word.folded for word in part] for part in reading]


def _two(part: str) -> list[tuple[Word, ...]]:
    found = list(readings(part))
    return [found[0], found[-1]]


def _in_order(pieces: Sequence[Sequence[str]], there: Sequence[str]) -> tuple[int, int] | None:
    """Return where all the pieces stand, in their order, from the first word to past the last."""
    begin, place = None, 0
    for piece in pieces:
        at = find(piece, there, place)
        if at is None:
            return None
        begin = at if begin is None else begin
        place = at + len(piece)
    return None if begin is None else (begin, place)


def _alike(asked: str, spoken: Sequence[Word], read: Sequence[_Read]) -> Iterator[Match]:
    """Yield the stretches that are nearly the words, of the texts that hold most of them."""
    wanted = [word.folded for word in spoken]
    windows = [(*fullest(wanted, one.folded), one) for one in read]
    for worth, place, one in nlargest(_COMPARED, windows, key=lambda window: window[0]):
        stretch = most_like(wanted, one.folded, place)
        if worth and stretch.likeness >= _TRANSLATED:
            inside = slice(stretch.first, stretch.last)
            pieces = difference(asked, spoken, one.text.text, one.there[inside])
            match = one.match(stretch.first, stretch.last, stretch.likeness, pieces)
            if _is_it(match, wanted, one.folded[inside]):
                yield match


def _is_it(match: Match, wanted: Sequence[str], there: Sequence[str]) -> bool:
    """Say whether a stretch is the words in another form: mistyped, altered, or somebody's in another translation."""
    same = [word for word, _ in shared(wanted, there)]
    if match.likeness >= NEARLY:
        return _is_telling(match, wanted, same)
    if match.spoken is None:
        return False
    told, meant = ([word for word in some if word not in FUNCTION_WORDS] for some in (same, wanted))
    return len(told) >= _TOLD_ALIKE and 2 * len(told) >= len(meant)


def _is_telling(match: Match, wanted: Sequence[str], same: Sequence[str]) -> bool:
    """Say whether what is the same is more than a few small words that anybody uses."""
    return (
        sum(len(word) >= _LONG for word in same) >= _TELLING
        or (match.spoken is not None and not FUNCTION_WORDS.issuperset(same))
        or (len(wanted) >= _FEW and match.likeness >= REWORDED)
    )


def _other_wordings(best: Match, alike: Sequence[Match], size: int) -> Iterator[Match]:
    """Yield what else is quoted that says nearly the same, in words of its own."""
    told = {tuple(word.folded for word in words(best.text))}
    for match in alike:
        folded = tuple(word.folded for word in words(match.text))
        if size >= _FEW and match.spoken and match.passage_id != best.passage_id and folded not in told:
            told.add(folded)
            yield match


def _partly(asked: str, spoken: Sequence[Word], read: Sequence[_Read]) -> Match | None:
    """Return the longest run of the words that stands in a text, where it says something."""
    wanted = [word.folded for word in spoken]
    runs = [(longest_run(wanted, one.folded, _RUN), one) for one in read]
    if not runs:
        return None
    (ours, theirs, size), one = max(runs, key=lambda run: run[0][2])
    if sum(len(word) >= _LONG for word in wanted[ours : ours + size]) < _TELLING:
        return None
    found = one.match(theirs, theirs + size, size / len(spoken))
    return replace(found, part=asked[spoken[ours].start : spoken[ours + size - 1].end])
