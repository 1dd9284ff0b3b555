"""What happened on a day of the year, as a leaf."""

from __future__ import annotations

from collections.abc import Sequence

from bot.present.dated import day_of_year
from bot.present.event import also, disagreeing, doubts
from bot.present.leaf import Colour, Leads, Leaf, Press, turns
from bot.present.markdown import bold, plain, small
from bot.present.source import colour, footer, place
from corpus.model import Calendar
from corpus.served import Day, Event

EVENTS_A_PAGE = 3
_LONGEST_EVENT = 600

_STYLES = {"b": None, "n": Calendar.GREGORIAN, "o": Calendar.JULIAN}
_STYLE_WORDS = {None: "", Calendar.GREGORIAN: " (New Style)", Calendar.JULIAN: " (Old Style)"}


def pack(day: Day, style: Calendar | None) -> str:
    """Return what a button needs to find a day again."""
    letter = next(letter for letter, meant in _STYLES.items() if meant is style)
    return f"{day.month:02}{day.day:02}{letter}"


def unpack(state: str) -> tuple[Day, Calendar | None]:
    """Read what `pack` wrote."""
    return Day(int(state[:2]), int(state[2:4])), _STYLES[state[4:5]]


def spoken(day: Day) -> str:
    """Return a day in words, as in `7 November`."""
    return day_of_year(day.month, day.day)


def on_this_day(day: Day, style: Calendar | None, events: Sequence[Event], page: int, near: Sequence[Day]) -> Leaf:
    """Draw a page of what happened on a day; where nothing did, the nearest days on which something did."""
    heading = f"### On {spoken(day)}{_STYLE_WORDS[style]}"
    if not events:
        return _nothing(heading, day, style, near)
    pages = -(-len(events) // EVENTS_A_PAGE)
    page = min(page, pages - 1)
    drawn = [_event(event) for event in events[page * EVENTS_A_PAGE : (page + 1) * EVENTS_A_PAGE]]
    count = [small(f"Page {page + 1} of {pages}")] if pages > 1 else []
    paint = colour(events[page * EVENTS_A_PAGE].answer.passage)
    state = pack(day, style)
    report = Press("Report", "report", f"@{state}@{page}", leads=Leads.ACT)
    return Leaf((heading, *drawn, *count), paint, (*turns("day", state, page, pages), report))


def _event(event: Event) -> str:
    answer = event.answer
    text = bold(answer.text) if len(answer.text) <= _LONGEST_EVENT else _shortened(event)
    lines = [f"{_date(event)} · {place(answer.passage)}", text, disagreeing(event), also(event)]
    return "\n".join([*filter(None, lines), footer(answer.passage, answer.ref)])


def _shortened(event: Event) -> str:
    """Return the beginning of a very long sentence up to a word's end; the passage has it whole."""
    text = event.answer.text[:_LONGEST_EVENT].rsplit(" ", 1)[0]
    return f"{bold(text)} … ({plain(event.answer.ref)} has the whole sentence)"


def _date(event: Event) -> str:
    """Return the date as written, and the calendar where it is not the usual one."""
    old = event.style is Calendar.JULIAN or event.tellings[0].calendar is Calendar.JULIAN
    style = " (this day in the Old Style)" if old else ""
    year = event.entry.edtf_gregorian[:4]
    return f"**{year}** · “{plain(event.tellings[0].date)}”{style}{doubts(event.tellings[0].flags)}"


def _nothing(heading: str, day: Day, style: Calendar | None, near: Sequence[Day]) -> Leaf:
    words = f"{heading}\nThe corpus has nothing for this day."
    if (day.month, day.day) == (2, 29):
        words += " It comes only in leap years."
    if not near:
        return Leaf((words,), Colour.NOTHING)
    buttons = tuple(Press(spoken(other), "day", pack(other, None)) for other in near)
    return Leaf((f"{words}\nThe nearest days with something to tell:",), Colour.NOTHING, buttons)
