"""Writes into docs/DAILY.md what happens in each trouble, and the figures of the crash tests.

python -m bench.troubles                       # the troubles, from tests/daily/test_troubles.py
python -m bench.troubles --section chaos FILE  # a table that another bench has printed into a file
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence
from pathlib import Path

import pytest

PAGE = Path(__file__).parents[1] / "docs" / "DAILY.md"
TESTS = "tests/daily/test_troubles.py"


class Collector:
    """Keeps what the tests say happened."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Note a line for each test that passed and told something."""
        told = dict(report.user_properties).get("happened")
        if report.when == "call" and report.passed and told:
            self.lines.append(f"| {_trouble(report.nodeid)} | {told} |")


def _trouble(nodeid: str) -> str:
    name = nodeid.rpartition("::test_")[2]
    words, _, case = name.replace("_", " ").partition("[")
    return f"{words.capitalize()}{f' {case[:-1]} hours' if case else ''}"


def write(section: str, text: str) -> None:
    """Put a text between the marks of a section."""
    page = PAGE.read_text("utf-8")
    marks = re.compile(rf"(<!-- {section} -->\n).*?(<!-- /{section} -->)", re.DOTALL)
    PAGE.write_text(marks.sub(lambda match: f"{match[1]}{text.strip()}\n{match[2]}", page), "utf-8")


def main(arguments: Sequence[str] | None = None) -> None:
    """Write a section."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--section", default="troubles")
    parser.add_argument("file", nargs="?", type=Path)
    given = parser.parse_args(arguments)
    if given.file:
        write(given.section, given.file.read_text("utf-8"))
        return
    collector = Collector()
    if pytest.main(["-q", TESTS], plugins=[collector]):
        raise SystemExit("a trouble did not end as it should: nothing was written")
    write(given.section, "\n".join(["| trouble | what happened |", "|---|---|", *collector.lines]))


if __name__ == "__main__":
    main()
