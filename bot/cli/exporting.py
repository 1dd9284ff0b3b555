"""The command that writes out what was read from the documents: export."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import click

from bot.cli import options
from bot.cli.options import Wiring
from corpus.build import read_folders
from corpus.errors import NothingFound
from corpus.export import dates, facts, quotes, references, sections
from corpus.extract import Extract, extract

Row = Mapping[str, Any]

_KINDS: Mapping[str, Callable[[Extract], Iterator[Row]]] = {
    "dates": dates,
    "quotes": quotes,
    "sections": sections,
    "references": references,
    "facts": facts,
}


@click.command()
@click.argument("kind", type=click.Choice(list(_KINDS)))
@click.option("--document", help="Only this document, by its short name or its file's name.")
@click.option("--format", "form", type=click.Choice(["jsonl", "csv"]), default="jsonl", show_default=True)
@options.documents
@options.data
@click.pass_obj
@options.told_plainly
def export(
    wiring: Wiring, kind: str, document: str | None, form: str, folders: tuple[Path, ...], data: Path | None
) -> None:
    """Write out the dates, quotes, sections, references or facts with their places in the files."""
    config = wiring.with_folders(folders, data).config
    documents = read_folders(config.documents)
    chosen = [
        one for one in documents if document in {None, one.source.name, one.source.path.name, one.source.path.stem}
    ]
    if not chosen:
        names = ", ".join(one.source.name for one in documents)
        raise NothingFound(f"There is no document “{document}”. There are: {names}.")
    rows = [row for one in chosen for row in _KINDS[kind](extract(one))]
    if form == "csv":
        click.echo(_csv(rows), nl=False)
    else:
        for row in rows:
            options.line(row)


def _csv(rows: list[Row]) -> str:
    out = io.StringIO()
    if rows:
        writer = csv.DictWriter(out, fieldnames=list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows({name: _cell(value) for name, value in row.items()} for row in rows)
    return out.getvalue()


def _cell(value: object) -> object:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list | dict) else value


COMMANDS = (export,)
