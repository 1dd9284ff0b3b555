"""What the choice of the passages that are looked at promises."""

from __future__ import annotations

import sqlite3
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.search.candidates import best, highest, read_candidates, read_survey
from corpus.search.postings import HIGHEST, SCALE


@pytest.mark.parametrize("size", [1, 19, 20, 21, 1_000, 30_000, 30_001])
@given(seed=st.integers(0, 2**32 - 1), levels=st.sampled_from((0, 1, 3, 10**6)), holding=st.sampled_from((0.001, 0.5)))
def test_the_highest_scores_are_found_among_any_number_and_of_equals_the_first(
    size: int, seed: int, levels: int, holding: float
) -> None:
    chance = np.random.default_rng(seed)
    scores = (chance.integers(0, levels + 1, size) * (chance.random(size) < holding)).astype(np.float32)
    order = [at for at in np.argsort(-scores, kind="stable").tolist() if scores[at] > 0]
    assert highest(scores, 20).tolist() == sorted(order[:20])


def test_a_candidate_scores_more_than_a_longer_one_that_says_the_word_less_often(edition: sqlite3.Connection) -> None:
    survey = read_survey(edition)
    commonest = int(np.argmax(survey.held))
    wanted = {commonest: 1 / SCALE}
    read = read_candidates(edition, [id for id, _ in best(edition, wanted, survey, 20)], wanted, survey)
    bounds = np.concatenate([[0], np.cumsum(read.lines.sizes)])[np.append(read.starts, len(read.lines.sizes))]
    said = [read.lines.words[start:end] >> 1 for start, end in pairwise(bounds)]
    figures = [
        (len(words), int((words == commonest).sum()), score) for words, score in zip(said, read.scores, strict=True)
    ]
    pairs = [(one, other) for one in figures for other in figures if one[0] < other[0] and one[1] > other[1]]
    assert pairs
    assert all(one[2] > other[2] for one, other in pairs)
    assert all(0 < score < HIGHEST for score in read.scores)
