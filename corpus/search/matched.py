"""Which stems stand for a question's words, and how well each does."""

from __future__ import annotations

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

    def met(self, words: npt.NDArray[np.uint32]) -> tuple[Whole, Whole]:
        """Return which of the words are among the stems, and which stem each of these is."""
        numbers = words >> 1
        at = np.minimum(np.searchsorted(self.stems, numbers), len(self.stems) - 1)
        places = np.flatnonzero(self.stems[at] == numbers)
        return places, at[places]

    def wells(self, words: npt.NDArray[np.uint32]) -> Floats:
        """Return how well each of the words stands for each of the question's."""
        wells = np.zeros((len(words), self.well.shape[1]))
        places, stems = self.met(words)
        wells[places] = self.well[stems]
        return wells
