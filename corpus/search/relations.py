"""Whose wife, whose mother: what a question asks of somebody's relations, and how well a sentence tells it of them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.search.kinds import MONTHS
from corpus.search.lexicon import STOP
from corpus.search.tokens import Token
from corpus.search.words import PRONOUNS

_KIN = """
    wife wives husband spouse partner lover girlfriend boyfriend fiancee mother father parent dad daddy mum mummy mom
    son daughter child children kid brother sister sibling grandson granddaughter grandchild grandchildren grandfather
    grandmother grandparent uncle aunt nephew niece cousin widow
"""
KIN = frozenset(form for word in _KIN.split() for form in (word, f"{word}s"))
_ORDER = frozenset(
    ("first", "second", "third", "last", "only", "eldest", "oldest", "elder", "older", "youngest", "younger", "late")
)
_ASIDE = frozenset(("many", "name", "names", "named", "called", "full", "real", "tell"))
"""What may be asked of a relation without asking for anything but who it is."""
_OWNER = r"((?!(?:who|what|which|whats|whos|the|a|an|many|any|of|did|does|was|is|were|are)\b)\w+)"
_OF = re.compile(rf"\b(?:of|to) (?:the )?{_OWNER}(?: {_OWNER})?(?: {_OWNER})?$")
_HAD = re.compile(rf"\b(?:did|does|do|has|had) {_OWNER}(?: {_OWNER})? (?:ever )?(?:have|had|got|get)\b")
_MANY = frozenset(("many", "how"))
_MARRIED = frozenset(("married", "marry", "marries", "wed"))
_HAVE = frozenset(("had", "has", "have"))
_BREAKS = frozenset(",;:()—–")
_JOINS = frozenset((",", ":", "(", "was", "is", "were", "are", "named", "called"))
_FROM = frozenset(("in", "at", "to", "from", "near", "into", "through", "outside", "the", "of", "on"))
_MONTHS = frozenset(month.casefold() for month in MONTHS.split("|"))
_BORN = frozenset(("born",))
_SEVERAL = frozenset(("children", "wives", "grandchildren"))


PARENTS = frozenset(("mother", "father", "parent", "dad", "daddy", "mum", "mummy", "mom"))
"""Whose names a birth tells: "born to"."""


def relation(asked: str) -> tuple[str, tuple[str, ...]] | None:
    """Return the relation that a plain question asks for, and the words of the one whose it is; they may be none."""
    said = asked.split()
    at = [place for place, word in enumerate(said) if word in KIN]
    if len(at) != 1:
        return None
    whose = _whose(said, at[0], asked)
    left = [word for word in said if word not in STOP and word not in _ASIDE and word not in _ORDER]
    plain = [word for word in left if word not in PRONOUNS and word not in KIN and word not in whose]
    return None if plain else (said[at[0]], whose)


def is_several(word: str) -> bool:
    """Say whether a word for relations means several of them."""
    return word in _SEVERAL or word.endswith("s")


def _whose(said: Sequence[str], at: int, asked: str) -> tuple[str, ...]:
    """Return the words that stand before a relation, after "of", or before "have"."""
    before = [word for word in said[:at] if word not in _ORDER]
    own: list[str] = []
    while (
        before
        and before[-1] not in _MANY
        and (before[-1] not in STOP or (before[-1] in PRONOUNS and not own))
        and before[-1] not in _ASIDE
    ):
        own.insert(0, before.pop())
    if not own and (found := _HAD.search(asked) or _OF.search(asked)):
        own = [word for word in found.groups() if word]
    return tuple(own)


def related(said: Sequence[Token], several: bool = False) -> float:
    """Return how well a sentence tells of the relation: 1 by name, less without, below 0 somebody else's.

    `several` says that more than one is asked for: "his sons".
    """
    values = [_value(said, at, several) for at, token in enumerate(said) if token.is_verb]
    return max(values) if max(values, default=0.0) > 0 else min(values, default=0.0)


def _value(said: Sequence[Token], at: int, several: bool) -> float:
    word = said[at].low
    if word in _MARRIED or word in _BORN:
        return _of_verb(said, at)
    owner, worth = _owned(said, at)
    if worth <= 0:
        return worth
    fits = 1.0 if not several or is_several(word) else _ONE_OF_SEVERAL
    return worth * fits * (1.0 if _is_named(said, owner, at) else _NAMELESS)


_FAR = 24
"""How many words before a relation the one may stand whose it is."""
_NAMELESS = 0.4
_ONE_OF_SEVERAL = 0.7
_BY_PRONOUN = 0.7
"""What a relation is worth whose owner stands in another sentence."""


def _of_verb(said: Sequence[Token], at: int) -> float:
    """Weigh "Ada married Bo", "Ada was born to Bo and Eva"."""
    after = said[at + 1 : at + 9]
    if said[at].low in _BORN:
        to = next((place for place, token in enumerate(after) if token.low in ("to", "of")), len(after))
        return (
            1.0
            if _mine(said[max(0, at - _FAR) : at]) and any(token.is_name for token in after[to + 1 : to + 3])
            else 0.0
        )
    named = any(token.is_name and not token.is_mine for token in said[max(0, at - 4) : at + 6])
    if _mine(said[max(0, at - 5) : at]) or _mine(after[:5]):
        return 1.0 if named else _NAMELESS
    return -0.5 * named


def _owned(said: Sequence[Token], at: int) -> tuple[int, float]:
    """Return where the owner of a relation stands, and its worth by who that is: above 0, who is asked about."""
    if at + 2 < len(said) and said[at + 1].low == "of":
        return at, 1.0 if any(token.is_mine and not token.is_own for token in said[at + 2 : at + 6]) else -0.6
    for back in range(at - 1, max(-1, at - 5), -1):
        token = said[back]
        if token.low in PRONOUNS and token.is_own:
            return back, _by_pronoun(said[max(0, back - _FAR) : back], token.is_mine)
        if token.is_own:
            return back, 1.0 if token.is_mine else -0.6
        if token.low in _HAVE:
            return back, _by_subject(said[max(0, back - 3) : back])
        if token.low in _BREAKS:
            break
    return at, 0.0


def _by_subject(subject: Sequence[Token]) -> float:
    if _mine(subject):
        return 1.0
    return -0.6 * any(token.is_name for token in subject) or _BY_PRONOUN * any(token.low == "they" for token in subject)


def _by_pronoun(said: Sequence[Token], may_be: bool) -> float:
    """Weigh "his": the nearest name before it, of those that are no places, is theirs who are asked about, or not.

    `may_be` says that a pronoun without any name before it may stand for them.
    """
    for at in range(len(said) - 1, -1, -1):
        if said[at].is_mine:
            return 1.0
        if said[at].is_name and at and said[at - 1].low not in _FROM and said[at].low not in _MONTHS:
            return -0.6
    return _BY_PRONOUN if may_be else -0.6


def _mine(said: Sequence[Token]) -> bool:
    return any(token.is_mine for token in said)


def _is_named(said: Sequence[Token], owner: int, at: int) -> bool:
    """Say whether a relation is called by name: "his wife Ada", "his wife, Ada", "Ada, his wife"."""
    after = [token for token in said[at + 1 : at + 7] if token.low not in _JOINS]
    if after and after[0].is_name and not after[0].is_mine:
        return True
    before = said[max(0, owner - 2) : owner]
    return len(before) > 1 and before[1].low in _JOINS and before[0].is_name and not before[0].is_mine
