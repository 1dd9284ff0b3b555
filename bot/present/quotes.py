"""Quotations as leaves."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.present.answers import document, report
from bot.present.dated import spelt
from bot.present.leaf import MOST_CHARACTERS, Leads, Leaf, Press, packed
from bot.present.markdown import plain, small
from bot.present.source import cited, colour, footer, place, references
from corpus.sentences import sentences
from corpus.served import Quoted

_A_PAGE = 1_600  # characters; the rest of a card is for who said it, where, and its references
_CLAUSE = re.compile(r"(?<=[;:,—]) ")


def quotation(shown: Quoted, state: str, page: int, pages: int) -> Leaf:
    """Draw a quotation with who said it, when, where and who reports it.

    There are `pages` of them, `page` is this one; a long one goes on at `page + pages`, `page + 2 * pages` and so on.
    """
    part, number = divmod(page, pages)
    texts = list(packed([*_pieces(shown.text)], characters=_A_PAGE)) or [""]
    part = min(part, len(texts) - 1)
    count = small(f"page {part + 1} of {len(texts)}") if len(texts) > 1 else ""
    told = "\n".join(filter(None, [_block(texts[part]), _who(shown), count]))
    begins = shown.begins
    below = "\n".join(filter(None, [cited(shown.citations), footer(begins.passage, begins.ref)]))
    presses = (*_turns(state, number, part, len(texts), pages), *_beside(shown))
    return Leaf((told, f"{place(begins.passage)}\n{below}"), colour(begins.passage), presses)


def sources(shown: Quoted, page: int) -> Leaf:
    """Draw a quotation's references in full, and what is known of its document."""
    lines = list(references(shown.citations)) or [small("This quotation has no references.")]
    pages = list(packed(lines, "\n", MOST_CHARACTERS // 2))
    page = min(page, len(pages) - 1)
    passage = shown.begins.passage
    back = (Press("Previous", "cited", shown.key, page - 1),) if page else ()
    forth = (Press("Next", "cited", shown.key, page + 1),) if page + 1 < len(pages) else ()
    return Leaf((f"{place(passage)}\n{pages[page]}", document(passage)), colour(passage), back + forth)


def _pieces(text: str) -> Iterator[str]:
    """Yield what a page may end with: sentences, or the clauses of one that fills a page by itself."""
    for paragraph in text.split("\n\n"):
        gap = "\n\n"
        for start, end in sentences(paragraph):
            whole = paragraph[start:end]
            for piece in [whole] if len(whole) <= _A_PAGE else _CLAUSE.split(whole):
                yield gap + plain(piece)
                gap = ""


def _block(text: str) -> str:
    """Return a text as Discord's block quotation, which keeps its paragraphs."""
    # The space belongs to the mark: a line of ">" alone is shown as it is.
    return "\n".join(f"> {line.strip()}" for line in text.strip().split("\n"))


def _turns(state: str, number: int, part: int, parts: int, pages: int) -> tuple[Press, ...]:
    back = (Press("Previous", "quote", state, number + (part - 1) * pages),) if part else ()
    forth = (Press("Next", "quote", state, number + (part + 1) * pages),) if part + 1 < parts else ()
    another = (Press("Another", "quote", state, (number + 1) % pages),) if pages > 1 else ()
    return back + forth + another


def _beside(shown: Quoted) -> tuple[Press, ...]:
    begins = shown.begins
    context = Press("Context", "context", begins.key, leads=Leads.OPEN)
    sources = (Press("Sources", "cited", shown.key, leads=Leads.OPEN),) if shown.citations else ()
    cite = Press("Cite", "cite", f"1{begins.key}", leads=Leads.OPEN)
    return (context, *sources, cite, report(shown.key, begins.ref))


def _who(shown: Quoted) -> str:
    said = ", ".join(plain(part) for part in (shown.work, spelt(shown.date_edtf)) if part)
    speaker = f"**{plain(shown.speaker)}**" if shown.speaker else "*The document does not say who said this.*"
    reporter = f"\nReported by {plain(shown.reporter)}" if shown.reporter else ""
    return f"— {speaker}{f', {said}' if said else ''}{reporter}"
