"""Measure the answers and the search, and write docs/BENCHMARKS.md: `make bench`."""

from __future__ import annotations

import os
import platform
import sqlite3
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import click
import numpy as np

from bench.autocomplete import NAMES, suggestions
from bench.passages import SQUAD, base
from bench.speed import SLOW, Spread, step
from corpus.search.candidates import BUDGET

HOME = Path(__file__).parents[1]
OUT = HOME / "docs" / "BENCHMARKS.md"
SIZES = "2000,20000,200000"
HOSTILE = 2_000  # at most so many hostile strings are asked of more than the fewest passages
TITLE = "# Benchmarks\n\n`make bench` writes this. Milliseconds are of the processor, all threads together.\n"

Measured = dict[str, Any]


@click.command()
@click.option("--sizes", default=SIZES, show_default=True, help="How many passages the editions hold.")
@click.option("--texts-to", default=20_000, show_default=True, help="Larger editions are varied by number, not read.")
@click.option("--questions", default=600, show_default=True, help="How many of the questions are timed.")
@click.option(
    "--hostile", "strings", default=100_000, show_default=True, help="How many are asked, of fewest passages."
)
@click.option("--every", default=1, show_default=True, help="Score only every n-th question of SQuAD.")
@click.option(
    "--only", type=click.Choice(["quality", "parts", "speed"]), help="Measure only this and leave the rest as it is."
)
@click.option("--quick", is_flag=True, help="A look in two minutes: few questions, few passages.")
@click.option("--out", default=OUT, type=click.Path(path_type=Path), help="The document to write.")
def main(
    sizes: str, texts_to: int, questions: int, strings: int, every: int, only: str | None, quick: bool, out: Path
) -> None:
    """Measure, and write what was measured."""
    if quick:
        sizes, questions, strings, every = "2000,20000", 200, 1_000, 40
    text = out.read_text("utf-8") if out.is_file() else TITLE
    if only in (None, "quality"):
        text = replaced(text, "Quality", quality(every))
        out.write_text(text, "utf-8")
    if only in (None, "parts"):
        text = replaced(text, "What each part adds", parts(4 * every))
        out.write_text(text, "utf-8")
    if only in (None, "speed"):
        text = replaced(text, "Speed", speed([int(size) for size in sizes.split(",")], texts_to, questions, strings))
        out.write_text(text, "utf-8")
    click.echo(f"written: {out}")


def replaced(document: str, heading: str, section: str) -> str:
    """Return a document with one section written anew, or added at its end."""
    parts = document.split("\n## ")
    new = f"{heading}\n\n{machine()}\n\n{section.strip()}\n"
    at = next((at for at, part in enumerate(parts) if part.startswith(f"{heading}\n")), len(parts))
    return "\n## ".join([*parts[:at], new, *parts[at + 1 :]])


def machine() -> str:
    """Say when and on what something was measured."""
    when = datetime.now(UTC).date().isoformat()
    versions = f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, numpy {np.__version__}"
    load = f", others using {os.getloadavg()[0]:.1f} of them at the end" if hasattr(os, "getloadavg") else ""
    return f"{when}, {versions}, {os.cpu_count()} cores{load}."


def quality(every: int) -> str:
    """Return what the scorers say of the answers."""
    return _said_by("bench.search", every, "quality …")


def parts(every: int) -> str:
    """Return what is lost with each part of the evidence."""
    return _said_by("bench.ablation", every, "parts …")


def _said_by(module: str, every: int, doing: str) -> str:
    if not SQUAD.is_dir():
        return "Not measured: the gold material was not beside the checkout."
    click.echo(doing)
    command = [sys.executable, "-m", module, "--every", str(every)]
    said = subprocess.run(command, check=True, capture_output=True, text=True, cwd=HOME).stdout.strip()
    return f"Every {every}th question of SQuAD.\n\n```\n{said}\n```" if every > 1 else f"```\n{said}\n```"


def speed(sizes: Sequence[int], texts_to: int, questions: int, strings: int) -> str:
    """Return the tables of what the search takes at each size."""
    rows: list[Measured] = []
    with TemporaryDirectory() as made:
        for size in sizes:
            asked = min(strings, HOSTILE) if rows else strings
            rows.append(sized(Path(made) / f"{size}.db", size, size > texts_to, questions, asked))
        lag = rows[0]["lag"]
    tables = [asking(rows), keeping(rows), resting(rows), waiting(lag), offering()]
    return "\n\n".join([told(texts_to, questions), *tables])


def sized(path: Path, size: int, varied: bool, questions: int, strings: int) -> Measured:
    """Measure one size."""
    measured: Measured = {"size": size, "varied": varied}
    steps = {
        "write": (path, size, *(["--varied"] if varied else [])),
        "ask": (path, questions, strings),
        "raw": (path, questions),
        "lag": (path, questions),
    }
    for name, arguments in steps.items():
        click.echo(f"{size:,} passages: {name} …")
        measured[name] = step(name, *arguments)
    path.unlink()
    return measured


def told(texts_to: int, questions: int) -> str:
    """Say what was asked of what."""
    known = base()
    varied = (
        f"Up to {texts_to:,} passages the texts are written and read as a build does it, without dates, quotations and "
        "people, which no question needs. Larger editions hold the search's index alone, varied in the same way but by "
        "the numbers of the words, since reading takes a millisecond a passage; there FTS5 gets the same stems."
    )
    return (
        f"{questions} questions. {known.how} {varied} FTS5 has porter stems and is asked for any of the content words; "
        "*find* is the same task for Pero (candidates alone), *ask* the whole answer. *Within 20* is the share of "
        "questions whose own passage is among the first 20; *all* adds up every posting instead of at most "
        f"{BUDGET:,}. Of passages that score the same the first count: among half copies of a passage there are many. "
        f"What takes more than {1000 * SLOW:.0f} ms is asked once more, and the longest of these is told: the host "
        "of a virtual machine stops it now and then, and the time counts as the processor's."
    )


def asking(rows: Sequence[Measured]) -> str:
    """Return the table of how long questions take."""
    head = ("passages", "ask", "find", "FTS5", "FTS5 ÷ find, p99", "within 20", "all", "FTS5")
    return table(
        ("p50 / p99 / longest, ms; within 20", *head[1:]),
        (
            (
                f"{row['size']:,}",
                spread(row["ask"]["ask"]),
                spread(row["ask"]["find"]),
                spread(row["raw"]["find"]),
                f"{row['raw']['find']['late'] / row['ask']['find']['late']:.1f}",
                *(f"{share:.3f}" for share in (row["ask"]["within"], row["ask"]["within_all"], row["raw"]["within"])),
            )
            for row in rows
        ),
    )


def keeping(rows: Sequence[Measured]) -> str:
    """Return the table of what editions take to write and keep."""
    head = ("passages", "written in s", "file MB", "peak MB", "opened in ms", "asking, peak MB", "FTS5: s", "MB")
    return table(
        head,
        (
            (
                f"{row['size']:,}{' (index alone)' if row['varied'] else ''}",
                f"{row['write']['seconds']:.0f}",
                *(f"{row['write'][name]:,}" for name in ("megabytes", "memory")),
                f"{row['ask']['opened']:.0f}",
                f"{row['ask']['memory']:,}",
                f"{row['raw']['seconds']:.1f}",
                f"{row['raw']['megabytes']:,}",
            )
            for row in rows
        ),
    )


def resting(rows: Sequence[Measured]) -> str:
    """Return the table of questions that nobody asks in good faith."""
    head = ("passages", "made to be slow, p50 / p99 / longest ms", "hostile strings", "exceptions", "ms")
    return table(
        head,
        (
            (
                f"{row['size']:,}",
                spread(row["ask"]["nasty"]),
                f"{row['ask']['number']:,}",
                f"{row['ask']['exceptions']:,}",
                spread(row["ask"]["hostile"]),
            )
            for row in rows
        ),
    )


def waiting(lag: Measured) -> str:
    """Return the table of how late the event loop was."""
    names = {
        "idle": "late by the clock, nothing asked",
        "asked": "late by the clock, four questions at a time",
        "held": "held by its own work, processor",
    }
    return table(
        ("event loop, fewest passages", "p50 / p99 / longest, ms"),
        ((said, spread(lag[name])) for name, said in names.items()),
    )


def offering() -> str:
    """Return the table of how long suggestions take."""
    click.echo("suggestions …")
    return table(
        (f"suggestions out of {NAMES:,} names, typed letter by letter", "p50 / p99 / longest, ms"),
        ((name, spread(taken)) for name, taken in suggestions().items()),
    )


def spread(of: Mapping[str, float] | Spread) -> str:
    """Return how long something took, as the tables have it."""
    return str(of if isinstance(of, Spread) else Spread(**of))


def table(head: Sequence[str], rows: Iterator[Sequence[str]]) -> str:
    """Return a Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


if __name__ == "__main__":
    main()
