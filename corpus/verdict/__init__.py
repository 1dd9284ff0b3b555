"""Settles whether some words stand in the corpus, and whose they are."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass

import aiosqlite

from corpus import search
from corpus.verdict.compare import Change, Piece
from corpus.verdict.verdict import FEWEST, Finding, Kind, Match, Text, judge
from corpus.verdict.words import LONGEST, words

__all__ = ["FEWEST", "LONGEST", "Change", "Finding", "Kind", "Match", "Piece", "Settled", "settle", "words"]

PHRASE = """
    SELECT rowid
      FROM passage_fts
     WHERE passage_fts MATCH :phrase
     LIMIT 20
"""

TEXTS = """
    SELECT id, text
      FROM passage
     WHERE id IN (SELECT value FROM json_each(:ids))
       AND zone NOT IN ('title', 'heading', 'reference', 'debris')
"""

WHOSE = """
    SELECT key, speaker
      FROM quotation
     WHERE :id BETWEEN passage_id AND last_id
       AND (passage_id < :id OR start < :end)
       AND (last_id > :id OR end > :start)
     ORDER BY id
     LIMIT 1
"""

_CANDIDATES = 24
_PHRASE_WORDS = 12  # enough to be rare; each more costs FTS5 time on a text made to be slow


@dataclass(frozen=True, slots=True)
class Settled:
    """A finding with the quotation that holds the stretch: its key and speaker, or nothing where it is plain prose."""

    finding: Finding
    quotation: str = ""
    speaker: str = ""


async def settle(db: aiosqlite.Connection, asked: str, speaker: str = "") -> Settled:
    """Find the words in the corpus, exactly or nearly, and whose they are. Any string will do.

    With a canonical speaker, words that somebody else said are told as such.
    """
    texts = await _candidates(db, asked)
    finding = await asyncio.to_thread(judge, asked, texts)
    if finding.match is None:
        return Settled(finding)
    match = finding.match
    rows = list(await db.execute_fetchall(WHOSE, {"id": match.passage_id, "start": match.start, "end": match.end}))
    key, said_by = rows[0] if rows else ("", "")
    if speaker and said_by and said_by != speaker and finding.kind in {Kind.EXACT, Kind.NEARLY}:
        finding = Finding(Kind.SOMEBODY_ELSE, match)
    return Settled(finding, key, said_by)


async def _candidates(db: aiosqlite.Connection, asked: str) -> list[Text]:
    spoken = words(asked[:LONGEST])
    if len(spoken) < FEWEST:
        return []
    phrase = '"' + " ".join(asked[word.start : word.end] for word in spoken[:_PHRASE_WORDS]) + '"'
    ids = [row[0] for row in await db.execute_fetchall(PHRASE, {"phrase": phrase})]
    ids += [hit.passage_id for hit in await search.find(db, asked[:LONGEST], _CANDIDATES, 0)]
    rows = await db.execute_fetchall(TEXTS, {"ids": json.dumps(ids)})
    by_id = {row[0]: Text(*row) for row in rows}
    return [by_id[id] for id in dict.fromkeys(ids) if id in by_id]
