"""When the documents do not say: from what speaks for the best answer to the chance that there is one."""

from __future__ import annotations

import math
from collections.abc import Mapping
from types import MappingProxyType

import numpy as np

from corpus.search.evidence import NAMES, Evidence, Floats

ENOUGH = 0.1
"""The chance from which on Pero answers. At it, fourteen in a thousand of SQuAD's questions are refused."""

COLUMNS = ("near", "best_close", "score", "paragraph", "missing", "names_missing")

LEARNED: Mapping[str, float] = MappingProxyType(
    {
        "near": 2.027,
        "best_close": 1.923,
        "score": 1.816,
        "paragraph": 3.494,
        "missing": 3.708,
        "names_missing": -5.414,
        "margin": 0.131,
        "words": 0.153,
        "strange": -1.266,
        "told": 0.054,
        "unjoined": -2.000,
        "always": -7.439,
    }
)
"""What each sign adds to the log-odds: learned from SQuAD's questions with a fifth of the paragraphs and six articles
taken away (bench/learn.py). Only "unjoined" is set by hand: people ask "when was X born" of somebody whom the text just
names, and SQuAD hardly does."""


def signs(found: Evidence, scores: Floats, tells: Floats, strange: float, at: int) -> dict[str, float]:
    """Return what tells an answer at row `at` from words that happen to stand there.

    `strange` is the share of the question that nobody in the documents wrote, in any spelling.
    """
    others = scores[found.of != found.of[at]]
    row = found.rows[at]
    return {
        **{name: float(row[NAMES.index(name)]) for name in COLUMNS},
        "margin": float(scores[at] - (others.max() if len(others) else 0.0)),
        "words": float(len(tells)),
        "strange": strange,
        "told": float(row[NAMES.index("held")] * tells.sum()),
        "unjoined": found.unjoined,
    }


def chance(of: Mapping[str, float]) -> float:
    """Return how likely an answer with these signs is one, 0 to 1."""
    evidence = LEARNED["always"] + sum(LEARNED[name] * figure for name, figure in of.items())
    return 1 / (1 + math.exp(-float(np.clip(evidence, -30, 30))))
