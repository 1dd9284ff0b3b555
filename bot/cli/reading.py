"""Commands that build an edition and read it: build, ask, on-this-day."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

import click

from bot import days
from bot.cli import options
from bot.cli.options import Wiring
from bot.config import Config
from bot.present.days import spoken
from corpus.apart import build_apart
from corpus.build import build as build_edition
from corpus.edition import Edition
from corpus.model import MarkerKind
from corpus.served import Answer, Citation, Event, Found


@asynccontextmanager
async def edition_of(config: Config) -> AsyncIterator[Edition]:
    """Build or find the edition of the settings' folders and open it."""
    built = build_edition(config.documents, config.data / "editions")
    edition = await Edition.open(built.path)
    try:
        yield edition
    finally:
        await edition.close()


@click.command()
@options.documents
@options.data
@options.as_json
@click.pass_obj
@options.told_plainly
def build(wiring: Wiring, folders: tuple[Path, ...], data: Path | None, as_json: bool) -> None:
    """Build the edition, or find it built, and say what it holds."""
    config = wiring.with_folders(folders, data).config
    built = asyncio.run(build_apart(config.documents, config.data / "editions"))

    async def counted() -> dict[str, int]:
        edition = await Edition.open(built.path)
        try:
            return asdict(edition.counts)
        finally:
            await edition.close()

    counts = asyncio.run(counted())
    if as_json:
        options.line({**counts, "seconds": round(built.seconds, 3), "reused": built.reused, "path": str(built.path)})
        return
    click.echo("\n".join(f"{name:<11}{count:>8,}" for name, count in counts.items()))
    state = "unchanged, found" if built.reused else "built"
    click.echo(f"{state} in {built.seconds:.2f} s: {built.path}")


@click.command()
@click.argument("question", required=False)
@click.option("--batch", type=click.File(encoding="utf-8"), help='Questions, {"id", "question"} a line.')
@click.option("--limit", default=5, show_default=True, type=click.IntRange(1, 20), help="How many answers at most.")
@options.documents
@options.data
@options.as_json
@click.pass_obj
@options.told_plainly
def ask(
    wiring: Wiring,
    question: str | None,
    batch: Iterable[str] | None,
    limit: int,
    folders: tuple[Path, ...],
    data: Path | None,
    as_json: bool,
) -> None:
    """Answer a question, or a file of questions, from the documents."""
    if (question is None) == (batch is None):
        raise options.Problem("Write a question after “ask”, or give a file of questions with --batch.")
    config = wiring.with_folders(folders, data).config
    asked = [{"id": None, "question": question}] if batch is None else list(_questions(batch))

    async def answer_all() -> None:
        async with edition_of(config) as edition:
            for one in asked:
                found = await edition.ask(str(one["question"]), limit)
                if as_json or batch is not None:
                    options.line({"id": one["id"], **as_row(found)})
                else:
                    click.echo(as_words(found))

    asyncio.run(answer_all())


def _questions(lines: Iterable[str]) -> Iterable[dict[str, object]]:
    for number, text in enumerate(lines, start=1):
        if not text.strip():
            continue
        try:
            row = json.loads(text)
            yield {"id": row["id"], "question": row["question"]}
        except (ValueError, KeyError, TypeError) as error:
            raise options.Problem(f'Line {number} of the batch is not {{"id": …, "question": …}} in JSON.') from error


def as_row(found: Found) -> dict[str, object]:
    """Return what was found as the JSON that the command line promises."""
    return {
        "answered": found.answered,
        "score": round(found.score, 4),
        "sentences": [answer.text for answer in found.answers],
        "citations": [_citations(answer) for answer in found.answers],
    }


def _citations(answer: Answer) -> dict[str, object]:
    references = [
        {"label": cited.label, "locator": cited.locator, "text": cited.text, "url": cited.url, "entry": cited.entry}
        for cited in answer.citations
        if cited.kind is not MarkerKind.EDITORIAL
    ]
    source = answer.passage.source
    section = list(answer.passage.section)
    trust = source.metadata.trust.value
    return {"ref": answer.ref, "document": source.name, "section": section, "trust": trust, "references": references}


def as_words(found: Found) -> str:
    """Return what was found for a terminal."""
    head = [] if found.answered else ["The corpus doesn’t say. The nearest passages:", ""]
    return "\n".join(head + [line for answer in found.answers for line in _lines(answer)])


def _lines(answer: Answer) -> list[str]:
    said = answer.passage.source.metadata
    where = " › ".join([said.title, *answer.passage.section])
    cited = [f"  {_reference(one)}" for one in answer.citations if one.kind is not MarkerKind.EDITORIAL]
    return [answer.text, f"  {where} · {said.trust.value} · {answer.ref}", *cited, ""]


def _reference(cited: Citation) -> str:
    locator = f", at {cited.locator}" if cited.locator else ""
    entry = f" → {cited.entry}" if cited.entry else ""
    return f"[{cited.label}] {cited.text}{locator}{entry}"


@click.command("on-this-day")
@click.argument("day")
@options.documents
@options.data
@options.as_json
@click.pass_obj
@options.told_plainly
def on_this_day(wiring: Wiring, day: str, folders: tuple[Path, ...], data: Path | None, as_json: bool) -> None:
    """Show what happened on a day of the year (MM-DD), in both calendars."""
    config = wiring.with_folders(folders, data).config
    try:
        asked = days.read(day, datetime.now(UTC).astimezone(config.timezone))
    except days.NoSuchDay as problem:
        raise options.Problem(str(problem)) from problem

    async def show() -> None:
        async with edition_of(config) as edition:
            events = await edition.on_this_day(asked)
            near = edition.index.nearest_days(asked)
        for event in events:
            if as_json:
                options.line(_event_row(event))
            else:
                click.echo("\n".join([f"{event.entry.edtf} ({event.style.value})", *_lines(event.answer)]))
        if not events and not as_json:
            nearest = ", ".join(map(spoken, near)) or "none"
            click.echo(f"Nothing on {spoken(asked)}. The nearest days with something: {nearest}.")

    asyncio.run(show())


def _event_row(event: Event) -> dict[str, object]:
    best = event.tellings[0]
    return {
        "date": best.date,
        "edtf": best.edtf,
        "edtf_gregorian": best.edtf_gregorian,
        "calendar": best.calendar.value,
        "style": event.style.value,
        "sentence": event.answer.text,
        "ref": event.answer.ref,
        "also": [told.answer.ref for told in event.tellings[1:]],
        "disputed": event.entry.disputed,
    }


COMMANDS = (build, ask, on_this_day)
