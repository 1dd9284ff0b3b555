"""Commands that run the bot: run, local."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import click

from bot import log
from bot.cli import options
from bot.cli.options import Wiring
from bot.local import Clock
from bot.running import NotLetIn, on_discord, on_this_machine, until_stopped


class Refused(options.Problem):
    """Discord will not have this bot; whatever starts it again must not, which 78 (wrong configuration) says."""

    exit_code = 78


@click.command()
@options.documents
@options.data
@click.pass_obj
@options.told_plainly
def run(wiring: Wiring, folders: tuple[Path, ...], data: Path | None) -> None:
    """Run Pero: on Discord where there is a token, else in a Discord on this machine."""
    config = wiring.with_folders(folders, data).config
    log.start(config.log_level)
    try:
        if config.token:
            until_stopped(on_discord(config, wiring.extensions, click.echo))
        else:
            until_stopped(on_this_machine(config, wiring.extensions, click.echo))
    except NotLetIn as problem:
        raise Refused(str(problem)) from problem


@click.command()
@click.option("--port", type=click.IntRange(0, 65_535), help="The chat page's port; 0 takes any free one.")
@click.option("--seed-time", help="Begin at this instant, for example 1937-01-09T12:00.")
@options.documents
@options.data
@click.pass_obj
@options.told_plainly
def local(
    wiring: Wiring, port: int | None, seed_time: str | None, folders: tuple[Path, ...], data: Path | None
) -> None:
    """Start a Discord on this machine with a chat page, and Pero in it."""
    config = wiring.with_folders(folders, data).config
    config = replace(config, port=config.port if port is None else port)
    log.start(config.log_level)
    clock = Clock(_instant(seed_time)) if seed_time else None
    until_stopped(on_this_machine(config, wiring.extensions, click.echo, clock))


def _instant(words: str) -> datetime:
    try:
        instant = datetime.fromisoformat(words)
    except ValueError as error:
        raise options.Problem(f"--seed-time: “{words}” is no instant; write it as 1937-01-09T12:00.") from error
    return instant if instant.tzinfo else instant.replace(tzinfo=UTC)


COMMANDS = (run, local)
