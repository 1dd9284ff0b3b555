"""Checks of one document. The first line of a docstring is what the finding says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from corpus.check.findings import Spot
from corpus.extract import Extract
from corpus.model import NARRATIVE, MarkerKind
from corpus.paragraphs import LONGEST
from corpus.text import to_source

_MOST_OF_A_KIND = 50
# The replacement character, and UTF-8 that was read as Latin-1 or Windows-1252: "Ã©", "â€™".
_MISREAD = re.compile("\ufffd+|[ÃÂ][\u0080-\u00bf]|â€[\u0080-\u00bf\u2018-\u2122œž]")
_LONGEST_METADATA = 300


def no_text(read: Extract) -> Iterator[Spot]:
    """the document holds nothing that could be shown: no prose, list, table, caption or quotation"""
    if not any(shown.zone in NARRATIVE for shown in read.paragraphs):
        yield Spot(read, 0)


def no_licence(read: Extract) -> Iterator[Spot]:
    """no licence is given: say in the sidecar or front matter under which terms the text may be shown"""
    if not read.document.source.metadata.licence:
        yield Spot(read, 0)


def no_section(read: Extract) -> Iterator[Spot]:
    """the document has no headings, so its answers can't say where they stand"""
    if len(read.document.sections) < 2:
        yield Spot(read, 0)


def long_metadata(read: Extract) -> Iterator[Spot]:
    """a title, author, publisher or address is too long to stand under an answer"""
    said = read.document.source.metadata
    for name in ("title", "author", "publisher", "url", "licence"):
        if len(getattr(said, name)) > _LONGEST_METADATA:
            yield Spot(read, 0, f"{name} has {len(getattr(said, name))} characters, {_LONGEST_METADATA} at most")


def long_passage(read: Extract) -> Iterator[Spot]:
    """the paragraph is longer than one page can show: it will be cut into pages at sentence ends"""
    for shown in read.paragraphs:
        if shown.zone in NARRATIVE and len(shown.text) > LONGEST:
            yield Spot(read, shown.start, f"{len(shown.text)} characters, {LONGEST} to a page")


def unresolved_marker(read: Extract) -> Iterator[Spot]:
    """a reference marker points to no entry of the document's lists"""
    lost = (
        Spot(read, marker.start, read.document.text[marker.start : marker.end][:40])
        for shown in read.paragraphs
        for _, marker in shown.markers
        if marker.reference is None and marker.kind is not MarkerKind.EDITORIAL
    )
    yield from islice(lost, _MOST_OF_A_KIND)


def suspicious_encoding(read: Extract) -> Iterator[Spot]:
    """letters look misread: the file was probably saved in another encoding than UTF-8 before it came here"""
    found = _MISREAD.finditer(read.document.text)
    yield from (Spot(read, match.start(), repr(match[0])) for match in islice(found, _MOST_OF_A_KIND))


def disagreeing_dates(read: Extract) -> Iterator[Spot]:
    """a date gives two days, in the old and the new calendar, that are not the same day"""
    for mention in read.mentions:
        if "disagrees" in mention.flags:
            start, _ = to_source(read.paragraph(mention.paragraph).runs, mention.start, mention.end)
            yield Spot(read, start, mention.text)
