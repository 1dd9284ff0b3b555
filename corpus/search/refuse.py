"""When the corpus does not say: from the evidence for the best answer to the chance that it is one."""

from __future__ import annotations

import math


def chance(evidence: float) -> float:
    """Return how likely an answer with this much evidence is right, 0 to 1."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, evidence - 10))))
