"""Collect what is wrong with a payload, as Discord's error tree."""

from __future__ import annotations

from typing import Any

from bot.local.errors import Disallowed

Path = tuple[str | int, ...]


class Problems:
    """Problems with one payload, each at its path."""

    def __init__(self) -> None:
        self._found: list[tuple[Path, str, str]] = []

    def add(self, path: Path, code: str, message: str) -> None:
        """Note a problem at a path."""
        self._found.append((path, code, message))

    def length(self, path: Path, value: Any, least: int, most: int) -> None:
        """Note a text that is not `least` to `most` characters long."""
        if not isinstance(value, str):
            self.add(path, "STRING_TYPE_CONVERT", "Must be string.")
        elif not value and least:
            self.add(path, "BASE_TYPE_REQUIRED", "This field is required")
        elif not least <= len(value) <= most:
            self.add(path, "BASE_TYPE_BAD_LENGTH", f"Must be between {least} and {most} in length.")

    def count(self, path: Path, items: Any, least: int, most: int) -> None:
        """Note a list that has not `least` to `most` items."""
        if not isinstance(items, list):
            self.add(path, "LIST_TYPE_CONVERT", "Only iterables may be used in a ListType.")
        elif not least <= len(items) <= most:
            self.add(path, "BASE_TYPE_BAD_LENGTH", f"Must be between {least} and {most} in length.")

    def done(self, findings: list[str] | None = None) -> None:
        """Raise Discord's 50035 if anything was found, after writing it to the findings."""
        if not self._found:
            return
        if findings is not None:
            findings.extend(f"{'.'.join(map(str, path)) or 'payload'}: {message}" for path, _, message in self._found)
        tree: dict[str, Any] = {}
        for path, code, message in self._found:
            node = tree
            for step in path:
                node = node.setdefault(str(step), {})
            node.setdefault("_errors", []).append({"code": code, "message": message})
        raise Disallowed(400, 50035, "Invalid Form Body", tree)
