"""What a reload does to those who ask: failed and mixed answers, the event loop's lag, and kill -9 at any moment.

`python -m bench.reload --reloads 100 --members 50` asks through the local Discord; `--kills 200` kills at random;
`--syscalls` kills at each system call that changes a file (Linux on x86-64).
"""

from __future__ import annotations

import argparse
import asyncio
import re
import tempfile
import time
from collections import Counter
from pathlib import Path
from statistics import median

from bench.kills import ACTOR, at_each_call, at_random, now, write
from bench.lag import lagging
from bot.app import Pero
from bot.config import Config
from bot.local import LocalDiscord, Person
from bot.shelves import Shelves
from bot.state import State
from bot.views import VIEWS
from corpus.library import Library

COGS = ("cogs.ask", "cogs.quotes", "cogs.facts", "cogs.dates")
_NUMBER = re.compile(r"rose (\d+) feet")
_EDITION = re.compile(r"edition `(\w+)`")


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
            bot = Pero(
                Config(cooldown=0, data=root),
                shelves,
                state,
                extensions=COGS,
                views=VIEWS,
                clock=here.clock.now,
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
    answers, took, wrong = Counter[str](), list[float](), Counter[str]()
    going, ticks = True, _ticks()

    async def member(number: int) -> None:
        while going:
            place = ("Marle", "Tessing")[number % 2]
            began = time.perf_counter()
            try:
                told = (await ada.slash("ask", question=f"how many feet rose the tide of {place}?")).text
            except Exception as error:
                wrong[f"{type(error).__name__}: {error}"] += 1
                continue
            took.append(time.perf_counter() - began)
            found, edition = _NUMBER.search(told), _EDITION.search(told)
            if not found or not edition:
                wrong[told] += 1
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
        if number % 10 == 0:
            told = f"{answers['whole']:,} answers, failed {wrong.total()}, mixed {answers['mixed']}"
            began, ticks = ticks, _ticks()
            taken = f"slowest {max(took):.2f} s; stolen by the host {_stolen(began, ticks)}"
            print(f"   {number} reloads: {told}, {taken}", flush=True)
    going = False
    await asyncio.gather(*asked)
    took.sort()
    counted = f"{answers['whole']:,} answers, failed {wrong.total()}, mixed {answers['mixed']}"
    print(f"{reloads} reloads, {members} members: {counted}")
    print(f"answers: median {median(took):.2f} s, p99 {took[int(len(took) * 0.99)]:.2f} s, slowest {took[-1]:.2f} s")
    print(f"editions that answered: {len(said)}")
    for told, count in wrong.most_common():
        print(f"failed {count}: {told}")


def _ticks() -> list[int]:
    """Return the processors' time in ticks: user, nice, system, idle, waiting, interrupts (two), stolen (proc(5))."""
    told = Path("/proc/stat")
    return [int(one) for one in told.read_text().split("\n", 1)[0].split()[1:]] if told.exists() else []


def _stolen(began: list[int], ended: list[int]) -> str:
    """Say how much of the time in which the processors had work the machine's host kept for others."""
    spent = [after - before for before, after in zip(began, ended, strict=True)]
    if len(spent) < 8:
        return "unknown"
    busy = sum(spent[:3]) + sum(spent[5:8])
    return f"{spent[7] / max(busy, 1):.0%}"


def main() -> None:
    """Measure what was asked for."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--reloads", type=int, default=0)
    options.add_argument("--members", type=int, default=50)
    options.add_argument("--lag", action="store_true")
    options.add_argument("--documents", type=Path, action="append", default=[], help="for --lag; else the bundled ones")
    options.add_argument("--kills", type=int, default=0)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--syscalls", action="store_true")
    options.add_argument("--most", type=int, default=0, help="of --syscalls, for a look at some")
    given = options.parse_args()
    if given.kills:
        at_random(given.kills, given.seed)
    if given.syscalls:
        at_each_call(given.most)
    if given.lag:
        asyncio.run(lagging(tuple(given.documents)))
    if given.reloads:
        asyncio.run(asking(given.reloads, given.members))


if __name__ == "__main__":
    main()
