"""The nouns of the library: what readers make of a file, and what an edition serves.

Offsets are code points. `start` and `end` of a Block, Marker, Reference or Paragraph count into the decoded file;
those of a Sentence, Mention or Quotation count into the text of their paragraph, as shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class Zone(StrEnum):
    """What a stretch of a document is, which decides where it may be shown."""

    TITLE = "title"
    INFOBOX = "infobox"
    HEADING = "heading"
    PROSE = "prose"
    BLOCK_QUOTATION = "block quotation"
    PULL_QUOTATION = "pull quotation"
    CAPTION = "caption"
    LIST_ITEM = "list item"
    TABLE = "table"
    NOTE = "note"
    REFERENCE = "reference"
    QUESTION = "question"
    DEBRIS = "debris"


NARRATIVE = frozenset(
    {
        Zone.INFOBOX,
        Zone.PROSE,
        Zone.BLOCK_QUOTATION,
        Zone.PULL_QUOTATION,
        Zone.CAPTION,
        Zone.LIST_ITEM,
        Zone.TABLE,
        Zone.NOTE,
    }
)
"""The zones that answers, dates and quotations may come from."""


class Trust(StrEnum):
    """How far a document is to be believed, best first."""

    REFERENCE = "reference"
    SECONDARY = "secondary"
    UNVERIFIED = "unverified"


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a sidecar or front matter says about a document."""

    title: str
    author: str = ""
    publisher: str = ""
    url: str = ""
    licence: str = ""
    retrieved: str = ""
    trust: Trust = Trust.SECONDARY
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Source:
    """A document's file, its short name for references such as `trotsky:214.2`, and its metadata."""

    name: str
    path: Path
    metadata: Metadata


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and its place; section 0 is the lead, whose heading is the document's title and whose path is empty."""

    number: int
    level: int
    heading: str
    path: tuple[str, ...]
    start: int
    end: int


class ReferenceKind(StrEnum):
    """Which of a document's lists an entry stands in."""

    NUMBERED = "numbered"
    NOTE = "note"
    ENTRY = "entry"  # a full bibliography entry, which short citations ("Deutscher 2003a, p. 40") stand for


@dataclass(frozen=True, slots=True)
class Reference:
    """An entry of a document's notes, references or bibliography. `entry` is the number of the full entry it cites."""

    number: int
    kind: ReferenceKind
    label: str
    text: str
    start: int
    end: int
    url: str = ""
    entry: int | None = None


class MarkerKind(StrEnum):
    """What a bracketed marker in running text points to."""

    NUMBERED = "numbered"
    NOTE = "note"
    EDITORIAL = "editorial"  # [citation needed], [page needed]: taken out, and points nowhere


@dataclass(frozen=True, slots=True)
class Marker:
    """A reference marker with its locator, as `[123]: 442`; `reference` is the number of its Reference, or None."""

    start: int
    end: int
    kind: MarkerKind
    label: str
    locator: str = ""
    reference: int | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of a file with one zone. `holes` are what is taken out before showing: markers, markup, controls."""

    zone: Zone
    section: int
    start: int
    end: int
    markers: tuple[Marker, ...] = ()
    holes: tuple[tuple[int, int], ...] = ()
    label: str = ""  # the row's label in an infobox: "Died", "Preceded by"


@dataclass(frozen=True, slots=True)
class Document:
    """A file taken apart. Blocks are in order and disjoint; what lies between them is white space or markup.

    `markup` says that the format has tags or character references (Markdown, HTML), so that holes may be any markup
    and `&amp;` is shown as `&`.
    """

    source: Source
    text: str
    sections: tuple[Section, ...]
    blocks: tuple[Block, ...]
    references: tuple[Reference, ...] = ()
    markup: bool = False


@dataclass(frozen=True, slots=True)
class Run:
    """`text[at:at+size]` of a paragraph stands at `start:end` of the file.

    Where `end - start` differs from `size`, the run is collapsed white space or a decoded character reference.
    """

    at: int
    size: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a paragraph; `number` counts from 1, `key` is the content key that survives reloads."""

    number: int
    start: int
    end: int
    key: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A block as shown: markers and markup out, white space collapsed. Everything extracted is read from `text`.

    `markers` pairs each marker with the place in `text` where it stood. `number` counts from 1 in its document.
    """

    number: int
    zone: Zone
    section: int
    start: int
    end: int
    text: str
    runs: tuple[Run, ...]
    sentences: tuple[Sentence, ...]
    markers: tuple[tuple[int, Marker], ...] = ()
    label: str = ""


class Calendar(StrEnum):
    """The calendar a date is written in; DUAL gives both, as `7 November [O.S. 26 October] 1879`."""

    GREGORIAN = "gregorian"
    JULIAN = "julian"
    DUAL = "dual"


class Precision(StrEnum):
    """The unit of a date."""

    DAY = "day"
    MONTH = "month"
    SEASON = "season"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"
    RANGE = "range"


class EventKind(StrEnum):
    """What an event is, where the documents say it plainly."""

    BIRTH = "birth"
    DEATH = "death"
    OFFICE = "office"
    HAPPENING = "happening"


class Derivation(StrEnum):
    """Where a date's value comes from: its own words, a year or month given elsewhere, or another date."""

    EXPLICIT = "explicit"
    CARRIED = "carried"
    RELATIVE = "relative"


@dataclass(frozen=True, slots=True)
class Mention:
    """A date expression. `first` and `last` are proleptic Gregorian day numbers as `date.toordinal` counts them.

    `edtf` is the value as written, in its own calendar; `edtf_gregorian` the same in the Gregorian one. Year 0 and
    before give day numbers of 0 and less. `clause` is the start and end, in the paragraph's text, of the words that
    say what happened. `flags` holds "approximate", "uncertain", "open", "inferred", "disagrees". A range's `parts` are
    its ends as they stand in the text, each with its start, its end and its EDTF.
    """

    paragraph: int
    start: int
    end: int
    text: str
    edtf: str
    edtf_gregorian: str
    calendar: Calendar
    precision: Precision
    first: int
    last: int
    derivation: Derivation = Derivation.EXPLICIT
    flags: frozenset[str] = frozenset()
    confidence: float = 1.0
    is_event: bool = False
    clause: tuple[int, int] = (0, 0)
    parts: tuple[tuple[int, int, str], ...] = ()


class QuotationKind(StrEnum):
    """How a quotation is set."""

    INLINE = "inline"
    BLOCK = "block"
    PULL = "pull"


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words of somebody, from `start` in paragraph number `paragraph` to `end` in paragraph number `last`.

    `text` is the words as shown, paragraphs parted by an empty line. `references` are numbers of References.
    """

    paragraph: int
    start: int
    last: int
    end: int
    text: str
    kind: QuotationKind
    speaker: str = ""
    reporter: str = ""
    work: str = ""
    date_edtf: str = ""
    references: tuple[int, ...] = ()
