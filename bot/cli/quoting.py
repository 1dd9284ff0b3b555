"""The command that settles whether some words stand in the corpus: quote-check."""

from __future__ import annotations

import asyncio
from pathlib import Path

import click

from bot.cli import options
from bot.cli.options import Wiring
from bot.cli.reading import edition_of
from corpus.served import Checked
from corpus.verdict import Change


@click.command("quote-check")
@click.argument("text")
@click.option("--speaker", default="", help="Who is said to have said it.")
@options.documents
@options.data
@options.as_json
@click.pass_obj
@options.told_plainly
def quote_check(
    wiring: Wiring, text: str, speaker: str, folders: tuple[Path, ...], data: Path | None, as_json: bool
) -> None:
    """Say whether some words stand in the corpus: exactly, nearly, in part, or not at all."""

    async def settle() -> Checked:
        async with edition_of(wiring.with_folders(folders, data).config) as edition:
            return await edition.check(text, edition.index.speaker(speaker) if speaker else "")

    checked = asyncio.run(settle())
    if as_json:
        options.line(as_row(checked))
    else:
        click.echo(_as_words(checked))


def as_row(checked: Checked) -> dict[str, object]:
    """Return a verdict as JSON."""
    match = checked.finding.match
    return {
        "verdict": checked.finding.kind.value,
        "likeness": match.likeness if match else 0.0,
        "stands": match.text if match else None,
        "speaker": checked.quoted.speaker or None if checked.quoted else None,
        "ref": checked.answer.ref if checked.answer else None,
        "difference": [
            {"change": piece.change.value, "asked": piece.asked, "stands": piece.stands}
            for piece in (match.difference if match else ())
            if piece.change is not Change.SAME
        ],
    }


def _as_words(checked: Checked) -> str:
    match = checked.finding.match
    if match is None or checked.answer is None:
        return checked.finding.kind.value
    speaker = (checked.quoted.speaker or "nobody named") if checked.quoted else "the document itself"
    return f"{checked.finding.kind.value} ({match.likeness:.2f})\n{match.text}\n  {speaker} · {checked.answer.ref}"


COMMANDS = (quote_check,)
