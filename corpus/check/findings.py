"""What a check finds, and where it says so."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from corpus.extract import Extract


@dataclass(frozen=True, slots=True)
class Spot:
    """A place that a check found fault with: a document, a code point of its file, and what exactly is there."""

    read: Extract
    start: int
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault as it is reported. Codes that begin with E stop a reload, those with W do not."""

    code: str
    path: str
    line: int
    message: str

    @property
    def stops(self) -> bool:
        """Say whether a reload must not go on."""
        return self.code.startswith("E")

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.code} {self.message}"


Check = Callable[[Extract], Iterator[Spot]]
"""Looks at one document. The first line of its docstring is its message."""

LibraryCheck = Callable[[Sequence[Extract]], Iterator[Spot]]
"""Looks at all documents together."""
