"""What every command of the command line shares: its options, and how a problem is told."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import wraps
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

import click

from bot.config import Config, ConfigError
from corpus.errors import CorpusError

P = ParamSpec("P")
R = TypeVar("R")

_PROBLEMS = (CorpusError, ConfigError, OSError)

documents = click.option(
    *("--documents", "folders"),
    multiple=True,
    type=click.Path(path_type=Path),
    help="A folder of documents; give it several times for several folders.",
)
data = click.option("--data", type=click.Path(path_type=Path), help="Where Pero keeps what it builds.")
as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON lines.")


@dataclass(frozen=True, slots=True)
class Wiring:
    """What `__main__` hands to every command: the settings, and the names of the cogs to load."""

    config: Config
    extensions: tuple[str, ...]

    def with_folders(self, folders: Sequence[Path], data: Path | None) -> Wiring:
        """Return the wiring with the folders that were given on the command line, where any were."""
        config = replace(self.config, documents=tuple(folders) or self.config.documents, data=data or self.config.data)
        return replace(self, config=config)


class Problem(click.ClickException):
    """One clear line on standard error, and exit status 2."""

    exit_code = 2

    def show(self, file: Any = None) -> None:
        """Print the line."""
        click.echo(f"pero: {self.format_message()}", err=True)


def told_plainly(command: Callable[P, R]) -> Callable[P, R]:
    """Turn the problems that people can do something about into one line each."""

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return command(*args, **kwargs)
        except _PROBLEMS as problem:
            raise Problem(str(problem)) from problem

    return run


def line(row: Mapping[str, object]) -> None:
    """Print one line of JSON."""
    click.echo(json.dumps(row, ensure_ascii=False))
