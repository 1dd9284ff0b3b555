"""Components as Discord keeps them: numbered, their defaults written out, their media looked up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from typing import Any

from bot.local.components import SELECTS, Part, walk
from bot.local.world import Json

_SEEN_AS: Json = {"description": None, "spoiler": False}
_DEFAULTS: dict[int, Json] = {
    Part.CONTAINER: {"accent_color": None, "spoiler": False},
    Part.SEPARATOR: {"spacing": 1, "divider": True},
    Part.THUMBNAIL: _SEEN_AS,
    Part.FILE: {"spoiler": False},
    **{kind: {"min_values": 1, "max_values": 1} for kind in SELECTS},
}


def kept(components: Sequence[Json], attachments: Sequence[Json] = ()) -> list[Json]:
    """Return the components of a message that has these attachments, as Discord keeps and shows them."""
    taken = {each["id"] for each in walk(components) if each.get("id")}
    free = (number for number in count(1) if number not in taken)
    uploaded = {f"attachment://{each['filename']}": each for each in attachments}
    uploaded |= {each["url"]: each for each in attachments}
    return [_kept(component, free, uploaded) for component in components]


def _kept(component: Json, free: Iterator[int], uploaded: Mapping[str, Json]) -> Json:
    known = _DEFAULTS.get(component["type"], {}) | component
    number = known["id"] = component.get("id") or next(free)
    if "components" in component:
        known["components"] = [_kept(each, free, uploaded) for each in component["components"]]
    for key in ("accessory", "component"):
        if isinstance(component.get(key), dict):
            known[key] = _kept(component[key], free, uploaded)
    match component["type"]:
        case Part.THUMBNAIL:
            known["media"] = _media(component["media"], number, uploaded)
        case Part.GALLERY:
            items = component["items"]
            known["items"] = [_SEEN_AS | each | {"media": _media(each["media"], number, uploaded)} for each in items]
        case Part.FILE:
            known |= _file(component["file"], number, uploaded)
    return known


def _media(given: Json, number: int, uploaded: Mapping[str, Json]) -> Json:
    """Return a link to media with what is known about it; media from elsewhere are not fetched."""
    found: Any = uploaded.get(given["url"])
    if found is None:
        return {"id": str(number), "url": given["url"], "proxy_url": given["url"]}
    known = {key: found[key] for key in ("id", "url", "proxy_url", "content_type")}
    return known | {"attachment_id": found["id"]}


def _file(given: Json, number: int, uploaded: Mapping[str, Json]) -> Json:
    found = uploaded.get(given["url"], {"filename": "", "size": 0})
    return {"file": _media(given, number, uploaded), "name": found["filename"], "size": found["size"]}
