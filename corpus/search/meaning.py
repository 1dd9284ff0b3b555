"""How near sentences come to a question in meaning, by the words' own forms and by static word vectors."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from corpus.search.candidates import Candidates, Survey, Whole
from corpus.search.forms import Cosines, Numbers
from corpus.search.question import Question

Floats = npt.NDArray[np.float64]

FAR = 0.35
"""Words whose vectors have a smaller cosine have nothing to do with each other."""
BEFORE, ELSEWHERE = 0.6, 0.35
"""What a word counts that is only near in the sentence before, or elsewhere in the paragraph."""


def meaning(
    question: Question,
    tells: Sequence[float],
    found: Candidates,
    survey: Survey,
    held: Floats,
    names: npt.NDArray[np.bool_],
) -> Mapping[str, Floats]:
    """Return how much of the question each sentence says in meaning, alone and with what is around it.

    Names mean nothing but themselves, and whose deed it is tells more than the word for it: of these words `held` says
    how far each sentence holds them.
    """
    shares, starts = np.array(tells) / max(sum(tells), 1e-9), found.starts
    says, of = held.copy(), np.repeat(np.arange(len(starts)), np.diff(np.append(starts, len(held))))
    told = names | np.array([question.deed is not None and term.word == question.deed.verb for term in question.terms])
    if asked := {at: number for at, number in _forms(question, survey) if not told[at]}:
        words = _near(found, survey, np.array(list(asked.values()), np.uint32))
        says[:, list(asked)] = _most(words, found.lines.sizes)
    before = np.zeros_like(says)
    before[1:] = says[:-1]
    before[starts] = 0
    anywhere = np.maximum.reduceat(says, starts)
    near: Floats = np.maximum(says, np.maximum(BEFORE * before, ELSEWHERE * anywhere[of])) @ shares
    return {
        "says": says @ shares,
        "says_near": near,
        "best_says": np.maximum.reduceat(near, starts)[of],
        "all_says": (anywhere @ shares)[of],
    }


def _forms(question: Question, survey: Survey) -> Iterator[tuple[int, int]]:
    """Yield the numbers of the question's words, as they are written, with their places among its terms."""
    for at, term in enumerate(question.terms):
        if (number := survey.forms.number(term.meant or term.word)) is not None:
            yield at, number


def _near(found: Candidates, survey: Survey, asked: Numbers) -> Cosines:
    """Return how near each word of the sentences is to each word asked, 0 to 1; the same word is nearest."""
    words, places = survey.forms.distinct(found.forms)
    near = ((survey.forms.cosines(words, asked) - FAR) / (1 - FAR)).clip(0, 1)
    near[words[:, None] == asked] = 1
    return near[places]


def _most(near: Cosines, sizes: Whole) -> Floats:
    """Return the highest figures of the words of each sentence; of a sentence without words zeros."""
    spoken = np.flatnonzero(sizes)
    most = np.zeros((len(sizes), near.shape[1]))
    if len(spoken):
        most[spoken] = np.maximum.reduceat(near, (np.cumsum(sizes) - sizes)[spoken])
    return most
