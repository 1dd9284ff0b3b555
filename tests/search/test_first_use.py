"""The first question of a kind is as quick as the next: for none is a module of Python's read from the disk."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ASK = """
import asyncio, sys
from corpus.search import Desk

async def main(path, questions):
    desk = await Desk.open(path)
    before = set(sys.modules)
    for question in questions:
        await desk.ask(question)
        await desk.find(question)
    print(*sorted(set(sys.modules) - before))
    await desk.close()

from pathlib import Path
asyncio.run(main(Path(sys.argv[1]), sys.argv[2:]))
"""

QUESTIONS = (
    "How tall is the lighthouse?",
    "How many lamps were lit in 1871, and why?",
    "when and where was the keeper born",
    "Who lit the lamp, and with what?",
    "wich kepeer wrote the lettr",
    "what is a lamp",
    "",
    "🔥 zxqv",
)


def test_no_question_waits_for_a_module_to_be_read(path: Path) -> None:
    command = [sys.executable, "-c", ASK, str(path), *QUESTIONS]
    said = subprocess.run(command, check=True, capture_output=True, text=True, cwd=Path(__file__).parents[2])
    assert said.stdout.strip() == ""
