"""The command line, and the only place that knows all of the parts."""

from __future__ import annotations

import os
import pkgutil
import sys
import zoneinfo
from pathlib import Path

import click
from dotenv import dotenv_values

import cogs
from bot.cli import checking, daily, exporting, options, quoting, reading, running, state, timelines
from bot.cli.options import Wiring
from bot.config import Config
from bot.running import watch_the_end
from bot.zones import search_path


@click.group(invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.pass_context
@options.told_plainly
def main(context: click.Context) -> None:
    """Pero answers from documents, word for word. Without a command it runs."""
    # A machine's rules of time zones may be years old, and countries go on changing their clocks.
    zoneinfo.reset_tzpath(search_path(zoneinfo.TZPATH))
    settings = {**dotenv_values(Path(".env")), **os.environ}
    config = Config.from_env({name: value for name, value in settings.items() if value is not None})
    context.obj = Wiring(config, tuple(f"cogs.{module.name}" for module in pkgutil.iter_modules(cogs.__path__)))
    if context.invoked_subcommand is None:
        context.invoke(running.run)


for group in (running, reading, timelines, checking, quoting, daily, exporting, state):
    for command in group.COMMANDS:
        main.add_command(command)


def run() -> None:
    """Run the command line; what nobody expected becomes one line, too, and a traceback only for who asks for one."""
    try:
        main(prog_name="python -m bot")
    except Exception as error:
        if os.environ.get("PERO_LOG_LEVEL", "").upper() == "DEBUG":
            raise
        click.echo(f"pero: this should not have happened: {type(error).__name__}: {error}", err=True)
        click.echo("pero: please report it, with what PERO_LOG_LEVEL=DEBUG shows of it", err=True)
        sys.exit(2)
    finally:
        watch_the_end()


if __name__ == "__main__":
    run()
