"""Files for other programs: what is written is read back, and a calendar holds no day that nobody named."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, date, datetime
from typing import Any

import pytest_asyncio
from icalendar import Calendar as Ics

from corpus.event_files import COLUMNS, as_csv, as_ics, as_json, as_row
from corpus.served import Event
from tests.events.conftest import Opened

MADE = datetime(2026, 11, 22, 12, tzinfo=UTC)
OSK = """# Osk

The mill of Osk, “the old lady”, was opened on 4 May 1866; it stood by the river, which was called Vik.

From 3 to 5 June 1871 the town burnt to the ground.

In March 1872 the school was closed for want of children.

In 1873 the mayor sold the bridge to a circus, and nobody minded.

About 9 July 1874 the smith Anders left for America.
"""


def read(written: bytes) -> Any:
    """Read a calendar; its library types every property as any of thirty."""
    return Ics.from_ical(written)


@pytest_asyncio.fixture
async def told(opened: Opened) -> tuple[Event, ...]:
    """Five events: a day, three days, a month, a year, and a day that is doubtful."""
    edition = await opened(osk=OSK)
    entries = await edition.timeline.between(1800, 1900)
    assert len(entries) == 5
    return await edition.timeline.events(entry.key for entry in entries)


async def test_csv_reads_back_equal(told: tuple[Event, ...]) -> None:
    rows = list(csv.DictReader(io.StringIO(as_csv(told).decode(), newline="")))
    written = [{**row, "disputed": str(row["disputed"]).lower()} for row in map(as_row, told)]
    assert rows == written
    assert tuple(rows[0]) == COLUMNS


async def test_json_reads_back_equal(told: tuple[Event, ...]) -> None:
    assert json.loads(as_json(told)) == [as_row(event) for event in told]


async def test_a_calendar_holds_days_as_whole_days(told: tuple[Event, ...]) -> None:
    calendar = read(as_ics(told, MADE, "Osk"))
    spans = [(item["dtstart"].dt, item["dtend"].dt) for item in calendar.walk("VEVENT")]
    assert spans[:2] == [(date(1866, 5, 4), date(1866, 5, 5)), (date(1871, 6, 3), date(1871, 6, 6))]


async def test_a_calendar_makes_no_days_of_months_and_years_and_says_so(told: tuple[Event, ...]) -> None:
    calendar = read(as_ics(told, MADE, "Osk"))
    assert {item["dtstart"].dt.year for item in calendar.walk("VEVENT")} == {1866, 1871, 1874}
    assert "2 that the documents date only by a month or a year" in calendar["X-WR-CALDESC"]


async def test_a_calendar_is_what_the_standard_asks_for(told: tuple[Event, ...]) -> None:
    written = as_ics(told, MADE, "Osk")
    calendar = read(written)
    assert calendar.errors == []
    assert all(item.errors == [] for item in calendar.walk())
    assert {"VERSION", "PRODID"} <= set(calendar)
    items = calendar.walk("VEVENT")
    assert all({"UID", "DTSTAMP", "DTSTART", "SUMMARY"} <= set(item) for item in items)
    assert len({item["UID"] for item in items}) == len(items)
    assert all(len(line) <= 75 for line in written.split(b"\r\n"))
    assert b"\n" not in written.replace(b"\r\n", b"")


async def test_a_calendar_says_what_is_doubtful_and_quotes_the_sentence(told: tuple[Event, ...]) -> None:
    first, _, doubtful = read(as_ics(told, MADE, "Osk")).walk("VEVENT")
    assert "STATUS" not in first
    assert doubtful["STATUS"] == "TENTATIVE"
    assert told[0].answer.text in first["DESCRIPTION"]
    assert first["SUMMARY"] == told[0].entry.head
