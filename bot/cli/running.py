"""Commands that run the bot: run, local, reload."""

from __future__ import annotations

import os
import signal
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import click

from bot import log
from bot.cli import options
from bot.cli.options import Wiring
from bot.local import Clock
from bot.running import NotLetIn, on_discord, on_this_machine, until_stopped
from bot.state.errors import StateLocked
from bot.state.lock import Lock
from corpus.build import build


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


@click.command()
@options.documents
@options.data
@click.pass_obj
@options.told_plainly
def reload(wiring: Wiring, folders: tuple[Path, ...], data: Path | None) -> None:
    """Read the documents anew in the Pero that is running, if they can be read."""
    config = wiring.with_folders(folders, data).config
    path = build(config.documents, config.data / "editions").path
    lock = config.data / "state.db.lock"
    process = _running(lock)
    if process is None:
        raise options.Problem(f"No Pero runs on {config.data}. The documents are in order, and it will read them.")
    os.kill(process, signal.SIGHUP)
    click.echo(f"Process {process} serves the edition {path.stem[-16:-9]} from now on; its log says “reloaded”.")


def _running(file: Path) -> int | None:
    """Return the process that holds the lock of a state; a process that is gone holds none, whatever the file says."""
    if not file.exists():
        return None
    lock = Lock(file)
    try:
        lock.take()
    except StateLocked:
        return int(file.read_bytes()[1:].strip(b"\0 \n") or 0) or None
    lock.release()
    return None


def _instant(words: str) -> datetime:
    try:
        instant = datetime.fromisoformat(words)
    except ValueError as error:
        raise options.Problem(f"--seed-time: “{words}” is no instant; write it as 1937-01-09T12:00.") from error
    return instant if instant.tzinfo else instant.replace(tzinfo=UTC)


COMMANDS = (run, local, reload)
