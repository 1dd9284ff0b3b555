"""Passages that have some words, a page of them at a time."""

from __future__ import annotations

import base64
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.present.asked import plainer, read_as
from bot.present.dated import spelt
from bot.present.leaf import Colour, Leads, Leaf, Press, noted, turns
from bot.present.markdown import bold, plain, small
from bot.present.source import colour, place
from corpus.browse import Order, Page, Result

A_PAGE = 5
_LONGEST_STATE = 78  # characters that a button has room for
_WINDOW = 280  # characters of a passage
_BEFORE = 90
_ORDERS = {Order.OLDEST: "oldest first", Order.NEWEST: "newest first", Order.DOCUMENT: "in the order of the documents"}


@dataclass(frozen=True, slots=True)
class Sought:
    """What somebody looks for, as buttons keep it. `source` and `section` are codes; years are astronomical."""

    query: str
    source: str = ""
    section: str = ""
    first: int | None = None
    last: int | None = None
    order: Order = Order.BEST

    def pack(self) -> str:
        """Return what a button needs; a long query without the words that tell nothing, and cut between words."""
        years = ["" if year is None else str(year) for year in (self.first, self.last)]
        codes = ".".join([self.order[0], self.source, self.section, *years, ""])
        return codes + plainer(self.query, _LONGEST_STATE - len(codes))

    @classmethod
    def unpack(cls, state: str) -> Sought:
        """Read what `pack` wrote. Raises ValueError."""
        order, source, section, first, last, query = state.split(".", 5)
        ordered = next((each for each in Order if each[0] == order), Order.BEST)
        return cls(query, source, section, int(first) if first else None, int(last) if last else None, ordered)

    @property
    def is_filtered(self) -> bool:
        """Whether anything but words is asked for."""
        return bool(self.source or self.section or self.first is not None or self.last is not None)


def code(name: str) -> str:
    """Return a short code for a source's name or a heading, by which a button knows it again."""
    return base64.urlsafe_b64encode(zlib.crc32(name.encode("utf-8", "replace")).to_bytes(4)).decode().rstrip("=")


def results(sought: Sought, where: Sequence[str], found: Page, page: int) -> Leaf:
    """Draw a page of results; `where` says in words which source, section and years were asked for."""
    state = sought.pack()
    count = "1 passage" if found.total == 1 else f"{found.total} passages"
    said = [count, *filter(None, [_ORDERS.get(sought.order, "")]), *map(plain, where)]
    head = "\n".join(filter(None, [f"### “{plain(sought.query)}”", small(" · ".join(said)), read_as(found.read_as)]))
    first = page * A_PAGE + 1
    shown = [_result(number, result) for number, result in enumerate(found.results, start=first)]
    opens = tuple(
        Press(f"{number}", "context", result.answer.key, leads=Leads.OPEN)
        for number, result in enumerate(found.results, start=first)
    )
    pages = -(-found.total // A_PAGE)
    below = small(noted("a number opens the passage", page=page, pages=pages))
    paint = colour(found.results[0].answer.passage)
    return Leaf((head, *shown, below), paint, (*opens, *turns("search", state, page, pages)))


def nothing(sought: Sought, where: Sequence[str], others: int) -> Leaf:
    """Draw that nothing was found, and how many there are without the filters."""
    asked = "".join(f" · {plain(part)}" for part in where)
    words = f"### “{plain(sought.query)}”\nNo passage here has these words{asked}."
    if not others:
        return Leaf((f"{words} Try others, or fewer.",), Colour.NOTHING)
    label = f"Search everywhere ({others})"
    return Leaf((words,), Colour.NOTHING, (Press(label, "search", Sought(sought.query).pack()),))


def _result(number: int, result: Result) -> str:
    answer = result.answer
    dated = [spelt(result.edtf)] if result.edtf else []
    ref = small(" · ".join([*dated, f"`{answer.ref}`"]))
    return f"**{number}** · {place(answer.passage)}\n{_snippet(result)}\n{ref}"


def _snippet(result: Result) -> str:
    """Return the sentence, or a window of it around its first words that were looked for, with these in bold."""
    start, end = result.answer.span
    text = result.answer.passage.text
    inside = [span for span in result.words if start <= span[0] and span[1] <= end]
    if end - start > _WINDOW:
        at = max(start, (inside[0][0] if inside else start) - _BEFORE)
        at = start if at == start else text.find(" ", at) + 1
        stop = end if end - at <= _WINDOW else max(at + 1, text.rfind(" ", at, at + _WINDOW))
        start, end, whole = at, stop, (start, end)
        before, after = "… " * (start > whole[0]), " …" * (end < whole[1])
    else:
        before = after = ""
    return before + "".join(_marked(text, start, end, _joined(text, inside))) + after


def _joined(text: str, spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return stretches of which those are one that only a space or a hyphen parts."""
    found: list[tuple[int, int]] = []
    for start, end in spans:
        if found and text[found[-1][1] : start] in (" ", "-", "–"):
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


def _marked(text: str, start: int, end: int, spans: Iterable[tuple[int, int]]) -> Iterator[str]:
    """Yield a stretch of text with some of it in bold."""
    at = start
    for first, last in spans:
        if at <= first and last <= end:
            yield plain(text[at:first])
            yield bold(text[first:last])
            at = last
    yield plain(text[at:end])
