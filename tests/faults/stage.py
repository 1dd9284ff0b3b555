"""The stage on which faults are played: Pero as it runs, in a local Discord, and what it did and a member saw."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from bot.app import Pero
from bot.config import Config
from bot.gate import Gate
from bot.local import LocalDiscord, Person, Reply, Unanswered
from bot.local.interactions import WHY_FAILED
from bot.local.reading import visible_text
from bot.running import run_once
from bot.shelves import Shelves
from bot.state import State
from bot.supervision import Identifies, supervised
from bot.views import VIEWS
from corpus.library import Library
from tests.starting import EXTENSIONS

QUESTION = "when was the iron bridge opened?"
_NAMES = {
    "/interactions/{interaction_id}/{token}/callback": "answer",
    "/webhooks/{webhook_id}/{token}": "follow-up",
    "/webhooks/{webhook_id}/{token}/messages/@original": "edit",
    "/channels/{channel_id}/messages": "post",
    "/gateway/bot": "way to the gateway",
    "/users/@me": "login",
    "/oauth2/applications/@me": "application",
    "/applications/{application_id}/commands": "commands",
    "/users/{user_id}": "user",
}


@dataclass
class Stage:
    """One bot under its supervisor; `paused` are the waits that it did not have to sit out."""

    here: LocalDiscord
    gate: Gate
    lines: list[str] = field(default_factory=list)
    paused: list[timedelta] = field(default_factory=list)
    clients: list[Pero] = field(default_factory=list)
    ended: asyncio.Future[None] | None = None
    skipped: int = 0

    @property
    def ada(self) -> Person:
        """Return an ordinary member."""
        return self.here.person("Ada")

    @property
    def bot(self) -> Pero:
        """Return the client that runs now."""
        return self.clients[-1]

    def begin(self) -> None:
        """Let what was done up to now count as the time before the fault."""
        self.skipped = len(self.here.journal)
        self.lines.clear()

    async def answered(self, times: int = 1) -> str:
        """Ask, and say what the member saw."""
        try:
            return self.seen(await self.ada.slash("ask", question=QUESTION))
        except Unanswered:
            return f"“{WHY_FAILED}”" + self._also(self.messages())

    def seen(self, reply: Reply) -> str:
        """Say what a member saw of a reply, and what else stands in the channel."""
        shown = "the answer" if _ANSWER in reply.text else f"“{reply.text}”"
        private = ", alone" if reply.ephemeral else ""
        others = [each for each in self.messages() if each["id"] != reply.message.get("id")]
        return f"{shown}{private}{self._also(others)}"

    def messages(self) -> list[dict[str, Any]]:
        """Return everything that Ada sees in her channel."""
        return self.ada.messages()

    async def did(self) -> str:
        """Wait for the answers under way; say what the bot asked of Discord since then, and what it logged."""
        for client in self.clients:
            if client.answering.under_way:
                await asyncio.wait(client.answering.under_way, timeout=10)
        asked = [f"{_NAMES.get(each.route, each.route)} {each.status}" for each in self.here.journal[self.skipped :]]
        parts = [", ".join(_counted(asked)) or "nothing"]
        if self.lines:
            parts.append(f"log: {', '.join(_counted(self.lines))}")
        if waits := [wait for wait in self.paused if wait]:
            parts.append(f"waited {', '.join(f'{wait.total_seconds():g} s' for wait in waits)}")
        return "; ".join(parts).replace(" 499", " ✗")

    def _also(self, others: Sequence[dict[str, Any]]) -> str:
        return "".join(f", and “{visible_text(each).splitlines()[0]}”" for each in others)


_ANSWER = "**The iron bridge was opened on 17 June 1902"


def _counted(words: Iterable[str]) -> Iterator[str]:
    """Yield words, those in a row that are the same as one."""
    rows: list[tuple[str, int]] = []
    for word in words:
        if rows and rows[-1][0] == word:
            rows[-1] = word, rows[-1][1] + 1
        else:
            rows.append((word, 1))
    yield from (word if times == 1 else f"{word} ×{times}" for word, times in rows)


@asynccontextmanager
async def stage(library: Library, state: State, **options: Any) -> AsyncIterator[Stage]:
    """Set a stage: a local Discord with Pero in it, under its supervisor, which does not really wait."""
    async with LocalDiscord(port=0, **options) as here:
        gate = Gate(here.clock.now)
        with _logged() as lines:
            set_up = Stage(here, gate, lines)
            running = asyncio.create_task(_play(set_up, library, state))
            set_up.ended = running
            await _first(running, here.realm.happenings.until(lambda: here.gateway.online or None, 30))
            set_up.begin()
            try:
                yield set_up
            finally:
                running.cancel()
                await asyncio.gather(running, return_exceptions=True)


async def _first(running: asyncio.Task[None], waiting: Any) -> None:
    ready = asyncio.ensure_future(waiting)
    await asyncio.wait({running, ready}, return_when=asyncio.FIRST_COMPLETED)
    if running.done():
        ready.cancel()
        running.result()


async def _play(set_up: Stage, library: Library, state: State) -> None:
    now: Callable[[], datetime] = set_up.here.clock.now

    def pero() -> Pero:
        bot = Pero(
            Config(cooldown=0),
            Shelves(library, state),
            state,
            extensions=EXTENSIONS,
            views=VIEWS,
            clock=now,
            connector=set_up.here.connector(),
            guilds_within=0.05,
            gate=set_up.gate,
        )
        set_up.clients.append(bot)
        return bot

    async def pause(delay: timedelta) -> None:
        set_up.paused.append(timedelta(seconds=round(delay.total_seconds())))

    token = set_up.here.token
    await supervised(lambda: run_once(pero(), token, set_up.gate), set_up.gate, Identifies(None, now), now, pause)


class _Lines(logging.Handler):
    def __init__(self, lines: list[str]) -> None:
        super().__init__(logging.INFO)
        self._lines = lines

    def emit(self, record: logging.LogRecord) -> None:
        word = record.getMessage().split()[0]
        if record.name.startswith("bot.") and not record.name.startswith("bot.local") and word not in _USUAL:
            self._lines.append(word)


_USUAL = ("answered", "synced", "ready", "starting")


@contextmanager
def _logged() -> Iterator[list[str]]:
    """Collect the names of the events that the bot logs."""
    lines: list[str] = []
    handler, log = _Lines(lines), logging.getLogger("bot")
    level = log.level
    log.addHandler(handler)
    log.setLevel(logging.INFO)
    try:
        yield lines
    finally:
        log.removeHandler(handler)
        log.setLevel(level)
