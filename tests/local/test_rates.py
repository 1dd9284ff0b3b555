"""How often a bot may ask, and what happens to one that asks for what it must not have."""

from __future__ import annotations

from datetime import timedelta

from bot.local import LocalDiscord
from bot.local.limits.rates import Buckets
from bot.local.start import READING_ROOM
from tests.local.bare import API, QUIET, answer, bare
from tests.local.echo import EchoBot, running

HIDDEN = f"/channels/{READING_ROOM + 13}/messages"


async def test_each_channel_has_a_bucket_of_its_own() -> None:
    async with LocalDiscord(port=0, buckets=Buckets(allowed=1, window=60)) as here, bare(here) as session:
        statuses = []
        for channel in (0, 0, 1):
            path = f"/channels/{READING_ROOM + 10 + channel}/messages"
            statuses.append((await answer(session, "POST", path, json=QUIET | {"content": "x"}))[0])
    assert statuses == [200, 429, 200]


async def test_a_full_bucket_says_whose_it_is() -> None:
    async with LocalDiscord(port=0, buckets=Buckets(allowed=1, window=60)) as here, bare(here) as session:
        await answer(session, "GET", "/users/@me")
        async with session.get(f"{API}/users/@me") as response:
            told = response.headers
    assert (told["X-RateLimit-Scope"], told["X-RateLimit-Limit"], told["X-RateLimit-Remaining"]) == ("user", "1", "0")
    assert float(told["Retry-After"]) > 0


async def test_all_routes_together_have_a_limit() -> None:
    async with LocalDiscord(port=0, buckets=Buckets(together=3)) as here, bare(here) as session:
        for _ in range(3):
            assert (await answer(session, "GET", "/users/@me"))[0] == 200
        async with session.get(f"{API}/gateway/bot") as response:
            body = await response.json()
            assert (response.status, body["global"]) == (429, True)
            assert response.headers["X-RateLimit-Global"] == "true"
            assert response.headers["X-RateLimit-Scope"] == "global"


async def test_answers_to_interactions_are_exempt_from_that() -> None:
    async with LocalDiscord(port=0) as here, running(here, EchoBot(here)):
        here.realm.findings.clear()
        for number in range(60):
            assert (await here.person("Ada").slash("echo", text=f"{number}")).text == f"{number}"
        assert all(request.status != 429 for request in here.journal)


async def test_invalid_requests_are_counted_for_ten_minutes() -> None:
    async with LocalDiscord(port=0) as here, bare(here) as session:
        await answer(session, "GET", HIDDEN)
        await answer(session, "GET", "/users/@me", headers={"Authorization": "Bot nobody"})
        await answer(session, "GET", "/users/5")
        assert here.invalid_requests == 2
        here.clock.advance(timedelta(minutes=10))
        assert here.invalid_requests == 0


async def test_too_many_invalid_requests_are_a_ban() -> None:
    async with LocalDiscord(port=0, invalid_limit=3) as here, bare(here) as session:
        assert [(await answer(session, "GET", HIDDEN))[0] for _ in range(3)] == [403] * 3
        async with session.get(f"{API}/users/@me") as response:
            assert response.status == 429
            assert "Via" not in response.headers
        here.clock.advance(timedelta(minutes=10))
        assert (await answer(session, "GET", "/users/@me"))[0] == 200
