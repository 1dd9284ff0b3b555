"""Questions that nobody asks in good faith, any number of them and always the same."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence

LONGEST = 6_000

_MARKS = (
    '"',
    "'",
    "`",
    "''",
    '""',
    "(",
    ")",
    "*",
    "^",
    "-",
    "+",
    ":",
    "{",
    "}",
    "[",
    "]",
    "\\",
    "%",
    "_",
    ";",
    "--",
    "/*",
)
_OPERATORS = ("AND", "OR", "NOT", "NEAR", "NEAR(", "NEAR/2", "MATCH", "GLOB", "rank", "bm25(", "text:", "{text} :")
_SQL = (
    *("'; DROP TABLE posting; --", "1 OR 1=1", "UNION SELECT * FROM survey", "x' OR 'x'='x", ":stems", "?1", "$$"),
    *("ATTACH 'x' AS y", "PRAGMA journal_mode", "json_each(:ids)", "[1,2", '{"a":', "NULL", "0x00", "1e999", "NaN"),
)
_UNSEEN = (
    "\0",
    "\x01",
    "\x1b[2J",
    "\x7f",
    "\u200b",
    "\u200d",
    "\u202e",
    "\u2066",
    "\ufeff",
    "\u2028",
    "\n",
    "\t",
    "\r",
)
_BROKEN = ("\ud800", "\udfff", "\udc80\ud83d", "\ud83d", "\ufffe", "\U0010ffff")
_PICTURES = ("🔥", "👩‍🚒", "👨‍👩‍👧‍👦", "🏴‍☠️", "🇲🇽", "1️⃣", "🫠", "☃️")
_SCRIPTS = ("ß", "İ", "ŉ", "ﬁ", "Å", "ё", "жизнь", "مرحبا", "שלום", "日本語", "ไทย", "٣٤", "²", "Ⅷ", "½", "𝔘𝔫𝔦", "ǅ")
_COMBINING = range(0x300, 0x370)

Make = Callable[[random.Random, Sequence[str]], str]


def hostile(number: int, words: Sequence[str], seed: int = 1) -> Iterator[str]:
    """Yield so many strings of operators, quotes, code, broken text and some of the corpus's own words."""
    chance = random.Random(seed)
    for _ in range(number):
        yield chance.choice(_MAKES)(chance, words)[:LONGEST]


def _mixed(chance: random.Random, words: Sequence[str]) -> str:
    """Return a handful of anything at all, with or without spaces between."""
    kinds = (_MARKS, _OPERATORS, _SQL, _UNSEEN, _BROKEN, _PICTURES, _SCRIPTS, words, words)
    return chance.choice((" ", "", " ", "\0")).join(
        chance.choice(chance.choice(kinds)) for _ in range(chance.randint(0, 12))
    )


def _query(chance: random.Random, words: Sequence[str]) -> str:
    """Return words of the corpus as somebody would write them for FTS5, unbalanced now and then."""
    said = [chance.choice(("", '"', "(", "^", "-")) + chance.choice(words) for _ in range(chance.randint(1, 8))]
    return f" {chance.choice(_OPERATORS)} ".join(said) + chance.choice(("", '"', ")", "*", '"*'))


def _noise(chance: random.Random, words: Sequence[str]) -> str:
    """Return code points from everywhere, surrogates included."""
    widest = chance.choice((0x80, 0x250, 0x3000, 0x110000))
    return "".join(chr(chance.randrange(widest)) for _ in range(chance.randint(0, 60)))


def _zalgo(chance: random.Random, words: Sequence[str]) -> str:
    """Return a word buried under accents."""
    marks = ("".join(chr(chance.choice(_COMBINING)) for _ in range(chance.randint(0, 12))) for _ in range(20))
    return "".join(letter + mark for letter, mark in zip(chance.choice(words) * 3, marks, strict=False))


def _misspelt(chance: random.Random, words: Sequence[str]) -> str:
    """Return a question of words each of which has lost or gained a letter."""
    said = []
    for word in (chance.choice(words) for _ in range(chance.randint(1, 10))):
        at = chance.randrange(len(word))
        said.append(word[:at] + chance.choice("abcdefghijklmnopqrstuvwxyz") + word[at + chance.randint(0, 1) :])
    return " ".join(said)


def _long(chance: random.Random, words: Sequence[str]) -> str:
    """Return one thing over and over, or very many words."""
    if chance.random() < 0.5:
        return (chance.choice((*_MARKS, *_SCRIPTS, *_BROKEN, *words[:50])) + chance.choice(("", " "))) * 3_000
    return " ".join(chance.choices(words, k=900))


_MAKES: Sequence[Make] = (_mixed, _mixed, _mixed, _query, _query, _noise, _zalgo, _misspelt, _long)
