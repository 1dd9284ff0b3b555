"""Which dates say when something happened, and the words that say what."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from corpus.dates.lexicon import words
from corpus.model import Paragraph, Zone

_CUT = re.compile(r"[;:]| - |,? (?:and|but|while|whereas|before|until|after which|when|then)\b|,")
_STRONG = re.compile(r"[;:]| - |,? (?:but|while|whereas)\b|, and\b")
_BESIDE = re.compile(r",? ?\(?(?:(?:on|in|of|by|the) ){0,2}| (?:and|or|to) (?:(?:in|on|of|again) ){0,2}")
_EDGE = re.compile(r"^[\s,;:-]*(?:(?:and|but|then)\b)?[\s,]*")
_NOUN_AFTER = re.compile(r"[ -](?!onwards?\b)([A-Za-z]+)")
_DETERMINED = re.compile(r"\b(?:the|a|an|his|her|its|their|our|this|that|'s|s')(?: [a-z-]+)? $", re.IGNORECASE)
_VERB_OF_SAYING = re.compile(
    r"\b(?:wrote|writes|writing|written|published|describing|recalled|argued|noted|quoted|according to)\b[^.]{0,40}$"
)
_ATTRIBUTION = re.compile(r"^\s*[-(]")
_NO_CLAUSE = 30  # characters: a block that short and without a full stop is no sentence
_REFERRING = re.compile(
    r"\b(?:roles?|events?|conduct|failures?|experiences?|lessons?|memor(?:y|ies)|history) (?:in|of|during) $"
)
_MONTH = 31  # days
_TELLING_NOTHING = {Zone.TITLE, Zone.HEADING, Zone.NOTE}
_COPY = re.compile(r"\([0-9]{4}-[0-9]{2}-[0-9]{2}\)")  # for machines, of the date beside it
_YEARS = re.compile(r"[0-9]{4}(?:-[0-9]{2,4})?")


def sentence_span(paragraph: Paragraph, place: int) -> tuple[int, int]:
    """Return the sentence that a place of a paragraph is in."""
    at = bisect_right(paragraph.sentences, place, key=lambda sentence: sentence.start) - 1
    if at < 0:
        return 0, len(paragraph.text)
    return paragraph.sentences[at].start, paragraph.sentences[at].end


def clauses(text: str, sentence: tuple[int, int], spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Cut a sentence between its dates; return a clause for each, without the commas and "and" at its edges.

    Dates that stand side by side ("the next day, 3 May"; "in 1830 and 1848") tell the same thing, and share a clause.
    """
    cuts: list[int] = []
    shared = [0]  # for each date, the number of its clause
    for (_, end), (start, _) in pairwise(spans):
        if not _BESIDE.fullmatch(text, end, start):
            cuts.append(_cut(text, end, start))
        shared.append(len(cuts))
    cut = [_trimmed(text, start, end) for start, end in pairwise([sentence[0], *cuts, sentence[1]])]
    return [cut[number] for number in shared]


def _cut(text: str, end: int, start: int) -> int:
    """Return where two dates part: at the last strong mark between them, or at the last mark at all."""
    between = text[end:start]
    for pattern in (_STRONG, _CUT):
        found = [match.start() for match in pattern.finditer(between)]
        if found:
            return end + found[-1]
    return start


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a clause without the marks and conjunctions at its edges."""
    edge = _EDGE.match(text[start:end])
    first = start + (edge.end() if edge else 0)
    while end > first and text[end - 1] in " ,;:-":
        end -= 1
    return first, end


def is_event(paragraph: Paragraph, text: str, start: int, end: int, days: int) -> bool:
    """Say whether a date, so many days long, tells when something happened; `text` is the paragraph's, folded."""
    if paragraph.zone in _TELLING_NOTHING or _COPY.match(text, max(0, start - 1), end + 1):
        return False
    if paragraph.zone is Zone.CAPTION:
        return days <= _MONTH  # a picture of a year is a portrait
    if paragraph.zone is Zone.INFOBOX:
        return True
    return not (
        _is_attribution(text)
        or (days > _MONTH and (_in_brackets(text, start, end) or _is_saying(text, start)))
        or _is_adjective(text, start, end)
        or bool(_REFERRING.search(text, max(0, start - 40), start))
    )


def _is_attribution(text: str) -> bool:
    """Say whether a block names the source of a quotation, or is too short to tell anything."""
    return bool(_ATTRIBUTION.match(text)) or (len(text) < _NO_CLAUSE and not text.endswith((".", "!", "?")))


def _in_brackets(text: str, start: int, end: int) -> bool:
    """Say whether a date stands in brackets with little else: a lifespan, a work's year."""
    opening = text.rfind("(", max(0, start - 40), start)
    closing = text.find(")", end, end + 40)
    if opening < 0 or closing < 0 or ")" in text[opening:start] or "(" in text[end:closing]:
        return False
    return len(text[opening:closing]) - (end - start) < 30


def _is_adjective(text: str, start: int, end: int) -> bool:
    """Say whether years tell which thing is meant: "his 1925 book", "the 1905 Revolution"."""
    noun = _NOUN_AFTER.match(text, end) if _YEARS.fullmatch(text, start, end) else None
    if not noun or noun[1] in _LINKS:
        return False
    return bool(_DETERMINED.search(text, max(0, start - 25), start))


_LINKS = words("""
    and or to in on at by for with was were had is when he she they it that as the a an from after
""")


def _is_saying(text: str, start: int) -> bool:
    """Say whether a date tells when somebody wrote of something."""
    return bool(_VERB_OF_SAYING.search(text, max(0, start - 60), start))


def is_aside(text: str, start: int, end: int) -> bool:
    """Say whether a date stands in brackets, or belongs to a thing that the sentence mentions."""
    return _in_brackets(text, start, end) or _is_adjective(text, start, end)


_PARTICIPLE = r"\w+(?:ed|en|wn|ne|ght|de|ld|ft|st|nt|un|um|ut)"
_LOOKING_BACK = re.compile(
    rf"\bhad (?:\w+ly |already |been |also |not )?{_PARTICIPLE}\b|\b(?:earlier|previously|since)\b"
)
_NEAR = 200  # characters: a sentence may be as long as a document


def is_recalled(text: str, start: int, end: int, sentence: tuple[int, int]) -> bool:
    """Say whether the words around a date, in its sentence, look back from where the story stands."""
    return bool(_LOOKING_BACK.search(text, max(sentence[0], start - _NEAR), min(sentence[1], end + _NEAR)))
