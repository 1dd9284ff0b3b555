"""The views of what happened when: a timeline with its picture and its files, and answers to when."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.drawing.picture import draw
from bot.errors import Expired, PeroError
from bot.present import timeline as leaves
from bot.present.leaf import Attached, Leaf
from bot.present.timeline import Asked
from corpus.edition import Edition
from corpus.event_files import as_csv, as_ics, as_json, has_days, left_out
from corpus.served import Entry, Event
from corpus.timeline import lifetime

_LONGEST_QUERY = 70  # characters of what was typed that a button has room for
_NAMED = 0.8  # what an entry gains in the picture of a topic that its words name
_LARGEST_FILE = 8_000_000  # bytes; Discord takes 10 MiB


class NoSuchYears(PeroError):
    """The years asked for are none."""


class TooLarge(PeroError):
    """A file would be larger than Discord takes."""


def asked(first: int | None, last: int | None, topic: str) -> Asked:
    """Return what somebody asked for, who counts years without a year 0; a single year stands for itself.

    Raises NoSuchYears.
    """
    if 0 in (first, last):
        raise NoSuchYears("There is no year 0: 1 BC comes right before the year 1. Write 1 BC as -1.")
    years = [None if year is None else year + (year < 0) for year in (first, last)]
    begin, end = years
    if begin is not None and end is None and not topic:
        end = begin
    if begin is not None and end is not None:
        begin, end = min(begin, end), max(begin, end)
    return Asked(begin, end, " ".join(topic.split()))


async def timeline(edition: Edition, state: str, page: int) -> Leaf:
    """Show a timeline: its picture, then its pages."""
    wanted = _read(state)
    entries = await edition.timeline.between(*wanted.years, wanted.topic)
    if not entries:
        return leaves.nothing(wanted, await edition.timeline.reach())
    if page:
        return leaves.page_of(wanted, entries, page)
    return leaves.cover(wanted, entries, await picture(edition, wanted, entries))


async def picture(edition: Edition, wanted: Asked, entries: tuple[Entry, ...]) -> Attached:
    """Draw a timeline's picture, off the event loop."""
    spellings = [spelling.casefold() for spelling in edition.index.spelt(wanted.topic)] if wanted.topic else []
    about = {source.name for source in edition.sources.values() if source.metadata.title.casefold() in spellings}
    life = lifetime(entries, spellings, about) if wanted.topic else None
    weighed = [_weighed(entry, spellings) for entry in entries]
    years = None if wanted.is_open else wanted.years
    return await asyncio.to_thread(draw, wanted.title, weighed, years, life)


def _weighed(entry: Entry, spellings: Sequence[str]) -> Entry:
    """Return an entry, of which more is made where its words name the topic."""
    named = any(spelling in entry.head.casefold() for spelling in spellings)
    return replace(entry, weight=entry.weight + _NAMED) if named else entry


async def saved(edition: Edition, state: str, page: int) -> Leaf:
    """Show a timeline as a file; the state begins with its kind."""
    kind, _, rest = state.partition(".")
    wanted = _read(rest)
    entries = await edition.timeline.between(*wanted.years, wanted.topic)
    if not entries:
        return leaves.nothing(wanted, await edition.timeline.reach())
    events = await edition.timeline.events(entry.key for entry in entries)
    made = datetime.fromisoformat(edition.built)
    content, note = await asyncio.to_thread(_written, kind, events, made, wanted.title)
    if len(content) > _LARGEST_FILE:
        raise TooLarge("That is more than Discord takes in one file. Ask for fewer years, or add a topic.")
    return leaves.saved(wanted, kind, Attached(f"timeline.{kind}", content, note), note)


def _written(kind: str, events: tuple[Event, ...], made: datetime, title: str) -> tuple[bytes, str]:
    """Return a file and what it holds, in words."""
    if kind == "ics":
        exact = sum(map(has_days, events))
        note = f"{exact} all-day entries. {left_out(len(events) - exact)}".strip()
        return as_ics(events, made, f"Pero: {title}"), note
    writers = {"csv": as_csv, "json": as_json}
    if kind not in writers:
        raise Expired
    return writers[kind](events), f"{len(events)} events with their sources."


def _read(state: str) -> Asked:
    try:
        return Asked.unpack(state)
    except ValueError as error:
        raise Expired from error


async def when(edition: Edition, state: str, page: int) -> Leaf:
    """Show one of the answers to when something happened."""
    keys = await edition.timeline.when(state)
    page %= len(keys)
    [event] = await edition.timeline.events([keys[page]])
    return leaves.when(event, state, page, len(keys))


def happening(typed: str) -> str:
    """Return the state of the answers to when something happened."""
    return " ".join(typed.split())[:_LONGEST_QUERY]
