"""The lines of a text export: what stands on each, and how much empty room is before it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not empty, without the white space around it. `gap` counts the empty lines before it."""

    start: int
    end: int
    text: str
    indent: int
    gap: int


def read_lines(source: str) -> list[Line]:
    """Return the lines of a text that are not empty."""
    lines: list[Line] = []
    at = gap = 0
    while at < len(source):
        stop = source.find("\n", at)
        stop = len(source) if stop < 0 else stop
        raw = source[at:stop]
        text = raw.strip()
        if text:
            indent = len(raw) - len(raw.lstrip())
            lines.append(Line(at + indent, at + indent + len(text), text, indent, gap))
        gap = 0 if text else gap + 1
        at = stop + 1
    return lines


def chunks(lines: Sequence[Line], first: int, last: int) -> Iterator[range]:
    """Yield the indices of lines that stand together with no empty line between them."""
    start = first
    for index in range(first + 1, last):
        if lines[index].gap:
            yield range(start, index)
            start = index
    if start < last:
        yield range(start, last)
