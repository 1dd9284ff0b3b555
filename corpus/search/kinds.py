"""Which kinds of answer a sentence may hold: seen in its letters, so that the index can keep a byte for it."""

from __future__ import annotations

import re
from enum import IntFlag


class Kind(IntFlag):
    """A kind of answer."""

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


_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_NUMBERS = (
    "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen"
    "|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundreds?|thousands?|millions?|billions?|dozens?"
    "|half|third|quarter|twice|once|first|second|single|percent"
)
_SIGNS = {
    Kind.DATE: re.compile(rf"\b(?:1\d|20)\d\ds?\b|\b(?:{_MONTHS})\b|\bcentur(?:y|ies)\b|\b\d{{1,4}} (?:BC|AD|BCE|CE)\b"),
    Kind.NUMBER: re.compile(rf"\d|\b(?:{_NUMBERS})\b", re.IGNORECASE),
    Kind.PERSON: re.compile(r"(?:[a-z,;:(]|['’]s) (?:[A-Z][\w.'’-]+ ){1,3}[A-Z][\w'’-]+|(?<![.!?] )\b[A-Z][a-z]+[A-Z]?\w*ky?\b"),
    Kind.PLACE: re.compile(r"\b(?:in|at|to|from|near|of|into|through|outside|around|across) (?:the )?(?:\w+ )?[A-Z]\w+"),
    Kind.REASON: re.compile(
        r"\b(?:because|since|due to|owing to|as a result|in order to|so that|so as|therefore|thus|hence|led to|caused?"
        r"|causing|reasons?|fear(?:ed|ing)?|to (?:avoid|prevent|help|protect|ensure|make|allow|get|keep)|for (?:its|his"
        r"|her|their)|prompted|motivat\w+|explain\w*|given that|result(?:ed|ing)?|believ\w+|consider\w+)\b",
        re.IGNORECASE,
    ),
    Kind.WORDS: re.compile(r"[\"“”«»]|(?<!\w)[‘'](?=\w)"),
    Kind.DEFINITION: re.compile(
        r"\b(?:is|are|was|were) (?:an?|the|any|one)\b|\b(?:refers? to|means?|defin\w+|consists? of|describ\w+"
        r"|posit\w*|the (?:theory|idea|view|belief|process|study|practice))\b"
    ),
    Kind.LEANS: re.compile(r"[\"“‘(]?(?:It|Its|This|That|These|Those|They|Their|Them|Such|Both|Neither|Some|Others|He|She|His|Her)\b"),
    Kind.ANNOUNCES: re.compile(r":$"),
    Kind.NAME: re.compile(r"\b(?:called|named?|known as|titled?|entitled|nicknamed|dubbed|under the name|term(?:ed)?)\b|[\"“]"),
}
"""What each kind looks like. Rough on purpose: a sign is evidence beside the words, never a filter."""


def kinds(sentence: str) -> Kind:
    """Return the kinds of answer that `sentence` shows signs of."""
    found = Kind.NONE
    for kind, sign in _SIGNS.items():
        if sign.match(sentence) if kind is Kind.LEANS else sign.search(sentence):
            found |= kind
    return found
