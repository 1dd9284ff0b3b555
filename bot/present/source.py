"""What stands beside every passage: where it is from, how far to trust it, and its references."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bot.present.leaf import Colour
from bot.present.markdown import link, plain, small
from corpus.model import MarkerKind, Trust, Zone
from corpus.served import Citation, Passage

_TRUST = {
    Trust.REFERENCE: "reference work",
    Trust.SECONDARY: "secondary source",
    Trust.UNVERIFIED: "⚠ unverified source",
}
_COLOUR = {
    Trust.REFERENCE: Colour.REFERENCE,
    Trust.SECONDARY: Colour.SECONDARY,
    Trust.UNVERIFIED: Colour.UNVERIFIED,
}
_ODD_ZONES = {
    Zone.BLOCK_QUOTATION: "a quotation",
    Zone.PULL_QUOTATION: "a quotation",
    Zone.CAPTION: "a picture's caption",
    Zone.INFOBOX: "the infobox",
    Zone.NOTE: "a note",
    Zone.TABLE: "a table",
}
_MOST_CITED = 4
_LONGEST_CITED = 300


def colour(passage: Passage) -> Colour:
    """Return the colour that goes with a passage's trust."""
    return _COLOUR[passage.source.metadata.trust]


def place(passage: Passage) -> str:
    """Return the heading over a passage: its document and section path."""
    path = [plain(heading) for heading in passage.section]
    where = " › ".join([f"**{plain(passage.source.metadata.title)}**", *path])
    odd = _ODD_ZONES.get(passage.zone)
    return f"{where} · from {odd}" if odd else where


def footer(passage: Passage, ref: str) -> str:
    """Return the line under a passage: publisher, trust, reference and edition."""
    said = passage.source.metadata
    parts = [plain(said.publisher or said.author), _TRUST[said.trust], f"`{ref}`", f"edition `{passage.edition}`"]
    return small(" · ".join(part for part in parts if part))


def cited(citations: Iterable[Citation]) -> str:
    """Return the lines of the references that belong to an answer; where there are many, how many more there are."""
    lines = list(references(citations, _LONGEST_CITED))
    more = len(lines) - _MOST_CITED
    return "\n".join(lines[:_MOST_CITED] + ([small(f"and {more} more under Sources")] if more > 0 else []))


def references(citations: Iterable[Citation], longest: int = 1_500) -> Iterator[str]:
    """Yield a line for each reference, in the order of the markers, each once."""
    seen = set()
    for citation in citations:
        shown = (citation.label, citation.locator, citation.text)
        if citation.kind is not MarkerKind.EDITORIAL and shown not in seen:
            seen.add(shown)
            yield _reference(citation, longest)


def _reference(citation: Citation, longest: int) -> str:
    locator = f", at {plain(citation.locator)}" if citation.locator else ""
    if not citation.text:
        return small(f"\\[{plain(citation.label)}\\]{locator}: the document has no such reference")
    text = _cut(citation.text, longest)
    words = link(text, citation.url) if citation.url else plain(text)
    entry = f" → {plain(_cut(citation.entry, longest))}" if citation.entry else ""
    return small(f"\\[{plain(citation.label)}\\]{locator} {words}{entry}")


def _cut(text: str, longest: int) -> str:
    """Return a reference, or its beginning where it is a list of books by itself; the button has it whole."""
    return text if len(text) <= longest else text[:longest].rsplit(" ", 1)[0] + " …"
