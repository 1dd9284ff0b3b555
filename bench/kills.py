"""Kills reloads: at random moments, and at each call that changes a file. What is served then, and what was left?

A house has a server with documents of its own beside the shared ones, and a history that is full. Both shared documents
tell the same number, so an edition with two numbers is a mix. After each kill it is started again: it must serve one of
the numbers, have no file that nobody needs, and reload.
"""

from __future__ import annotations

import asyncio
import json
import os
import random
import re
import shutil
import signal
import sqlite3
import subprocess
import tempfile
import time
from collections import Counter, deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from bench import tracing
from bench.tracing import Call
from bot.shelves import Shelves
from bot.state import State
from bot.state import shelves as registry
from bot.uploads import Upload
from corpus.library import Library

GUILD, ACTOR = 4242, 1
_EARLIER = 7  # reloads before: the history is full, so that each further one takes something away
_NUMBER = re.compile(r"rose (\d+) feet")


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


async def numbers(shelves: Shelves, guild_id: int | None) -> list[int]:
    """Return the numbers that a server's edition tells."""
    async with shelves.reading(guild_id) as edition:
        found = [await edition.ask(f"how many feet rose the tide of {place}?") for place in ("Marle", "Tessing")]
    return sorted({int(told[1]) for one in found for told in [_NUMBER.search(one.answers[0].text)] if told})


def upload(number: int) -> Upload:
    """Return a document of the server's own."""
    words = f"# Note {number}\n\nThe keeper of the quay wrote note {number} on 5 May 1872 and went home.\n"
    return Upload("note.md", words.encode(), f"Note {number}", licence="CC0")


async def run(root: Path, numbered: Sequence[int]) -> None:
    """Run as the bot does: for each number, a moderator replaces a document and reloads, then the operator reloads."""
    async with (
        State(root / "data" / "state.db") as state,
        Library([root / "shared"], root / "data" / "editions") as library,
        Shelves(library, state) as shelves,
    ):
        for number in numbered:
            write(root / "shared", 2 * number - 1)
            for own in (await shelves.shelf(GUILD)).own:
                await shelves.remove(GUILD, own.name, ACTOR, now())
            await shelves.add(GUILD, upload(number), ACTOR, now())
            await reload(shelves)
            write(root / "shared", 2 * number)
            await shelves.reload_shared(now())
            await shelves.settled()


@dataclass(frozen=True, slots=True)
class Found:
    """What there is after a kill and a start: the numbers served, files that nobody needs, the number reloaded to."""

    served: Sequence[int]
    shared: Sequence[int]
    left: Sequence[str]
    after: Sequence[int]


async def look(root: Path, next_number: int) -> Found:
    """Start again and say what is served, what was left behind, and whether the next reload works."""
    async with (
        State(root / "data" / "state.db") as state,
        Library([root / "shared"], root / "data" / "editions") as library,
        Shelves(library, state) as shelves,
    ):
        served, shared = await numbers(shelves, GUILD), await numbers(shelves, None)
        left = left_over(root / "data", await state.read(_needed))
        write(root / "shared", next_number)
        await reload(shelves)
        await shelves.reload_shared(now())
        await shelves.settled()
        after = {*await numbers(shelves, GUILD), *await numbers(shelves, None)}
        left += left_over(root / "data", await state.read(_needed))
        return Found(served, shared, left, sorted(after))


def _needed(db: sqlite3.Connection) -> frozenset[str]:
    """Return the names, without endings, of the files that servers need."""
    return registry.in_use(db) | {Path(name).stem for name in registry.files(db, GUILD)}


def left_over(data: Path, needed: frozenset[str]) -> list[str]:
    """Return the files that nobody needs. The operator's store keeps its last three editions."""
    servers = [path for path in (data / "servers").rglob("*") if path.is_file()]
    stray = [path for path in servers if path.stem.removeprefix("edition-") not in needed]
    stray += [path for path in data.rglob("draft*") if path not in stray]
    kept = sorted((data / "editions").glob("*"))
    known = {"state.db", "state.db-wal", "state.db.lock", "state.db.ballast"}
    odd = [path for path in data.iterdir() if path.is_file() and path.name not in known]
    return [str(path.relative_to(data)) for path in stray + odd] + [path.name for path in kept[:-3]]


def apart(work: Callable[[], object]) -> int:
    """Do something in a process of its own that has everything loaded; return its id."""
    process = os.fork()
    if process:
        return process
    try:
        work()
    finally:
        os._exit(0)


def looked(root: Path, next_number: int) -> Found:
    """Look in a process of its own."""
    told = root / "found.json"
    told.unlink(missing_ok=True)

    def tell() -> None:
        found = asyncio.run(look(root, next_number))
        told.write_text(json.dumps([found.served, found.shared, found.left, found.after]))

    os.waitpid(apart(tell), 0)
    return Found(*json.loads(told.read_text())) if told.exists() else Found((), (), (), ())


@dataclass(slots=True)
class Tally:
    """What came of kills."""

    kills: int = 0
    mixed: int = 0
    left: int = 0
    stuck: int = 0
    served: Counter[int] = field(default_factory=Counter)

    def count(self, found: Found, allowed: Sequence[int], next_number: int, at: object) -> None:
        """Count one kill, and show it where something was wrong."""
        whole = len(found.served) == len(found.shared) == 1 and {*found.served, *found.shared} <= set(allowed)
        works = list(found.after) == [next_number]
        self.kills += 1
        self.mixed += not whole
        self.left += bool(found.left)
        self.stuck += not works
        self.served.update(found.served)
        if not whole or not works or found.left:
            print("  ", at, found, flush=True)

    def __str__(self) -> str:
        served = ", ".join(f"{many:,} times {one}" for one, many in sorted(self.served.items()))
        return (
            f"{self.kills:,} kills: mixed or failed {self.mixed}, left-over files {self.left}, next reload failed "
            f"{self.stuck} (served were {served})"
        )


def prepared(place: Path) -> Path:
    """Make a house with a server whose history is full."""
    root = place / "house"
    write(root / "shared", 0)
    os.waitpid(apart(lambda: asyncio.run(run(root, range(1, _EARLIER + 1)))), 0)
    return root


def copied(house: Path) -> Path:
    """Return a copy of a house, in which files with two names still have both."""
    copy = house.with_name("copy")
    shutil.rmtree(copy, ignore_errors=True)
    subprocess.run(["cp", "-a", house, copy], check=True)
    return copy


OLD, NEXT = 2 * _EARLIER, 2 * _EARLIER + 3
ALLOWED = (OLD, OLD + 1, OLD + 2)


def _reloads(root: Path) -> None:
    asyncio.run(run(root, [_EARLIER + 1]))


def at_random(kills: int, seed: int) -> Tally:
    """Kill a reload at random moments."""
    chance, tally = random.Random(seed), Tally()
    with tempfile.TemporaryDirectory() as place:
        house = prepared(Path(place))
        root, began = copied(house), time.perf_counter()
        os.waitpid(apart(lambda: _reloads(root)), 0)
        whole = time.perf_counter() - began
        for _ in range(kills):
            copied(house)
            process = apart(lambda: _reloads(root))
            moment = chance.uniform(0, whole * 1.1)
            time.sleep(moment)
            os.kill(process, signal.SIGKILL)
            os.waitpid(process, 0)
            tally.count(looked(root, NEXT), ALLOWED, NEXT, f"{moment:.2f} s")
            if tally.kills % 25 == 0:
                print(f"   {tally}", flush=True)
    print(f"kill -9 at random within {whole:.1f} s: {tally}")
    return tally


def at_each_call(most: int = 0) -> Tally:
    """Kill a reload at each call that changes a file, in the bot or in the process that builds, whichever makes it.

    A call is known by who makes it, which it is, on what kind of file, and the how many-th such it is in a run. Threads
    and processes go side by side, so runs differ in the order of calls; each run is watched whole until its kill, and
    every call that was ever seen gets its kill. One that was first seen after another kill gets it after that one.
    """
    tally, began = Tally(), time.monotonic()
    with tempfile.TemporaryDirectory() as place:
        house = prepared(Path(place))
        root = copied(house)
        seen = tracing.run(lambda: _reloads(root), root / "data", lambda call: False)
        _tell_of(seen)
        first: dict[Call, Call | None] = dict.fromkeys(seen)  # after which kill it was seen for the first time
        waiting = deque(sorted(seen, key=lambda call: call.name == "pwrite64"))  # of pages there are hundreds
        missed = Counter[Call]()
        while waiting and (not most or tally.kills < most):
            target = waiting.popleft()
            copied(house)
            kills = (target, first[target])
            calls = tracing.run(lambda: _reloads(root), root / "data", kills.__contains__)
            if target in calls:
                tally.count(looked(root, NEXT), ALLOWED, NEXT, target)
            else:
                missed[target] += 1
                waiting.extend([target] if missed[target] < _TRIES else [])
            new = [call for call in dict.fromkeys(calls) if call not in first]
            first.update(dict.fromkeys(new, target))
            waiting.extend(new)
            if tally.kills % 25 == 0:
                print(f"   {tally.kills} of {len(first)}, {time.monotonic() - began:,.0f} s", flush=True)
    never = ", ".join(str(call) for call, times in missed.items() if times >= _TRIES)
    print(f"calls seen in any run: {len(first):,}; not made again in {_TRIES} runs: {never or 'none'}")
    print(f"kill -9 at each: {tally}, {time.monotonic() - began:,.0f} s")
    return tally


def _tell_of(seen: Sequence[Call]) -> None:
    print(f"a run changes files in {len(seen):,} calls:", flush=True)
    for who in dict.fromkeys(call.who for call in seen):
        names = Counter(call.name for call in seen if call.who == who)
        print(f"   {who}: {', '.join(f'{many} {name}' for name, many in names.most_common())}", flush=True)


_TRIES = 5  # runs in which a call that only some make may come
