"""What came of checking some words, as a leaf."""

from __future__ import annotations

from collections.abc import Sequence

from bot.present.answers import beside, in_paragraph
from bot.present.leaf import Colour, Leaf
from bot.present.markdown import bold, plain, small
from bot.present.source import cited, colour, footer, place
from corpus.served import Checked, Quoted
from corpus.verdict import Change, Kind, Piece

_LONGEST_SHOWN = 500

_HEADINGS = {
    Kind.EXACT: "✓ **Exactly so.** These words stand in the corpus.",
    Kind.NEARLY: "≈ **Nearly.** The corpus has it a little differently.",
    Kind.SOMEBODY_ELSE: "↔ **Said by somebody else.**",
    Kind.PARTLY: "½ **Only in part.** Some of these words stand in the corpus.",
    Kind.NOT_FOUND: "✗ **Not in the corpus.** No document here has these words, though somebody may have said them.",
}


def verdict(asked: str, speaker: str, checked: Checked) -> Leaf:
    """Draw the verdict with the words that were checked, the difference, and who really said it and where."""
    finding = checked.finding
    head = f"{_HEADINGS[finding.kind]}\n> {plain(_short(asked))}{f' — {plain(speaker)}?' if speaker else ''}"
    if checked.answer is None or finding.match is None:
        return Leaf((head,), Colour.NOTHING)
    told = [head]
    if finding.match.difference:
        told.append(_difference(finding.match.difference))
    if finding.match.part:
        told.append(f"This part does: **“{plain(finding.match.part)}”**")
    told.append(_whose(checked.quoted))
    answer = checked.answer
    body = f"{place(answer.passage)}\n{in_paragraph(answer)}"
    below = "\n".join(filter(None, [cited(answer.citations), footer(answer.passage, answer.ref)]))
    return Leaf(("\n".join(told), body, below), colour(answer.passage), beside(answer))


def _short(asked: str) -> str:
    """Return what was asked on one line, cut to a length that leaves room for the answer."""
    flat = " ".join(asked.split())
    return flat if len(flat) <= _LONGEST_SHOWN else flat[:_LONGEST_SHOWN].rsplit(" ", 1)[0] + " …"


def _difference(pieces: Sequence[Piece]) -> str:
    words = " ".join(filter(None, map(_piece, pieces)))
    return f"The corpus: {words}\n{small('struck through: yours only · bold: the corpus only')}"


def _piece(piece: Piece) -> str:
    match piece.change:
        case Change.SAME:
            return plain(piece.stands)
        case Change.INSTEAD:
            return f"~~{plain(piece.asked)}~~ {bold(piece.stands)}"
        case Change.ADDED:
            return f"~~{plain(piece.asked)}~~"
        case Change.LEFT_OUT:
            return bold(piece.stands)


def _whose(quoted: Quoted | None) -> str:
    if quoted is None:
        return "They are the document’s own words there, and no quotation."
    said = ", ".join(plain(part) for part in (quoted.work, quoted.date_edtf) if part)
    reporter = f" (reported by {plain(quoted.reporter)})" if quoted.reporter else ""
    who = f"**{plain(quoted.speaker)}**" if quoted.speaker else "*The document does not say whom.*"
    return f"Said by {who}{f', {said}' if said else ''}{reporter}"
