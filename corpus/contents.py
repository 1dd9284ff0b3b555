"""What an edition is made of: the documents of folders, but some left out, and documents that stand by themselves."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, fields, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from corpus.errors import NoDocuments, UnreadableDocument
from corpus.formats import find_documents, named, read_file
from corpus.formats.folder import LONGEST_NAME
from corpus.model import Document, Metadata, Source, Trust


@dataclass(frozen=True, slots=True)
class Single:
    """A document by itself: its file, which `sha` proves, the name it is known by, and what is said about it.

    What the file says of itself in front matter counts only where `metadata` is silent.
    """

    path: Path
    sha: str
    name: str
    metadata: Metadata

    @property
    def shown(self) -> Path:
        """The path that stands in findings and editions: the name, and nothing of where the file lies."""
        return Path(f"{self.name}{self.path.suffix}")


@dataclass(frozen=True, slots=True)
class Contents:
    """The documents that an edition is made of. `left_out` holds paths within the folders."""

    folders: tuple[Path, ...] = ()
    left_out: frozenset[str] = frozenset()
    singles: tuple[Single, ...] = ()

    def paths(self) -> Iterator[tuple[Path, Path]]:
        """Yield the folders' documents that are not left out, each with its folder. Raises NoDocuments."""
        for folder in self.folders:
            for path in find_documents(folder):
                if within(path, folder) not in self.left_out:
                    yield path, folder

    def known(self) -> list[tuple[str, Path]]:
        """Return every file that decides what the edition holds, with the name that it is known by."""
        found = []
        for path, folder in self.paths():
            beside = path.with_suffix(".toml")
            found += [(within(one, folder), one) for one in (path, beside) if one.is_file()]
        said = ((json.dumps(_plain(one.metadata), sort_keys=True), one) for one in self.singles)
        return found + sorted((f"\0{one.shown}\0{metadata}", one.path) for metadata, one in said)

    def size(self) -> int:
        """Return how many bytes the files have. Raises NoDocuments."""
        total = 0
        for _, path in self.known():
            with contextlib.suppress(OSError):  # it is gone; whoever reads it will say so
                total += path.stat().st_size
        return total

    def to_json(self) -> str:
        """Return the contents as one line that `from_json` reads."""
        singles = [{**asdict(one), "path": str(one.path), "metadata": _plain(one.metadata)} for one in self.singles]
        folders = [str(folder) for folder in self.folders]
        return json.dumps({"folders": folders, "left_out": sorted(self.left_out), "singles": singles})

    @classmethod
    def from_json(cls, line: str) -> Contents:
        """Read what `to_json` wrote."""
        said = json.loads(line)
        singles = tuple(
            Single(Path(one["path"]), one["sha"], one["name"], metadata_of(one["metadata"])) for one in said["singles"]
        )
        return cls(tuple(map(Path, said["folders"])), frozenset(said["left_out"]), singles)


def metadata_of(said: Mapping[str, Any]) -> Metadata:
    """Return metadata from plain values."""
    return Metadata(**{**said, "trust": Trust(said["trust"])})


def _plain(metadata: Metadata) -> dict[str, str]:
    return {field.name: str(getattr(metadata, field.name)) for field in fields(metadata)}


def within(path: Path, folder: Path) -> str:
    """Return what a folder's document is known by: its path there."""
    return path.relative_to(folder).as_posix()


def read_documents(contents: Contents) -> list[Document]:
    """Return the documents in the order of folders and paths, then those by themselves, each with a name of its own.

    A document that joins others never takes a name from them. Raises NoDocuments, and UnreadableDocument with a line
    for each that cannot be read.
    """
    paths = list(contents.paths())
    if not paths and not contents.singles:
        raise NoDocuments("No document is left to read: put one on the shelf, or the shared documents back onto it.")
    documents: list[Document] = []
    problems: list[str] = []
    for path, folder in paths:
        try:
            documents.append(read_file(path, folder))
        except UnreadableDocument as error:
            problems.append(str(error))
    documents = named(documents)
    taken = {document.source.name for document in documents}
    for single in sorted(contents.singles, key=lambda one: one.name):
        try:
            documents.append(_called(read_single(single), taken))
        except UnreadableDocument as error:
            problems.append(str(error))
    if problems:
        raise UnreadableDocument("\n".join(problems))
    return documents


def read_single(single: Single) -> Document:
    """Return a document that stands by itself. Raises UnreadableDocument, which names it as moderators know it."""
    try:
        document = read_file(single.path)
    except UnreadableDocument as error:
        raise UnreadableDocument(str(error).replace(str(single.path), str(single.shown))) from error
    if _sha(single.path) != single.sha:
        raise UnreadableDocument(f"{single.shown}: the file is damaged. Remove the document and upload it again.")
    said, given = document.source.metadata, single.metadata
    either = {name: value or str(getattr(said, name)) for name, value in _plain(given).items()}
    return replace(document, source=Source(single.name, single.shown, metadata_of(either)))


def _sha(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()


def _called(document: Document, taken: set[str]) -> Document:
    """Return a document under its name, or where that is taken, under the next free one; note the name."""
    base = name = document.source.name
    number = 1
    while name in taken:
        number += 1
        name = f"{base[: LONGEST_NAME - 1 - len(str(number))].rstrip('-')}-{number}"
    taken.add(name)
    return replace(document, source=replace(document.source, name=name))
