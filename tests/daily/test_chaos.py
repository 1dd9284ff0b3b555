"""A small part of `make chaos`: killed processes, a failing Discord, and each post there once."""

from __future__ import annotations

from pathlib import Path

from bench.chaos import doctored, killed_at_random, theatre
from bench.lives import nursery


async def test_every_post_comes_once_though_its_process_is_killed_again_and_again(tmp_path: Path) -> None:
    async with theatre(tmp_path) as house:
        with nursery() as lives:
            for processes in (1, 2):
                tally, killed = await killed_at_random(house, lives, posts=6, kills=3, processes=processes)
                assert tally.is_good, tally
                assert killed == 3


async def test_the_count_sees_a_post_that_came_twice_and_one_that_is_gone(tmp_path: Path) -> None:
    async with theatre(tmp_path) as house:
        with nursery() as lives:
            tally, _ = await killed_at_random(house, lives, posts=3, kills=0, processes=1)
        assert tally.is_good, tally
        twice, lost = doctored(house, tmp_path / "ledger-1.db")
        assert (twice.twice, lost.lost) == (1, 1)
