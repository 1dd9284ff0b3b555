"""What the words promise, the code keeps."""

from __future__ import annotations

import re
import tomllib
from dataclasses import fields
from pathlib import Path

from discord import app_commands

from bot.app import Pero
from bot.config import Config

ROOT = Path(__file__).parents[1]


def read(name: str) -> str:
    """Return a file of the project."""
    return (ROOT / name).read_text("utf-8")


def test_every_setting_is_in_the_example_and_the_reverse() -> None:
    listed = dict(line.split("=", 1) for line in read(".env.example").splitlines() if line and not line.startswith("#"))
    read_by_code = set(re.findall(r'given\.get\("([A-Z_]+)"', read("bot/config.py")))
    assert set(listed) == read_by_code
    assert len(listed) == len(fields(Config))


def test_the_example_gives_the_defaults() -> None:
    listed = dict(line.split("=", 1) for line in read(".env.example").splitlines() if line and not line.startswith("#"))
    assert Config.from_env(listed) == Config()


def test_every_setting_says_why() -> None:
    lines = read(".env.example").splitlines()
    for number, line in enumerate(lines):
        assert "=" not in line or line.startswith("#") or lines[number - 1].startswith("# ")


async def test_every_command_has_words_and_a_row_in_the_readme(pero: Pero) -> None:
    readme = read("README.md")
    for command in pero.tree.walk_commands():
        if isinstance(command, app_commands.Group):
            continue  # nobody can use it by itself
        assert isinstance(command, app_commands.Command)
        assert len(command.description) > 10
        assert all(option.description not in {"", "…"} for option in command.parameters)
        assert f"`/{command.qualified_name}" in readme, command.qualified_name


def test_the_locks_name_no_host_and_carry_hashes() -> None:
    for name in ("requirements.txt", "requirements-dev.txt", "requirements-pdf.txt"):
        lock = read(name)
        assert "://" not in lock
        assert "--index-url" not in lock
        for package in re.findall(r"^[a-z][^\n]*==(?:[^\n]*\\\n)+", lock, re.MULTILINE):
            assert "--hash=sha256:" in lock[lock.index(package) :][: len(package) + 200]


def test_each_dependency_earns_its_place_in_a_line_of_architecture() -> None:
    project = tomllib.loads(read("pyproject.toml"))["project"]
    needed = [each for listed in project["optional-dependencies"].values() for each in listed]
    needed += project["dependencies"]
    architecture = read("ARCHITECTURE.md")
    assert not [each for each in needed if f"**{re.split('[<>=~]', each)[0]}**" not in architecture]


def test_ci_runs_the_readme_s_test_command() -> None:
    assert read(".ci/run").rstrip().endswith("make test")
    assert "make test" in read("README.md")[:600]


def test_no_python_stands_among_the_documents() -> None:
    assert not list((ROOT / "corpus" / "documents").rglob("*.py"))
