"""Text from documents and people, made harmless for Discord's Markdown."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

# What a client could take for markup anywhere, and what it takes for markup at the beginning of a line.
_ANYWHERE = re.compile(r"[\\`*_~|\[\]()<>]")
_LINE_START = re.compile(r"^(\s*)([#\-+]|\d+(?=\.))", re.MULTILINE)
# Controls but line feeds, overrides of the writing direction, the byte order mark, and lone surrogates.
_UNSEEN = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
_SAFE_URL = re.compile(r"[!#-;=?-Z_a-z~]+")  # printable ASCII without what ends a link or opens markup


def visible(text: str) -> str:
    """Return text without what nobody sees: controls, and marks that turn the writing direction."""
    return _UNSEEN.sub("", text)


def plain(text: str) -> str:
    """Return text that shows its characters and nothing else: no markup, no mention, no change of direction."""
    escaped = _ANYWHERE.sub(lambda match: "\\" + match[0], visible(text))
    return _LINE_START.sub(_escape_start, escaped)


def _escape_start(match: re.Match[str]) -> str:
    blank, mark = match.groups()
    return f"{blank}\\{mark}" if not mark.isdigit() else f"{blank}{mark}\u200b"


def bold(text: str) -> str:
    """Return text in bold; every line by itself, since bold ends with a paragraph."""
    return "\n".join(f"**{plain(line)}**" if line.strip() else line for line in text.split("\n"))


def small(text: str) -> str:
    """Return one line of subtext. `text` may hold markup of ours."""
    return f"-# {text}"


def link(text: str, url: str) -> str:
    """Return text that links to a web address, or the text alone where the address is none to be trusted."""
    try:
        trusted = urlsplit(url).scheme in {"http", "https"} and bool(urlsplit(url).hostname)
    except ValueError:
        trusted = False
    if not trusted or not _SAFE_URL.fullmatch(url) or "(" in url or ")" in url:
        return plain(text)
    return f"[{plain(text)}](<{url}>)"
