"""A sentence as it is judged by the rules that look for what points outside it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from corpus.capitals import Name


@dataclass(frozen=True, slots=True)
class Read:
    """A sentence as it is judged: its words, those outside quotation marks, and the names in it.

    `outside` has the length of `text`, with spaces for what is quoted. `subject` is the short name of whom the document
    is about, folded; `dated` says that a date in the sentence needs no other to be understood.
    """

    text: str
    outside: str
    names: Sequence[Name]
    people: Sequence[Name]
    subject: str = ""
    dated: bool = False


Rule = Callable[[Read], bool]
"""Says whether a sentence points back in one way. The first line of its docstring is the reason that is given."""


def spoken_of(noun: str, before: str) -> bool:
    """Say whether a sentence has spoken of a thing already, other than as of something known."""
    return re.search(rf"\b(?<!the )(?<!this )(?<!these ){noun.rstrip('s')}s?\b", before, re.IGNORECASE) is not None
