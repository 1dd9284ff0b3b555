"""What a server's shelf holds, and what a reload would change, as leaves for moderators."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import PurePath

from bot.present.audit import acted_turns
from bot.present.dated import spelt
from bot.present.leaf import Colour, Leads, Leaf, Press, Tone, noted, packed
from bot.present.markdown import link, plain, small
from bot.shelves import Entry, Noted, Preview, Shelf
from bot.state.audit import PERO
from bot.state.problems import Problem
from bot.uploads import MOST_BYTES, MOST_DOCUMENTS
from corpus.difference import Changes, Example
from corpus.served import Counts

_A_PAGE = 2_600  # characters
_LONGEST_EXAMPLE = 200
_LONGEST_FINDING = 300
_EVENTS = "Dated events"
_DATE = re.compile(r" \(([^()]+)\)$")
_LOOK = Press("Look at what would change", "look", "", leads=Leads.ACT, tone=Tone.GOOD)
_DISCARD = Press("Discard", "discard", "", leads=Leads.ACT, tone=Tone.DANGER)


def status(
    edition: str, counts: Counts, shelf: Shelf, problems: Sequence[Problem], hidden: int, reports: int, gaps: int
) -> Leaf:
    """Draw how a server's documents stand: what is served, since when, by whom, and what waits for a moderator."""
    served = shelf.served
    since = f"since <t:{served.at.timestamp():.0f}:f>, by {_who(served.actor_id)}" if served else "as it came with Pero"
    own = sum(one.enabled for one in shelf.own)
    lines = [
        f"- **Edition** `{edition}`, {since}",
        f"- **Holds** {_held(counts)}",
        f"- **Own documents** {len(shelf.own)} of {MOST_DOCUMENTS} ({own} enabled), {_size(shelf.used)} of "
        f"{_size(MOST_BYTES)}",
        f"- **Shared documents** {_shared(shelf)}",
        f"- **Hidden** {hidden:,}",
        f"- **Reported** {reports:,} (`/corpus queue`)",
        f"- **Unanswered** {gaps:,} (`/corpus gaps`)",
    ]
    told = "\n".join(f"- ⚠ {plain(one.told)} (since <t:{one.at.timestamp():.0f}:R>)" for one in problems[:8])
    parts = ["### The documents of this server", "\n".join(lines), told or "No problems are known."]
    if shelf.building:
        parts.append("An edition is being built.")
    if shelf.waiting:
        parts.append("**Something was changed that members do not see yet.**")
    paint = Colour.UNVERIFIED if told or shelf.waiting else Colour.REFERENCE
    return Leaf(tuple(parts), paint, (_LOOK, _DISCARD) if shelf.waiting else ())


def _held(counts: Counts) -> str:
    held = {
        "document": counts.documents,
        "section": counts.sections,
        "fact": counts.facts,
        "dated event": counts.events,
        "quotation": counts.quotations,
    }
    return ", ".join(f"{many:,} {what}{'' if many == 1 else 's'}" for what, many in held.items())


def _shared(shelf: Shelf) -> str:
    if not shelf.with_shared:
        return "left out, all of them (`/settings`)"
    return f"{sum(one.enabled for one in shelf.shared)} of {len(shelf.shared)} enabled"


def _who(actor_id: int) -> str:
    return "Pero" if actor_id == PERO else f"<@{actor_id}>"


def _size(number: int) -> str:
    return f"{number / 1_048_576:.1f} MB" if number >= 104_858 else f"{number / 1_024:.1f} kB"


def sources(shelf: Shelf, page: int) -> Leaf:
    """Draw the documents on the shelf, the server's own first."""
    pages = list(packed([*_own(shelf), *_shared_ones(shelf)], "\n", _A_PAGE)) or ["None. Add one with `/corpus add`."]
    page = min(page, len(pages) - 1)
    head = "### On this server’s shelf" + ("\nNot all of it is served yet." if shelf.waiting else "")
    count = (small(f"Page {page + 1} of {len(pages)}"),) if len(pages) > 1 else ()
    return Leaf(
        (head, pages[page], *count), Colour.SECONDARY, acted_turns("sources", "", page, len(pages)) + _waiting(shelf)
    )


def _waiting(shelf: Shelf) -> tuple[Press, ...]:
    return (_LOOK,) if shelf.waiting else ()


def _own(shelf: Shelf) -> Iterator[str]:
    for one in shelf.own:
        said = [plain(part) for part in (one.author, one.licence or "no licence given") if part]
        rest = " · ".join([*said, one.trust, _size(one.size), f"`{one.name}`"])
        title = link(one.title, one.url) if one.url else plain(one.title)
        yield f"- {_state(one.enabled)}{title}\n  {rest}\n  added by <@{one.added_by}> <t:{one.added_at}:d>"


def _shared_ones(shelf: Shelf) -> Iterator[str]:
    for one in shelf.shared if shelf.with_shared else ():
        yield f"- {_state(one.enabled)}{plain(one.title)}\n  shared · {one.trust} · `{one.name}`"


def _state(enabled: bool) -> str:
    return "" if enabled else "✗ disabled: "


def changed(title: str, told: str) -> Leaf:
    """Say what became of a document on the shelf, and that nobody sees it before it is switched to."""
    return Leaf(
        (f"### “{plain(title)}” {told}", "Members do not see it yet. Look at what it changes, and then switch to it."),
        Colour.UNVERIFIED,
        (_LOOK, _DISCARD),
    )


def progress(title: str, words: str = "") -> Leaf:
    """Draw how far something is."""
    return Leaf((f"### {title} …" + (f"\n{plain(words)}" if words else ""),), Colour.NOTHING)


def stopped(title: str, why: str) -> Leaf:
    """Draw what came to nothing, and why."""
    body = next(packed(plain(why).split("\n"), "\n", 3_000))
    return Leaf(
        (f"### {title}: that did not work", body, small("Nothing was changed: members read what they read before.")),
        Colour.UNVERIFIED,
    )


def preview(found: Preview, page: int, *, dry_run: bool = False, waiting: bool = False, said: str = "") -> Leaf:
    """Draw what a reload would change, with examples and findings, and the button that switches to it."""
    pages = list(packed(list(_differences(found)), "\n", _A_PAGE)) or [""]
    page = min(page, len(pages) - 1)
    head = f"### {said or _title(found)}\nThe shelf would hold {_held(found.counts)}."
    count = small(noted(_took(found), page=page, pages=len(pages)))
    turning = acted_turns("diff", f"{found.edition}.{dry_run:d}.", page, len(pages))
    acts = () if dry_run else _acts(found, waiting)
    parts = (head, *filter(None, [pages[page]]), count)
    return Leaf(parts, Colour.UNVERIFIED if found.changed else Colour.SECONDARY, turning + acts)


def _title(found: Preview) -> str:
    return "What a switch would change" if found.changed else "Nothing would change"


def _took(found: Preview) -> str:
    short = found.edition.rpartition("-")[2][:7]  # as under answers
    return f"Edition `{short}` was there already" if found.reused else f"Read in {found.seconds:.1f} s"


def _acts(found: Preview, waiting: bool) -> tuple[Press, ...]:
    switch = (Press("Switch to it", "switch", found.edition, leads=Leads.ACT, tone=Tone.GOOD),) if found.changed else ()
    cancel = _DISCARD if waiting else Press("Cancel", "cancel", "", leads=Leads.ACT)
    return (*switch, cancel) if found.changed or waiting else ()


def _odd(warnings: int) -> str:
    if warnings < 2:
        return "one thing, which does not stop a switch" if warnings else "nothing"
    return f"{warnings:,} things, none of which stops a switch"


def _differences(found: Preview) -> Iterator[str]:
    kinds = {
        "Documents": found.difference.documents,
        "Facts": found.difference.facts,
        _EVENTS: found.difference.events,
        "Quotations": found.difference.quotations,
    }
    for name, changes in kinds.items():
        yield f"**{name}**: {_counted(changes)}"
    yield f"**Looks wrong**: {_odd(found.warnings)}"
    for name, changes in kinds.items():
        yield from _examples(name, changes)
    if found.findings:
        yield "\n**What looks wrong in the documents**"
        yield from map(_finding, found.findings)


def _counted(changes: Changes) -> str:
    ways = {"added": changes.added, "removed": changes.removed, "changed": changes.changed}
    return ", ".join(f"{number:,} {way}" for way, number in ways.items() if number) or "the same"


def _examples(name: str, changes: Changes) -> Iterator[str]:
    ways = {
        "added": (changes.added, changes.came),
        "removed": (changes.removed, changes.went),
        "changed": (changes.changed, changes.altered),
    }
    for way, (number, examples) in ways.items():
        if examples:
            yield f"\n**{name} {way}**" + (", for example" if number > len(examples) else "")
            yield from map(_dated if name == _EVENTS else _example, examples)


def _example(one: Example) -> str:
    before = f" (before: {plain(_cut(one.before, _LONGEST_EXAMPLE))})" if one.before and one.before != one.now else ""
    return f"- {plain(_cut(one.now, _LONGEST_EXAMPLE))}{before} `{one.ref}`"


def _dated(one: Example) -> str:
    return _example(replace(one, now=_in_words(one.now), before=_in_words(one.before)))


def _in_words(event: str) -> str:
    """Return an event with the date that it ends with as answers write it."""
    return _DATE.sub(lambda found: f" ({spelt(found[1])})", event)


def _finding(one: Noted) -> str:
    place = f"{PurePath(one.path).name}, line {one.line}"
    return f"- {plain(place)}: {plain(_cut(one.message, _LONGEST_FINDING))} ({one.code})"


def _cut(text: str, longest: int) -> str:
    text = " ".join(text.split())
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"


def switched(entry: Entry) -> Leaf:
    """Say what is served from now on."""
    told = plain(entry.told.removeprefix("Switched: ")) or "no differences"
    told = told[:1].upper() + told[1:]
    held = f"\n{_held(entry.counts)}" if entry.counts else ""
    return Leaf(
        (
            f"### Switched to edition `{entry.edition}`\n{told}{held}",
            small(f"No. {entry.number} of this server’s history. `/corpus rollback` brings an earlier one back."),
        ),
        Colour.REFERENCE,
    )


def cancelled(waiting: bool) -> Leaf:
    """Say that nothing was switched."""
    told = "### Nothing was switched"
    if waiting:
        return Leaf((f"{told}\nWhat was changed on the shelf is still waiting.",), Colour.NOTHING, (_LOOK, _DISCARD))
    return Leaf((told,), Colour.NOTHING)


def discarded() -> Leaf:
    """Say that the shelf is again what is served."""
    return Leaf(("### Discarded\nThe shelf is again what members read.",), Colour.NOTHING)


def history(entries: Sequence[Entry]) -> Leaf:
    """Draw what a server was served, the latest first."""
    if not entries:
        return Leaf(("### History\nNothing was switched here yet: the documents are those that Pero came with.",))
    body = "\n".join(map(_entry, entries))
    return Leaf(("### History", body, small("`/corpus rollback` brings an earlier one back.")), Colour.SECONDARY)


def _entry(one: Entry) -> str:
    now = " ← **served now**" if one.current else ""
    held = f"\n  {_held(one.counts)}" if one.counts else ""
    when = f"<t:{one.at.timestamp():.0f}:f>"
    return f"- **{one.number}** · {when} · {_who(one.actor_id)} · `{one.edition}`{now}\n  {plain(one.told)}{held}"


def entry_label(one: Entry) -> str:
    """Return a line of history as a suggestion: plain text."""
    return f"{one.number}: {one.at:%d %b %Y %H:%M} UTC, {one.told}" + (" (served now)" if one.current else "")


def ask_rollback(one: Entry) -> Leaf:
    """Ask whether to bring an earlier edition back."""
    press = Press("Roll back", "rollback", str(one.number), leads=Leads.ACT, tone=Tone.DANGER)
    warn = "Documents that were added later leave the shelf, and those that were removed come back."
    return Leaf(
        ("### Roll back to this?", _entry(one), warn),
        Colour.UNVERIFIED,
        (press, Press("Cancel", "cancel", "", leads=Leads.ACT)),
    )
