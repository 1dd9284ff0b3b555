"""Which kinds of answer a sentence may hold, and how it stands to its neighbours: seen once, when it is indexed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import IntFlag

from corpus.search.words import stem


class Kind(IntFlag):
    """A kind of answer; the last three say how a sentence opens and ends, and that something came to nothing in it."""

    NONE = 0
    DATE = 1
    NUMBER = 2
    PERSON = 4
    PLACE = 8
    REASON = 16
    WORDS = 32
    DEFINITION = 64
    NAME = 128
    ANNOUNCES = 256
    LEANS = 512
    MEANS = 1024
    FAILS = 2048


MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_NUMBERS = (
    "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen"
    "|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|billion|dozen|half|third"
    "|quarter|twice|once|first|second|single|percent"
)
FAILING = re.compile(
    r"\b(?:attempt(?:s|ed|ing)? (?:to|at|on|against)|tr(?:ied|ying) to|fail(?:ed|s|ing|ure) to|plann?(?:ed|s|ing)? to"
    r"|plot(?:s|ted|ting)? to|intend(?:ed|s|ing)? to|failed|unsuccessful(?:ly)?|would have|w(?:as|ere) to have)\b"
)
"""Words by which something came to nothing, or not yet to anything."""
_SIGNS = {
    Kind.DATE: re.compile(rf"\b(?:1\d|20)\d\ds?\b|\b(?:{MONTHS})\b|\bcentur(?:y|ies)\b|\b\d{{1,4}} (?:BC|AD|BCE|CE)\b"),
    Kind.NUMBER: re.compile(rf"\d|\b(?:{_NUMBERS})s?\b"),
    Kind.PERSON: re.compile(
        r"(?:[a-z,;:(]|['’]s) [A-Z][\w.'’-]+ (?:[A-Z][\w.'’-]+ )?[A-Z][\w'’-]+|[a-z] [A-Z][a-z]+\b"
    ),
    Kind.PLACE: re.compile(
        r"\b(?:in|at|to|from|near|of|into|through|outside|around|across) (?:the )?(?:[a-z]+ )?[A-Z]\w+"
    ),
    Kind.REASON: re.compile(
        r"\b(?:because|since|due to|owing to|as a result|in order to|so that|so as|therefore|thus|hence|led to|caused?"
        r"|causing|reasons?|fear(?:ed|ing)?|to (?:avoid|prevent|help|protect|ensure|make|allow|get|keep)|for (?:its|his"
        r"|her|their)|prompted|motivat|explain|given that|result(?:ed|ing)?|believ|consider)"
    ),
    Kind.WORDS: re.compile(r"[\"“”«»]|(?<!\w)[‘'](?=\w)"),
    Kind.DEFINITION: re.compile(
        r"\b(?:is|are|was|were) (?:an?|the|any|one)\b|\b(?:refers? to|means?|defin|consists? of|describ|posit)"
        r"|\bthe (?:theory|idea|view|belief|process|study|practice)\b"
    ),
    Kind.NAME: re.compile(
        r"\b(?:called|named?|known as|titled?|entitled|nicknamed|dubbed|under the name|term(?:ed)?)\b|[\"“]"
    ),
    Kind.MEANS: re.compile(
        r"(?<!together )\bwith an? [a-z]|\bus(?:ed|ing) (?:an?|the|his|her|its|their)\b"
        r"|\b(?:by means of|weapon|instrument)\b"
    ),
    Kind.FAILS: FAILING,
    Kind.ANNOUNCES: re.compile(r":$"),
    Kind.LEANS: re.compile(r"^[\"“‘(]?(?:It|Its|This|That|These|Those|They|Their|Them|Such|Both|Neither|Others)\b"),
}
"""What each kind looks like. Rough on purpose: a sign is evidence beside the words, never a filter."""


def kinds(sentence: str) -> Kind:
    """Return what `sentence` shows signs of."""
    small = sentence.casefold()
    found = 0
    for kind, sign in _PATTERNS:
        if sign.search(small if kind & _SMALL else sentence):
            found |= kind
    return Kind(found)


_SMALL = int(Kind.NUMBER | Kind.REASON | Kind.FAILS)
_PATTERNS = tuple((int(kind), sign) for kind, sign in _SIGNS.items())


MONTH_STEMS = frozenset(stem(month.casefold()).capitalize() for month in MONTHS.split("|"))
NUMBER_STEMS = frozenset(stem(number) for number in _NUMBERS.split("|"))


def counted(stems: Iterable[str]) -> tuple[int, int, int]:
    """Return how many of the stems, with capitals on names, are dates, numbers and names."""
    dates = numbers = names = 0
    for word in stems:
        if word in MONTH_STEMS or _is_year(word):
            dates += 1
        if word[0].isdigit() or word in NUMBER_STEMS:
            numbers += 1
        elif word[0].isupper() and word not in MONTH_STEMS:
            names += 1
    return dates, numbers, names


def _is_year(word: str) -> bool:
    return word == "centuri" or (len(word) in (4, 5) and word[0] in "12" and word[:4].isdigit())
