"""What people may be offered while they type, held in memory so that each letter takes less than a millisecond."""

from __future__ import annotations

import asyncio
import math
from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import aiosqlite
import numpy as np
import numpy.typing as npt

from corpus.search.lexicon import STOP
from corpus.search.spelling import Words, respell
from corpus.search.words import words

_MOST_WORDS = 16
_MOST_WEIGHED = 200
_LAST = chr(0x10FFFF)

Meant = Callable[[str], Sequence[str]]
"""Returns the words that a misspelt one may have been meant for, best first."""


@dataclass(frozen=True, slots=True)
class Labels:
    """Lines of text in the order in which they are offered, with a list of their words to find them by."""

    labels: tuple[str, ...]
    words: tuple[str, ...]
    starts: npt.NDArray[np.intp]
    ids: npt.NDArray[np.uint32]

    def fitting(self, typed: str, limit: int = 25, meant: Meant | None = None) -> list[str]:
        """Return the lines that have all words typed, or words that begin so, in any order.

        A word that no line has counts as what it was `meant` for; where that doesn't help, it is only left out if it is
        one of those that every sentence is made of.
        """
        sought = words(typed)[:_MOST_WORDS]
        if not sought:
            return list(self.labels[:limit])
        having = [(word, self._having(word)) for word in sought]
        told = [found if found.any() else self._meant(word, meant) for word, found in having]
        every = [found for (word, _), found in zip(having, told, strict=True) if found.any() or word not in STOP]
        if not every:
            return []
        ids = np.flatnonzero(np.logical_and.reduce(every))[:_MOST_WEIGHED].tolist()
        begun = " ".join(sought)
        ids.sort(key=lambda id: not " ".join(words(self.labels[id])).startswith(begun))
        return [self.labels[id] for id in ids[:limit]]

    def nearest(self, text: str, limit: int) -> list[str]:
        """Return the lines that share most with a text: at least half of what its words tell, the rare ones more."""
        sought = [word for word in dict.fromkeys(words(text)) if word not in STOP][:_MOST_WORDS]
        shared = np.zeros(len(self.labels))
        total = 0.0
        for word in sought:
            at = bisect_left(self.words, word)
            known = at < len(self.words) and self.words[at] == word
            ids = self.ids[self.starts[at] : self.starts[at + 1]] if known else self.ids[:0]
            tells = math.log1p(len(self.labels) / max(len(ids), 1))
            shared[ids] += tells
            total += tells
        near = np.flatnonzero(shared >= max(total / 2, 1e-9))
        return [self.labels[id] for id in near[np.lexsort((near, -shared[near]))][:limit].tolist()]

    def _having(self, begun: str) -> npt.NDArray[np.bool_]:
        """Say which lines have a word that begins so."""
        found = np.zeros(len(self.labels), np.bool_)
        first, last = bisect_left(self.words, begun), bisect_left(self.words, begun + _LAST)
        found[self.ids[self.starts[first] : self.starts[last]]] = True
        return found

    def _meant(self, word: str, meant: Meant | None) -> npt.NDArray[np.bool_]:
        found = np.zeros(len(self.labels), np.bool_)
        for other in meant(word) if meant else ():
            found |= self._having(other)
        return found


def labels(lines: Iterable[str]) -> Labels:
    """Return lines, each once, so that they can be found by their words."""
    held = tuple(dict.fromkeys(lines))
    pairs: dict[str, list[int]] = {}
    for id, line in enumerate(held):
        for word in dict.fromkeys(words(line)):
            pairs.setdefault(word, []).append(id)
    known = sorted(pairs)
    sizes = [len(pairs[word]) for word in known]
    starts = np.concatenate([[0], np.cumsum(sizes, dtype=np.intp)]).astype(np.intp)
    ids = np.fromiter((id for word in known for id in pairs[word]), np.uint32, int(starts[-1]))
    return Labels(held, tuple(known), starts, ids)


@dataclass(frozen=True, slots=True)
class Offers:
    """What one edition offers: questions that it answers, and what there is to be searched for and in."""

    questions: Labels
    topics: Labels
    sources: Mapping[str, str]  # title, with the name where two are called the same → name
    sections: Mapping[str, Labels]  # of each source, by name; of all of them under ""
    _known: Mapping[int, Words]

    def suggest_questions(self, typed: str, limit: int = 25) -> list[str]:
        """Return questions that the documents answer and that fit what was typed."""
        return self.questions.fitting(typed, limit, self._meant)

    def suggest_queries(self, typed: str, limit: int = 25) -> list[str]:
        """Return people and headings that fit what was typed, then what its last word may become."""
        fitting = self.topics.fitting(typed, limit, self._meant)
        begun, gap, last = typed.rpartition(" ")
        ends = completions(self._known, last.casefold(), limit - len(fitting)) if last.strip() else []
        return list(dict.fromkeys([*fitting, *(f"{begun}{gap}{word}" for word in ends)]))[:limit]

    def suggest_sources(self, typed: str, limit: int = 25) -> list[tuple[str, str]]:
        """Return documents that fit what was typed, as title and name."""
        titles = labels(self.sources).fitting(typed, limit, self._meant)
        return [(title, self.sources[title]) for title in titles]

    def suggest_sections(self, typed: str, source: str = "", limit: int = 25) -> list[str]:
        """Return headings that fit what was typed, of one document or of all."""
        return self.sections.get(source, self.sections[""]).fitting(typed, limit, self._meant)

    def _meant(self, word: str) -> list[str]:
        return [other for other, _ in respell(self._known, word)]


def completions(known: Mapping[int, Words], begun: str, limit: int) -> list[str]:
    """Return the corpus's words that begin so, those first that stand in most passages."""
    found: list[tuple[int, str]] = []
    for length, held in known.items():
        if length > len(begun) > 0:
            at = range(len(held.counts))

            def word(number: int, held: Words = held) -> str:
                return held.known[number * held.length : (number + 1) * held.length]

            first, last = (bisect_left(at, bound, key=word) for bound in (begun, begun + _LAST))
            counts = held.counts[first:last]
            best = np.argsort(-counts.astype(np.int64), kind="stable")[:limit]
            found.extend((-int(counts[number]), word(first + number)) for number in best.tolist())
    return [word for _, word in sorted(found)[:limit]]


_QUESTIONS = "SELECT question FROM offer ORDER BY position"
_PEOPLE = "SELECT name FROM person ORDER BY mentions DESC, name"
_SOURCES = "SELECT name, title FROM document ORDER BY id"
_SECTIONS = """
    SELECT d.name, s.heading
      FROM section  AS s
      JOIN document AS d ON d.id = s.document_id
     WHERE s.level > 0
     ORDER BY s.id
"""


async def read_offers(db: aiosqlite.Connection, known: Mapping[int, Words]) -> Offers:
    """Read what an edition offers; `known` are its words by their length."""
    questions = [row[0] for row in await db.execute_fetchall(_QUESTIONS)]
    people = [row[0] for row in await db.execute_fetchall(_PEOPLE)]
    titles = list(await db.execute_fetchall(_SOURCES))
    headed = [(name, heading) for name, heading in await db.execute_fetchall(_SECTIONS)]
    return await asyncio.to_thread(_offers, questions, people, titles, headed, known)


def _offers(
    questions: Sequence[str],
    people: Sequence[str],
    titles: Iterable[Sequence[str]],
    headed: Sequence[tuple[str, str]],
    known: Mapping[int, Words],
) -> Offers:
    sources: dict[str, str] = {}
    for name, title in titles:
        sources[f"{title} ({name})" if title in sources else title] = name
    by_source: dict[str, list[str]] = {name: [] for name in sources.values()}
    for name, heading in headed:
        by_source[name].append(heading)
    everywhere = [heading for _, heading in headed]
    sections = {"": labels(everywhere), **{name: labels(listed) for name, listed in by_source.items()}}
    return Offers(labels(questions), labels([*people, *everywhere]), sources, sections, known)
