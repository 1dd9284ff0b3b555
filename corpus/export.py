"""What was read from a document as flat rows, with places in the file, for people who want to work with it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from corpus.extract import Extract
from corpus.facts import standalone
from corpus.model import NARRATIVE, Derivation, Paragraph
from corpus.text import to_source

Row = dict[str, Any]


def dates(read: Extract) -> Iterator[Row]:
    """Yield the date expressions."""
    for mention in read.mentions:
        shown = read.paragraph(mention.paragraph)
        start, end = to_source(shown.runs, mention.start, mention.end)
        yield {
            "document": read.document.source.name,
            "start": start,
            "end": end,
            "text": mention.text,
            "edtf": mention.edtf,
            "edtf_gregorian": mention.edtf_gregorian,
            "calendar": mention.calendar.value,
            "precision": mention.precision.value,
            "explicit": mention.derivation is Derivation.EXPLICIT,
            "is_event": mention.is_event,
            "zone": shown.zone.value,
            "sentence": _sentence(shown, mention.start),
        }


def _sentence(shown: Paragraph, place: int) -> str:
    return next((shown.text[s.start : s.end] for s in shown.sentences if s.start <= place < s.end), "")


def quotes(read: Extract) -> Iterator[Row]:
    """Yield the quotations."""
    labels = {entry.number: entry.label for entry in read.document.references}
    for said in read.quotations:
        start, _ = to_source(read.paragraph(said.paragraph).runs, said.start, said.start + 1)
        _, end = to_source(read.paragraph(said.last).runs, said.end - 1, said.end)
        yield {
            "document": read.document.source.name,
            "start": start,
            "end": end,
            "text": said.text,
            "speaker": said.speaker or None,
            "reporter": said.reporter or None,
            "kind": said.kind.value,
            "refs": [_number(labels[number]) for number in said.references],
            "work": said.work or None,
            "date_edtf": said.date_edtf or None,
        }


def _number(label: str) -> int | str:
    return int(label) if label.isdecimal() else label


def sections(read: Extract) -> Iterator[Row]:
    """Yield the headings with what stands under them."""
    for section in read.document.sections:
        yield {
            "document": read.document.source.name,
            "number": section.number,
            "level": section.level,
            "heading": section.heading,
            "path": list(section.path),
            "start": section.start,
            "end": section.end,
            "passages": sum(shown.section == section.number for shown in read.paragraphs),
        }


def references(read: Extract) -> Iterator[Row]:
    """Yield the notes, references and bibliography entries, with how often each is cited."""
    cited: dict[int | None, int] = {}
    for _, marker in (marked for shown in read.paragraphs for marked in shown.markers):
        cited[marker.reference] = cited.get(marker.reference, 0) + 1
    for entry in read.document.references:
        yield {
            "document": read.document.source.name,
            "number": entry.number,
            "kind": entry.kind.value,
            "label": entry.label,
            "text": entry.text,
            "url": entry.url or None,
            "entry": entry.entry,
            "start": entry.start,
            "end": entry.end,
            "cited": cited.get(entry.number, 0),
        }


def facts(read: Extract) -> Iterator[Row]:
    """Yield the sentences with whether they can stand alone, how well, and why."""
    for shown, sentence, verdict in standalone(read, read.cast):
        if shown.zone not in NARRATIVE:
            continue
        start, end = to_source(shown.runs, sentence.start, sentence.end)
        yield {
            "document": read.document.source.name,
            "start": start,
            "end": end,
            "text": shown.text[sentence.start : sentence.end],
            "zone": shown.zone.value,
            "stands": verdict.stands,
            "score": verdict.score,
            "reason": verdict.reason,
        }
