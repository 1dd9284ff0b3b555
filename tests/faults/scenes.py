"""The faults, one function each: it disturbs a running bot and returns what a member saw."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import timedelta

import discord

from bot.gate import HeldBack
from bot.local import Fault, Trouble
from bot.local.changes import add_bot, make_available, make_unavailable, remove_bot
from bot.local.posting import compose, publish
from bot.supervision import NotLetIn
from tests.faults.stage import QUESTION, Stage

Scene = Callable[[Stage], Awaitable[str]]

ANSWER = "/interactions/*/callback"
POSTS = "/channels/{channel_id}/messages"
SOON = 30.0


def _struck(*troubles: Trouble, seconds: float = 0.3) -> Scene:
    """Return the scene in which these troubles strike one answer after the other."""

    async def scene(stage: Stage) -> str:
        for trouble in troubles:
            stage.here.faults.add(Fault("POST", ANSWER, trouble, seconds=seconds))
        return await stage.answered()

    return scene


async def _resumed(stage: Stage) -> None:
    bot = stage.bot
    await asyncio.wait_for(bot.wait_for("shard_resumed"), SOON)


async def dropped_in_mid_answer(stage: Stage) -> str:
    """The gateway breaks while an answer is on its way; the event comes again with the resume."""
    stage.here.faults.add(Fault("POST", ANSWER, Trouble.HELD))
    stage.here.gateway.overlap = 1
    resumed = asyncio.create_task(_resumed(stage))
    asked = asyncio.create_task(stage.answered())
    await _until(stage, lambda: stage.here.faults.struck)
    stage.here.gateway.drop()
    await resumed
    stage.here.faults.release()
    return await asked


async def twice(stage: Stage) -> str:
    """An event comes twice."""
    asked = asyncio.create_task(stage.answered())
    await _until(stage, lambda: stage.here.realm.interactions.pending)
    await stage.here.gateway.repeat("INTERACTION_CREATE")
    return await asked


async def pressed_twice(stage: Stage) -> str:
    """The press of a button comes twice."""
    reply = await stage.ada.slash("ask", question="what about the bridge at the harbour?")
    pressed = asyncio.create_task(reply.press("Next"))
    await _until(stage, lambda: stage.here.realm.interactions.pending)
    await stage.here.gateway.repeat("INTERACTION_CREATE")
    turned = (await pressed).text != reply.text
    return f"{'the next page' if turned else 'the same page'}, messages: {len(stage.messages())}"


async def left_and_back(stage: Stage) -> str:
    """The bot is put out of a server and brought back."""
    seat = stage.ada.seat
    assert seat.guild_id
    await stage.bot.wait_until_ready()
    for change, event in ((remove_bot, "guild_remove"), (add_bot, "guild_join")):
        told = asyncio.create_task(stage.bot.wait_for(event, timeout=SOON))
        await asyncio.gather(told, change(stage.here.realm, seat.guild_id))
    return await stage.answered()


async def guild_fails(stage: Stage) -> str:
    """A server fails and comes back, without the bot having left it."""
    guild_id = stage.ada.seat.guild_id
    assert guild_id
    await stage.bot.wait_until_ready()
    for change, event in ((make_unavailable, "guild_unavailable"), (make_available, "guild_available")):
        told = asyncio.create_task(stage.bot.wait_for(event, timeout=SOON))
        await asyncio.gather(told, change(stage.here.realm, guild_id))
    return await stage.answered()


def _disturbed(how: Callable[[Stage], Awaitable[None]]) -> Scene:
    """Return the scene in which the gateway is disturbed and the bot comes back with its session."""

    async def scene(stage: Stage) -> str:
        resumed = asyncio.create_task(_resumed(stage))
        await asyncio.gather(resumed, how(stage))
        return await stage.answered()

    return scene


async def session_lost(stage: Stage) -> str:
    """The session is invalid and gone: the bot identifies anew."""
    before = stage.here.gateway.identifies
    await stage.here.gateway.invalidate(resumable=False)
    await _until(stage, lambda: stage.here.gateway.identifies > before and stage.here.gateway.online)
    return await stage.answered()


async def client_dies(stage: Stage) -> str:
    """A payload lacks a key, and the client dies of it."""
    before = len(stage.clients)
    await stage.here.gateway.dispatch("INTERACTION_CREATE", {"id": "5", "type": 2}, None)
    await _anew(stage, before)
    return await stage.answered()


async def _anew(stage: Stage, clients: int) -> None:
    await _until(stage, lambda: len(stage.clients) > clients and stage.here.gateway.online)


async def outage(stage: Stage) -> str:
    """REST and gateway are away for a while."""
    async with stage.here.outage():
        with suppress(Exception):
            await stage.bot.fetch_user(stage.ada.seat.user_id)
        during = "nobody is there to ask"
    await _until(stage, lambda: stage.here.gateway.online)
    return f"{during}; afterwards {await stage.answered()}"


async def token_taken_back(stage: Stage) -> str:
    """The token is revoked while the bot runs."""
    await stage.here.revoke_token()
    return await _ended(stage)


def _closed_for_good(code: int) -> Scene:
    async def scene(stage: Stage) -> str:
        await stage.here.gateway.close(code)
        return await _ended(stage)

    return scene


async def refused_by_rest(stage: Stage) -> str:
    """REST answers 401 while the gateway still stands; nothing more is sent."""
    stage.here.faults.add(Fault("*", "*", Trouble.UNAUTHORIZED, times=None))
    for _ in range(3):
        with suppress(discord.HTTPException, HeldBack):
            await stage.bot.fetch_user(stage.ada.seat.user_id)
    return await _ended(stage)


async def _ended(stage: Stage) -> str:
    assert stage.ended
    try:
        await asyncio.wait_for(asyncio.shield(stage.ended), SOON)
    except NotLetIn as told:
        return f"the bot is offline; whoever runs it reads: {str(told).split('. ')[0]}. (exit 78)"
    return "the bot ended"


async def banned(stage: Stage) -> str:
    """Cloudflare bans the bot: only answers to interactions are tried, for 15 minutes."""
    ban = Fault("*", "/channels/*", Trouble.BANNED)
    stage.here.faults.add(ban)
    channel = stage.bot.get_partial_messageable(stage.ada.seat.channel_id)
    for _ in range(4):
        with suppress(discord.HTTPException, HeldBack):
            await channel.send("good morning")
    during = await stage.answered()
    stage.here.clock.advance(timedelta(minutes=15))
    await channel.send("good morning")
    return f"{during}, and after 15 minutes the post"


async def expired_button(stage: Stage) -> str:
    """A button of an older version, or of a bot that is gone, is pressed."""
    button = {"type": 2, "style": 1, "label": "Old", "custom_id": "from:another:age"}
    payload = {"content": "old", "components": [{"type": 1, "components": [button]}]}
    message = compose(stage.here.realm, stage.ada.seat.channel_id, payload)
    await publish(stage.here.realm, message)
    reply = await stage.ada.press(message.id, "from:another:age")
    return f"“{reply.text}”{', alone' if reply.ephemeral else ''}"


async def ready_twice(stage: Stage) -> str:
    """READY comes twice, as after a session that was lost."""
    await stage.here.gateway.repeat("READY")
    return await stage.answered()


async def stopping(stage: Stage) -> str:
    """The bot is told to stop while it answers, and somebody else asks meanwhile."""
    stage.here.faults.add(Fault("POST", ANSWER, Trouble.HELD))
    first = asyncio.create_task(stage.answered())
    await _until(stage, lambda: stage.here.faults.struck)
    finishing = asyncio.create_task(stage.bot.answering.finish(SOON))
    await asyncio.wait([finishing], timeout=0)
    second = await stage.here.person("Mod").slash("ask", question=QUESTION)
    stage.here.faults.release()
    await finishing
    seen = (await first).split(", and")[0]
    return f"{seen}; who asks meanwhile reads “{second.text}”"


async def silent(stage: Stage) -> str:
    """The gateway acknowledges no heartbeats: the answers go by REST all the same."""
    stage.here.gateway.acknowledges = False
    return await stage.answered()


async def _until(stage: Stage, look: Callable[[], object]) -> None:
    await stage.here.realm.happenings.until(lambda: True if look() else None, SOON)


async def _reconnect(stage: Stage) -> None:
    await stage.here.gateway.reconnect()


async def _invalid(stage: Stage) -> None:
    await stage.here.gateway.invalidate(resumable=True)


async def _drop(stage: Stage) -> None:
    stage.here.gateway.drop()


def _close(code: int) -> Callable[[Stage], Awaitable[None]]:
    async def close(stage: Stage) -> None:
        await stage.here.gateway.close(code)

    return close


SCENES: dict[str, Scene] = {
    "none": _struck(),
    "answer: 500 once": _struck(Trouble.HTTP_500),
    "answer: 502 once": _struck(Trouble.HTTP_502),
    "answer: 503 once": _struck(Trouble.HTTP_503),
    "answer: 504 once": _struck(Trouble.HTTP_504),
    "answer: 502 twice": _struck(Trouble.HTTP_502, Trouble.HTTP_502),
    "answer: 429, patience 0.3 s": _struck(Trouble.RATE_LIMITED),
    "answer: 429, patience 5 s": _struck(Trouble.RATE_LIMITED, seconds=5),
    "answer: 429 without Via (banned)": _struck(Trouble.BANNED),
    "answer: connection dropped before it arrives": _struck(Trouble.DROPPED),
    "answer: dropped twice": _struck(Trouble.DROPPED, Trouble.DROPPED),
    "answer: arrives, connection dropped": _struck(Trouble.LOST_ANSWER),
    "answer: arrives, 502": _struck(Trouble.STORED_THEN_502),
    "answer: 40060": _struck(Trouble.ALREADY_ANSWERED),
    "answer: 10062": _struck(Trouble.UNKNOWN_INTERACTION),
    "answer: acknowledged late": _struck(Trouble.LATE_ANSWER, seconds=0.5),
    "gateway: dropped in mid answer, event again": dropped_in_mid_answer,
    "gateway: event twice": twice,
    "gateway: press of a button twice": pressed_twice,
    "gateway: READY twice": ready_twice,
    "server left, and joined again": left_and_back,
    "server unavailable for a while": guild_fails,
    "gateway: connection dropped": _disturbed(_drop),
    "gateway: asked to reconnect (op 7)": _disturbed(_reconnect),
    "gateway: session invalid, can be resumed": _disturbed(_invalid),
    "gateway: session lost (op 9)": session_lost,
    "gateway: closed with 4000": _disturbed(_close(4000)),
    "gateway: closed with 1001": _disturbed(_close(1001)),
    "gateway: no acknowledgements": silent,
    "gateway: payload without a key": client_dies,
    "gateway: closed with 4004": _closed_for_good(4004),
    "gateway: closed with 4014": _closed_for_good(4014),
    "REST: 401": refused_by_rest,
    "REST: 429 without Via (banned)": banned,
    "REST and gateway: outage": outage,
    "token taken back": token_taken_back,
    "button of another age": expired_button,
    "told to stop in mid answer": stopping,
}
