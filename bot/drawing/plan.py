"""Where everything on a timeline's picture goes: marks to scale, labels beside them that never overlap."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.present.dated import spelt
from bot.present.event import KINDS
from bot.present.markdown import visible
from corpus.dates import civil_day, day_number
from corpus.model import EventKind
from corpus.served import Entry

WIDTH = 1080
MARGIN = 44
AXIS = 170  # where the line of time stands; the years are left of it
LABELS = 262
TOP, FOOT = 190, 60
TALLEST, SHORTEST = 1640, 760

TITLE, SMALL, YEAR, DATE, TEXT = 56, 32, 36, 34, 40  # sizes of type; a phone shows them at a third
DATE_LINE, TEXT_LINE = 44, 49
GAP = 26
LONG = 16  # pixels: what lasted longer is drawn as a bar
_MOST_LINES = 2
_MOST_LABELS = 12
_CROWDING = 1.6  # what an event loses of its weight beside one that is named already
_SURE = 1_000.0
_MOST_WEIGHED = 1_500
_LONGEST_MARK = 31  # days: what lasts longer is no mark but a bar
_MOST_YEARS = 12  # that are written at the line
_EDGES = " ,;:.–-…"  # that no ellipsis follows
_STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1000, 2000, 5000)

Measure = Callable[[str, int, bool], float]
"""Returns the width of a text in a size of type, bold or not."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in pixels."""

    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: Box) -> bool:
        """Say whether two boxes share a pixel."""
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom


@dataclass(frozen=True, slots=True)
class Label:
    """An event that is named: its date and words, its box, and where on the line it happened."""

    entry: Entry
    date: str
    lines: tuple[str, ...]
    box: Box
    begins: float
    ends: float
    anchor: float  # where the line to the label begins


@dataclass(frozen=True, slots=True)
class Plan:
    """A picture before it is drawn. `marks` are the places of all events, `bars` those of what lasted longer."""

    title: str
    subtitle: str
    height: int
    years: tuple[tuple[str, Box], ...]
    marks: tuple[tuple[float, EventKind], ...]
    labels: tuple[Label, ...]
    hidden: int  # events that lie outside the years drawn


def plan(
    title: str,
    entries: Sequence[Entry],
    years: tuple[int, int] | None,
    measure: Measure,
    sure: frozenset[str] = frozenset(),
) -> Plan:
    """Lay out a picture of one or more entries, over the given years or, without, over all of theirs.

    Those with a key in `sure` are named whatever else is.
    """
    first, last = years or (min(map(_first_year, entries)), max(map(_last_year, entries)))
    begin, end = day_number(first, 1, 1), day_number(last, 12, 31)
    within = [entry for entry in entries if entry.first <= end and (entry.first >= begin or _is_office(entry, begin))]
    named = [one for one in within if one.last - one.first < (end - begin) / 4 or one.kind is EventKind.OFFICE]
    blocks = [_block(entry, measure) for entry in choose(named or within, _MOST_LABELS, sure)]
    while sum(_height(lines) + GAP for _, _, lines in blocks) > TALLEST - TOP - FOOT:
        blocks.pop()  # the last one chosen
    needed = sum(_height(lines) + GAP for _, _, lines in blocks)
    height = round(max(SHORTEST, min(TALLEST, TOP + FOOT + needed * 1.08)))

    def place(day: float) -> float:
        share = (min(max(day, begin), end + 1) - begin) / (end + 1 - begin)
        return TOP + share * (height - FOOT - TOP)

    blocks.sort(key=lambda block: (_anchor(block[0], place), block[0].first))
    said = f"{len(blocks)} of {len(within)} events named" if len(within) > len(blocks) else _counted(len(within))
    return Plan(
        _fitted(visible(title), WIDTH - 2 * MARGIN, lambda text: measure(text, TITLE, True)),
        f"{said} · New Style dates",
        height,
        tuple(_years(first, last, place, measure)),
        tuple((place((one.first + one.last + 1) / 2), one.kind) for one in within if _is_short(one)),
        tuple(_labels(blocks, place, height)),
        len(entries) - len(within),
    )


def _counted(number: int) -> str:
    return f"{number} event{'' if number == 1 else 's'}"


def choose(entries: Sequence[Entry], most: int, sure: frozenset[str] = frozenset()) -> list[Entry]:
    """Return the entries to name, the first choice first: those of which most is made, spread over the years."""
    weighed = sorted(entries, key=lambda one: (one.key not in sure, -one.weight, one.first))[:_MOST_WEIGHED]
    if not weighed:
        return []
    near = max(1.0, (max(one.first for one in weighed) - min(one.first for one in weighed)) / most * 1.5)
    score = {one.key: one.weight + _SURE * (one.key in sure) for one in weighed}
    left = {one.key: one for one in weighed}
    chosen: list[Entry] = []
    while left and len(chosen) < most:
        best = left.pop(max(left, key=lambda key: score[key]))
        chosen.append(best)
        for one in left.values():
            distance = abs(one.first - best.first)
            score[one.key] -= _CROWDING * max(0.0, 1 - distance / near)
    return chosen


def _block(entry: Entry, measure: Measure) -> tuple[Entry, str, tuple[str, ...]]:
    """Return an entry's date and its words, in lines as wide as there is room."""
    kind = KINDS[entry.kind]
    dispute = " · disputed" if entry.disputed else ""
    room = WIDTH - MARGIN - LABELS
    words = " ".join(visible(entry.head).split())
    lines = wrap(words, room, lambda text: measure(text, TEXT, False))
    shown = (
        (*lines[: _MOST_LINES - 1], lines[_MOST_LINES - 1].rstrip(_EDGES) + "…")
        if len(lines) > _MOST_LINES
        else tuple(lines)
    )
    kept = tuple(_fitted(line, room, lambda text: measure(text, TEXT, False)) for line in shown)
    date = f"{spelt(entry.edtf_gregorian, short=True)}{f' · {kind}' if kind else ''}{dispute}"
    return entry, _fitted(date, room, lambda text: measure(text, DATE, True)), kept


def wrap(text: str, room: float, width: Callable[[str], float]) -> list[str]:
    """Return a text in lines that fit; a word that is wider than a line is cut."""
    lines: list[str] = []
    held = ""
    for word in text.split():
        word = _fitted(word, room, width)
        longer = f"{held} {word}".lstrip()
        if held and width(longer) > room:
            lines.append(held)
            longer = word
        held = longer
        if len(lines) > _MOST_LINES:
            break
    return [*lines, held] if held else lines


def _fitted(text: str, room: float, width: Callable[[str], float]) -> str:
    """Return a text, or as much of it as fits, with an ellipsis."""
    if width(text) <= room:
        return text
    short = text[:200].rstrip("…")
    while short and width(short + "…") > room:
        short = short[: short.rfind(" ")] if " " in short else short[:-1]
    return short.rstrip(_EDGES) + "…"


def _height(lines: Sequence[str]) -> float:
    return DATE_LINE + TEXT_LINE * len(lines)


def _labels(
    blocks: Sequence[tuple[Entry, str, tuple[str, ...]]], place: Callable[[float], float], height: int
) -> list[Label]:
    """Return the labels, each as near to its place on the line as the others let it."""
    sizes = [_height(lines) + GAP for _, _, lines in blocks]
    wanted = [_anchor(one, place) - DATE_LINE / 2 for one, _, _ in blocks]
    tops = spread(wanted, sizes, TOP - DATE_LINE / 2, height - FOOT + GAP)
    return [
        Label(
            entry,
            date,
            lines,
            Box(LABELS, top, WIDTH - MARGIN, top + _height(lines)),
            place(entry.first),
            place(entry.last + 1),
            _anchor(entry, place),
        )
        for (entry, date, lines), top in zip(blocks, tops, strict=True)
    ]


def spread(wanted: Sequence[float], sizes: Sequence[float], top: float, bottom: float) -> list[float]:
    """Return where things of these sizes go so that none overlaps, in order, each near to where it is wanted.

    Neighbours that would overlap form a group, which stands where its members want it on average; needs room for all.
    """
    groups: list[tuple[list[float], float]] = []  # where each member wants the group to begin; the group's size
    for want, size in zip(wanted, sizes, strict=True):
        members, total = [want], size
        while groups and _begin(*groups[-1], top, bottom) + groups[-1][1] > _begin(members, total, top, bottom):
            before, taken = groups.pop()
            members, total = before + [one - taken for one in members], taken + total
        groups.append((members, total))
    begins = [_begin(members, total, top, bottom) for members, total in groups]
    sizes_left = iter(sizes)
    tops: list[float] = []
    for (members, _), at in zip(groups, begins, strict=True):
        for _ in members:
            tops.append(at)
            at += next(sizes_left)
    return tops


def _begin(members: Sequence[float], total: float, top: float, bottom: float) -> float:
    return max(top, min(sum(members) / len(members), bottom - total))


def _anchor(entry: Entry, place: Callable[[float], float]) -> float:
    """Return the middle of what was short, and the beginning of what lasted."""
    begins, ends = place(entry.first), place(entry.last + 1)
    return (begins + ends) / 2 if ends - begins <= LONG else begins


def _is_office(entry: Entry, begin: int) -> bool:
    """Say whether somebody was in an office already when the years begin."""
    return entry.kind is EventKind.OFFICE and entry.last >= begin


def _years(first: int, last: int, place: Callable[[float], float], measure: Measure) -> list[tuple[str, Box]]:
    """Return the years that are written beside the line, with their boxes."""
    step = next((one for one in _STEPS if (last - first) / one < _MOST_YEARS), _STEPS[-1])
    written = []
    for year in range(-(-first // step) * step, last + 1, step):
        text = str(year) if year > 0 else f"{1 - year} BC"
        middle, right = place(day_number(year, 1, 1)), AXIS - 26
        box = Box(right - measure(text, YEAR, False), middle - YEAR / 2, right, middle + YEAR / 2)
        written.append((text, box))
    return written


def _is_short(entry: Entry) -> bool:
    return entry.last - entry.first < _LONGEST_MARK


def _first_year(entry: Entry) -> int:
    return civil_day(entry.first)[0]


def _last_year(entry: Entry) -> int:
    return civil_day(entry.last)[0]
