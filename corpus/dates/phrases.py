"""A date as prose has it: an atom with the words before it ("the end of", "circa") and the calendar mark behind it."""

from __future__ import annotations

import re
from dataclasses import replace

from corpus.dates import relative, traps
from corpus.dates.calendars import is_day
from corpus.dates.dual import with_style
from corpus.dates.grammar import OPENINGS as ATOM_OPENINGS
from corpus.dates.grammar import Atom, read_atom
from corpus.dates.lexicon import MONTHS, ORDINALS, SEASONS, words
from corpus.dates.relative import read_relative, read_unit
from corpus.model import Calendar, Precision

_PART = (
    r"(?:very )?(?:start|beginning|end|close|middle|rest|remainder|"
    r"(?:early|latter|later|first|second|last|final|better|greater) (?:part|half|days|weeks|months|third|quarter)|"
    r"(?:early|late|closing|opening|final|last|first|dying) (?:years|days|weeks|months)|months?|years?|night|morning|"
    r"afternoon|evening|(?:late |early )?(?:afternoon|evening|morning|night)(?: hours)?|(?:early|late|wee) hours)"
)
_SEASON = "|".join(SEASONS)
_ORDINAL = "|".join(ORDINALS)
_TIDES = r"(?:early|late|mid)(?: to late| to mid|-to-late|-to-mid| or early| or late)?"
_BEFORE = re.compile(
    rf"(?:[Tt]he )?(?:[Ee]arly |[Ll]ate )?(?i:{_PART}) (?:of|on) (?:the (?:years? )?)?(?:{_TIDES}[- ])?"
    rf"|(?:[Ee]arly|[Ll]ate) (?:in|on) (?:the )?(?:morning of |evening of |night of |afternoon of )?"
    rf"|(?:[Tt]he )?(?i:{_TIDES})[- ](?:in )?(?:the )?"
    rf"|(?P<circa>(?i:circa|ca?\.|ca)) ?(?:the )?(?:{_TIDES}[- ])?"
    rf"|(?:[Tt]he )?[Yy]ears? (?=[0-9])"
    rf"|[Tt]he (?=(?i:{_SEASON})\b|[0-9]{{2,3}}0s\b|[0-9]{{1,2}}(?:st|nd|rd|th)\b|(?:{_ORDINAL})\b)"
    rf"|(?:[Tt]he )?[Ff]irst (?:days|weeks|months) of "
)
_ABOUT = words("""
    about around circa approximately roughly
""")
_UNSURE = words("""
    probably possibly perhaps maybe
""")
_OPEN_END = re.compile(r"-present\b| ?- ?present\b| to the present(?: day)?\b| onwards?\b")
_MODIFIER_OPENINGS = words("""
    the early late mid circa c ca start beginning end close middle rest remainder first second last final
    latter later better greater closing opening year years month night morning afternoon evening very
    spring summer autumn fall winter
""")

CAPITALS = frozenset({"AD", *(month.upper() for month in MONTHS)})
OPENINGS = ATOM_OPENINGS | relative.OPENINGS | _MODIFIER_OPENINGS
"""The words, in lower case, that a dated phrase can begin with; it can also begin with a digit."""


def read_phrase(text: str, at: int) -> Atom | None:
    """Return the dated phrase that begins at a place in folded text, or None."""
    modifier = _BEFORE.match(text, at)
    if modifier and modifier.end() < len(text):
        core = _core(text, modifier.end(), modified=True)
        if core:
            approximate = {"approximate"} if modifier["circa"] else frozenset[str]()
            return _finished(text, replace(core, start=at, flags=core.flags | approximate))
    core = _core(text, at, modified=False)
    return _finished(text, core) if core else None


def _core(text: str, at: int, *, modified: bool) -> Atom | None:
    """Return the date at a place, relative or not, unless it is a trap."""
    found = read_relative(text, at)
    if found:
        return found
    if modified and (found := read_unit(text, at)):
        return found
    atom = read_atom(text, at)
    if atom is None or _is_trap(text, atom, modified=modified):
        return None
    return atom if _exists(atom) else None


def _is_trap(text: str, atom: Atom, *, modified: bool) -> bool:
    """Say whether an atom only looks like a date."""
    value, words = atom.value, text[atom.start : atom.end]
    if words[0].isdigit() and traps.is_glued(text, atom.start):
        return True
    if value.precision is Precision.YEAR and words.rstrip("?").isdigit():
        return traps.is_count(text, atom.start, atom.end, value.year or 0)
    if value.year is not None or atom.year_by is not None:
        return False
    if traps.is_recurring(text, atom.start):
        return True
    if value.season is not None:
        return traps.is_no_season(text, atom.start, atom.end)
    if not words[0].isdigit() and not words[-1].isdigit() and value.day is not None:
        return not traps.is_dating(text, atom.start)  # a holiday, or a song about one
    if value.precision is not Precision.MONTH:
        return False
    return traps.names_event(text, atom.end) if modified else traps.is_name(text, atom.start, atom.end)


def _exists(atom: Atom) -> bool:
    """Say whether a day is one of its month; the Julian calendar has every day that the Gregorian has, and more."""
    value = atom.value
    if value.day is None or value.month is None:
        return True
    return is_day(4 if value.year is None else value.year, value.month, value.day, Calendar.JULIAN)


def _finished(text: str, atom: Atom) -> Atom:
    """Add what stands behind a date, and the doubts that stand before it."""
    atom = with_style(text, atom)
    before = traps.word_before(text, atom.start)
    doubts = {"approximate"} if before in _ABOUT else {"uncertain"} if before in _UNSURE else set()
    if _OPEN_END.match(text, atom.end):
        doubts.add("open")
    return replace(atom, flags=atom.flags | doubts) if doubts else atom
