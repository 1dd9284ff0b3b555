"""From a question to ranked sentences of the documents, or to the finding that they do not say."""

from __future__ import annotations

import asyncio

import aiosqlite

from corpus.search import candidates
from corpus.search.index import write_index
from corpus.search.question import about, read
from corpus.search.rank import NOTHING, Hit, Ranking, rank

__all__ = ["Hit", "Ranking", "ask", "find", "write_index"]


async def ask(db: aiosqlite.Connection, question: str, limit: int = 5) -> Ranking:
    """Return the sentences that answer `question`, best first, and whether they do. Any string will do."""
    survey = await candidates.survey(db)
    asked = about(read(question), survey.subject)
    if not asked.terms:
        return NOTHING
    known = await candidates.postings(db, [stem for term in asked.terms for stem, _ in term.variants])
    tells = candidates.weights(asked, known, survey.passages)
    best = await asyncio.to_thread(candidates.best, asked, tells, known, survey.last_id, candidates.DEPTH)
    found = await candidates.fetch(db, best)
    return await asyncio.to_thread(rank, asked, tells, found, limit)


async def find(db: aiosqlite.Connection, query: str, limit: int = 10, offset: int = 0) -> tuple[Hit, ...]:
    """Return the passages that hold most of the words of `query`, best first, from the `offset`th on."""
    survey = await candidates.survey(db)
    asked = read(query)
    known = await candidates.postings(db, [term.stem for term in asked.terms])
    tells = candidates.weights(asked, known, survey.passages)
    best = await asyncio.to_thread(candidates.best, asked, tells, known, survey.last_id, offset + limit)
    found = await candidates.fetch(db, best[offset:])
    ranking = await asyncio.to_thread(rank, asked, tells, found, len(found)) if found else NOTHING
    return ranking.hits
