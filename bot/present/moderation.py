"""What members reported, what found no answer, and what was hidden, as leaves for moderators."""

from __future__ import annotations

from collections.abc import Sequence

from bot.present.audit import acted_turns
from bot.present.leaf import Colour, Leads, Leaf, Press, Tone, noted, packed
from bot.present.markdown import plain, small
from bot.state.hidden import Hidden
from bot.state.moderation import Gap, Report

GAPS_A_PAGE = 20
_LONGEST = 1_500


def report(one: Report, text: str, page: int, in_all: int, done: str = "") -> Leaf:
    """Draw a reported sentence with what was said of it, and what can be done about it; above, what was just done."""
    shown = plain(text[:_LONGEST]) if text else "This no longer stands in the documents."
    note = f"\n“{plain(one.note)}”" if one.note else ""
    place = f"{page + 1} of {in_all:,}. " if in_all > 1 else ""
    last = f"last <t:{one.last.timestamp():.0f}:R>"
    presses = (
        Press("Hide", "queuehide", one.key, leads=Leads.ACT, tone=Tone.DANGER),
        Press("Keep", "queuekeep", one.key, leads=Leads.ACT, tone=Tone.GOOD),
        *((Press("Context", "context", one.key, leads=Leads.OPEN),) if text else ()),
        *acted_turns("queue", "", page, in_all),
    )
    return Leaf(
        (
            *filter(None, [done]),
            f"### Reported {_times(one.times)}\n{plain(one.whys)}, {last}{note}",
            f"{shown}\n{small(f'`{one.ref}`')}",
            small(f"{place}Hide leaves it out of all that this server reads, Keep closes the report."),
        ),
        Colour.UNVERIFIED,
        presses,
    )


def _times(number: int) -> str:
    return "once" if number == 1 else f"{number:,} times"


def hidden_now(ref: str) -> str:
    """Say that something reported is hidden, and how it comes back."""
    return f"Hidden: `{ref}`. `/corpus unhide` shows it again."


def kept(ref: str) -> str:
    """Say that something reported stays as it is."""
    return f"Kept as it is: `{ref}`."


def nothing_reported(done: str = "") -> Leaf:
    """Say that nothing waits; above, what was just done."""
    told = "### No reports are waiting\nMembers report with the button **Report** under an answer."
    return Leaf((*filter(None, [done]), told))


def gaps(found: Sequence[Gap], page: int, in_all: int) -> Leaf:
    """Draw the questions that found no answer."""
    if not found:
        return Leaf(("### No questions without an answer\nNone were asked since the list was last cleared.",))
    lines = [f"- {plain(one.question)} · {one.times:,} × · <t:{one.last.timestamp():.0f}:d>" for one in found]
    body = next(packed(lines, "\n", 3_300))
    pages = -(-in_all // GAPS_A_PAGE)
    clear = Press("Clear the list", "cleargaps", "", leads=Leads.ACT, tone=Tone.DANGER)
    return Leaf(
        (
            "### Questions that the documents did not answer",
            body,
            small(noted(f"{in_all:,} in all", page=page, pages=pages)),
        ),
        Colour.SECONDARY,
        (*acted_turns("gaps", "", page, pages), clear),
    )


def cleared(number: int) -> Leaf:
    """Say that the list is empty."""
    return Leaf((f"### Cleared\n{number:,} questions were forgotten.",), Colour.NOTHING)


def hidden(ref: str, text: str, reason: str, key: str, new: bool) -> Leaf:
    """Say that something is hidden."""
    head = "Hidden" if new else "It was hidden already"
    return Leaf(
        (
            f"### {head}\n{plain(text[:_LONGEST])}\n{small(f'`{ref}` · {plain(reason)}')}",
            "It is gone from all that this server reads and is posted: at once, and through reloads.",
        ),
        Colour.UNVERIFIED,
        (Press("Show it again", "unhide", key, leads=Leads.ACT),),
    )


def unhidden(was: bool) -> Leaf:
    """Say that something is shown again."""
    return Leaf(("### Shown again" if was else "### It was not hidden",), Colour.SECONDARY)


def hidden_label(one: Hidden) -> str:
    """Return something hidden as a suggestion: plain text."""
    return f"{one.ref}: {one.shown}"
