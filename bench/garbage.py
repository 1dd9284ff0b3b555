"""How long looking for garbage holds the event loop of a bot that members ask while its documents are reloaded.

`python -m bench.garbage --reloads 20` runs Pero in a process of its own, in a local Discord outside of it, and prints
for each generation the processor's time that the longest look took; what comes before the first reload is the start.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import json
import shutil
import signal
import tempfile
import time
from asyncio.subprocess import Process
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bench.outside import outside, serve
from bot.config import BUNDLED
from bot.local import Person

_QUESTIONS = ("who killed Trotsky?", "when was he born?", "who was his wife?", "how many feet rose the tide of Marle?")
_PAGE = 4096 / 1e6


class Looks:
    """What each look for garbage took of the processor, in milliseconds, by generation."""

    def __init__(self) -> None:
        self.took: dict[int, list[float]] = {0: [], 1: [], 2: []}
        self._began = 0.0

    def __call__(self, phase: str, told: Mapping[str, Any]) -> None:
        """Note one, as `gc.callbacks` tells of it."""
        if phase == "start":
            self._began = time.thread_time()
        else:
            self.took[told["generation"]].append((time.thread_time() - self._began) * 1000)

    def told(self) -> str:
        """Return what was noted so far, and what the process holds, as a line."""
        pages = int(Path("/proc/self/statm").read_text().split()[1])
        held = [len(gc.get_objects(generation)) for generation in range(3)]
        took, self.took = self.took, {0: [], 1: [], 2: []}
        return json.dumps({"took": took, "held": held, "frozen": gc.get_freeze_count(), "MB": pages * _PAGE})


def child(documents: Path, data: Path) -> None:
    """Run Pero; on a signal, tell what was noted."""
    looks = Looks()
    gc.callbacks.append(looks)
    signal.signal(signal.SIGUSR1, lambda *_: print(looks.told(), flush=True))
    serve(documents, data)


async def measured(folders: tuple[Path, ...], reloads: int, members: int) -> None:
    """Print a line before the first reload and after every fifth, of what came since the line before."""
    with tempfile.TemporaryDirectory() as place:
        root = Path(place)
        for folder in folders:
            shutil.copytree(folder, root / "documents", dirs_exist_ok=True)
        async with outside("bench.garbage", root) as (here, bot):
            asked = [asyncio.create_task(_ask(here.person("Ada"), question)) for question in _QUESTIONS[:members]]
            await _reloaded(here.person("Ada"), bot, root / "documents" / "marle.md", reloads)
            for task in asked:
                task.cancel()
            await asyncio.gather(*asked, return_exceptions=True)


async def _ask(ada: Person, question: str) -> None:
    while True:
        await ada.slash("ask", question=question)


async def _reloaded(ada: Person, bot: Process, document: Path, reloads: int) -> None:
    print("| reloads | objects, young to old | looks through all | longest of each generation, ms | memory, MB |")
    print("| --- | --- | --- | --- | --- |")
    for number in range(reloads + 1):
        if number:
            words = f"# Marle\n\nThe tide of Marle rose {number} feet on 4 April 1871, and nobody was on the quay.\n"
            await asyncio.to_thread(document.write_text, words, "utf-8")
            bot.send_signal(signal.SIGHUP)
            while f"rose {number} feet" not in (await ada.slash("ask", question=_QUESTIONS[-1])).text:
                pass
        if number % 5 == 0:
            print(await _told(bot, number), flush=True)


async def _told(bot: Process, number: int) -> str:
    assert bot.stdout is not None  # it is a pipe
    bot.send_signal(signal.SIGUSR1)
    told = json.loads(await bot.stdout.readline())
    longest = " / ".join(f"{max(took, default=0):.1f}" for took in told["took"].values())
    held = f"{told['held']}, {told['frozen']:,} left out"
    return f"| {number} | {held} | {len(told['took']['2'])} | {longest} | {told['MB']:.0f} |"


def main() -> None:
    """Measure."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--documents", type=Path, action="append", default=[], help="else the bundled ones")
    options.add_argument("--reloads", type=int, default=20)
    options.add_argument("--members", type=int, default=3)
    options.add_argument("--child", nargs=2, type=Path, help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.child:
        child(*given.child)
    else:
        asyncio.run(measured(tuple(given.documents) or (BUNDLED,), given.reloads, given.members))


if __name__ == "__main__":
    main()
