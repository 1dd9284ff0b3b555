"""What is offered while a moderator types a time, days or a document."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from bot import recurrence
from bot.recurrence import NotUnderstood
from bot.schedule import parse_time
from corpus.index import Lines, suggest
from corpus.model import Source

_USUAL_TIMES = ("09:00", "12:00", "18:00", "07:00", "08:00", "10:00", "15:00", "20:00", "21:00", "00:00")
_USUAL_DAYS = (
    "every day",
    "weekdays",
    "weekends",
    "Mon, Wed, Fri",
    "every Monday",
    "every Sunday",
    "every 2 days",
    "every 3 days",
    "first Monday of the month",
    "last Friday of the month",
    "1st and 15th",
    "last day of the month",
)


def times(typed: str) -> list[tuple[str, str]]:
    """Return times of day: the one that was typed, else usual ones, as a label and the time."""
    try:
        read = [f"{parse_time(typed):%H:%M}"] if typed.strip() else []
    except NotUnderstood:
        read = []
    usual = [each for each in _USUAL_TIMES if each.startswith(typed.strip())]
    return [(_half(each), each) for each in dict.fromkeys(read + usual)]


def _half(time: str) -> str:
    """Return a time both as clocks of 24 hours and of 12 show it."""
    hour, minute = map(int, time.split(":"))
    named = {"00:00": "midnight", "12:00": "noon"}
    half = "am" if hour < 12 else "pm"
    return f"{time}, {named.get(time, f'{(hour + 11) % 12 + 1}:{minute:02} {half}')}"


def days(typed: str, today: date) -> list[tuple[str, str]]:
    """Return days: those that were typed, as they are understood, then usual ones."""
    words = typed.strip()
    try:
        read = [str(recurrence.parse(words, today))] if words else []
    except NotUnderstood:
        read = []
    usual = [each for each in _USUAL_DAYS if words.casefold() in each.casefold()]
    return [(each, each) for each in dict.fromkeys(read + usual) if len(each) <= 100]


def sources(typed: str, known: Iterable[Source]) -> list[tuple[str, str]]:
    """Return documents that fit what was typed, as a title and the name."""
    titles = {f"{source.metadata.title} ({source.name})": source.name for source in known}
    return [(label, titles[label]) for label in suggest(typed, Lines.of(titles), 25)]
