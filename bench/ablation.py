"""What each part of the evidence adds, by taking it away: `python -m bench.ablation`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType

import click
import numpy as np

from bench import learn
from bench.search import SHARED, SQUAD
from corpus.build import build
from corpus.search.evidence import NAMES, Floats
from corpus.search.refuse import LEARNED
from corpus.search.weights import WEIGHTS

PARTS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "words in the sentence": ("held",),
        "words in its context": ("near", "paragraph", "before", "neighbours"),
        "words beside each other": ("close", "best_close"),
        "the index's score": ("score", "relative"),
        "what words mean": ("says", "says_near", "best_says", "all_says"),
        "the heading": ("heading",),
        "words that are missing": ("missing", "names_missing"),
        "the kind of answer": ("kind", "fresh"),
        "numbers beside what is counted": ("amount",),
        "who did it to whom": ("roles",),
        "how long the sentence and its paragraph are": ("length", "words"),
    }
)
SIGNS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "the ranker's score": ("top", "margin"),
        "the index's score": ("score",),
        "how much of what is asked is held": ("told",),
        "words that are missing": ("names_lacking", "nothing"),
        "words that nobody wrote": ("strange",),
        "whom words are said of": ("unjoined", "unsaid"),
        "numbers beside what is counted": ("uncounted",),
        "questions about whoever asks": ("asker",),
    }
)

Row = tuple[str, float]


def ablation_rows(every: int = 4) -> tuple[list[Row], list[Row]]:
    """Return what is found first without each part, and what is told apart without each sign; each first with all.

    The first is the share of SQuAD's questions whose best sentence answers; the second, for our own questions, how
    often one with an answer scores higher than one without (AUROC).
    """
    asked = learn.read_rows(SQUAD / "questions.jsonl")[::every]
    with TemporaryDirectory() as made:
        whole = learn.taught(learn.articles(Path(made) / "whole", set()), asked)
        own = learn.own_lessons(build([learn.SHIPPED], Path(made) / "shipped").path)
    lessons = [lesson for lesson in whole if lesson.answers.any()]
    ranking = [("all parts", _first(lessons, ()))]
    ranking += [(f"without {part}", _first(lessons, names)) for part, names in PARTS.items()]
    refusal = [("all signs", _apart(own, ()))]
    refusal += [(f"without {sign}", _apart(own, names)) for sign, names in SIGNS.items()]
    return ranking, refusal


def _first(lessons: Sequence[learn.Lesson], without: Sequence[str]) -> float:
    """Return the share of the questions whose best sentence answers, without some columns."""
    weights = np.array([0.0 if name in without else WEIGHTS[name] for name in NAMES])
    return float(np.mean([lesson.answers[(lesson.rows @ weights).argmax()] for lesson in lessons]))


def _apart(lessons: Sequence[learn.Lesson], without: Sequence[str]) -> float:
    """Return how often a question with an answer scores higher than one without, without some signs."""
    scores = np.array([_score(lesson, without) for lesson in lessons])
    missing = np.array([lesson.missing for lesson in lessons])
    return _auroc(scores[~missing], scores[missing])


def _score(lesson: learn.Lesson, without: Sequence[str]) -> float:
    return sum(LEARNED[name] * figure for name, figure in lesson.signs.items() if name not in without)


def _auroc(higher: Floats, lower: Floats) -> float:
    return float((higher[:, None] > lower).mean() + (higher[:, None] == lower).mean() / 2)


@click.command()
@click.option("--every", default=4, help="Ask every n-th question of SQuAD.")
def main(every: int) -> None:
    """Print what is lost with each part."""
    if not SHARED.is_dir():
        raise click.ClickException(f"{SHARED} is not here: put the shared material beside the checkout")
    for title, rows in zip(("best sentence answers, SQuAD", "told apart, our own"), ablation_rows(every), strict=True):
        click.echo(f"{title:44}")
        for name, figure in rows:
            click.echo(f"  {name:44} {figure:.4f}  {figure - rows[0][1]:+.4f}")


if __name__ == "__main__":
    main()
