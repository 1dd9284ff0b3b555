"""Which words of a message are put forward as somebody's: those that it quotes, or else all of them."""

from __future__ import annotations

from corpus.quotes import marks
from corpus.verdict.words import LONGEST, words

_FEWEST = 4
_DOUBLE = '"“”„«»'


def claimed(message: str) -> str:
    """Return the longest quotation in a message, in a block or between double marks; all of it where it has none."""
    message = message[: 2 * LONGEST]
    block = "\n".join(line.lstrip("> ") for line in message.split("\n") if line.startswith(">"))
    between = (message[start:end] for start, end in marks.quoted(message) if message[start - 1] in _DOUBLE)
    quoted = [each for each in (block, *between) if len(words(each)) >= _FEWEST]
    return max(quoted, key=len, default=message)
