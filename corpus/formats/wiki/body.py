"""Give each line of an article its zone."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from corpus.formats.wiki import shapes, words
from corpus.formats.wiki.front import find_infobox, is_redirect
from corpus.formats.wiki.lines import Line, chunks
from corpus.formats.wiki.shapes import Subject
from corpus.model import Zone

_QUOTED = frozenset({Zone.BLOCK_QUOTATION, Zone.PULL_QUOTATION})


def find_zones(lines: Sequence[Line], entries: dict[int, Zone]) -> list[Zone]:
    """Return the zone of each line. `entries` holds those of the lists of notes and references."""
    zones = [entries.get(index, Zone.DEBRIS) for index in range(len(lines))]
    if not lines:
        return zones
    first = _front(lines, zones, entries)
    subject = Subject.of(lines[0].text if zones[0] is Zone.TITLE else "")
    end = max(entries, default=len(lines) - 1) + 1
    reader = _Reader(lines, zones, subject)
    for span in _between(entries, first, end):
        reader.read(span)
    _read_end(reader, range(max(first, end), len(lines)))
    return zones


def _front(lines: Sequence[Line], zones: list[Zone], entries: dict[int, Zone]) -> int:
    """Zone the title and the redirect line, and return where the body begins."""
    at = 0
    if lines[0].text and len(lines[0].text) <= 200 and not shapes.is_sentence(lines[0].text) and 0 not in entries:
        zones[0], at = Zone.TITLE, 1
    while at < min(len(lines), 4) and is_redirect(lines[at].text) and at not in entries:
        at += 1
    return at


def _between(entries: dict[int, Zone], first: int, end: int) -> list[range]:
    """Return the stretches of lines before and between the lists."""
    spans, start = [], first
    for index in sorted(entries):
        if start < index < end:
            spans.append(range(start, index))
        start = max(first, index + 1)
    if start < end:
        spans.append(range(start, end))
    return spans


class _Reader:
    """Zones lines from the top, keeping what the lines before them lead one to expect."""

    def __init__(self, lines: Sequence[Line], zones: list[Zone], subject: Subject) -> None:
        self.lines, self.zones, self.subject = lines, zones, subject
        self.section = ""
        self.last = Zone.TITLE
        self.introduced = self.open = False
        self.in_lead = True

    def read(self, span: range) -> None:
        """Zone a stretch of lines."""
        infobox = find_infobox(self.lines, span.start, span.stop) if self.in_lead else range(0)
        for chunk in chunks(self.lines, span.start, span.stop):
            if chunk.start in infobox:
                for index in chunk:
                    self.zones[index] = Zone.INFOBOX
            else:
                self._chunk(chunk, span.stop)

    def put(self, index: int, zone: Zone) -> None:
        """Zone one line, and note what it leads one to expect."""
        text = self.lines[index].text
        if zone is Zone.HEADING:
            self.section, self.in_lead = text.casefold(), False
        elif self.section in words.LINKS and zone is not Zone.PROSE:
            zone = Zone.DEBRIS
        elif self.section in words.BIBLIOGRAPHIC and zone in {Zone.LIST_ITEM, Zone.CAPTION, Zone.TABLE}:
            zone = Zone.REFERENCE
        self.zones[index] = self.last = zone
        self.introduced = zone in {Zone.PROSE, Zone.LIST_ITEM} and shapes.introduces_quotation(text)
        self.open = zone in _QUOTED and shapes.is_left_open(text)

    def _chunk(self, chunk: range, stop: int) -> None:
        """Zone lines that stand together: items of a list, and between them what is none."""
        if self.in_lead and self._is_contents(chunk):
            for index in chunk:
                self.zones[index] = Zone.DEBRIS
            return
        for is_list, group in groupby(chunk, key=lambda index: shapes.is_bullet(self.lines[index].text)):
            indices = list(group)
            if is_list:
                for index in indices:
                    self.put(index, Zone.LIST_ITEM)
            else:
                self._group(range(indices[0], indices[-1] + 1), stop)

    def _is_contents(self, chunk: range) -> bool:
        """Whether lines are a table of contents."""
        texts = [self.lines[index].text for index in chunk]
        return texts == ["Contents"] or (len(texts) > 2 and all(map(shapes.is_contents, texts)))

    def _group(self, group: range, stop: int) -> None:
        """Zone lines that stand together and are no list."""
        texts = [self.lines[index].text for index in group]
        pictures = all(shapes.is_picture(text, self.subject) for text in texts)
        if self._quotes(texts[0]) and not (pictures and group.stop < stop):
            self._put_all(group, Zone.BLOCK_QUOTATION)
        elif shapes.is_table(texts) and not pictures:
            self._put_all(group, Zone.TABLE)
        elif len(texts) > 1 and self.last in _QUOTED and not self._are_captions(group):
            self._put_all(group, self.last)
        else:
            self._headed(group, stop)

    def _quotes(self, text: str) -> bool:
        """Whether the words of somebody must come now: a sentence announced them, or their last paragraph is open."""
        return self.introduced or (self.open and text[0] in shapes.OPENING)

    def _put_all(self, group: range, zone: Zone) -> None:
        for index in group:
            self.put(index, zone)

    def _headed(self, group: range, stop: int) -> None:
        """Zone lines of which the first may be a heading: the rest are captions, verses or paragraphs."""
        if len(group) == 1:
            self._single(group.start, stop)
            return
        if shapes.is_heading(self.lines[group.start].text, self.subject):
            self.put(group.start, Zone.HEADING)
            group = group[1:]
        texts = [self.lines[index].text for index in group]
        if self._are_captions(group) or (len(group) == 1 and not shapes.is_sentence(texts[0])):
            self._put_all(group, Zone.CAPTION)
        elif shapes.is_poem(texts):
            self._put_all(group, Zone.BLOCK_QUOTATION)
        else:
            for index in group:
                self._single(index, stop)

    def _are_captions(self, group: range) -> bool:
        """Whether lines that stand together are captions, one of them at least by what it says."""
        texts = [self.lines[index].text for index in group]
        if not all(shapes.is_caption(text, self.subject, placed=True) for text in texts):
            return False
        return any(shapes.is_picture(text, self.subject) for text in texts)

    def _single(self, index: int, stop: int) -> None:
        """Zone a line that stands alone."""
        text = self.lines[index].text
        following = self.lines[index + 1] if index + 1 < stop else None
        if self.last in _QUOTED and shapes.is_attribution(text):
            self.put(index, self.last)
        elif following and shapes.is_attribution(following.text) and shapes.is_sentence(text):
            self.put(index, Zone.PULL_QUOTATION)
        elif shapes.is_wholly_quoted(text):
            attributed = following and shapes.is_described(following.text, self.subject)
            self.put(index, Zone.PULL_QUOTATION if attributed else Zone.BLOCK_QUOTATION)
        elif self._describes_quotation(index):
            self.put(index, Zone.PULL_QUOTATION)
        elif (following and shapes.is_heading(text, self.subject)) or shapes.is_back_heading(text):
            self.put(index, Zone.HEADING)
        elif shapes.is_caption(text, self.subject, headed=self.last is Zone.HEADING) and not (
            self.in_lead and shapes.ends(text)
        ):
            self.put(index, Zone.CAPTION)
        elif shapes.is_first_person(text) and not self.in_lead:
            self.put(index, Zone.BLOCK_QUOTATION)
        else:
            self.put(index, Zone.PROSE)

    def _describes_quotation(self, index: int) -> bool:
        """Whether a line says whose the pull quotation before it is, without a dash."""
        if self.last is not Zone.PULL_QUOTATION or not shapes.is_wholly_quoted(self.lines[index - 1].text):
            return False
        return shapes.is_described(self.lines[index].text, self.subject)


def _read_end(reader: _Reader, span: range) -> None:
    """Zone what comes after the last list of references: full entries of a bibliography, and navigation as debris."""
    for index in span:
        text = reader.lines[index].text
        if shapes.is_back_heading(text):
            reader.put(index, Zone.HEADING)
        elif reader.section not in words.LINKS and shapes.is_bullet(text) and shapes.is_work(text):
            reader.zones[index] = Zone.REFERENCE
        else:
            reader.zones[index] = Zone.DEBRIS
