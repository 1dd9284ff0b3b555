"""Where a quotation comes from: its references, the work it stands in, and its date."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from corpus.model import Marker, Mention, Paragraph
from corpus.speech import MONTHS, SAYING, is_saying, words

_SMALL_ENDS = re.compile(r"(?: (?:of|the|and|in|on|to|a|for))+$")
_WORDS = re.compile(r"\w")
_WORD = re.compile(r"[^\W_]+")
_DATING = words("in on before from of dated by around about circa back at early late mid the")
_OPENING = re.compile(r"(?:(?:In|On|At|By|Around|About|Early|Late)(?: the)?(?: [a-z]+)? )?")
_BETWEEN = re.compile(r"[\s\"“”'’».,;:)\]?!–—-]*")
_WORK = re.compile(
    r"(?: also| later| once)?,? in (?:(?:his|her|their|the) [a-z -]{3,40}[ ,]\s?)?[\"“‘']?"
    r"(?P<work>[A-Z][\w'’-]*(?: (?:of|the|and|in|on|to|a|for|de|la|[A-Z][\w'’-]*)){0,9})"
)


def references(markers: Iterable[Marker]) -> tuple[int, ...]:
    """Return the numbers of the references that markers point to, each once and in order."""
    return tuple(dict.fromkeys(marker.reference for marker in markers if marker.reference is not None))


def behind(paragraph: Paragraph, start: int, end: int) -> list[Marker]:
    """Return the markers of a quotation: those next behind it in its sentence, else those within it."""
    markers, limit = paragraph.markers, _sentence_end(paragraph, end)
    first = bisect_left(markers, end, key=_place)
    if first < len(markers) and markers[first][0] <= limit:
        return _together(paragraph.text, markers, first, limit)
    return [marker for _, marker in markers[bisect_right(markers, start, key=_place) : first]]


def within(paragraph: Paragraph, start: int = 0) -> list[Marker]:
    """Return the markers of a paragraph from a place on."""
    return [marker for place, marker in paragraph.markers if place >= start]


def closing(paragraph: Paragraph, end: int | None = None) -> list[Marker]:
    """Return the markers that close a paragraph, or its sentence that ends at `end`."""
    last = len(paragraph.text) if end is None else end
    near = (found for found in paragraph.markers if last - 3 <= found[0] <= last + 1)
    return [marker for place, marker in near if not _WORDS.search(paragraph.text, place, last)]


def _place(found: tuple[int, Marker]) -> int:
    return found[0]


def _together(text: str, markers: Sequence[tuple[int, Marker]], first: int, limit: int) -> list[Marker]:
    """Return the markers from `first` on, as long as no word parts them."""
    last = first + 1
    while last < len(markers) and markers[last][0] <= limit:
        if _BETWEEN.fullmatch(text, markers[last - 1][0], markers[last][0]) is None:
            break
        last += 1
    return [marker for _, marker in markers[first:last]]


def _sentence_end(paragraph: Paragraph, place: int) -> int:
    """Return where the sentence ends in which a place stands, white space behind it included."""
    following = bisect_left(paragraph.sentences, place, key=lambda sentence: sentence.end) + 1
    return paragraph.sentences[following].start if following < len(paragraph.sentences) else len(paragraph.text)


def dated(text: str, mentions: Sequence[Mention], start: int, end: int) -> str:
    """Return the date of a statement that stands in `text[start:end]`, as EDTF; empty where none is its own.

    Its own is what follows a verb of speech, or opens or closes the sentence: other dates are in what is said.
    """
    first = bisect_left(mentions, start, key=lambda mention: mention.start)
    until = bisect_left(mentions, end, key=lambda mention: mention.start)
    own = [mention for mention in mentions[first:until] if mention.end <= end]
    beside = [mention for mention in own if _is_beside(text, start, mention)]
    closing = [mention for mention in own[-1:] if text[mention.end : end].strip() in (".", ":")]
    opening = [mention for mention in own[:1] if _OPENING.fullmatch(text, start, mention.start)]
    return next((mention.edtf for mention in (*beside, *closing, *opening)), "")


def _is_beside(text: str, start: int, mention: Mention) -> bool:
    """Say whether only a preposition parts a date from a verb of speech or from something said."""
    before = _WORD.findall(text, max(start, mention.start - 40), mention.start)
    while before and before[-1].casefold() in _DATING:
        before.pop()
    return bool(before) and (before[-1].casefold() in SAYING or is_saying(before[-1].casefold()))


def work(text: str, verb: int, end: int) -> str:
    """Return the work that is named right after a verb of speech: `wrote in My Life that`."""
    found = _WORK.match(text, verb, min(end, verb + 140))
    if found is None or found["work"].split()[0].casefold() in MONTHS:
        return ""
    return _SMALL_ENDS.sub("", found["work"])
