"""Who did what to whom: the deed that a question asks about, whom it names, and which role it asks for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from corpus.search.lexicon import IRREGULAR, STOP
from corpus.search.relations import is_several, relation
from corpus.search.words import PRONOUNS


class Asked(Enum):
    """What is asked of a deed: who did it, to whom it was done, when and where, and the same of what somebody did.

    Of relations it is who they are; of a thing or a person, what.
    """

    DOER = "doer"
    DONE_TO = "done to"
    SCENE = "scene"
    ACT = "act"
    KIN = "kin"
    KINS = "kins"
    WHAT = "what"
    IS = "is"


@dataclass(frozen=True, slots=True)
class Deed:
    """What a question says of a deed: its verb, the words of the one whom it names, and what it asks for.

    Who is named did it where `asked` is DONE_TO or ACT, and had it done to them otherwise.
    """

    asked: Asked
    verb: str
    named: tuple[str, ...]


BE = frozenset(("was", "were", "is", "are", "been", "being", "be"))
_RELATIONS = """
    in on at by with for from to during after before as about against into near through under until while since
"""
PREPOSITIONS = frozenset(_RELATIONS.split())
LINKS = frozenset(
    (
        "when",
        "who",
        "whom",
        "that",
        "which",
        "and",
        "or",
        "but",
        "how",
        "where",
        "why",
        "because",
        "if",
        "whether",
        "than",
    )
)
ENDS = PREPOSITIONS | LINKS
_PADDING = frozenset(("it", "that", "had", "has", "have", "also", "then", "really", "ever", "himself", "not", "never"))
AGENTS = frozenset(
    (
        "killer",
        "murderer",
        "assassin",
        "slayer",
        "founder",
        "inventor",
        "discoverer",
        "attacker",
        "successor",
        "executioner",
    )
)
_SHORT = 4
"""In so few words after "did" the last is the verb."""
_LONG_NAME = 3
_COMMON = """
    arrive appear attack become begin believe break bring build call catch change claim collapse come complete
    conquer convert create cross debut defeat develop die discover divorce emigrate end enter escape establish explode
    fall fight finish flee fly form found get give go graduate grow invade invent join kill land launch lead learn
    leave live lose make marry meet merge migrate move murder occupy open organise organize paint perish play publish
    quit reach read receive record regain release resign retire retreat return rule run sail sell settle share ship
    shoot sign sing sink spend split start stay stop study surrender survive take teach travel visit vote win work
    write
"""
_VERBS = frozenset((*_COMMON.split(), *IRREGULAR.values()))
_THIN = frozenset(("end", "try", "have", "talk", "get"))
"""Verbs that tell too little to weigh who is their subject."""
_VAGUE = frozenset(("say", "tell", "write", "call", "state", "claim", "think", "mean", "use", "do", "want", "like"))
_WHO = r"(?:who|whom|whos)"
_BY_WHOM = re.compile(rf"^by (?:{_WHO}|(?:what|which) \w+) (?:was|were|is|are) (.+)")
_WAS_BY = re.compile(rf"^{_WHO} (?:was|were|is|are) (.+ by)$")
_DONE_BY = re.compile(rf"^{_WHO} (?:was|were|is|are) (\w+) by (.+)")
_SCENE = re.compile(
    r"^(?:(?:on |in |at )?(?:when|where|how|(?:what|which) (?:year|day|date|month|city|place|town)) (?:was|were)"
    r"|(?:when|where) (?:is|are)) (.+)"
)
_ACT = re.compile(
    r"^(?:on |in |at )?(?:when|where|how|why|(?:what|which) (?:year|day|date|month|city|place|town)) did (.+)"
)
_REVERSE = re.compile(rf"^(?:{_WHO}|what|(?:what|which) \w+) (?:did|does|do) (.+)")
_AGENT_OF = re.compile(rf"\b({'|'.join(sorted(AGENTS))})s? of (.+)")
_AGENT_LAST = re.compile(
    rf"^(?:{_WHO} )?(?:was |were |is )?((?:(?!who|the )\w+ ){{1,3}})({'|'.join(sorted(AGENTS))})s?$"
)
_ACTIVE = re.compile(rf"^(?:{_WHO}|(?:what|which) \w+) (.+)")


_BY_LAST = re.compile(rf"^(?!(?:{_WHO}|what|which|when|where|how|why|did|was|were|is)\b)(?:\w+ )+\w+ by {_WHO}$")
_AFTER_NAME = re.compile(rf"^((?:(?!{_WHO}\b)\w+ ){{1,4}}){_WHO} (\w+) (?:it|him|her|them|this|that)$")
_WHAT = re.compile(
    r"^(?:whats|whos|(?:what|who) (?:is|was|are|were)(?: (?:a|an|the))?) (?:(?:a|an|the) )?(\w+(?: \w+){0,4})$"
)
_NO_THING = frozenset(
    ("name", "names", "called", "by", "of", "for", "in", "on", "to", "it", "that", "this", "with", "he")
)


def plainer(asked: str) -> str:
    """Return a question in the order of others: "lamp who made it", "lamp made by who" are "who made lamp"."""
    if found := _AFTER_NAME.search(asked):
        return f"who {found[2]} {found[1].strip()}"
    if _BY_LAST.search(asked):
        *named, verb, _, _ = asked.split()
        return f"who {verb} {' '.join(word for word in named if word not in BE)}"
    return asked


def _what(asked: str) -> Deed | None:
    """Read "what is the lamp"."""
    found = _WHAT.search(asked)
    said = found[1].split() if found else _topic(asked.split())
    if not said or any(word in _NO_THING or word in PRONOUNS or is_past(word) for word in said):
        return None
    telling = tuple(word for word in said if word not in STOP)
    return Deed(Asked.WHAT, "", telling) if telling else None


_IS = re.compile(r"^(?:was|is|were|are) ((?:\w+ ){1,3}?)(?:(?:a|an|really|actually|ever|of) )*(\w+)$")


def _is(asked: str) -> Deed | None:
    """Read "was brask a smuggler"."""
    found = _IS.search(asked)
    return _deed(Asked.IS, found[2], found[1].split()) if found else None


def _topic(said: Sequence[str]) -> Sequence[str]:
    """Return the words of a question that is nothing but a few words for something."""
    return said if len(said) <= _FEW and not any(word in STOP for word in said) else ()


_FEW = 3


def deed(asked: str) -> Deed | None:
    """Return the deed that a plain question asks about, or None."""
    return _deed_of(plainer(asked)) or _is(asked) or _what(asked)


def _deed_of(asked: str) -> Deed | None:
    if (found := _BY_WHOM.search(asked)) or (found := _WAS_BY.search(asked)):
        return _passive(Asked.DOER, found[1])
    if found := _DONE_BY.search(asked):
        return _deed(Asked.DONE_TO, found[1], found[2].split()) if is_past(found[1]) else None
    if found := _SCENE.search(asked):
        return _passive(Asked.SCENE, found[1])
    if found := _ACT.search(asked):
        return _act(found[1].split())
    if kin := relation(asked):
        return Deed(Asked.KINS if is_several(kin[0]) else Asked.KIN, kin[0], kin[1] or ("he",))
    if found := _REVERSE.search(asked):
        said = _phrase(found[1].split())
        return (
            _deed(Asked.DONE_TO, said[-1], said[:-1])
            if said[-1] not in _VAGUE and 1 < len(said) <= _SHORT and "of" not in said
            else None
        )
    if found := _AGENT_OF.search(asked):
        return _deed(Asked.DOER, found[1], found[2].split())
    if found := _AGENT_LAST.search(asked):
        return _deed(Asked.DOER, found[2], found[1].split())
    found = _ACTIVE.search(asked)
    return _active(found[1].split()) if found else None


def _passive(asked: Asked, rest: str) -> Deed | None:
    """Read "trotsky killed in mexico", what was said after "was"."""
    said = rest.split()
    for at, word in enumerate(said[1:], 1):
        if word in ENDS:
            return None
        if is_past(word):
            return _deed(asked, word, said[:at])
    return None


def _active(said: Sequence[str]) -> Deed | None:
    """Read "killed trotsky in mexico", what was said after "who"."""
    for at, word in enumerate(said):
        if is_past(word):
            return _deed(Asked.DOER, word, said[at + 1 :])
        if word not in _PADDING and not word.endswith("ly"):
            return None
    return None


def _act(said: Sequence[str]) -> Deed | None:
    """Read "trotsky arrive in mexico", what was said after "when did"."""
    said = _phrase(said, ENDS - {"and"})
    for at, word in enumerate(said[1:], 1):
        if word in _VERBS or (at + 1 == len(said) and at <= _LONG_NAME):
            return _deed(Asked.ACT, word, said[:at]) if word not in _THIN else None
    return None


def _deed(asked: Asked, verb: str, named: Sequence[str]) -> Deed | None:
    telling = tuple(word for word in _phrase(named, ENDS - {"and"}) if word not in STOP or word in PRONOUNS)
    return Deed(asked, verb, telling) if telling and verb not in STOP else None


def _phrase(said: Sequence[str], ends: frozenset[str] = ENDS) -> list[str]:
    """Return the words up to where another phrase begins."""
    end = next((at for at, word in enumerate(said) if at and word in ends), len(said))
    return list(said[:end])


def is_past(word: str) -> bool:
    """Say whether a word may be the past form of a verb."""
    return word not in BE and word not in STOP and (word.endswith("ed") or word in IRREGULAR)
