"""Learn again what the evidence weighs and when to refuse, from SQuAD alone: `python -m bench.learn`."""

from __future__ import annotations

import json
import random
import re
import sqlite3
import subprocess
import sys
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import click
import numpy as np

from bench.search import SHARED, SQUAD
from corpus.build import build
from corpus.search import candidates
from corpus.search.desk import understand
from corpus.search.evidence import NAMES, Evidence, Floats, gather
from corpus.search.rank import weighed
from corpus.search.refuse import signs

TEXTS = "SELECT id, text FROM passage WHERE zone = 'prose'"
STEPS, RATE, RIDGE = 300, 0.05, 1e-3
_HEAD = 2  # the front matter and the title, with which every article opens


@dataclass(frozen=True, slots=True)
class Lesson:
    """A question's evidence, which of its rows answer, and what tells the best from a chance find."""

    rows: Floats
    answers: Floats
    signs: dict[str, float]
    missing: bool


@click.command()
@click.option("--every", default=2, help="Learn from every n-th question.")
def main(every: int) -> None:
    """Learn from whole articles how to rank, and from articles with holes when to refuse."""
    if not SHARED.is_dir():
        raise click.ClickException(f"{SHARED} is not here: put the shared material beside the checkout")
    with TemporaryDirectory() as made:
        whole = _lessons(_edition(Path(made) / "whole", set()), every)
        _show(NAMES, _ranking([lesson for lesson in whole if lesson.answers.any()]))
        holed = _lessons(_edition(Path(made) / "holed", _holes()), every)
        _show((*holed[0].signs, "always"), _refusal(holed))


def _holes() -> set[str]:
    """Choose a fifth of the paragraphs and all of six articles, to ask about what is not there."""
    chance = random.Random(7)
    rows = [json.loads(line) for line in (SQUAD / "corpus.jsonl").read_text("utf-8").splitlines()]
    asked = {json.loads(line)["passage"] for line in (SQUAD / "questions.jsonl").read_text("utf-8").splitlines()}
    articles = set(chance.sample(sorted({row["title"] for row in rows if row["id"] in asked}), 6))
    return {_flat(row["text"]) for row in rows if row["title"] in articles or chance.random() < 0.2}


def _edition(folder: Path, holes: set[str]) -> Path:
    """Build the articles without the paragraphs that are to be missing."""
    documents = folder / "documents"
    subprocess.run([sys.executable, SQUAD / "make_documents.py", documents], check=True, capture_output=True)
    for path in documents.glob("*.md"):
        parts = path.read_text("utf-8").split("\n\n")
        left = [part for part in parts if _flat(part) not in holes]
        path.write_text("\n\n".join(left), "utf-8")
        if len(left) <= _HEAD:
            path.unlink()
    return build([documents], folder / "editions").path


def _flat(text: str) -> str:
    return re.sub(r"\W+", " ", text).strip().casefold()


def _lessons(edition: Path, every: int) -> list[Lesson]:
    """Ask the questions and keep what spoke for each sentence."""
    paragraphs = {row["id"]: _flat(row["text"]) for row in map(json.loads, (SQUAD / "corpus.jsonl").open())}
    with closing(sqlite3.connect(f"file:{edition}?mode=ro", uri=True)) as db:
        texts = {int(id): str(text) for id, text in db.execute(TEXTS)}
        there = {_flat(text): id for id, text in texts.items()}
        known, lessons = candidates.read_survey(db), []
        for question in list(map(json.loads, (SQUAD / "questions.jsonl").open()))[::every]:
            understood = understand(question["question"], known)
            found = candidates.best(db, understood.wanted, known, candidates.DEPTH)
            if found:
                read = candidates.read_candidates(db, found)
                evidence = gather(understood.question, understood.tells, read, known)
                gold = there.get(paragraphs[question["passage"]])
                answers = _answering(evidence, read, texts, gold, question["answers"])
                scores = weighed(evidence)
                told = signs(evidence, scores, np.array(understood.tells), understood.strange, int(scores.argmax()))
                lessons.append(Lesson(evidence.rows, answers, told, gold is None))
        return lessons


def _answering(
    found: Evidence, read: candidates.Candidates, texts: dict[int, str], gold: int | None, answers: Sequence[str]
) -> Floats:
    """Return 1 for each row that is a sentence of the gold paragraph with an answer in it."""
    right = np.zeros(len(found.of))
    for row in np.flatnonzero(np.array(read.ids)[found.of] == gold) if gold else ():
        start, end = read.spans[row]
        right[row] = any(answer in texts[int(read.ids[found.of[row]])][start:end] for answer in answers)
    return right


def _ranking(lessons: Sequence[Lesson]) -> Floats:
    """Find the weights under which the answering sentences of each question are likeliest, by Adam."""
    rows = np.concatenate([lesson.rows for lesson in lessons])
    right = np.concatenate([lesson.answers for lesson in lessons])
    sizes = np.array([len(lesson.rows) for lesson in lessons])
    starts, of = np.cumsum(sizes) - sizes, np.repeat(np.arange(len(lessons)), sizes)
    spread = rows.std(axis=0) + 1e-6
    rows = (rows - rows.mean(axis=0)) / spread
    weights, slope, square = (np.zeros(rows.shape[1]) for _ in range(3))
    for step in range(1, STEPS + 1):
        scores = rows @ weights
        odds = np.exp(scores - np.maximum.reduceat(scores, starts)[of])
        wrong = odds / np.add.reduceat(odds, starts)[of]
        good = odds * right
        gradient = rows.T @ (wrong - good / np.add.reduceat(good, starts)[of]) / len(lessons) + RIDGE * weights
        slope, square = 0.9 * slope + 0.1 * gradient, 0.99 * square + 0.01 * gradient**2
        weights -= RATE * slope / (1 - 0.9**step) / (np.sqrt(square / (1 - 0.99**step)) + 1e-9)
    return np.asarray(weights / spread, np.float64)


def _refusal(lessons: Sequence[Lesson]) -> Floats:
    """Find the logistic weights, and the constant last, that tell answers from chance finds, both counting alike."""
    rows = np.array([list(lesson.signs.values()) for lesson in lessons])
    there = np.array([not lesson.missing for lesson in lessons], np.float64)
    spread, mean = rows.std(axis=0) + 1e-9, rows.mean(axis=0)
    rows = np.column_stack([(rows - mean) / spread, np.ones(len(rows))])
    counts = np.where(there > 0, 1 / there.mean(), 1 / (1 - there.mean())) / 2
    weights = np.zeros(rows.shape[1])
    for _ in range(50):
        likely = 1 / (1 + np.exp(-rows @ weights))
        gradient = rows.T @ ((likely - there) * counts) / len(rows) + RIDGE * weights
        bend = (rows * (counts * likely * (1 - likely))[:, None]).T @ rows / len(rows) + RIDGE * np.eye(len(weights))
        weights -= np.linalg.solve(bend, gradient)
    return np.append(weights[:-1] / spread, weights[-1] - weights[:-1] / spread @ mean)


def _show(names: Sequence[str], weights: Floats) -> None:
    for name, weight in zip(names, weights, strict=True):
        click.echo(f'        "{name}": {weight:.3f},')


if __name__ == "__main__":
    main()
