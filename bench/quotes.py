"""Print what the quotations' reader finds in ../shared, its figures by the scorer there, and every speaker."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import click

from corpus.dates import read_dates
from corpus.formats import plain, read_file
from corpus.model import Document, Metadata, Paragraph, Quotation, ReferenceKind, Source
from corpus.names import people
from corpus.paragraphs import paragraphs
from corpus.quotes import read_quotations
from corpus.text import to_source

SHARED = Path(__file__).parents[2] / "shared"
GOLD = SHARED / "gold" / "extract"
SCORED = SHARED / "seeds" / "000_5ad5b9c36ed930bf.txt"


@click.command()
@click.option("--errors", default=0, help="Show up to this many errors of each kind.")
@click.option("--most", default=16_000, help="Quotations in the largest of the growing documents.")
def main(errors: int, most: int) -> None:
    """Read the quotations of the seeds, score them, list their speakers, and show how the cost grows."""
    _grow((most // 16, most // 4, most))
    for path in sorted((SHARED / "seeds").glob("*.txt")):
        document = read_file(path)
        shown = paragraphs(document)
        mentions = read_dates(document, shown)
        started = time.perf_counter()
        found = read_quotations(document, shown, mentions)
        click.echo(f"{path.name}: {len(found)} quotations in {time.perf_counter() - started:.2f} s")
        if path == SCORED:
            _score(list(predictions(document, shown, found)), errors)
        _list(Counter(quotation.speaker or "(nobody named)" for quotation in found), "speakers")
        _list(Counter({person.name: person.mentions for person in people(document, shown)}), "people")


def _grow(sizes: Sequence[int]) -> None:
    """Print what a quotation costs in documents of growing size, against the smallest: linear stays near 1."""
    first = 0.0
    for size in sizes:
        text = "\n\n".join(
            f'In {1700 + number % 200} the pilot Ada Brand wrote that wreck {number} was "a house of salt and rope".'
            for number in range(size)
        )
        document = plain.read(Source("grown", Path("grown.txt"), Metadata("Grown")), text)
        shown = paragraphs(document)
        started = time.process_time()
        found = read_quotations(document, shown)
        each = (time.process_time() - started) / len(found)
        first = first or each
        click.echo(f"{len(found):>7} quotations: {each * 1e6:.0f} µs each, {each / first:.2f} of the first")


def predictions(
    document: Document, shown: Sequence[Paragraph], found: Iterable[Quotation]
) -> Iterator[dict[str, object]]:
    """Yield quotations as the scorer reads them: offsets into the file, and references by the number printed."""
    by_number = {paragraph.number: paragraph for paragraph in shown}
    labels = {
        reference.number: int(reference.label)
        for reference in document.references
        if reference.kind is ReferenceKind.NUMBERED and reference.label.isdigit()
    }
    for one in found:
        first, last = by_number[one.paragraph], by_number[one.last]
        yield {
            "start": to_source(first.runs, one.start, one.start + 1)[0],
            "end": to_source(last.runs, one.end - 1, one.end)[1],
            "speaker": one.speaker or None,
            "refs": [labels[number] for number in one.references if number in labels],
            "kind": str(one.kind),
            "date_edtf": one.date_edtf or None,
        }


def _score(predictions: list[dict[str, object]], errors: int) -> None:
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        file.writelines(json.dumps(prediction, ensure_ascii=False) + "\n" for prediction in predictions)
        file.flush()
        gold = [str(GOLD / "score_quotes.py"), str(GOLD / "quotes_dev.jsonl")]
        subprocess.run([sys.executable, *gold, file.name, "--part", "dev", "--errors", str(errors)], check=True)


def _list(counts: Counter[str], what: str) -> None:
    click.echo(f"{what}: " + "; ".join(f"{name} {count}" for name, count in counts.most_common()))


if __name__ == "__main__":
    main()
