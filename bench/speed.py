"""Time the search beside raw FTS5 over editions of any size, each step in a process of its own."""

from __future__ import annotations

import asyncio
import gc
import json
import re
import resource
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass
from math import inf
from pathlib import Path
from time import perf_counter, process_time, thread_time

import click
import numpy as np

from bench.hostile import hostile
from bench.passages import Base, base, write, write_varied
from corpus.search import Desk, Survey
from corpus.search.candidates import BUDGET, best, read_survey
from corpus.search.desk import answer, listing, understand
from corpus.search.lexicon import STOP
from corpus.search.words import Stems

FILL = "INSERT INTO passage_words (rowid, text) SELECT id, text FROM edition.passage"

RANKED = """
    SELECT rowid
      FROM passage_words
     WHERE passage_words MATCH :query
     ORDER BY rank
     LIMIT 20
"""

WITHIN = 20
EVERYTHING = 10**9  # a budget of postings that nothing exceeds
SLOW = 0.1
"""What takes so many seconds is asked again: the host of a virtual machine may stop it while the clock goes on."""


@dataclass(frozen=True, slots=True)
class Spread:
    """How long something took, over many times, in milliseconds of the processor."""

    middle: float
    late: float
    longest: float
    again: float = 0.0
    """The longest that any of those took which were slow and were asked again, or 0."""

    @classmethod
    def of(cls, seconds: Sequence[float], again: Sequence[float] = ()) -> Spread:
        """Return the median, the 99th percentile and the maximum, and the maximum of those that were asked again."""
        times = sorted(1000 * second for second in seconds)
        late = times[min(len(times) - 1, int(0.99 * len(times)))]
        return cls(times[len(times) // 2], late, times[-1], 1000 * max(again, default=0.0))

    def __str__(self) -> str:
        again = f" (again: {self.again:.1f})" if self.again else ""
        return f"{self.middle:.1f} / {self.late:.1f} / {self.longest:.1f}{again}"


@dataclass(frozen=True, slots=True)
class Written:
    """What it took to write an edition. Memory is the highest of the process, in MB."""

    passages: int
    seconds: float
    megabytes: int
    memory: int


@dataclass(frozen=True, slots=True)
class Asked:
    """What it took to answer questions, and how many of their passages were among the first 20."""

    opened: float
    memory: int
    ask: Spread
    find: Spread
    within: float
    within_all: float
    """The same where no postings are left out: the full OR of the question's words."""
    nasty: Spread
    hostile: Spread
    number: int
    """How many hostile strings were asked."""
    exceptions: int
    """How many of them ended in one."""


@dataclass(frozen=True, slots=True)
class Raw:
    """The same questions asked of FTS5 with porter stems: an OR of their content words."""

    seconds: float
    megabytes: int
    find: Spread
    within: float


@dataclass(frozen=True, slots=True)
class Lag:
    """How late the event loop came to what it had to do, in milliseconds of the clock, idle and while questions run."""

    idle: Spread
    asked: Spread
    held: Spread
    """How long it was held by its own work, in milliseconds of the processor."""


@click.group()
def main() -> None:
    """Take one step of the bench and print what it took as JSON."""


@main.command("write")
@click.argument("path", type=click.Path(path_type=Path))
@click.argument("size", type=int)
@click.option("--varied", is_flag=True, help="Vary the index by number instead of reading so many texts.")
def write_edition(path: Path, size: int, varied: bool) -> None:
    """Write an edition of SIZE passages."""
    began = process_time()
    (write_varied if varied else write)(path, size)
    seconds = process_time() - began
    click.echo(json.dumps(asdict(Written(size, seconds, path.stat().st_size >> 20, _memory()))))


@main.command("ask")
@click.argument("path", type=click.Path(path_type=Path))
@click.argument("questions", type=int)
@click.argument("strings", type=int)
def ask_edition(path: Path, questions: int, strings: int) -> None:
    """Ask so many questions and hostile strings."""
    asked = _some(base(), questions)
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as db:
        began = process_time()
        survey = read_survey(db)
        opened = process_time() - began
        answer(db, survey, "Wich yeear was it named?")
        gc.collect()
        gc.freeze()  # as the bot does, too
        ask = _timed(lambda question: answer(db, survey, question), (question for question, _ in asked))
        find = _timed(lambda question: listing(db, survey, question, 10), (question for question, _ in asked))
        memory = _memory()
        nasty = _timed(lambda question: answer(db, survey, question), _nasty(survey))
        within, whole = (_within(db, survey, asked, budget) for budget in (BUDGET, EVERYTHING))
        failed: list[str] = []

        def hold_out(question: str) -> None:
            try:
                answer(db, survey, question)
            except Exception as error:  # whatever it is: it is counted, and named below
                failed.append(f"{type(error).__name__}: {question!r}")

        strange = _timed(hold_out, hostile(strings, _common(survey, 5_000)))
    click.echo("\n".join(failed[:20]), err=True)
    measured = Asked(1000 * opened, memory, ask, find, within, whole, nasty, strange, strings, len(failed))
    click.echo(json.dumps(asdict(measured)))


@main.command("raw")
@click.argument("path", type=click.Path(path_type=Path))
@click.argument("questions", type=int)
def ask_raw(path: Path, questions: int) -> None:
    """Ask FTS5 the same questions."""
    beside = path.with_suffix(".fts")
    beside.unlink(missing_ok=True)
    asked = _some(base(), questions)
    with closing(sqlite3.connect(beside, isolation_level=None)) as db:
        began = process_time()
        spelt_out = _fill(db, path)
        seconds = process_time() - began
        queries = [_query(question, spelt_out) for question, _ in asked]
        rows: list[list[int]] = []
        ranked = _timed(
            lambda query: rows.append([id for (id,) in db.execute(RANKED, {"query": query})]), queries, slow=inf
        )
    within = sum(number in ids for (_, number), ids in zip(asked, rows, strict=True)) / len(asked)
    click.echo(json.dumps(asdict(Raw(seconds, beside.stat().st_size >> 20, ranked, within))))
    beside.unlink()


@main.command("lag")
@click.argument("path", type=click.Path(path_type=Path))
@click.argument("questions", type=int)
def measure_lag(path: Path, questions: int) -> None:
    """Measure how late the event loop comes while questions are answered."""
    click.echo(json.dumps(asdict(asyncio.run(_lag(path, [question for question, _ in _some(base(), questions)])))))


def step(name: str, *arguments: object) -> dict[str, object]:
    """Take a step in a process of its own."""
    command = [sys.executable, "-m", "bench.speed", name, *map(str, arguments)]
    said = subprocess.run(command, check=True, capture_output=True, text=True, cwd=Path(__file__).parents[1])
    measured: dict[str, object] = json.loads(said.stdout)
    return measured


def _some(known: Base, questions: int) -> list[tuple[str, int]]:
    """Return so many of the questions, evenly spread."""
    return list(known.questions[:: max(1, len(known.questions) // questions)])


def _timed(work: Callable[[str], object], questions: Iterable[str], slow: float = SLOW) -> Spread:
    seconds, again = [], []
    for question in questions:
        seconds.append(_took(work, question))
        if seconds[-1] > slow:
            again.append(_took(work, question))
    return Spread.of(seconds, again)


def _took(work: Callable[[str], object], question: str) -> float:
    began = process_time()
    work(question)
    return process_time() - began


def _memory() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10


def _within(db: sqlite3.Connection, survey: Survey, asked: Sequence[tuple[str, int]], budget: int) -> float:
    """Return the share of the questions whose passage is among the candidates."""
    found = sum(
        number in {id for id, _ in best(db, understand(question, survey).wanted, survey, WITHIN, budget)}
        for question, number in asked
    )
    return found / len(asked)


def _common(survey: Survey, most: int) -> list[str]:
    """Return the stems that stand in most passages, without one letter's."""
    order = sorted(range(len(survey.vocabulary)), key=lambda number: -int(survey.held[number]))
    return [stem for number in order[:most] if len(stem := survey.vocabulary[number]) > 1]


def _nasty(survey: Survey) -> list[str]:
    """Return questions made to be slow: the commonest words alone and together, and words that are nearly known."""
    common = _common(survey, 400)
    together = [" ".join(common[start : start + count]) for count in (1, 2, 4, 32) for start in range(0, 64, 2)]
    wrong = [" ".join(f"{word}qx" for word in common[start : start + 8]) for start in range(0, 320, 8)]
    return [*together, *wrong]


def _fill(db: sqlite3.Connection, edition: Path) -> bool:
    """Index the passages' texts; return whether they had to be spelt out from their words' numbers."""
    db.execute("ATTACH :edition AS edition", {"edition": str(edition)})
    db.execute("PRAGMA journal_mode = OFF")
    db.execute("CREATE VIRTUAL TABLE passage_words USING fts5(text, content = '', tokenize = 'porter unicode61')")
    db.execute("BEGIN")
    spelt_out = bool(db.execute("PRAGMA edition.user_version").fetchone()[0])
    if not spelt_out:
        db.execute(FILL)
    else:
        db.executemany("INSERT INTO passage_words (rowid, text) VALUES (?, ?)", _spelt_out(db))
    db.execute("COMMIT")
    return spelt_out


def _spelt_out(db: sqlite3.Connection) -> Iterator[tuple[int, str]]:
    """Yield the passages of an edition that has no texts as the stems of their words."""
    vocabulary = np.array(db.execute("SELECT vocabulary FROM edition.survey").fetchone()[0].split("\n"), object)
    for id, words in db.execute("SELECT passage_id, words FROM edition.indexed"):
        yield id, " ".join(vocabulary[np.frombuffer(words, "<u4") >> 1])


def _query(question: str, spelt_out: bool) -> str:
    """Return a question's content words for FTS5, as they were asked or as the passages are spelt out."""
    asked = [word for word in re.findall(r"\w+", question.casefold()) if word not in STOP]
    words = Stems().content(question) if spelt_out else asked
    return " OR ".join(f'"{word}"' for word in words or ["nothing"])


async def _lag(path: Path, questions: Sequence[str]) -> Lag:
    desk = await Desk.open(path)
    gc.collect()
    gc.freeze()
    idle, _ = await _ticks(asyncio.create_task(asyncio.sleep(1)))
    late, held = await _ticks(asyncio.create_task(_ask_all(desk, questions)))
    await desk.close()
    return Lag(Spread.of(idle), Spread.of(late), Spread.of(held))


async def _ask_all(desk: Desk, questions: Sequence[str]) -> None:
    """Ask four at a time, as a busy server would."""
    for start in range(0, len(questions), 4):
        await asyncio.gather(*map(desk.ask, questions[start : start + 4]))


async def _ticks(work: asyncio.Task[None]) -> tuple[list[float], list[float]]:
    """Come back every millisecond until the work is done; return how late that was and what the loop did meanwhile."""
    late, held = [0.0], [0.0]
    while not work.done():
        began, spent = perf_counter(), thread_time()
        await asyncio.sleep(0.001)
        late.append(max(0.0, perf_counter() - began - 0.001))
        held.append(thread_time() - spent)
    await work
    return late, held


if __name__ == "__main__":
    main()
