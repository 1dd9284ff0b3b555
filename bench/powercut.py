"""Cuts the power at every call by which the ledger reaches the disk: is every acknowledged claim and mark still there?

    python -m bench.powercut [--posts 40]

A process claims, lends and marks posts and prints each after COMMIT. strace records its writes, truncations and flushes
of the state's files, and its acknowledgements, in their order. At every recorded call the files are put together as a
power cut could leave them: what was flushed is there; of what was written since, nothing, everything, every other
write, or all but for a torn last one (its first 512 bytes). SQLite must open each, find it whole, and have every
row that had been acknowledged.
"""

from __future__ import annotations

import argparse
import asyncio
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.state import State, ledger
from bot.state.ledger import Post
from bot.state.ledger import State as Became

ROOT = Path(__file__).parents[1]
SECTOR = 512
_CALL = re.compile(r"(?:\d+ +)?(\w+)\((\d+)<([^>]*)>(?:, (.*))?\) += (-?\d+)")
_DATA = re.compile(r'"((?:\\x[0-9a-f]{2})*)"(?:, (\d+))?(?:, (\d+))?')
_TRACED = "pwrite64,write,fsync,fdatasync,ftruncate"


@dataclass(frozen=True, slots=True)
class Write:
    """Bytes at a place of a file; with `size`, the file's new length instead."""

    at: int
    data: bytes = b""
    size: int | None = None

    def onto(self, held: bytearray) -> None:
        """Make the change."""
        if self.size is not None:
            del held[self.size :]
            held.extend(bytes(self.size - len(held)))
            return
        held.extend(bytes(max(0, self.at - len(held))))
        held[self.at : self.at + len(self.data)] = self.data

    def torn(self) -> Write:
        """Return what of it is on the disk when only the first sector got there."""
        return self if self.size is not None else Write(self.at, self.data[:SECTOR])


@dataclass(slots=True)
class Disk:
    """The files as they surely are, and what was written since the last flush of each."""

    safe: dict[str, bytearray] = field(default_factory=dict)
    since: dict[str, list[Write]] = field(default_factory=dict)
    acknowledged: list[str] = field(default_factory=list)

    def flush(self, name: str) -> None:
        """Carry a file's writes to the disk."""
        for each in self.since.pop(name, []):
            each.onto(self.safe.setdefault(name, bytearray()))

    def after(self, survives: Callable[[Sequence[Write]], Sequence[Write]]) -> dict[str, bytes]:
        """Return the files after a power cut, of whose unflushed writes some survive."""
        left = {name: bytearray(held) for name, held in self.safe.items()}
        for name, writes in self.since.items():
            for each in survives(writes):
                each.onto(left.setdefault(name, bytearray()))
        return {name: bytes(held) for name, held in left.items()}


PATTERNS: dict[str, Callable[[Sequence[Write]], Sequence[Write]]] = {
    "nothing unflushed survives": lambda writes: (),
    "all of it survives": lambda writes: writes,
    "every other write survives": lambda writes: writes[1::2],
    "the last write is torn": lambda writes: [*writes[:-1], *(each.torn() for each in writes[-1:])],
}


def recorded(folder: Path, posts: int) -> list[str]:
    """Let a process claim and mark posts under strace; return the calls that it made."""
    log = folder / "calls"
    traced = ["strace", "-f", "-y", "-xx", "-s", "70000", "-e", f"trace={_TRACED}", "-o", str(log)]
    worked = [sys.executable, "-m", "bench.powercut", "--work", str(folder / "state.db"), "--posts", str(posts)]
    subprocess.run([*traced, *worked], check=True, cwd=ROOT, stdout=subprocess.PIPE)
    return log.read_text("ascii").splitlines()


async def work(path: Path, posts: int) -> None:
    """Claim, lend and mark, and say so after each; what is said is what may never be lost."""
    now = datetime.now(UTC)
    async with State(path) as state:
        for number in range(posts):
            post = Post(1, number, "2026-11-22", now, now + timedelta(hours=6), content="x" * 700)
            await state.write(lambda db, post=post: ledger.write(db, post))  # type: ignore[misc]  # inferred from post
            print(f"claimed {number}", flush=True)
            await state.write(lambda db, post=post: ledger.lend(db, post, "me", now))  # type: ignore[misc]
            print(f"lent {number}", flush=True)
            await state.write(lambda db, post=post: ledger.settle(db, post, Became.SENT, now))  # type: ignore[misc]
            print(f"marked {number}", flush=True)


def replayed(calls: Sequence[str], start: dict[str, bytes]) -> Iterator[Disk]:
    """Yield the disk after each call that touches the state."""
    disk = Disk({name: bytearray(held) for name, held in start.items()})
    for line in calls:
        if (match := _CALL.search(line)) is None or int(match[5]) < 0:
            continue
        call, number, path, rest = match[1], match[2], match[3], match[4] or ""
        path = bytes.fromhex(path.replace("\\x", "")).decode() if path.startswith("\\x") else path
        name = Path(path.split(" ")[0]).name
        if number == "1" and call == "write":
            disk.acknowledged += _bytes(rest).decode().split("\n")[:1] if len(_bytes(rest)) > 1 else []
        elif name not in ("state.db", "state.db-wal"):
            continue
        elif call in ("fsync", "fdatasync"):
            disk.flush(name)
        elif call == "ftruncate":
            disk.since.setdefault(name, []).append(Write(0, size=int(rest)))
        else:
            data = _DATA.search(rest)
            assert data is not None
            disk.since.setdefault(name, []).append(Write(int(data[3] or 0), _bytes(rest)))
        yield disk


def _bytes(rest: str) -> bytes:
    match = _DATA.search(rest)
    return bytes.fromhex(match[1].replace("\\x", "")) if match else b""


def lost(files: dict[str, bytes], acknowledged: Sequence[str], folder: Path) -> str:
    """Return what is wrong with the files after a cut: nothing, "corrupt", or the first thing that was lost."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for name, held in files.items():
        (folder / name).write_bytes(held)
    try:
        with closing(sqlite3.connect(folder / "state.db")) as db:
            if db.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
                return "corrupt"
            rows = {number: (state, attempts) for number, state, attempts in db.execute(_ROWS)}
    except sqlite3.DatabaseError as error:
        return f"corrupt: {error}"
    for said in acknowledged:
        word, _, number = said.partition(" ")
        state, attempts = rows.get(int(number), ("", 0))
        if not state or (word == "lent" and not attempts) or (word == "marked" and state != "sent"):
            return said
    return ""


_ROWS = "SELECT number, state, attempts FROM post"


def swept(posts: int) -> Iterator[str]:
    """Yield the lines of the report."""
    with tempfile.TemporaryDirectory(prefix="pero-power-") as name:
        folder = Path(name)
        asyncio.run(work(folder / "state.db", 0))  # so that the file is there, and in WAL mode
        start = {"state.db": (folder / "state.db").read_bytes()}
        calls = recorded(folder, posts)
        cuts, wrong, findings = Counter[str](), Counter[str](), []
        acknowledged = 0
        for disk in replayed(calls, start):
            acknowledged = len(disk.acknowledged)
            for pattern, survives in PATTERNS.items():
                cuts[pattern] += 1
                if told := lost(disk.after(survives), disk.acknowledged, folder / "after"):
                    wrong[pattern] += 1
                    findings.append(f"{pattern}: {told}")
        # The count must see a loss: what was acknowledged is looked for in a ledger from before it.
        control = lost(start, disk.acknowledged, folder / "after")
        yield "| after a power cut | cuts | corrupt, or an acknowledged row lost |\n|---|---|---|"
        yield from (f"| {pattern} | {cuts[pattern]} | {wrong[pattern]} |" for pattern in PATTERNS)
        yield f"\n{acknowledged} acknowledgements. The count itself, of a ledger from before them: “{control}” is lost."
        yield from findings[:10]


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--posts", type=int, default=40)
    parser.add_argument("--work", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args(arguments)
    if given.work:
        asyncio.run(work(given.work, given.posts))
        return
    for line in swept(given.posts):
        print(line, flush=True)


if __name__ == "__main__":
    main()
