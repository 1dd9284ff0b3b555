"""What differs between two editions is counted and shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.build import build
from corpus.difference import Difference, difference

BEFORE = """# Ferry

The ferry of Oss was built on 3 March 1888 by the widow Tarn.

The widow Tarn said: "A boat that nobody waits for is a log."
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "documents"
    place.mkdir()
    (place / "ferry.md").write_text(BEFORE, "utf-8")
    return place


def test_the_same_documents_do_not_differ(folder: Path, tmp_path: Path) -> None:
    path = build([folder], tmp_path / "store").path
    assert difference(path, path) == Difference()
    assert str(Difference()) == "nothing changed"


def test_what_came_went_and_changed_is_told_with_examples(folder: Path, tmp_path: Path) -> None:
    before = build([folder], tmp_path / "store").path
    changed = BEFORE.replace("3 March 1888", "4 March 1888") + "\nThe mill of Oss was burnt down on 9 May 1891.\n"
    (folder / "ferry.md").write_text(changed, "utf-8")
    (folder / "tower.md").write_text("# Tower\n\nThe tower of Oss was begun on 1 June 1850 by monks.\n", "utf-8")
    found = difference(before, build([folder], tmp_path / "store").path)
    assert (found.documents.added, found.documents.changed, found.documents.removed) == (1, 1, 0)
    assert found.documents.came[0].now == "Tower"
    assert found.documents.altered[0].ref == "ferry"
    assert found.events.added >= 2
    assert any("1891" in example.now for example in found.events.came)
    assert not found.quotations
    assert str(found).startswith("documents: 1 added, 1 changed")


def test_a_document_that_went_takes_its_things_with_it(folder: Path, tmp_path: Path) -> None:
    (folder / "tower.md").write_text("# Tower\n\nThe tower of Oss was begun on 1 June 1850 by monks.\n", "utf-8")
    before = build([folder], tmp_path / "store").path
    (folder / "tower.md").unlink()
    found = difference(before, build([folder], tmp_path / "store").path)
    assert found.documents.went[0].before == "Tower"
    assert found.events.removed == 1
    assert not found.events.added


def test_another_speaker_is_a_change_of_the_quotation(folder: Path, tmp_path: Path) -> None:
    before = build([folder], tmp_path / "store").path
    (folder / "ferry.md").write_text(BEFORE.replace("The widow Tarn said", "Captain Brill said"), "utf-8")
    found = difference(before, build([folder], tmp_path / "store").path)
    assert found.quotations.changed == 1
    assert "Brill" in found.quotations.altered[0].now
