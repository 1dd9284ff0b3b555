"""Which passages may hold some words: those with the rarest of them, by lists that end early for common words."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise

import aiosqlite

from corpus.speech import FUNCTION_WORDS
from corpus.verdict.words import Word

_TOO_COMMON = 400  # passages from which on a word tells nothing, and its list is not read on
_AT_ONCE = 16
_MOST = 48  # words that are looked up
_PHRASE_WORDS = 12  # enough to be rare; each more costs FTS5 time on a text made to be slow
_STRIDE = 5
_SHORT = 16  # words of a quotation each of which is looked up
_FEWEST_RARE = 2
_FEWEST_TOGETHER = 3
_FEW = 8
_PHRASE_WORTH = 3.0
_RESPELT = 4  # words that nobody wrote which are put right

HITS = " UNION ALL ".join(
    f"""
    SELECT * FROM (SELECT {number}, rowid
                     FROM passage_fts
                    WHERE passage_fts MATCH :unit{number}
                    LIMIT {_TOO_COMMON})
    """
    for number in range(_AT_ONCE)
)


Respell = Callable[[str], Iterable[tuple[str, float]]]
"""Returns the words of the corpus that a word may have been meant for, best first, with how well each fits."""


async def candidates(
    db: aiosqlite.Connection, asked: str, spoken: Sequence[Word], respell: Respell, limit: int
) -> list[int]:
    """Return the passages that may hold some words, likeliest first. Takes bounded time, whatever the words."""
    phrases = await _hits(db, list(dict.fromkeys(_phrase(asked, part) for part in _stretches(spoken))))
    telling = {_phrase(asked, [word]): word.folded for word in _telling(spoken)}
    rare = list(telling)[:_MOST]
    found = await _hits(db, rare)
    strange = sorted((telling[unit] for unit in rare if unit not in found), key=len, reverse=True)[:_RESPELT]
    found |= await _hits(db, [f'"{meant}"' for word in strange for meant, _ in respell(word)][:_AT_ONCE])
    if sum(len(ids) < _TOO_COMMON for ids in found.values()) < _FEWEST_RARE:
        found |= await _hits(db, [f"{one} {other}" for one, other in pairwise(rare)][:_AT_ONCE])
    scores: Counter[int] = Counter()
    for worth, lists in ((1.0, found), (_PHRASE_WORTH, phrases)):
        for ids in lists.values():
            tells = math.log(1 + _TOO_COMMON / len(ids)) if len(ids) < _TOO_COMMON or lists is phrases else 0.0
            scores.update(dict.fromkeys(ids, worth * tells))
    return sorted((id for id in scores if scores[id] > 0), key=lambda id: (-scores[id], id))[:limit]


def _stretches(spoken: Sequence[Word]) -> Iterator[Sequence[Word]]:
    """Yield the beginning, the end, and the words on either side of the middle: one changed word spoils two at most.

    Of a few words, any three together.
    """
    middle = len(spoken) // 2
    for part in (spoken[:_PHRASE_WORDS], spoken[:middle], spoken[middle:], spoken[-_PHRASE_WORDS:]):
        if len(part) >= _FEWEST_TOGETHER:
            yield part[:_PHRASE_WORDS]
    if len(spoken) <= _FEW:
        yield from (spoken[first : first + _FEWEST_TOGETHER] for first in range(len(spoken) - _FEWEST_TOGETHER + 1))


def _telling(spoken: Sequence[Word]) -> Iterator[Word]:
    """Yield the words that are worth looking up: all of a few, of many the longest of each few."""
    stride = 1 if len(spoken) <= _SHORT else _STRIDE
    for first in range(0, len(spoken), stride):
        word = max(spoken[first : first + stride], key=lambda word: len(word.folded))
        if word.folded not in FUNCTION_WORDS:
            yield word


def _phrase(asked: str, part: Sequence[Word]) -> str:
    """Return words as FTS5 reads them: together, in this order, and none of them as an operator."""
    return '"' + " ".join(asked[word.start : word.end] for word in part) + '"'


async def _hits(db: aiosqlite.Connection, units: Sequence[str]) -> dict[str, list[int]]:
    """Return the passages of each unit, as many as are read of it."""
    found: dict[str, list[int]] = {}
    for first in range(0, len(units), _AT_ONCE):
        some = units[first : first + _AT_ONCE]
        asked = dict.fromkeys((f"unit{number}" for number in range(_AT_ONCE)), '""')
        asked |= {f"unit{number}": unit for number, unit in enumerate(some)}
        for number, id in await db.execute_fetchall(HITS, asked):
            found.setdefault(some[number], []).append(id)
    return found
