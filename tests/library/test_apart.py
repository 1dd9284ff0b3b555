"""A build runs in a process with limits, behind other work, and knows no secret."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.shelves.building import limits
from corpus.apart import NICE, Limits, build_apart, generous
from corpus.errors import TooMuch
from tests.conftest import DOCUMENTS

CHILDREN = Path(f"/proc/self/task/{os.getpid()}/children")
asks_linux = pytest.mark.skipif(not CHILDREN.exists(), reason="this system does not say which processes there are")


def children() -> Iterator[Path]:
    """Yield where Linux tells of the processes that this one started."""
    for process in CHILDREN.read_text("ascii").split():
        yield Path("/proc") / process


async def seen(place: Path, what: str, limits: Limits) -> list[str]:
    """Build, and return what Linux said of the processes that built."""
    told: list[str] = []

    def look(*_: object) -> None:
        told.extend((child / what).read_text("utf-8", "replace") for child in children())

    await build_apart([DOCUMENTS], place, limits, look)
    return told


@asks_linux
async def test_a_build_lets_other_work_go_first(tmp_path: Path) -> None:
    ours = os.getpriority(os.PRIO_PROCESS, 0)
    told = await seen(tmp_path, "stat", Limits(nice=NICE))
    assert {int(one.rpartition(")")[2].split()[16]) for one in told} >= {min(19, ours + NICE)}


@asks_linux
async def test_a_build_knows_no_token(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", "a.planted.token")
    told = await seen(tmp_path, "environ", Limits())
    assert told
    assert not [one for one in told if "planted" in one]


def left(place: Path) -> list[Path]:
    """Return what is in a folder."""
    return list(place.iterdir())


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such limits")
@pytest.mark.parametrize("too_little", [Limits(memory=60 << 20), Limits(file=10_000), Limits(seconds=0.001)])
async def test_a_build_beyond_its_limits_is_stopped_and_leaves_nothing(tmp_path: Path, too_little: Limits) -> None:
    with pytest.raises(TooMuch):
        await build_apart([DOCUMENTS], tmp_path, too_little)
    assert not left(tmp_path)


@pytest.mark.parametrize("size", [0, 1 << 20, 50 << 20, 1 << 30])
def test_the_operators_documents_may_take_more_than_a_servers_and_not_everything(size: int) -> None:
    theirs, servers = generous(size, nice=True), limits(size)
    assert servers.memory < theirs.memory
    assert servers.computing < theirs.computing
    assert (servers.seconds or 0) < (theirs.seconds or 0)
    assert servers.file <= theirs.file
