"""No answer is longer than people read, measured on the questions of the dev gold where they are there."""

from __future__ import annotations

import json
from pathlib import Path

from corpus.library import Library
from corpus.search.unit import LONGEST, MOST
from tests.shared import SHARED, needs_shared


@needs_shared
async def test_no_answer_to_the_gold_questions_is_too_long(tmp_path: Path) -> None:
    lines = (SHARED / "gold" / "qa" / "dev.jsonl").read_text("utf-8").splitlines()
    questions = [json.loads(line)["question"] for line in lines]
    async with Library([SHARED / "seeds"], tmp_path) as library, library.reading() as edition:
        for question in questions:
            for answer in (await edition.ask(question)).answers:
                several = answer.last - answer.first + 1
                assert several <= MOST
                assert several == 1 or len(answer.text) <= LONGEST, question
