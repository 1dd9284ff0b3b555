"""What stands on a server's shelf, what a reload would change, and what can be wrong with it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime

from bot.errors import PeroError
from bot.state.hidden import MOST
from bot.state.shelves import Own
from corpus.difference import Difference
from corpus.served import Counts


@dataclass(frozen=True, slots=True)
class Entry:
    """A line in the history of a shelf: from `at` on, `edition` was served. Numbers count from 1 in each server."""

    number: int
    at: datetime
    actor_id: int  # audit.PERO where the operator reloaded, or Pero was brought up to date
    edition: str  # short name, as under every answer
    told: str  # what changed, in words: "3 documents added"
    counts: Counts | None
    current: bool


@dataclass(frozen=True, slots=True)
class Shared:
    """A shared document, as a server's shelf has it."""

    name: str
    title: str
    trust: str
    enabled: bool


@dataclass(frozen=True, slots=True)
class Shelf:
    """What stands on a server's shelf, as its moderators want it; `waiting` says that not all of it is served yet."""

    with_shared: bool
    shared: tuple[Shared, ...]
    own: tuple[Own, ...]
    served: Entry | None  # None where the shelf was never changed: it follows the operator's
    waiting: bool
    used: int  # bytes of its own documents
    building: bool  # an edition of it is being built or waits for its turn


@dataclass(frozen=True, slots=True)
class Noted:
    """What `check` found in one of the documents: `stops` where nothing may be served before it is put right."""

    code: str
    path: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.code} {self.message}"


@dataclass(frozen=True, slots=True)
class Preview:
    """What a reload would change. `edition` is what `Shelves.switch` takes, 33 characters that outlive a restart."""

    edition: str
    changed: bool
    difference: Difference
    findings: tuple[Noted, ...]  # warnings, own documents first, at most 100 of them
    warnings: int  # how many there are in all
    counts: Counts
    seconds: float
    reused: bool  # this edition was there already: nothing was built


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a build is: `doing` is "waiting", "reading", "joining", "writing" or "checking"."""

    doing: str
    done: int = 0
    of: int = 0
    name: str = ""

    def __str__(self) -> str:
        if self.doing == "waiting":
            return f"Waiting for {self.of} other builds" if self.of > 1 else "Waiting for another build"
        if self.of:
            return f"{self.doing.capitalize()} {self.done} of {self.of}" + (f": {self.name}" if self.name else "")
        return self.doing.capitalize()


Tell = Callable[[Progress], None]
"""Is called on the event loop whenever a build gets on; it must not wait. Throttle what you send to Discord."""

Allowed = Callable[[], Awaitable[object]]
"""Asked right before a change is written, which can be long after it was wanted; raises where it may not be."""


async def anybody() -> None:
    """Allow a change: there is nobody to be asked about."""


class ShelfError(PeroError):
    """Something about a shelf cannot be done; the message is for moderators."""


class Changed(ShelfError):
    """The documents have changed since the preview was made: look again."""

    def __str__(self) -> str:
        return "The documents have changed since you looked, so nothing was switched. Look again with /corpus reload."


class NoSuchDocument(ShelfError):
    """Nothing on the shelf has this name."""


class NoSuchEntry(ShelfError):
    """The history has no such entry, or its edition cannot be brought back."""


class NotReady(ShelfError):
    """The server's edition is being built anew and no other may stand in for it."""

    def __str__(self) -> str:
        return "I am reading this server’s documents anew after an update. Please try again in a minute."


class TooManyHidden(ShelfError):
    """A server hides more than anybody could keep in view."""

    def __str__(self) -> str:
        return f"This server hides {MOST:,} things already. Disable the documents that they are in, or unhide some."
