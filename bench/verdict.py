"""Checks of quotations: true ones mistyped, ones with a word changed, and inventions; and how long a check takes.

Run as `python -m bench.verdict`; with `--quotations N` it also makes a document of so many and measures there.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import product
from pathlib import Path
from statistics import quantiles

from bot.config import BUNDLED
from corpus.build import build
from corpus.edition import Edition
from corpus.verdict import Kind, words

SEEDS = Path(__file__).parents[2] / "shared" / "seeds"
_BEGINNINGS = (
    "Whoever mends a roof in August",
    "A committee that never laughs",
    "The clock in the station hall",
    "My grandmother's red umbrella",
    "No general ever counted",
    "Between two newspapers a fool",
    "Every locked drawer in the office",
    "Tomorrow's bread, comrades,",
    "The printer who sets his own name",
    "Snow on the parade ground",
)
_ENDINGS = (
    "learns the price of tar and of patience.",
    "will outlive the men who wind it.",
    "belongs to nobody until it is shared.",
    "tells you more than the minutes of the meeting.",
    "has never yet frightened a hungry sparrow.",
    "is worth a dozen resolutions in the rain.",
)
_SAMPLED = 2_000  # quotations that are held in memory: of all of them, collecting garbage would be what is timed
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def inventions() -> list[str]:
    """Return sixty sentences of our own that nobody said."""
    return [f"{begin} {end}" for begin, end in product(_BEGINNINGS, _ENDINGS)]


def mistyped(text: str, chance: random.Random) -> str:
    """Return a quotation as people type it: without marks and capitals, with one or two wrong letters."""
    letters = list(text.lower().translate(str.maketrans("", "", ".,;:!?“”\"'’")))
    for _ in range(chance.randint(1, 2)):
        place = chance.choice([at for at, letter in enumerate(letters) if letter.isalpha()])
        letters[place] = chance.choice(["", letters[place] * 2, chance.choice(_LETTERS.replace(letters[place], ""))])
    return "".join(letters)


def altered(text: str, vocabulary: Sequence[str], chance: random.Random) -> str:
    """Return a quotation with one long word replaced by another one of the corpus."""
    known = words(text)
    word = chance.choice([word for word in known if len(word.folded) > 4] or known)
    other = chance.choice([each for each in vocabulary if each.casefold() != word.folded])
    return text[: word.start] + other + text[word.end :]


async def verdicts(edition: Edition, seed: int) -> Iterator[tuple[str, Kind, float]]:
    """Return for each text its sort, the verdict, and the milliseconds it took."""
    chance = random.Random(seed)
    keys = await edition.quotation_keys()
    said = await edition.quoted(chance.sample(keys, min(len(keys), _SAMPLED)))
    texts = sorted({one.text for one in said if 4 <= len(words(one.text)) <= 60})
    vocabulary = sorted({word for text in texts for word in text.split() if word.isalpha() and len(word) > 4})
    sets = {
        "as written": chance.sample(texts, 60),
        "mistyped": [mistyped(text, chance) for text in chance.sample(texts, 60)],
        "one word altered": [altered(text, vocabulary, chance) for text in chance.sample(texts, 60)],
        "invented": inventions(),
    }
    rows = []
    for sort, asked in sets.items():
        for text in asked:
            began = time.perf_counter()
            checked = await edition.check(text)
            rows.append((sort, checked.finding.kind, (time.perf_counter() - began) * 1000))
    return iter(rows)


def many(quotations: int, folder: Path) -> None:
    """Write a document of so many different quotations, a hundred to a section."""
    chance = random.Random(quotations)
    speakers = ("Ada Pell", "Tomas Reyk", "Ingrid Sand", "Olaf Brenn")
    vocabulary = ["".join(chance.choices(_LETTERS, k=chance.randint(3, 9))) for _ in range(20_000)]
    with (folder / "many.md").open("w", encoding="utf-8") as file:
        for number in range(quotations):
            if number % 100 == 0:
                file.write(f"\n## Part {number // 100}\n\n")
            file.write(f"{chance.choice(speakers)} said: “{' '.join(chance.sample(vocabulary, 12)).capitalize()}.”\n\n")


async def _measure(folders: Sequence[Path], seed: int) -> None:
    with tempfile.TemporaryDirectory() as place:
        built = build(folders, Path(place))
        edition = await Edition.open(built.path)
        print(f"{edition.counts.quotations:,} quotations, {edition.counts.passages:,} passages, {built.seconds:.1f} s")
        try:
            _print(list(await verdicts(edition, seed)))
        finally:
            await edition.close()


def _print(rows: Sequence[tuple[str, Kind, float]]) -> None:
    table = Counter((sort, kind) for sort, kind, _ in rows)
    print(f"{'':<18}" + "".join(f"{kind.value:>16}" for kind in Kind))
    for sort in dict.fromkeys(sort for sort, _, _ in rows):
        print(f"{sort:<18}" + "".join(f"{table[sort, kind]:>16}" for kind in Kind))
    times = [took for _, _, took in rows]
    print(f"p50 {quantiles(times, n=100)[49]:.1f} ms, p99 {quantiles(times, n=100)[98]:.1f} ms")


def main() -> None:
    """Print the table of verdicts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--quotations", type=int, default=0)
    given = parser.parse_args()
    asyncio.run(_measure([BUNDLED, *([SEEDS] if SEEDS.is_dir() else [])], given.seed))
    if given.quotations:
        with tempfile.TemporaryDirectory() as folder:
            many(given.quotations, Path(folder))
            asyncio.run(_measure([Path(folder)], given.seed))


if __name__ == "__main__":
    main()
