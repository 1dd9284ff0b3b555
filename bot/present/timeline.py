"""A timeline as leaves: first its picture, then its events by years; and answers to when something happened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.present.dated import spelt
from bot.present.event import KINDS, also, disagreeing, doubts
from bot.present.leaf import Attached, Colour, Leads, Leaf, Press, noted, packed, turns
from bot.present.markdown import bold, plain, small
from bot.present.source import cited, colour, footer, place
from corpus.dates import civil_day
from corpus.model import Calendar
from corpus.served import Entry, Event

_LONGEST_TOPIC = 60  # characters that a button has room for
_LONGEST_HEAD = 280
_A_PAGE = 2_200  # characters
FIRST, LAST = -9998, 9999

SAVED = {"csv": "CSV", "json": "JSON", "ics": "Calendar"}
"""The kinds of file, and what the buttons for them say."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a timeline is asked for: years, counted astronomically and left open by None, and a topic."""

    first: int | None = None
    last: int | None = None
    topic: str = ""

    def pack(self) -> str:
        """Return what a button needs to find the timeline again."""
        years = ("" if year is None else str(year) for year in (self.first, self.last))
        return ".".join([*years, self.topic[:_LONGEST_TOPIC]])

    @classmethod
    def unpack(cls, state: str) -> Asked:
        """Read what `pack` wrote."""
        first, last, topic = state.split(".", 2)
        return cls(int(first) if first else None, int(last) if last else None, topic)

    @property
    def years(self) -> tuple[int, int]:
        """The first and the last year."""
        return FIRST if self.first is None else self.first, LAST if self.last is None else self.last

    @property
    def is_open(self) -> bool:
        """Whether the years are left open at either end."""
        return self.first is None or self.last is None

    @property
    def title(self) -> str:
        """What it is a timeline of, in words."""
        first, last = (None if year is None else year_in_words(year) for year in (self.first, self.last))
        span = first if first == last else f"{first}–{last}" if first and last else f"from {first}" if first else ""
        span = f"until {last}" if last and not first else span
        return " · ".join(part for part in (self.topic, span) if part) or "Timeline"


def year_in_words(year: int) -> str:
    """Return an astronomical year as people count."""
    return str(year) if year > 0 else f"{1 - year} BC"


def cover(asked: Asked, entries: Sequence[Entry], picture: Attached) -> Leaf:
    """Draw the first page: the picture, and what the next pages and the files hold."""
    pages = len(by_year(entries)) + 1
    count = "1 event" if len(entries) == 1 else f"{len(entries)} events"
    words = f"### {plain(asked.title)}\n{count}, year by year on the next pages."
    return Leaf((words,), Colour.SECONDARY, _presses(asked, 0, pages), (picture,))


def page_of(asked: Asked, entries: Sequence[Entry], page: int) -> Leaf:
    """Draw a page of events under their years."""
    texts = by_year(entries)
    page = min(page, len(texts))
    below = small(noted("`references` open with /passage", page=page - 1, pages=len(texts)))
    heading = f"### {plain(asked.title)}"
    return Leaf((heading, texts[page - 1], below), Colour.SECONDARY, _presses(asked, page, len(texts) + 1))


def by_year(entries: Sequence[Entry]) -> list[str]:
    """Return the pages' texts: each event under its year, which is said again where it goes on."""
    lines: dict[int, list[str]] = {}
    for entry in entries:
        lines.setdefault(civil_day(entry.first)[0], []).append(_line(entry))
    years = [
        f"**{year_in_words(year)}**{'' if not number else ' (continued)'}\n{text}"
        for year, listed in lines.items()
        for number, text in enumerate(packed(listed, "\n", _A_PAGE))
    ]
    return list(packed(years, "\n", _A_PAGE + 60))


def _line(entry: Entry) -> str:
    head = " ".join(entry.head.split())
    words = head if len(head) <= _LONGEST_HEAD else head[:_LONGEST_HEAD].rsplit(" ", 1)[0] + " …"
    kind = f"{KINDS[entry.kind]}: " if KINDS[entry.kind] else ""
    dispute = " ⚠ the documents disagree about the day" if entry.disputed else ""
    return f"- {spelt(entry.edtf_gregorian)}{doubts(entry.flags)} · {kind}{plain(words)}{dispute} `{entry.ref}`"


def _presses(asked: Asked, page: int, pages: int) -> tuple[Press, ...]:
    state = asked.pack()
    files = (Press(label, "saved", f"{kind}.{state}", leads=Leads.OPEN) for kind, label in SAVED.items())
    return (*turns("timeline", state, page, pages), *files)


def nothing(asked: Asked, reach: tuple[int, int] | None) -> Leaf:
    """Draw that nothing happened in the years asked for, and where the timeline has something."""
    words = f"### {plain(asked.title)}\nThe corpus dates nothing to these years."
    if reach is None:
        return Leaf((words,), Colour.NOTHING)
    years = [civil_day(day)[0] for day in reach]
    span = f"It has events from {year_in_words(years[0])} to {year_in_words(years[1])}."
    whole = replace(asked, first=None, last=None)
    return Leaf((f"{words} {span}",), Colour.NOTHING, (Press("Show all of them", "timeline", whole.pack()),))


def saved(asked: Asked, kind: str, file: Attached, note: str) -> Leaf:
    """Draw the message that brings a file."""
    return Leaf((f"### {plain(asked.title)}\n{SAVED[kind]} · {plain(note)}",), Colour.SECONDARY, (), (file,))


def when(event: Event, state: str, page: int, pages: int) -> Leaf:
    """Draw when something happened: the date, in both calendars where the text has both, and the sentence."""
    best = event.tellings[0]
    old = " (Old Style, as the text has it)" if best.calendar is Calendar.JULIAN else ""
    written = f" · “{plain(best.date)}”{old}"
    date = f"### {plain(spelt(event.entry.edtf_gregorian))}{doubts(best.flags)}"
    kind = KINDS[event.entry.kind]
    body = f"{date}\n{f'{kind} · ' if kind else ''}{place(event.answer.passage)}{written}\n{bold(event.answer.text)}"
    lines = (
        disagreeing(event),
        also(event),
        cited(event.answer.citations),
        footer(event.answer.passage, best.answer.ref),
    )
    count = small(f"Answer {page + 1} of {pages}") if pages > 1 else ""
    below = "\n".join(filter(None, [*lines, count]))
    context = Press("Context", "context", event.answer.key, leads=Leads.OPEN)
    return Leaf((body, below), colour(event.answer.passage), (*turns("when", state, page, pages), context))
