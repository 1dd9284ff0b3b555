"""The command that writes out what was read from the documents: export."""

from __future__ import annotations

import asyncio
import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping, Set
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from bot.cli import options
from bot.cli.options import Wiring
from bot.cli.reading import edition_of
from bot.config import Config
from bot.present.timeline import FIRST, LAST
from corpus.build import read_folders
from corpus.errors import NothingFound
from corpus.event_files import as_ics
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
@click.option("--format", "form", type=click.Choice(["jsonl", "csv", "ics"]), default="jsonl", show_default=True)
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
    if form == "ics":
        if kind != "dates":
            raise options.Problem("A calendar holds dates only: use “export dates --format ics”.")
        click.echo(asyncio.run(_calendar(config, {one.source.name for one in chosen})), nl=False)
        return
    rows = [row for one in chosen for row in _KINDS[kind](extract(one))]
    if form == "csv":
        click.echo(_csv(rows), nl=False)
    else:
        for row in rows:
            options.line(row)


async def _calendar(config: Config, names: Set[str]) -> bytes:
    """Return the events that some documents tell of as an iCalendar file."""
    async with edition_of(config) as edition:
        entries = await edition.timeline.between(FIRST, LAST)
        events = await edition.timeline.events(entry.key for entry in entries)
        told = [event for event in events if names & {one.answer.passage.source.name for one in event.tellings}]
        return as_ics(told, datetime.fromisoformat(edition.built), "Pero")


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
