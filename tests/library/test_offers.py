"""What an edition offers while somebody types."""

from __future__ import annotations

import sqlite3
from contextlib import closing

from corpus.edition import Edition
from corpus.search.offers import LONGEST
from corpus.search.suggest import completions


async def test_every_question_that_an_edition_offers_is_answered_by_it(edition: Edition) -> None:
    with closing(sqlite3.connect(edition.path)) as db:
        questions = [question for (question,) in db.execute("SELECT question FROM offer")]
    assert questions
    for question in questions:
        assert len(question) <= LONGEST
        assert (await edition.ask(question)).answered, question


async def test_a_begun_word_becomes_the_corpus_s_commonest_first(edition: Edition) -> None:
    known = edition.desk.survey.spellings
    assert completions(known, "harb", 5) == ["harbour"]
    assert completions(known, "", 5) == []
    assert all(word.startswith("b") for word in completions(known, "b", 25))
