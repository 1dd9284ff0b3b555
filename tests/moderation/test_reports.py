"""Reports and gaps: counted by server, bounded, and without names."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.state import moderation
from bot.state.opening import migrations

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
HOME, AWAY = 1, 2


def opened() -> sqlite3.Connection:
    """Return an empty state in memory."""
    db = sqlite3.connect(":memory:", isolation_level=None)
    db.executescript("".join(step.read_text("utf-8") for step in migrations()))
    return db


@pytest.fixture
def db() -> Iterator[sqlite3.Connection]:
    """An empty state in memory."""
    with closing(opened()) as db:
        yield db


def test_a_reason_is_counted_and_a_sentence_comes_once(db: sqlite3.Connection) -> None:
    assert moderation.report(db, HOME, NOON, "abcd", "ledger:3", "wrong date", "it was May")
    assert not moderation.report(db, HOME, NOON + timedelta(1), "abcd", "ledger:4", "wrong date")
    assert moderation.report(db, HOME, NOON, "abcd", "ledger:4", "cut badly")
    [only] = moderation.reports(db, HOME)
    assert (only.times, only.whys, only.note) == (3, "wrong date ×2, cut badly", "it was May")
    assert only.last == NOON + timedelta(1)
    assert moderation.open_reports(db, HOME) == 1


def test_another_server_s_reports_and_gaps_are_not_seen(db: sqlite3.Connection) -> None:
    moderation.report(db, AWAY, NOON, "abcd", "ledger:3", "wrong")
    moderation.count_gap(db, AWAY, NOON, "who dug the well?")
    assert not moderation.reports(db, HOME)
    assert not moderation.gaps(db, HOME)
    assert not moderation.settle_report(db, HOME, "abcd", moderation.KEPT)
    assert not moderation.clear_gaps(db, HOME)
    assert moderation.reports(db, AWAY)
    assert moderation.gaps(db, AWAY)


def test_what_was_settled_stays_settled_until_it_is_shown_again(db: sqlite3.Connection) -> None:
    moderation.report(db, HOME, NOON, "abcd", "ledger:3", "wrong")
    assert moderation.settle_report(db, HOME, "abcd", moderation.HIDDEN)
    assert not moderation.report(db, HOME, NOON, "abcd", "ledger:3", "wrong")
    assert not moderation.reports(db, HOME)
    moderation.reopen_report(db, HOME, "abcd")
    assert moderation.report(db, HOME, NOON, "abcd", "ledger:3", "wrong")
    assert moderation.reports(db, HOME)


def test_a_question_is_counted_however_it_is_written(db: sqlite3.Connection) -> None:
    for asked in ("Who dug the well?", "who dug  the WELL", "Who dug the well!"):
        moderation.count_gap(db, HOME, NOON, asked)
    [gap] = moderation.gaps(db, HOME)
    assert (gap.question, gap.times) == ("Who dug the well!", 3)


@pytest.mark.parametrize(
    "named", ["<@123456789012345678>", "<@!12>", "<@&12>", "@ada", "@everyone", "123456789012345678"]
)
def test_nobody_is_named_in_a_gap(db: sqlite3.Connection, named: str) -> None:
    moderation.count_gap(db, HOME, NOON, f"what did {named} say?")
    assert moderation.gaps(db, HOME)[0].question == "what did say?"


def test_a_question_without_a_word_is_no_gap(db: sqlite3.Connection) -> None:
    moderation.count_gap(db, HOME, NOON, " <@1> ?! ")
    assert not moderation.gaps(db, HOME)


def test_old_rare_gaps_go_first_and_the_newest_stays(db: sqlite3.Connection) -> None:
    for _ in range(2):
        moderation.count_gap(db, HOME, NOON, "asked twice")
    for number in range(moderation.MOST_GAPS + 5):
        moderation.count_gap(db, HOME, NOON + timedelta(minutes=number), f"question {number}")
    kept = {gap.question for gap in moderation.gaps(db, HOME, moderation.MOST_GAPS * 2)}
    assert len(kept) == moderation.gaps_in_all(db, HOME) == moderation.MOST_GAPS
    assert "asked twice" in kept
    assert f"question {moderation.MOST_GAPS + 4}" in kept
    assert "question 0" not in kept


def test_reports_are_bounded_too_and_settled_ones_go_first(db: sqlite3.Connection) -> None:
    for number in range(moderation.MOST_REPORTS):
        moderation.report(db, HOME, NOON, f"key{number}", "ledger:1", "wrong")
    moderation.settle_report(db, HOME, "key500", moderation.KEPT)
    moderation.report(db, HOME, NOON, "one more", "ledger:1", "wrong")
    assert moderation.open_reports(db, HOME) == moderation.MOST_REPORTS
    assert moderation.report(db, HOME, NOON, "key500", "ledger:1", "wrong")


@given(st.text(), st.text(), st.text(), st.text())
def test_any_text_at_all_can_be_reported_and_asked(key: str, ref: str, why: str, note: str) -> None:
    with closing(opened()) as db:
        moderation.count_gap(db, HOME, NOON, note)
        moderation.report(db, HOME, NOON, "key", "ledger:1", why, note)
        assert all(len(gap.question) <= moderation.LONGEST_QUESTION for gap in moderation.gaps(db, HOME))
        assert len(moderation.reports(db, HOME)[0].note) <= moderation.LONGEST_NOTE
