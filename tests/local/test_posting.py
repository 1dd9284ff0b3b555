"""Where and how the bot may post by itself: kinds of channel, threads, history, nonces and permissions."""

from __future__ import annotations

import io
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import timedelta

import discord
import pytest
import pytest_asyncio

from bot.local import Clock, LocalDiscord
from bot.local.changes import add_channel, archive_thread, delete_channel, set_overwrites, set_role
from bot.local.permissions import Permission
from bot.local.start import APPLICATION, READING_ROOM
from bot.local.world import ChannelType, Overwrite
from tests.local.bare import QUIET, answer, bare
from tests.local.described import Description
from tests.local.echo import EchoBot, running

DAILY = READING_ROOM + 11
EVERYONE, BOT_ROLE, READERS = READING_ROOM, READING_ROOM + 1, READING_ROOM + 3


@dataclass(frozen=True)
class Place:
    """A local Discord with a bot and one of its channels."""

    here: LocalDiscord
    bot: EchoBot

    @property
    def daily(self) -> discord.TextChannel:
        """Return #daily as the bot knows it."""
        channel = self.bot.get_channel(DAILY)
        assert isinstance(channel, discord.TextChannel)
        return channel

    async def made(self, kind: ChannelType) -> int:
        """Add a channel; return its id once the bot knows it."""
        number = await add_channel(self.here.realm, READING_ROOM, "new", kind)
        await self.settled()
        return number

    async def settled(self) -> None:
        """Wait until the bot has taken in everything that happened up to now."""
        await self.here.person("Ada").slash("echo", text="now")


@pytest_asyncio.fixture
async def place(description: Description | None) -> AsyncIterator[Place]:
    """A local Discord whose world may be changed; at the end all that passed was as Discord describes it."""
    clock = Clock()
    async with LocalDiscord(port=0, clock=clock, witness=description.witness if description else None) as here:
        if description:
            description.problems.clear()
        async with running(here, bot := EchoBot(here)):
            yield Place(here, bot)
        assert here.findings == []
        assert description is None or description.problems == []


@pytest.mark.parametrize("kind", [ChannelType.TEXT, ChannelType.ANNOUNCEMENT, ChannelType.VOICE, ChannelType.STAGE])
async def test_channels_of_these_kinds_take_posts(place: Place, kind: ChannelType) -> None:
    channel = place.bot.get_channel(await place.made(kind))
    assert isinstance(channel, discord.abc.Messageable)
    assert (await channel.send("good morning")).content == "good morning"


@pytest.mark.parametrize("kind", [ChannelType.FORUM, ChannelType.CATEGORY])
async def test_channels_of_these_kinds_take_none(place: Place, kind: ChannelType) -> None:
    number = await place.made(kind)
    with pytest.raises(discord.HTTPException) as refusal:
        await place.bot.get_partial_messageable(number).send("good morning")
    assert (refusal.value.status, refusal.value.code) == (400, 50008)


async def test_a_post_in_a_forum_is_a_thread(place: Place) -> None:
    forum = place.bot.get_channel(await place.made(ChannelType.FORUM))
    assert isinstance(forum, discord.ForumChannel)
    begun = await forum.create_thread(name="Sunday", content="The first of many.")
    assert begun.message.content == "The first of many."
    assert begun.thread.parent_id == forum.id


async def test_a_thread_grows_from_a_message(place: Place) -> None:
    message = await place.daily.send("What do you think?")
    thread = await message.create_thread(name="Sunday", auto_archive_duration=60)
    assert thread.id == message.id
    assert (await thread.send("I agree.")).channel.id == thread.id
    with pytest.raises(discord.HTTPException) as refusal:
        await message.create_thread(name="again")
    assert refusal.value.code == 160004


async def test_a_thread_stands_alone(place: Place) -> None:
    thread = await place.daily.create_thread(name="Every day", type=discord.ChannelType.public_thread)
    assert not thread.is_private()
    found = await place.bot.fetch_channel(thread.id)
    assert isinstance(found, discord.Thread)
    assert (found.parent_id, found.owner_id) == (DAILY, APPLICATION)


async def test_a_message_opens_an_archived_thread_again(place: Place) -> None:
    thread = await place.daily.create_thread(name="Every day", type=discord.ChannelType.public_thread)
    message = await thread.send("one")
    await archive_thread(place.here.realm, thread.id)
    with pytest.raises(discord.HTTPException) as refusal:
        await message.edit(content="one, corrected")
    assert refusal.value.code == 50083
    await thread.send("two")
    found = await place.bot.fetch_channel(thread.id)
    assert isinstance(found, discord.Thread)
    assert not found.archived


async def test_a_locked_thread_stays_closed(place: Place) -> None:
    thread = await place.daily.create_thread(name="Every day", type=discord.ChannelType.public_thread)
    await archive_thread(place.here.realm, thread.id, locked=True)
    with pytest.raises(discord.HTTPException) as refusal:
        await thread.send("two")
    assert refusal.value.code == 160005


async def test_the_owner_of_a_thread_opens_it(place: Place) -> None:
    thread = await place.daily.create_thread(name="Every day", type=discord.ChannelType.public_thread)
    await archive_thread(place.here.realm, thread.id)
    await place.settled()
    assert not (await thread.edit(archived=False)).archived


@pytest.mark.parametrize(
    ("denied", "code"),
    [
        pytest.param(Permission.VIEW_CHANNEL, 50001, id="cannot see the channel"),
        pytest.param(Permission.SEND_MESSAGES, 50013, id="cannot post"),
        pytest.param(Permission.EMBED_LINKS, 50013, id="cannot embed"),
        pytest.param(Permission.ATTACH_FILES, 50013, id="cannot attach"),
        pytest.param(Permission.READ_MESSAGE_HISTORY, 160002, id="cannot reply"),
    ],
)
async def test_a_post_wants_its_permissions(place: Place, denied: Permission, code: int) -> None:
    first = await place.daily.send("first")
    await set_overwrites(place.here.realm, DAILY, Overwrite(EVERYONE, deny=int(denied)))
    with pytest.raises(discord.Forbidden) as refusal:
        await place.daily.send(
            embed=discord.Embed(title="T"), file=discord.File(io.BytesIO(b"x"), "x.txt"), reference=first
        )
    assert refusal.value.code == code


async def test_a_thread_wants_a_permission_of_its_own(place: Place) -> None:
    thread = await place.daily.create_thread(name="Every day", type=discord.ChannelType.public_thread)
    await set_overwrites(place.here.realm, DAILY, Overwrite(EVERYONE, deny=int(Permission.SEND_MESSAGES)))
    assert (await thread.send("still")).content == "still"
    await set_overwrites(place.here.realm, DAILY, Overwrite(EVERYONE, deny=int(Permission.SEND_MESSAGES_IN_THREADS)))
    with pytest.raises(discord.Forbidden):
        await thread.send("no more")


async def test_the_history_is_read_in_both_directions(place: Place) -> None:
    sent = [(await place.daily.send(f"n{number}")).id for number in range(7)]
    forward = [m.id async for m in place.daily.history(oldest_first=True)]
    back = [m.id async for m in place.daily.history(limit=3, before=discord.Object(sent[5]))]
    after = [m.id async for m in place.daily.history(limit=2, after=discord.Object(sent[1]))]
    around = [m.id async for m in place.daily.history(limit=3, around=discord.Object(sent[3]))]
    assert forward == sent
    assert back == [sent[4], sent[3], sent[2]]
    assert after == [sent[2], sent[3]]
    assert sorted(around) == sent[2:5]


async def test_a_history_that_may_not_be_read_looks_empty_and_is_found(place: Place) -> None:
    await place.daily.send("here I am")
    await set_overwrites(place.here.realm, DAILY, Overwrite(EVERYONE, deny=int(Permission.READ_MESSAGE_HISTORY)))
    assert [m async for m in place.daily.history()] == []
    assert "may not read" in place.here.findings.pop()


async def test_a_list_of_101_is_refused(place: Place) -> None:
    async with bare(place.here) as session:
        status, body = await answer(session, "GET", f"/channels/{DAILY}/messages?limit=101")
    assert (status, body["code"]) == (400, 50035)


async def test_a_nonce_is_good_for_a_few_minutes(place: Place) -> None:
    first, again = [await place.daily.send("once", nonce="n-1") for _ in "ab"]
    assert first.id == again.id
    place.here.clock.advance(timedelta(minutes=6))
    assert (await place.daily.send("once", nonce="n-1")).id != first.id


async def test_the_nonce_of_a_deleted_message_makes_no_other(place: Place) -> None:
    await (await place.daily.send("once", nonce="n-2")).delete()
    with pytest.raises(discord.NotFound) as refusal:
        await place.daily.send("once", nonce="n-2")
    assert refusal.value.code == 10008


async def test_a_role_is_notified_that_the_post_names_and_allows(place: Place) -> None:
    allowed = discord.AllowedMentions(everyone=False, users=False, roles=[discord.Object(READERS)])
    words = f"<@&{READERS}> <@&{BOT_ROLE}> @everyone"
    assert (await place.daily.send(words, allowed_mentions=allowed)).role_mentions == []
    guild = place.here.realm.world.guilds[READING_ROOM]
    readers = next(role for role in guild.roles if role.id == READERS)
    await set_role(place.here.realm, READING_ROOM, replace(readers, mentionable=True))
    sent = await place.daily.send(words, allowed_mentions=allowed)
    assert [role.id for role in sent.role_mentions] == [READERS]
    assert not sent.mention_everyone


async def test_any_role_is_notified_by_who_may_mention_everyone(place: Place) -> None:
    await set_overwrites(place.here.realm, DAILY, Overwrite(EVERYONE, allow=int(Permission.MENTION_EVERYONE)))
    view = discord.ui.LayoutView()
    view.add_item(discord.ui.TextDisplay(f"<@&{READERS}>"))
    allowed = discord.AllowedMentions(everyone=False, users=False, roles=[discord.Object(READERS)])
    sent = await place.daily.send(view=view, allowed_mentions=allowed)
    assert [role.id for role in sent.role_mentions] == [READERS]


async def test_a_post_can_be_silent(place: Place) -> None:
    assert (await place.daily.send("hush", silent=True)).flags.suppress_notifications


async def test_a_post_carries_files_and_their_descriptions(place: Place) -> None:
    picture = discord.File(io.BytesIO(b"picture"), "sun.png", description="A sun.")
    (attached,) = (await place.daily.send(file=picture)).attachments
    assert (attached.filename, attached.description, await attached.read()) == ("sun.png", "A sun.", b"picture")


async def test_a_reply_names_what_it_replies_to(place: Place) -> None:
    first = await place.daily.send("first")
    reply = await first.reply("second", mention_author=False)
    assert reply.reference
    assert reply.reference.message_id == first.id


async def test_a_deleted_channel_takes_its_threads_along(place: Place) -> None:
    thread = await place.daily.create_thread(name="Every day", type=discord.ChannelType.public_thread)
    await delete_channel(place.here.realm, DAILY)
    with pytest.raises(discord.NotFound) as refusal:
        await thread.send("anybody?")
    assert refusal.value.code == 10003


async def test_channels_roles_and_members_of_a_guild_are_listed(place: Place) -> None:
    await place.made(ChannelType.VOICE)
    guild = await place.bot.fetch_guild(READING_ROOM)
    names = {channel.name for channel in await guild.fetch_channels()}
    assert "moderators" not in names  # which the bot cannot see
    assert {"general", "daily", "new"} <= names
    assert "Readers" in {role.name for role in await guild.fetch_roles()}
    assert (await guild.fetch_member(place.here.person("Ada").seat.user_id)).display_name == "Ada"
    with pytest.raises(discord.NotFound) as refusal:
        await guild.fetch_member(5)
    assert refusal.value.code == 10007


async def test_a_thread_wants_a_name(place: Place) -> None:
    async with bare(place.here) as session:
        _, message = await answer(session, "POST", f"/channels/{DAILY}/messages", json=QUIET | {"content": "x"})
        path = f"/channels/{DAILY}/messages/{message['id']}/threads"
        assert (await answer(session, "POST", path, json={"name": "x" * 101}))[1]["code"] == 50035
        assert (await answer(session, "POST", path, json={"name": "x", "auto_archive_duration": 7}))[1]["code"] == 50035
    place.here.findings.clear()
