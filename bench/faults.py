"""Plays every fault that Discord is known to make, and writes what the bot did and a member saw: docs/FAULTS.md."""

from __future__ import annotations

import argparse
import asyncio
import tempfile
from collections.abc import Sequence
from pathlib import Path

from bot.state import State
from corpus.library import Library
from tests.faults.scenes import SCENES
from tests.faults.stage import stage

DOCUMENTS = Path(__file__).parents[1] / "tests" / "data" / "library"
TABLE = Path(__file__).parents[1] / "docs" / "FAULTS.md"
HEAD = """# Faults

What Pero does when something goes wrong between it and Discord, and what a member sees of it. Written by
`python -m bench.faults`, which plays each fault to the real bot in the local Discord; the tests play them again and
compare. An ✗ is a request whose connection broke; waits are those of the supervisor before it starts the bot again.

| fault | what the bot did | what the member saw |
| --- | --- | --- |
"""


async def play(names: Sequence[str]) -> dict[str, tuple[str, str]]:
    """Return what the bot did and what was seen, for each fault."""
    found: dict[str, tuple[str, str]] = {}
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        async with Library([DOCUMENTS], place / "editions") as library, State(place / "state.db") as state:
            for name in names:
                async with stage(library, state) as played:
                    saw = await SCENES[name](played)
                    found[name] = await played.did(), saw
                print(f"{name}\n    {found[name][0]}\n    {saw}", flush=True)
    return found


def main(arguments: Sequence[str] | None = None) -> None:
    """Play the faults; write the table unless only some were asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", action="append", help="play faults whose name has these words, and write nothing")
    given = parser.parse_args(arguments)
    names = [name for name in SCENES if not given.only or any(words in name for words in given.only)]
    found = asyncio.run(play(names))
    if not given.only:
        rows = "".join(f"| {name} | {did} | {saw} |\n" for name, (did, saw) in found.items())
        TABLE.write_text(HEAD + rows, "utf-8")


if __name__ == "__main__":
    main()
