"""The words of a clause, each with what it can do there: name somebody, say, hold or give something, own, link."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from corpus.capitals import Name
from corpus.speech import ADVERBS, BODIES, GIVING, HOLDING, SAYING, words

_TOKEN = re.compile(r"[^\W_]+(?:['’‑-][^\W_]+)*|[,;:()—–]")

PREPOSITIONS = words("""
    of by to with against for from in on about upon between among than under over after before towards toward at into
    like unlike without behind beside via through despite per during until since regarding concerning
""")
SUBORDINATORS = words("""
    that because who whom which whose when while where if since although though whereas how what why as
""")
LINKS = words("and or but nor yet")
PRONOUNS = words("he she they")
OWNING = {"his": "he", "her": "she", "their": "they"}
_BELONGING = re.compile(r" (?:of|for|on) ")
_DETERMINERS = words("the a an this that these those his her their its my our your no any every each some such of")
_BE = words("is are was were be been being")
_BETWEEN = ADVERBS | words("to went on continued sought chose began tried came is was")
_PASSIVE = ("ed", "en", "de", "id", "ld")


class Token(NamedTuple):
    """A word in small letters, a mark, or a whole name."""

    word: str
    start: int
    end: int
    name: Name | None = None


def tokens(text: str, start: int, end: int, names: Mapping[int, Name]) -> list[Token]:
    """Return the tokens of `text[start:end]`. `names` are the text's names by their start."""
    return list(_tokens(text, start, end, names))


def _tokens(text: str, start: int, end: int, names: Mapping[int, Name]) -> Iterator[Token]:
    past = start
    for match in _TOKEN.finditer(text, start, end):
        if match.start() < past:
            continue
        if (name := names.get(match.start())) is not None and name.end <= end:
            past = name.end + 2 * name.possessive
            yield Token(name.text, name.start, name.end, name)
        else:
            yield Token(match[0].casefold(), match.start(), match.end())


def word(row: list[Token], number: int) -> str:
    """Return the word at a place, empty for a name and outside the row."""
    return row[number].word if 0 <= number < len(row) and row[number].name is None else ""


def is_body(row: list[Token], number: int) -> bool:
    """Say whether a body is spoken of by its noun alone: `the committee`."""
    return word(row, number) in BODIES and word(row, number - 1) == "the"


def is_body_name(name: str) -> bool:
    """Say whether a name is a body's, by its noun: `Cato Institute`, `Council of Elders`."""
    return body_noun(name) in BODIES


def body_noun(name: str) -> str:
    """Return the noun of a body's name: `council` of `Harbour Council for the North`."""
    return _BELONGING.split(name)[0].split()[-1].casefold()


def is_verb(row: list[Token], number: int) -> bool:
    """Say whether a token is a verb of speech or judgement, and not the noun of the same shape."""
    one = word(row, number)
    if one not in SAYING and one not in HOLDING and one not in GIVING:
        return False
    owner = row[number - 1].name if number > 0 else None
    return not (owner and owner.possessive) and word(row, number - 1) not in _DETERMINERS


def is_passive(row: list[Token], number: int) -> bool:
    """Say whether a verb's subject is the one spoken of: `was described`."""
    for earlier in range(number - 1, max(number - 4, -1), -1):
        if word(row, earlier) in _BE:
            return row[number].word.endswith(_PASSIVE)
        if not is_between(row, earlier):
            return False
    return False


def is_between(row: list[Token], number: int) -> bool:
    """Say whether a token may stand between a subject and its verb."""
    one = word(row, number)
    return one in _BETWEEN or one.endswith("ly")
