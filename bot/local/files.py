"""Files that people and the bot send, as Discord's attachments with their links."""

from __future__ import annotations

import mimetypes
from collections.abc import Mapping
from typing import Any

from bot.local.snowflake import is_snowflake
from bot.local.wire import CDN
from bot.local.world import Json, Upload, World


def attachment(number: int, upload: Upload, channel_id: int, details: Mapping[str, Any] | None = None) -> Json:
    """Return a file as an attachment; `details` may carry `description` and `title` as the bot gave them."""
    url = f"https://{CDN}/attachments/{channel_id}/{number}/{upload.filename}"
    known = {key: details[key] for key in ("description", "title") if details and details.get(key)}
    return {
        "id": str(number),
        "filename": upload.filename,
        "size": len(upload.content),
        "url": url,
        "proxy_url": url,
        "content_type": upload.content_type,
        "flags": 0,
    } | known


def guessed_type(filename: str) -> str:
    """Return the media type that a file's name suggests."""
    return mimetypes.guess_type(filename)[0] or "application/octet-stream"


def stored(world: World, number: str, filename: str) -> Upload | None:
    """Return the file that a link of the file store names."""
    upload = world.files.get(int(number)) if is_snowflake(number) else None
    return upload if upload is not None and upload.filename == filename else None
