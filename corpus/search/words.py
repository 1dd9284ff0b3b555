"""The words of a text as the index knows them: folded, without possessives, and cut to their stems."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from corpus.search.lexicon import IRREGULAR, STOP

_APOSTROPHE = re.compile(r"['’‘ʼ](?:s\b)?")
_GROUPED = re.compile(r",(?=\d{3}\b)(?<=\d,)")
_FOREIGN = re.compile(r"[^\x00-\x7f]+")
_WORD = re.compile(r"[^\W_]+")

PRONOUNS: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys(("he", "him", "his", "himself"), "he"),
        **dict.fromkeys(("she", "her", "hers", "herself"), "she"),
    }
)
"""The token that stands in an analysed sentence for each pronoun that may mean a person."""
TOKENS = frozenset(PRONOUNS.values())


def plain(text: str) -> str:
    """Return `text` without accents, possessive endings and the commas in large numbers."""
    if not text.isascii():
        text = _FOREIGN.sub(_unaccented, unicodedata.normalize("NFKD", text))
    return _GROUPED.sub("", _APOSTROPHE.sub("", text))


def _unaccented(found: re.Match[str]) -> str:
    return "".join(mark for mark in found[0] if not unicodedata.combining(mark))


def words(text: str) -> list[str]:
    """Return the words of `text` in reading order, plain and in lower case."""
    return _WORD.findall(plain(text).casefold())


def spoken(text: str) -> list[str]:
    """Return the words of `text` in reading order, plain but in their own case."""
    return _WORD.findall(plain(text))


class Stems:
    """Remembers the stems of words from text to text; an empty word has the stem ""."""

    def __init__(self) -> None:
        self._known: dict[str, str] = {}

    def of(self, word: str) -> str:
        """Return the stem of a word in any case."""
        if (known := self._known.get(word)) is None:
            low = word.casefold()
            known = self._known[word] = PRONOUNS.get(low) or ("" if low in STOP else stem(low))
        return known

    def content(self, text: str) -> list[str]:
        """Return the stems of the words that carry meaning."""
        return [stem for word in spoken(text) if (stem := self.of(word))]

    def named(self, sentence: str, plain_words: frozenset[str]) -> list[tuple[str, str]]:
        """Return the same, with a capital on names, and how each is written, in small letters.

        A first word is a name if the documents never write it small.
        """
        found = []
        for at, word in enumerate(spoken(sentence)):
            if stem := self.of(word):
                small = word.casefold()
                name = word[0].isupper() and (at > 0 or small not in plain_words)
                found.append((stem.capitalize() if name else stem, small))
        return found


@lru_cache(maxsize=1 << 13)
def stem(word: str) -> str:
    """Return what the forms of a folded word have in common, after Porter (1980)."""
    if word in IRREGULAR:
        word = IRREGULAR[word]
    if len(word) < 3 or not word.isascii() or not word.isalpha():
        return word
    for step in (_plural, _past, _y, _derived, _adjectival, _last, _final_e):
        word = step(word)
    return word


_DOUBLE = (
    *(("ational", "ate"), ("ization", "ize"), ("isation", "ize"), ("iveness", "ive"), ("fulness", "ful")),
    *(("ousness", "ous"), ("biliti", "ble"), ("tional", "tion"), ("ation", "ate"), ("alism", "al")),
    *(("aliti", "al"), ("iviti", "ive"), ("ousli", "ous"), ("entli", "ent"), ("ator", "ate"), ("alli", "al")),
    *(("izer", "ize"), ("iser", "ize"), ("enci", "ence"), ("anci", "ance"), ("abli", "able"), ("eli", "e")),
)
_ADJECTIVAL = (
    *(("icate", "ic"), ("ative", ""), ("alize", "al"), ("alise", "al"), ("iciti", "ic")),
    *(("ical", "ic"), ("ness", ""), ("ful", "")),
)
_LAST = (
    *("ement", "ance", "ence", "able", "ible", "ment", "ant", "ent", "sion", "tion", "ism", "ate", "iti", "ous"),
    *("ive", "ize", "ise", "al", "er", "ic", "ou"),
)


_DOUBLES = tuple(ending for ending, _ in _DOUBLE)
_ADJECTIVALS = tuple(ending for ending, _ in _ADJECTIVAL)


def _measure(stump: str) -> int:
    """Count the turns from vowels to consonants."""
    return len(_TURN.findall(stump))


_TURN = re.compile(r"[aeiou][^aeiou]|(?<=[^aeiou])y[^aeiouy]")
"""A "y" is a vowel after a consonant or another "y"."""
_VOWELS = frozenset("aeiou")


def _is_vowel(word: str, at: int) -> bool:
    return word[at] in "aeiou" or (word[at] == "y" and at > 0 and word[at - 1] not in "aeiou")


def _has_vowel(stump: str) -> bool:
    return not _VOWELS.isdisjoint(stump) or "y" in stump[1:]


def _plural(word: str) -> str:
    if word.endswith("sses") or word.endswith("ies"):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def _past(word: str) -> str:
    if word.endswith("eed"):
        return word[:-1] if _measure(word[:-3]) else word
    for ending in ("ed", "ing"):
        if word.endswith(ending) and _has_vowel(stump := word[: -len(ending)]):
            return _mended(stump)
    return word


def _mended(stump: str) -> str:
    """Give a verb that lost its ending the letter back that it had before."""
    if stump.endswith(("at", "bl", "iz")) or (_measure(stump) == 1 and _is_short(stump)):
        return stump + "e"
    doubled = len(stump) > 1 and stump[-1] == stump[-2] and stump[-1] not in "aeioulsz"
    return stump[:-1] if doubled else stump


def _is_short(stump: str) -> bool:
    """Say whether a stump ends in consonant, vowel, consonant, as "hop" does."""
    if len(stump) < 3 or stump[-1] in "wxy":
        return False
    return not _is_vowel(stump, len(stump) - 3) and _is_vowel(stump, len(stump) - 2) and stump[-1] not in "aeiouy"


def _y(word: str) -> str:
    return word[:-1] + "i" if word.endswith("y") and _has_vowel(word[:-1]) else word


def _derived(word: str) -> str:
    return _replaced(word, _DOUBLE, _DOUBLES)


def _adjectival(word: str) -> str:
    return _replaced(word, _ADJECTIVAL, _ADJECTIVALS)


def _replaced(word: str, endings: tuple[tuple[str, str], ...], any_of: tuple[str, ...]) -> str:
    if not word.endswith(any_of):
        return word
    for ending, instead in endings:
        if word.endswith(ending):
            stump = word[: -len(ending)]
            return stump + instead if _measure(stump) else word
    return word


def _last(word: str) -> str:
    if not word.endswith(_LAST):
        return word
    for ending in _LAST:
        if word.endswith(ending):
            stump = word[: -len(ending)] + (ending[0] if ending in ("sion", "tion") else "")
            return stump if _measure(stump) > 1 else word
    return word


def _final_e(word: str) -> str:
    if word.endswith("e"):
        measure = _measure(word[:-1])
        if measure > 1 or (measure == 1 and not _is_short(word[:-1])):
            word = word[:-1]
    return word[:-1] if word.endswith("ll") and _measure(word) > 1 else word
