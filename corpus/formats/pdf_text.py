"""From a PDF's pages of placed lines to text: paragraphs, each page under a line that says which it is.

A PDF knows where its lines stand, and neither paragraphs nor what repeats on every page. What is told here by place,
size and words: where a paragraph begins, which lines are a page's running header, footer or number, and whether a
hyphen at a line's end belongs to the word. No letter is added, and none is taken but those hyphens and lines.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from types import MappingProxyType

PAGE_BREAK = "\f"
LOST = "\ufffd"
"""Stands for a character of which a PDF does not say what it is."""

_LONGEST_PARAGRAPH = 20_000  # that goes on over pages
_RUNNING = 3  # pages whose edge has the same line
_LONGEST_RUNNING = 200  # characters of such a line
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
_UNKNOWN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ue000-\uf8ff\ufffe\uffff]")
_NUMBER = re.compile(
    r"[-–—|\s]*(?:[Pp](?:age|AGE) |[Pp]\. ?)?(\d{1,4}|[ivxlc]{1,7})(?:(?: of | ?/ ?)\d{1,4})?[-–—|.\s]*", re.ASCII
)
_ROMAN = MappingProxyType({"i": 1, "v": 5, "x": 10, "l": 50, "c": 100})
_BESIDE = re.compile(r"^(\d{1,4}|[ivxlc]{1,7})\b[\s|·•–—-]*|[\s|·•–—-]*\b(\d{1,4}|[ivxlc]{1,7})(?: of \d+|/\d+)?$")
_BULLET = re.compile(r"(?:[-*•·‣–]|\(?\d{1,3}[.)])\s+\S")
_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_HYPHENS = ("-", "\u2010", "\xad")
_CLOSED = re.compile(r"[.!?:;…][\"'”’)\]\d]*$")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page: where it begins, from the left and from below, and the size of its letters, all in points."""

    text: str
    x: float = 0.0
    y: float = 0.0
    size: float = 0.0


@dataclass(frozen=True, slots=True)
class _Shape:
    """How most of a document is set: the size of its letters, from line to line in such sizes, characters of a line."""

    size: float
    leading: float
    full: float


Part = list[Line]


def as_text(pages: Sequence[Sequence[Line]]) -> str:
    """Return what pages say: behind a form feed “Page 3” in a line of its own, then a line for each paragraph.

    A paragraph that goes on over pages stands under the first of them. Pages without words are left out.
    """
    whole = [[line for line in map(_cleaned, page) if line.text] for page in pages]
    kept = _without_running(whole, _shape(whole))
    shape = _shape(kept)
    known = _known(kept)
    numbered = _flowing([(number, _parts(page, shape)) for number, page in enumerate(kept, start=1)], shape)
    return "".join(
        f"{PAGE_BREAK}Page {number}\n\n" + "".join(f"{_joined(part, known)}\n\n" for part in parts)
        for number, parts in numbered
        if parts
    )


def _cleaned(line: Line) -> Line:
    """Return a line with its ligatures as letters, and a mark for each character that nobody knows."""
    text = " ".join(line.text.translate(_LIGATURES).replace("\r", " ").split())
    return Line(_UNKNOWN.sub(LOST, text), line.x, line.y, line.size)


def _without_running(pages: Sequence[Sequence[Line]], shape: _Shape) -> list[Part]:
    """Return the pages without running headers, footers and page numbers."""
    edges = [sorted({at for at in (0, 1, len(page) - 2, len(page) - 1) if 0 <= at < len(page)}) for page in pages]
    seen = Counter(
        key for page, at_edge in zip(pages, edges, strict=True) for key in {_key(page[at]) for at in at_edge}
    )
    counted = Counter(
        _ahead(page[at], number)
        for number, (page, at_edge) in enumerate(zip(pages, edges, strict=True), start=1)
        for at in at_edge
    )
    kept = []
    for number, (page, at_edge) in enumerate(zip(pages, edges, strict=True), start=1):
        runs = {
            at
            for at in at_edge
            if (_runs(seen, page[at]) and not _is_body(page, at, shape)) or _numbers(counted, page[at], number)
        }
        kept.append([line for at, line in enumerate(page) if at not in runs])
    return kept


def _key(line: Line) -> tuple[str, int]:
    """Return what is the same of a running line on every page: its words without the page's number, and its size."""
    words = line.text.casefold()
    return _BESIDE.sub("", words) if len(words) <= _LONGEST_RUNNING else words, round(line.size)


def _runs(seen: Counter[tuple[str, int]], line: Line) -> bool:
    """Say whether a line at a page's edge stands at that of other pages, too."""
    return seen[_key(line)] >= _RUNNING and any(map(str.isalpha, _key(line)[0]))


def _is_body(page: Sequence[Line], at: int, shape: _Shape) -> bool:
    """Say whether a line looks like the rest of a page: as large as the line further in, and close to it."""
    if len(page) == 1:
        return False
    line, inner = page[at], page[at + 1 if at < len(page) // 2 else at - 1]
    return _alike(line, inner) and abs(line.y - inner.y) <= 1.35 * shape.leading * shape.size


def _numbers(counted: Counter[int | None], line: Line, number: int) -> bool:
    """Say whether a line is its page's number, alone or beside words, and no year: it counts on with the pages."""
    ahead = _ahead(line, number)
    alone = _NUMBER.fullmatch(line.text) is not None
    return ahead is not None and ((alone and ahead == 0) or counted[ahead] > (1 if alone else _RUNNING))


def _ahead(line: Line, number: int) -> int | None:
    """Return how far the number that a line is, or begins or ends with, is ahead of its page's; None without one."""
    found = _NUMBER.fullmatch(line.text) or (_BESIDE.search(line.text) if len(line.text) <= _LONGEST_RUNNING else None)
    if not found:
        return None
    return _value(found[found.lastindex or 0]) - number


def _value(numeral: str) -> int:
    if numeral.isdecimal():
        return int(numeral)
    values = [_ROMAN[letter] for letter in numeral]
    return sum(-one if one < after else one for one, after in zip(values, [*values[1:], 0], strict=True))


def _shape(pages: Sequence[Sequence[Line]]) -> _Shape:
    """Return how most of a document is set."""
    gaps = [
        (above.y - line.y) / line.size
        for page in pages
        for above, line in pairwise(page)
        if line.size > 0 and 0 < above.y - line.y < 4 * line.size
    ]
    lines = sorted((line for page in pages for line in page), key=lambda line: len(line.text))
    full = len(lines[len(lines) * 3 // 4].text) if lines else 0
    size = median(line.size for line in lines[len(lines) // 2 :]) if lines else 0.0
    return _Shape(size, median(gaps) if gaps else 0.0, full)


def _parts(page: Sequence[Line], shape: _Shape) -> list[Part]:
    """Return the paragraphs of a page, headings among them."""
    parts: list[Part] = []
    for at, line in enumerate(page):
        after = page[at + 1] if at + 1 < len(page) else None
        if not parts or _begins(parts[-1], line, after, shape):
            parts.append([line])
        else:
            parts[-1].append(line)
    return parts


def _begins(part: Part, line: Line, after: Line | None, shape: _Shape) -> bool:
    """Say whether a paragraph begins with a line, by how it stands to the lines around it and what they say."""
    above = part[-1]
    down = above.y - line.y
    if not _alike(above, line) or _BULLET.match(line.text):
        return True
    if down < -0.5 * line.size:  # the top of the next column
        return not _goes_on(above, line, shape)
    if shape.leading and down > 1.35 * shape.leading * line.size:
        return True
    return _is_indented(part, line, after) or _is_behind_an_end(above, line, shape)


def _alike(one: Line, other: Line) -> bool:
    """Say whether two lines have letters of one size."""
    return abs(one.size - other.size) <= 0.12 * max(one.size, other.size)


def _is_indented(part: Part, line: Line, after: Line | None) -> bool:
    """Say whether a line alone stands further in than those around it, or further out than a whole block above it."""
    inwards = line.x - part[-1].x
    if _BULLET.match(part[0].text):
        return False
    if inwards > 0.6 * line.size:
        return after is not None and abs(after.x - part[-1].x) < 0.5 * line.size
    return inwards < -1.5 * line.size and len(part) > 1 and abs(part[0].x - part[-1].x) < 0.5 * line.size


def _is_behind_an_end(above: Line, line: Line, shape: _Shape) -> bool:
    """Say whether the line above ends early, as the last one of a paragraph, a heading or a row does."""
    if _CLOSED.search(above.text[-40:]):
        return len(above.text) < 0.8 * shape.full
    return len(above.text) < 0.6 * shape.full and not line.text[0].islower()


def _goes_on(last: Line, line: Line, shape: _Shape) -> bool:
    """Say whether a line at the top of a page or column is in the middle of the sentence that stood at the foot."""
    open_ = not _CLOSED.search(last.text[-40:]) and len(last.text) >= 0.6 * shape.full
    return _alike(last, line) and open_ and (line.text[0].islower() or last.text.endswith(_HYPHENS))


def _flowing(pages: list[tuple[int, list[Part]]], shape: _Shape) -> list[tuple[int, list[Part]]]:
    """Put what goes on at the top of a page behind what it goes on from; notes at a page's foot are no part of that."""
    open_: Part = []
    for _, parts in pages:
        long = sum(len(line.text) for line in open_) > _LONGEST_PARAGRAPH
        if open_ and parts and not long and _goes_on(open_[-1], parts[0][0], shape):
            open_ += parts.pop(0)
        if parts:
            open_ = next((part for part in reversed(parts) if part[0].size > 0.88 * shape.size), parts[-1])
    return pages


def _known(pages: Sequence[Sequence[Line]]) -> frozenset[str]:
    """Return the words that stand whole in a document, as they do not at a hyphen between lines."""
    found: set[str] = set()
    broken = False
    for page in pages:
        for line in page:
            words = _WORD.findall(line.text.casefold())
            ends = line.text.endswith(_HYPHENS)
            found.update(words[broken : -1 if ends else None])
            broken = ends
    return frozenset(found)


def _joined(part: Part, known: frozenset[str]) -> str:
    """Return the lines of a paragraph as one."""
    pieces: list[str] = []
    for line, after in zip(part, [*part[1:], None], strict=True):
        pieces.extend(_piece(line.text, after.text if after else "", known))
    return "".join(pieces)


def _piece(line: str, after: str, known: frozenset[str]) -> Iterator[str]:
    """Yield a line as it stands before the next one of its paragraph: with a space, or with or without its hyphen."""
    if not after:
        yield line
    elif len(line) > 1 and line.endswith(_HYPHENS) and line[-2].isalnum() and after[0].isalnum():
        yield line if _keeps_hyphen(line, after, known) else line[:-1]
    elif len(line) > 1 and line[-1] in "–—" and line[-2].isalnum() and after[0].isalnum():
        yield line
    else:
        yield line
        yield " "


def _keeps_hyphen(line: str, after: str, known: frozenset[str]) -> bool:
    """Say whether the hyphen between two lines belongs to the word, as in “well-known” and “Anglo-Saxon”.

    It does where the document writes the word so elsewhere; else not, where it writes it without; else where both
    halves are words of the document, or the second has a hyphen or capital of its own.
    """
    if line.endswith("\xad"):
        return False
    left = _WORD.findall(line[-80:-1].casefold())[-1:]
    right = _WORD.match(after[:80])
    if not left or not right:
        return True  # a number, as in “1914-18”
    one, other = left[0], right[0].casefold()
    if f"{one}-{other}" in known:
        return True
    if one + other in known:
        return False
    return "-" in one or "-" in other or right[0][0].isupper() or {one, other} <= known
