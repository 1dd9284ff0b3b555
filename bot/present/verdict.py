"""What came of checking some words, as a leaf."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.present.answers import beside, in_paragraph
from bot.present.dated import spelt
from bot.present.leaf import Colour, Leaf, within
from bot.present.markdown import bold, plain, small
from bot.present.source import cited, colour, footer, place
from corpus.served import Answer, Checked, Quoted
from corpus.verdict import Change, Kind, Match, Piece

_LONGEST_SHOWN = 400
_LONGEST_BODY = 1_500
_LONGEST_DIFFERENCE = 1_000
_AROUND = 5  # words that stay on either side of a difference

_HEADINGS = {
    Kind.EXACT: "✓ **Exactly so.** These words stand in the corpus.",
    Kind.NEARLY: "≈ **Nearly.** The corpus has it a little differently.",
    Kind.SOMEBODY_ELSE: "↔ **Said by somebody else.**",
    Kind.PARTLY: "½ **Only in part.** Some of these words stand in the corpus.",
    Kind.NOT_FOUND: "✗ **Not in the corpus.** No document here has these words, though somebody may have said them.",
}
_REWORDED = "≈ **In other words.** The corpus has it so, perhaps in another translation."
_NOBODYS = "✓ **These words stand in the corpus,** but as its own, and not as anybody’s."


def verdict(asked: str, speaker: str, checked: Checked) -> Leaf:
    """Draw the verdict with the words that were checked, the difference, and who really said it and where."""
    match, answer = checked.finding.match, checked.answer
    head = f"{_heading(speaker, checked)}\n> {plain(_short(asked))}{f' — {plain(speaker)}?' if speaker else ''}"
    if answer is None or match is None:
        return Leaf((head,), Colour.NOTHING)
    told = [head]
    if match.difference:
        told.append(_difference(match.difference))
    if match.part:
        told.append(f"This part does: **“{plain(_short(match.part))}”**")
    told.append(_whose(checked.quoted))
    body = f"{place(answer.passage)}\n{_body(match, answer)}"
    below = "\n".join(filter(None, [cited(answer.citations), footer(answer.passage, answer.ref)]))
    leaf = Leaf(("\n".join(told), body, below), colour(answer.passage), beside(answer))
    more = Leaf((*leaf.parts[:2], *_wordings(checked), below), leaf.colour, leaf.presses)
    return more if within(more.parts) else leaf


def _heading(speaker: str, checked: Checked) -> str:
    kind, match = checked.finding.kind, checked.finding.match
    if kind is Kind.NEARLY and match and match.is_reworded:
        return _REWORDED
    return _NOBODYS if kind is Kind.EXACT and speaker and checked.quoted is None else _HEADINGS[kind]


def _short(words: str) -> str:
    """Return words on one line, cut to a length that leaves room for the answer."""
    flat = " ".join(words.split())
    return flat if len(flat) <= _LONGEST_SHOWN else flat[:_LONGEST_SHOWN].rsplit(" ", 1)[0] + " …"


def _body(match: Match, answer: Answer) -> str:
    """Return the words in their paragraph, or alone where that is too long."""
    whole = in_paragraph(answer)
    if within([whole], _LONGEST_BODY, 2 * _LONGEST_BODY):
        return whole
    words = "\n".join(f"> {plain(line)}" for line in match.text.split("\n") if line.strip())
    return words if within([words], _LONGEST_BODY, 2 * _LONGEST_BODY) else small("The words are under Context.")


def _difference(pieces: Sequence[Piece]) -> str:
    """Return the words as they stand, with what is different marked and what is the same at length left out."""
    shown: list[str] = []
    size = 0
    for words in filter(None, map(_piece, pieces)):
        size += len(words) + 1
        if size > _LONGEST_DIFFERENCE:
            shown.append("…")
            break
        shown.append(words)
    return f"The corpus: {' '.join(shown)}\n{small('struck through: yours only · bold: the corpus only')}"


def _piece(piece: Piece) -> str:
    match piece.change:
        case Change.SAME:
            words = piece.stands.split()
            long = len(words) > 3 * _AROUND
            return plain(" ".join([*words[:_AROUND], "…", *words[-_AROUND:]] if long else words))
        case Change.INSTEAD:
            return f"~~{plain(piece.asked)}~~ {bold(piece.stands)}"
        case Change.ADDED:
            return f"~~{plain(piece.asked)}~~"
        case Change.LEFT_OUT:
            return bold(piece.stands)


def _whose(quoted: Quoted | None) -> str:
    if quoted is None:
        return "They are the document’s own words there, and no quotation."
    said = ", ".join(plain(part) for part in (quoted.work, spelt(quoted.date_edtf)) if part)
    reporter = f" (reported by {plain(quoted.reporter)})" if quoted.reporter else ""
    who = f"**{plain(quoted.speaker)}**" if quoted.speaker else "*The document does not say whom.*"
    return f"Said by {who}{f', {said}' if said else ''}{reporter}"


def _wordings(checked: Checked) -> Iterator[str]:
    """Yield what the corpus has in another wording, if anything, with where it stands."""
    lines = [
        f"> {plain(_short(match.text))}\n{small(f'{plain(_said_by(match))} · `{answer.ref}`')}"
        for match, answer in zip(checked.finding.wordings, checked.wordings, strict=True)
    ]
    if lines:
        yield "\n".join(["Also in another wording, perhaps another translation:", *lines[:2]])


def _said_by(match: Match) -> str:
    return (match.spoken.speaker if match.spoken else "") or "nobody named"
