"""Short lives of the posting process: started by the hundred, killed with -9 at random or at one step of the protocol.

A process that has everything imported forks each life, so that a life begins within milliseconds. A life posts with
the bot's own scheduler, protocol and state, through an unmodified discord.py.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, closing, contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

import discord

from bot.daily.content import Content, Contents
from bot.daily.planning import Planning
from bot.daily.scheduler import Scheduler
from bot.daily.store import Store
from bot.daily.wire import Channels, Ground, Seen
from bot.local import Address, connector_to
from bot.state import State, opening
from corpus.edition import Edition

T = TypeVar("T")
ROOT = Path(__file__).parents[1]


@dataclass(frozen=True, slots=True)
class Life:
    """How one life is led. `dies_at` is the step at which it kills itself; 0 means that somebody else may."""

    address: str
    ledger: str
    edition: str
    shared: bool = False  # with another process, on one ledger
    dies_at: int = 0
    dies_in: float = 0.0  # seconds after a request to post was begun
    ends: bool = False  # when nothing is left to post
    lease: float = 90.0


class Shared:
    """The ledger as several processes have it: each its own connection, every commit durable."""

    def __init__(self, path: Path) -> None:
        self._db = sqlite3.connect(path, isolation_level=None, timeout=30)
        self._db.executescript("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;")

    async def read(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Return what `work` reads."""
        return self._transaction("BEGIN", work)

    async def write(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Carry out a change."""
        return self._transaction("BEGIN IMMEDIATE", work)

    def _transaction(self, begin: str, work: Callable[[sqlite3.Connection], T]) -> T:
        self._db.execute(begin)
        try:
            result = work(self._db)
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")
        return result


class Fate:
    """Counts the steps of a life, and ends it with -9 at the one that it is to die at."""

    def __init__(self, dies_at: int) -> None:
        self.steps: list[str] = []
        self._dies_at = dies_at

    def step(self, name: str) -> None:
        """Come to a step."""
        self.steps.append(name)
        if len(self.steps) == self._dies_at:
            print(f"died {name}", flush=True)
            os.kill(os.getpid(), signal.SIGKILL)


class Fated:
    """A store whose every transaction is two steps: before it, and after it is on the disk."""

    def __init__(self, store: Store, fate: Fate) -> None:
        self._store = store
        self._fate = fate

    async def read(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Return what `work` reads; a read is no step, since nothing is different after it."""
        return await self._store.read(work)

    async def write(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Carry out a change."""
        name = _named(work)
        self._fate.step(f"before {name}")
        result = await self._store.write(work)
        self._fate.step(f"after {name}")
        return result


def _named(work: Callable[..., Any]) -> str:
    """Return what a transaction does, by the function of the state that it calls."""
    code = work.__code__
    if work.__name__ == "<lambda>" and "problems" in code.co_names:
        return "a look at bans and clocks is noted"
    known = {"lend": "the claim", "settle": "the mark", "_claim": "the content is fixed", "free": "leases are freed"}
    known |= {"put_off": "it is put off"}
    names = [name for name in (work.__name__, *code.co_names, *code.co_freevars) if name in known]
    return known[names[0]] if names else {"mark": "the mark"}.get(work.__name__, work.__name__)


class FatedChannels(Channels):
    """Discord without a gateway: every channel may be posted in, and each request is two steps."""

    def __init__(self, client: discord.Client, fate: Fate, dies_in: float) -> None:
        super().__init__(client)
        self._fate = fate
        self._dies_in = dies_in

    def ground(self, guild_id: int, channel_id: int) -> Ground:
        """Return that everything is well."""
        return Ground()

    async def posted(self, channel_id: int, since: datetime, nonce: str) -> Seen | None:
        """Look into the channel."""
        self._fate.step("before the look into the channel")
        found = await super().posted(channel_id, since, nonce)
        self._fate.step("after the look into the channel")
        return found

    async def send(self, channel_id: int, content: Content, nonce: str) -> Seen:
        """Post."""
        self._fate.step("before the request to post")
        if self._dies_in:
            loop = asyncio.get_running_loop()
            loop.call_later(self._dies_in, os.kill, os.getpid(), signal.SIGKILL)
        sent = await super().send(channel_id, content, nonce)
        self._fate.step("after Discord's answer")
        return sent


class OneShelf:
    """One edition for all servers."""

    def __init__(self, edition: Edition) -> None:
        self._edition = edition

    @asynccontextmanager
    async def reading(self, guild_id: int | None) -> AsyncIterator[Edition]:
        """Lend it."""
        yield self._edition


async def live(life: Life) -> None:
    """Post until killed, or until nothing is left."""
    fate = Fate(life.dies_at)
    address = Address.read(life.address)
    client = discord.Client(intents=discord.Intents.none(), connector=connector_to(address))
    async with contextlib.AsyncExitStack() as stack:
        edition = await Edition.open(Path(life.edition))
        stack.push_async_callback(edition.close)
        store: Store = (
            Shared(Path(life.ledger)) if life.shared else await stack.enter_async_context(State(Path(life.ledger)))
        )
        await stack.enter_async_context(client)
        await client.login(address.token)
        wire = FatedChannels(client, fate, life.dies_in)
        fated = Fated(store, fate)
        scheduler = Scheduler(
            fated,
            Planning(fated, Contents(OneShelf(edition)), wire),
            wire,
            lambda: datetime.now(UTC),
            lease=timedelta(seconds=life.lease),
            pause=timedelta(seconds=0.1),
            alone=not life.shared,
        )
        running = asyncio.create_task(scheduler.run())
        while not (life.ends and await store.read(_nothing_left)):
            await asyncio.sleep(0.02)
            if running.done():
                running.result()
        running.cancel()
        await asyncio.wait([running])
        print(json.dumps(fate.steps), flush=True)


LEFT = """
    SELECT (SELECT count(*) FROM post WHERE state = 'pending')
         + (SELECT count(*) FROM schedule WHERE next_at <= :now AND paused_at IS NULL AND removed_at IS NULL)
"""


def _nothing_left(db: sqlite3.Connection) -> bool:
    [(left,)] = db.execute(LEFT, {"now": int(datetime.now(UTC).timestamp())})
    return not left


class Nursery:
    """Starts lives and waits for their ends."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def start(self, life: Life) -> int:
        """Begin a life; return its process id."""
        return int(self._asked("start", json.dumps(asdict(life))))

    def wait(self, pid: int) -> tuple[int, str]:
        """Wait for a life's end; return how it ended (negative: the signal), and what it said last."""
        status, _, said = self._asked("wait", str(pid)).partition(" ")
        return int(status), said

    def kill(self, pid: int) -> int:
        """End a life with -9, as a power switch does; return how it ended, for it may have been faster."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
        return self.wait(pid)[0]

    def _asked(self, word: str, rest: str) -> str:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{word} {rest}\n")
        self._process.stdin.flush()
        return self._process.stdout.readline().strip()


@contextmanager
def nursery() -> Iterator[Nursery]:
    """Run the process that forks lives."""
    command = [sys.executable, "-m", "bench.lives"]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen(command, text=True, cwd=ROOT, **pipes) as process:  # type: ignore[call-overload]  # by name
        try:
            yield Nursery(process)
        finally:
            process.stdin.close()
            process.wait()


def prepared(ledger: Path) -> Path:
    """Make an empty ledger."""
    opening.prepare(ledger)
    return ledger


@contextmanager
def opened(ledger: Path) -> Iterator[sqlite3.Connection]:
    """Open a ledger that no life has open."""
    with closing(sqlite3.connect(ledger, isolation_level=None)) as db:
        yield db


def main() -> None:
    """Fork lives as they are asked for on standard input."""
    said: dict[int, int] = {}
    for line in sys.stdin:
        word, _, rest = line.strip().partition(" ")
        if word == "start":
            reading, writing = os.pipe()
            pid = os.fork()
            if pid == 0:
                _lead(Life(**json.loads(rest)), writing)
            os.close(writing)
            said[pid] = reading
            print(pid, flush=True)
        else:
            with os.fdopen(said.pop(int(rest))) as told:
                last = told.read().strip().splitlines()[-1:]
            _, status = os.waitpid(int(rest), 0)
            print(os.waitstatus_to_exitcode(status), *last, flush=True)


def _lead(life: Life, writing: int) -> None:
    """Lead a life in the forked process, which never returns."""
    os.dup2(writing, 1)
    os.close(0)
    status = 1
    try:
        asyncio.run(live(life))
        status = 0
    except BaseException:
        sys.excepthook(*sys.exc_info())
    finally:
        sys.stdout.flush()
        os._exit(status)


if __name__ == "__main__":
    main()
