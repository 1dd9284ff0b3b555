"""What the machine's host took while something was measured: stolen time, and how late an idle process was woken.

`python -m bench.machine` watches until its input is closed and prints what it saw.
"""

from __future__ import annotations

import asyncio
import json
import sys
import threading
import time
from asyncio.subprocess import PIPE
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

_EVERY = 0.05  # seconds
_STAT = Path("/proc/stat")


@dataclass(frozen=True, slots=True)
class Moment:
    """What was seen at an instant (seconds since 1970): how late the watcher woke, and the processors' ticks so far."""

    at: float
    late: float
    stolen: int
    busy: int


@dataclass(slots=True)
class Machine:
    """What was seen, once the watching is over."""

    moments: list[Moment] = field(default_factory=list)

    def told(self, began: float, ended: float) -> str:
        """Say what the host took between two instants."""
        return told([one for one in self.moments if began <= one.at <= ended])


def told(moments: Sequence[Moment]) -> str:
    """Say how much of the time in which the processors had work the host kept, and the longest stop."""
    if len(moments) < 2:
        return "the machine stood still"
    busy = moments[-1].busy - moments[0].busy
    share = f"{(moments[-1].stolen - moments[0].stolen) / max(busy, 1):.0%}" if busy else "an unknown part"
    return f"the host kept {share}, an idle process was woken up to {max(one.late for one in moments):.2f} s late"


def seen(late: float) -> Moment:
    """Look at the machine now: the first line of proc(5)'s stat is user, nice, system, idle, …, stolen in ticks."""
    ticks = [int(one) for one in _STAT.read_text().split("\n", 1)[0].split()[1:9]] if _STAT.exists() else [0] * 8
    return Moment(time.time(), late, ticks[7], sum(ticks) - ticks[3] - ticks[4])


@asynccontextmanager
async def watched() -> AsyncIterator[Machine]:
    """Watch the machine from a process of its own while the block runs."""
    machine = Machine()
    watcher = await asyncio.create_subprocess_exec(sys.executable, "-m", "bench.machine", stdin=PIPE, stdout=PIPE)
    try:
        yield machine
    finally:
        said, _ = await watcher.communicate(b"")
        machine.moments += [Moment(*one) for one in json.loads(said)]


def _until_closed(over: threading.Event) -> None:
    sys.stdin.read()
    over.set()


def main() -> None:
    """Watch until the input is closed."""
    over = threading.Event()
    threading.Thread(target=_until_closed, args=[over], daemon=True).start()
    moments, due = list[Moment](), time.monotonic() + _EVERY
    while not over.wait(max(0.0, due - time.monotonic())):
        moments.append(seen(time.monotonic() - due))
        due = time.monotonic() + _EVERY
    print(json.dumps([(one.at, one.late, one.stolen, one.busy) for one in moments]))


if __name__ == "__main__":
    main()
