"""What a person who asks may rely on."""

from __future__ import annotations

import aiosqlite
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.search import Hit, Survey, ask, find

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


async def words(db: aiosqlite.Connection, hit: Hit) -> str:
    """Return the words of a hit."""
    rows = await db.execute_fetchall(TEXT, {"id": hit.passage_id, "first": hit.first, "last": hit.last})
    ((text,),) = rows
    return str(text)


async def first(db: aiosqlite.Connection, question: str) -> str:
    """Return the words of the first hit."""
    return await words(db, (await ask(db, question)).hits[0])


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        pytest.param("When did Ada Brask die?", "19 June 1934", id="a plain question"),
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
async def test_a_question_finds_its_sentence(asked: aiosqlite.Connection, question: str, answer: str) -> None:
    assert answer in await first(asked, question)


@pytest.mark.parametrize("question", ["When did Ada Brask die?", "how many steps did the lighthouse tower hold"])
async def test_what_a_document_says_is_answered(asked: aiosqlite.Connection, question: str) -> None:
    assert (await ask(asked, question)).answered


async def test_a_name_that_never_stands_with_what_is_asked_of_it_makes_an_answer_doubtful(
    asked: aiosqlite.Connection,
) -> None:
    apart, together = [(await ask(asked, question)).hits[0].score for question in ("Nils born", "Nils nets")]
    assert apart < 0.5 < together


async def test_an_attempt_is_not_the_deed(asked: aiosqlite.Connection) -> None:
    assert "On 2 May 1890" in await first(asked, "when was the beacon lit")


async def test_of_two_things_asked_the_sentence_that_says_both_comes_first(asked: aiosqlite.Connection) -> None:
    assert "with a hammer" in await first(asked, "when was the lens broken and with what")


@pytest.mark.parametrize("question", ["what is a good pizza dough recipe", "capital of australia", "zzqx vvkw"])
async def test_what_no_document_says_is_not_answered(asked: aiosqlite.Connection, question: str) -> None:
    assert not (await ask(asked, question)).answered


async def test_a_doubtful_document_stands_below_a_better_one(asked: aiosqlite.Connection) -> None:
    assert "In 1888" in await first(asked, "In what year was Brask appointed keeper of the Sundvik lighthouse?")


async def test_a_line_that_only_announces_a_quotation_is_not_the_answer(asked: aiosqlite.Connection) -> None:
    assert not (await first(asked, "What did Brask write in a letter to her sister?")).endswith("wrote:")


async def test_a_sentence_that_leans_on_the_one_before_brings_it_along(asked: aiosqlite.Connection) -> None:
    assert (await first(asked, "because the academy stopped paying lodgers")).startswith("She left after two winters.")


async def test_hits_come_best_first_and_never_overlap(asked: aiosqlite.Connection) -> None:
    hits = (await ask(asked, "Brask keeper lighthouse Sundvik lamp", 20)).hits
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    shown = [(hit.passage_id, number) for hit in hits for number in range(hit.first, hit.last + 1)]
    assert len(shown) == len(set(shown))


async def test_no_more_hits_come_than_are_wanted(asked: aiosqlite.Connection) -> None:
    assert len((await ask(asked, "Brask lighthouse", 2)).hits) == 2


async def test_search_pages_follow_each_other(asked: aiosqlite.Connection) -> None:
    whole = [hit.passage_id for hit in await find(asked, "Brask", 6)]
    paged = [hit.passage_id for page in (0, 2, 4) for hit in await find(asked, "Brask", 2, page)]
    assert paged == whole
    assert len(set(whole)) == len(whole) > 2


async def test_it_makes_no_difference_whether_the_edition_was_surveyed_before(
    asked: aiosqlite.Connection, surveyed: Survey
) -> None:
    question = "wen was brask apointed keper"
    assert await ask(asked, question, survey=surveyed) == await ask(asked, question)
    assert await find(asked, question, survey=surveyed) == await find(asked, question)


async def test_a_search_for_nothing_finds_nothing(asked: aiosqlite.Connection) -> None:
    assert await find(asked, "?!") == ()


@pytest.mark.parametrize("question", HOSTILE, ids=range(len(HOSTILE)))
async def test_any_string_at_all_is_a_question(asked: aiosqlite.Connection, question: str) -> None:
    assert len((await ask(asked, question)).hits) <= 5
    assert len(await find(asked, question)) <= 10


@settings(max_examples=150, deadline=None)
@given(
    question=st.text(max_size=80)
    | st.lists(st.sampled_from(["lamp", "Brask", "1888", "NOT", "(", "*", '"', "'", "sea", "he"])).map(" ".join)
)
async def test_no_question_raises(asked: aiosqlite.Connection, question: str) -> None:
    ranking = await ask(asked, question)
    assert all(0 <= hit.score <= 1 and 1 <= hit.first <= hit.last for hit in ranking.hits)
