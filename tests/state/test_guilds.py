"""What is kept of a server, and how it goes."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.housekeeping import DAILY, WANTED, WEEKLY, Housekeeping, kept
from bot.state import State, audit, guilds, moderation, problems, settings
from bot.state.opening import checked, migrations

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
HOME, AWAY = 11, 22


@pytest.fixture
def db() -> Iterator[sqlite3.Connection]:
    """An empty state in memory."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as db:
        db.executescript("".join(step.read_text("utf-8") for step in migrations()))
        yield db


class Forgotten:
    """Notes which servers' documents were removed."""

    def __init__(self) -> None:
        self.guilds: list[int] = []

    async def forget(self, guild_id: int) -> None:
        """Note one."""
        self.guilds.append(guild_id)


def furnish(db: sqlite3.Connection, guild_id: int) -> None:
    """Keep something of a server."""
    settings.write(db, guild_id, "timezone", "Europe/Oslo")
    audit.record(db, guild_id, NOON, 5, "settings.timezone", "time zone Europe/Oslo")
    moderation.report(db, guild_id, NOON, "abcd", "ledger:3", "wrong date")
    moderation.count_gap(db, guild_id, NOON, "who dug the well?")
    problems.note(db, guild_id, NOON, "daily.1", "the channel is gone")


def test_every_table_either_belongs_to_servers_or_is_known_not_to(db: sqlite3.Connection) -> None:
    named = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    assert {name for (name,) in db.execute(named)} == set(guilds.tables(db))


def test_everything_of_a_server_goes_and_nothing_of_another(db: sqlite3.Connection) -> None:
    for guild_id in (HOME, AWAY):
        furnish(db, guild_id)
    before = guilds.everything(db, AWAY)
    assert guilds.forget(db, HOME) == 5
    assert not any(guilds.everything(db, HOME).values())
    assert guilds.everything(db, AWAY) == before


def test_what_belongs_to_no_server_cannot_be_forgotten(db: sqlite3.Connection) -> None:
    with pytest.raises(ValueError, match="Pero itself"):
        guilds.forget(db, 0)


def test_a_server_goes_thirty_days_after_it_was_left_and_stays_when_pero_comes_back(db: sqlite3.Connection) -> None:
    furnish(db, HOME)
    guilds.met(db, HOME, NOON)
    guilds.left(db, HOME, NOON)
    guilds.left(db, HOME, NOON + timedelta(days=20))
    assert not guilds.overdue(db, NOON + timedelta(days=30, seconds=-1))
    assert guilds.overdue(db, NOON + timedelta(days=30)) == [HOME]
    guilds.met(db, HOME, NOON + timedelta(days=29))
    assert not guilds.overdue(db, NOON + timedelta(days=99))


def test_a_server_that_was_left_while_pero_was_down_is_found_missing(db: sqlite3.Connection) -> None:
    furnish(db, HOME)
    furnish(db, AWAY)
    problems.note(db, problems.EVERYWHERE, NOON, "backup", "no room")
    guilds.reconcile(db, [HOME], NOON)
    assert guilds.overdue(db, NOON + timedelta(days=31)) == [AWAY]


async def test_housekeeping_purges_once_thirty_days_are_over(tmp_path: Path) -> None:
    shelves = Forgotten()
    async with State(tmp_path / "state.db") as state:
        keeping = Housekeeping(state, shelves)
        await state.write(lambda db: furnish(db, AWAY))
        await keeping.step(NOON, [HOME])
        await keeping.step(NOON + timedelta(days=29), [HOME])
        assert not shelves.guilds
        await keeping.step(NOON + timedelta(days=30), [HOME])
        assert shelves.guilds == [AWAY]
        assert await state.read(guilds.known) == {HOME}


async def test_nothing_is_purged_before_it_is_known_where_pero_is(tmp_path: Path) -> None:
    shelves = Forgotten()
    async with State(tmp_path / "state.db") as state:
        await state.write(lambda db: guilds.left(db, AWAY, NOON))
        await Housekeeping(state, shelves).step(NOON + timedelta(days=99))
        assert not shelves.guilds


async def test_a_backup_is_written_each_day_and_one_more_when_it_is_asked_for(tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    async with State(tmp_path / "state.db") as state:
        keeping = Housekeeping(state, Forgotten())
        for day in range(60):
            await keeping.step(NOON + timedelta(days=day))
        assert len(list(folder.iterdir())) == DAILY + WEEKLY
        (folder / WANTED).touch()
        await keeping.step(NOON + timedelta(days=59, hours=1))
    [asked] = folder.glob("asked-*.db")
    assert checked(asked) == len(migrations())
    assert not (folder / WANTED).exists()


async def test_a_backup_that_fails_is_a_problem_until_one_succeeds(tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    folder.write_text("in the way", "utf-8")
    async with State(tmp_path / "state.db") as state:
        keeping = Housekeeping(state, Forgotten())
        await keeping.step(NOON)
        [problem] = await state.read(lambda db: problems.open_ones(db, HOME))
        assert "backup could not be written" in problem.told
        folder.unlink()
        await keeping.step(NOON)
        assert not await state.read(lambda db: problems.open_ones(db, HOME))


@given(st.lists(st.dates(date(2020, 1, 1), date(2030, 1, 1)), max_size=80))
def test_the_newest_week_of_backups_stays_and_never_more_than_eleven(days: list[date]) -> None:
    stay = kept(set(days))
    assert stay >= set(sorted(set(days))[-DAILY:])
    assert len(stay) <= DAILY + WEEKLY
    assert stay <= set(days)


def test_a_backup_for_each_of_the_last_weeks_is_there_whenever_one_looks() -> None:
    have: set[date] = set()
    for number in range(200):
        day = date(2026, 1, 1) + timedelta(days=number)
        have = kept(have | {day})
        ages = sorted((day - one).days for one in have)
        assert ages[: min(number, DAILY - 1) + 1] == list(range(min(number, DAILY - 1) + 1))
        if number > 60:
            assert len(have) == DAILY + WEEKLY
            assert all(later - earlier <= 7 for earlier, later in zip(ages[DAILY:], ages[DAILY + 1 :], strict=False))
