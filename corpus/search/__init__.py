"""From a question to ranked sentences of the documents, or to the finding that they do not say."""

from __future__ import annotations

import asyncio

import aiosqlite

from corpus.search import candidates
from corpus.search.index import write_index
from corpus.search.candidates import Posting
from corpus.search.question import ASKING, Question, about, amended, read
from corpus.search.rank import NOTHING, Hit, Ranking, rank
from corpus.search.spelling import respell
from corpus.search.words import spoken

__all__ = ["Hit", "Ranking", "ask", "find", "write_index"]


async def ask(db: aiosqlite.Connection, question: str, limit: int = 5) -> Ranking:
    """Return the sentences that answer `question`, best first, and whether they do. Any string will do."""
    survey = await candidates.survey(db)
    asked, known = await _understood(db, question, survey.subject)
    if not known:
        return NOTHING
    tells = candidates.weights(asked, known, survey.passages)
    best = await asyncio.to_thread(candidates.best, asked, tells, known, survey.last_id, candidates.DEPTH)
    found = await candidates.fetch(db, best)
    return await asyncio.to_thread(rank, asked, tells, found, limit)


async def _understood(db: aiosqlite.Connection, text: str, subject: str) -> tuple[Question, dict[str, Posting]]:
    """Return the question with its misspelt words put right, and where its words stand."""
    asked = about(read(text), subject)
    known = await candidates.postings(db, _stems(asked))
    strange = [term.word for term in asked.terms if not any(stem in known for stem, _ in term.variants)]
    meant = {word: await respell(db, word, ASKING) for word in strange}
    put_right = {word: others[0][0] for word, others in meant.items() if others and others[0][0] in ASKING}
    if put_right:
        asked = about(read(" ".join(put_right.get(word.casefold(), word) for word in spoken(text))), subject)
    if any(meant.values()):
        asked = amended(asked, meant)
        known = await candidates.postings(db, _stems(asked))
    return asked, known


def _stems(question: Question) -> list[str]:
    return [stem for term in question.terms for stem, _ in term.variants]


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
