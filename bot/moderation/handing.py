"""Hands out the text of the documents that a server uploaded, in as many archives as Discord takes at once."""

from __future__ import annotations

import io
import shutil
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from bot.state import documents
from bot.state.kept import Text

LARGEST = 8_000_000  # bytes of one file; Discord takes 10 MiB
MOST = 24_000_000  # bytes of all files of one answer, which are in memory; Discord takes 25 MiB a request
ARCHIVES = 9  # Discord takes ten files, and one of them is the list

_ROUND = 500  # bytes around a file in an archive, beside its name
_PIECE = 1 << 20
_GONE = "Its file is missing or damaged on the disk. You may have it; or ask the person who runs this Pero."
_NO_ROOM = (
    "Discord does not take so much at once. You have this file, as you uploaded it; or ask the person who runs this "
    "Pero for it."
)


@dataclass(frozen=True, slots=True)
class Handed:
    """Archives by name, where each text is (“documents-1.zip/lamp.md”), and why others are in none."""

    archives: Mapping[str, bytes]
    places: Mapping[Text, str]
    left_out: Mapping[Text, str]

    def rows(self) -> list[dict[str, object]]:
        """Return a row for each text: what it is, and its place or why it has none."""
        found = [*((one, place, None) for one, place in self.places.items())]
        lacking = [*((one, None, why) for one, why in self.left_out.items())]
        return [_row(*each) for each in (*found, *lacking)]


def handed(texts: Sequence[Text], servers: Path, room: int = MOST, largest: int = LARGEST) -> Handed:
    """Pack texts into archives of at most `largest` bytes each and `room` bytes together; the first come first."""
    groups: list[list[Text]] = [[]]
    left_out: dict[Text, str] = {}
    filled = total = 0
    for one in texts:
        path = documents.place(servers, one.file)
        if not documents.is_whole(path, one.file):
            left_out[one] = _GONE
            continue
        size = _packed(path) + 2 * len(one.path.encode()) + _ROUND
        another = bool(groups[-1]) and filled + size > largest
        if size > largest or total + size > room or (another and len(groups) == ARCHIVES):
            left_out[one] = _NO_ROOM
            continue
        if another:
            groups.append([])
            filled = 0
        groups[-1].append(one)
        filled, total = filled + size, total + size
    named = {f"documents-{number}.zip": group for number, group in enumerate(groups, 1) if group}
    places = {one: f"{name}/{one.path}" for name, group in named.items() for one in group}
    return Handed({name: _archive(group, servers) for name, group in named.items()}, places, left_out)


def _row(one: Text, place: str | None, why: str | None) -> dict[str, object]:
    about = {"title": one.title, "sha256": one.file.sha, "bytes": one.size, "on_the_shelf": one.on_shelf}
    return {**about, "file": place, "left_out": why}


def zipped(name: str, content: bytes) -> bytes:
    """Return an archive with one file."""
    into = io.BytesIO()
    with ZipFile(into, "w", ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return into.getvalue()


def _packed(path: Path) -> int:
    """Return how many bytes a file has when it is packed."""
    packing, size = zlib.compressobj(), 0
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            size += len(packing.compress(piece))
    return size + len(packing.flush())


def _archive(texts: Sequence[Text], servers: Path) -> bytes:
    into = io.BytesIO()
    with ZipFile(into, "w", ZIP_DEFLATED) as archive:
        for one in texts:
            with documents.place(servers, one.file).open("rb") as file, archive.open(one.path, "w") as entry:
                shutil.copyfileobj(file, entry, _PIECE)
    return into.getvalue()
