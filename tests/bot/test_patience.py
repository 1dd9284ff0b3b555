"""How long an answer may take before Discord is told that it will come."""

from __future__ import annotations

import asyncio
import time

import pytest
from hypothesis import given
from hypothesis import strategies as some

from bot.app import Pero
from bot.local import Person
from bot.patience import LEAST, MOST, Patience

SECONDS = some.floats(0, 1e6)


def test_on_a_quiet_day_there_is_time() -> None:
    patience = Patience()
    patience.note(0.1, now=100)
    assert patience.left(late=0.05, waiting=1, now=101) > MOST - 0.1


def test_where_discord_takes_long_to_have_an_answer_it_is_told_earlier() -> None:
    patience = Patience()
    patience.note(1.0, now=100)
    assert patience.left(late=0, waiting=1, now=101) + 1.0 < 2.5


def test_where_timers_come_late_discord_is_told_earlier() -> None:
    patience = Patience()
    patience.woken(0.4, now=100)
    assert patience.left(late=0, waiting=1, now=101) < 1.0


def test_what_was_slow_a_while_ago_is_forgotten() -> None:
    patience = Patience()
    patience.note(1.0, now=100)
    assert patience.left(late=0, waiting=0, now=111) == MOST


def test_a_question_that_was_long_on_its_way_has_less_time_left() -> None:
    patience = Patience()
    assert patience.left(late=1.5, waiting=0, now=101) + 1.5 < 3


@pytest.mark.parametrize("wrong", [-3600.0, 0.0, 3600.0])
def test_how_long_a_question_was_on_its_way_is_known_by_a_clock_that_is_wrong(wrong: float) -> None:
    patience = Patience()
    assert [round(patience.late(wrong + age), 3) for age in (0.1, 0.2, 1.1, 0.1)] == [0, 0.1, 1, 0]


def test_a_clock_that_is_set_in_between_makes_no_question_late() -> None:
    patience = Patience()
    assert [patience.late(age) for age in (0.1, 3600.1, -3599.9)] == [0, 0, 0]


def test_a_crowd_is_told_earlier_than_one() -> None:
    assert Patience().left(late=0, waiting=50, now=100) < Patience().left(late=0, waiting=1, now=100) - 0.4


@given(some.lists(some.tuples(SECONDS, SECONDS, some.integers(0, 100_000)), max_size=20))
def test_it_is_never_less_than_a_form_needs_nor_more_than_discord_has(seen: list[tuple[float, float, int]]) -> None:
    patience = Patience()
    for took, age, waiting in seen:
        patience.note(took, now=0)
        assert LEAST <= patience.left(patience.late(age), waiting, now=1) <= MOST


async def test_each_answer_tells_how_long_discord_took_to_have_it(pero: Pero, ada: Person) -> None:
    await ada.slash("help")
    await asyncio.gather(*pero.answering.under_way)  # it has not heard yet that the answer arrived
    assert 0 < pero.answering.patience.slowest(time.monotonic()) < 60
