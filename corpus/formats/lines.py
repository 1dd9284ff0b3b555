"""Find where the lines of a Markdown paragraph stand in the file, behind their quotation marks and indents."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Places:
    """For each line of a content: where it starts there and in the file, and where its line break stands."""

    starts: tuple[int, ...]
    stands: tuple[int, ...]
    breaks: tuple[int, ...]

    def of(self, start: int, end: int) -> list[tuple[int, int]]:
        """Return the spans of the file that a span of the content stands for, line by line."""
        return [span for span in self._spans(start, end) if span[0] < span[1]]

    def _spans(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        line = bisect_right(self.starts, start) - 1
        while start < end:
            following = self.starts[line + 1] if line + 1 < len(self.starts) else end + 1
            first = self.stands[line] + start - self.starts[line]
            yield first, self.stands[line] + min(end, following - 1) - self.starts[line]
            if end >= following:
                yield self.breaks[line], self.breaks[line] + 1
            start, line = following, line + 1


def place_lines(text: str, content: str, lines: Sequence[tuple[int, int]], after: int) -> Places | None:
    """Return where the lines of `content` stand in `lines` of the file, past `after`; None if one is not there."""
    starts, stands, breaks = [], [], []
    at = 0
    parts = content.split("\n")
    if len(parts) > len(lines):
        return None
    for part, (first, last) in zip(parts, lines, strict=False):
        found = _find(text, part, max(first, after), last)
        if found < 0:
            return None
        starts.append(at)
        stands.append(found)
        breaks.append(first + len(text[first:last].rstrip("\r\n")))
        at += len(part) + 1
    return Places(tuple(starts), tuple(stands), tuple(breaks))


def _find(text: str, part: str, first: int, last: int) -> int:
    """Return where a line stands: at the end of the file's line, as most do, or else where its words first occur."""
    line = text[first:last].rstrip("\r\n")
    if line.endswith(part):
        return first + len(line) - len(part)
    words = part.strip()
    found = line.find(words) - (len(part) - len(part.lstrip()))
    return first + found if words and found >= 0 else -1
