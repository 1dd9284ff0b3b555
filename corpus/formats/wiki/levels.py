"""Say how deep each heading stands, from what an export keeps: years in brackets, headings that only introduce."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

_RANGE = re.compile(r"\(([^()]*)\)$")
_YEAR = re.compile(r"(?<!\d)(1\d{3}|20\d{2})(?:s?[–-](\d{4}|\d{2})(?!\d))?(?!\d)")
_WORD = re.compile(r"(?!(?:and|the|with|for|his|her|its|from)\b)\w{3,}")
_TOP, _DEEPEST = 2, 4

Years = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading as found: its words, and what stands under it before the next one: text, and the years named there.

    `introduction` is that text if it is short enough to introduce other sections.
    """

    text: str
    has_text: bool
    years: Counter[int]
    back: bool = False
    introduction: str = ""


@dataclass(slots=True)
class _Open:
    """A section that later headings may stand under. `last` is the years of its latest child."""

    heading: Heading
    years: Years | None
    until: int
    last: Years | None = None
    children: int = 0


def years_of(text: str) -> Years | None:
    """Return the first and last year in a heading's closing brackets."""
    match = _RANGE.search(text)
    found = list(_YEAR.finditer(match[1])) if match else []
    if not found:
        return None
    years = [int(one[1]) for one in found]
    for one in found:
        if one[2]:
            years.append(int(one[2]) if len(one[2]) == 4 else int(one[1][:2] + one[2]))
    return (min(years), max(years)) if max(years) >= min(years) else None


def years_in(text: str) -> Counter[int]:
    """Count the years that a text names."""
    return Counter(int(match[1]) for match in _YEAR.finditer(text))


def find_levels(headings: Sequence[Heading]) -> list[int]:
    """Return the level of each heading, 2 for those that stand directly under the title."""
    levels: list[int] = []
    path: list[_Open] = []
    series = _series(headings)
    for index, heading in enumerate(headings):
        years = series[index]
        while path and (len(path) > _DEEPEST or not _holds(path[-1], headings, series, index)):
            path.pop()
        if path:
            path[-1].children += 1
            path[-1].last = years or path[-1].last
        levels.append(_TOP + len(path))
        path.append(_Open(heading, years, _named_until(headings, index)))
    return levels


def _series(headings: Sequence[Heading]) -> list[Years | None]:
    """Return each heading's years; one that only introduces others has those of the first of them."""
    found = [years_of(heading.text) for heading in headings]
    for index in range(len(headings) - 2, -1, -1):
        if found[index] is None and not headings[index].has_text and not headings[index].back:
            found[index] = found[index + 1]
    return found


def _holds(parent: _Open, headings: Sequence[Heading], series: Sequence[Years | None], index: int) -> bool:
    """Whether a heading stands under an open section."""
    heading, years = headings[index], series[index]
    if heading.back or parent.heading.back:
        return False
    own = years_of(parent.heading.text)
    if not parent.heading.has_text:
        if parent.children == 0 and (own is None or years is None):
            return True
        if own is None:
            return _carries_on(parent, headings, series, index)
    if own is None:
        return index <= parent.until
    if years is not None:
        return _contains(own, years, strict=parent.heading.has_text, first=parent.children == 0)
    return heading.has_text and _within(heading.years, own, enough=1 if parent.children else 2)


def _carries_on(parent: _Open, headings: Sequence[Heading], series: Sequence[Years | None], index: int) -> bool:
    """Whether a heading goes on with the children of one that only introduces: in time, or being of their kind."""
    heading, years = headings[index], series[index]
    if parent.last is None:
        return years is None and heading.has_text
    if years is not None:
        return heading.has_text and years[0] >= parent.last[1] - 1
    later = next((series[i] for i in range(index + 1, min(len(series), index + 4)) if series[i] is not None), None)
    return later is not None and heading.has_text and later[0] >= parent.last[1] - 1


def _named_until(headings: Sequence[Heading], index: int) -> int:
    """Return the last of the headings after this one that its introduction names, if it names the next one and others.

    One at least must stand there word for word; the others with most of their words.
    """
    introduction = headings[index].introduction.casefold()
    last, exact, named = index, False, 0
    if not introduction or years_of(headings[index].text):
        return index
    for place in range(index + 1, min(len(headings), index + 10)):
        heading = headings[place]
        if heading.back or not heading.has_text or years_of(heading.text):
            break
        folded = heading.text.casefold()
        words = [word[:5] for word in _WORD.findall(folded)]
        whole = " " in folded and folded in introduction
        if whole or (words and 5 * sum(word in introduction for word in words) >= 3 * len(words)):
            last, exact, named = place, exact or whole, named + 1
        elif place == index + 1:
            return index
    return last if exact and named > 1 else index


def _contains(outer: Years, inner: Years, *, strict: bool, first: bool) -> bool:
    """Whether years lie inside others; strictly: as a part of them, not as nearly the same or as what comes next."""
    if not outer[0] <= inner[0] <= inner[1] <= outer[1]:
        return False
    if strict and first and inner[0] == outer[1]:
        return False
    return not strict or (inner[1] - inner[0] + 1) * 4 <= (outer[1] - outer[0] + 1) * 3


def _within(years: Counter[int], span: Years, *, enough: int) -> bool:
    """Whether most years that a text names lie in a span."""
    inside = sum(count for year, count in years.items() if span[0] <= year <= span[1])
    return inside >= enough and inside * 10 >= years.total() * 7
