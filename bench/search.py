"""Score the answers against the material in ../shared, beside raw FTS5, and time them: `python -m bench.search`."""

from __future__ import annotations

import asyncio
import json
import random
import re
import sqlite3
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

import click

from bench.speed import SLOW, Spread
from corpus.build import build
from corpus.search import Desk, Ranking
from corpus.search.lexicon import STOP

SHARED = Path(__file__).parents[1] / ".." / "shared"
QUESTIONS = SHARED / "gold" / "qa" / "dev.jsonl"
SQUAD = SHARED / "gold" / "squad"

UNIT = """
    SELECT substr(p.text, a.start + 1, z.end - a.start)
      FROM passage  AS p
      JOIN sentence AS a ON a.passage_id = p.id AND a.number = :first
      JOIN sentence AS z ON z.passage_id = p.id AND z.number = :last
     WHERE p.id = :id
"""

SENTENCES = """
    INSERT INTO sentence_fts
    SELECT substr(p.text, s.start + 1, s.end - s.start)
      FROM passage  AS p
      JOIN sentence AS s ON s.passage_id = p.id
"""

BASELINE = """
    SELECT text
      FROM sentence_fts
     WHERE sentence_fts MATCH :query
     ORDER BY rank
     LIMIT 5
"""

Row = dict[str, object]
Said = tuple[bool, float, list[str]]
Took = tuple[float, ...]
"""How many seconds of the processor a question took, and how many when it was asked again, where it was slow."""
"""Whether Pero answered, how sure it is, and its sentences, best first."""


@click.command()
@click.option("--every", default=1, help="Ask only every n-th question of SQuAD.")
@click.option("--keep", type=click.Path(path_type=Path), help="Write the predictions to this folder.")
def main(every: int, keep: Path | None) -> None:
    """Build editions of the seeds and of SQuAD's articles, ask, and call the scorers."""
    if not SHARED.is_dir():
        raise click.ClickException(f"{SHARED} is not here: put the shared material beside the checkout")
    with TemporaryDirectory() as made:
        folder = keep or Path(made)
        folder.mkdir(parents=True, exist_ok=True)
        _seeds(Path(made), folder)
        _squad(Path(made), folder, every)


def _seeds(made: Path, keep: Path) -> None:
    """Ask the seeds' own questions and print what their scorer says."""
    edition = build([SHARED / "seeds"], made / "seeds").path
    times = _predict(asyncio.run(_pero(edition, _rows(QUESTIONS))), _rows(QUESTIONS), keep / "qa.jsonl")
    scorer = SHARED / "gold" / "qa" / "score.py"
    said = _output([sys.executable, scorer, "--gold", QUESTIONS, "--pred", keep / "qa.jsonl"])
    click.echo(f"gold/qa dev: {times}\n{said}")


def _squad(made: Path, keep: Path, every: int) -> None:
    """Ask SQuAD's questions, as they are and misspelt, and print what its scorer says."""
    _output([sys.executable, SQUAD / "make_documents.py", made / "articles"])
    edition = build([made / "articles"], made / "squad").path
    rows = _rows(SQUAD / "questions.jsonl")[::every]
    misspelt = [{**row, "question": misspell(str(row["question"]), random.Random(at))} for at, row in enumerate(rows)]
    gold, said = keep / "squad-questions.jsonl", keep / "squad.jsonl"
    gold.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    for name, timed in (
        ("raw FTS5", _baseline(edition, rows)),
        ("Pero, questions misspelt", asyncio.run(_pero(edition, misspelt))),
        ("Pero", asyncio.run(_pero(edition, rows))),
    ):
        times = _predict(timed, rows, said)
        click.echo(f"gold/squad, {name}: {times}\n{_output([sys.executable, SQUAD / 'score.py', gold, said])}")


def _output(command: Sequence[str | Path]) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def _rows(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def _predict(timed: Sequence[tuple[Took, Said]], rows: Sequence[Row], path: Path) -> str:
    """Write a prediction a question; return how long a question took."""
    lines = [
        json.dumps({"id": row["id"], "answered": answered, "score": score, "sentences": sentences})
        for row, (_, (answered, score, sentences)) in zip(rows, timed, strict=True)
    ]
    path.write_text("\n".join(lines) + "\n", "utf-8")
    spread = Spread.of([took[0] for took, _ in timed], [again for took, _ in timed for again in took[1:]])
    again = f" (asked again: {spread.again:.1f} ms)" if spread.again else ""
    return f"p50 {spread.middle:.1f} ms, p99 {spread.late:.1f} ms, longest {spread.longest:.1f} ms{again}"


async def _pero(edition: Path, rows: Sequence[Row]) -> list[tuple[Took, Said]]:
    """Ask Pero; the time is that of the search alone, on the processor: all threads, no waiting."""
    timed = []
    desk = await Desk.open(edition)
    with closing(sqlite3.connect(f"file:{edition}?mode=ro", uri=True)) as db:
        for row in rows:
            ranking, took = await _asked(desk, str(row["question"]))
            if took[0] > SLOW:
                took += (await _asked(desk, str(row["question"])))[1]
            units = [{"id": hit.passage_id, "first": hit.first, "last": hit.last} for hit in ranking.hits]
            texts = [text for unit in units for (text,) in db.execute(UNIT, unit)]
            timed.append((took, (ranking.answered, ranking.hits[0].score if ranking.hits else 0.0, texts)))
    await desk.close()
    return timed


async def _asked(desk: Desk, question: str) -> tuple[Ranking, Took]:
    began = process_time()
    ranking = await desk.ask(question)
    return ranking, (process_time() - began,)


def _baseline(edition: Path, rows: Sequence[Row]) -> list[tuple[Took, Said]]:
    """Ask FTS5 with porter stems for whole sentences that hold any word of the question."""
    timed: list[tuple[Took, Said]] = []
    with closing(sqlite3.connect(":memory:")) as db:
        db.execute("ATTACH :edition AS edition", {"edition": str(edition)})
        db.execute("CREATE VIRTUAL TABLE sentence_fts USING fts5(text, tokenize = 'porter unicode61')")
        db.execute(SENTENCES)
        for row in rows:
            words = [word for word in re.findall(r"\w+", str(row["question"]).casefold()) if word not in STOP]
            query = " OR ".join(f'"{word}"' for word in words or ["nothing"])
            began = process_time()
            texts = [text for (text,) in db.execute(BASELINE, {"query": query})]
            timed.append(((process_time() - began,), (True, 0.0, texts)))
    return timed


def misspell(question: str, chance: random.Random) -> str:
    """Put a wrong letter into one or two of the words that carry meaning."""
    words = question.split(" ")
    telling = [at for at, word in enumerate(words) if len(word) > 3 and word.isalpha() and word.casefold() not in STOP]
    for at in chance.sample(telling, min(len(telling), chance.choice((1, 2)))):
        words[at] = _wrong(words[at], chance)
    return " ".join(words)


def _wrong(word: str, chance: random.Random) -> str:
    """Replace, drop, add or swap a letter."""
    at, letter = chance.randrange(len(word) - 1), chance.choice("abcdefghijklmnopqrstuvwxyz")
    return chance.choice(list(_slips(word, at, letter)))


def _slips(word: str, at: int, letter: str) -> Iterator[str]:
    yield word[:at] + letter + word[at + 1 :]
    yield word[:at] + word[at + 1 :]
    yield word[:at] + letter + word[at:]
    yield word[:at] + word[at + 1] + word[at] + word[at + 2 :]


if __name__ == "__main__":
    main()
