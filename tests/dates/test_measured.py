"""The levels that the date reader promises, measured where the material is."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from bench.dates import GOLD, wikiwars_rows
from tests.shared import needs_shared


@pytest.fixture(scope="module")
def predictions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Everything read from the WikiWars articles, as JSON lines."""
    path = tmp_path_factory.mktemp("dates") / "wikiwars.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in wikiwars_rows()), encoding="utf-8")
    return path


@needs_shared
@pytest.mark.parametrize(
    ("subset", "strict", "right"), [("calendar", 0.955, 0.95), ("all", 0.90, 0.885)], ids=["on a calendar", "all"]
)
def test_the_articles_are_read_as_well_as_promised(predictions: Path, subset: str, strict: float, right: float) -> None:
    scorer, folder = GOLD / "wikiwars" / "evaluate.py", GOLD / "wikiwars"
    command = [sys.executable, str(scorer), str(folder), str(predictions), "--subset", subset, "--json"]
    scores = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    assert scores["strict"][2] >= strict
    assert scores["relval"][2] >= right
    assert scores["bad_offsets"] == 0
