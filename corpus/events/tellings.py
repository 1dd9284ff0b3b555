"""From a document's dates to tellings: which make an entry of a timeline, of what kind, and the words that head it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from corpus.dates import day_number
from corpus.dates.events import sentence_span
from corpus.events.deeds import NOTHING, Deed, content, read_deed
from corpus.extract import Extract
from corpus.model import NARRATIVE, Calendar, EventKind, Mention, Paragraph, Precision, Zone
from corpus.search.words import Stems

TOLD_IN = NARRATIVE - {Zone.NOTE}
"""The zones that a timeline is made of; notes, references and bibliographies are none of them."""

LIVES = frozenset({EventKind.BIRTH, EventKind.DEATH})

_BORN = re.compile(r"\bwas born\b[^,;]{0,80}$")
_DIED = re.compile(r"\b(?:died|was (?:murdered|assassinated|executed|killed))\b[^,;]{0,80}$")
_KILLED = re.compile(r"\b(?:murder|assassinat|execut|kill)")  # a deed of others, which may come before the death
_SAID = re.compile(r"\b(?:born|died|killed|executed|murdered|assassinated)\b")
_BIRTH_ROW = re.compile(r"(?:date of )?(?:born|birth)", re.IGNORECASE)
_DEATH_ROW = re.compile(r"(?:date of )?(?:died|death)", re.IGNORECASE)
_OFFICE_ROW = re.compile(r"(?:years? )?in office|term(?: of office)?|reign(?:ed)?", re.IGNORECASE)
_COPY = re.compile(r"\([0-9]{4}-[0-9]{2}-[0-9]{2}\)")  # of a birthday or the day of a death, for machines
_MEMBERSHIP = re.compile(r"[•*–-]?\s*$")
_AFTER_TERM = re.compile(r"\s*:\s*")
_FRONT = re.compile(r"(?:(?:on|in)\s+)?$", re.IGNORECASE)
_AFTER_FRONT = re.compile(r",?\s+")
_BEFORE_BACK = re.compile(r"(?:,| (?:on|in)) $")
_AFTER_BACK = re.compile(r"[.!?)”\"’]*$")
_WORD = re.compile(r"\w+")
_EDTF_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_EDTF_YEAR = re.compile(r"[0-9]{4}")
_FEWEST_WORDS = 4
_LONGEST_NAME = 90
_LONGEST_SENTENCE = 1_500  # characters: a sentence may be as long as a document, and hold ten thousand dates


@dataclass(frozen=True, slots=True)
class Telling:
    """A date that tells of a happening. `date` and `head` are spans of the texts of paragraphs `paragraph` and `of`.

    `about` holds the stems of what is told, by which the same happening is known elsewhere; `deed` says who did what.
    """

    document: int
    mention: int
    kind: EventKind
    paragraph: int
    date: tuple[int, int]
    of: int
    head: tuple[int, int]
    about: frozenset[str]
    deed: Deed
    edtf: str
    edtf_gregorian: str
    calendar: Calendar
    precision: Precision
    first: int
    last: int
    flags: frozenset[str]
    alone: bool = True  # no other date stands in the sentence
    is_name: bool = False  # the words are but the name of whoever was born or died


def tellings(piece: Extract, document: int, stems: Stems) -> Iterator[Telling]:
    """Yield what a document's dates tell; `document` is its place among the documents, mentions count from 0."""
    dated = Counter(_place(piece, mention) for mention in piece.mentions if mention.is_event)
    for number, mention in enumerate(piece.mentions):
        alone = dated[_place(piece, mention)] == 1
        for told in _told(piece, mention):
            words = piece.paragraph(told.of).text[slice(*told.head)]
            about = _about(piece, told, words, stems)
            deed, named = _deed(told, words, about, stems), _is_name(told, words)
            yield replace(told, document=document, mention=number, about=about, deed=deed, alone=alone, is_name=named)


def _place(piece: Extract, mention: Mention) -> tuple[int, int]:
    """Return the paragraph and the start of the sentence of a date."""
    return mention.paragraph, sentence_span(piece.paragraph(mention.paragraph), mention.start)[0]


def _told(piece: Extract, mention: Mention) -> Iterator[Telling]:
    """Yield what one date tells: of most, one happening or none; of a lifespan, two."""
    shown = piece.paragraph(mention.paragraph)
    if shown.zone is Zone.INFOBOX:
        return _in_infobox(piece, mention, shown)
    if shown.section == 0 and shown.zone is Zone.PROSE and _is_lifespan(mention, shown.text):
        return _lifespan(mention, shown)
    return _in_prose(mention, shown)


def _deed(told: Telling, words: str, about: frozenset[str], stems: Stems) -> Deed:
    """Return who did what; where there is but the name of whoever was born or died, it is all that is told."""
    deed = read_deed(words, stems)
    if told.kind not in LIVES:
        return deed
    return Deed(deed.who if deed.did else about, "killed" if _KILLED.search(words) else told.kind, deed.names)


def _of(mention: Mention, kind: EventKind, of: int, head: tuple[int, int]) -> Telling:
    """Return what a mention tells, in the words of a span of paragraph `of`."""
    return Telling(
        *(0, 0, kind, mention.paragraph, (mention.start, mention.end), of, head, frozenset(), NOTHING),
        *(mention.edtf, mention.edtf_gregorian, mention.calendar, mention.precision, mention.first, mention.last),
        mention.flags,
    )


def _in_prose(mention: Mention, shown: Paragraph) -> Iterator[Telling]:
    """Yield the event that a sentence, a caption, a list's item or a table's row tells."""
    if mention.is_event and shown.zone in TOLD_IN:
        start, end = mention.clause
        before = shown.text[start : mention.start]
        kind = EventKind.BIRTH if _BORN.search(before) else EventKind.HAPPENING
        kind = EventKind.DEATH if _DIED.search(before) else kind
        whole = kind in LIVES and not shown.text[start : start + 1].isupper()
        yield _of(
            mention, kind, shown.number, head(shown, mention, sentence_span(shown, start) if whole else (start, end))
        )


def head(shown: Paragraph, mention: Mention, clause: tuple[int, int]) -> tuple[int, int]:
    """Return the words that say what happened: the clause without its date, or the sentence where it says too little.

    The date is left out only at either edge, so that the words stand together in the document.
    """
    sentence = sentence_span(shown, mention.start)
    if sentence[1] - sentence[0] > _LONGEST_SENTENCE:
        sentence = clause
    start, end = _without_date(shown.text, mention, clause)
    says = (
        shown.text[start:end] if mention.start >= end or mention.end <= start else _around(shown.text, mention, clause)
    )
    short = len(_WORD.findall(says)) < _FEWEST_WORDS
    if short or (clause[0] > sentence[0] and start > mention.start):
        return _without_date(shown.text, mention, sentence)
    return start, end


def _around(text: str, mention: Mention, clause: tuple[int, int]) -> str:
    return text[clause[0] : mention.start] + " " + text[mention.end : clause[1]]


def _without_date(text: str, mention: Mention, span: tuple[int, int]) -> tuple[int, int]:
    """Return a span without the date at its front, or at its back."""
    start, end = span
    if _FRONT.fullmatch(text, start, mention.start) and (gap := _AFTER_FRONT.match(text, mention.end, end)):
        return (gap.end(), end) if end - gap.end() > 1 else span
    back = _BEFORE_BACK.search(text, max(start, mention.start - 5), mention.start)
    if back and back.start() > start and _AFTER_BACK.fullmatch(text, mention.end, end):
        return start, back.start()
    return span


def _in_infobox(piece: Extract, mention: Mention, shown: Paragraph) -> Iterator[Telling]:
    """Yield the birth, the death or the term of office that a row gives; other rows tell of nothing."""
    subject = _subject(piece, shown.number)
    if _COPY.match(shown.text, max(0, mention.start - 1)):
        return  # the copy of a date that stands beside it
    if _BIRTH_ROW.fullmatch(shown.label):
        yield _of(mention, EventKind.BIRTH, *subject)
    elif _DEATH_ROW.fullmatch(shown.label):
        yield _of(mention, EventKind.DEATH, *subject)
    elif not shown.label and _COPY.search(shown.text) and mention.precision is Precision.DAY:
        yield _of(mention, EventKind.BIRTH, *subject)
    elif office := _office(piece, mention, shown):
        yield _of(mention, EventKind.OFFICE, *office)


def _subject(piece: Extract, before: int) -> tuple[int, tuple[int, int]]:
    """Return where the name of the infobox's subject stands: the document's title, or the first row."""
    rows = (shown for shown in islice(piece.paragraphs, before) if shown.zone in (Zone.TITLE, Zone.INFOBOX))
    named = next(rows, piece.paragraph(before))
    return named.number, (0, len(named.text))


def _office(piece: Extract, mention: Mention, shown: Paragraph) -> tuple[int, tuple[int, int]] | None:
    """Return where the office stands whose term a row gives: after the years, or above “In office”."""
    text = shown.text
    if _MEMBERSHIP.fullmatch(text, 0, mention.start) and (colon := _AFTER_TERM.match(text, mention.end)):
        return shown.number, (colon.end(), len(text))
    above = [piece.paragraph(number) for number in (shown.number - 1, shown.number - 2) if number > 0]
    if shown.label and _OFFICE_ROW.fullmatch(shown.label) and above[:1]:
        return above[0].number, (0, len(above[0].text))
    alone = (mention.start, mention.end) == (0, len(text))
    if alone and len(above) == 2 and _OFFICE_ROW.fullmatch(above[0].text) and above[1].zone is Zone.INFOBOX:
        return above[1].number, (0, len(above[1].text))
    return None


def _is_lifespan(mention: Mention, text: str) -> bool:
    """Say whether a range stands in brackets behind a name at the very beginning of a text."""
    opening = text.rfind("(", max(0, mention.start - 40), mention.start)
    return (
        len(mention.parts) == 2
        and 0 < opening <= _LONGEST_NAME
        and "." not in text[:opening].replace(". ", "", 2)
        and ")" in text[mention.end : mention.end + 40]
        and ")" not in text[opening : mention.start]
    )


def _lifespan(mention: Mention, shown: Paragraph) -> Iterator[Telling]:
    """Yield the birth and the death of a range in brackets behind a name."""
    name = 0, len(shown.text[: shown.text.rfind("(", 0, mention.start)].rstrip())
    for kind, (start, end, edtf), day in zip(
        (EventKind.BIRTH, EventKind.DEATH), mention.parts, (mention.first, mention.last), strict=True
    ):
        if part := _part(edtf, day):
            flags = mention.flags - {"open"}
            told = _of(mention, kind, shown.number, name)
            yield replace(
                told,
                date=(start, end),
                edtf=edtf,
                edtf_gregorian=part[0],
                flags=flags,
                precision=part[1],
                first=part[2],
                last=part[3],
            )


def _part(edtf: str, day: int) -> tuple[str, Precision, int, int] | None:
    """Return an end of a lifespan as Gregorian EDTF, precision and bounds: a day or a year."""
    if match := _EDTF_DAY.fullmatch(edtf):
        year, month, date = map(int, match.groups())
        same = day_number(year, month, date) == day
        return (edtf, Precision.DAY, day, day) if same else None
    if _EDTF_YEAR.fullmatch(edtf):
        return edtf, Precision.YEAR, day_number(int(edtf), 1, 1), day_number(int(edtf), 12, 31)
    return None


def _is_name(told: Telling, words: str) -> bool:
    return told.kind in LIVES and not _SAID.search(words)


def _about(piece: Extract, told: Telling, words: str, stems: Stems) -> frozenset[str]:
    """Return the stems of what is told, without its dates; where it is but a name, those of the title, too."""
    found = content(words, stems)
    if _is_name(told, words):
        return found | content(piece.document.source.metadata.title, stems)
    if len(found) < 3 and told.of == told.paragraph:
        shown = piece.paragraph(told.paragraph)
        start, end = sentence_span(shown, told.date[0])
        found |= content(shown.text[start : min(end, start + _LONGEST_SENTENCE)], stems)
    return found
