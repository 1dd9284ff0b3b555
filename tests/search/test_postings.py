"""What the search's index promises of its postings."""

from __future__ import annotations

import os
import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from corpus import store
from corpus.search.postings import Measured, impacts, measure, postings

HELD = "SELECT held, vocabulary FROM survey"


@pytest.fixture(scope="module")
def vocabulary(edition: sqlite3.Connection) -> list[str]:
    """Every stem, in order."""
    ((words,),) = edition.execute("SELECT vocabulary FROM survey")
    return str(words).split("\n")


@pytest.fixture(scope="module")
def measured(edition: sqlite3.Connection, vocabulary: list[str]) -> Measured:
    """What is counted before anything is weighed."""
    return measure(edition, vocabulary)


def written(db: sqlite3.Connection, measured: Measured, at_once: int) -> list[tuple[int, bytes, bytes]]:
    """Return the rows of the postings, made so many occurrences at once."""
    return [(stem, ids.tobytes(), weights.tobytes()) for stem, ids, weights in postings(db, measured, at_once)]


@pytest.mark.parametrize("at_once", [1, 50, 10**9])
def test_it_makes_no_difference_how_many_postings_fit_into_memory(
    edition: sqlite3.Connection, measured: Measured, at_once: int
) -> None:
    stored = list(edition.execute("SELECT stem, ids, impacts FROM posting ORDER BY stem"))
    assert written(edition, measured, at_once) == stored


def test_what_is_kept_meanwhile_lies_beside_the_draft_and_goes_as_drafts_go(
    edition: sqlite3.Connection, tmp_path: Path
) -> None:
    draft = store.draft(tmp_path)
    with closing(sqlite3.connect(draft)) as db:
        edition.backup(db)
        _, vocabulary = db.execute(HELD).fetchone()
        making = postings(db, measure(db, vocabulary.split("\n")), 50)
        next(making)
        kept = {path.name for path in tmp_path.iterdir()} - {draft.name}
        assert kept == {f"{draft.name}-runs"}
        making.close()
        assert list(tmp_path.iterdir()) == [draft]
    draft.with_name(f"{draft.name}-runs").touch()
    store.remove_drafts(tmp_path, os.getpid())
    assert not list(tmp_path.iterdir())


def test_each_stem_is_posted_with_every_passage_that_holds_it(
    edition: sqlite3.Connection, vocabulary: list[str]
) -> None:
    expected: dict[int, list[int]] = {number: [] for number in range(len(vocabulary))}
    for id, words, heading in edition.execute("SELECT passage_id, words, heading FROM indexed ORDER BY passage_id"):
        for stem in np.unique(np.frombuffer(words + heading, "<u4") >> 1).tolist():
            expected[stem].append(id)
    rows = edition.execute("SELECT stem, ids FROM posting")
    assert {stem: np.frombuffer(ids, "<u4").tolist() for stem, ids in rows} == expected


def test_the_survey_knows_how_many_passages_hold_each_stem(edition: sqlite3.Connection) -> None:
    ((held, vocabulary),) = edition.execute(HELD)
    counts = Counter(np.frombuffer(held, "<u4").tolist())
    assert counts == Counter(len(ids) // 4 for (ids,) in edition.execute("SELECT ids FROM posting"))
    assert sum(counts.values()) == len(str(vocabulary).split("\n"))


def test_a_word_weighs_more_the_more_often_it_stands_and_the_shorter_the_passage() -> None:
    counts = np.array([1, 2, 1, 1000], np.float32)
    weights = impacts(counts, np.array([50, 50, 500, 5], np.float32), 50.0).tolist()
    assert weights[2] < weights[0] < weights[1] < weights[3] == 255
