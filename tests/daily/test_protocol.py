"""A post comes once: whatever Discord answers, and wherever the process dies."""

from __future__ import annotations

import pytest

from bot.local import Fault, Trouble
from bot.state.ledger import State
from tests.daily.posting import Posting

TO_CHANNEL = "/channels/{channel_id}/messages"


async def test_a_post_comes_at_its_time_and_once(posting: Posting) -> None:
    schedule = await posting.want()
    await posting.pass_by(minutes=29)
    assert posting.posts() == []
    await posting.pass_by(minutes=1)
    await posting.pass_by(minutes=1)
    assert len(posting.posts()) == 1
    [post] = await posting.history(schedule)
    assert (post.state, post.occasion, post.attempts) == (State.SENT, "2020-11-22", 1)
    assert post.message_id == int(posting.posts()[0]["id"])


@pytest.mark.parametrize(
    "trouble",
    [Trouble.DROPPED, Trouble.LOST_ANSWER, Trouble.HTTP_503, Trouble.HTTP_520, Trouble.RATE_LIMITED],
    ids=str,
)
async def test_a_post_comes_once_through(posting: Posting, trouble: Trouble) -> None:
    await posting.want()
    posting.here.faults.add(Fault("POST", TO_CHANNEL, trouble))
    scheduler = posting.scheduler()
    await posting.pass_by(scheduler, minutes=30)
    await posting.pass_by(scheduler, seconds=30)
    await posting.pass_by(scheduler, minutes=10)
    assert len(posting.posts()) == 1
