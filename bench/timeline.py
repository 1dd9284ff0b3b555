"""What a timeline leaves out and brings together, and the README's two pictures of one."""

from __future__ import annotations

import argparse
import asyncio
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from bot import timelines
from bot.config import BUNDLED
from corpus.build import build, read_folders
from corpus.dates.lexicon import fold
from corpus.dates.ranges import expressions
from corpus.edition import Edition
from corpus.events.tellings import TOLD_IN, tellings
from corpus.extract import Extract, extract
from corpus.search.words import Stems

SEEDS = Path(__file__).parents[2] / "shared" / "seeds"
PICTURES = {"timeline-1917-1921.png": (1917, 1921, ""), "timeline-life.png": (None, None, "Leon Trotsky")}


def left_out(piece: Extract) -> tuple[int, int]:
    """Return how many dated strings stand in notes, references and the like, and how many are told all the same."""
    outside = {shown.number for shown in piece.paragraphs if shown.zone not in TOLD_IN}
    shown = [shown.text for shown in piece.paragraphs if shown.number in outside and shown.zone.value != "heading"]
    lists = {entry.text for entry in piece.document.references} - set(shown)
    dated = sum(1 for text in (*shown, *lists) for _ in expressions(fold(text)))
    return dated, sum(told.paragraph in outside for told in tellings(piece, 0, Stems()))


async def gathered(folder: Path) -> None:
    """Print how many tellings became how many events."""
    with tempfile.TemporaryDirectory() as data:
        edition = await Edition.open(build([folder], Path(data)).path)
        entries = await edition.timeline.between(-9998, 9999)
        events = await edition.timeline.events(entry.key for entry in entries)
        await edition.close()
    sizes = Counter(min(len(event.tellings), 4) for event in events)
    several = {size: sizes[size] for size in (2, 3, 4)}
    disputed = sum(event.entry.disputed for event in events)
    print(
        f"{sum(len(event.tellings) for event in events)} tellings, {len(events)} events; told 2, 3, 4+ times: {several}"
    )
    print(f"of which the documents disagree about the day: {disputed}")


async def drawn(into: Path) -> None:
    """Draw the README's pictures of the documents that ship with Pero."""
    with tempfile.TemporaryDirectory() as data:
        edition = await Edition.open(build([BUNDLED], Path(data)).path)
        for name, (first, last, topic) in PICTURES.items():
            wanted = timelines.asked(first, last, topic)
            entries = await edition.timeline.between(*wanted.years, wanted.topic)
            began = time.perf_counter()
            picture = await timelines.picture(edition, wanted, entries)
            took = time.perf_counter() - began
            await asyncio.to_thread((into / name).write_bytes, picture.content)
            print(
                f"{name}: {len(entries)} events, {took:.2f} s, {len(picture.content):,} bytes\n  {picture.description}"
            )
        await edition.close()


def main(arguments: Sequence[str] | None = None) -> None:
    """Count in the seeds, where they are there; draw where told to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--draw", type=Path, help="draw the README's pictures into this folder")
    given = parser.parse_args(arguments)
    if SEEDS.is_dir():
        for document in read_folders([SEEDS]):
            dated, told = left_out(extract(document))
            print(f"{document.source.name}: {dated} dated strings in notes and references left out, {told} told")
    for folder in filter(Path.is_dir, (SEEDS, BUNDLED)):
        print(f"{folder.name}: ", end="")
        asyncio.run(gathered(folder))
    if given.draw:
        asyncio.run(drawn(given.draw))


if __name__ == "__main__":
    main()
