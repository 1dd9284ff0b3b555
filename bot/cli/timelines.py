"""The command that prints a timeline, draws it, and writes it as a file: timeline."""

from __future__ import annotations

import asyncio
from datetime import datetime
from pathlib import Path

import click

from bot import timelines
from bot.cli import options
from bot.cli.options import Wiring
from bot.cli.reading import edition_of
from bot.errors import PeroError
from bot.present.dated import spelt
from bot.present.timeline import Asked
from corpus.edition import Edition
from corpus.event_files import as_csv, as_ics, as_json, as_row
from corpus.served import Entry


@click.command()
@click.option("--from", "first", type=int, help="The first year; before Christ it is negative.")
@click.option("--to", "last", type=int, help="The last year.")
@click.option("--topic", default="", help="A person, a heading or any word.")
@click.option("--picture", type=click.Path(path_type=Path, dir_okay=False), help="Draw it into this PNG file.")
@click.option("--format", "form", type=click.Choice(["csv", "json", "ics"]), help="Print it as a file of this kind.")
@options.documents
@options.data
@options.as_json
@click.pass_obj
@options.told_plainly
def timeline(
    wiring: Wiring,
    first: int | None,
    last: int | None,
    topic: str,
    picture: Path | None,
    form: str | None,
    folders: tuple[Path, ...],
    data: Path | None,
    as_json: bool,
) -> None:
    """Show what happened in some years, about a topic if said."""
    config = wiring.with_folders(folders, data).config
    try:
        wanted = timelines.asked(first, last, topic)
    except PeroError as problem:
        raise options.Problem(str(problem)) from problem

    async def show() -> None:
        async with edition_of(config) as edition:
            entries = await edition.timeline.between(*wanted.years, wanted.topic)
            if picture and entries:
                drawn = await timelines.picture(edition, wanted, entries)
                await asyncio.to_thread(picture.write_bytes, drawn.content)
            elif form or as_json:
                await _print_events(edition, wanted, entries, form)
            else:
                _print_lines(entries)

    asyncio.run(show())


async def _print_events(edition: Edition, wanted: Asked, entries: tuple[Entry, ...], form: str | None) -> None:
    events = await edition.timeline.events(entry.key for entry in entries)
    if form == "ics":
        click.echo(as_ics(events, datetime.fromisoformat(edition.built), wanted.title), nl=False)
    elif form:
        click.echo(as_csv(events) if form == "csv" else as_json(events), nl=False)
    else:
        for event in events:
            options.line(as_row(event))


def _print_lines(entries: tuple[Entry, ...]) -> None:
    for entry in entries:
        dispute = " (the documents disagree about the day)" if entry.disputed else ""
        click.echo(f"{spelt(entry.edtf_gregorian)}: {entry.head}{dispute} [{entry.ref}]")
    if not entries:
        click.echo("The corpus dates nothing to these years.")


COMMANDS = (timeline,)
