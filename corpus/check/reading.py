"""Reads documents in order to lint them: what cannot be read is a finding, too, so that all are told at once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from corpus.check.findings import Finding
from corpus.errors import UnreadableDocument
from corpus.extract import Extract, extract
from corpus.formats import find_documents, named, read_file
from corpus.model import Document

UNREADABLE = "E100"
_LINE = re.compile(r", line (\d+): |: ")


def read_all(folders: Sequence[Path]) -> tuple[list[Extract], list[Finding]]:
    """Return what can be read of some folders, and a finding for each file that cannot. Raises NoDocuments."""
    documents: list[Document] = []
    extracts: list[Extract] = []
    findings: list[Finding] = []
    for folder in folders:
        for path in find_documents(folder):
            try:
                documents.append(read_file(path, folder))
            except UnreadableDocument as error:
                findings += _unreadable(path, error)
    for document in named(documents):
        try:
            extracts.append(extract(document))
        except UnreadableDocument as error:
            findings += _unreadable(document.source.path, error)
    return extracts, findings


def _unreadable(path: Path, error: UnreadableDocument) -> Iterator[Finding]:
    """Yield a finding for each line of what a reader complained of."""
    for complaint in str(error).splitlines():
        place = next((one for one in (path, path.with_suffix(".toml")) if complaint.startswith(str(one))), None)
        told = _LINE.match(complaint, len(str(place))) if place else None
        line = int(told[1]) if told and told[1] else 1
        yield Finding(UNREADABLE, str(place or path), line, complaint[told.end() :] if told else complaint)
