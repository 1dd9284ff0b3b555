"""Which stems stand for a question's words, and how well each does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from corpus.search.candidates import Floats, Whole


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
    def of(
        cls, stems: Sequence[int], well: Sequence[Sequence[float]], sorts: Sequence[Sequence[int]], vocabulary: int
    ) -> Matches:
        """Return the matches of some stems out of a vocabulary of so many."""
        places = np.zeros(vocabulary, np.uint16)
        places[stems] = np.arange(1, len(stems) + 1)
        return cls(np.array(stems), np.array(well), np.array(sorts), places)

    def met(self, words: npt.NDArray[np.uint32]) -> tuple[Whole, Whole]:
        """Return which of the words are among the stems, and which stem each of these is."""
        at = self.places[words >> 1]
        met = np.flatnonzero(at)
        return met, at[met].astype(np.intp) - 1
