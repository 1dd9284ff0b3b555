"""Time what is offered while people type, over as many names as 100,000 passages may hold."""

from __future__ import annotations

from collections.abc import Callable
from time import process_time

from bench.passages import invented
from bench.speed import Spread
from corpus.index import Index, Speaker

NAMES = 20_000  # of each kind: a heading for every five of 100,000 passages, and as many events as are held in memory
TYPED = ("kalo miru", "zefa", "the house of dupo", "ka", "xqzv", "mitesovina 19", "naponapo")


def suggestions() -> dict[str, Spread]:
    """Return how long each list of suggestions took, for each beginning of what was typed."""
    index = _index()
    return {
        "topics": _typed(index.suggest_topics),
        "events": _typed(index.suggest_events),
        "references": _typed(index.suggest_references),
        "speakers": _typed(index.suggest_speakers),
    }


def _typed(suggest: Callable[[str], object]) -> Spread:
    seconds = []
    for typed in TYPED:
        for letters in range(len(typed) + 1):
            began = process_time()
            suggest(typed[:letters])
            seconds.append(process_time() - began)
    return Spread.of(seconds)


def _index() -> Index:
    """Return an index of made-up names."""
    names = [f"{_word(number)} {_word(number * 7 + 1)}" for number in range(NAMES)]
    return Index(
        speakers=tuple(Speaker(name, 1) for name in names[:2_000]),
        spellings={name.casefold(): name for name in names},
        topics=tuple(names),
        days=(),
        events={f"{name} was seen in {_word(at * 3)} · {1000 + at % 1000}": name for at, name in enumerate(names)},
        places={f"some-document:{at} · {name}": name for at, name in enumerate(names)},
    )


def _word(number: int) -> str:
    return invented(number * 257 + 4096)[:-2].capitalize()
