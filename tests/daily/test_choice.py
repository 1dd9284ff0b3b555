"""What comes next: nothing twice before everything once, near-duplicates as one, sources and topics in turn."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from bot.daily.choice import Stock, choose, sorts_in_turn, stocked
from bot.state.daily import Shown
from corpus.stock import Item, Sort

TELLINGS = (
    "The ferry Halcyon sank off Sule on 4 March 1911 with nine people aboard.",
    "On 4 March 1911 the ferry Halcyon sank off Sule with nine people aboard.",
    "Nine people were aboard when the ferry Halcyon sank off Sule on 4 March 1911.",
)


def item(key: str, text: str = "", source: str = "ledger", topic: str = "") -> Item:
    """Return a fact; without a text, one like no other."""
    own = text or " ".join(f"{word}{key}" for word in ("harbour", "bridge", "tower", "ferry", "school", "mill"))
    return Item(Sort.FACT, key, own, source, topic, True, (int(key, 36), 1))


def played(items: list[Item], count: int, past: list[Shown] | None = None) -> list[Item]:
    """Return what is shown one after another."""
    stock, shown = stocked(items), list(past or ())
    found = []
    for number in range(count):
        chosen = choose(stock, items, shown, f"{number}")
        assert chosen is not None
        found.append(chosen)
        shown.append(remembered(stock, chosen))
    return found


def remembered(stock: Stock, shown: Item) -> Shown:
    """Return what the state keeps of an item."""
    return Shown("fact", shown.key, shown.source, shown.topic, stock.words_of(shown))


@given(st.integers(1, 12), st.integers(1, 4))
def test_nothing_comes_again_before_everything_has_come(count: int, rounds: int) -> None:
    items = [item(f"{number}") for number in range(count)]
    keys = [one.key for one in played(items, count * rounds)]
    for start in range(count * rounds - count + 1):
        assert len(set(keys[start : start + count])) == count


def test_what_is_told_in_other_words_counts_as_the_same() -> None:
    items = [item(f"{number}", text) for number, text in enumerate(TELLINGS)] + [item("x"), item("y")]
    shown = played(items, 3)
    assert len({one.key in "012" for one in shown}) == 2
    assert sum(one.key in "012" for one in shown) == 1


def test_another_number_or_another_ship_is_another_item() -> None:
    items = [
        item("0", "The ferry Halcyon sank off Sule on 4 March 1911 with nine people aboard."),
        item("1", "The brig Corvina was launched at Drammen on 2 May 1860 by its builder's widow."),
    ]
    assert len(set(stocked(items).family.values())) == 2


def test_what_was_shown_is_known_again_after_a_reload_has_reworded_it() -> None:
    before = stocked([item("0", TELLINGS[0]), item("x")])
    past = [remembered(before, before.items[0])]
    after = [item("1", TELLINGS[1]), item("x")]
    assert [one.key for one in played(after, 1, past)] == ["x"]


def test_sources_and_topics_take_turns() -> None:
    items = [item(f"{a}{b}{n}", source=a, topic=b) for a in "ab" for b in "cd" for n in range(3)]
    shown = played(items, 8)
    sources = [one.source for one in shown]
    assert all(one != other for one, other in pairwise(sources))
    of_a = [one.topic for one in shown if one.source == "a"]
    assert all(one != other for one, other in pairwise(of_a))


def test_the_same_past_and_seed_choose_the_same() -> None:
    items = [item(f"{number}") for number in range(20)]
    stock = stocked(items)
    assert choose(stock, items, [], "seed") == choose(stock, items[::-1], [], "seed")


def test_nothing_is_chosen_from_nothing() -> None:
    assert choose(stocked([]), [], [], "seed") is None


def test_mixed_posts_take_turns_in_kind() -> None:
    shown: list[Shown] = []
    for _ in range(6):
        first = sorts_in_turn(shown)[0]
        shown.append(Shown(first.value, "k", "s", "t", frozenset()))
    assert [one.kind for one in shown] == ["fact", "quotation", "day"] * 2
