"""A leaf: one page of what Pero shows, and the rules that keep it within Discord's limits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum

# Discord takes 4,000 characters of text displays a message and, undocumented, about 10,170 bytes of them
# (discord-api-docs #8554). The difference is room for the lines around the text.
MOST_CHARACTERS = 3_600
MOST_BYTES = 8_600


class Colour(IntEnum):
    """The stripe beside an answer. It only repeats what the words say."""

    REFERENCE = 0x3BA55D
    SECONDARY = 0x5865F2
    UNVERIFIED = 0xE0A030
    NOTHING = 0x80848E


@dataclass(frozen=True, slots=True)
class Press:
    """A button: what it says, and the view, state and page that it leads to.

    `anew` opens a private message; otherwise the message with the button turns to the page.
    """

    label: str
    view: str
    state: str
    page: int = 0
    anew: bool = False


@dataclass(frozen=True, slots=True)
class Attached:
    """A file that comes with a page. `description` is read to those who don't see a picture."""

    name: str
    content: bytes
    description: str
    picture: bool = False


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page. `parts` are Markdown texts, drawn with a line between them; pictures and files come below the first."""

    parts: tuple[str, ...]
    colour: Colour = Colour.SECONDARY
    presses: tuple[Press, ...] = ()
    attached: tuple[Attached, ...] = ()

    def fits(self) -> bool:
        """Say whether Discord would take it."""
        return within(self.parts, 4_000, 9_000)


def within(parts: Iterable[str], characters: int = MOST_CHARACTERS, size: int = MOST_BYTES) -> bool:
    """Say whether texts stay within a number of characters and a number of bytes of UTF-8."""
    texts = list(parts)
    return sum(map(len, texts)) <= characters and sum(len(text.encode()) + 12 for text in texts) <= size


def turns(view: str, state: str, page: int, pages: int) -> tuple[Press, ...]:
    """Return the buttons to the pages before and after."""
    back = (Press("Previous", view, state, page - 1),) if page > 0 else ()
    forth = (Press("Next", view, state, page + 1),) if page + 1 < pages else ()
    return back + forth


def packed(pieces: Sequence[str], joint: str = " ", characters: int = MOST_CHARACTERS) -> Iterator[str]:
    """Yield texts of whole pieces, in order, each as long as fits on a page.

    A single piece that is too long is cut between words, or, where it has none, between characters.
    """
    held = ""
    for piece in (part for whole in pieces for part in _short(whole, characters)):
        longer = held + joint + piece if held else piece
        if held and not within([longer], characters):
            yield held
            longer = piece
        held = longer
    if held:
        yield held


def _short(piece: str, characters: int) -> Iterator[str]:
    while not within([piece], characters):
        cut = piece.rfind(" ", 1, characters // 3)
        cut = cut if cut > 0 else characters // 3
        yield piece[:cut]
        piece = piece[cut:].lstrip(" ")
    yield piece
