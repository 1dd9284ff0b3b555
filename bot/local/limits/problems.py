"""Collect what is wrong with a payload, as Discord's error tree."""

from __future__ import annotations

from collections.abc import Iterable
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

    def unless(self, holds: object, path: Path, code: str, message: str) -> None:
        """Note a problem at a path unless something holds."""
        if not holds:
            self.add(path, code, message)

    def length(self, path: Path, value: Any, least: int, most: int) -> None:
        """Note a text that is not `least` to `most` characters long; with `least` 0 it may also be absent."""
        if value is None and not least:
            return
        if not isinstance(value, str):
            self.add(path, "BASE_TYPE_REQUIRED" if value is None else "STRING_TYPE_CONVERT", "Must be string.")
        elif least and not value.strip():
            self.add(path, "BASE_TYPE_REQUIRED", "This field is required")
        elif not least <= len(value.strip()) <= most:
            self.add(path, "BASE_TYPE_BAD_LENGTH", f"Must be between {least} and {most} in length.")

    def count(self, path: Path, items: Any, least: int, most: int) -> list[Any]:
        """Return the items of a list, after noting that there are not `least` to `most`."""
        if items is None and not least:
            return []
        if not isinstance(items, list):
            self.add(path, "LIST_TYPE_CONVERT", "Only iterables may be used in a ListType.")
            return []
        if not least <= len(items) <= most:
            self.add(path, "BASE_TYPE_BAD_LENGTH", f"Must be between {least} and {most} in length.")
        return items

    def objects(self, path: Path, items: Any, least: int, most: int) -> list[dict[str, Any]]:
        """Return the objects of a list, after noting what else is wrong with it."""
        given = self.count(path, items, least, most)
        for index, each in enumerate(given):
            self.unless(isinstance(each, dict), (*path, index), "DICT_TYPE", "Only dictionaries may be used here.")
        return [each for each in given if isinstance(each, dict)]

    def number(self, path: Path, value: Any, least: float, most: float) -> None:
        """Note a number that is not `least` to `most`; it may be absent."""
        if value is None:
            return
        if not isinstance(value, int | float) or isinstance(value, bool):
            self.add(path, "NUMBER_TYPE_COERCE", f'Value "{value}" is not a number.')
        elif not least <= value <= most:
            self.add(path, "NUMBER_TYPE_MAX", f"Must be between {least} and {most}.")

    def distinct(self, path: Path, names: Iterable[Any], code: str, what: str) -> None:
        """Note names that occur twice."""
        seen = set[Any]()
        for name in names:
            if name in seen:
                self.add(path, code, f"{what} must be unique: “{name}” occurs twice.")
            seen.add(name)

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
