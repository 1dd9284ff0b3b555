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


class Leads(IntEnum):
    """What a button does. The numbers stand in the ids of buttons that people have in their channels: keep them."""

    TURN = 0  # the message with the button turns to the page
    OPEN = 1  # the page comes as a private message
    ACT = 2  # something is changed, or a form is opened: `view` names an action


class Tone(IntEnum):
    """How a button looks. It only repeats what its label says."""

    PLAIN = 0
    GOOD = 1
    DANGER = 2


@dataclass(frozen=True, slots=True)
class Press:
    """A button: what it says, and the view (or action), state and page that it leads to."""

    label: str
    view: str
    state: str
    page: int = 0
    leads: Leads = Leads.TURN
    tone: Tone = Tone.PLAIN


class Of(IntEnum):
    """What a menu offers: options of its own, or the roles or channels that the server has."""

    OPTIONS = 0
    ROLES = 1
    CHANNELS = 2


@dataclass(frozen=True, slots=True)
class Option:
    """One line of a menu."""

    label: str
    value: str
    told: str = ""
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Menu:
    """A list to choose from; what is chosen goes to an action. `chosen` are ids of roles or channels.

    `prompt` is shown while nothing is chosen, and read to those who don't see it.
    """

    prompt: str
    action: str
    state: str
    options: tuple[Option, ...] = ()
    of: Of = Of.OPTIONS
    chosen: tuple[int, ...] = ()
    least: int = 1
    most: int = 1


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
    menus: tuple[Menu, ...] = ()

    def fits(self) -> bool:
        """Say whether Discord would take it."""
        return within(self.parts, 4_000, 9_000)


def within(parts: Iterable[str], characters: int = MOST_CHARACTERS, size: int = MOST_BYTES) -> bool:
    """Say whether texts stay within a number of characters and a number of bytes of UTF-8."""
    texts = list(parts)
    return sum(map(len, texts)) <= characters and sum(len(text.encode()) + 12 for text in texts) <= size


def noted(*notes: str, page: int, pages: int) -> str:
    """Return the notes under a page in one line, first which page it is, where there are several."""
    place = f"Page {page + 1} of {pages}" if pages > 1 else ""
    return " · ".join(filter(None, [place, *notes]))


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
