"""The nouns that an edition serves: passages with everything that must stand beside them, and answers cut from them."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.model import Calendar, EventKind, MarkerKind, Precision, QuotationKind, Sentence, Source, Zone
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

    def around(self, start: int, end: int) -> Answer:
        """Return the sentences in which a stretch of the text stands."""
        numbers = [one.number for one in self.sentences if one.start < end and start < one.end] or [1]
        return Answer(self, numbers[0], numbers[-1])


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
class Agreement:
    """What other documents say of what an answer says: the same, or with another day or figure; the trusted first."""

    same: tuple[Answer, ...] = ()
    differing: tuple[Answer, ...] = ()


ALONE = Agreement()
"""Nobody else says anything of it."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quotation with the sentence that it begins in and its references."""

    key: str
    text: str
    kind: QuotationKind
    speaker: str
    reporter: str
    work: str
    date_edtf: str
    begins: Answer
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Checked:
    """What came of checking some words: the finding, the sentences in which they stand, and the quotation, if any.

    `wordings` are the sentences in which the finding's other wordings stand, in their order.
    """

    finding: Finding
    answer: Answer | None = None
    quoted: Quoted | None = None
    wordings: tuple[Answer, ...] = ()


@dataclass(frozen=True, slots=True)
class Telling:
    """A sentence that tells of an event: `date` is the words of its date, `first` and `last` their day numbers."""

    answer: Answer
    date: str
    edtf: str
    edtf_gregorian: str
    calendar: Calendar
    first: int
    last: int
    flags: frozenset[str]


@dataclass(frozen=True, slots=True)
class Entry:
    """An event as a line of a timeline. `head` is the words that say what happened, as they stand in the document.

    `disputed` says that the documents name different days; `weight` how much they make of it.
    """

    key: str
    kind: EventKind
    head: str
    edtf: str
    edtf_gregorian: str
    precision: Precision
    first: int
    last: int
    disputed: bool
    weight: float
    flags: frozenset[str]
    ref: str


@dataclass(frozen=True, slots=True)
class Event:
    """An entry with everybody who tells of it, the best first. `style` is the calendar in which a day matched."""

    entry: Entry
    tellings: tuple[Telling, ...]
    style: Calendar = Calendar.GREGORIAN

    @property
    def answer(self) -> Answer:
        """The sentence that tells it best."""
        return self.tellings[0].answer

    @property
    def others(self) -> tuple[Telling, ...]:
        """The tellings that name another day than the first."""
        best = self.tellings[0]
        return tuple(one for one in self.tellings if one.first > best.last or one.last < best.first)


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
