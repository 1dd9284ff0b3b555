"""The beginning of an article: its title, the redirect line, and the infobox with labels glued to their values."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.formats.wiki import shapes
from corpus.formats.wiki.lines import Line, chunks

_REDIRECT = re.compile(r"\(?Redirected from |From Wikipedia, the free|Jump to (?:navigation|search|content)")
_GLUE = re.compile(r"(?<=[a-z)])(?=[A-Z0-9(\"“$€£¥−+]|[^\W\d_a-zA-Z])")
_NO_LABEL_END = re.compile(r"(?:\b(?:Mc|Mac|De|Di|Du|La|Le|Fitz|Van|O)|[A-Z])$")
_LABEL = re.compile(r"(?:[•◦] )?[A-Z][\w'’/&.,()\u00a0 -]{1,48}$")
_LEFTOVER = re.compile(
    r"(?:.* (?:held|details|information|affiliations?|office|offices|membership|career|statistics|data)|In office"
    r"|Signature|Spouses?|Children|Parents?|Relatives|Website|Occupation|Awards|Notes)$"
)
_WEBSITE = re.compile(r"(Website|URL)(?=www\.|http)")


def is_redirect(text: str) -> bool:
    """Whether a line is the export's own remark under the title."""
    return bool(_REDIRECT.match(text))


def find_infobox(lines: Sequence[Line], first: int, last: int) -> range:
    """Return the indices of the infobox's lines: the first crowd of short rows before the article's first long text."""
    start = stop = 0
    for chunk in chunks(lines, first, last):
        if start == stop and _is_crowd(lines, chunk):
            start, stop = chunk.start, chunk.stop
        elif start != stop and _continues(lines, chunk):
            stop = chunk.stop
        elif start != stop or (len(chunk) == 1 and shapes.is_heading(lines[chunk.start].text, shapes.Subject("", ""))):
            break
    return range(start, stop)


def row_label(text: str) -> str:
    """Return the label that is glued to the value of an infobox row, or nothing."""
    if match := _WEBSITE.match(text):
        return match[1]
    for match in _GLUE.finditer(text[:60]):
        label = text[: match.start()]
        if _LABEL.match(label) and not _NO_LABEL_END.search(label) and len(label.split()) <= 6:
            return label.lstrip("•◦ ").replace("\u00a0", " ")
    return ""


def _is_crowd(lines: Sequence[Line], chunk: range) -> bool:
    """Whether lines that stand together are rows: four and more, most of them short and without an end."""
    rows = [lines[index].text for index in chunk]
    short = sum(len(row) <= 100 and not shapes.is_sentence(row) for row in rows)
    return len(rows) >= 4 and 5 * short >= 4 * len(rows)


def _continues(lines: Sequence[Line], chunk: range) -> bool:
    """Whether lines after an infobox are more of its rows."""
    if _is_crowd(lines, chunk):
        return True
    rows = [lines[index].text for index in chunk]
    return all(len(row) <= 100 and (shapes.is_bullet(row) or row_label(row) or _LEFTOVER.match(row)) for row in rows)
