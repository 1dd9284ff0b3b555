"""Read a documents folder: which files are documents, what stands beside them, and what cannot be read and why.

Files are hostile until read: only regular files inside the folder, of bounded size, in UTF-8. Hidden files, READMEs and
licences belong to the folder, and are no documents.
"""

from __future__ import annotations

import os
import re
import stat
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import reduce
from operator import or_
from pathlib import Path
from types import MappingProxyType

from corpus.errors import NoDocuments, UnreadableDocument
from corpus.formats import html, markdown, plain, wiki
from corpus.formats.metadata import LARGEST, decode, front_matter
from corpus.formats.pdf_text import PAGE_BREAK
from corpus.model import Document, Metadata, Source

LARGEST_DOCUMENT = 64 * 1024 * 1024
LONGEST_NAME = 32

Reader = Callable[[Source, str], Document]


def _read_text(source: Source, text: str) -> Document:
    """Return the document in a text file: an encyclopaedia's page, if it looks like one."""
    of_pages = text.startswith(PAGE_BREAK)
    return wiki.read(source, text) if not of_pages and wiki.looks_like_wiki(text) else plain.read(source, text)


READERS: Mapping[str, Reader] = MappingProxyType(
    {".txt": _read_text, ".md": markdown.read, ".markdown": markdown.read, ".html": html.read, ".htm": html.read}
)
"""Which reader takes a file, by its ending."""

ENDINGS = tuple(READERS)
_FRONT_MATTER = frozenset({".md", ".markdown"})
_OF_THE_FOLDER = re.compile(r"(?:readme|licen[cs]e|copying|contributing)(?:\.[\w-]+)*", re.IGNORECASE)
# A file's name that is made of words, as `brest-litovsk` or `trials-1936`; a number and a hash are not.
_WORDS = re.compile(r"[a-z]{3,}(?:[-_ ](?:[a-z]+|\d{1,4}))*")
# Follow no link, wait for no pipe, translate no line ends; not every system has every flag.
_FLAGS = ("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "O_BINARY")
_AS_IT_IS = reduce(or_, (getattr(os, name, 0) for name in _FLAGS), os.O_RDONLY)
_TEXT_CONTROLS = b"\t\n\v\f\r\x1b"


def read_folder(folder: Path) -> list[Document]:
    """Return the folder's documents in the order of their paths, each with a name of its own.

    Raises NoDocuments if there are none, and UnreadableDocument, a line for each file, if some cannot be read.
    """
    documents, problems = [], []
    for path in find_documents(folder):
        try:
            documents.append(read_file(path, folder))
        except UnreadableDocument as exc:
            problems.append(str(exc))
    if problems:
        raise UnreadableDocument("\n".join(problems))
    return named(documents)


def read_file(path: Path, folder: Path | None = None) -> Document:
    """Return the document in `path`, which must lie in `folder`, or else in its own folder.

    Raises UnreadableDocument, which says what is wrong with the file or with its sidecar, and where.
    """
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        raise UnreadableDocument(
            f"{path}: Pero reads {_listed(ENDINGS)}. Give it one of these endings, or take it out."
        )
    inside = folder or path.parent
    text = _text(path, _bytes(path, inside, LARGEST_DOCUMENT))
    document = reader(Source("", path, _metadata(path, inside, text)), text)
    title = document.source.metadata.title or (document.sections[0].heading if document.sections else "") or path.stem
    return replace(
        document, source=Source(short_name(path, title), path, replace(document.source.metadata, title=title))
    )


def find_documents(folder: Path) -> list[Path]:
    """Return the paths of the documents in a folder and its sub-folders, in order.

    Raises NoDocuments, which says what belongs there.
    """
    if not folder.is_dir():
        raise NoDocuments(f"There is no folder {folder}. Make it, and put documents into it: {_BELONGS}")
    if found := sorted((path for path in _files(folder) if _is_document(path)), key=lambda path: path.parts):
        return found
    raise NoDocuments(f"The folder {folder} holds no documents. Put some into it: {_BELONGS}")


def find_orphans(folder: Path) -> list[Path]:
    """Return the sidecars that stand beside no document: most often, one of the two names is misspelt."""
    files = list(_files(folder))
    stems = {path.with_suffix("") for path in files if _is_document(path)}
    return sorted(path for path in files if path.suffix == ".toml" and path.with_suffix("") not in stems)


def named(documents: Iterable[Document]) -> list[Document]:
    """Return the documents, each with a name of its own: the second `rivers`, in order of paths, is `rivers-2`."""
    documents = list(documents)
    names: dict[Path, str] = {}
    taken: set[str] = set()
    for document in sorted(documents, key=lambda document: document.source.path.parts):
        base = short_name(document.source.path, document.source.metadata.title)
        name, number = base, 1
        while name in taken:
            number += 1
            name = f"{base[: LONGEST_NAME - 1 - len(str(number))].rstrip('-')}-{number}"
        taken.add(name)
        names[document.source.path] = name
    return [replace(one, source=replace(one.source, name=names[one.source.path])) for one in documents]


def short_name(path: Path, title: str) -> str:
    """Return what a document is called in references: its file's name where that is made of words, else its title."""
    stem = slug(path.stem)
    return stem if _WORDS.fullmatch(path.stem.casefold()) and len(path.stem) <= LONGEST_NAME else slug(title)


def slug(title: str) -> str:
    """Return a short readable name for a title, as in references: `leap-years`. ASCII, at most 32 characters."""
    parts = unicodedata.normalize("NFKD", title[:400]).casefold()
    words = re.findall(
        r"[a-z0-9]+", "".join(one for one in parts if not unicodedata.combining(one) and one not in "'’")
    )
    name = ""
    for word in words:
        if len(name) + len(word) + bool(name) > LONGEST_NAME:
            break
        name = f"{name}-{word}" if name else word
    return name or (words[0][:LONGEST_NAME] if words else "document")


_BELONGS = f"files that end in {', '.join(ENDINGS)}, each with a NAME.toml beside it that gives its title and licence."


def _listed(endings: Iterable[str]) -> str:
    """Return endings as they stand in a sentence."""
    *first, last = endings
    return f"{', '.join(first)} and {last}" if first else last


def _files(folder: Path) -> Iterable[Path]:
    """Yield the files of a folder and its sub-folders, but none that are hidden."""
    for here, folders, files in os.walk(folder, followlinks=False):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(here) / name for name in files if not name.startswith("."))


def _is_document(path: Path) -> bool:
    """Say whether a file is meant to be read."""
    return path.suffix.lower() in READERS and not _OF_THE_FOLDER.fullmatch(path.name)


def _metadata(path: Path, folder: Path, text: str) -> Metadata:
    """Return what the sidecar or the front matter says; never both."""
    sidecar = path.with_suffix(".toml")
    toml, after = front_matter(text) if path.suffix.lower() in _FRONT_MATTER else ("", 0)
    if not sidecar.exists() and not sidecar.is_symlink():
        return decode(toml, path, first_line=2)
    if after:
        raise UnreadableDocument(f"{path}: it has front matter and also {sidecar.name} beside it. Keep one of the two.")
    return decode(_text(sidecar, _bytes(sidecar, folder, LARGEST)), sidecar)


def _bytes(path: Path, folder: Path, largest: int) -> bytes:
    """Return what a regular file inside `folder` holds, reading no more than `largest` bytes."""
    try:
        real = path.resolve(strict=True)
        if not real.is_relative_to(folder.resolve()):
            raise UnreadableDocument(f"{path}: it is a link out of the folder. Put the file itself there.")
        with open(os.open(real, _AS_IT_IS), "rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise UnreadableDocument(f"{path}: it is no regular file. Put a text file there, or take it out.")
            content = file.read(largest + 1)
    except (OSError, RuntimeError) as exc:
        reason = exc.strerror if isinstance(exc, OSError) and exc.strerror else "it is a link to itself"
        raise UnreadableDocument(
            f"{path}: it cannot be opened ({reason}). Check that it is there and may be read."
        ) from exc
    if len(content) > largest:
        raise UnreadableDocument(f"{path}: it is larger than {largest // 1024:,} kB. Split it into smaller files.")
    return content


def _text(path: Path, content: bytes) -> str:
    """Return the file's text, without its byte order mark."""
    content = content.removeprefix(b"\xef\xbb\xbf")
    if (nul := content.find(0)) >= 0:
        raise UnreadableDocument(f"{path}: it has a NUL at byte {nul}, so it is no text. Save it as text in UTF-8.")
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as exc:
        line = content.count(b"\n", 0, exc.start) + 1
        message = f"{path}, line {line}: byte {exc.start} is not UTF-8. Save the file again with the encoding UTF-8."
        raise UnreadableDocument(message) from exc
    controls = len(content) - len(content.translate(None, bytes(set(range(32)) - set(_TEXT_CONTROLS))))
    if controls * 50 > len(content):
        raise UnreadableDocument(
            f"{path}: it is full of control characters, so it is no text. Save it as text in UTF-8."
        )
    return text
