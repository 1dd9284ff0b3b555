"""Posts through a Discord that fails, from a process that is killed again and again: is each there, and once?

python -m bench.chaos                 # make chaos: the whole table, in about five minutes
python -m bench.chaos --posts 40 --kills 20
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import tempfile
import time as clocks
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bench.lives import Life, Nursery, nursery, opened, prepared
from bot.local import Fault, LocalDiscord, Trouble
from bot.local.changes import add_channel
from bot.local.components import walk
from bot.local.start import READING_ROOM
from bot.state import daily, ledger
from bot.state.daily import Schedule
from corpus.build import build

DOCUMENTS = Path(__file__).parents[1] / "tests" / "data" / "library"
TO_CHANNEL = "/channels/{channel_id}/messages"
WINDOW = timedelta(seconds=2)
"""For how long the local Discord knows a nonce again; nothing may depend on it."""

_CHANNELS = 5
FAULTS = (
    Fault("POST", TO_CHANNEL, Trouble.DROPPED, None, 0.03, 1),
    Fault("POST", TO_CHANNEL, Trouble.LOST_ANSWER, None, 0.06, 2),
    Fault("POST", TO_CHANNEL, Trouble.STORED_THEN_502, None, 0.05, 3),
    Fault("*", TO_CHANNEL, Trouble.HTTP_503, None, 0.02, 4),
    Fault("*", TO_CHANNEL, Trouble.RATE_LIMITED, None, 0.03, 5, 0.2),
)


@dataclass(frozen=True, slots=True)
class Tally:
    """What stands in the channels against what was owed, by Discord's own messages and not by the ledger."""

    owed: int
    once: int
    lost: int
    twice: int
    unmarked: int  # the ledger says another thing than the channel
    states: Counter[str] = field(default_factory=Counter)

    @property
    def is_good(self) -> bool:
        """Whether each post is there, and once, and the ledger knows."""
        return self.once == self.owed and not (self.lost or self.twice or self.unmarked)


@dataclass(slots=True)
class Theatre:
    """A local Discord with channels, and a ledger with posts that are due in them."""

    here: LocalDiscord
    channels: list[int]
    folder: Path
    edition: Path
    runs: int = 0

    def owe(self, posts: int) -> Path:
        """Make a new ledger with so many posts, all due."""
        self.runs += 1
        path = prepared(self.folder / f"ledger-{self.runs}.db")
        now = datetime.now(UTC)
        due = now - timedelta(minutes=4)
        with opened(path) as db:
            db.execute("BEGIN IMMEDIATE")
            for number in range(posts):
                channel = self.channels[number % len(self.channels)]
                daily.add(db, _schedule(channel, due, number + 1000 * self.runs))
            db.execute("COMMIT")
        return path

    def life(self, path: Path) -> Life:
        """Return a life on a ledger."""
        return Life(self.here.address.write(), str(path), str(self.edition))

    def tally(self, path: Path) -> Tally:
        """Count."""
        with opened(path) as db:
            rows = db.execute("SELECT guild_id, number, occasion, state, message_id FROM post").fetchall()
            owed = db.execute("SELECT count(*) FROM schedule").fetchone()[0]
        found = self._found()
        counts = [len(found.get(ledger.nonce(*row[:3]), ())) for row in rows]
        unmarked = [row for row in rows if row[4] not in found.get(ledger.nonce(*row[:3]), ())]
        return Tally(
            owed,
            counts.count(1),
            owed - len(rows) + counts.count(0),
            sum(count > 1 for count in counts),
            len(unmarked),
            Counter(row[3] for row in rows),
        )

    def _found(self) -> dict[str, list[int]]:
        """Return the messages in all channels, by the nonce in their button."""
        found: dict[str, list[int]] = {}
        for channel in self.channels:
            for message in self.here.realm.world.said_in(channel):
                for component in walk(message.body["components"]):
                    if ":posted:" in (marked := str(component.get("custom_id", ""))):
                        found.setdefault(marked.rpartition(".")[2], []).append(message.id)
        return found

    def sent(self) -> int:
        """Return how many requests to post have come so far."""
        return sum(each.method == "POST" for each in self.here.journal)


def _schedule(channel: int, due: datetime, number: int) -> Schedule:
    """Return a schedule of a server of its own, so that no two choose from one past."""
    minute = due.replace(second=0, microsecond=0)
    return Schedule(number, 0, channel, minute.time(), "UTC", "every day", since=minute - timedelta(seconds=1))


@asynccontextmanager
async def theatre(folder: Path) -> AsyncIterator[Theatre]:
    """Open the house."""
    edition = build([DOCUMENTS], folder / "editions").path
    async with LocalDiscord(port=0, nonce_window=WINDOW) as here:
        channels = [await add_channel(here.realm, READING_ROOM, f"posts-{n}") for n in range(_CHANNELS)]
        yield Theatre(here, channels, folder, edition)
        # Whoever dies while sending leaves half a request behind, which is no fault of the local Discord's.
        here.realm.failures[:] = [one for one in here.realm.failures if not isinstance(one, ConnectionResetError)]


async def killed_at_random(
    house: Theatre, lives: Nursery, posts: int, kills: int, processes: int, seed: int = 7
) -> tuple[Tally, int]:
    """Post everything through faults, in lives that end by -9 at random; return the tally and how many were killed."""
    chance = random.Random(seed)
    path = house.owe(posts)
    plain = house.life(path)
    plain = replace(plain, shared=True, lease=2.0) if processes > 1 else plain
    for fault in FAULTS:
        house.here.faults.add(fault)
    killed = 0
    running = [await asyncio.to_thread(lives.start, plain) for _ in range(processes)]
    while killed < kills:
        await _some_requests(house, chance)
        victim = chance.randrange(processes)
        killed += await asyncio.to_thread(lives.kill, running[victim]) == -9
        if chance.random() < 0.15:
            await asyncio.sleep(WINDOW.total_seconds() + 0.1)
        running[victim] = await asyncio.to_thread(lives.start, plain)
    for pid in running:
        await asyncio.to_thread(lives.kill, pid)
    await _finished(lives, plain)
    house.here.faults.clear()
    return house.tally(path), killed


async def _some_requests(house: Theatre, chance: random.Random) -> None:
    """Wait until a few requests to post have come, or a little longer than they take, and then a moment more."""
    until, patience = house.sent() + chance.randrange(1, 4), clocks.monotonic() + 0.2 + chance.random()
    while house.sent() < until and clocks.monotonic() < patience:  # noqa: ASYNC110  # nothing tells of each request
        await asyncio.sleep(0.002)
    await asyncio.sleep(chance.random() * 0.03)


async def _finished(lives: Nursery, life: Life) -> str:
    """Lead a last life to its natural end."""
    pid = await asyncio.to_thread(lives.start, replace(life, ends=True))
    status, said = await asyncio.to_thread(lives.wait, pid)
    if status:
        raise RuntimeError(f"the last life ended with {status}: {said}")
    return said


@dataclass(frozen=True, slots=True)
class Point:
    """A step at which a life was ended, and what came of it when the next began at once, or after the window."""

    step: str
    at_once: Tally
    later: Tally


async def killed_at_each_step(house: Theatre, lives: Nursery) -> AsyncIterator[Point]:
    """End a life at each step of a post, from a first attempt and from a second one after a lost answer."""
    for before, name in ((None, "1st attempt"), (Trouble.LATE_ANSWER, "2nd attempt")):
        steps = json.loads(await _one(house, lives, before, 0, wait=False))
        for number, step in enumerate(steps, 1):
            path_now = await _crashed(house, lives, before, number, wait=False)
            path_later = await _crashed(house, lives, before, number, wait=True)
            yield Point(f"{name}: {step}", house.tally(path_now), house.tally(path_later))
    for trouble, name in (
        (Trouble.LATE_REQUEST, "in the middle of the request, which is lost with it"),
        (Trouble.LATE_ANSWER, "after Discord stored the post, before it answered"),
    ):
        paths = [await _crashed(house, lives, trouble, 0, wait=wait) for wait in (False, True)]
        yield Point(name, house.tally(paths[0]), house.tally(paths[1]))


async def _one(house: Theatre, lives: Nursery, before: Trouble | None, dies_at: int, *, wait: bool) -> str:
    """Lead the lives of one post; return what the last one said."""
    path = house.owe(1)
    return await _lives(house, lives, path, before, dies_at, wait=wait)


async def _crashed(house: Theatre, lives: Nursery, before: Trouble | None, dies_at: int, *, wait: bool) -> Path:
    path = house.owe(1)
    await _lives(house, lives, path, before, dies_at, wait=wait)
    return path


async def _lives(
    house: Theatre, lives: Nursery, path: Path, before: Trouble | None, dies_at: int, *, wait: bool
) -> str:
    """Lead one that dies in its first request, if wanted; then one that dies at a step; then one to the end."""
    life = house.life(path)
    if before:
        house.here.faults.add(Fault("POST", TO_CHANNEL, before, seconds=0.4))
        await _ended(lives, replace(life, dies_in=0.15))
    if dies_at:
        await _ended(lives, replace(life, dies_at=dies_at, ends=True))
    if wait:
        await asyncio.sleep(WINDOW.total_seconds() + 0.1)
    return await _finished(lives, life)


async def _ended(lives: Nursery, life: Life) -> None:
    pid = await asyncio.to_thread(lives.start, life)
    status, said = await asyncio.to_thread(lives.wait, pid)
    if status not in (-9, 0):
        raise RuntimeError(f"a life ended with {status}: {said}")


def doctored(house: Theatre, path: Path) -> tuple[Tally, Tally]:
    """Return what the count says of a post that we copy, and of one that we take away: it must see both."""
    world = house.here.realm.world
    with opened(path) as db:
        known = {row[0] for row in db.execute("SELECT message_id FROM post")}
    chosen = next(m for m in world.messages.values() if m.id in known)
    copy = replace(chosen, id=house.here.realm.ids.next())
    world.messages[copy.id] = copy
    twice = house.tally(path)
    del world.messages[copy.id], world.messages[chosen.id]
    lost = house.tally(path)
    world.messages[chosen.id] = chosen
    return twice, lost


def rows(name: str, tally: Tally, kills: int) -> str:
    """Return a line of the table."""
    return f"| {name} | {kills} | {tally.owed} | {tally.once} | {tally.lost} | {tally.twice} | {tally.unmarked} |"


HEAD = "| run | kills | posts | exactly once | lost | twice | ledger wrong |\n|---|---|---|---|---|---|---|"
POINTS = "| killed | begun again at once | after the nonce was forgotten |\n|---|---|---|"


async def table(posts: int, kills: int, points: bool) -> AsyncIterator[str]:
    """Yield the lines of the report as they come."""
    with tempfile.TemporaryDirectory(prefix="pero-chaos-") as folder, nursery() as lives:
        async with theatre(Path(folder)) as house:
            if kills:
                async for line in _at_random(house, lives, posts, kills):
                    yield line
            if points:
                yield f"\n{POINTS}"
                async for point in killed_at_each_step(house, lives):
                    yield f"| {point.step} | {_good(point.at_once)} | {_good(point.later)} |"


async def _at_random(house: Theatre, lives: Nursery, posts: int, kills: int) -> AsyncIterator[str]:
    yield HEAD
    for processes in (1, 2):
        tally, killed = await killed_at_random(house, lives, posts, kills, processes)
        yield rows("one process" if processes == 1 else "two processes on one ledger", tally, killed)
    twice, lost = doctored(house, house.folder / f"ledger-{house.runs}.db")
    yield f"\nThe count itself, of a copied post: {twice.twice} twice; of one taken away: {lost.lost} lost."


def _good(tally: Tally) -> str:
    return "once" if tally.is_good else f"lost {tally.lost}, twice {tally.twice}, ledger wrong {tally.unmarked}"


async def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--posts", type=int, default=400)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--no-points", action="store_true", help="leave out the sweep over the steps")
    parser.add_argument("--only-points", action="store_true", help="nothing but the sweep over the steps")
    given = parser.parse_args(arguments)
    kills = 0 if given.only_points else given.kills
    async for line in table(given.posts, kills, not given.no_points):
        print(line, flush=True)


if __name__ == "__main__":
    asyncio.run(main())
