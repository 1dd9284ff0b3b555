"""Dates of historical prose: read from documents, placed on the calendar, old style and new."""

from __future__ import annotations

from corpus.dates.calendars import civil_day, day_number
from corpus.dates.reading import read_dates
from corpus.dates.undated import Undated, read_undated
from corpus.model import Calendar, Mention, Precision

__all__ = ["Undated", "calendar_days", "civil_day", "day_number", "read_dates", "read_undated"]


def calendar_days(mention: Mention) -> frozenset[tuple[int, int, Calendar]]:
    """Return the month and day under which a day is remembered, in each calendar that the text gives.

    An unmarked date is never converted: it has its own month and day only. Nothing is returned for anything but a day.
    """
    if mention.precision is not Precision.DAY:
        return frozenset()
    calendars = [Calendar.GREGORIAN]
    if mention.calendar is not Calendar.GREGORIAN and "disagrees" not in mention.flags:
        calendars.append(Calendar.JULIAN)
    return frozenset((*civil_day(mention.first, calendar)[1:], calendar) for calendar in calendars)
