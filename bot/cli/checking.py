"""The command that lints the documents and verifies the edition word for word: check."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from bot.cli import options
from bot.cli.options import Wiring
from corpus import check as linter
from corpus.build import build
from corpus.check import Finding


@click.command()
@options.documents
@options.data
@options.as_json
@click.pass_obj
@options.told_plainly
def check(wiring: Wiring, folders: tuple[Path, ...], data: Path | None, as_json: bool) -> None:
    """Lint the documents, and prove that the edition holds nothing that does not stand in them, word for word."""
    config = wiring.with_folders(folders, data).config
    library, findings = linter.lint(config.documents)
    for finding in findings:
        _tell(finding, as_json)
    errors = sum(finding.stops for finding in findings)
    if errors:
        raise options.Problem(f"{errors} errors stop a reload, {len(findings) - errors} warnings.")
    proof = linter.verify(build(config.documents, config.data / "editions").path)
    for deviation in proof.deviations:
        text = deviation.path.read_bytes().decode("utf-8-sig")
        line = text.count("\n", 0, deviation.start) + 1
        _tell(Finding("E201", str(deviation.path), line, deviation.what), as_json)
    if proof.deviations:
        raise options.Problem(f"{len(proof.deviations)} things do not stand in their files word for word.")
    if not as_json:
        click.echo(
            f"{len(library)} documents, {len(findings)} warnings. Word for word: {proof.passages:,} passages and "
            f"{proof.extracts:,} sentences, dates and quotations compared with their files, 0 deviations."
        )


def _tell(finding: Finding, as_json: bool) -> None:
    if as_json:
        options.line(asdict(finding))
    else:
        click.echo(str(finding))


COMMANDS = (check,)
