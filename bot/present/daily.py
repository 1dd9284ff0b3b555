"""Daily posts as leaves: something one is glad to see, with its source and a way to its context."""

from __future__ import annotations

import calendar
from datetime import date

from bot.present import days as day_leaves
from bot.present import quotes as quote_leaves
from bot.present.answers import beside
from bot.present.leaf import Leads, Leaf, Press
from bot.present.markdown import bold, small
from bot.present.source import cited, colour, footer, place
from corpus.served import Answer, Day, Event, Quoted

MARKED = "posted"
"""The view of a post's Context button, in whose id the post's nonce stands."""


def fact(shown: Answer, day: date, nonce: str) -> Leaf:
    """Draw a fact for a day."""
    below = [place(shown.passage), cited(shown.citations), footer(shown.passage, shown.ref)]
    parts = (f"### A fact for {spoken(day)}\n{bold(shown.text)}", "\n".join(filter(None, below)))
    return Leaf(parts, colour(shown.passage), (_context(shown, nonce), *beside(shown)[1:]))


def quotation(shown: Quoted, day: date, nonce: str) -> Leaf:
    """Draw a quotation for a day."""
    card = quote_leaves.quotation(shown, "", 0, 1)
    words, below = card.parts
    parts = (f"### Words for {spoken(day)}\n{words}", below)
    others = [press for press in card.presses if press.leads is not Leads.TURN and press.label != "Context"]
    return Leaf(parts, card.colour, (_context(shown.begins, nonce), *others))


def on_this_day(event: Event, told: Day, day: date, nonce: str, more: int) -> Leaf:
    """Draw what happened on a day, or, where nothing is known of it, on the nearest one, which the heading names."""
    [drawn] = day_leaves.on_this_day(told, None, [event], 0, ()).parts[1:]
    heading = f"### On this day, {day_leaves.spoken(told)}"
    if told != Day(day.month, day.day):
        empty = day_leaves.spoken(Day(day.month, day.day))
        heading = (
            f"### Near this day: {day_leaves.spoken(told)}\n"
            f"The documents tell of nothing on {empty}. This is the nearest day of which they do."
        )
    others = Press(f"{more} more of this day", "day", day_leaves.pack(told, None), leads=Leads.OPEN)
    presses = (_context(event.answer, nonce), *((others,) if more else ()))
    return Leaf((heading, drawn), colour(event.answer.passage), presses)


def preview(leaf: Leaf, told: str) -> Leaf:
    """Return a post as it would be, with a line that says when."""
    return Leaf((*leaf.parts, small(told)), leaf.colour, leaf.presses)


def spoken(day: date) -> str:
    """Return a date as the head of a post has it: Saturday, 7 November."""
    return f"{calendar.day_name[day.weekday()]}, {day.day} {calendar.month_name[day.month]}"


def _context(shown: Answer, nonce: str) -> Press:
    return Press("Context", MARKED, f"{shown.key}.{nonce}", leads=Leads.OPEN)
