"""Requests that a well-made bot does not send, and the ways in which Discord refuses them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from io import BytesIO

import aiohttp
import discord
import pytest
import pytest_asyncio
from aiohttp import ClientSession

from bot.local import LocalDiscord, Person
from bot.local.limits.rates import Buckets
from tests.local.bare import API, QUIET, answer, bare
from tests.local.described import Description
from tests.local.echo import EchoBot, running


@pytest_asyncio.fixture
async def session(here: LocalDiscord) -> AsyncIterator[ClientSession]:
    """A bare client with the right token."""
    async with bare(here) as opened:
        yield opened


async def test_an_unknown_route_names_itself(here: LocalDiscord, session: ClientSession) -> None:
    status, body = await answer(session, "GET", "/stage-instances/5")
    assert status == 404
    assert "GET discord.com/api/v10/stage-instances/5" in body["message"]
    assert here.findings.pop() == "GET discord.com/api/v10/stage-instances/5 is not known to the local Discord"
    status, _ = await answer(session, "PUT", "/users/@me")
    assert status == 405
    assert here.findings.pop()


async def test_hosts_serve_only_what_is_theirs(here: LocalDiscord, session: ClientSession) -> None:
    for url in ("https://cdn.discordapp.com/api/v10/users/@me", "https://gateway.discord.gg/api/v10/users/@me"):
        async with session.get(url) as response:
            assert response.status == 404
        assert here.findings.pop()


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("/channels/5", 10003),
        ("/guilds/5", 10004),
        ("/users/5", 10013),
        ("/channels/1100000000000001010/messages/5", 10008),
        ("/webhooks/1100000000000000100/nothing/messages/@original", 50027),
        ("/webhooks/5/nothing/messages/@original", 10015),
        ("/channels/five", 50035),
    ],
)
async def test_what_is_not_there_has_its_own_code(session: ClientSession, path: str, code: int) -> None:
    _, body = await answer(session, "GET", path)
    assert body["code"] == code


async def test_a_body_that_is_no_json_is_refused(session: ClientSession) -> None:
    path = "/channels/1100000000000001010/messages"
    json_type = {"Content-Type": "application/json"}
    assert (await answer(session, "POST", path, data="{", headers=json_type))[1]["code"] == 50109
    assert (await answer(session, "POST", path, json=["no", "object"]))[1]["code"] == 50035


async def test_a_request_over_25_mebibytes_is_too_large(session: ClientSession) -> None:
    form = aiohttp.FormData()
    form.add_field("files[0]", BytesIO(bytes(25 * 1024 * 1024 + 1)), filename="big.bin")
    status, body = await answer(session, "POST", "/channels/1100000000000001010/messages", data=form)
    assert (status, body["code"]) == (413, 40005)


async def test_a_reply_wants_its_message(session: ClientSession) -> None:
    path = "/channels/1100000000000001010/messages"
    lost = QUIET | {"content": "to whom?", "message_reference": {"message_id": "5"}}
    assert (await answer(session, "POST", path, json=lost))[1]["code"] == 50035
    lost["message_reference"]["fail_if_not_exists"] = False
    status, first = await answer(session, "POST", path, json=lost)
    assert status == 200
    found = QUIET | {"content": "to you", "message_reference": {"message_id": first["id"]}}
    _, second = await answer(session, "POST", path, json=found)
    assert second["referenced_message"]["content"] == "to whom?"


async def test_the_same_nonce_makes_one_message_only(session: ClientSession) -> None:
    post = QUIET | {"content": "once only", "nonce": "n-1", "enforce_nonce": True}
    ids = [(await answer(session, "POST", "/channels/1100000000000001011/messages", json=post))[1]["id"] for _ in "ab"]
    assert ids[0] == ids[1]


async def test_messages_are_listed_newest_first(session: ClientSession) -> None:
    path = "/channels/1100000000000001011/messages"
    for number in range(3):
        await answer(session, "POST", path, json=QUIET | {"content": f"n{number}"})
    _, newest = await answer(session, "GET", f"{path}?limit=2")
    assert [message["content"] for message in newest] == ["n2", "n1"]
    _, after = await answer(session, "GET", f"{path}?limit=1&after={newest[1]['id']}")
    assert [message["content"] for message in after] == ["n2"]


async def test_messages_are_deleted(session: ClientSession) -> None:
    path = "/channels/1100000000000001011/messages"
    _, message = await answer(session, "POST", path, json=QUIET | {"content": "away with me"})
    assert (await answer(session, "DELETE", f"{path}/{message['id']}"))[0] == 204
    assert (await answer(session, "DELETE", f"{path}/{message['id']}"))[1]["code"] == 10008


async def test_direct_messages_are_opened_once(session: ClientSession, ada: Person) -> None:
    wanted = {"recipient_id": str(ada.seat.user_id)}
    _, first = await answer(session, "POST", "/users/@me/channels", json=wanted)
    _, second = await answer(session, "POST", "/users/@me/channels", json=wanted)
    assert first == second
    assert first["recipients"][0]["username"] == "ada"


async def test_every_answer_tells_its_rate_limit(session: ClientSession) -> None:
    async with session.get(f"{API}/users/@me") as response:
        told = {name.lower() for name in response.headers if name.lower().startswith("x-ratelimit-")}
    assert told == {f"x-ratelimit-{part}" for part in ("limit", "remaining", "reset", "reset-after", "bucket")}


async def test_an_empty_bucket_is_told_with_its_patience() -> None:
    async with LocalDiscord(port=0, buckets=Buckets(allowed=1, window=60)) as here, bare(here) as session:
        await answer(session, "GET", "/users/@me")
        async with session.get(f"{API}/users/@me") as response:
            body = await response.json()
            assert response.status == 429
            assert response.headers["Via"]
    assert 0 < body["retry_after"] <= 60
    assert not body["global"]


async def test_a_fault_of_the_server_is_raised_at_the_end() -> None:
    with pytest.RaisesGroup(KeyError):
        async with LocalDiscord(port=0) as here:
            here.realm.world.users.clear()
            async with bare(here) as session:
                status, body = await answer(session, "GET", "/oauth2/applications/@me")
                assert status == 400
                assert "Fault of the local Discord" in body["message"]


async def test_a_button_works_after_a_restart_of_the_bot() -> None:
    async with LocalDiscord(port=0) as here:
        async with running(here, EchoBot(here)):
            reply = await here.person("Ada").slash("pages")
        async with running(here, EchoBot(here)):
            assert (await reply.press("Page 2")).text == "This is page 2."


async def test_commands_keep_their_ids_over_a_sync(here: LocalDiscord, echo_bot: EchoBot) -> None:
    before = {command["name"]: command["id"] for command in here.realm.commands.of(None)}
    synced = await echo_bot.tree.sync()
    assert {command.name: str(command.id) for command in synced} == before


async def test_a_guild_has_commands_of_its_own(here: LocalDiscord, echo_bot: EchoBot, ada: Person) -> None:
    guild = discord.Object(ada.seat.guild_id or 0)
    echo_bot.tree.copy_global_to(guild=guild)
    await echo_bot.tree.sync(guild=guild)
    assert len(await echo_bot.tree.fetch_commands(guild=guild)) == len(here.realm.commands.of(None))
    assert (await ada.slash("echo", text="of this guild")).text == "of this guild"
    echo_bot.tree.clear_commands(guild=guild)
    await echo_bot.tree.sync(guild=guild)
    assert here.realm.commands.of(guild.id) == []


async def test_the_bot_reads_where_it_is(here: LocalDiscord, echo_bot: EchoBot, ada: Person) -> None:
    seat = ada.seat
    assert (await echo_bot.fetch_user(seat.user_id)).display_name == "Ada"
    assert (await echo_bot.fetch_guild(seat.guild_id or 0)).name == "Reading Room"
    channel = await echo_bot.fetch_channel(seat.channel_id)
    assert isinstance(channel, discord.TextChannel)
    assert channel.permissions_for(channel.guild.me).send_messages
    async with channel.typing():
        pass
    assert (await echo_bot.fetch_application_emojis()) == []


async def test_most_operations_were_held_against_the_description(
    here: LocalDiscord, description: Description | None, ada: Person
) -> None:
    if description is None:
        pytest.skip("../shared, which has Discord's description, is not here")
    await ada.slash("vanish", text="one more")
    assert {
        "create_interaction_response",
        "get_my_user",
        "bulk_set_application_commands",
    } <= description.operations.keys()
