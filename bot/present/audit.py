"""Who changed what in a server, as a leaf."""

from __future__ import annotations

from collections.abc import Sequence

from bot.present.leaf import Colour, Leads, Leaf, Press, noted
from bot.present.markdown import plain, small
from bot.state.audit import PERO, Change

A_PAGE = 12
_LONGEST = 200


def changes(found: Sequence[Change], page: int, in_all: int) -> Leaf:
    """Draw a page of changes, the latest first."""
    pages = max(1, -(-in_all // A_PAGE))
    head = "### What was changed here\nOnly moderators see this."
    if not found:
        return Leaf((f"{head}\nNothing was changed yet.",), Colour.NOTHING)
    body = "\n".join(_line(change) for change in found)
    count = small(noted(f"{in_all:,} change{'s' * (in_all > 1)}", page=page, pages=pages))
    return Leaf((head, body, count), Colour.SECONDARY, acted_turns("audit", "", page, pages))


def _line(change: Change) -> str:
    who = "Pero" if change.actor_id == PERO else f"<@{change.actor_id}>"
    told = change.told if len(change.told) <= _LONGEST else change.told[:_LONGEST] + "…"
    return f"- <t:{change.at.timestamp():.0f}:f> {who}: {plain(' '.join(told.split()))} (`{change.action}`)"


def acted_turns(action: str, state: str, page: int, pages: int) -> tuple[Press, ...]:
    """Return the buttons to the pages before and after, of what only moderators may turn: actions check them."""
    return tuple(
        Press(label, action, f"{state}{to}", leads=Leads.ACT)
        for label, to in (("Previous", page - 1), ("Next", page + 1))
        if 0 <= to < pages
    )
