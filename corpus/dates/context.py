"""Which year an unmarked "2 December" or "in March" belongs to: the cheapest way through a document's dates.

The story moves: small steps forward are cheap, steps back are dear, and a year named in passing - of a treaty, a book,
a birth - may be left aside for a price. All dates of a document are placed together, so what comes later counts too.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import NamedTuple

from corpus.dates.calendars import day_number, is_day
from corpus.dates.ranges import Expression
from corpus.dates.relative import follow
from corpus.dates.value import WINTER, Value
from corpus.model import Calendar, Precision


@dataclass(frozen=True, slots=True)
class Weights:
    """What a step of the story costs; months are the unit of distance.

    Tuned on eleven articles; with every weight up to 30 % off, the share of right years falls by half a point.
    """

    forward: float = 0.5
    backward: float = 1.0
    turn: float = 0.55  # to step back at all
    recalled: float = 0.55  # of a step back, where the words look back ("had", "earlier")
    aside: float = 4.5  # to leave a full date aside
    aside_year: float = 2.6  # to leave a bare year aside
    fronted: float = 2.6  # of the price of leaving aside a date that opens its sentence
    heading: float = 0.6  # of a step's cost, where a new section begins
    bracketed: float = 0.6  # of the price of leaving aside what stands in brackets
    weekday: float = 3.0  # for a day of the wrong weekday
    crossing: float = 0.95  # for a year other than the one the story is in, where the words do not name it
    ahead: float = 0.2  # taken off a year that the same sentence names later
    outside: float = 1.0  # for a year outside those of the section's heading


@dataclass(frozen=True, slots=True)
class Clue:
    """An expression in its place: what the way through the dates needs to know about it."""

    expression: Expression
    section: int = 0
    sentence: int = 0
    heading: bool = False
    aside: bool = False  # in brackets, or a work's date
    apart: bool = False  # in a caption, an infobox or a note: it takes its year from the story, and leaves it as it is
    recalled: bool = False  # the words look back
    fronted: bool = False  # it opens its sentence, and so says when the story goes on


class Placed(NamedTuple):
    """A clue's values, one for each atom, or none where nothing fits. `margin` is the cost of the next best year."""

    values: tuple[Value, ...]
    margin: float = math.inf


class _State(NamedTuple):
    """A way so far. `story` is where it stands, in months; `last` and `last_day` what a relative date follows."""

    cost: float
    story: float | None
    last: Value | None
    last_day: Value | None
    placed: Placed | None
    before: _State | None
    sentence: int = 0  # where `last` was read


_WIDTH = 8
_WORSE = 7.0  # a way that costs so much more than the best one is given up
_AHEAD = 6
_MONTHS = 12


def place(clues: Sequence[Clue], weights: Weights = Weights()) -> list[Placed]:
    """Return the values of all clues, on the cheapest way."""
    states = [_State(0.0, None, None, None, None, None)]
    ahead = _years_ahead(clues)
    section: set[int] = set()
    for at, clue in enumerate(clues):
        if clue.heading:
            section = _heading_years(clue)
        states = _step(states, clue, _Choice(clue, ahead[at], section, weights), weights)
    return _way_back(min(states, key=lambda state: state.cost))


class _Option(NamedTuple):
    """A clue's values in some year, where they begin and end, and what the year costs however the story gets there."""

    values: tuple[Value, ...]
    start: float
    end: float
    cost: float


class _Choice:
    """The years that a clue may lie in. `ahead` says of those named next whether the same sentence names them."""

    def __init__(self, clue: Clue, ahead: Mapping[int, bool], section: Set[int], weights: Weights) -> None:
        self.clue, self.ahead, self.section, self.weights = clue, ahead, section, weights
        self._options: dict[int, _Option] = {}

    def option(self, year: int) -> _Option:
        """Return the clue's values in a year; states share them."""
        if year not in self._options:
            values = _in_year(self.clue, year)
            self._options[year] = _Option(values, _start(values[0]), _end(values[-1]), self._cost(values[0], year))
        return self._options[year]

    def _cost(self, value: Value, year: int) -> float:
        """Return what a year costs by itself."""
        cost = self.weights.outside if self.section and year not in self.section else 0.0
        if self.ahead.get(year):
            cost -= self.weights.ahead
        if value.day is None or value.month is None:
            return cost
        if not is_day(year, value.month, value.day, Calendar.JULIAN):
            return cost + self.weights.weekday
        weekday = self.clue.expression.atoms[0].weekday
        fits = weekday is None or (day_number(year, value.month, value.day) - 1) % 7 == weekday
        return cost if fits else cost + self.weights.weekday


def _years_ahead(clues: Sequence[Clue]) -> list[dict[int, bool]]:
    """Return for each clue the years named by the clues after it."""
    named = [[atom.value.year for atom in clue.expression.atoms if atom.value.year is not None] for clue in clues]
    found: list[dict[int, bool]] = []
    for at, clue in enumerate(clues):
        years: dict[int, bool] = {}
        for later in range(at + 1, min(at + 1 + _AHEAD, len(clues))):
            for year in named[later]:
                years[year] = years.get(year, False) or clues[later].sentence == clue.sentence
        found.append(years)
    return found


def _heading_years(clue: Clue) -> set[int]:
    """Return the years that a heading names; a hundred at most."""
    years = [atom.value.year for atom in clue.expression.atoms if atom.value.year is not None]
    return set(range(min(years), min(max(years), min(years) + 99) + 1)) if years else set()


def _step(states: Iterable[_State], clue: Clue, choice: _Choice, weights: Weights) -> list[_State]:
    """Return the cheapest ways that go on through a clue."""
    best: dict[tuple[float | None, Value | None], _State] = {}
    costs: dict[int | None, float] = {}
    for state in states:
        for following in _following(state, clue, choice, weights):
            key = following.story, following.last
            if key not in best or following.cost < best[key].cost:
                best[key] = following
            year = following.placed.values[0].year if following.placed and following.placed.values else None
            costs[year] = min(following.cost, costs.get(year, math.inf))
    kept = sorted(best.values(), key=lambda state: state.cost)[:_WIDTH]
    return [_with_margin(state, costs) for state in kept if state.cost <= kept[0].cost + _WORSE]


def _with_margin(state: _State, costs: Mapping[int | None, float]) -> _State:
    """Return a state that knows how far the next best year is away."""
    if state.placed is None or not state.placed.values:
        return state
    year = state.placed.values[0].year
    others = [cost for other, cost in costs.items() if other != year]
    if not others:
        return state
    return state._replace(placed=Placed(state.placed.values, min(others) - costs[year]))


def _following(state: _State, clue: Clue, choice: _Choice, weights: Weights) -> Iterable[_State]:
    """Yield the ways that a state can take through a clue."""
    atom = clue.expression.atoms[0]
    if atom.by is not None:
        yield _related(state, clue)
    elif atom.value.year is not None:
        yield from _named(state, clue, weights)
    elif atom.year_by is not None:
        yield from _in_related_year(state, clue, weights)
    else:
        yield from _guessed(state, clue, choice, weights)


def _related(state: _State, clue: Clue) -> _State:
    """Follow a relative date from the last one."""
    relation = clue.expression.atoms[0].by
    assert relation is not None
    base = state.last_day if relation.unit is Precision.DAY and _near(state) else state.last
    if relation.occasion and state.sentence == clue.sentence and state.last == state.last_day:
        value = state.last
    else:
        value = follow(relation, base) if base else None
    if value is None:
        return _passed(state)
    return _moved(state, clue, (value,), 0.0, moves=relation.shift >= 0)


def _near(state: _State) -> bool:
    """Say whether the last day is in the month or year of the last date, so that "the next day" can follow it."""
    last, day = state.last, state.last_day
    return bool(last and day and last.year == day.year and (last.month is None or last.month == day.month))


def _named(state: _State, clue: Clue, weights: Weights) -> Iterable[_State]:
    """Go to a date that names its year, or leave it aside."""
    values = tuple(atom.value for atom in clue.expression.atoms)
    cost = _cost(state, values, clue, weights)
    if not clue.apart:
        yield _moved(state, clue, values, cost)
    price = weights.aside_year if values[0].precision is Precision.YEAR or values[0].span > 1 else weights.aside
    if clue.aside:
        price *= weights.bracketed
    if clue.fronted:
        price *= weights.fronted
    if clue.apart:
        yield _moved(state, clue, values, 0.0, moves=False)
    elif state.story is not None and not clue.heading and cost > price:
        yield _moved(state, clue, values, price, moves=False)


def _in_related_year(state: _State, clue: Clue, weights: Weights) -> Iterable[_State]:
    """Go to a month or day whose year follows from the last date's: "August of that year"."""
    relation = clue.expression.atoms[0].year_by
    assert relation is not None
    base = follow(relation, state.last) if state.last else None
    if base is None or base.year is None:
        yield _passed(state)
        return
    values = _in_year(clue, base.year)
    yield _moved(state, clue, values, 0.3 * _cost(state, values, clue, weights))


def _guessed(state: _State, clue: Clue, choice: _Choice, weights: Weights) -> Iterable[_State]:
    """Try the years near the story, and those named next."""
    if state.story is None:
        for year in {*choice.ahead, *choice.section}:
            option = choice.option(year)
            yield _moved(state, clue, option.values, option.cost, moves=not clue.apart)
        if not choice.ahead and not choice.section:
            yield _passed(state)
        return
    now = math.floor(state.story / _MONTHS)
    for year in {*choice.ahead, now - 1, now, now + 1}:
        option = choice.option(year)
        cost = option.cost + _distance(state.story, option.start, option.end, clue, weights)
        if year != now:
            cost += weights.crossing * math.log2(1 + abs(year - now))
        yield _moved(state, clue, option.values, cost, moves=not clue.apart)


def _in_year(clue: Clue, year: int) -> tuple[Value, ...]:
    """Return a clue's values with its first in a given year, and each later one after the one before."""
    values: list[Value] = []
    for atom in clue.expression.atoms:
        value = atom.value if atom.value.year is not None else atom.value.of(year)
        if values and _start(value) < _start(values[-1]) and atom.value.year is None:
            value = value.of(year + 1)
        values.append(value)
    return tuple(values)


def _moved(state: _State, clue: Clue, values: tuple[Value, ...], cost: float, *, moves: bool = True) -> _State:
    """Return the way that goes on to a clue's values."""
    story = state.story
    if not moves:
        return state._replace(cost=state.cost + cost, placed=Placed(values), before=state)
    last = values[-1]
    day = last if last.precision is Precision.DAY else state.last_day
    return _State(state.cost + cost, _arrival(story, values[0]), last, day, Placed(values), state, clue.sentence)


def _passed(state: _State) -> _State:
    """Return the way that goes on without a value."""
    return state._replace(placed=Placed(()), before=state)


def _start(value: Value) -> float:
    """Return where a value begins, in months."""
    assert value.year is not None
    if value.season is not None:
        turned = value.season == WINTER and not value.crosses  # an unmarked winter is most of all that before spring
        return (value.year - turned) * _MONTHS + 3 * (value.season - 20) - 1
    return value.year * _MONTHS + (value.month or 1) - 1 + ((value.day or 1) - 1) / 31


def _end(value: Value) -> float:
    """Return where a value ends, in months."""
    start = _start(value)
    if value.day is not None:
        return start
    if value.season is not None:
        return start + 3
    return start + (1 if value.month is not None else _MONTHS * value.span)


def _arrival(story: float | None, value: Value) -> float:
    """Return where the story stands after a value: within a long one, where it was."""
    start, end = _start(value), _end(value)
    return start if story is None else min(max(story, start), end - 0.01 if end > start else end)


def _cost(state: _State, values: Sequence[Value], clue: Clue, weights: Weights) -> float:
    """Return what it costs the story to go to a date."""
    if state.story is None:
        return 0.0
    return _distance(state.story, _start(values[0]), _end(values[-1]), clue, weights)


def _distance(story: float, start: float, end: float, clue: Clue, weights: Weights) -> float:
    """Return the price of a step, forward or back; a range is near from its start to its end."""
    eased = weights.heading if clue.heading else 1.0
    if start > story:
        return eased * weights.forward * math.log1p(start - story)
    if end >= story:
        return 0.0
    cost = eased * (weights.turn + weights.backward * math.log1p(story - end))
    return cost * weights.recalled if clue.recalled else cost


def _way_back(state: _State | None) -> list[Placed]:
    """Return what was placed on the way to a state, in order."""
    found: list[Placed] = []
    while state is not None:
        if state.placed is not None:
            found.append(state.placed)
        state = state.before
    return found[::-1]
