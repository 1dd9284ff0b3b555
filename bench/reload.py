"""What a reload does to those who ask: failed and mixed answers, the event loop's lag, and kill -9 at any moment.

`python -m bench.reload --reloads 100 --members 50` asks through the local Discord; `--kills 200` kills at random;
`--syscalls` kills at each system call that changes a file (it needs strace).
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from bot.app import Pero
from bot.config import BUNDLED, Config
from bot.local import LocalDiscord, Person
from bot.shelves import Shelves
from bot.state import State
from bot.views import VIEWS
from corpus.library import Library

COGS = ("cogs.ask", "cogs.quotes", "cogs.facts", "cogs.dates")
GUILD = 4242
ACTOR = 1
CALLS = ("fsync", "fdatasync", "rename", "link", "unlink", "ftruncate", "pwrite64", "write", "mkdir")
_NUMBER = re.compile(r"rose (\d+) feet")
_EDITION = re.compile(r"edition `(\w+)`")


def write(documents: Path, number: int) -> None:
    """Write two documents that tell the same number: an answer that has two is a mix of two editions."""
    documents.mkdir(parents=True, exist_ok=True)
    for place in ("Marle", "Tessing"):
        words = f"# {place}\n\nThe tide of {place} rose {number} feet on 4 April 1871, and nobody was on the quay.\n"
        (documents / f"{place.casefold()}.md").write_text(words, "utf-8")


def now() -> datetime:
    """Return the present instant."""
    return datetime.now(UTC)


async def reload(shelves: Shelves) -> str:
    """Reload as moderators do: build, look, switch."""
    preview = await shelves.preview(GUILD)
    await shelves.switch(GUILD, preview.edition, ACTOR, now())
    return preview.edition


async def numbers(shelves: Shelves, guild_id: int) -> set[int]:
    """Return the numbers that a server's edition tells."""
    async with shelves.reading(guild_id) as edition:
        found = [await edition.ask(f"how many feet rose the tide of {place}?") for place in ("Marle", "Tessing")]
    return {int(told[1]) for one in found for told in [_NUMBER.search(one.answers[0].text)] if told}


# ---- members who ask while editions come and go


class Lag:
    """How late the event loop wakes whoever asked it to, in milliseconds."""

    def __init__(self) -> None:
        self.late: list[float] = []

    async def watch(self) -> None:
        loop, every = asyncio.get_running_loop(), 0.005
        while True:
            due = loop.time() + every
            waker = loop.create_future()
            loop.call_at(due, lambda waker=waker: waker.done() or waker.set_result(None))
            await waker
            self.late.append((loop.time() - due) * 1000)

    def __str__(self) -> str:
        late = sorted(self.late)
        high = late[int(len(late) * 0.99)]
        return f"p50 {median(late):.1f}, p99 {high:.1f}, max {late[-1]:.1f} ms ({len(late):,} ticks)"


async def measured(work: Callable[[], Awaitable[object]]) -> Lag:
    """Return the loop's lag while something goes on."""
    lag = Lag()
    task = asyncio.create_task(lag.watch())
    await work()
    task.cancel()
    return lag


async def asking(reloads: int, members: int) -> None:
    """Reload again and again while members ask without pause."""
    with tempfile.TemporaryDirectory() as place:
        root = Path(place)
        write(root / "documents", 0)
        async with (
            State(root / "state.db") as state,
            Library([root / "documents"], root / "editions") as library,
            Shelves(library, state) as shelves,
            LocalDiscord(port=0) as here,
        ):
            config, clock = Config(cooldown=0, data=root), here.clock.now
            bot = Pero(
                *(config, shelves, state),
                **{"extensions": COGS, "views": VIEWS, "clock": clock},
                connector=here.connector(),
                guilds_within=0.05,
            )
            async with bot:
                await bot.login(here.token)
                connected = asyncio.create_task(bot.connect())
                await bot.wait_until_ready()
                await _asked_while_reloading(here.person("Ada"), shelves, root / "documents", reloads, members)
            await asyncio.gather(connected, return_exceptions=True)


async def _asked_while_reloading(ada: Person, shelves: Shelves, documents: Path, reloads: int, members: int) -> None:
    guild_id = ada.seat.guild_id or 0
    said: dict[str, int] = {}
    answers, took, wrong = Counter[str](), list[float](), list[str]()
    going = True

    async def member(number: int) -> None:
        while going:
            place = ("Marle", "Tessing")[number % 2]
            began = time.perf_counter()
            try:
                told = (await ada.slash("ask", question=f"how many feet rose the tide of {place}?")).text
            except Exception as error:
                wrong.append(repr(error))
                continue
            took.append(time.perf_counter() - began)
            found, edition = _NUMBER.search(told), _EDITION.search(told)
            if not found or not edition:
                wrong.append(told)
            elif said.setdefault(edition[1], int(found[1])) != int(found[1]):
                answers["mixed"] += 1
            else:
                answers["whole"] += 1

    asked = [asyncio.create_task(member(number)) for number in range(members)]
    for number in range(1, reloads + 1):
        write(documents, number)
        preview = await shelves.preview(guild_id)
        said[preview.edition.rpartition("-")[2][:7]] = number
        await shelves.switch(guild_id, preview.edition, ACTOR, now())
    going = False
    await asyncio.gather(*asked)
    took.sort()
    counted = f"{answers['whole']:,} answers, failed {len(wrong)}, mixed {answers['mixed']}"
    print(f"{reloads} reloads, {members} members: {counted}")
    print(f"answers: median {median(took):.2f} s, p99 {took[int(len(took) * 0.99)]:.2f} s, slowest {took[-1]:.2f} s")
    print(f"editions that answered: {len(said)}; first wrong: {wrong[:1]}")


async def lagging() -> None:
    """Measure the loop's lag while the bundled documents are built, and while nothing happens."""
    with tempfile.TemporaryDirectory() as place:
        root = Path(place)
        write(root / "documents", 0)
        folder = Path(shutil.copytree(BUNDLED, root / "bundled"))
        async with (
            State(root / "state.db") as state,
            Library([folder], root / "editions") as library,
            Shelves(library, state) as shelves,
        ):
            print(f"loop lag, idle:     {await measured(lambda: asyncio.wait([asyncio.create_task(_pause(3))]))}")
            shutil.copy(root / "documents" / "marle.md", folder / "marle.md")
            print(f"loop lag, a reload: {await measured(lambda: reload(shelves))}")


async def _pause(seconds: float) -> None:
    loop = asyncio.get_running_loop()
    over = loop.create_future()
    loop.call_later(seconds, over.set_result, None)
    await over


# ---- kill -9


async def run_reload(root: Path) -> None:
    """Start as the bot does, and reload once."""
    async with (
        State(root / "state.db") as state,
        Library([root / "shared"], root / "editions") as library,
        Shelves(library, state) as shelves,
    ):
        await reload(shelves)


async def look(root: Path) -> dict[str, object]:
    """Start again and say what is served, what was left behind, and whether the next reload works."""
    async with (
        State(root / "state.db") as state,
        Library([root / "shared"], root / "editions") as library,
        Shelves(library, state) as shelves,
    ):
        served = await numbers(shelves, GUILD)
        needed = await state.read(lambda db: {row[0] for row in db.execute(_NAMED)})
        left = left_over(root, needed)
        await reload(shelves)
        return {"served": sorted(served), "left": left, "after": sorted(await numbers(shelves, GUILD))}


def left_over(root: Path, needed: set[str]) -> list[str]:
    """Return the files that nobody needs."""
    editions = (root / "servers" / "editions").glob("*")
    stray = [path.name for path in editions if path.stem.removeprefix("edition-") not in needed]
    return [path.name for path in root.rglob("draft-*")] + stray


_NAMED = "SELECT edition FROM served UNION SELECT edition FROM candidate"


def apart(work: Callable[[], object]) -> int:
    """Do something in a process of its own that has everything loaded; return its id."""
    process = os.fork()
    if process:
        return process
    try:
        work()
    finally:
        os._exit(0)


def looked(root: Path) -> dict[str, object]:
    """Look in a process of its own."""
    found = root.parent / "found.json"
    found.unlink(missing_ok=True)
    os.waitpid(apart(lambda: found.write_text(json.dumps(asyncio.run(look(root))))), 0)
    return dict(json.loads(found.read_text())) if found.exists() else {"served": [], "left": [], "after": []}


class Tally:
    """What came of kills."""

    def __init__(self) -> None:
        self.kills = self.mixed = self.left = self.stuck = 0
        self.old = self.new = 0

    def count(self, found: dict[str, object], before: int, after: int) -> None:
        served = found["served"]
        self.kills += 1
        self.old += served == [before]
        self.new += served == [after]
        self.mixed += served not in ([before], [after])
        self.left += bool(found["left"])
        self.stuck += found["after"] != [after]
        if served not in ([before], [after]) or found["left"] or found["after"] != [after]:
            print("  ", before, after, found)

    def __str__(self) -> str:
        return (
            f"{self.kills} kills: mixed or failed {self.mixed}, left-over files {self.left}, next reload failed "
            f"{self.stuck} (the old served {self.old} times, the new {self.new} times)"
        )


def prepared(place: str) -> Path:
    """Make a house in which a server has read the number 0."""
    root = Path(place) / "data"
    write(root / "shared", 0)
    os.waitpid(apart(lambda: asyncio.run(run_reload(root))), 0)
    return root


def killing(kills: int, seed: int) -> None:
    """Kill a reload at random moments."""
    chance, tally = random.Random(seed), Tally()
    with tempfile.TemporaryDirectory() as place:
        root = prepared(place)
        write(root / "shared", 1)
        began = time.perf_counter()
        os.waitpid(apart(lambda: asyncio.run(run_reload(root))), 0)
        whole = time.perf_counter() - began
        number = 1
        while tally.kills < kills:
            number += 1
            write(root / "shared", number)
            process = apart(lambda: asyncio.run(run_reload(root)))
            time.sleep(chance.uniform(0, whole * 1.1))
            os.kill(process, signal.SIGKILL)
            os.waitpid(process, 0)
            tally.count(looked(root), number - 1, number)
    print(f"kill -9 at random within {whole:.1f} s: {tally}")


def at_each_call(most: int) -> None:
    """Kill a reload at each system call that changes a file, in the bot and in the process that builds."""
    tally, number = Tally(), 0
    with tempfile.TemporaryDirectory() as place:
        root = prepared(place)
        for call in CALLS:
            for nth in range(1, most + 1):
                number += 1
                write(root / "shared", number)
                if not _struck(root, call, nth):
                    os.waitpid(apart(lambda: asyncio.run(run_reload(root))), 0)
                    break
                tally.count(looked(root), number - 1, number)
    print(f"kill -9 at each of {', '.join(CALLS)}: {tally}")


def _struck(root: Path, call: str, nth: int) -> bool:
    """Reload, killed at the `nth` such call; say whether it came so far."""
    told = root.parent / "strace.txt"
    inject = f"--inject={call}:signal=SIGKILL:when={nth}"
    command = ["strace", "-f", "-qq", "-o", str(told), f"--trace={call}", inject, sys.executable, "-m", "bench.reload"]
    subprocess.run([*command, "--victim", str(root)], check=False, capture_output=True, timeout=120)
    return "SIGKILL" in told.read_text(errors="replace")


def main() -> None:
    """Measure what was asked for."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--reloads", type=int, default=0)
    options.add_argument("--members", type=int, default=50)
    options.add_argument("--lag", action="store_true")
    options.add_argument("--kills", type=int, default=0)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--syscalls", type=int, default=0, help="how many of each kind at most")
    options.add_argument("--victim", type=Path)
    given = options.parse_args()
    if given.victim:
        asyncio.run(run_reload(given.victim))
    if given.kills:
        killing(given.kills, given.seed)
    if given.syscalls:
        at_each_call(given.syscalls)
    if given.lag:
        asyncio.run(lagging())
    if given.reloads:
        asyncio.run(asking(given.reloads, given.members))


if __name__ == "__main__":
    main()
