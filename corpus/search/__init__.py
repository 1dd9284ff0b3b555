"""From a question to ranked sentences of the documents, or to the finding that they do not say."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import aiosqlite

from corpus.search.candidates import (
    DEPTH,
    Candidate,
    Posting,
    best,
    read_candidates,
    read_postings,
    read_survey,
    telling,
)
from corpus.search.index import write_index
from corpus.search.question import ASKING, Question, about, amended, plainly, read
from corpus.search.rank import Hit, Ranking, ranked
from corpus.search.spelling import respell

__all__ = ["Hit", "Ranking", "ask", "find", "understand", "write_index"]


@dataclass(frozen=True, slots=True)
class Understood:
    """A question with what the edition knows of its words: where they stand, and how much each tells."""

    question: Question
    known: Mapping[str, Posting]
    tells: tuple[float, ...]
    last_id: int

    @property
    def strange(self) -> float:
        """The share of what the question tells that nobody in the documents wrote, in any spelling."""
        strange = sum(
            tell for term, tell in zip(self.question.terms, self.tells, strict=True) if self._is_strange(term.variants)
        )
        return strange / max(sum(self.tells), 1e-9)

    def _is_strange(self, variants: Sequence[tuple[str, float]]) -> bool:
        return not any(stem in self.known for stem, _ in variants)


async def ask(db: aiosqlite.Connection, question: str, limit: int = 5) -> Ranking:
    """Return the sentences that answer `question`, best first, and whether they do. Any string will do."""
    understood = await understand(db, question)
    found = await _candidates(db, understood, DEPTH)
    return await asyncio.to_thread(ranked, understood.question, understood.tells, understood.strange, found, limit)


async def find(db: aiosqlite.Connection, query: str, limit: int = 10, offset: int = 0) -> tuple[Hit, ...]:
    """Return the passages that hold most of the words of `query`, best first, from the `offset`th on, a hit each."""
    understood = await understand(db, query)
    found = (await _candidates(db, understood, offset + limit))[offset:]
    ranking = await asyncio.to_thread(
        ranked, understood.question, understood.tells, understood.strange, found, sum(len(one.lines) for one in found)
    )
    hits = {hit.passage_id: hit for hit in reversed(ranking.hits)}
    return tuple(hits[one.id] for one in found)


async def understand(db: aiosqlite.Connection, text: str) -> Understood:
    """Return the question with its misspelt words put right, and where its words stand."""
    survey = await read_survey(db)
    asked = about(read(text), survey.subject, survey.pronoun)
    known = await read_postings(db, _stems(asked))
    strange = [term.word for term in asked.terms if not any(stem in known for stem, _ in term.variants)]
    meant = {word: await respell(db, word, ASKING) for word in strange}
    if any(meant.values()):
        asked = amended(about(read(plainly(text, meant)), survey.subject, survey.pronoun), meant)
        known = await read_postings(db, _stems(asked))
    return Understood(asked, known, telling(asked, known, survey.passages), survey.last_id)


async def _candidates(db: aiosqlite.Connection, understood: Understood, depth: int) -> list[Candidate]:
    """Read the `depth` passages that hold most of the question, best first."""
    if not understood.known:
        return []
    found = await asyncio.to_thread(
        best, understood.question, understood.tells, understood.known, understood.last_id, depth
    )
    return await read_candidates(db, found)


def _stems(question: Question) -> list[str]:
    return [stem for term in question.terms for stem, _ in term.variants]
