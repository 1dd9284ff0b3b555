"""From a question to ranked sentences of the documents, or to the finding that they do not say."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import aiosqlite

from corpus.search.candidates import (
    DEPTH,
    Posting,
    Survey,
    best,
    read_candidates,
    read_lengths,
    read_postings,
    read_survey,
    telling,
)
from corpus.search.index import write_index
from corpus.search.postings import HIGHEST
from corpus.search.question import ASKING, Question, about, amended, plainly, read
from corpus.search.rank import NOTHING, Hit, Ranking, ranked
from corpus.search.spelling import respell

__all__ = ["Hit", "Ranking", "Survey", "ask", "find", "survey", "understand", "write_index"]


@dataclass(frozen=True, slots=True)
class Understood:
    """A question with what the edition knows of its words: where they stand, and how much each tells."""

    question: Question
    known: Mapping[str, Posting]
    tells: tuple[float, ...]

    @property
    def strange(self) -> float:
        """The share of what the question tells that nobody in the documents wrote, in any spelling."""
        strange = sum(
            tell for term, tell in zip(self.question.terms, self.tells, strict=True) if self._is_strange(term.variants)
        )
        return strange / max(sum(self.tells), 1e-9)

    def _is_strange(self, variants: Sequence[tuple[str, float]]) -> bool:
        return not any(stem in self.known for stem, _ in variants)


async def survey(db: aiosqlite.Connection) -> Survey:
    """Read what every question needs of an edition, and ask one, so that the next finds everything warm."""
    # It is misspelt on purpose, so that the correction of spelling is warm, too.
    read = await read_survey(db)
    await ask(db, f"Wich yeear was {read.subject or 'the first'} named?", survey=read)
    return read


async def ask(db: aiosqlite.Connection, question: str, limit: int = 5, *, survey: Survey | None = None) -> Ranking:
    """Return the sentences that answer `question`, best first, and whether they do. Any string will do."""
    survey = survey or await read_survey(db)
    understood = await understand(db, question, survey)
    found = best(understood.question, understood.tells, understood.known, survey.last_id, DEPTH)
    if not found:
        return NOTHING
    candidates = await read_candidates(db, found)
    return await asyncio.to_thread(
        ranked, understood.question, understood.tells, understood.strange, candidates, survey, limit
    )


async def find(
    db: aiosqlite.Connection, query: str, limit: int = 10, offset: int = 0, *, survey: Survey | None = None
) -> tuple[Hit, ...]:
    """Return the passages that hold most of the words of `query`, best first, from the `offset`th on, a hit each."""
    survey = survey or await read_survey(db)
    understood = await understand(db, query, survey)
    found = best(understood.question, understood.tells, understood.known, survey.last_id, offset + limit)[offset:]
    lengths = await read_lengths(db, [id for id, _ in found])
    highest = max(sum(understood.tells) * HIGHEST, 1e-9)
    return tuple(Hit(id, 1, lengths[id], min(1.0, score / highest)) for id, score in found)


async def understand(db: aiosqlite.Connection, text: str, survey: Survey) -> Understood:
    """Return the question with its misspelt words put right, and where its words stand."""
    asked = about(read(text), survey.subject, survey.pronoun)
    stems = _known(asked, survey)
    strange = [term.word for term in asked.terms if not any(stem in stems for stem, _ in term.variants)]
    meant = {word: respell(survey.spellings, word, ASKING) for word in strange[:_MOST_STRANGE]}
    if any(meant.values()):
        asked = amended(about(read(plainly(text, meant)), survey.subject, survey.pronoun), meant)
        stems = _known(asked, survey)
    known = await read_postings(db, stems)
    return Understood(asked, known, telling(asked, known, survey.passages))


_MOST_STRANGE = 8  # a question with more misspelt words is none; each costs a walk over the vocabulary


def _known(question: Question, survey: Survey) -> dict[str, int]:
    """Return the numbers of the stems that may stand for the question's words, of those that the corpus has."""
    stems = {stem for term in question.terms for stem, _ in term.variants}
    return {stem: number for stem in stems if (number := survey.number(stem)) is not None}
