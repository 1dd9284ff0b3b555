"""What a message says to somebody who reads it."""

from __future__ import annotations

from collections.abc import Iterator

from bot.local.components import Part, walk
from bot.local.world import Json


def visible_text(message: Json) -> str:
    """Return content, embeds and text displays of a message, in the order seen, a line each."""
    return "\n".join(text for text in _texts(message) if text)


def _texts(message: Json) -> Iterator[str]:
    yield message.get("content", "")
    for embed in message.get("embeds", ()):
        yield from _embed_texts(embed)
    for component in walk(message.get("components", ())):
        if component["type"] == Part.TEXT_DISPLAY:
            yield component["content"]


def _embed_texts(embed: Json) -> Iterator[str]:
    yield embed.get("author", {}).get("name", "")
    yield embed.get("title", "")
    yield embed.get("description", "")
    for field in embed.get("fields", ()):
        yield field["name"]
        yield field["value"]
    yield embed.get("footer", {}).get("text", "")
