"""What a reload does to those who ask: failed and mixed answers, the event loop's lag, and kill -9 at any moment.

`python -m bench.reload --reloads 100 --members 50` asks through the local Discord; `--kills 200` kills at random;
`--syscalls` kills at each system call that changes a file (Linux on x86-64).
"""

from __future__ import annotations

import argparse
import asyncio
from pathlib import Path

from bench.crowd import crowd
from bench.kills import at_each_call, at_random
from bench.lag import lagging
from bench.outside import serve


def main() -> None:
    """Measure what was asked for."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--reloads", type=int, default=0)
    options.add_argument("--members", type=int, default=50)
    options.add_argument("--inside", action="store_true", help="for --reloads: Pero and Discord in one process")
    options.add_argument("--lag", action="store_true")
    options.add_argument("--documents", type=Path, action="append", default=[], help="for --lag; else the bundled ones")
    options.add_argument("--kills", type=int, default=0)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--syscalls", action="store_true")
    options.add_argument("--most", type=int, default=0, help="of --syscalls, for a look at some")
    options.add_argument("--child", nargs=2, type=Path, help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.child:
        serve(*given.child)
    if given.kills:
        at_random(given.kills, given.seed)
    if given.syscalls:
        at_each_call(given.most)
    if given.lag:
        asyncio.run(lagging(tuple(given.documents)))
    if given.reloads:
        asyncio.run(crowd(given.reloads, given.members, inside=given.inside))


if __name__ == "__main__":
    main()
