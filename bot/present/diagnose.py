"""Why something does not work in a server: what was looked at, and what was found, as a leaf."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from bot.present.leaf import Colour, Leaf, packed
from bot.present.markdown import small


class Level(Enum):
    """How a thing that was looked at stands, with the mark that it gets."""

    FINE = "✓"
    TOLD = "•"  # neither good nor bad
    ODD = "⚠"  # something works, but not all of it
    WRONG = "✗"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at. `told` is Markdown of ours: foreign text in it is harmless already."""

    level: Level
    told: str


@dataclass(frozen=True, slots=True)
class Group:
    """What was looked at about one subject."""

    title: str
    checks: tuple[Check, ...]


def diagnosis(groups: Sequence[Group], looked: str) -> Leaf:
    """Draw a diagnosis: the verdict, then everything that it rests on."""
    body, *rest = packed(list(_lines(groups)), "\n", 3_300)
    if rest:
        looked = f"There is more than fits here; what is wrong stands first. {looked}"
    return Leaf((f"### {_verdict(groups)}", body, small(looked)), _colour(groups))


def _verdict(groups: Sequence[Group]) -> str:
    wrong, odd = _count(groups, Level.WRONG), _count(groups, Level.ODD)
    if not wrong and not odd:
        return "All fine: everything that I looked at works"
    parts = [f"{wrong} wrong" if wrong else "", f"{odd} to look at" if odd else ""]
    return ", ".join(filter(None, parts)) + ": see ✗ and ⚠ below"


def _count(groups: Sequence[Group], level: Level) -> int:
    return sum(check.level is level for group in groups for check in group.checks)


def _colour(groups: Sequence[Group]) -> Colour:
    if _count(groups, Level.WRONG) or _count(groups, Level.ODD):
        return Colour.UNVERIFIED
    return Colour.REFERENCE


def _lines(groups: Sequence[Group]) -> Iterator[str]:
    """Yield a line for each check, what is wrong first."""
    order = [Level.WRONG, Level.ODD, Level.TOLD, Level.FINE]
    for group in sorted(groups, key=lambda group: min(order.index(check.level) for check in group.checks)):
        yield f"**{group.title}**"
        for check in sorted(group.checks, key=lambda check: order.index(check.level)):
            yield f"{check.level.value} {check.told}"
