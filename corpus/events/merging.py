"""Tellings of the same happening brought together, also where they disagree about the day."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from corpus.events.tellings import LIVES, Telling
from corpus.model import EventKind, Precision
from corpus.search.words import Stems

_TELLTALES = 8  # the rarest stems of a telling, by which its happening is looked up
_LOOKED_AT = 16  # happenings with a stem, the latest first; so ten thousand on one day stay linear
_WEIGHED = 8  # happenings of those, which share most of the rare stems
_COMPARED = 6  # tellings of a happening
_NEAR = 31  # days: further apart, or the same day of another year, it takes more than like words

# How much two tellings must share, as a part of what both tell: on the same days, on days of which one holds the
# other, and on different days. The less the dates agree, the more the words must. An office is held with others.
_SAME, _WITHIN, _APART = 0.42, 0.6, 0.8
_ROLE = 0.8
_SUBJECT, _SURELY = 0.5, 0.99
_SAID_OF: Mapping[EventKind, frozenset[str]] = MappingProxyType(
    {
        EventKind.BIRTH: frozenset(Stems().content("born birth")),
        EventKind.DEATH: frozenset(Stems().content("died death murdered assassinated assassination killed executed")),
    }
)

Weigh = Callable[[str], float]


@dataclass(slots=True)
class Happening:
    """A happening while it is being gathered: its tellings, the most exact first."""

    tellings: list[Telling] = field(default_factory=list)

    @property
    def disputed(self) -> bool:
        """Whether two tellings name different days."""
        first = self.tellings[0]
        return any(one.first > first.last or one.last < first.first for one in self.tellings)


def happenings(told: Iterable[Telling]) -> list[Happening]:
    """Return the happenings that tellings tell of, in the order of their dates; in linear time."""
    ordered = sorted(told, key=lambda one: (one.last - one.first, one.first, one.document, one.mention))
    weigh = _weights(ordered)
    gathered: list[Happening] = []
    by_stem: dict[str, list[int]] = defaultdict(list)
    for telling in ordered:
        rare = sorted(telling.about, key=lambda stem: (-weigh[stem], stem))[:_TELLTALES]
        number = _known(telling, rare, gathered, by_stem, weigh)
        if number is None:
            number = len(gathered)
            gathered.append(Happening())
        gathered[number].tellings.append(telling)
        for stem in rare:
            if number not in by_stem[stem][-_LOOKED_AT:]:
                by_stem[stem].append(number)
    return sorted(gathered, key=lambda one: (one.tellings[0].first, one.tellings[0].last))


def _weights(told: Sequence[Telling]) -> Mapping[str, float]:
    """Return how much each stem tells: the rarer, the more."""
    counts = Counter(stem for one in told for stem in one.about)
    return {stem: math.log(1 + len(told) / count) for stem, count in counts.items()}


def _known(
    telling: Telling,
    rare: Sequence[str],
    gathered: Sequence[Happening],
    by_stem: Mapping[str, Sequence[int]],
    weigh: Mapping[str, float],
) -> int | None:
    """Return the happening that a telling tells of, if it has been told."""
    shared = Counter(number for stem in rare for number in reversed(by_stem[stem][-_LOOKED_AT:]))
    near = [number for number, _ in shared.most_common(_WEIGHED)]
    scored = [(likeness, -number) for number in near if (likeness := _fits(telling, gathered[number], weigh))]
    return -max(scored)[1] if scored else None


def _fits(telling: Telling, happening: Happening, weigh: Mapping[str, float]) -> float:
    """Return how like a happening a telling is: its best match, but on another day it must contradict nobody."""
    known = happening.tellings[:_COMPARED]
    likenesses = [_likeness(telling, other, weigh.__getitem__) for other in known]
    apart = all(telling.first > other.last or telling.last < other.first for other in known)
    return min(likenesses) if apart else max(likenesses)


def _likeness(one: Telling, other: Telling, weigh: Weigh) -> float:
    """Return how alike two tellings of the same happening are, or 0 where they tell of two."""
    if (one.document, one.paragraph) == (other.document, other.paragraph) or not _of_a_kind(one, other):
        return 0.0
    likeness = _dice(one.about, other.about, weigh)
    if (one.first, one.last) == (other.first, other.last):
        enough = likeness >= (_ROLE if one.kind is EventKind.OFFICE else _SAME) or _same_life(one, other, weigh)
    elif _holds(one, other) or _holds(other, one):
        enough = likeness >= _WITHIN or (one.kind in LIVES and _same_life(one, other, weigh))
    else:
        enough = _disputed(one, other, likeness, weigh)
    return max(likeness, 0.01) if enough else 0.0


def _of_a_kind(one: Telling, other: Telling) -> bool:
    """Say whether two tellings may tell of the same: a birth is no death, and an office begins with no happening."""
    if EventKind.OFFICE in (one.kind, other.kind):
        return one.kind is other.kind and one.document != other.document
    return one.kind is other.kind or EventKind.HAPPENING in (one.kind, other.kind)


def _dice(mine: frozenset[str], theirs: frozenset[str], weigh: Weigh) -> float:
    """Return how much two sets of stems share, between 0 and 1; a single stem in common is nothing."""
    shared = mine & theirs
    if len(shared) < 2:
        return 0.0
    return 2 * sum(map(weigh, shared)) / (sum(map(weigh, mine)) + sum(map(weigh, theirs)))


def _part(mine: frozenset[str], theirs: frozenset[str], weigh: Weigh) -> float:
    """Return how much of the shorter of two sets of stems the other has, too."""
    return sum(map(weigh, mine & theirs)) / max(min(sum(map(weigh, mine)), sum(map(weigh, theirs))), 1e-9)


def _holds(one: Telling, other: Telling) -> bool:
    return one.first <= other.first and other.last <= one.last


def _same_life(one: Telling, other: Telling, weigh: Weigh) -> bool:
    """Say whether two tellings are of the same person's birth or death, one of them maybe among much else."""
    if one.kind is other.kind:
        return one.kind in LIVES and _part(one.deed.who, other.deed.who, weigh) >= _SUBJECT
    life, told = (one, other) if one.kind in LIVES else (other, one)
    exact = one.precision is Precision.DAY is other.precision
    return exact and bool(life.deed.who & told.about) and bool(_SAID_OF[life.kind] & told.about)


def _disputed(one: Telling, other: Telling, likeness: float, weigh: Weigh) -> bool:
    """Say whether two tellings give different days to one happening: to the same deed, or in nearly the same words."""
    if one.precision is not Precision.DAY or other.precision is not Precision.DAY:
        return False
    same_who = _part(one.deed.who, other.deed.who, weigh)
    same_deed = bool(one.deed.did) and one.deed.did == other.deed.did
    if one.kind in LIVES or other.kind in LIVES:
        return one.kind is other.kind and same_deed and same_who > _SURELY
    near = abs(one.first - other.first) <= _NEAR or one.edtf[-5:] == other.edtf[-5:]
    if not near or not one.alone or not other.alone or one.document == other.document:
        return False
    return likeness >= _APART or (same_deed and same_who >= _SUBJECT and _agree(one.deed.names, other.deed.names))


def _agree(mine: frozenset[str], theirs: frozenset[str]) -> bool:
    """Say whether the names that two tellings give can be those of one happening."""
    return not mine or not theirs or bool(mine & theirs)
