"""Which sentences belong to one answer."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from corpus.search.kinds import Kind
from corpus.search.unit import LONGEST, MOST, unit

ROWS = st.lists(
    st.tuples(st.floats(-20, 20), st.integers(1, 700), st.sampled_from([0, int(Kind.LEANS)]), st.booleans()),
    min_size=1,
    max_size=12,
)


def spans(lengths: list[int]) -> list[tuple[int, int]]:
    """Return the places of sentences of these lengths, a space between them."""
    starts = [sum(lengths[:at]) + at for at in range(len(lengths))]
    return [(start, start + length) for start, length in zip(starts, lengths, strict=True)]


@given(ROWS, st.integers(0, 11))
def test_an_answer_holds_its_best_sentence_and_stays_short(
    rows: list[tuple[float, int, int, bool]], chosen: int
) -> None:
    best = chosen % len(rows)
    scores, lengths, kinds, free = (list(column) for column in zip(*rows, strict=True))
    places = spans(lengths)
    first, last = unit(scores, places, kinds, free, best)
    assert 0 <= first <= best <= last < len(rows)
    assert last - first < MOST
    assert first == last or places[last][1] - places[first][0] <= LONGEST
    assert all(free[at] for at in range(first, last + 1) if at != best)


def test_a_neighbour_that_says_nearly_as_much_belongs_to_the_answer() -> None:
    assert unit([3.0, 4.0, 0.0], spans([40, 40, 40]), [0, 0, 0], [True] * 3, 1) == (0, 1)


def test_a_neighbour_that_says_much_less_does_not() -> None:
    assert unit([1.0, 4.0, 0.0], spans([40, 40, 40]), [0, 0, 0], [True] * 3, 1) == (1, 1)


def test_a_sentence_that_points_back_always_brings_what_it_points_to() -> None:
    assert unit([-9.0, 4.0], spans([40, 40]), [0, int(Kind.LEANS)], [True] * 2, 1) == (0, 1)


def test_a_sentence_that_points_back_to_the_answer_completes_it() -> None:
    assert unit([4.0, 1.5], spans([40, 40]), [0, int(Kind.LEANS)], [True] * 2, 0) == (0, 1)
