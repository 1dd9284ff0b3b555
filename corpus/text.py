"""From a stretch of a file to the text that is shown, and back again by offset."""

from __future__ import annotations

import html
import re
from base64 import urlsafe_b64encode
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b

from corpus.model import Run

# All white space but a single plain space between words, which is shown as it stands and needs no piece of its own.
_SPACE = re.compile(r"\s{2,}|[^\S ]")
_DECODED = re.compile(r"\s{2,}|[^\S ]|&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
# Tags of HTML behind which a reader sees a new line or cell; without a space, the words around them would run together.
_PARTS = re.compile(
    r"</?(?:br|hr|p|div|t[dhr]|caption|li|[uod]l|d[td]|h[1-6]|blockquote|pre|section|article|figure|figcaption)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w+")


def show(
    source: str, start: int, end: int, holes: Iterable[tuple[int, int]] = (), *, decode: bool = False
) -> tuple[str, tuple[Run, ...]]:
    """Return `source[start:end]` without its holes and with white space collapsed, and the runs that map it back.

    Holes are ordered, disjoint spans of `source`. With `decode`, character references (`&amp;`) are decoded, and a hole
    with a tag that parts words (`<br>`) is shown as a space. White space at either end is dropped.
    """
    pieces: list[str] = []
    runs: list[Run] = []
    at = 0
    for piece, first, last in _pieces(source, start, end, holes, decode):
        if piece[:1] == " " and (not pieces or pieces[-1][-1] == " "):
            piece, first = piece[1:], first + 1
        if not piece:
            continue
        linear = len(piece) == last - first
        if linear and runs and runs[-1].end == first and runs[-1].size == runs[-1].end - runs[-1].start:
            runs[-1] = Run(runs[-1].at, runs[-1].size + len(piece), runs[-1].start, last)
        else:
            runs.append(Run(at, len(piece), first, last))
        pieces.append(piece)
        at += len(piece)
    if pieces and pieces[-1][-1] == " ":
        pieces[-1] = pieces[-1][:-1]
        run = runs.pop()
        if run.size > 1:
            runs.append(Run(run.at, run.size - 1, run.start, run.end - 1))
    return "".join(pieces), tuple(runs)


def _pieces(
    source: str, start: int, end: int, holes: Iterable[tuple[int, int]], decode: bool
) -> Iterator[tuple[str, int, int]]:
    """Yield words, single spaces and decoded characters, each with its place in the source."""
    before = start
    for first, last in kept(start, end, holes):
        if decode and before < first and _PARTS.search(source, before, first):
            yield " ", before, first
        before = last
        for match in (_DECODED if decode else _SPACE).finditer(source, first, last):
            if match.start() > first:
                yield source[first : match.start()], first, match.start()
            shown = html.unescape(match[0])
            yield (" " if shown.isspace() else shown), match.start(), match.end()
            first = match.end()
        if first < last:
            yield source[first:last], first, last


def kept(start: int, end: int, holes: Iterable[tuple[int, int]]) -> Iterable[tuple[int, int]]:
    """Yield the spans of `start:end` that no hole covers."""
    for first, last in holes:
        if last <= start:
            continue
        if first >= end:
            break
        if first > start:
            yield start, first
        start = max(start, last)
    if start < end:
        yield start, end


def to_source(runs: Sequence[Run], start: int, end: int) -> tuple[int, int]:
    """Return where `text[start:end]`, not empty, stands in the file: from its first to past its last code point."""
    return _whole(runs, start)[0], _whole(runs, end - 1)[1]


def _whole(runs: Sequence[Run], place: int) -> tuple[int, int]:
    """Return the source span of one shown character."""
    run = runs[bisect_right(runs, place, key=lambda run: run.at) - 1]
    if run.end - run.start != run.size:
        return run.start, run.end
    return run.start + place - run.at, run.start + place - run.at + 1


def content_key(sentence: str) -> str:
    """Return eight URL-safe characters that name a sentence by its words, whatever its case, marks and spacing."""
    words = " ".join(_WORD.findall(sentence.casefold()))
    return urlsafe_b64encode(blake2b(words.encode("utf-8", "surrogatepass"), digest_size=6).digest()).decode("ascii")
