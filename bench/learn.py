"""Learn again what the evidence weighs and when to refuse: `python -m bench.learn`.

How to rank is learned from SQuAD alone. When to refuse is learned from SQuAD with holes, from its questions with
another name put in, and from questions of our own about the documents that ship with Pero (questions.jsonl). Of the
questions that have an answer SQuAD's count most; of those that have none our own, as people ask in few words for what
nobody wrote.
"""

from __future__ import annotations

import json
import random
import re
import sqlite3
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import click
import numpy as np
import numpy.typing as npt

from bench.search import SHARED, SQUAD
from corpus.build import build
from corpus.search import candidates
from corpus.search.desk import understand
from corpus.search.evidence import NAMES, Evidence, Floats, gather
from corpus.search.rank import NONE_HIDDEN, units, weighed
from corpus.search.refuse import ENOUGH, signs
from corpus.search.weights import BY_HAND

TEXTS = "SELECT id, text FROM passage WHERE zone = 'prose'"
STEPS, RATE, RIDGE = 300, 0.05, 1e-3
NEWTON, REFUSAL_RIDGE = 15, 3e-3
OWN = Path(__file__).with_name("questions.jsonl")
SHIPPED = Path(__file__).parents[1] / "corpus" / "documents"
OURS = {True: 0.2, False: 0.9}
"""How much of the questions with an answer, and of those without, our own count for."""
REFUSED = 0.017
"""The share of SQuAD's answerable questions that the threshold gives up."""
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][\w'’-]+(?: (?:of |the |de |von )?[A-Z][\w'’-]+)*")
_HEAD = 2  # the front matter and the title, with which every article opens


@dataclass(frozen=True, slots=True)
class Lesson:
    """A question's evidence, which of its rows answer, and what tells the best from a chance find."""

    rows: Floats
    answers: Floats
    signs: dict[str, float]
    missing: bool
    ours: bool = False


@click.command()
@click.option("--every", default=1, help="Learn from every n-th question.")
def main(every: int) -> None:
    """Learn from whole articles how to rank, and from articles with holes when to refuse."""
    if not SHARED.is_dir():
        raise click.ClickException(f"{SHARED} is not here: put the shared material beside the checkout")
    with TemporaryDirectory() as made:
        asked = read_rows(SQUAD / "questions.jsonl")[::every]
        whole = taught(articles(Path(made) / "whole", set()), asked)
        weights = _ranking([lesson for lesson in whole if lesson.answers.any()])
        _show({name: weight for name, weight in zip(NAMES, weights, strict=True) if name not in BY_HAND})
        holed = articles(Path(made) / "holed", _holes())
        swapped = [replace(lesson, missing=True) for lesson in taught(holed, _swapped(asked))]
        shipped = build([SHIPPED], Path(made) / "shipped").path
        lessons = [*taught(holed, asked), *swapped, *own_lessons(shipped)]
        _show(dict(zip((*lessons[0].signs, "always"), _refusal(lessons), strict=True)))


def read_rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def _swapped(asked: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return half of the questions that name something, with another name in its place that their answer lacks."""
    chance = random.Random(5)
    texts = {row["id"]: str(row["text"]) for row in read_rows(SQUAD / "corpus.jsonl")}
    names = sorted({name for row in asked for name in _NAME.findall(row["question"])})
    swapped = []
    for row in asked:
        named, other = _NAME.findall(row["question"]), chance.choice(names)
        if named and chance.random() < 0.5 and other not in texts[row["passage"]]:
            swapped.append({**row, "question": row["question"].replace(max(named, key=len), other)})
    return swapped


def _holes() -> set[str]:
    """Choose a fifth of the paragraphs and all of six articles, to ask about what is not there."""
    chance = random.Random(7)
    rows = [json.loads(line) for line in (SQUAD / "corpus.jsonl").read_text("utf-8").splitlines()]
    asked = {json.loads(line)["passage"] for line in (SQUAD / "questions.jsonl").read_text("utf-8").splitlines()}
    articles = set(chance.sample(sorted({row["title"] for row in rows if row["id"] in asked}), 6))
    return {_flat(row["text"]) for row in rows if row["title"] in articles or chance.random() < 0.2}


def articles(folder: Path, holes: set[str]) -> Path:
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


def taught(edition: Path, asked: Sequence[dict[str, Any]]) -> list[Lesson]:
    """Ask the questions and keep what spoke for each sentence."""
    paragraphs = {row["id"]: _flat(row["text"]) for row in map(json.loads, (SQUAD / "corpus.jsonl").open())}
    with closing(sqlite3.connect(f"file:{edition}?mode=ro", uri=True)) as db:
        texts = {int(id): str(text) for id, text in db.execute(TEXTS)}
        there = {_flat(text): id for id, text in texts.items()}
        known, lessons = candidates.read_survey(db), []
        for question in asked:
            if told := _told(db, known, question["question"]):
                found, read, signs = told
                gold = there.get(paragraphs[question["passage"]])
                answers = _answering(found, read, texts, gold, question["answers"])
                lessons.append(Lesson(found.rows, answers, signs, gold is None))
        return lessons


def _told(
    db: sqlite3.Connection, known: candidates.Survey, text: str
) -> tuple[Evidence, candidates.Candidates, dict[str, float]] | None:
    """Ask, and return what speaks for each sentence and what tells the best answer from a chance find."""
    understood = understand(text, known)
    if not (found := candidates.best(db, understood.wanted, known, candidates.depth(understood.question))):
        return None
    told = understood.question.deed is not None
    read = candidates.read_candidates(db, [id for id, _ in found], understood.wanted, known, told)
    evidence = gather(understood.question, understood.tells, read, known)
    scores = weighed(evidence)
    at, which, first, last = next(units(read, evidence, scores, NONE_HIDDEN))
    start = int(read.starts[which])
    rows = range(start + first, start + last + 1)
    question, tells = understood.question, understood.tells
    return evidence, read, signs(question, evidence, read, known, scores, tells, understood.strange, rows, at)


def own_lessons(edition: Path) -> list[Lesson]:
    """Ask our own questions, of which those without an answer here have none in the documents."""
    with closing(sqlite3.connect(f"file:{edition}?mode=ro", uri=True)) as db:
        known = candidates.read_survey(db)
        asked = [(_told(db, known, row["question"]), not row["answers"]) for row in read_rows(OWN)]
    return [Lesson(told[0].rows, told[0].rows[:, 0], told[2], missing, ours=True) for told, missing in asked if told]


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
    """Find the weights under which the answering sentences of each question are likeliest, by Adam.

    Those that are set by hand stay as they are.
    """
    rows = np.concatenate([lesson.rows for lesson in lessons])
    by_hand = np.array([BY_HAND.get(name, 0.0) for name in NAMES])
    given, learned = rows @ by_hand, by_hand == 0
    rows = rows[:, learned]
    right = np.concatenate([lesson.answers for lesson in lessons])
    sizes = np.array([len(lesson.rows) for lesson in lessons])
    starts, of = np.cumsum(sizes) - sizes, np.repeat(np.arange(len(lessons)), sizes)
    spread = rows.std(axis=0) + 1e-6
    rows = (rows - rows.mean(axis=0)) / spread
    weights, slope, square = (np.zeros(rows.shape[1]) for _ in range(3))
    for step in range(1, STEPS + 1):
        scores = rows @ weights + given
        odds = np.exp(scores - np.maximum.reduceat(scores, starts)[of])
        wrong = odds / np.add.reduceat(odds, starts)[of]
        good = odds * right
        gradient = rows.T @ (wrong - good / np.add.reduceat(good, starts)[of]) / len(lessons) + RIDGE * weights
        slope, square = 0.9 * slope + 0.1 * gradient, 0.99 * square + 0.01 * gradient**2
        weights -= RATE * slope / (1 - 0.9**step) / (np.sqrt(square / (1 - 0.99**step)) + 1e-9)
    by_hand[learned] = weights / spread
    return by_hand


def _refusal(lessons: Sequence[Lesson]) -> Floats:
    """Find the logistic weights, and the constant last, that tell answers from chance finds."""
    rows = np.array([list(lesson.signs.values()) for lesson in lessons])
    there = np.array([not lesson.missing for lesson in lessons])
    ours = np.array([lesson.ours for lesson in lessons])
    spread, mean = rows.std(axis=0) + 1e-9, rows.mean(axis=0)
    weights = _logistic(np.column_stack([(rows - mean) / spread, np.ones(len(rows))]), there, _counts(there, ours))
    plain = weights[:-1] / spread
    answered = np.quantile(rows[there & ~ours] @ plain, REFUSED)
    return np.append(plain, np.log(ENOUGH / (1 - ENOUGH)) - answered)


def _counts(there: npt.NDArray[np.bool_], ours: npt.NDArray[np.bool_]) -> Floats:
    """Return how much each lesson counts: with an answer and without alike, our own by their share of either."""
    counts = np.zeros(len(there))
    for answered, share in OURS.items():
        for own, part in ((True, share), (False, 1 - share)):
            chosen = (there == answered) & (ours == own)
            counts[chosen] = part / max(1, chosen.sum()) * len(there) / 2
    return counts


def _logistic(rows: Floats, there: npt.NDArray[np.bool_], counts: Floats) -> Floats:
    """Return the weights, the constant last, of a logistic regression, by Newton's steps."""
    ridge = REFUSAL_RIDGE * np.append(np.ones(rows.shape[1] - 1), 0)
    weights = np.zeros(rows.shape[1])
    for _ in range(NEWTON):
        likely = 1 / (1 + np.exp(-np.clip(rows @ weights, -30, 30)))
        gradient = rows.T @ ((likely - there) * counts) / len(rows) + ridge * weights
        bend = (rows * (counts * likely * (1 - likely))[:, None]).T @ rows / len(rows) + np.diag(ridge)
        weights -= np.linalg.solve(bend, gradient)
    return weights


def _show(weights: Mapping[str, float]) -> None:
    for name, weight in weights.items():
        click.echo(f'        "{name}": {weight:.3f},')


if __name__ == "__main__":
    main()
