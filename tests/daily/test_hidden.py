"""What moderators hid is never posted, and what stands elsewhere still is."""

from __future__ import annotations

from datetime import date, time

import pytest

from bot.cli.daily import OneShelf
from bot.daily.content import Contents, Wanted
from bot.state.daily import Kind, Schedule, Shown
from corpus.edition import Edition
from corpus.errors import NothingFound


@pytest.mark.parametrize("kind", [Kind.FACT, Kind.QUOTATION, Kind.DAY])
async def test_what_was_hidden_is_never_posted(edition: Edition, kind: Kind) -> None:
    wanted = Wanted(Schedule(1, 1, 1, time(9), "UTC", "", kind), date(2026, 6, 17), "nonce")
    hidden: list[str] = []
    for _ in range(4):
        contents = Contents(OneShelf(await edition.without(frozenset(hidden))))
        try:
            _, shown = await contents.fixed(wanted, [])
        except NothingFound:
            break  # all of it is hidden
        hidden.append(shown.key)
    assert hidden
    assert len(set(hidden)) == len(hidden)


async def test_another_server_is_posted_it_still(edition: Edition) -> None:
    wanted = Wanted(Schedule(1, 1, 1, time(9), "UTC", ""), date(2026, 6, 17), "nonce")
    contents = Contents(OneShelf(edition))

    async def first(shelf: Edition) -> Shown:
        return (await Contents(OneShelf(shelf)).fixed(wanted, []))[1]

    shown = await first(edition)
    assert (await first(await edition.without({shown.key}))).key != shown.key
    assert (await contents.fixed(wanted, []))[1].key == shown.key
