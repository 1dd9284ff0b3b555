"""An edition's search, open: what never changes of it, and one thread in which every question is answered."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from typing import TypeVar

from corpus.search.candidates import (
    Survey,
    best,
    depth,
    read_candidates,
    read_lengths,
    read_survey,
    sought,
    telling,
)
from corpus.search.postings import FINDING_K1
from corpus.search.question import Question
from corpus.search.rank import NONE_HIDDEN, NOTHING, Hidden, Hit, Ranking, ranked
from corpus.search.reading import Reading, reading

_REMEMBERED = 256  # questions

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Desk:
    """Where questions about one edition are asked. Close it when nobody asks any more.

    It has a connection and a thread of its own: the event loop only waits, and questions that come together wait for
    each other and not for the interpreter's lock.
    """

    survey: Survey
    read: Callable[[str], Reading]
    """Returns how a question is read. It is remembered for a while: whoever draws the answer needs it again."""
    _db: sqlite3.Connection
    _thread: ThreadPoolExecutor

    @classmethod
    async def open(cls, path: Path) -> Desk:
        """Open an edition file, and ask one question, so that the next finds everything warm."""
        thread = ThreadPoolExecutor(1, "search")
        try:
            db, survey = await asyncio.get_running_loop().run_in_executor(thread, _opened, path)
        except BaseException:
            thread.shutdown(wait=False)
            raise
        return cls(survey, lru_cache(_REMEMBERED)(partial(reading, survey=survey)), db, thread)

    async def ask(self, question: str, limit: int = 5, hidden: Hidden = NONE_HIDDEN) -> Ranking:
        """Return the sentences that answer `question`, best first, and whether they do. Any string will do.

        `hidden` are sentences that must not be given, by passage.
        """
        return await self._run(lambda: _answer(self._db, self.survey, self.read(question), limit, hidden))

    async def find(self, query: str, limit: int = 10, offset: int = 0) -> tuple[Hit, ...]:
        """Return the passages that hold most of the words of `query`, best first, from the `offset`th on, as hits."""
        return await self._run(lambda: listing(self._db, self.survey, query, limit, offset))

    async def close(self) -> None:
        """Close the file, after the questions that are being answered."""
        await self._run(self._db.close)
        self._thread.shutdown(wait=False)

    async def _run(self, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._thread, work)


def _opened(path: Path) -> tuple[sqlite3.Connection, Survey]:
    db = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
    try:
        survey = read_survey(db)
        # It is misspelt on purpose, so that the correction of spelling is warm, too.
        answer(db, survey, f"Wich yeear was {survey.subject or 'the first'} named?")
    except BaseException:
        db.close()
        raise
    return db, survey


def answer(
    db: sqlite3.Connection, survey: Survey, question: str, limit: int = 5, hidden: Hidden = NONE_HIDDEN
) -> Ranking:
    """Return the sentences that answer `question`, best first, and whether they do. Any string will do."""
    return _answer(db, survey, reading(question, survey), limit, hidden)


def _answer(db: sqlite3.Connection, survey: Survey, asked: Reading, limit: int, hidden: Hidden) -> Ranking:
    understood = _understood(asked.question, survey)
    wanted = understood.wanted
    found = best(db, wanted, survey, depth(understood.question))
    if not found:
        return NOTHING
    told = understood.question.deed is not None
    candidates = read_candidates(db, [id for id, _ in found], wanted, survey, told)
    return ranked(understood.question, understood.tells, understood.strange, candidates, survey, limit, hidden)


def listing(db: sqlite3.Connection, survey: Survey, query: str, limit: int, offset: int = 0) -> tuple[Hit, ...]:
    """Return the passages that hold most of the words of `query`, best first, from the `offset`th on, a hit each."""
    understood = understand(query, survey, asks=False)
    found = best(db, understood.wanted, survey, offset + limit)[offset:]
    lengths = read_lengths(db, [id for id, _ in found])
    highest = max(sum(understood.tells) * (1 + FINDING_K1), 1e-9)
    return tuple(Hit(id, 1, lengths[id], min(1.0, score / highest)) for id, score in found)


@dataclass(frozen=True, slots=True)
class Understood:
    """A question with what the edition knows of its words: how much each tells, and which of them stand in it."""

    question: Question
    tells: tuple[float, ...]
    stems: Mapping[str, int]

    @property
    def wanted(self) -> Mapping[int, float]:
        """What each stem adds to a passage's score."""
        return sought(self.question, self.tells, self.stems)

    @property
    def strange(self) -> float:
        """The share of what the question tells that nobody in the documents wrote, in any spelling."""
        strange = sum(
            tell for term, tell in zip(self.question.terms, self.tells, strict=True) if self._is_strange(term.variants)
        )
        return strange / max(sum(self.tells), 1e-9)

    def _is_strange(self, variants: Sequence[tuple[str, float]]) -> bool:
        return not any(stem in self.stems for stem, _ in variants)


def understand(text: str, survey: Survey, *, asks: bool = True) -> Understood:
    """Return the question with its misspelt words put right, and which of its words the edition has."""
    return _understood(reading(text, survey, asks=asks).question, survey)


def _understood(asked: Question, survey: Survey) -> Understood:
    stems = _known(asked, survey)
    return Understood(asked, telling(asked, stems, survey), stems)


def _known(question: Question, survey: Survey) -> dict[str, int]:
    """Return the numbers of the stems that may stand for the question's words, of those that the corpus has."""
    stems = {stem for term in question.terms for stem, _ in term.variants}
    return {stem: number for stem in stems if (number := survey.number(stem)) is not None}
