"""Events as files for other programs: a table, JSON, and a calendar."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from icalendar import Calendar as Ics
from icalendar import Event as IcsEvent

from corpus.model import EventKind, Precision
from corpus.served import Event

Row = dict[str, Any]

COLUMNS = (
    *("first", "last", "edtf", "edtf_gregorian", "precision", "calendar", "kind", "text", "date", "sentence"),
    *("document", "ref", "trust", "flags", "disputed", "other_dates", "also"),
)
"""What is known of an event, in the order of the columns."""

_LAST_DAY = date.max.toordinal() - 1  # a calendar names the day after the last one, too
_DOUBTS = frozenset({"approximate", "uncertain", "inferred", "disagrees", "open"})


def as_row(event: Event) -> Row:
    """Return an event as a row; `first` and `last` are Gregorian days in ISO 8601, empty before the year 1."""
    entry, best = event.entry, event.tellings[0]
    source = best.answer.passage.source
    return {
        "first": _iso(entry.first),
        "last": _iso(entry.last),
        "edtf": entry.edtf,
        "edtf_gregorian": entry.edtf_gregorian,
        "precision": entry.precision.value,
        "calendar": best.calendar.value,
        "kind": entry.kind.value,
        "text": entry.head,
        "date": best.date,
        "sentence": best.answer.text,
        "document": source.name,
        "ref": best.answer.ref,
        "trust": source.metadata.trust.value,
        "flags": " ".join(sorted(entry.flags)),
        "disputed": entry.disputed,
        "other_dates": "; ".join(f"{told.edtf_gregorian} ({told.answer.ref})" for told in event.others),
        "also": " ".join(told.answer.ref for told in event.tellings[1:]),
    }


def _iso(day: int) -> str:
    return date.fromordinal(day).isoformat() if 1 <= day <= date.max.toordinal() else ""


def as_csv(events: Sequence[Event]) -> bytes:
    """Return events as CSV (RFC 4180) in UTF-8, with a header."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, fieldnames=COLUMNS)
    writer.writeheader()
    writer.writerows({**row, "disputed": str(row["disputed"]).lower()} for row in map(as_row, events))
    return out.getvalue().encode()


def as_json(events: Sequence[Event]) -> bytes:
    """Return events as a JSON array in UTF-8."""
    return json.dumps([as_row(event) for event in events], ensure_ascii=False, indent=1).encode()


def has_days(event: Event) -> bool:
    """Say whether an event has days that a calendar can show: one, or from one day to another."""
    exact = all(len(part.rstrip("~?%")) == 10 for part in event.entry.edtf_gregorian.split("/"))
    whole = event.entry.precision in (Precision.DAY, Precision.RANGE)
    return exact and whole and 1 <= event.entry.first <= event.entry.last <= _LAST_DAY


def as_ics(events: Sequence[Event], made: datetime, name: str) -> bytes:
    """Return those events that have days as an iCalendar file (RFC 5545) of all-day entries, made at an instant.

    A month or a year is not made into days that nobody named: such events are left out, and the file says how many.
    """
    calendar = Ics()
    calendar.add("prodid", "-//Pero//timeline//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", name)
    shown = [event for event in events if has_days(event)]
    calendar.add("x-wr-caldesc", f"{len(shown)} events. {left_out(len(events) - len(shown))}".strip())
    for event in shown:
        calendar.add_component(_ics_event(event, made))
    return bytes(calendar.to_ical())


def left_out(number: int) -> str:
    """Return the sentence that says how many events a calendar has no place for; nothing where it has all."""
    if not number:
        return ""
    return f"{number} that the documents date only by a month or a year, or before the year 1, are left out."


def _ics_event(event: Event, made: datetime) -> IcsEvent:
    """Return an entry of a calendar, whose last day, as the format has it, is the day after."""
    entry, best = event.entry, event.tellings[0]
    item = IcsEvent()
    item.add("uid", f"{entry.key}.{entry.first}@pero")
    item.add("dtstamp", made)
    item.add("dtstart", date.fromordinal(entry.first))
    item.add("dtend", date.fromordinal(entry.last) + timedelta(days=1))
    item.add("summary", _printable(entry.head))
    item.add("description", _printable(_described(event)))
    item.add("transp", "TRANSPARENT")
    if entry.flags & _DOUBTS or entry.disputed:
        item.add("status", "TENTATIVE")
    if entry.kind is not EventKind.HAPPENING:
        item.add("categories", [entry.kind.value])
    if best.answer.passage.source.metadata.url:
        item.add("url", _printable(best.answer.passage.source.metadata.url))
    return item


def _described(event: Event) -> str:
    best = event.tellings[0]
    source = best.answer.passage.source
    lines = [
        best.answer.text,
        f"Dated “{best.date}” in {source.metadata.title} ({best.answer.ref}, {source.metadata.trust.value}).",
        *(
            f"But “{told.date}” in {told.answer.passage.source.metadata.title} ({told.answer.ref})."
            for told in event.others
        ),
    ]
    return "\n".join(lines)


def _printable(text: str) -> str:
    """Return text without controls, which the format has no place for."""
    return "".join(each for each in text if each == "\n" or each.isprintable())
