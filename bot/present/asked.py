"""What people asked, as buttons keep it, and what was made of their spelling."""

from __future__ import annotations

from collections.abc import Sequence

from bot.present.markdown import plain, small, visible
from corpus.search.lexicon import STOP

ROOM = 78
"""Characters of a question that a button has room for."""


def line(text: str) -> str:
    """Return a question on one line, without what nobody sees."""
    return " ".join(visible(text.replace("\t", " ")).split())


def size(text: str) -> int:
    """Return how long a text is for Discord, which counts what lies beyond the first 65,536 characters twice."""
    return len(text.encode("utf-16-le")) // 2


def fits(text: str) -> bool:
    """Say whether a button has room for a whole question."""
    return 0 < size(line(text)) <= ROOM


def plainer(text: str, room: int) -> str:
    """Return a text that fits: whole, without the words that every sentence is made of, or its first words."""
    whole = line(text)
    if size(whole) <= room:
        return whole
    telling = " ".join(dict.fromkeys(word for word in whole.split() if word.casefold().strip("?!.,") not in STOP))
    return first_words(telling or whole, room)


def first_words(text: str, room: int) -> str:
    """Return as many words of a text as fit, or the beginning of the first."""
    shown = line(text)
    if size(shown) <= room:
        return shown
    while size(shown) > room:
        words, _, _ = shown.rpartition(" ")
        shown = words or shown[: max(0, len(shown) - 1)]
    return shown


def read_as(changes: Sequence[tuple[str, str]]) -> str:
    """Return the line that says which words were read as others, or nothing."""
    if not changes:
        return ""
    return small(f"Read as: {', '.join(f'**{plain(meant)}** (not “{plain(typed)}”)' for typed, meant in changes)}")
