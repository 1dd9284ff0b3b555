"""What a sidecar or front matter says about a document, decoded strictly: a misspelt key must not pass in silence."""

from __future__ import annotations

import re
import tomllib
from dataclasses import fields
from datetime import date
from difflib import get_close_matches
from pathlib import Path

from corpus.errors import UnreadableDocument
from corpus.model import Metadata, Trust

KEYS = tuple(field.name for field in fields(Metadata))
LARGEST = 64 * 1024

_FRONT = re.compile(r"\A\+\+\+[ \t]*\r?\n(.*?)^\+\+\+[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
_WEB = re.compile(r"https?://[^\s<>\"]+")


def front_matter(text: str) -> tuple[str, int]:
    """Return the TOML between `+++` lines at the top of a text, and where the text goes on after it."""
    found = _FRONT.match(text, 0, LARGEST)
    return (found[1], found.end()) if found else ("", 0)


def decode(toml: str, where: Path, first_line: int = 1) -> Metadata:
    """Return what `toml` says. `where` and `first_line` say where it stands, for the errors."""
    try:
        values = tomllib.loads(toml.replace("\r\n", "\n"))
    except (tomllib.TOMLDecodeError, RecursionError) as exc:
        raise UnreadableDocument(
            f"{where}: this is not TOML ({_moved(str(exc), first_line)}). {_KEYS_THERE_ARE}"
        ) from exc
    known = {}
    for key, value in values.items():
        line = first_line + _line(toml, key)
        known[key] = _value(key, value, f"{where}, line {line}")
    trust = Trust(known.pop("trust", Trust.SECONDARY))
    return Metadata(**{"title": "", **known}, trust=trust)


def _value(key: str, value: object, place: str) -> str:
    """Return a value that may stand under `key`, or say what is wrong with it."""
    if key not in KEYS:
        near = get_close_matches(key, KEYS, 1)
        meant = f" Did you mean “{near[0]}”?" if near else ""
        raise UnreadableDocument(f"{place}: there is no key “{key[:40]}”.{meant} {_KEYS_THERE_ARE}")
    if key == "retrieved" and isinstance(value, date):
        value = value.isoformat()
    if not isinstance(value, str):
        raise UnreadableDocument(f"{place}: {key} must be text in quotation marks, and is {_kind(value)}.")
    value = " ".join(value.split())
    if key == "trust" and value not in set(Trust):
        raise UnreadableDocument(f"{place}: trust must be one of {', '.join(Trust)}, and is “{value[:40]}”.")
    if key == "url" and value and not _WEB.fullmatch(value):
        raise UnreadableDocument(f"{place}: url must begin with https:// or http://, and is “{value[:80]}”.")
    return value


_KEYS_THERE_ARE = f'The keys are {", ".join(KEYS)}; each is optional, as in: title = "A History of Clocks".'


def _kind(value: object) -> str:
    """Return what people call a TOML value of this type."""
    names = {bool: "true or false", int: "a number", float: "a number", list: "a list", dict: "a table"}
    return names.get(type(value), "a date or time")


def _line(toml: str, key: str) -> int:
    """Return how many lines stand before the one that sets `key`."""
    found = re.search(rf"^[ \t\[]*[\"']?{re.escape(key)}\b", toml, re.MULTILINE)
    return toml.count("\n", 0, found.start()) if found else 0


def _moved(message: str, first_line: int) -> str:
    """Return the parser's message with its line counted from the top of the file."""
    return re.sub(r"line (\d+)", lambda found: f"line {int(found[1]) + first_line - 1}", message)
