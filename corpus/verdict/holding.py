"""Which quotations hold some words: those with just these first, then those with most of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import aiosqlite

from corpus.speech import FUNCTION_WORDS
from corpus.verdict.candidates import Respell
from corpus.verdict.runs import find
from corpus.verdict.words import LONGEST, words

# The longest quotation runs over fewer passages than these; it keeps SQLite within a stretch of its index.
QUOTED = """
    SELECT q.id, q.key, q.text
      FROM passage_fts AS f
      JOIN quotation   AS q ON q.passage_id BETWEEN f.rowid - 200 AND f.rowid
                           AND q.last_id >= f.rowid
     WHERE passage_fts MATCH :words
       AND (:speaker = '' OR q.speaker = :speaker)
     LIMIT 500
"""

_MOST = 12  # words of what was typed that are looked for


async def holding(db: aiosqlite.Connection, text: str, respell: Respell, speaker: str = "") -> list[str]:
    """Return the content keys of the quotations that hold the words of a text, exactly or most of them, best first."""
    wanted = [word.folded for word in words(text[:LONGEST])][:_MOST]
    telling = [word for word in wanted if word not in FUNCTION_WORDS] or wanted
    meant = {word: {word} for word in telling}
    found = await _ranked(db, wanted, meant, speaker)
    if not found:
        meant = {word: {word, *(other for other, _ in respell(word))} for word in telling}
        found = await _ranked(db, wanted, meant, speaker)
    return found


async def _ranked(
    db: aiosqlite.Connection, wanted: Sequence[str], meant: dict[str, set[str]], speaker: str
) -> list[str]:
    """Return the keys of the quotations that hold the words, or half of those that tell, in one of their spellings."""
    if not wanted:
        return []
    together, every = _quoted(" ".join(wanted)), " AND ".join(_any(one) for one in meant.values())
    some = " OR ".join(_any(one) for one in meant.values())
    ranks: dict[int, tuple[float, str]] = {}
    for query in (together, every, some):
        for id, key, text in await db.execute_fetchall(QUOTED, {"words": query, "speaker": speaker}):
            if id not in ranks:
                ranks[id] = _rank(wanted, meant, [word.folded for word in words(text)]), key
    best = sorted((-rank, id, key) for id, (rank, key) in ranks.items() if rank >= 0.5)
    return list(dict.fromkeys(key for _, _, key in best))


def _rank(wanted: Sequence[str], meant: dict[str, set[str]], there: Sequence[str]) -> float:
    """Return 2 for just these words together, else the share of those that tell which are there."""
    if find(wanted, there) is not None:
        return 2.0
    known = set(there)
    return sum(not spellings.isdisjoint(known) for spellings in meant.values()) / len(meant)


def _any(spellings: Iterable[str]) -> str:
    return "(" + " OR ".join(_quoted(spelling) for spelling in sorted(spellings)) + ")"


def _quoted(text: str) -> str:
    """Return words as FTS5 reads them: together, in this order, and none of them as an operator."""
    return f'"{text}"'
