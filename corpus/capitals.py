"""Runs of capitalised words in a text, freed of titles, roles and capitals that a sentence gave: what may be a name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

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

_CAPITAL = re.compile(
    r"[^\W\d_a-z](?<![^\W\d_].)(?<![^\W\d_]['’‑-].)[^\W\d_]*(?:['’‑-][^\W\d_]+)*"
)  # any but small ASCII, so that most words are passed over without looking at them
_FOLLOWING_WORD = re.compile(rf"( |\. ?)({WORD.pattern})")
_OWNS = ("'s", "’s")
_NUMERAL = re.compile(r"[IVX]{2,}")
_ABBREVIATIONS = words("Dr Mr Mrs Ms St Prof Gen Col Capt Lt Sgt Maj Rep Sen Gov Rev Hon Fr")
_PLACING = words("in at near into throughout across outside within inside")
_FOLLOWING = words("was were had has would could is himself herself")
_NO_TITLES = BODIES | THINGS
_OF = frozenset({" of ", " of the ", " for ", " for the "})
_LONGEST = 12
_NOUNS = frozenset(form for noun in TRADES | BODIES | THINGS for form in (noun, noun + "s"))
_GROUP = re.compile(r"(?:ist|ish|vik|ese|ism)s?$")


class Word(NamedTuple):
    """A word, where it stands, and the same small and as nobody's possessive."""

    text: str
    start: int
    end: int
    low: str


Run = list[Word]
"""Capitalised words that nothing parts, and the particles between them."""


@dataclass(frozen=True, slots=True)
class Name:
    """A run of capitalised words, without title: perhaps a person, a body or a place.

    `title` says that a rank or an office stood before it; `opens` that it begins a sentence, which gives capitals;
    `headed` that capitalised words stood before it which are no part of it: `Baltic Shipyard`, `Menshevik Brand`.
    """

    start: int
    end: int
    text: str
    possessive: bool
    title: bool = False
    opens: bool = False
    headed: bool = False


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


def usage(texts: Iterable[str], runs: Iterable[Sequence[Run]] | None = None) -> Usage:
    """Return how the texts of a document use words. `runs` are their capitalised ones, where they are known already."""
    texts = list(texts)
    counts: Counter[str] = Counter()
    heads: set[str] = set()
    for text, found in zip(texts, map(capitalised, texts) if runs is None else runs, strict=True):
        counts.update(WORD.findall(text))
        heads.update(run[0].text for run in found if len(run) == 1 and _is_no_name(text, run[0]))
    small = FUNCTION_WORDS.union(word for word in counts if word[0].islower())
    capital = {word: count for word, count in counts.items() if not word[0].islower()}
    groups = frozenset(
        word for word, count in capital.items() if _GROUP.search(word) or 3 * capital.get(word + "s", 0) > count
    )
    return Usage(small, groups.union(heads), groups)


def _is_no_name(text: str, word: Word) -> bool:
    """Say whether a lone word stands as a place, or as an adjective: `in Turkey`, `Russian historian`."""
    if word.text.casefold() not in MONTHS and _word_before(text, word.start) in _PLACING:
        return True
    following = WORD.match(text, word.end + 1) if text[word.end : word.end + 1] == " " else None
    return following is not None and following[0] in _NOUNS


def names(text: str, usage: Usage, runs: Iterable[Run] | None = None) -> list[Name]:
    """Return the names in a text, in order. `runs` are its capitalised words, where they are known already."""
    found: list[Name] = []
    for run in capitalised(text) if runs is None else runs:
        if found and _is_short_body(found[-1]) and text[found[-1].end : run[0].start] in _OF:
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


def capitalised(text: str) -> list[Run]:
    """Return the runs of capitalised words in a text, with initials, and particles between them."""
    runs: list[Run] = []
    place = 0
    while (found := _CAPITAL.search(text, place)) is not None:
        place = found.end()
        if text[found.start()].isupper():
            runs.append(_run(text, _word(found[0], found.start(), place)))
            place = runs[-1][-1].end
    return runs


def _run(text: str, first: Word) -> Run:
    """Return the run that a capitalised word begins."""
    run, held = [first], Run()
    while (following := _joined(text, (held or run)[-1])) is not None:
        if following.text[0].isupper() and len(run) < _LONGEST:
            run += [*held, following]
            held = []
        elif following.text in PARTICLES and len(held) < _LONGEST:
            held.append(following)
        else:
            break
    return run


def _joined(text: str, word: Word) -> Word | None:
    """Return the word that follows another with nothing that parts two words of a name."""
    found = _FOLLOWING_WORD.match(text, word.end)
    if found is None or word.text.endswith(_OWNS):
        return None
    if found[1] != " " and not _is_initial(word.text) and word.text not in _ABBREVIATIONS:
        return None
    return _word(found[2], found.start(2), found.end())


def _word(text: str, start: int, end: int) -> Word:
    return Word(text, start, end, (text[:-2] if text.endswith(_OWNS) else text).casefold())


def _is_initial(word: str) -> bool:
    return len(word) <= 2 and word[0].isupper() and not _NUMERAL.fullmatch(word)


def _named(text: str, run: Run, usage: Usage) -> Name | None:
    """Return the name in a run of capitalised words, or None where nothing is left without titles and roles."""
    if run and _is_sentence_opener(text, run[0], usage):
        run = run[1:]
    untitled, title = _untitled(run)
    run = _without_heads(untitled, usage)
    if not run or any(
        word.low in FUNCTION_WORDS and len(word.text) > 1 and not word.text.endswith(_OWNS) for word in run
    ):
        return None
    start, end = run[0].start, run[-1].end
    possessive = run[-1].text.endswith(_OWNS)
    name = text[start : end - 2 * possessive]
    opens = _begins_sentence(text, start)
    if bare(name) in MONTHS:
        return None
    possessive = possessive or _is_plural_possessive(text, end)
    return Name(start, start + len(name), name, possessive, title, opens, len(run) < len(untitled))


def _is_sentence_opener(text: str, first: Word, usage: Usage) -> bool:
    """Say whether a word has its capital only because a sentence begins."""
    word = first.low
    if word in FUNCTION_WORDS:
        return len(word) > 1 or text[first.end : first.end + 1] != "."
    if not _begins_sentence(text, first.start):
        return False
    if word.endswith("ing") and text[first.end + 1 : first.end + 2].isupper():
        return True
    if word not in usage.small and word not in TRADES:
        return False
    following = next_word(text, first.end)
    speaks = following in SAYING or following in HOLDING or following in GIVING or following in _FOLLOWING
    return word not in usage.surnames or not (speaks or first.text.endswith(_OWNS))


def _begins_sentence(text: str, place: int) -> bool:
    before = text[max(0, place - 8) : place].rstrip(" \"“‘'([—–-")
    return not before or before[-1] in ".!?:;"


def _untitled(run: Run) -> tuple[Run, bool]:
    """Return a run without titles and what stands before them; a body or place keeps them."""
    if not run or run[-1].low in _NO_TITLES:
        return run, False
    for number in range(len(run) - 1, -1, -1):
        if run[number].low in TITLES:
            return run[number + 1 :], True
    return run, False


def _without_heads(run: Run, usage: Usage) -> Run:
    """Return a run without words before the name that are no part of it: groups, places and ordinary words."""
    if len(run) < 2 or run[-1].low in _NO_TITLES:
        return run
    left = len(run) - 1
    heads = [number for number in range(left) if (run[number].text in usage.heads or run[number].low in _NO_TITLES)]
    first = heads[-1] + 1 if heads else 0
    while left - first > 1 and len(run[first].text) > 1 and run[first].low in usage.small:
        first += 1
    return run[first:]


def _is_plural_possessive(text: str, end: int) -> bool:
    """Say whether a possessive without its own s, as in `the Engels' house`, ends here."""
    return text[end - 1] == "s" and text[end : end + 1] in ("'", "’") and text[end + 1 : end + 2] == " "


def _word_before(text: str, place: int) -> str:
    before = text[max(0, place - 14) : place].split()
    return before[-1] if before else ""


def _extended(text: str, body: Name, run: Run) -> Name:
    """Join a body's name to what it belongs to: `Council` and `Workers Deputies` by `of`."""
    possessive = run[-1].text.endswith(_OWNS)
    end = run[-1].end - 2 * possessive
    return Name(body.start, end, text[body.start : end], possessive, opens=body.opens)


def _is_short_body(name: Name) -> bool:
    last = bare(name.text.rpartition(" ")[2])
    return last in BODIES and not name.possessive and not any(joint in name.text for joint in _OF)
