"""Which item comes next: none again before all have come, near-duplicates as one, sources and topics in turn."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from bot.state.daily import Shown
from corpus.search.words import Stems
from corpus.stock import Item, Sort

_ALIKE = 0.6  # words in common, of all words of both
_HELD = 0.85  # words in common, of those of the shorter one
_COMMON = 100  # items that have a word, from which on it leads to none of them
_FEWEST = 5  # words by which something can be recognised


@dataclass(frozen=True, slots=True)
class Stock:
    """Items with their words; those of one family tell the same, by key. `holding` leads from words to items."""

    items: tuple[Item, ...]
    words: tuple[frozenset[str], ...]
    family: Mapping[str, int]
    holding: Mapping[str, tuple[int, ...]]

    def words_of(self, item: Item) -> frozenset[str]:
        """Return an item's words."""
        return self.words[self.items.index(item)]


def stocked(items: Sequence[Item]) -> Stock:
    """Find out which items tell the same. Takes about 0.1 s for a thousand of them."""
    stems = Stems()
    words = [frozenset(stems.content(item.text)) for item in items]
    holding: dict[str, list[int]] = defaultdict(list)
    parent = list(range(len(items)))
    for number, own in enumerate(words):
        for other in _like(own, words, holding):
            parent[_root(parent, number)] = _root(parent, other)
        for word in own:
            holding[word].append(number)
    return Stock(
        tuple(items),
        tuple(words),
        {item.key: _root(parent, number) for number, item in enumerate(items)},
        {word: tuple(numbers) for word, numbers in holding.items()},
    )


def choose(stock: Stock, among: Collection[Item], shown: Sequence[Shown], seed: str) -> Item | None:
    """Return the item to show next; the same for the same seed and the same past. None only where there is none.

    What was never shown comes first, from the source and topic that waited longest; else what was shown longest ago.
    """
    last = last_shown(stock, shown)
    fresh = [item for item in among if stock.family[item.key] not in last]
    if not fresh:
        return min(among, key=lambda item: (last[stock.family[item.key]], _drawn(seed, item.key)), default=None)
    by_source = {one.source: place for place, one in enumerate(shown)}
    by_topic = {(one.source, one.topic): place for place, one in enumerate(shown)}

    def turn(item: Item) -> tuple[int, str, int, str, str]:
        source, topic = item.source, (item.source, item.topic)
        waiting = by_source.get(source, -1), _drawn(seed, source)
        return *waiting, by_topic.get(topic, -1), _drawn(seed, item.topic), _drawn(seed, item.key)

    return min(fresh, key=turn)


def sorts_in_turn(shown: Sequence[Shown]) -> list[Sort]:
    """Return facts, quotations and days, the one first that had to wait longest."""
    last = {one.kind: place for place, one in enumerate(shown)}
    return sorted(Sort, key=lambda sort: last.get(sort.value, -1))


def last_shown(stock: Stock, shown: Sequence[Shown]) -> dict[int, int]:
    """Return for each family that was shown its last place; a reworded item is known by its words."""
    last: dict[int, int] = {}
    for place, one in enumerate(shown):
        known = stock.family.get(one.key)
        if known is not None:
            last[known] = place
            continue
        for number in _like(one.words, stock.words, stock.holding):
            last[stock.family[stock.items[number].key]] = place
    return last


def _like(own: frozenset[str], words: Sequence[frozenset[str]], holding: Mapping[str, Sequence[int]]) -> Iterable[int]:
    """Return the items that have nearly the same words. They are reached by the words that not too many have."""
    if len(own) < _FEWEST:
        return [number for number in holding.get(min(own, default=""), ()) if words[number] == own]
    rarest = sorted(own, key=lambda word: (len(holding.get(word, ())), word))
    telling = [word for place, word in enumerate(rarest) if place < 3 or len(holding.get(word, ())) <= _COMMON]
    reached = {number for word in telling for number in holding.get(word, ())}
    return [number for number in reached if _alike(own, words[number])]


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    common, least = len(one & other), min(len(one), len(other))
    return least >= _FEWEST and (common >= _ALIKE * len(one | other) or common >= _HELD * least)


def _root(parent: list[int], number: int) -> int:
    while parent[number] != number:
        parent[number] = number = parent[parent[number]]
    return number


def _drawn(seed: str, name: str) -> str:
    """Return a name's place in an order that is another one for each seed."""
    return blake2b(f"{seed}|{name}".encode(), digest_size=8).hexdigest()
