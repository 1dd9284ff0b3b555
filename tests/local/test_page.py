"""The chat page's server, asked as the page asks it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import aiohttp
import pytest
import pytest_asyncio
from aiohttp import ClientSession, ClientWebSocketResponse

import bot.local
from bot.local import LocalDiscord, Person, PortTaken
from bot.local.changes import archive_thread, delete_channel
from bot.local.page_api import hello
from bot.local.start import READING_ROOM
from bot.local.world import Channel, ChannelType, Json, Thread
from tests.local.echo import SOON

PAGE = Path(bot.local.__file__).parent / "page"


class Page:
    """What the page does: asks by number, and keeps what it is told."""

    def __init__(self, socket: ClientWebSocketResponse, person: Person) -> None:
        self._socket = socket
        self._number = 0
        seat = person.seat
        self.place = {"user": str(seat.user_id), "guild": str(seat.guild_id), "channel": str(seat.channel_id)}
        self.told: list[Json] = []

    async def ask(self, action: str, **details: Any) -> Json:
        """Ask for an action and wait for its answer; keep the events that come first."""
        self._number += 1
        await self._socket.send_json({"n": self._number, "do": action} | self.place | details)
        return await self._next(lambda frame: frame.get("n") == self._number)

    async def event(self, name: str, **having: Any) -> Json:
        """Wait for an event."""
        return await self._next(lambda frame: frame.get("event") == name and having.items() <= frame.items())

    async def message(self, text: str) -> Json:
        """Wait for a message with this content."""
        found = await self._next(lambda frame: frame.get("event") == "message" and frame["message"]["content"] == text)
        message: Json = found["message"]
        return message

    async def _next(self, wanted: Callable[[Json], bool]) -> Json:
        while not (found := [frame for frame in self.told if wanted(frame)]):
            self.told.append(await asyncio.wait_for(self._socket.receive_json(), SOON))
        self.told.remove(found[0])
        return found[0]


@pytest_asyncio.fixture
async def session() -> AsyncIterator[ClientSession]:
    """A browser's connections."""
    async with ClientSession() as opened:
        yield opened


@pytest_asyncio.fixture
async def page(here: LocalDiscord, ada: Person, session: ClientSession) -> AsyncIterator[Page]:
    """The page, opened by Ada."""
    async with session.ws_connect(f"{here.page_url}page/ws", origin=here.page_url.rstrip("/")) as socket:
        yield Page(socket, ada)


def command_id(here: LocalDiscord, name: str) -> str:
    """Return the id of a synced command."""
    return str(next(command["id"] for command in here.realm.commands.all() if command["name"] == name))


async def test_the_page_is_greeted_with_everything(here: LocalDiscord, page: Page) -> None:
    hello = await page.event("hello")
    assert {user["global_name"]: user["moderator"] for user in hello["users"]} == {
        "Ada": False,
        "Bea": False,
        "Mod": True,
        "Owner": True,
        "Pero": False,
    }
    assert [guild["name"] for guild in hello["guilds"]] == ["Reading Room", "Second Server"]
    assert {"general", "daily"} <= {channel["name"] for channel in hello["guilds"][0]["channels"]}
    assert hello["bot"]["online"]
    assert "echo" in {command["name"] for command in hello["commands"]}
    assert hello["now"].endswith("+00:00")


async def test_open_threads_are_listed_with_their_channel(here: LocalDiscord, page: Page) -> None:
    world, general = here.realm.world, here.realm.world.guilds[READING_ROOM].channels[0]
    thread = Thread(world.bot.id, here.clock.now())
    talk = Channel(
        here.realm.ids.next(), "Tides", ChannelType.PUBLIC_THREAD, READING_ROOM, parent_id=general.id, thread=thread
    )
    world.put(talk)
    assert listed(hello(here.realm))["Tides"] == str(general.id)
    await archive_thread(here.realm, talk.id)
    assert "Tides" not in listed(hello(here.realm))
    await delete_channel(here.realm, talk.id)


def listed(greeting: Json) -> dict[str, str | None]:
    """Return the channels of the first server with what they stand under."""
    return {channel["name"]: channel["parent_id"] for channel in greeting["guilds"][0]["channels"]}


async def test_a_subcommand_is_named_in_full(here: LocalDiscord) -> None:
    reply = await here.person("Mod").slash("daily add", channel="#daily")
    assert reply.message["interaction_metadata"]["name"] == "daily add"


async def test_a_command_typed_in_the_page_is_answered(here: LocalDiscord, page: Page) -> None:
    options = [{"name": "text", "type": 3, "value": "from the page"}]
    answer = await page.ask("slash", command=command_id(here, "echo"), options=options)
    message = await page.message("from the page")
    assert message["interaction_metadata"]["id"] == answer["ok"]["interaction"]
    assert message["for"] is None
    answer = await page.ask("menu", command=command_id(here, "Shout"), target=message["id"])
    assert (await page.message("FROM THE PAGE"))["interaction_metadata"]["id"] == answer["ok"]["interaction"]


async def test_what_a_client_would_not_send_is_refused_in_words(here: LocalDiscord, page: Page) -> None:
    answer = await page.ask("slash", command=command_id(here, "echo"), options=[])
    assert answer["error"] == "“text” is required: fill it in."
    answer = await page.ask("slash", command="1", options=[])
    assert answer["error"] == "That command is not offered here any more."
    answer = await page.ask("fly")
    assert answer["error"] == "“fly” is nothing that can be done here."


MALFORMED: list[Json] = [{}, {"command": "x"}, {"command": "1", "user": "2"}, {"command": "1", "channel": {}}]


@pytest.mark.parametrize("details", MALFORMED)
async def test_a_malformed_request_does_not_end_the_connection(page: Page, details: Json) -> None:
    assert (await page.ask("slash", **details))["error"]
    assert (await page.ask("clock", advance=0))["ok"]


async def test_choices_come_while_typing(here: LocalDiscord, page: Page) -> None:
    typed = [{"name": "word", "type": 3, "value": "lam", "focused": True}]
    answer = await page.ask("autocomplete", command=command_id(here, "find"), options=typed)
    assert answer["ok"]["choices"] == [{"name": "Lamp", "value": "lamp"}]


async def test_a_button_is_pressed_and_the_message_replaced(here: LocalDiscord, page: Page) -> None:
    await page.ask("slash", command=command_id(here, "pages"), options=[])
    message = await page.message("This is page 1.")
    await page.ask("press", message=message["id"], custom_id="turn:2", component_type=2, values=[])
    assert (await page.message("This is page 2."))["id"] == message["id"]


async def test_a_form_is_opened_and_submitted(here: LocalDiscord, page: Page) -> None:
    await page.ask("slash", command=command_id(here, "form"), options=[])
    opened = await page.event("modal")
    book, days = (part["component"] for part in opened["modal"]["components"])
    components = [
        {"type": 18, "id": 1, "component": {"type": 4, "id": 2, "custom_id": book["custom_id"], "value": "Atlas"}},
        {"type": 18, "id": 3, "component": {"type": 3, "id": 4, "custom_id": days["custom_id"], "values": ["7"]}},
    ]
    details = {"interaction": opened["interaction"], "custom_id": opened["modal"]["custom_id"]}
    assert (await page.ask("submit", components=components, **details))["ok"]
    await page.message("Atlas for ['7']")
    assert (await page.ask("submit", components=components, **details))["error"] == "That form is not open any more."


async def test_an_ephemeral_message_is_dismissed(here: LocalDiscord, page: Page) -> None:
    options = [{"name": "text", "type": 3, "value": "hush"}]
    await page.ask("slash", command=command_id(here, "secret"), options=options)
    message = await page.message("hush")
    assert message["for"] == page.place["user"]
    assert (await page.ask("dismiss", message=message["id"]))["ok"] == {}
    await page.event("message_delete", id=message["id"], channel_id=page.place["channel"])


async def test_a_file_is_uploaded_and_given_to_the_bot(here: LocalDiscord, page: Page, session: ClientSession) -> None:
    form = aiohttp.FormData(quote_fields=False)
    form.add_field("file", b"ink", filename="../notes.txt")
    origin = {"Origin": here.page_url.rstrip("/")}
    async with session.post(f"{here.page_url}page/upload", data=form, headers=origin) as response:
        uploaded = await response.json()
    assert (uploaded["filename"], uploaded["size"]) == ("notes.txt", 3)
    options = [{"name": "file", "type": 11, "value": uploaded["id"]}]
    await page.ask("slash", command=command_id(here, "measure"), options=options)
    await page.message("notes.txt: 3 bytes, ink")


async def test_a_file_is_shown_but_never_run(here: LocalDiscord, ada: Person, session: ClientSession) -> None:
    reply = await ada.slash("card", title="Plan")
    url = reply.message["embeds"][0]["image"]["url"].removeprefix("https://cdn.discordapp.com/")
    async with session.get(here.page_url + url) as response:
        assert (await response.read(), response.content_type) == (b"plan", "image/png")
        assert response.headers["Content-Security-Policy"].startswith("sandbox;")


async def test_the_clock_is_moved_and_everybody_told(here: LocalDiscord, page: Page) -> None:
    before = here.clock.now()
    answer = await page.ask("clock", set="2031-05-04T12:00:00+02:00")
    assert answer["ok"]["now"].startswith("2031-05-04T10:00:00")
    assert (await page.event("clock"))["now"].startswith("2031-05-04T10:00:00")
    assert "no time zone" in (await page.ask("clock", set="2031-05-04T12:00:00"))["error"]
    here.clock.set(before)


async def test_other_sites_may_not_use_the_page(here: LocalDiscord, session: ClientSession) -> None:
    async with session.get(here.page_url, headers={"Host": "rebound.example"}) as response:
        assert response.status == 403
    async with session.post(f"{here.page_url}page/upload", headers={"Origin": "https://evil.example"}) as response:
        assert response.status == 403
    with pytest.raises(aiohttp.WSServerHandshakeError, match="403"):
        await session.ws_connect(f"{here.page_url}page/ws", origin="https://evil.example")


async def test_only_the_files_of_the_page_are_served(here: LocalDiscord, session: ClientSession) -> None:
    for name in sorted(path.name for path in PAGE.iterdir() if path.is_file()):
        async with session.get(here.page_url + name) as response:
            assert response.status == 200
            assert response.headers["Content-Security-Policy"].startswith("default-src 'self'")
    for name in ("..%2Fpage_server.py", "nothing.js", "attachments/1/2/none.txt"):
        async with session.get(here.page_url + name) as response:
            assert response.status == 404


async def test_a_taken_port_says_what_to_do(here: LocalDiscord) -> None:
    port = int(here.page_url.rstrip("/").rpartition(":")[2])
    with pytest.raises(PortTaken, match=f"Port {port} on 127.0.0.1 is taken.*--port {port + 1}"):
        async with LocalDiscord(port=port):
            pass
