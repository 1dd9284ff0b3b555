"""How near sentences come to a question in meaning, by the words' own forms and by static word vectors."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from corpus.search.candidates import Candidates, Survey
from corpus.search.forms import Numbers
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
    """Return how much of the question each sentence, and each passage, says in meaning.

    Names mean nothing but themselves, and whose deed it is tells more than the word for it: of these words `held` says
    how far each sentence holds them.
    """
    shares, starts = np.array(tells) / max(sum(tells), 1e-9), found.starts
    says = held.copy()
    told = names | np.array([question.deed is not None and term.word == question.deed.verb for term in question.terms])
    if asked := {at: number for at, number in _forms(question, survey) if not told[at]}:
        says[:, list(asked)] = _nearest(found, survey, np.array(list(asked.values()), np.uint32))
    before = np.empty(says.shape)
    before[1:] = says[:-1]
    before[starts] = 0
    anywhere = np.maximum.reduceat(says, starts)
    near: Floats = np.maximum(says, np.maximum(BEFORE * before, (ELSEWHERE * anywhere)[found.of])) @ shares
    return {
        "says": says @ shares,
        "says_near": near,
        "best_says": np.maximum.reduceat(near, starts),
        "all_says": anywhere @ shares,
    }


def _forms(question: Question, survey: Survey) -> Iterator[tuple[int, int]]:
    """Yield the numbers of the question's words, as they are written, with their places among its terms."""
    for at, term in enumerate(question.terms):
        if (number := survey.forms.number(term.meant or term.word)) is not None:
            yield at, number


def _nearest(found: Candidates, survey: Survey, asked: Numbers) -> Floats:
    """Return how near each sentence's nearest word is to each word asked, 0 to 1; the same word is nearest."""
    near = survey.forms.cosines(found.forms, asked)
    near[found.forms == asked[:, None]] = 1
    (spoken,) = found.lines.sizes.nonzero()
    most = np.zeros((len(found.of), len(asked)))
    if len(spoken):
        nearest = np.maximum.reduceat(near, found.lines.starts[spoken], axis=1).T
        most[spoken] = np.minimum(np.maximum((nearest - FAR) / (1 - FAR), 0), 1)
    return most
