"""Spoils an edition at every byte: is it refused each time, and is the one before it served?

    python -m bench.flips [--served 300]

Each byte of a small edition is changed, one at a time, and the file is asked for as serving asks (`store.is_whole`);
then it is cut off at each page and lengthened. At places drawn at random, and at all pages' ends, the whole way is
gone: a server reads, the damaged file is set aside, the edition before answers, a reload brings the documents back.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.kills import ACTOR, GUILD, now, numbers, reload, write
from bot.shelves import Shelves
from bot.state import State
from corpus import store
from corpus.library import Library

_PAGE = 4096


@contextmanager
def _spoilt(path: Path, spoil: Callable[[int], None]) -> Iterator[None]:
    """Spoil a file through its handle, and put it right again."""
    whole = path.read_bytes()
    handle = os.open(path, os.O_RDWR)
    try:
        spoil(handle)
        yield
    finally:
        os.ftruncate(handle, len(whole))
        os.pwrite(handle, whole, 0)
        os.close(handle)


def every_byte(path: Path) -> tuple[int, int]:
    """Change each byte in turn; return at how many places, and at how many the file was refused."""
    whole = path.read_bytes()
    refused = 0
    with _spoilt(path, lambda _: None):
        handle = os.open(path, os.O_RDWR)
        for at, byte in enumerate(whole):
            os.pwrite(handle, bytes([byte ^ (1 << at % 8)]), at)
            refused += not store.is_whole(path)
            os.pwrite(handle, bytes([byte]), at)
        os.close(handle)
    return len(whole), refused


def other_lengths(path: Path) -> tuple[int, int]:
    """Cut the file off at each page and a byte beside it, and lengthen it; return how often, and how often refused."""
    size = path.stat().st_size
    ends = [one for page in range(0, size, _PAGE) for one in (page, page + 1, page + _PAGE - 1)]
    ends += [size + more for more in (1, 2, 511, 512, _PAGE - 1, _PAGE, 10 * _PAGE)]
    refused = 0
    for end in ends:
        with _spoilt(path, lambda handle, end=end: os.ftruncate(handle, end)):  # type: ignore[misc]  # bound here
            refused += not store.is_whole(path)
    return len(ends), refused


async def served(places: int, seed: int) -> tuple[int, int, int]:
    """Spoil what a server is served; return how often, how often the one before answered, and a reload mended it."""
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as place:
        root = Path(place)
        write(root / "shared", 0)
        async with (
            State(root / "data" / "state.db") as state,
            Library([root / "shared"], root / "data" / "editions") as library,
            Shelves(library, state) as shelves,
        ):
            await reload(shelves)
            write(root / "shared", 1)
            await reload(shelves)
            before = mended = 0
            size = (await _path(shelves)).stat().st_size
            drawn = [*range(_PAGE - 1, size, _PAGE), *(chance.randrange(size) for _ in range(places))]
            for at in drawn:
                path = await _path(shelves)
                whole = path.read_bytes()
                path.write_bytes(whole[:at] + bytes([whole[at] ^ (1 << at % 8)]) + whole[at + 1 :])
                before += await numbers(shelves, GUILD) == [0] and not path.exists()
                path.write_bytes(whole)
                await shelves.switch(GUILD, (await shelves.preview(GUILD)).edition, ACTOR, now())
                mended += await numbers(shelves, GUILD) == [1]
            return len(drawn), before, mended


async def _path(shelves: Shelves) -> Path:
    async with shelves.reading(GUILD) as edition:
        return edition.path


_TOLD = {every_byte: "each byte changed, one at a time", other_lengths: "cut off, or lengthened"}


def main() -> None:
    """Spoil, and print how often it was seen."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--served", type=int, default=300)
    options.add_argument("--seed", type=int, default=1)
    given = options.parse_args()
    began = time.process_time()
    with tempfile.TemporaryDirectory() as place:
        path = asyncio.run(_small(Path(place)))
        print("| what was done to an edition | times | refused |\n| --- | --- | --- |", flush=True)
        for what, spoil in (
            ("each byte changed, one at a time", every_byte),
            ("cut off, or lengthened", other_lengths),
        ):
            times, refused = spoil(path)
            print(f"| {what} | {times:,} | {refused:,} |", flush=True)
        assert store.is_whole(path)
    times, before, mended = asyncio.run(served(given.served, given.seed))
    print(f"| served to a server, and a byte changed | {times:,} | {before:,} |")
    print(f"\nThe edition before was served {before:,} times; a reload brought the other back {mended:,} times.")
    print(f"{time.process_time() - began:.0f} s of the processor's time")


async def _small(root: Path) -> Path:
    write(root / "shared", 0)
    async with Library([root / "shared"], root / "editions") as library:
        return library.current


if __name__ == "__main__":
    main()
