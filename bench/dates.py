"""Score the date reader against the material in ../shared, and time it: `python -m bench.dates`."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

import click

from corpus.dates import read_dates, read_undated
from corpus.formats import plain, read_file
from corpus.model import Document, Mention, Metadata, Paragraph, Source
from corpus.paragraphs import paragraphs
from corpus.text import to_source

GOLD = Path(__file__).parents[1] / ".." / "shared" / "gold"
SEED = GOLD / ".." / "seeds" / "000_5ad5b9c36ed930bf.txt"

Row = dict[str, object]

_SEASONS = {"21": "SP", "22": "SU", "23": "FA", "24": "WI"}
_DAYPARTS = {"morning": "TMO", "afternoon": "TAF", "evening": "TEV", "night": "TNI"}


@click.command()
@click.option("--errors", default=0, help="Show so many errors of each score.")
@click.option("--boot", default=0, help="Resample the documents so often, for an interval.")
@click.option("--keep", type=click.Path(path_type=Path), help="Write the predictions to this folder.")
def main(errors: int, boot: int, keep: Path | None) -> None:
    """Run the extractor over WikiWars and the seed, and call their scorers."""
    if not GOLD.is_dir():
        raise click.ClickException(f"{GOLD} is not here: put the shared material beside the checkout")
    with TemporaryDirectory() as folder:
        where = keep or Path(folder)
        _write(where / "wikiwars.jsonl", wikiwars_rows())
        for subset in ("calendar", "all"):
            more = [*_counted("--errors", errors), *_counted("--boot", boot), "--subset", subset]
            _call(GOLD / "wikiwars" / "evaluate.py", GOLD / "wikiwars", where / "wikiwars.jsonl", *more)
        _write(where / "seed.jsonl", seed_rows(read_file(SEED)))
        gold = GOLD / "extract"
        part = ["--split-file", gold / "split_sections.json", "--part", "dev", *_counted("--errors", errors)]
        _call(gold / "score_dates.py", gold / "dates_dev.jsonl", where / "seed.jsonl", *part)


def _counted(option: str, number: int) -> list[str]:
    """Return an option with its number, or nothing for 0."""
    return [option, str(number)] if number else []


def _call(script: Path, *arguments: object) -> None:
    """Run a scorer."""
    subprocess.run([sys.executable, str(script), *map(str, arguments)], check=True)


def _write(path: Path, rows: Iterable[Row]) -> None:
    """Write JSON lines."""
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


def wikiwars_rows() -> Iterator[Row]:
    """Yield the predictions for WikiWars, and say how long they took."""
    seconds = size = 0.0
    for document in wikiwars_documents():
        started = process_time()
        shown = paragraphs(document)
        found = [*_timexes(shown, mentions := read_dates(document, shown)), *_others(shown, mentions)]
        seconds += process_time() - started
        size += len(document.text)
        for start, end, value in found:
            text = document.text[start:end]
            yield {"doc": document.source.name, "start": start, "end": end, "text": text, "value": value}
    click.echo(f"{size:.0f} characters, {seconds * 1e6 / size:.2f} s per MB, paragraphs and durations included")


def wikiwars_documents() -> Iterator[Document]:
    """Yield the WikiWars articles."""
    for line in (GOLD / "wikiwars" / "docs.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        yield plain.read(Source(row["doc"], Path(), Metadata(row["doc"])), row["text"])


def _timexes(shown: tuple[Paragraph, ...], mentions: Iterable[Mention]) -> Iterator[tuple[int, int, str]]:
    """Yield where each date stands in the file, and its TIMEX value; a range gives one for each end."""
    for mention in mentions:
        paragraph = shown[mention.paragraph - 1]
        for start, end, value in mention.parts or [(mention.start, mention.end, mention.edtf)]:
            yield *to_source(paragraph.runs, start, end), timex(value, paragraph.text[start:end])


def _others(shown: tuple[Paragraph, ...], mentions: Iterable[Mention]) -> Iterator[tuple[int, int, str]]:
    """Yield the time expressions that no calendar holds."""
    taken: dict[int, list[tuple[int, int]]] = {}
    for mention in mentions:
        taken.setdefault(mention.paragraph, []).append((mention.start, mention.end))
    for paragraph in shown:
        for found in read_undated(paragraph.text, taken.get(paragraph.number, ())):
            yield *to_source(paragraph.runs, found.start, found.end), found.value


def timex(edtf: str, words: str) -> str:
    """Return the TIMEX value of an EDTF string; the words add the part of a day."""
    value = re.sub("[~?%]", "", edtf)
    if decades := re.fullmatch(r"-(\d+)/-(\d+)", value):
        first, last = (int(year) + 1 for year in decades.groups())
        return f"BC{first // 10:03}" if first - last < 10 else f"BC{(last - 1) // 100:02}"
    value = re.sub(r"X+$", "", value)
    if season := re.fullmatch(r"(-?\d+)-(2[1-4])", value):
        value = f"{season[1]}-{_SEASONS[season[2]]}"
    if value.startswith("-"):
        value = re.sub(r"^-(\d+)", lambda year: f"BC{int(year[1]) + 1:04}", value)
    daypart = next((code for word, code in _DAYPARTS.items() if word in words.lower()), "")
    return value + daypart if re.search(r"-\d\d-\d\d$", value) else value


def seed_rows(document: Document) -> Iterator[Row]:
    """Yield a document's dates with their places in the file."""
    shown = paragraphs(document)
    for mention in read_dates(document, shown):
        start, end = to_source(shown[mention.paragraph - 1].runs, mention.start, mention.end)
        yield {
            "start": start,
            "end": end,
            "text": mention.text,
            "edtf": mention.edtf,
            "edtf_gregorian": mention.edtf_gregorian,
            "is_event": mention.is_event,
        }


if __name__ == "__main__":
    main()
