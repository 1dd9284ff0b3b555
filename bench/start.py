"""How long Pero takes from the start of its process to its first answer, with a built edition: wall and CPU time."""

from __future__ import annotations

import argparse
import asyncio
import os
import pkgutil
import resource
import signal
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median

import cogs
from bot.config import BUNDLED, Config
from bot.local import Address, LocalDiscord, connector_to
from bot.running import on_discord, until_stopped

PROJECT = Path(__file__).parents[1]


def run_pero(data: Path, documents: Sequence[Path]) -> None:
    """Be the bot: read the address of a local Discord from standard input and answer in it."""
    address = Address.read(sys.stdin.readline())
    config = Config(token=address.token, documents=tuple(documents), data=data, cooldown=0)
    extensions = [f"cogs.{module.name}" for module in pkgutil.iter_modules(cogs.__path__)]
    until_stopped(on_discord(config, extensions, lambda line: None, lambda: connector_to(address)))


async def start(here: LocalDiscord, data: Path, documents: Sequence[Path]) -> tuple[float, float, float]:
    """Return the seconds until the bot is online, until its first answer, and the CPU seconds of its whole life."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-m", "bench.start", "--run", str(data), *_given(documents)]
    began = time.perf_counter()
    child = await asyncio.create_subprocess_exec(*command, stdin=asyncio.subprocess.PIPE, cwd=PROJECT)
    try:
        assert child.stdin
        child.stdin.write(here.address.write().encode() + b"\n")
        child.stdin.close()
        await here.realm.happenings.until(lambda: here.gateway.online or None, 300)
        online = time.perf_counter() - began
        await here.person("Ada").slash("about")
        answered = time.perf_counter() - began
    finally:
        child.send_signal(signal.SIGTERM)
        await child.wait()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return online, answered, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _given(documents: Sequence[Path]) -> list[str]:
    return [word for folder in documents for word in ("--documents", str(folder))]


async def measure(documents: Sequence[Path], times: int) -> list[tuple[float, float, float]]:
    """Return the times of several starts; one before them builds the edition."""
    with tempfile.TemporaryDirectory() as folder:
        async with LocalDiscord(port=0) as here:  # one for all starts: the bot remembers what it has told it
            await start(here, Path(folder), documents)
            return [await start(here, Path(folder), documents) for _ in range(times)]


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the medians."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=Path, action="append")
    parser.add_argument("--times", type=int, default=5)
    parser.add_argument("--run", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args(arguments)
    documents = given.documents or [BUNDLED]
    if given.run:
        return run_pero(given.run, documents)
    online, answered, cpu = (median(each) for each in zip(*asyncio.run(measure(documents, given.times)), strict=True))
    print(f"online after {online:.2f} s, first answer after {answered:.2f} s; {cpu:.2f} s of CPU from start to stop")
    print(f"(median of {given.times}; load of the machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores)")
    return None


if __name__ == "__main__":
    main()
