"""How late the event loop wakes whoever asked it to while an edition is built and switched to, and who is to blame.

Beside the bot's loop, an idle one in another process is asked the same: its lateness is the machine's. Of every
callback in the bot's loop the processor's time is taken: the longest is what our own code holds the loop for.
"""

from __future__ import annotations

import asyncio
import gc
import json
import os
import shutil
import sys
import tempfile
import time
from asyncio.events import Handle
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

from bench.kills import ACTOR, GUILD, now, write
from bot.config import BUNDLED
from bot.shelves import Shelves
from bot.state import State
from corpus.library import Library

_EVERY = 0.005
_LONGEST = 3


class Lag:
    """How late a loop is, in milliseconds."""

    def __init__(self, late: list[float] | None = None) -> None:
        self.late = late or []

    async def watch(self) -> None:
        """Ask to be woken again and again."""
        loop = asyncio.get_running_loop()
        while True:
            due = loop.time() + _EVERY
            waker = loop.create_future()
            loop.call_at(due, _wake, waker)
            await waker
            self.late.append((loop.time() - due) * 1000)

    def __str__(self) -> str:
        late = sorted(self.late) or [0.0]
        return f"{median(late):.1f} / {late[int(len(late) * 0.99)]:.1f} / {late[-1]:.1f}"


def _wake(waker: asyncio.Future[None]) -> None:
    if not waker.done():
        waker.set_result(None)


@contextmanager
def _timed() -> Iterator[list[tuple[float, object]]]:
    """Take the processor's time of every callback of this process's loops, in milliseconds."""
    took: list[tuple[float, object]] = []
    untimed = Handle._run

    def timed(self: Any) -> None:
        began = time.thread_time()
        untimed(self)
        took.append(((time.thread_time() - began) * 1000, getattr(self._callback, "__self__", self._callback)))

    Handle._run = timed  # type: ignore[method-assign]  # the only place where every callback comes by
    try:
        yield took
    finally:
        Handle._run = untimed  # type: ignore[method-assign]


async def beside() -> None:
    """Measure an idle loop until the input is closed, and print what was measured."""
    lag = Lag()
    task = asyncio.create_task(lag.watch())
    print("loaded", flush=True)
    await asyncio.to_thread(sys.stdin.read)
    task.cancel()
    print(json.dumps(lag.late))


async def measured(what: str, work: Callable[[], Awaitable[object]]) -> None:
    """Print the loop's lag while something goes on, the lag of an idle loop beside it, and the longest callbacks."""
    idle = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bench.lag"), stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE
    )
    assert idle.stdout is not None  # it is a pipe
    await idle.stdout.readline()
    await _pause(0.3)
    lag = Lag()
    with _timed() as took:
        task = asyncio.create_task(lag.watch())
        await work()
        await _pause(0.3)
        task.cancel()
    machine, _ = await idle.communicate(b"")
    print(f"| {what} | {lag} | {Lag(json.loads(machine))} | {max((one for one, _ in took), default=0):.1f} |")
    for one, whose in sorted(took, key=lambda each: each[0], reverse=True)[:_LONGEST]:
        print(f"    {one:.1f} ms of the processor: {_named(whose)}", file=sys.stderr)


def _named(whose: object) -> str:
    return str(whose.get_coro()) if isinstance(whose, asyncio.Task) else type(whose).__name__


async def _pause(seconds: float) -> None:
    loop = asyncio.get_running_loop()
    over = loop.create_future()
    loop.call_later(seconds, over.set_result, None)
    await over


async def lagging(folders: tuple[Path, ...]) -> None:
    """Measure while nothing happens, while documents are built, looked at and switched to, and read by the operator."""
    with tempfile.TemporaryDirectory() as place:
        root = Path(place)
        write(root / "documents", 0)
        shared = [Path(shutil.copytree(one, root / f"shared{at}")) for at, one in enumerate(folders or (BUNDLED,))]
        print(f"Load before: {os.getloadavg()[0]:.1f}\n")
        print("| what goes on | lag p50 / p99 / longest, ms | an idle loop beside it | longest callback |")
        print("| --- | --- | --- | --- |")
        async with (
            State(root / "state.db") as state,
            Library(shared, root / "editions") as library,
            Shelves(library, state) as shelves,
        ):
            gc.collect()
            gc.freeze()  # as the bot does when it starts
            await measured("nothing", lambda: _pause(3))
            shutil.copy(root / "documents" / "marle.md", shared[0] / "marle.md")

            async def look() -> None:
                built.append((await shelves.preview(GUILD)).edition)

            async def switch() -> None:
                await shelves.switch(GUILD, built[0], ACTOR, now())
                async with shelves.reading(GUILD):
                    pass

            built: list[str] = []
            await measured("a moderator’s build and comparison", look)
            await measured("the switch", switch)
            shutil.copy(root / "documents" / "tessing.md", shared[0] / "tessing.md")
            await measured("the operator’s build and switch", lambda: shelves.reload_shared(now()))
            await measured("a server brought up to date after it", shelves.settled)


if __name__ == "__main__":
    asyncio.run(beside())
