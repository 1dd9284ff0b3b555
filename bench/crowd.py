"""Members who ask without pause while a moderator reloads: are answers lost, or mixed of two editions, and how late?

Pero runs in a process of its own, beside the local Discord, its members and the moderator; or, `inside`, in the same
process as they do, as `python -m bot run` without a token does.
"""

from __future__ import annotations

import asyncio
import re
import tempfile
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from bench.kills import write
from bench.machine import seen, watched
from bench.outside import COGS, outside
from bot.app import Pero
from bot.config import Config
from bot.local import LocalDiscord, Person
from bot.local.errors import Unanswered
from bot.local.person import Reply
from bot.shelves import Shelves
from bot.state import State
from bot.views import VIEWS
from corpus.library import Library

_PLACES = ("Marle", "Tessing")
_NUMBER = re.compile(r"rose (\d+) feet")
_EDITION = re.compile(r"edition `(\w+)`")


@dataclass(slots=True)
class Told:
    """What members were told so far: how long each answer took, what failed and why, and which edition told what."""

    took: list[float] = field(default_factory=list)
    failed: list[tuple[float, str]] = field(default_factory=list)  # when it was asked, in seconds since 1970, and why
    mixed: int = 0
    numbers: dict[str, int] = field(default_factory=dict)

    def note(self, answer: str, took: float) -> None:
        """Note an answer; an edition that tells two numbers is mixed."""
        found, edition = _NUMBER.search(answer), _EDITION.search(answer)
        if not found or not edition:
            self.failed.append((time.time() - took, answer))
            return
        self.took.append(took)
        number = int(found[1])
        self.mixed += self.numbers.setdefault(edition[1], number) != number

    def __str__(self) -> str:
        took = sorted(self.took) or [0.0]
        late = f"median {median(took):.2f}, p99 {took[int(len(took) * 0.99)]:.2f}, slowest {took[-1]:.2f} s"
        return f"{len(self.took):,} answers, failed {len(self.failed)}, mixed {self.mixed}; {late}"


async def crowd(reloads: int, members: int, *, inside: bool) -> None:
    """Reload again and again while members ask without pause; print what they were told."""
    with tempfile.TemporaryDirectory() as place:
        root = Path(place)
        await asyncio.to_thread(write, root / "documents", 0)
        async with watched() as machine, _inside(root) if inside else _outside(root) as here:
            told = await _asked_while_reloading(here, root / "documents", reloads, members)
    where = "with" if inside else "beside"
    print(f"{reloads} reloads, {members} members, Pero in one process {where} Discord: {told}")
    print(f"editions that answered: {len(told.numbers)}")
    print(f"the machine: {machine.told(0, time.time())}")
    for (second, why), count in sorted(Counter((int(at), why) for at, why in told.failed).items()):
        print(f"failed {count}, {time.strftime('%X', time.gmtime(second))}: {why} {machine.told(second, second + 4)}")


@asynccontextmanager
async def _outside(root: Path) -> AsyncIterator[LocalDiscord]:
    async with outside("bench.reload", root) as (here, _):
        yield here


@asynccontextmanager
async def _inside(root: Path) -> AsyncIterator[LocalDiscord]:
    async with (
        State(root / "state.db") as state,
        Library([root / "documents"], root / "editions") as library,
        Shelves(library, state) as shelves,
        LocalDiscord(port=0) as here,
        Pero(
            Config(cooldown=0, data=root),
            shelves,
            state,
            extensions=COGS,
            views=VIEWS,
            clock=here.clock.now,
            connector=here.connector(),
            guilds_within=0.05,
        ) as bot,
    ):
        await bot.login(here.token)
        connected = asyncio.create_task(bot.connect())
        await bot.wait_until_ready()
        yield here
        await bot.close()
        await asyncio.gather(connected, return_exceptions=True)


async def _asked_while_reloading(here: LocalDiscord, documents: Path, reloads: int, members: int) -> Told:
    told, now, going = Told(), seen(0), True

    async def member(number: int) -> None:
        while going:
            await _ask(here.person("Ada"), _PLACES[number % 2], told)

    asked = [asyncio.create_task(member(number)) for number in range(members)]
    for number in range(1, reloads + 1):
        await asyncio.to_thread(write, documents, number)
        await _reloaded(here.person("Mod"), told)
        if number % 10 == 0:
            began, now = now, seen(0)
            kept = (now.stolen - began.stolen) / max(now.busy - began.busy, 1)
            print(f"   {number} reloads: {told}; the host kept {kept:.0%}", flush=True)
    going = False
    await asyncio.gather(*asked)
    return told


async def _ask(ada: Person, place: str, told: Told) -> None:
    at, began = time.time(), time.perf_counter()
    try:
        answer = (await ada.slash("ask", question=f"how many feet rose the tide of {place}?")).text
    except Unanswered as late:
        told.failed.append((at, str(late)))
    else:
        told.note(answer, time.perf_counter() - began)


async def _reloaded(mod: Person, told: Told) -> None:
    """Reload as a moderator does: look at what would change, then switch; again where Discord gave up waiting."""
    while True:
        try:
            looked = await _when(await mod.slash("corpus reload"), lambda reply: "Switch to it" in reply.buttons)
            await _when(await looked.press("Switch to it"), lambda reply: "Switched" in reply.text)
            return
        except Unanswered as late:
            told.failed.append((time.time(), f"moderator: {late}"))


async def _when(reply: Reply, so: Callable[[Reply], bool]) -> Reply:
    """Wait until a message is as it should be after edits."""
    return await reply.person.wait(lambda: reply.now() if so(reply.now()) else None, "edit")
