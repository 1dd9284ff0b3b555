"""Cut shown text into sentences, so that a whole one can be quoted.

Rules of English prose, with no words of any corpus. A boundary needs a stop, then an upper-case letter or a figure.
Brackets, and quotations of up to `WHOLE` characters, stay in the sentence they stand in; a longer quotation is cut into
its own sentences. An abbreviation ends a sentence only before a word that opens one ("The", "In"). What goes on for
more than `LONGEST` characters is cut where its reader would draw breath.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

WHOLE = 300
"""Up to so many characters, a quotation or bracket is never cut."""

WINDOW = 1_000_000
"""Characters that are looked at together."""

LONGEST = 600
"""Characters of a sentence: no answer is longer than that."""

_SHORTEST = 150
_BREATHS = ("; ", ": ", ", ", " ")
_FIRST = re.compile(r"\S")

_STOP = re.compile(r"""[.!?…]+["'”’»)\]]*(?:\[(?:\w{1,4}|[a-z]+ needed)\])*""")
_BRACKET = re.compile(r"""[()\[\]"“”]""")
_NEXT = re.compile(r"""\s*(?:[\[(]?(?:\.\.\.|…)[\])]?\s*)?["'“‘«(\[]*""")
_OPENER = re.compile(r"\w+")
_ACRONYM = re.compile(r"(?:\w\.)*\w")
_ADDRESS = re.compile(r"://|@|www\.|/", re.IGNORECASE)
_ASIDE = re.compile(r"(?:[A-Z][\w’'-]{0,30}\s){0,3}(?:said|asked|replied|wrote|answered|exclaimed|cried|shouted)\b")


def _words(listed: str) -> frozenset[str]:
    """Return the words of a list."""
    return frozenset(listed.split())


_MONTHS = _words("jan feb mar apr jun jul aug sep sept oct nov dec")
_TITLES = _words("""
    adm brig capt cmdr col cpl dr fr gen gov hon lt maj messrs mgr mme mr mrs ms mt prof pres pvt rep rev sen sgt st ste
    cf e.g i.e née trans viz vs
""")
_NUMBERED = _MONTHS | _words("""
    art b bk c ca ch chap d fig figs fl l lib ll m n no nos nr op p para pp pt r sec ser v vol vols
""")
_SOFT = _MONTHS | _words("""
    al approx ave b.a blvd bros co corp dept ed eds esq est etc inc jr ltd m.a ph.d repr rev sr univ vol
""")
_OPENERS = _words("""
    after although among and another as at because before both but by despite during for from he her here his how
    however i if in it its later many most on one or our several she since so some that the their then there these they
    this those though thus under until we what when where while who why with within yet you
""")


def sentences(text: str) -> list[tuple[int, int]]:
    """Return the spans of the sentences of `text`, in order, with only white space between them."""
    return list(find_sentences(text))


def find_sentences(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of the sentences of a text of any length, in bounded memory.

    A text is looked at in windows; a sentence that is longer than one is cut at its end.
    """
    at = 0
    while len(text) - at > WINDOW:
        *whole, last = _sentences(text[at : at + WINDOW]) or [(WINDOW, WINDOW)]
        yield from ((at + start, at + end) for start, end in (whole or [last]))
        at += last[0] if whole else last[1]
    yield from ((at + start, at + end) for start, end in _sentences(text[at:] if at else text))


def _breaths(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield a sentence, or the pieces of one that is too long: up to a semicolon, else a colon, a comma, a space."""
    while end - start > LONGEST:
        room = start + LONGEST
        found = (text.rfind(breath, start + _SHORTEST, room) + 1 for breath in _BREATHS)
        cut = next(filter(None, found), room)
        yield start, start + len(text[start:cut].rstrip())
        word = _FIRST.search(text, cut)
        assert word is not None  # a sentence ends in one
        start = word.start()
    yield start, end


def _sentences(text: str) -> list[tuple[int, int]]:
    """Return the spans of the sentences of one window."""
    spans: list[tuple[int, int]] = []
    start = 0
    for end in (*_boundaries(text), len(text)):
        whole = text[start:end]
        if words := whole.strip():
            first = start + len(whole) - len(whole.lstrip())
            spans += _breaths(text, first, first + len(words))
        start = end
    return spans


def is_abbreviation(word: str) -> bool:
    """Say whether a stop after `word` most often belongs to it."""
    return word.casefold() in _TITLES | _NUMBERED | _SOFT


def _boundaries(text: str) -> Iterator[int]:
    """Yield where sentences end."""
    closed = _closed(text)
    opens = [first for first, _ in closed]
    start = 0
    for stop in _STOP.finditer(text):
        around = bisect_left(opens, stop.end()) - 1
        inside = around >= 0 and stop.end() < closed[around][1]
        if not inside and _ends(text, start, stop):
            yield stop.end()
            start = stop.end()


def _closed(text: str) -> list[tuple[int, int]]:
    """Return the outermost brackets and quotations that are short enough to stay whole."""
    spans: list[tuple[int, int]] = []
    opened: list[tuple[str, int]] = []
    for found in _BRACKET.finditer(text):
        mark, at = found[0], found.start()
        if mark == '"':
            mark = "“" if _opens(text, at) else "”"
        if mark in "([“":
            opened = [*opened[-7:], (mark, at)]
        elif (first := _opening(opened, mark, at)) is not None:
            while spans and spans[-1][0] >= first:
                spans.pop()
            spans.append((first, at + 1))
    return spans


def _opening(opened: list[tuple[str, int]], mark: str, at: int) -> int | None:
    """Take the opening of `mark` off the stack, if it is near enough, and return its place."""
    partner = {")": "(", "]": "[", "”": "“"}[mark]
    for depth in range(len(opened) - 1, -1, -1):
        if opened[depth][0] == partner:
            first = opened[depth][1]
            del opened[depth:]
            return first if at - first <= WHOLE else None
    return None


def _opens(text: str, at: int) -> bool:
    """Say whether the straight quotation mark at `at` opens a quotation."""
    before, after = text[at - 1 : at] if at else " ", text[at + 1 : at + 2]
    return (before.isspace() or before in "([—–-‘'“") and bool(after) and not after.isspace()


def _ends(text: str, start: int, stop: re.Match[str]) -> bool:
    """Say whether a sentence that began at `start` ends with `stop`."""
    after = _NEXT.match(text, stop.end())
    at = after.end() if after else stop.end()
    if at >= len(text) or not _may_begin(text[at]):
        return at >= len(text)
    word = _word_before(text, start, stop.start())
    if at == stop.end() and not text[at].isdigit():
        return _glued(text, word, stop, at)
    if not text[stop.end() : stop.end() + 1].isspace():
        return False
    return _full(text, start, stop, word, _opener(text, at))


def _opener(text: str, at: int) -> str:
    """Return the word at `at`; of a bracket or an initial, nothing, as neither opens a sentence."""
    word = _OPENER.match(text, at, at + 24)
    if not word or text[at - 1] == "(" or (len(word[0]) == 1 and text[word.end() : word.end() + 1] == "."):
        return ""
    return word[0]


def _may_begin(letter: str) -> bool:
    """Say whether a sentence may begin with `letter`."""
    return letter.isdigit() or (letter.isalpha() and not letter.islower())


def _word_before(text: str, start: int, end: int) -> str:
    """Return the word that a stop follows, without the marks that open it."""
    near = text[max(start, end - 24) : end]
    return "" if not near or near[-1].isspace() else near.split()[-1].lstrip("([\"'“‘«—–-")


def _glued(text: str, word: str, stop: re.Match[str], at: int) -> bool:
    """Say whether a stop with no space after it ends a sentence: "International.In 1922"."""
    around = text[max(0, at - 60) : at].rpartition(" ")[2] + text[at : at + 60].partition(" ")[0]
    plain = len(word) >= 3 and (word[-1].islower() or word[-1].isdigit()) and "." not in word
    begins = text[at + 1 : at + 2].islower() or text[at + 1 : at + 2].isspace()
    return (plain or len(stop[0]) > 1) and begins and not _ADDRESS.search(around) and "..." not in stop[0]


def _full(text: str, start: int, stop: re.Match[str], word: str, opener: str) -> bool:
    """Say whether a stop with a space after it, before a word that may begin a sentence, is a full stop."""
    marks = stop[0]
    if "?" in marks or "!" in marks:
        return len(marks) == 1 or not _ASIDE.match(text, stop.end() + 1)
    if marks.startswith(("..", "…")):
        return bool(word) and not text[stop.start() - 1].isspace()
    if not word:
        return text[max(start, stop.start() - 8) : stop.start()].rstrip()[-1:] not in ("", ".")
    if word.isdigit() and len(word) < 4 and stop.start() - len(word) == start + _indent(text, start):
        return False
    return not _abbreviates(word, opener)


def _indent(text: str, start: int) -> int:
    """Return how much white space, of the little there may be, stands at `start`."""
    few = text[start : start + 8]
    return len(few) - len(few.lstrip())


def _abbreviates(word: str, opener: str) -> bool:
    """Say whether the stop after `word` belongs to an abbreviation in mid sentence."""
    low = word.casefold()
    if low in _TITLES:
        return True
    if opener[:1].isdigit():
        return low in _NUMBERED
    if low in _SOFT or (_ACRONYM.fullmatch(word) and not word.isdigit() and low not in ("a.m", "p.m")):
        return opener.casefold() not in _OPENERS
    return False
