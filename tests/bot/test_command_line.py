"""The command line: what it prints, and one clear line for everything that goes wrong."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from bot.__main__ import main
from bot.config import Config
from bot.local import LocalDiscord
from bot.running import NotLetIn, on_discord
from corpus.errors import CorpusError
from tests.conftest import DOCUMENTS

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command of the command line on the miniature documents, in an empty folder of its own."""
    monkeypatch.chdir(tmp_path)

    def run_on(*words: str, documents: Path = DOCUMENTS, **given: Any) -> Result:
        where = ["--documents", str(documents), "--data", str(tmp_path / "data")]
        return CliRunner().invoke(main, [*words, *where], env={"DISCORD_TOKEN": ""}, **given)

    return run_on


def rows(result: Result) -> list[dict[str, Any]]:
    """Return what a command printed as JSON lines."""
    return [json.loads(line) for line in result.output.splitlines()]


def test_build_says_what_the_edition_holds(run: Run) -> None:
    assert "passages" in run("build").output
    [row] = rows(run("build", "--json"))
    assert row["documents"] == 2
    assert row["reused"]


def test_ask_answers_with_the_place_and_the_reference(run: Run) -> None:
    output = run("ask", "when was the iron bridge opened?", "--limit", "1").output
    assert output.startswith("The iron bridge was opened on 17 June 1902")
    assert "Marrow Harbour › The bridge · reference · harbour:" in output
    assert "The Bridge Papers" in output


def test_ask_says_plainly_that_the_corpus_does_not(run: Run) -> None:
    assert "The corpus doesn’t say" in run("ask", "boiling point of tungsten carbide?").output


def test_a_batch_gives_a_row_for_each_question(run: Run, tmp_path: Path) -> None:
    batch = tmp_path / "questions.jsonl"
    batch.write_text('{"id": "a", "question": "who built the bridge?"}\n\n{"id": "b", "question": ""}\n', "utf-8")
    first, second = rows(run("ask", "--batch", str(batch)))
    assert (first["id"], first["answered"], second["answered"]) == ("a", True, False)
    assert all(isinstance(text, str) and len(text) <= 600 for text in first["sentences"])
    assert first["citations"][0]["ref"].startswith("harbour:")


def test_on_this_day_names_the_calendar(run: Run) -> None:
    [row] = rows(run("on-this-day", "06-17", "--json"))
    assert (row["edtf"], row["style"]) == ("1902-06-17", "gregorian")
    assert "nearest days" in run("on-this-day", "06-16").output


@pytest.mark.parametrize("kind", ["dates", "quotes", "sections", "references", "facts"])
def test_what_is_exported_stands_where_it_says(run: Run, kind: str) -> None:
    found = rows(run("export", kind, "--document", "harbour"))
    text = (DOCUMENTS / "harbour.md").read_text("utf-8")
    assert found
    for row in found:
        first = str(row.get("text", row.get("heading"))).split()[0].strip("“[*")
        assert first in text[row["start"] : row["end"]]


def test_an_export_is_also_a_table(run: Run) -> None:
    assert run("export", "dates", "--format", "csv").output.startswith("document,start,end,text,edtf")


def test_check_proves_the_documents_word_for_word(run: Run) -> None:
    result = run("check")
    assert result.exit_code == 0
    assert "0 deviations" in result.output


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    """A copy of the miniature documents to spoil."""
    return Path(shutil.copytree(DOCUMENTS, tmp_path / "bad"))


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        pytest.param(lambda folder: shutil.rmtree(folder), "There is no folder", id="no folder"),
        pytest.param(lambda folder: [f.unlink() for f in folder.iterdir()], "holds no documents", id="an empty folder"),
        pytest.param(lambda folder: (folder / "x.txt").write_bytes(b"caf\xe9"), "not UTF-8", id="another encoding"),
        pytest.param(lambda folder: (folder / "gossip.toml").write_text("titel = 'x'"), "titel", id="an unknown key"),
        pytest.param(lambda folder: (folder / "gossip.toml").write_text("title = "), "gossip.toml", id="broken TOML"),
        pytest.param(lambda folder: (folder / "x.txt").write_bytes(b"a\0b"), "NUL", id="no text"),
        pytest.param(
            lambda folder: (folder / "gossip.toml").write_text("title = 'Marrow Harbour'"), "E101", id="a title twice"
        ),
    ],
)
@pytest.mark.parametrize("command", [["build"], ["ask", "who?"], ["run"], ["local", "--port", "0"]], ids=lambda c: c[0])
def test_a_bad_folder_is_told_in_one_breath(
    run: Run, bad: Path, spoil: Callable[[Path], object], told: str, command: list[str]
) -> None:
    spoil(bad)
    result = run(*command, documents=bad)
    assert result.exit_code == 2
    assert told in result.output
    assert "Traceback" not in result.output


def test_a_taken_port_is_told_with_another_one(run: Run) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        result = run("local", "--port", str(port))
    assert result.exit_code == 2
    assert f"Port {port} on 127.0.0.1 is taken" in result.output


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["ask"], "Write a question"),
        (["on-this-day", "31 February"], "no day of the year"),
        (["local", "--seed-time", "soon"], "no instant"),
        (["export", "dates", "--document", "nobody"], "There is no document"),
    ],
)
def test_what_makes_no_sense_is_told_in_one_line(run: Run, words: list[str], told: str) -> None:
    result = run(*words)
    assert result.exit_code == 2
    assert told in result.output
    assert "Traceback" not in result.output


def test_a_batch_that_is_none_names_its_line(run: Run, tmp_path: Path) -> None:
    batch = tmp_path / "questions.jsonl"
    batch.write_text('{"id": 1, "question": "who?"}\nwho?\n', "utf-8")
    assert "Line 2" in run("ask", "--batch", str(batch)).output


def test_wrong_settings_are_told_before_anything_starts(run: Run, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("PERO_TIMEZONE=Mars\n", "utf-8")
    result = run("build")
    assert result.exit_code == 2
    assert "PERO_TIMEZONE" in result.output


async def test_a_wrong_token_is_told_with_where_to_get_a_right_one(here: LocalDiscord, tmp_path: Path) -> None:
    config = Config(token="wrong.token", documents=(DOCUMENTS,), data=tmp_path)
    with pytest.raises(NotLetIn, match="developer portal"):
        await on_discord(config, [], lambda line: None, here.connector)


def test_the_program_starts_as_a_module() -> None:
    done = subprocess.run([sys.executable, "-m", "bot", "--help"], capture_output=True, text=True, check=True)
    assert "answers from documents" in done.stdout


def test_every_problem_of_the_library_is_one_that_people_can_read() -> None:
    assert all(kind.__doc__ for kind in CorpusError.__subclasses__())
