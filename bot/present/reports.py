"""What somebody who reports something is asked and told."""

from __future__ import annotations

from collections.abc import Iterable

from bot.present.leaf import Colour, Leaf, Option
from bot.present.markdown import plain
from corpus.served import Event

_LONGEST_LABEL = 100  # characters of a line in a menu


def lines(events: Iterable[Event]) -> tuple[Option, ...]:
    """Return events as lines of a menu, each with its key and reference for its value."""
    return tuple(Option(_label(event), f"{event.entry.key}.{event.answer.ref}") for event in events)


def _label(event: Event) -> str:
    flat = " ".join(f"{event.entry.edtf_gregorian[:4]} · {event.entry.head}".split())
    return flat if len(flat) <= _LONGEST_LABEL else flat[: _LONGEST_LABEL - 1].rsplit(" ", 1)[0] + "…"


def thanks(ref: str, why: str) -> Leaf:
    """Draw the answer to a report."""
    words = f"**Thank you.** The moderators of this server will see that `{plain(ref)}` was reported: {plain(why)}."
    return Leaf((f"{words}\nI have not kept who reported it.",), Colour.NOTHING)
