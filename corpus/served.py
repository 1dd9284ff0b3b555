"""The nouns that an edition serves: passages with everything that must stand beside them, and answers cut from them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from corpus.model import Calendar, MarkerKind, QuotationKind, Sentence, Source, Zone
from corpus.verdict.verdict import Finding

FRAGMENTS = frozenset({Zone.INFOBOX, Zone.CAPTION, Zone.TABLE})
"""Zones whose text seldom makes a whole sentence."""


@dataclass(frozen=True, slots=True)
class Citation:
    """A reference beside a passage: where its marker stood, and the words that it stands for.

    `sentence` is the number of the sentence whose marker it is; `entry` the full bibliography entry, where resolved.
    """

    sentence: int
    kind: MarkerKind
    label: str
    locator: str
    text: str
    url: str = ""
    entry: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph as served: `ref` is its readable reference, `leon-trotsky:214`; `edition` the edition's name."""

    ref: str
    edition: str
    source: Source
    section: tuple[str, ...]
    zone: Zone
    text: str
    sentences: tuple[Sentence, ...]
    citations: tuple[Citation, ...] = ()
    label: str = ""

    def words(self, first: int, last: int) -> str:
        """Return the sentences numbered `first` to `last` as they stand."""
        return self.text[self.sentences[first - 1].start : self.sentences[last - 1].end]


@dataclass(frozen=True, slots=True)
class Answer:
    """Sentences `first` to `last` of a passage, offered as an answer. `score` lies between 0 and 1."""

    passage: Passage
    first: int
    last: int
    score: float = 0.0

    @property
    def text(self) -> str:
        """The answer's words as they stand."""
        return self.passage.words(self.first, self.last)

    @property
    def span(self) -> tuple[int, int]:
        """Where the answer's words stand in the passage's text."""
        return self.passage.sentences[self.first - 1].start, self.passage.sentences[self.last - 1].end

    @property
    def ref(self) -> str:
        """The readable reference, `leon-trotsky:214.2`, or `leon-trotsky:214.2-3` for several sentences."""
        numbers = f"{self.first}" if self.first == self.last else f"{self.first}-{self.last}"
        return f"{self.passage.ref}.{numbers}"

    @property
    def key(self) -> str:
        """The content key of the first sentence, by which the answer is found again in a later edition."""
        return self.passage.sentences[self.first - 1].key

    @property
    def citations(self) -> tuple[Citation, ...]:
        """The references of the answer's own sentences."""
        return tuple(cited for cited in self.passage.citations if self.first <= cited.sentence <= self.last)


@dataclass(frozen=True, slots=True)
class Found:
    """What a question found, best first. Not `answered` means that `answers` are only the nearest passages."""

    question: str
    answered: bool
    answers: tuple[Answer, ...]

    @property
    def score(self) -> float:
        """The first answer's score, or 0."""
        return self.answers[0].score if self.answers else 0.0


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quotation with the passage that it begins in and its references."""

    key: str
    text: str
    kind: QuotationKind
    speaker: str
    reporter: str
    work: str
    date_edtf: str
    passage: Passage
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Checked:
    """What came of checking some words: the finding, the sentences in which they stand, and the quotation, if any."""

    finding: Finding
    answer: Answer | None = None
    quoted: Quoted | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """A dated sentence. `style` is the calendar in which the day asked for matched; `date` the words of the date."""

    answer: Answer
    date: str
    edtf: str
    edtf_gregorian: str
    calendar: Calendar
    style: Calendar
    first: int
    flags: frozenset[str]


def told_best(events: Iterable[Event]) -> tuple[Event, ...]:
    """Return each sentence once, and of a day what whole sentences tell, or else its captions and infobox rows."""
    by_day: dict[tuple[int, Calendar], dict[str, Event]] = {}
    for event in events:
        by_day.setdefault((event.first, event.style), {}).setdefault(event.answer.ref, event)
    kept: list[Event] = []
    for told in by_day.values():
        whole = [event for event in told.values() if event.answer.passage.zone not in FRAGMENTS]
        kept += whole or list(told.values())[:1]
    return tuple(kept)


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the year, of any year."""

    month: int
    day: int


@dataclass(frozen=True, slots=True)
class Counts:
    """How much an edition holds."""

    documents: int
    sections: int
    passages: int
    sentences: int
    mentions: int
    events: int
    quotations: int
    references: int
    facts: int
    people: int
