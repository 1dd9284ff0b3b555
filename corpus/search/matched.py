"""Which stems stand for a question's words, and how well each does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from corpus.search.candidates import Floats, Texts, Whole


@dataclass(frozen=True, slots=True)
class Met:
    """The words of some texts that stand for a question's."""

    places: Whole
    """Where each stands among all words, ascending."""
    of: Whole
    """Which text each stands in."""
    stems: Whole
    """Which of the matches each is."""
    well: Floats
    """How well each stands for each of the question's words."""

    def first(self, words: int) -> Met:
        """Return those among the first so many words."""
        end = int(self.places.searchsorted(words))
        return Met(self.places[:end], self.of[:end], self.stems[:end], self.well[:end])

    def most(self, count: int) -> Floats:
        """Return how well each of so many texts holds each of the question's words."""
        held = np.zeros((count, self.well.shape[1]))
        if len(self.of):
            starts = turns(self.of)
            held[self.of[starts]] = np.maximum.reduceat(self.well, starts)
        return held


@dataclass(frozen=True, slots=True)
class Matches:
    """The stems, by number, that stand for a question's words, and how well each stands for each word."""

    stems: Whole
    well: Floats
    sorts: Whole
    """Which sorts of answer each is: date, number, or name where it is one; then the same in small letters."""
    places: npt.NDArray[np.uint16]
    """For each stem of the vocabulary which of these it is, counted from 1, or 0: ten times as fast as a search."""

    @classmethod
    def of(cls, stems: Sequence[int], well: Sequence[Sequence[float]], sorts: Whole, vocabulary: int) -> Matches:
        """Return the matches of some stems out of a vocabulary of so many."""
        places = np.zeros(vocabulary, np.uint16)
        places[stems] = np.arange(1, len(stems) + 1)
        return cls(np.array(stems), np.array(well), sorts, places)

    def met(self, texts: Texts) -> Met:
        """Return the words of some texts that are among the stems."""
        at = self.places.take(texts.stems)
        (places,) = at.nonzero()
        stems = at[places].astype(np.intp) - 1
        return Met(places, texts.of[places], stems, self.well.take(stems, 0))


def turns(of: Whole) -> Whole:
    """Return where each run of the same number starts."""
    starts = np.empty(len(of), np.bool_)
    starts[0] = True
    np.not_equal(of[1:], of[:-1], out=starts[1:])
    found: Whole = starts.nonzero()[0]
    return found
