"""What differs between two editions: documents, facts, dates and quotations, counted and with examples."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Example:
    """One thing that came, went or changed: how it reads now, and before. `ref` is where it stands, or stood."""

    ref: str
    now: str
    before: str = ""


@dataclass(frozen=True, slots=True)
class Changes:
    """How many things of one kind came, went or changed, with a few of each."""

    added: int = 0
    removed: int = 0
    changed: int = 0
    came: tuple[Example, ...] = ()
    went: tuple[Example, ...] = ()
    altered: tuple[Example, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.changed)


@dataclass(frozen=True, slots=True)
class Difference:
    """What differs between two editions."""

    documents: Changes
    facts: Changes
    events: Changes
    quotations: Changes

    def __bool__(self) -> bool:
        return any((self.documents, self.facts, self.events, self.quotations))
