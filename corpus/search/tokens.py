"""A sentence's words as a deed sees them: who does it, to whom, and whose; what they look like is remembered."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from corpus.search.lexicon import IRREGULAR
from corpus.search.words import PRONOUNS, plain, stem

_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)*['’]?|[,;:()—–]")
_GLUED = re.compile(r"(?<=[a-z]{2})(?=[A-Z])")
"""Where a text export lost a space: "Succeeded byAda"."""
_OWN = ("'s", "’s", "'", "’")
_POSSESSIVE = frozenset(("his", "her", "their", "its"))
_ALWAYS = ""
_START = 3
_SHORT = 5
"""Words of so many letters may have a stem that is shorter than what words start with: "used"."""
KEPT = 20_000
"""How many words are remembered, of LONGEST letters at most: some megabytes."""
LONGEST = 32


class Token(NamedTuple):
    """A word or a mark of a sentence as a deed sees it."""

    low: str
    is_name: bool
    is_own: bool
    """It owns what follows: "Ada's", "his"."""
    is_verb: bool
    is_mine: bool
    """It stands for the one whom the question names."""


class Word(NamedTuple):
    """A word as it is for every question, and what it starts with, by which it may be one of a question's."""

    token: Token
    start: str


Memory = dict[str, tuple[Word, ...]]
"""What was read so far, by how it was written; nothing that is in there ever changes."""


@dataclass(slots=True)
class Told:
    """What a deed's words are recognized by: stems of its verbs and of who is named, and the pronouns for them."""

    verbs: frozenset[str]
    named: frozenset[str]
    pronouns: frozenset[str]
    memory: Memory = field(default_factory=dict)
    starts: frozenset[str] = field(init=False)
    """What the words of these stems begin with."""
    met: dict[str, tuple[Token, ...]] = field(default_factory=dict)
    """What was read so far for this question, by how it was written."""

    def __post_init__(self) -> None:
        self.starts = frozenset((_ALWAYS, *(own[:_START] for own in self.verbs | self.named)))


def tokens(sentence: str, told: Told) -> list[Token]:
    """Return a sentence's words and marks."""
    met = told.met
    found: list[Token] = []
    for written in _TOKEN.findall(sentence):
        found += met.get(written) or _meet(written, told)
    if found and found[0].is_name:
        found[0] = found[0]._replace(is_name=False)  # a capital says nothing there
    return found


def _meet(written: str, told: Told) -> tuple[Token, ...]:
    """Read what was written as one word as the question sees it."""
    words = told.memory.get(written) or _read(written, told.memory)
    met = told.met[written] = tuple(
        token if start not in told.starts else _judged(token, told) for token, start in words
    )
    return met


def _read(written: str, memory: Memory) -> tuple[Word, ...]:
    """Read what was written as one word, and remember it."""
    words = tuple(_word(part) for part in _parted(written))
    if len(memory) < KEPT and len(written) <= LONGEST:
        memory[written] = words
    return words


def _parted(written: str) -> Sequence[str]:
    """Return the words that were written as one."""
    if written.islower() or written.istitle() or not _GLUED.search(written):
        return (written,)
    return _GLUED.sub(" ", written).split(" ")


def _word(token: str) -> Word:
    is_own = token.endswith(_OWN)
    word = token.removesuffix("s").rstrip("'’") if is_own else token
    low = word.casefold() if word.isascii() else plain(word).casefold()
    is_short = len(low) <= _SHORT and len(stem(low)) < _START
    start = _ALWAYS if is_short or low in IRREGULAR or low in PRONOUNS else low[:_START]
    return Word(Token(low or token, token[0].isupper(), is_own or low in _POSSESSIVE, False, False), start)


def _judged(token: Token, told: Told) -> Token:
    """Return a word as the question sees it."""
    own = stem(token.low)
    mine = own in told.named or PRONOUNS.get(token.low, "-") in told.pronouns
    return token._replace(is_verb=own in told.verbs, is_mine=mine)
