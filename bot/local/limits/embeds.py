"""What the embeds of a message may be."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from bot.local.limits.problems import Path, Problems
from bot.local.world import Json

EMBEDS, FIELDS, TOTAL = 10, 25, 6000
TITLE, DESCRIPTION, FIELD_NAME, FIELD_VALUE, FOOTER, AUTHOR = 256, 4096, 256, 1024, 2048, 256
URL, COLOUR = 2048, 0xFFFFFF
_SCHEMES = ("http://", "https://", "attachment://")


def check_embeds(problems: Problems, embeds: Any) -> None:
    """Note what is wrong with the embeds of a message, and with all of them together."""
    given = problems.objects(("embeds",), embeds, 0, EMBEDS)
    for index, embed in enumerate(given):
        _check_embed(problems, ("embeds", index), embed)
    total = sum(len(text.strip()) for embed in given for text in _texts(embed) if isinstance(text, str))
    problems.unless(
        total <= TOTAL, ("embeds",), "MAX_EMBED_SIZE_EXCEEDED", f"Embed size exceeds maximum size of {TOTAL}"
    )


def _check_embed(problems: Problems, path: Path, embed: Json) -> None:
    problems.length((*path, "title"), embed.get("title"), 0, TITLE)
    problems.length((*path, "description"), embed.get("description"), 0, DESCRIPTION)
    problems.number((*path, "color"), embed.get("color"), 0, COLOUR)
    for index, field in enumerate(problems.objects((*path, "fields"), embed.get("fields"), 0, FIELDS)):
        problems.length((*path, "fields", index, "name"), field.get("name"), 1, FIELD_NAME)
        problems.length((*path, "fields", index, "value"), field.get("value"), 1, FIELD_VALUE)
    if footer := embed.get("footer"):
        problems.length((*path, "footer", "text"), footer.get("text"), 1, FOOTER)
    if author := embed.get("author"):
        problems.length((*path, "author", "name"), author.get("name"), 1, AUTHOR)
    _check_timestamp(problems, (*path, "timestamp"), embed.get("timestamp"))
    for link, url in _links(embed):
        _check_url(problems, (*path, *link), url)
    shows = any(True for _ in _texts(embed)) or any(embed.get(key) for key in ("image", "thumbnail"))
    problems.unless(shows, (*path, "description"), "BASE_TYPE_REQUIRED", "This field is required")


def _check_timestamp(problems: Problems, path: Path, value: Any) -> None:
    if value is None:
        return
    try:
        datetime.fromisoformat(value)
    except (TypeError, ValueError):
        problems.add(path, "DATE_TIME_TYPE_PARSE", f'Could not parse "{value}". Should be ISO8601.')


def _check_url(problems: Problems, path: Path, url: Any) -> None:
    problems.length(path, url, 1, URL)
    known = isinstance(url, str) and url.startswith(_SCHEMES)
    problems.unless(known, path, "URL_TYPE_INVALID_SCHEME", "Scheme must be one of http, https, attachment.")


def _links(embed: Json) -> Iterator[tuple[Path, Any]]:
    if "url" in embed:
        yield ("url",), embed["url"]
    for part, key in (("image", "url"), ("thumbnail", "url"), ("author", "url"), ("author", "icon_url")):
        if embed.get(part) and embed[part].get(key) is not None:
            yield (part, key), embed[part][key]
    if (footer := embed.get("footer")) and footer.get("icon_url") is not None:
        yield ("footer", "icon_url"), footer["icon_url"]


def _texts(embed: Json) -> Iterator[Any]:
    """Yield the texts that count for the size of all embeds together."""
    yield from (embed[key] for key in ("title", "description") if embed.get(key))
    for field in embed.get("fields") or ():
        yield from (field.get("name"), field.get("value"))
    for part, key in (("footer", "text"), ("author", "name")):
        if embed.get(part) and embed[part].get(key):
            yield embed[part][key]
