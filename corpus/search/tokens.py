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
"""How many words, with their marks, are remembered, of LONGEST letters at most: some megabytes."""
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


Read = tuple[tuple[Token, ...], tuple[str, ...]]
"""Words and marks as they are for every question, and what the stems begin with of which they may be forms."""

Memory = dict[str, Read]
"""What was read so far, by how it was written without a space; nothing that is in there ever changes."""


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
    """What some of the question's words may stand in, as it was recognized, by how it was written."""

    def __post_init__(self) -> None:
        self.starts = frozenset((_ALWAYS, *(own[:_START] for own in self.verbs | self.named)))


def tokens(sentence: str, told: Told) -> list[Token]:
    """Return a sentence's words and marks."""
    memory, starts, found = told.memory, told.starts, list[Token]()
    for written in sentence.replace(",", " , ").replace(".", " ").split():  # so that more of it is known
        words, opens = memory.get(written) or _read(written, memory)
        found += words if starts.isdisjoint(opens) else told.met.get(written) or _meet(written, words, told)
    if found and found[0].is_name:
        found[0] = found[0]._replace(is_name=False)  # a capital says nothing there
    return found


def _meet(written: str, words: Sequence[Token], told: Told) -> tuple[Token, ...]:
    """Return words of which some may be the question's as it sees them, and remember them for this question."""
    met = told.met[written] = tuple(_judged(word, told) for word in words)
    return met


def _read(written: str, memory: Memory) -> Read:
    """Read what was written without a space, and remember it."""
    if written.isascii() and written.isalpha() and (written.islower() or written.istitle()):
        low = written.lower()  # most are a plain word, which takes a third of the time so
        words: tuple[Token, ...] = (Token(low, low != written, low in _POSSESSIVE, False, False),)
        read = words, _opens(words[0])
    else:
        words = tuple(_token(part) for one in _TOKEN.findall(written) for part in _parted(one))
        read = words, tuple(start for word in words for start in _opens(word))
    if len(memory) < KEPT and len(written) <= LONGEST:
        memory[written] = read
    return read


def _parted(written: str) -> Sequence[str]:
    """Return the words that were written as one."""
    if written.islower() or written.istitle() or not _GLUED.search(written):
        return (written,)
    return _GLUED.sub(" ", written).split(" ")


def _token(written: str) -> Token:
    is_own = written.endswith(_OWN)
    word = written.removesuffix("s").rstrip("'’") if is_own else written
    low = word.casefold() if word.isascii() else plain(word).casefold()
    return Token(low or written, written[0].isupper(), is_own or low in _POSSESSIVE, False, False)


def _opens(word: Token) -> tuple[str, ...]:
    """Return what the stems begin with of which the word may be a form."""
    low = word.low
    if low in IRREGULAR or low in PRONOUNS:
        return (_ALWAYS,)
    return (low[:_START], low[: _START - 1]) if len(low) <= _SHORT else (low[:_START],)


def _judged(token: Token, told: Told) -> Token:
    """Return a word as the question sees it."""
    own = stem(token.low)
    mine = own in told.named or PRONOUNS.get(token.low, "-") in told.pronouns
    return Token(token.low, token.is_name, token.is_own, own in told.verbs, mine)
