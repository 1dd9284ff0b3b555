"""A thread under each post, to talk about it."""

from __future__ import annotations

from tests.daily.posting import CHANNEL, GUILD, Posting


async def test_a_thread_is_opened_under_a_post_and_named_for_it(posting: Posting) -> None:
    await posting.want(thread=True)
    await posting.pass_by(minutes=30)
    [post] = posting.posts()
    [thread] = posting.here.realm.world.guilds[GUILD].threads
    assert (str(thread.id), thread.parent_id) == (post["id"], CHANNEL)
    assert thread.name == "A fact for Sunday, 22 November 2020"
