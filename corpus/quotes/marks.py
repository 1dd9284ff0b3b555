"""Where quotation marks open and close, whatever their shape and however badly they pair."""

from __future__ import annotations

import re

_MARK = re.compile(r"[\"“”„‟«»'‘’‚‹›]")
_DOUBLE = frozenset('"“”„‟«»')
_OPENS = frozenset("“„‟«‘‚‹")
_CLOSES = frozenset("”»’›")
_BEFORE_OPENING = frozenset("([{—–-/:")
_AFTER_CLOSING = frozenset(".,;:!?)]}—–-…")


def quoted(text: str) -> list[tuple[int, int]]:
    """Return the outermost stretches within quotation marks, in order and without their marks.

    A mark that nothing closes is passed over, except where it introduces the rest of the text.
    """
    pairs, unclosed = _paired(text)
    outermost: list[tuple[int, int]] = []
    for start, end in sorted(pairs):
        if not outermost or start > outermost[-1][1]:
            outermost.append((start, end))
    if unclosed is not None and (not outermost or unclosed > outermost[-1][1]) and _introduced(text, unclosed):
        outermost.append((unclosed, len(text)))
    return [span for span in (_trimmed(text, *span) for span in outermost) if span[0] < span[1]]


def opens(text: str) -> bool:
    """Say whether a text begins with an opening quotation mark."""
    return bool(text) and text[0] in _DOUBLE | _OPENS and text[0] not in _CLOSES


def is_whole(text: str) -> bool:
    """Say whether a text, but for a stop behind it, stands between double marks."""
    last = len(text.rstrip(" .,")) - 1
    return text[:1] in _DOUBLE and last > 0 and _partners(text).get(0) == last


def unmarked(text: str) -> tuple[int, int]:
    """Return the stretch of a block that remains without double marks around the whole of it.

    A mark at one end counts as well, where it has no partner: blocks often lose the other one.
    """
    partners = _partners(text)
    start, end = 0, len(text)
    last = len(text.rstrip(" .,")) - 1
    if text[:1] in _DOUBLE and last > 0 and partners.get(0, last) == last:
        start = 1
    if last > start and text[last] in _DOUBLE and (start or last not in partners.values()):
        end = last
    return _trimmed(text, start, end)


def _partners(text: str) -> dict[int, int]:
    """Return where the mark that opens at each place is closed."""
    return {start - 1: end for start, end in _paired(text)[0]}


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _paired(text: str) -> tuple[list[tuple[int, int]], int | None]:
    """Return every closed pair, and the place after the last double mark that stays open.

    Single marks count only outside double ones: within, they are apostrophes as often as marks.
    """
    pairs: list[tuple[int, int]] = []
    doubles: list[int] = []
    singles: list[int] = []
    for match in _MARK.finditer(text):
        place = match.start()
        if match[0] in _DOUBLE:
            waiting = doubles
        elif doubles:
            continue
        else:
            waiting = singles
        if _is_opening(text, place, text[waiting[-1]] if waiting else ""):
            waiting.append(place)
        elif waiting and _is_closing(text, place):
            pairs.append((waiting.pop() + 1, place))
    return pairs, doubles[-1] + 1 if doubles else None


def _is_opening(text: str, place: int, waiting: str) -> bool:
    mark, before, after = text[place], text[place - 1 : place], text[place + 1 : place + 2]
    if mark == "“":
        return waiting != "„"
    if mark in _OPENS:
        return True
    if mark in _CLOSES:
        return False
    outside = not before or before.isspace() or before in _BEFORE_OPENING or _MARK.match(before) is not None
    if mark == "'":
        return outside and after.isalnum()
    if outside and before and not before.isspace():
        return after.isalnum() or not waiting
    if outside:
        return not (after == "" or after.isspace()) or not waiting
    return not waiting and after.isalpha()


def _is_closing(text: str, place: int) -> bool:
    """Say whether a mark that does not open can close: a double one can, a single one may be an apostrophe."""
    if text[place] in _DOUBLE:
        return True
    before, after = text[place - 1 : place], text[place + 1 : place + 2]
    if after.isalnum() or before.isspace():
        return False
    return text[place] == "›" or before not in "sS" or after in _AFTER_CLOSING


def _introduced(text: str, place: int) -> bool:
    """Say whether the mark before a place follows a colon or a comma, or begins the text."""
    return text[: place - 1].rstrip()[-1:] in ("", ":", ",")
