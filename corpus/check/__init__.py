"""The linter: what is wrong with the documents, each finding with a code, a file and a line."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from corpus.check import documents, together
from corpus.check.findings import Check, Finding, LibraryCheck, Spot
from corpus.check.reading import UNREADABLE, read_all
from corpus.check.verbatim import Deviation, Proof, verify
from corpus.extract import Extract
from corpus.formats import find_orphans

__all__ = ["CHECKS", "CODES", "TOGETHER", "Deviation", "Finding", "Proof", "check", "lint", "orphans", "verify"]

CHECKS: Mapping[str, Check] = MappingProxyType(
    {
        "E102": documents.no_text,
        "E103": documents.long_metadata,
        "W201": documents.no_licence,
        "W202": documents.no_section,
        "W203": documents.long_passage,
        "W204": documents.unresolved_marker,
        "W205": documents.suspicious_encoding,
        "W301": documents.disagreeing_dates,
    }
)

TOGETHER: Mapping[str, LibraryCheck] = MappingProxyType({"E101": together.same_title, "W206": together.near_duplicate})

ORPHAN = "W207"

CODES = (UNREADABLE, *CHECKS, *TOGETHER, ORPHAN)
"""Every code that `lint` gives."""


def lint(folders: Sequence[Path]) -> tuple[list[Extract], list[Finding]]:
    """Return the documents of some folders that can be read, and all that is wrong with the folders, in order.

    Raises NoDocuments.
    """
    library, unreadable = read_all(folders)
    return library, sorted(unreadable + check(library) + orphans(folders), key=_order)


def check(library: Sequence[Extract], *, only_errors: bool = False) -> list[Finding]:
    """Return what is wrong with the documents, in the order of documents and lines."""
    found: list[tuple[str, str, Spot]] = []
    for code, look in CHECKS.items():
        if code.startswith("E") or not only_errors:
            found += [(code, _message(look), spot) for read in library for spot in look(read)]
    for code, compare in TOGETHER.items():
        if code.startswith("E") or not only_errors:
            found += [(code, _message(compare), spot) for spot in compare(library)]
    return sorted(_findings(found), key=_order)


def _order(finding: Finding) -> tuple[str, int, str]:
    return finding.path, finding.line, finding.code


def _message(look: Check | LibraryCheck) -> str:
    return (look.__doc__ or "").strip().splitlines()[0]


def _findings(found: Sequence[tuple[str, str, Spot]]) -> Iterator[Finding]:
    starts: dict[int, list[int]] = {}
    for code, message, spot in found:
        lines = starts.setdefault(id(spot.read), line_starts(spot.read.document.text))
        detail = f" ({spot.detail})" if spot.detail else ""
        path = str(spot.read.document.source.path)
        yield Finding(code, path, bisect_right(lines, spot.start), f"{message}{detail}")


def line_starts(text: str) -> list[int]:
    """Return where the lines of a text begin, so that a line is found by its offset."""
    starts = [0]
    while (end := text.find("\n", starts[-1])) >= 0:
        starts.append(end + 1)
    return starts


def orphans(folders: Sequence[Path]) -> list[Finding]:
    """Return a finding for each sidecar that stands beside no document."""
    message = "no document stands beside this sidecar: its name must be the document's, but for the ending"
    return [Finding(ORPHAN, str(path), 1, message) for folder in folders for path in find_orphans(folder)]
