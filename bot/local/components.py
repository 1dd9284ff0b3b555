"""Walk the components of messages and modals: which there are, what they say, and their numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import IntEnum

from bot.local.world import Json

LINK = 5


class Part(IntEnum):
    """The types of component, with Discord's numbers."""

    ROW = 1
    BUTTON = 2
    SELECT = 3
    TEXT_INPUT = 4
    USER_SELECT = 5
    ROLE_SELECT = 6
    MENTIONABLE_SELECT = 7
    CHANNEL_SELECT = 8
    SECTION = 9
    TEXT_DISPLAY = 10
    THUMBNAIL = 11
    GALLERY = 12
    FILE = 13
    SEPARATOR = 14
    CONTAINER = 17
    LABEL = 18
    FILE_UPLOAD = 19
    RADIO_GROUP = 21
    CHECKBOX_GROUP = 22
    CHECKBOX = 23


SELECTS = (Part.SELECT, Part.USER_SELECT, Part.ROLE_SELECT, Part.MENTIONABLE_SELECT, Part.CHANNEL_SELECT)


def is_select(kind: int) -> bool:
    """Return whether this type of component is a select menu."""
    return kind in SELECTS


def is_new_layout(kind: int) -> bool:
    """Return whether this type of component stands only in messages of the new layout (version 2)."""
    return Part.SECTION <= kind <= Part.CONTAINER


def walk(components: Sequence[Json]) -> Iterator[Json]:
    """Yield every component, each before what is inside it."""
    for component in components:
        yield component
        yield from walk(inside(component))


def inside(component: Json) -> list[Json]:
    """Return the components directly inside one."""
    alone = [component[key] for key in ("accessory", "component") if isinstance(component.get(key), dict)]
    return [*component.get("components", ()), *alone]


def find(components: Sequence[Json], custom_id: str) -> Json | None:
    """Return the component with this custom id."""
    return next((each for each in walk(components) if each.get("custom_id") == custom_id), None)
