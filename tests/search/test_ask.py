"""What a person who asks may rely on."""

from __future__ import annotations

import sqlite3
from collections.abc import Awaitable
from typing import Protocol

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.search import Desk

TEXT = """
    SELECT substr(p.text, a.start + 1, z.end - a.start)
      FROM passage  AS p
      JOIN sentence AS a ON a.passage_id = p.id AND a.number = :first
      JOIN sentence AS z ON z.passage_id = p.id AND z.number = :last
     WHERE p.id = :id
"""

HOSTILE = (
    "",
    "???",
    "\0",
    "\ud800 lighthouse",
    'keeper" OR 1=1; DROP TABLE posting; --',
    "NEAR(lamp keeper) AND NOT (a* OR ^b)",
    "lighthouse " * 600,
    "x" * 6000,
    "👩‍🚒🔥",
    "l̷̛͍i̶g̵h̴t̷",
    "٣٤ ² Ⅷ",
)


class First(Protocol):
    """Returns the words of the first hit of a question."""

    def __call__(self, question: str) -> Awaitable[str]: ...


@pytest.fixture
def first(asked: Desk, edition: sqlite3.Connection) -> First:
    """What a person reads first."""

    async def read(question: str) -> str:
        hit = (await asked.ask(question)).hits[0]
        asked_of = {"id": hit.passage_id, "first": hit.first, "last": hit.last}
        return str(edition.execute(TEXT, asked_of).fetchone()[0])

    return read


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        pytest.param("When did Ada Brask die?", "19 June 1934", id="a plain question"),
        pytest.param("birthplace", "island of Lomma", id="nothing but what is asked of a person"),
        pytest.param("father name", "Nils Brask", id="a relation of the main person"),
        pytest.param("brask foghorn", "fog horn", id="two words written as one"),
        pytest.param("brask birthplace island", "island of Lomma", id="keywords"),
        pytest.param("what uni did she study at", "naval academy in Garda", id="everyday words"),
        pytest.param("wen was brask apointed keper of the lighthuose", "In 1888", id="typing errors"),
        pytest.param("how many days was Brask locked up", "released 40 days later", id="a neighbour's words"),
        pytest.param(
            "Why did she leave the academy?", "stopped paying its lodgers", id="a reason in the next sentence"
        ),
        pytest.param("how many steps did the tower have", "212 steps", id="a number"),
        pytest.param("what did brask write to her sister about the sea", "The sea forgives nobody", id="quoted words"),
    ],
)
async def test_a_question_finds_its_sentence(first: First, question: str, answer: str) -> None:
    assert answer in await first(question)


@pytest.mark.parametrize("question", ["When did Ada Brask die?", "how many steps did the lighthouse tower hold"])
async def test_what_a_document_says_is_answered(asked: Desk, question: str) -> None:
    assert (await asked.ask(question)).answered


async def test_a_name_that_never_stands_with_what_is_asked_of_it_makes_an_answer_doubtful(
    asked: Desk,
) -> None:
    apart, together = [(await asked.ask(question)).hits[0].score for question in ("Nils born", "Nils nets")]
    assert apart < 0.75 < together


async def test_an_attempt_is_not_the_deed(first: First) -> None:
    assert "On 2 May 1890" in await first("when was the beacon lit")


async def test_of_two_things_asked_the_sentence_that_says_both_comes_first(first: First) -> None:
    assert "with a hammer" in await first("when was the lens broken and with what")


async def test_a_question_about_whoever_asks_is_not_answered(asked: Desk) -> None:
    assert not (await asked.ask("how do I become keeper of the lighthouse")).answered


@pytest.mark.parametrize("question", ["what is a good pizza dough recipe", "capital of australia", "zzqx vvkw"])
async def test_what_no_document_says_is_not_answered(asked: Desk, question: str) -> None:
    assert not (await asked.ask(question)).answered


async def test_a_doubtful_document_stands_below_a_better_one(first: First) -> None:
    assert "In 1888" in await first("In what year was Brask appointed keeper of the Sundvik lighthouse?")


async def test_a_line_that_only_announces_a_quotation_is_not_the_answer(first: First) -> None:
    assert not (await first("What did Brask write in a letter to her sister?")).endswith("wrote:")


async def test_a_sentence_that_leans_on_the_one_before_brings_it_along(first: First) -> None:
    assert (await first("because the academy stopped paying lodgers")).startswith("She left after two winters.")


async def test_hits_come_best_first_and_never_overlap(asked: Desk) -> None:
    hits = (await asked.ask("Brask keeper lighthouse Sundvik lamp", 20)).hits
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    shown = [(hit.passage_id, number) for hit in hits for number in range(hit.first, hit.last + 1)]
    assert len(shown) == len(set(shown))


async def test_no_more_hits_come_than_are_wanted(asked: Desk) -> None:
    assert len((await asked.ask("Brask lighthouse", 2)).hits) == 2


async def test_search_pages_follow_each_other(asked: Desk) -> None:
    whole = [hit.passage_id for hit in await asked.find("Brask", 6)]
    paged = [hit.passage_id for page in (0, 2, 4) for hit in await asked.find("Brask", 2, page)]
    assert paged == whole
    assert len(set(whole)) == len(whole) > 2


async def test_a_search_for_nothing_finds_nothing(asked: Desk) -> None:
    assert await asked.find("?!") == ()


@pytest.mark.parametrize("question", HOSTILE, ids=range(len(HOSTILE)))
async def test_any_string_at_all_is_a_question(asked: Desk, question: str) -> None:
    assert len((await asked.ask(question)).hits) <= 5
    assert len(await asked.find(question)) <= 10


@settings(max_examples=150, deadline=None)
@given(
    question=st.text(max_size=80)
    | st.lists(st.sampled_from(["lamp", "Brask", "1888", "NOT", "(", "*", '"', "'", "sea", "he"])).map(" ".join)
)
async def test_no_question_raises(asked: Desk, question: str) -> None:
    ranking = await asked.ask(question)
    assert all(0 <= hit.score <= 1 and 1 <= hit.first <= hit.last for hit in ranking.hits)
