"""When the documents do not say: from what speaks for the best answer to the chance that there is one."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from corpus.search.candidates import Candidates, Survey
from corpus.search.clauses import unsaid
from corpus.search.evidence import LACKING, Evidence, Floats
from corpus.search.question import Question

ENOUGH = 0.33
"""The chance from which on Pero answers. At it, sixteen in a thousand of SQuAD's questions are refused."""

LEARNED: Mapping[str, float] = MappingProxyType(
    {
        "top": 0.051,
        "score": 5.939,
        "margin": 0.126,
        "strange": -2.780,
        "told": 1.373,
        "nothing": -0.773,
        "names_lacking": -0.587,
        "unjoined": -1.922,
        "unsaid": -1.432,
        "uncounted": -2.102,
        "asker": -2.998,
        "always": -3.438,
    }
)
"""What each sign adds to the log-odds: learned from SQuAD's questions with a fifth of the paragraphs and six articles
taken away, or another name put in, and from our own about the documents that ship with Pero (bench/learn.py)."""

_HOLDS = 0.5


def signs(
    question: Question,
    found: Evidence,
    read: Candidates,
    survey: Survey,
    scores: Floats,
    tells: Sequence[float],
    strange: float,
    rows: range,
    at: int,
) -> dict[str, float]:
    """Return what tells the answer in `rows`, of which `at` is the best, from words that happen to stand there.

    `strange` is the share of the question that nobody in the documents wrote, in any spelling.

    top, score, margin  the ranker's score, the index's, and how far the first is above that of any other passage
    told                how much the sentences hold of what the question's words tell
    nothing             whether they hold none of the words that are no names
    names_lacking       how many names are neither in them, nor in the sentence before or the heading
    unjoined            how far a name and the one word asked of it stand beside each other in no sentence found
    unsaid              the share of the words that are said of somebody else than is asked about
    uncounted           a number is wanted, and none stands beside what is counted or a unit
    asker               the question is about whoever asks
    """
    telling = np.array(tells)
    shares = telling / max(sum(tells), 1e-9)
    held = np.maximum.reduce(found.held[rows.start : rows.stop])
    reach = np.maximum.reduce(found.reach[rows.start : rows.stop])
    plain = np.array([term.matters == 1 for term in question.terms]) & ~found.names
    others = scores[found.of != found.of[at]]
    counted = bool(question.units or question.counted)
    return {
        "top": float(scores[at]),
        "score": float(found.column("score")[at]),
        "margin": float(scores[at] - (others.max() if len(others) else 0.0)),
        "strange": strange,
        "told": float(held @ telling) / math.log(2 * survey.passages + 2),
        "nothing": float(plain.any() and not (plain & (held > _HOLDS)).any()),
        "names_lacking": float((found.names & (reach < LACKING)).sum()),
        "unjoined": _unjoined(found, plain),
        "unsaid": unsaid(question, found, read, survey, shares * plain, rows),
        "uncounted": float(counted and not found.column("amount")[rows.start : rows.stop].any()),
        "asker": float(question.asker),
    }


def _unjoined(found: Evidence, plain: npt.NDArray[np.bool_]) -> float:
    """Return how far, of a name and one word more, they stand beside each other in no sentence: "when was X born".

    Names in nearly all candidates' headings need not: whatever stands there is about them. The same goes for names
    beside these in the question, which are parts of the same name.
    """
    (asked,) = plain.nonzero()
    if len(asked) != 1 or not found.names.any():
        return 0.0
    about, names = (np.add.reduce(found.headed > LACKING) > _MOSTLY * len(found.headed)).tolist(), found.names.tolist()
    about = [above and name for above, name in zip(about, names, strict=True)]
    for at in range(1, len(about)):
        about[at] |= about[at - 1] and names[at]
    for at in range(len(about) - 1, 0, -1):
        about[at - 1] |= about[at] and names[at - 1]
    others = [at for at, name in enumerate(names) if name and not about[at]]
    return float(1 - min(1.0, found.joins[others, asked[0]].max())) if others else 0.0


_MOSTLY = 0.8


def log_odds(of: Mapping[str, float]) -> float:
    """Return the log-odds that an answer with these signs is one."""
    return LEARNED["always"] + sum(LEARNED[name] * figure for name, figure in of.items())


def chance(odds: float) -> float:
    """Return how likely an answer of these log-odds is one, 0 to 1."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))
