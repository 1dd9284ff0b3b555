"""What the bot does when something goes wrong, and what a member sees: as docs/FAULTS.md says."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.local.server import Witness
from bot.state import State
from corpus.library import Library
from tests.faults.scenes import SCENES
from tests.faults.stage import stage

TABLE = Path(__file__).parents[2] / "docs" / "FAULTS.md"


def rows() -> dict[str, tuple[str, str]]:
    """Return the rows of the table, by the fault."""
    cells = (line.strip("| ").split(" | ") for line in TABLE.read_text("utf-8").splitlines() if line.startswith("| "))
    return {fault: (did, saw) for fault, did, saw in cells}


@pytest.mark.parametrize("fault", SCENES)
async def test_a_fault_ends_as_the_table_says(
    fault: str, library: Library, state: State, witness: Witness | None
) -> None:
    async with stage(library, state, witness=witness) as played:
        saw = await SCENES[fault](played)
        assert (await played.did(), saw) == rows()[fault]


def test_the_table_has_no_other_rows() -> None:
    assert list(rows())[2:] == list(SCENES)
