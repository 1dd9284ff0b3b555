"""No string whatever brings the search down: a sample of the bench's 100,000 (python -m bench --hostile 100000)."""

from __future__ import annotations

from bench.hostile import hostile
from corpus.search import Desk

SAMPLE = 800


def words_of(asked: Desk) -> list[str]:
    """Return the miniature edition's words."""
    return [word for known in asked.survey.spellings.values() for word in _cut(known.known, known.length)]


def _cut(joined: str, length: int) -> list[str]:
    return [joined[start : start + length] for start in range(0, len(joined), length)]


async def test_hostile_strings_are_questions_like_others(asked: Desk) -> None:
    for question in hostile(SAMPLE, words_of(asked)):
        ranking = await asked.ask(question)
        assert len(ranking.hits) <= 5
        assert all(0 <= hit.score <= 1 and 1 <= hit.first <= hit.last for hit in ranking.hits)


async def test_hostile_strings_are_searches_like_others(asked: Desk) -> None:
    for query in hostile(SAMPLE, words_of(asked), seed=2):
        hits = await asked.find(query, 5, 5)
        assert len(hits) <= 5
        assert all(0 < hit.score <= 1 for hit in hits)


def test_the_sample_holds_what_has_broken_other_searches() -> None:
    sample = "".join(hostile(SAMPLE, ["lamp", "keeper"]))
    assert all(sign in sample for sign in ('"', "'", "\0", "\ud800", "NEAR(", "DROP TABLE", "🔥", "\u0301", "\u202e"))
