"""What stands beside an event: its doubts, who else tells of it, and where they name another day."""

from __future__ import annotations

from collections.abc import Iterable

from bot.present.markdown import plain, small
from corpus.model import EventKind
from corpus.served import Event, Telling

KINDS = {EventKind.BIRTH: "Born", EventKind.DEATH: "Died", EventKind.OFFICE: "In office", EventKind.HAPPENING: ""}
_MOST_NAMED = 3
_DOUBTS = {
    "inferred": "year inferred",
    "disagrees": "the two dates given disagree",
    "approximate": "approximate",
    "uncertain": "uncertain",
}


def doubts(flags: Iterable[str]) -> str:
    """Return in brackets what is doubtful about a date, or nothing."""
    flags = set(flags)
    said = [words for flag, words in _DOUBTS.items() if flag in flags]
    return f" ({', '.join(said)})" if said else ""


def disagreeing(event: Event) -> str:
    """Return the line that says that the documents name different days, and which; nothing where they agree."""
    if not event.others:
        return ""
    named = [f"“{plain(told.date)}” in {_where(told)}" for told in event.others[:_MOST_NAMED]]
    first = f"“{plain(event.tellings[0].date)}” in {_where(event.tellings[0])}"
    return f"⚠ The documents disagree about the day: {first}, {', '.join(named)}."


def also(event: Event) -> str:
    """Return the line that names who else tells of an event; nothing where nobody does."""
    apart = {told.answer.ref for told in (event.tellings[0], *event.others)}
    others = [told for told in event.tellings if told.answer.ref not in apart]
    titles = list(dict.fromkeys(_where(told) for told in others))
    more = f" and {len(titles) - _MOST_NAMED} more" if len(titles) > _MOST_NAMED else ""
    return small(f"also told in {', '.join(titles[:_MOST_NAMED])}{more}") if titles else ""


def _where(told: Telling) -> str:
    return f"{plain(told.answer.passage.source.metadata.title)} (`{told.answer.ref}`)"
