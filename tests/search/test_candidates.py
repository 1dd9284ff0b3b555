"""What the choice of the passages that are looked at promises."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.search.candidates import highest


@pytest.mark.parametrize("size", [1, 19, 20, 21, 1_000, 30_000, 30_001])
@given(seed=st.integers(0, 2**32 - 1), levels=st.sampled_from((0, 1, 3, 10**6)), holding=st.sampled_from((0.001, 0.5)))
def test_the_highest_scores_are_found_among_any_number_and_of_equals_the_first(
    size: int, seed: int, levels: int, holding: float
) -> None:
    chance = np.random.default_rng(seed)
    scores = (chance.integers(0, levels + 1, size) * (chance.random(size) < holding)).astype(np.float32)
    order = [at for at in np.argsort(-scores, kind="stable").tolist() if scores[at] > 0]
    assert highest(scores, 20).tolist() == sorted(order[:20])
