"""What people are offered while they type, held against asking each name in turn."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from corpus.index import Index, Lines, suggest

NAMES = st.lists(st.text("abAB ·éİß\n", min_size=1, max_size=6), max_size=30, unique=True)


def plainly(sought: str, names: list[str]) -> list[str]:
    """Return the names that begin with what is sought, then those with a word that does, then those that hold it."""
    folded = {name: name.replace("\n", " ").casefold() for name in names}
    begin = [name for name in names if folded[name].startswith(sought)]
    within = [name for name in names if f" {sought}" in folded[name]]
    return list(dict.fromkeys([*begin, *within, *(name for name in names if sought in folded[name])]))


@given(names=NAMES, typed=st.text("abAB ·é", min_size=1, max_size=3))
def test_one_search_through_all_names_finds_what_asking_each_would(names: list[str], typed: str) -> None:
    sought = " ".join(typed.casefold().split())
    expected = plainly(sought, names) if sought else names
    assert suggest(typed, Lines.of(names), 25)[: len(expected)] == expected[:25]


def test_an_event_is_offered_for_its_words_in_any_order() -> None:
    events = {"The lamp was lit · 1871": "a", "The lamp broke · 1902": "b", "A storm · 1871": "c"}
    index = Index((), {}, (), (), events, {})
    assert index.suggest_events("1871 lamp") == [("The lamp was lit · 1871", "a")]
    assert index.suggest_events("storm") == [("A storm · 1871", "c")]
