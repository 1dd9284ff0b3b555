"""Sections from headings: their levels, their paths, and where they end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.model import Section


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading's words as shown, its level from 1, and where it starts in the file."""

    level: int
    words: str
    start: int


def outline(title: str, headings: Sequence[Heading], size: int) -> tuple[Section, ...]:
    """Return section 0, the lead, and a section for each heading, in order.

    A section ends where the next one of its level or above starts; the lead ends at the first heading.
    """
    lead = Section(0, 0, title, (), 0, headings[0].start if headings else size)
    above: list[Heading] = []
    sections = [lead]
    ends = _ends(headings, size)
    for number, heading in enumerate(headings, start=1):
        while above and above[-1].level >= heading.level:
            above.pop()
        above.append(heading)
        path = tuple(one.words for one in above)
        sections.append(Section(number, len(above), heading.words, path, heading.start, ends[number - 1]))
    return tuple(sections)


def _ends(headings: Sequence[Heading], size: int) -> list[int]:
    """Return where each heading's section ends."""
    ends = [size] * len(headings)
    open_: list[int] = []
    for number, heading in enumerate(headings):
        while open_ and headings[open_[-1]].level >= heading.level:
            ends[open_.pop()] = heading.start
        open_.append(number)
    return ends
