"""Runs of capitalised words in a text, freed of titles, roles and capitals that a sentence gave: what may be a name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from corpus.speech import (
    ADVERBS,
    BODIES,
    FUNCTION_WORDS,
    GIVING,
    HOLDING,
    MONTHS,
    SAYING,
    THINGS,
    TITLES,
    TRADES,
    words,
)

WORD = re.compile(r"[^\W\d_]+(?:['’‑-][^\W\d_]+)*")
PARTICLES = words("van von der den de del della di da du la le el al bin ibn ter ten zu y")

_POSSESSIVE = re.compile(r"['’]s$")
_NUMERAL = re.compile(r"[IVX]{2,}")
_ABBREVIATIONS = words("Dr Mr Mrs Ms St Prof Gen Col Capt Lt Sgt Maj Rep Sen Gov Rev Hon Fr")
_PLACING = words("in at near into throughout across outside within inside")
_FOLLOWING = words("was were had has would could is himself herself")
_NO_TITLES = BODIES | THINGS
_OF = frozenset({" of ", " of the ", " for ", " for the "})
_LONGEST = 12
_NOUNS = frozenset(form for noun in TRADES | BODIES | THINGS for form in (noun, noun + "s"))
_GROUP = re.compile(r"(?:ist|ish|vik|ese|ism)s?$")

_Run = list[re.Match[str]]


@dataclass(frozen=True, slots=True)
class Name:
    """A run of capitalised words, without title: perhaps a person, a body or a place.

    `title` says that a rank or an office stood before it; `opens` that it begins a sentence, which gives capitals.
    """

    start: int
    end: int
    text: str
    possessive: bool
    title: bool = False
    opens: bool = False


@dataclass(frozen=True, slots=True)
class Usage:
    """How a document uses words: which it also writes small, and which stand before names without being part of them.

    `groups` are those that have a plural. `surnames` are written small too, but are people's: `Baker argued`.
    """

    small: frozenset[str]
    heads: frozenset[str]
    groups: frozenset[str]
    surnames: frozenset[str] = frozenset()

    def knowing(self, surnames: Iterable[str]) -> Usage:
        """Return the same usage with people's surnames known."""
        return replace(self, surnames=frozenset(surnames) & self.small)


def usage(texts: Iterable[str]) -> Usage:
    """Return how the texts of a document use words."""
    small: set[str] = set(FUNCTION_WORDS)
    capital: Counter[str] = Counter()
    heads: set[str] = set()
    for text in texts:
        for word in WORD.findall(text):
            if word[0].islower():
                small.add(word)
            else:
                capital[word] += 1
        heads.update(run[0][0] for run in _runs(text) if len(run) == 1 and _is_no_name(text, run[0]))
    groups = frozenset(word for word in capital if _GROUP.search(word) or 3 * capital[word + "s"] > capital[word])
    return Usage(frozenset(small), groups.union(heads), groups)


def _is_no_name(text: str, word: re.Match[str]) -> bool:
    """Say whether a lone word stands as a place, or as an adjective: `in Turkey`, `Russian historian`."""
    if word[0].casefold() not in MONTHS and _word_before(text, word.start()) in _PLACING:
        return True
    following = WORD.match(text, word.end() + 1) if text[word.end() : word.end() + 1] == " " else None
    return following is not None and following[0] in _NOUNS


def names(text: str, usage: Usage) -> list[Name]:
    """Return the names in a text, in order."""
    found: list[Name] = []
    for run in _runs(text):
        if found and _is_short_body(found[-1]) and text[found[-1].end : run[0].start()] in _OF:
            found[-1] = _extended(text, found[-1], run)
        elif name := _named(text, run, usage):
            found.append(name)
    return found


def bare(word: str) -> str:
    """Return a word small and without stops."""
    return word.strip(".").casefold()


def next_word(text: str, place: int) -> str:
    """Return the word that follows at a place, past adverbs; empty where a stop comes first."""
    for _ in range(3):
        word = WORD.search(text, place, place + 40)
        if word is None or text[place : word.start()].strip(" ,"):
            return ""
        if word[0] not in ADVERBS and not word[0].endswith("ly"):
            return word[0].casefold()
        place = word.end()
    return ""


def _runs(text: str) -> Iterator[_Run]:
    """Yield runs of capitalised words, with initials, and particles between them."""
    run: _Run = []
    held: _Run = []
    for word in WORD.finditer(text):
        if not run and not text[word.start()].isupper():
            continue
        previous = held[-1] if held else run[-1] if run else None
        joined = previous is not None and _is_joined(text, previous, word)
        if joined and word[0][0].isupper() and len(run) < _LONGEST:
            run += [*held, word]
            held = []
        elif joined and word[0] in PARTICLES and len(held) < _LONGEST:
            held.append(word)
        else:
            if run:
                yield run
            held = []
            run = [word] if word[0][0].isupper() else []
    if run:
        yield run


def _is_joined(text: str, first: re.Match[str], second: re.Match[str]) -> bool:
    """Say whether nothing parts two words of a name."""
    if _POSSESSIVE.search(first[0]):
        return False
    gap = text[first.end() : second.start()]
    initial = len(first[0]) <= 2 and first[0][0].isupper() and not _NUMERAL.fullmatch(first[0])
    return gap == " " or (gap in (".", ". ") and (initial or first[0] in _ABBREVIATIONS))


def _named(text: str, run: _Run, usage: Usage) -> Name | None:
    """Return the name in a run of capitalised words, or None where nothing is left without titles and roles."""
    if run and _is_sentence_opener(text, run[0], usage):
        run = run[1:]
    run, title = _untitled(run)
    run = _without_heads(run, usage)
    if not run or any(len(word[0]) > 1 and word[0].casefold() in FUNCTION_WORDS for word in run):
        return None
    start, end = run[0].start(), run[-1].end()
    possessive = _POSSESSIVE.search(run[-1][0]) is not None
    name = text[start : end - 2 * possessive]
    opens = _begins_sentence(text, start)
    if bare(name) in MONTHS:
        return None
    return Name(start, start + len(name), name, possessive or _is_plural_possessive(text, end), title, opens)


def _is_sentence_opener(text: str, first: re.Match[str], usage: Usage) -> bool:
    """Say whether a word has its capital only because a sentence begins."""
    word = _POSSESSIVE.sub("", first[0]).casefold()
    if word in FUNCTION_WORDS:
        return len(word) > 1 or text[first.end() : first.end() + 1] != "."
    if not _begins_sentence(text, first.start()):
        return False
    if word.endswith("ing") and text[first.end() + 1 : first.end() + 2].isupper():
        return True
    if word not in usage.small and word not in TRADES:
        return False
    following = next_word(text, first.end())
    speaks = following in SAYING or following in HOLDING or following in GIVING or following in _FOLLOWING
    return word not in usage.surnames or not (speaks or _POSSESSIVE.search(first[0]))


def _begins_sentence(text: str, place: int) -> bool:
    before = text[max(0, place - 8) : place].rstrip(" \"“‘'([—–-")
    return not before or before[-1] in ".!?:;"


def _untitled(run: _Run) -> tuple[_Run, bool]:
    """Return a run without titles and what stands before them; a body or place keeps them."""
    if not run or _last(run) in _NO_TITLES:
        return run, False
    for number in range(len(run) - 1, -1, -1):
        if bare(_POSSESSIVE.sub("", run[number][0])) in TITLES:
            return run[number + 1 :], True
    return run, False


def _without_heads(run: _Run, usage: Usage) -> _Run:
    """Return a run without words before the name that are no part of it: groups, places and ordinary words."""
    if run and _last(run) in _NO_TITLES:
        return run
    left = len(run) - 1
    heads = [number for number in range(left) if _is_head(run[number][0], usage)]
    first = heads[-1] + 1 if heads else 0
    while left - first > 1 and len(run[first][0]) > 1 and run[first][0].casefold() in usage.small:
        first += 1
    return run[first:]


def _is_head(word: str, usage: Usage) -> bool:
    return word in usage.heads or bare(word) in _NO_TITLES


def _last(run: _Run) -> str:
    return bare(_POSSESSIVE.sub("", run[-1][0]))


def _is_plural_possessive(text: str, end: int) -> bool:
    """Say whether a possessive without its own s, as in `the Engels' house`, ends here."""
    return text[end - 1] == "s" and text[end : end + 1] in ("'", "’") and text[end + 1 : end + 2] == " "


def _word_before(text: str, place: int) -> str:
    before = text[max(0, place - 14) : place].split()
    return before[-1] if before else ""


def _extended(text: str, body: Name, run: _Run) -> Name:
    """Join a body's name to what it belongs to: `Council` and `Workers Deputies` by `of`."""
    possessive = _POSSESSIVE.search(run[-1][0]) is not None
    end = run[-1].end() - 2 * possessive
    return Name(body.start, end, text[body.start : end], possessive, opens=body.opens)


def _is_short_body(name: Name) -> bool:
    plain = not name.possessive and not any(joint in name.text for joint in _OF)
    return plain and bare(name.text.split()[-1]) in BODIES
