"""Walk the components of messages and modals: which there are, what they say, and their numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count

from bot.local.world import Json

ROW, BUTTON, SELECT, TEXT_INPUT = 1, 2, 3, 4
SECTION, TEXT_DISPLAY, THUMBNAIL, GALLERY, FILE, SEPARATOR, CONTAINER, LABEL = 9, 10, 11, 12, 13, 14, 17, 18
FILE_UPLOAD, RADIO_GROUP, CHECKBOX_GROUP, CHECKBOX = 19, 21, 22, 23
SELECTS = (SELECT, 5, 6, 7, 8)
LINK = 5


def is_select(kind: int) -> bool:
    """Return whether this type of component is a select menu."""
    return kind in SELECTS


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


def numbered(components: Sequence[Json]) -> list[Json]:
    """Return the components as Discord keeps them: each has an id, unique in its message."""
    taken = {each["id"] for each in walk(components) if each.get("id")}
    free = (number for number in count(1) if number not in taken)

    def number(component: Json) -> Json:
        kept = dict(component)
        kept["id"] = component.get("id") or next(free)
        if "components" in component:
            kept["components"] = [number(each) for each in component["components"]]
        for key in ("accessory", "component"):
            if isinstance(component.get(key), dict):
                kept[key] = number(component[key])
        return kept

    return [number(component) for component in components]
