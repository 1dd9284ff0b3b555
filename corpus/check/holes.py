"""What a reader may have taken out of a file before showing it: never a word that a reader of the file would see."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path

from corpus.formats.elements import Context, inside
from corpus.formats.tags import Tag, find_tags

Span = tuple[int, int]

_UNSEEN = r"[\s\x00-\x1f\x7f-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]"
_NOTHING = re.compile(f"{_UNSEEN}*")
_MARKER = re.compile(r"\s*\[[^\[\]]{1,64}\](?::?\s?[\d\w][\d\w.,:–—\-\s]{0,60})?\s*")
_LINKED_MARKER = re.compile(
    r"[\[(]?\s?(?:(?:note|nb?)\s)?[\w*†‡§]{1,4}\s?[\])]?(?::\s?\S[^\[\]]{0,40})?|\[[^\[\]]{1,64}\]", re.IGNORECASE
)
# The label of an entry in a list of notes or references, with its links back: "12. ^ a b ".
_LABEL = re.compile(r"\s*(?:\d{1,6}|[a-z]{1,3})\.\s*[\^↑]?(?:\s*[a-z]{1,2}\b)*\s*")
# What the software of a wiki says of an entry: "{{cite web}}: CS1 maint: … (link)".
_MAINTENANCE = re.compile(rf"(?:{_UNSEEN}*\{{\{{cite [^{{}}]{{1,40}}\}}\}}:[^{{}}]{{0,200}})+")
_BULLET = re.compile(r"\s*[•◦▪‣*·○●■–-]\s+")
# An address may hold brackets in pairs; three deep is deeper than any real one.
_ONE_DEEP = r"\([^\s()]{0,500}\)"
_TWO_DEEP = rf"\((?:[^\s()]|{_ONE_DEEP}){{0,500}}\)"
_PAIRED = rf"\((?:[^\s()]|{_TWO_DEEP}){{0,500}}\)"
_TARGET = (
    rf"(?:\(\s*(?:<[^<>\n]{{0,2000}}>|(?:[^\s()\\]|\\.|{_PAIRED}){{0,2000}})"
    r"(?:\s+(?:\"(?:[^\"\\]|\\.){0,500}\"|'(?:[^'\\]|\\.){0,500}'|\((?:[^()\\]|\\.){0,500}\)))?\s*\)|\[[^\[\]]{0,1000}\])"
)
_LINK_OR_PICTURE = re.compile(rf"!\[[^\[\]]{{0,1000}}\]{_TARGET}?|\]{_TARGET}")
_MARKS = re.compile(rf"(?:\n[ \t>]*(?:[*+-]|\d{{1,9}}[.)])(?=[ \t\n]|$)|{_UNSEEN}|!\[|[*_`<>\[\]\\])*")
_REFERENCE = re.compile(r"&#?\w{1,32};")
_TAG = re.compile(r"<[^<>]*>")
_BESIDE_MARKERS = str.maketrans("", "", "[](),;")
_SHORT = 3


class Markup(Enum):
    """The kinds of files, by what may stand in them that is not shown."""

    NONE = "none"
    MARKDOWN = "markdown"
    HTML = "html"


def markup_of(path: Path, has_markup: bool) -> Markup:
    """Return the kind of a file, by its ending."""
    if not has_markup:
        return Markup.NONE
    return Markup.MARKDOWN if path.suffix.lower() in (".md", ".markdown") else Markup.HTML


@dataclass(frozen=True, slots=True)
class Gap:
    """A stretch of a file that a passage leaves out; `markers` are the reference markers in it, in order.

    `opens` says that nothing of the passage stands before it.
    """

    source: str
    start: int
    end: int
    markup: Markup
    markers: Sequence[Span] = ()
    in_reference: bool = False
    opens: bool = False

    def parts(self) -> list[str]:
        """Return what stands around and between the markers."""
        lefts = [self.start, *(end for _, end in self.markers)]
        rights = [*(start for start, _ in self.markers), self.end]
        return [self.source[left:right] for left, right in zip(lefts, rights, strict=True)]


def may_be_left_out(gap: Gap) -> bool:
    """Say whether a gap hides no words: it is white space, markers, labels, maintenance messages or markup."""
    if not all(_is_marker(gap.source[start:end]) for start, end in gap.markers):
        return False
    if gap.markup is not Markup.NONE:
        return _is_markup(gap)
    parts = gap.parts()
    if gap.opens and opens_an_entry(parts[0]):
        parts = parts[1:]
    return all(_NOTHING.fullmatch(part) or _MAINTENANCE.fullmatch(part) for part in parts)


def parts_words(gap: Gap) -> bool:
    """Say whether a gap has a tag, for which a space may be shown, and no words."""
    return "<" in gap.source[gap.start : gap.end] and _is_markup(gap)


def is_left_out_of_a_list(between: str) -> bool:
    """Say whether what stands between two words of an entry is white space, a marker or a message."""
    return any(shape.fullmatch(between) for shape in (_NOTHING, _MARKER, _MAINTENANCE))


def opens_an_entry(before: str) -> bool:
    """Say whether what stands before the first word of an entry is its label or bullet."""
    return any(shape.fullmatch(before) for shape in (_NOTHING, _LABEL, _BULLET))


def _is_marker(written: str) -> bool:
    """Say whether something has the shape of a reference marker, plain or as a link."""
    if not written.startswith("<"):
        return _MARKER.fullmatch(written) is not None
    return _LINKED_MARKER.fullmatch(html.unescape(_TAG.sub("", written)).strip()) is not None


def _is_markup(gap: Gap) -> bool:
    """Say whether a gap of Markdown or HTML is nothing but markup, and what markup hides."""
    left = "\n".join(gap.parts())
    if gap.markup is Markup.MARKDOWN:
        left = _LINK_OR_PICTURE.sub("]", left)
    words = "".join(_seen(left, gap))
    return not (words.translate(_BESIDE_MARKERS) if gap.markers else words)


def _seen(left: str, gap: Gap) -> Iterator[str]:
    """Yield what a reader would see: what is neither a tag nor in a hidden element nor a mark."""
    place = _Place(gap)
    at = 0
    for tag in find_tags(left):
        yield place.seen(left[at : tag.start])
        at = tag.end
        place = place.behind(tag)
    yield place.seen(left[at:])


@dataclass(frozen=True, slots=True)
class _Place:
    """A place in a gap; `hidden` is the hidden element that it is in, and `depth` how many of its kind are open."""

    gap: Gap
    hidden: str = ""
    depth: int = 0
    links_back: bool = False

    def behind(self, tag: Tag) -> _Place:
        """Return what holds behind a tag."""
        if self.hidden:
            depth = self.depth + (0 if tag.name != self.hidden else -1 if tag.closes else 1)
            return replace(self, depth=depth) if depth else _Place(self.gap)
        if not tag.name or tag.closes or tag.inner != (0, 0):
            return self
        attributes = tag.attributes()
        if self.gap.in_reference and tag.name == "a" and attributes.get("href", "").startswith("#"):
            return _Place(self.gap, tag.name, 1, links_back=True)
        return _Place(self.gap, tag.name, 1) if not inside(Context(), tag.name, attributes).seen else self

    def seen(self, words: str) -> str:
        """Return what a reader sees of words that stand here."""
        if self.hidden and (not self.links_back or len(html.unescape(words).strip()) <= _SHORT):
            return ""
        marks = _MARKS if self.gap.markup is Markup.MARKDOWN else _NOTHING
        return marks.sub("", "\n" + _REFERENCE.sub(_decoded, words))


def _decoded(reference: re.Match[str]) -> str:
    return html.unescape(reference[0])
