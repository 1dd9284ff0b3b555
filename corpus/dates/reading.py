"""A document's dates: every expression read, placed on the calendar and told whether it is an event."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from corpus.dates.calendars import is_day
from corpus.dates.context import Clue, Placed, place
from corpus.dates.events import clauses, is_aside, is_event, is_recalled, sentence_span
from corpus.dates.grammar import Atom
from corpus.dates.lexicon import fold
from corpus.dates.ranges import Expression, expressions
from corpus.dates.value import Value, bounds, edtf, gregorian
from corpus.model import NARRATIVE, Calendar, Derivation, Document, Mention, Paragraph, Precision, Zone

_READ = NARRATIVE | {Zone.TITLE, Zone.HEADING}
_APART = {Zone.CAPTION, Zone.INFOBOX, Zone.TABLE, Zone.NOTE, Zone.PULL_QUOTATION}
_FRONT = 14  # characters: "At the end of" and the like
_SURE = 1.0  # a margin, in the costs of the context, above which a year counts as known


@dataclass(frozen=True, slots=True)
class _Found:
    """An expression with its paragraph, the paragraph's folded text and the expression's sentence."""

    paragraph: Paragraph
    text: str
    expression: Expression
    sentence: tuple[int, int]


def read_dates(document: Document, paragraphs: Sequence[Paragraph]) -> list[Mention]:
    """Return the dates of a document's narrative and headings, in order; nothing from its references."""
    found = [one for paragraph in paragraphs if paragraph.zone in _READ for one in _find(paragraph)]
    placed = place([_clue(one) for one in found])
    dated = [(one, it) for one, it in zip(found, placed, strict=True) if it.values]
    calendars = _calendars([one for one, _ in dated], [it for _, it in dated])
    mentions = [_mention(one, it, calendar) for (one, it), calendar in zip(dated, calendars, strict=True)]
    return list(_with_clauses([one for one, _ in dated], mentions))


def _find(paragraph: Paragraph) -> Iterator[_Found]:
    """Yield the expressions of a paragraph."""
    text = fold(paragraph.text)
    for expression in expressions(text):
        yield _Found(paragraph, text, expression, sentence_span(paragraph, expression.start))


def _clue(found: _Found) -> Clue:
    """Return what the context needs to know."""
    expression, text = found.expression, found.text
    return Clue(
        expression,
        section=found.paragraph.section,
        sentence=(found.paragraph.number << 32) + found.sentence[0],
        heading=found.paragraph.zone in {Zone.TITLE, Zone.HEADING},
        aside=is_aside(text, expression.start, expression.end),
        apart=found.paragraph.zone in _APART,
        recalled=is_recalled(text, expression.start, expression.end, found.sentence),
        fronted=expression.start - found.sentence[0] < _FRONT,
    )


_JULIAN = re.compile(r"\bJulian [Cc]alendar\b|\b[Oo]ld [Ss]tyle\b")


def _calendars(found: Sequence[_Found], placed: Sequence[Placed]) -> list[Calendar]:
    """Return each date's calendar: its own mark, or that of a "(Julian Calendar)" said once in its section."""
    calendars: list[Calendar] = []
    stated: tuple[int, int | None] | None = None
    for one, it in zip(found, placed, strict=True):
        atom, value = one.expression.atoms[0], it.values[0]
        own = atom.marked or next((a.marked for a in one.expression.atoms if a.marked), None)
        if own is Calendar.JULIAN and _JULIAN.search(one.text, one.expression.start, one.expression.end + 40):
            stated = one.paragraph.section, value.year
        if own is None and stated == (one.paragraph.section, value.year) and value.precision is Precision.DAY:
            own = Calendar.JULIAN
        calendars.append(own or _only_julian(value) or Calendar.GREGORIAN)
    return calendars


def _only_julian(value: Value) -> Calendar | None:
    """Return the Julian calendar for a leap day that the Gregorian one does not have."""
    if value.day is None or value.month is None or value.year is None:
        return None
    return None if is_day(value.year, value.month, value.day) else Calendar.JULIAN


def _mention(found: _Found, placed: Placed, calendar: Calendar) -> Mention:
    """Make a mention of a placed expression."""
    expression, paragraph, values = found.expression, found.paragraph, placed.values
    start, end, atoms = expression.start, expression.end, expression.atoms
    derivation = _derivation(atoms)
    styles = [_part_calendar(calendar, atom) for atom in atoms]
    written = [_edtf(atom, value) for atom, value in zip(atoms, values, strict=True)]
    renamed = [gregorian(value, style) for value, style in zip(values, styles, strict=True)]
    converted = [_edtf(atom, value) for atom, value in zip(atoms, renamed, strict=True)]
    first, last = bounds(values[0], styles[0])[0], bounds(values[-1], styles[-1])[1]
    return Mention(
        paragraph.number,
        start,
        end,
        paragraph.text[start:end],
        _joined(written),
        _joined(converted),
        calendar,
        values[0].precision if len(values) == 1 else Precision.RANGE,
        first,
        last,
        derivation,
        _flags(atoms, derivation, placed.margin),
        _confidence(placed.margin),
        is_event(paragraph, found.text, start, end, last - first + 1),
        parts=_parts(atoms, written),
    )


def _flags(atoms: Sequence[Atom], derivation: Derivation, margin: float) -> frozenset[str]:
    """Return what is doubtful about a mention."""
    flags = frozenset[str]().union(*(atom.flags for atom in atoms))
    return flags | {"inferred"} if derivation is Derivation.CARRIED and margin < _SURE else flags


def _parts(atoms: Sequence[Atom], written: Sequence[str]) -> tuple[tuple[int, int, str], ...]:
    """Return where the ends of a range stand, with their EDTF; nothing for a single date."""
    parts = ((atom.start, atom.end, value) for atom, value in zip(atoms, written, strict=True))
    return tuple(parts) if len(atoms) > 1 else ()


def _part_calendar(calendar: Calendar, atom: Atom) -> Calendar:
    """Return the calendar that an end of a range counts in: a dual date's value is its New Style half."""
    if atom.marked is not None:
        return Calendar.JULIAN if atom.marked is Calendar.JULIAN else Calendar.GREGORIAN
    return Calendar.JULIAN if calendar is Calendar.JULIAN else Calendar.GREGORIAN


def _edtf(atom: Atom, value: Value) -> str:
    """Return a part's EDTF with its doubts."""
    doubts = atom.flags & {"approximate", "uncertain"}
    mark = {0: "", 1: "~" if "approximate" in doubts else "?", 2: "%"}[len(doubts)]
    return edtf(value, mark if atom.by is None else "")


def _joined(parts: Sequence[str]) -> str:
    """Return the EDTF of a date or a range; a circa before a range holds for both ends."""
    if len(parts) == 1:
        return parts[0]
    first, last = parts[0].partition("/")[0], parts[-1].rpartition("/")[2]
    return f"{first}/{last}~" if first.endswith("~") and not last.endswith("~") else f"{first}/{last}"


def _derivation(atoms: Sequence[Atom]) -> Derivation:
    """Return where the value of a mention comes from."""
    if any(atom.by or atom.year_by for atom in atoms):
        return Derivation.RELATIVE
    return Derivation.EXPLICIT if all(atom.value.year is not None for atom in atoms) else Derivation.CARRIED


def _confidence(margin: float) -> float:
    """Return how sure a year is, between nothing and one."""
    return round(1 - math.exp2(-1 - max(-1.0, min(margin, 9.0))), 3)


def _with_clauses(found: Sequence[_Found], mentions: Sequence[Mention]) -> Iterator[Mention]:
    """Yield the mentions with the words that say what happened."""
    pairs = zip(found, mentions, strict=True)
    for (_, sentence), group in groupby(pairs, key=lambda pair: (pair[1].paragraph, pair[0].sentence)):
        together = list(group)
        spans = [(mention.start, mention.end) for _, mention in together]
        cut = clauses(together[0][0].text, sentence, spans)
        for (_, mention), clause in zip(together, cut, strict=True):
            yield replace(mention, clause=clause)
