"""Draw facts at random, for a person to read one by one: `python -m bench.facts --sample 100 --seed 1`."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from random import Random
from time import perf_counter

import click

from corpus.build import read_folders
from corpus.extract import extract
from corpus.facts import Verdict, standalone
from corpus.model import NARRATIVE
from corpus.names import cast

SEEDS = Path(__file__).parents[2] / "shared" / "seeds"

Judged = tuple[str, Verdict]


@click.command()
@click.option("--documents", type=click.Path(path_type=Path), multiple=True, help="Read these folders, not the seeds.")
@click.option("--sample", default=100, help="Draw so many.")
@click.option("--seed", default=1, help="Draw with this seed.")
@click.option("--refused", is_flag=True, help="Draw among the sentences that cannot stand alone.")
def main(documents: Sequence[Path], sample: int, seed: int, refused: bool) -> None:
    """Say how many sentences stand alone, why the others don't, and print a sample."""
    judged: list[Judged] = []
    for document in read_folders(documents or [SEEDS]):
        began = perf_counter()
        read = extract(document)
        people = cast(read.paragraphs)
        ready = perf_counter()
        found = [
            (shown.text[sentence.start : sentence.end], verdict)
            for shown, sentence, verdict in standalone(read, people)
            if shown.zone in NARRATIVE
        ]
        stand = sum(verdict.stands for _, verdict in found)
        print(
            f"{document.source.name:<32}{stand:>5} of {len(found):>5} sentences stand alone; read in "
            f"{ready - began:.2f} s, judged in {perf_counter() - ready:.2f} s"
        )
        judged += found
    _reasons(judged)
    drawn = [(text, verdict) for text, verdict in judged if verdict.stands is not refused]
    for number, (text, verdict) in enumerate(Random(seed).sample(drawn, min(sample, len(drawn))), start=1):
        print(
            textwrap.fill(
                f"{number:>3}  {verdict.score:.2f}  {text}  [{verdict.reason}]", 160, subsequent_indent=" " * 11
            )
        )


def _reasons(judged: Sequence[Judged]) -> None:
    """Print why sentences do not stand alone, most frequent first."""
    counts = Counter(verdict.reason for _, verdict in judged if not verdict.stands)
    print(*(f"{count:>6}  {reason}" for reason, count in counts.most_common()), sep="\n")


if __name__ == "__main__":
    main()
