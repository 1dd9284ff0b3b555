"""Sentences of different documents that say the same, and those that name another day or figure for it."""

from __future__ import annotations

import math
import re
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from corpus.model import Zone
from corpus.search.kinds import FAILING
from corpus.search.words import TOKENS, Stems, spoken

_SENTENCES = """
    SELECT p.id, s.number, p.document_id, substr(p.text, s.start + 1, s.end - s.start)
      FROM sentence AS s
      JOIN passage  AS p ON p.id = s.passage_id
     WHERE p.zone IN (:prose, :item, :caption)
       AND s.end - s.start BETWEEN 30 AND 600
     ORDER BY p.id, s.number
"""

_TOLD = """
    SELECT a.passage_id, a.sentence, b.passage_id, b.sentence, a.first > b.last OR b.first > a.last
      FROM event   AS e
      JOIN telling AS a ON a.event_id = e.id
      JOIN telling AS b ON b.event_id = e.id AND b.position > a.position
      JOIN passage AS p ON p.id = a.passage_id
      JOIN passage AS q ON q.id = b.passage_id
     WHERE p.document_id <> q.document_id
"""

_TELLTALES = 5  # the rarest stems of a sentence, by which those like it are looked up
_LOOKED_AT = 24  # sentences with a stem: one that more have tells little
_WEIGHED = 8  # sentences of those, which share most of the rare stems
_FEWEST = 5  # stems: shorter sentences are alike by chance

_SAME, _TOLD_ALIKE, _BUT_FOR = 0.62, 0.4, 0.75
"""How much two sentences must share, as a part of what both tell: to say the same; the same where they tell of one
happening on one day; and to differ in a figure alone."""

_FEWEST_NAMES = 2  # that two sentences which differ must share
_A_YEAR = 4  # digits
_CALENDARS_APART = range(10, 14)  # days
_MONTH_NAMES = "January February March April May June July August September October November December"
_MONTHS = frozenset({"may", *Stems().content(_MONTH_NAMES)})

_NOT = re.compile(r"\b(?:not|no|never|neither|nor|without|nobody|nothing|hardly|cannot)\b|n['’]t\b", re.IGNORECASE)
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th)$", re.IGNORECASE)
_HEDGED = re.compile(
    r"\b(?:claim|alleg|rumou?r|myth|doubt|disput|deni|deny|false|wrong|suppos|apparent|perhaps|might|may have|web page"
    r"|accus|accord|believ|legend)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence as it is compared: where it stands, its stems, its names, its figures, and its manner."""

    place: tuple[int, int]
    document: int
    stems: frozenset[str]
    names: frozenset[str]
    figures: Mapping[str, str]  # a figure → what is counted: the stem or the word behind it
    manner: tuple[bool, bool, bool]  # whether it denies, hedges, or tells of what came to nothing


def write_agreement(db: sqlite3.Connection) -> None:
    """Write which sentences agree and which differ, both ways, from what is in `db`."""
    lines = list(_lines(db))
    by_place = {line.place: line for line in lines}
    weigh = _weights(lines)
    found = {**_alike(lines, weigh), **_told(db, by_place, weigh)}
    rows = [(*one, *other, differs) for pair, differs in found.items() for one, other in (pair, pair[::-1])]
    db.executemany("INSERT INTO agreement VALUES (?, ?, ?, ?, ?)", sorted(rows))


Pairs = dict[tuple[tuple[int, int], tuple[int, int]], bool]
Weigh = Callable[[str], float]


def _lines(db: sqlite3.Connection) -> Iterator[Line]:
    stems = Stems()
    zones = {"prose": Zone.PROSE, "item": Zone.LIST_ITEM, "caption": Zone.CAPTION}
    for passage, number, document, text in db.execute(_SENTENCES, zones):
        line = read_line((passage, number), document, text, stems)
        if len(line.stems) >= _FEWEST:
            yield line


def read_line(place: tuple[int, int], document: int, text: str, stems: Stems) -> Line:
    """Return a sentence as it is compared."""
    said = spoken(text)
    known = [(word, stems.of(word)) for word in said]
    told = [(word, stem) for word, stem in known if stem and stem not in TOKENS]
    names = frozenset(stem for at, (word, stem) in enumerate(told) if word[0].isupper() and at)
    behind = [*(stem or word.casefold() for word, stem in known[1:]), ""]
    figures = {_ORDINAL.sub("", word): after for word, after in zip(said, behind, strict=False) if word[0].isdigit()}
    manner = bool(_NOT.search(text)), bool(_HEDGED.search(text)), bool(FAILING.search(text))
    return Line(place, document, frozenset(stem for _, stem in told), names, figures, manner)


def _weights(lines: Sequence[Line]) -> Weigh:
    """Return how much each stem tells: the rarer, the more."""
    counts = Counter(stem for line in lines for stem in line.stems)
    weights = {stem: math.log(1 + len(lines) / count) for stem, count in counts.items()}
    return lambda stem: weights.get(stem, 0.0)


def _alike(lines: Sequence[Line], weigh: Weigh) -> Pairs:
    """Return the pairs that say the same or differ in a figure, found by their rare stems, in linear time."""
    found: Pairs = {}
    by_stem: dict[str, list[int]] = defaultdict(list)
    for number, line in enumerate(lines):
        rare = sorted(line.stems, key=lambda stem: (-weigh(stem), stem))[:_TELLTALES]
        shared = Counter(other for stem in rare for other in by_stem[stem][-_LOOKED_AT:])
        for other, count in shared.most_common(_WEIGHED):
            if count > 1 and lines[other].document != line.document:
                differs = compared(lines[other], line, weigh)
                if differs is not None:
                    found[lines[other].place, line.place] = differs
        for stem in rare:
            by_stem[stem].append(number)
    return found


def _told(db: sqlite3.Connection, by_place: Mapping[tuple[int, int], Line], weigh: Weigh) -> Pairs:
    """Return the pairs that tell of one happening: the same where they are alike, others where their days differ."""
    found: Pairs = {}
    for passage, sentence, other_passage, other_sentence, apart in db.execute(_TOLD):
        first, second = sorted([(passage, sentence), (other_passage, other_sentence)])
        pair, one, other = (first, second), by_place.get(first), by_place.get(second)
        if one and other and apart:
            found[pair] = True
        elif one and other and compared(one, other, weigh, told=True) is False:
            found[pair] = False
    return found


def compared(one: Line, other: Line, weigh: Weigh, *, told: bool = False) -> bool | None:
    """Return whether two sentences differ where they say the same, or None where they say different things.

    With `told` they tell of one happening on one day, and one of them may give more figures than the other.
    """
    if one.manner != other.manner:
        return None
    mine, theirs = one.figures.keys() - other.figures.keys(), other.figures.keys() - one.figures.keys()
    if (not mine and not theirs) or (told and not (mine and theirs)):
        likeness = _dice(one.stems, other.stems, weigh)
        same = likeness >= (_TOLD_ALIKE if told else _SAME) and _agree(one.names, other.names)
        return False if same else None
    if len(mine) != 1 or len(theirs) != 1 or len(one.names & other.names) < _FEWEST_NAMES:
        return None
    [figure], [instead] = mine, theirs
    rest = _dice(one.stems - {figure}, other.stems - {instead}, weigh)
    return True if _rival(one, figure, other, instead) and rest >= _BUT_FOR and _agree(one.names, other.names) else None


def _rival(one: Line, figure: str, other: Line, instead: str) -> bool:
    """Say whether two figures count the same, or are two years; days that two calendars may give are no rivals."""
    if not figure.isdigit() or not instead.isdigit():
        return False
    counted = one.figures[figure] == other.figures[instead] != ""
    if counted and one.figures[figure] in _MONTHS:
        return abs(int(figure) - int(instead)) not in _CALENDARS_APART
    return counted or len(figure) == len(instead) == _A_YEAR


def _dice(mine: frozenset[str], theirs: frozenset[str], weigh: Weigh) -> float:
    """Return how much two sets of stems share, between 0 and 1."""
    total = sum(map(weigh, mine)) + sum(map(weigh, theirs))
    return 2 * sum(map(weigh, mine & theirs)) / total if total else 0.0


def _agree(mine: frozenset[str], theirs: frozenset[str]) -> bool:
    """Say whether the names that two sentences give can be those of one thing: most of the fewer stand in both."""
    fewer = min(len(mine), len(theirs))
    return fewer == 0 or len(mine & theirs) >= 0.75 * fewer
