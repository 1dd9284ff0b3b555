"""Quotations within running text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.model import Quotation, QuotationKind, Zone
from corpus.quotes import sources
from corpus.quotes.page import Page
from corpus.quotes.speakers import Attribution, Listener
from corpus.quotes.wanted import is_wanted

_WORD = re.compile(r"\w")


def read_inline(page: Page, listener: Listener) -> Iterator[Quotation]:
    """Yield a paragraph's quotations in order, while the listener takes its sentences in."""
    quoted = iter(page.quoted)
    span = next(quoted, None)
    last = Attribution()
    for sentence in page.paragraph.sentences:
        while span is not None and span[0] <= sentence.end:
            if is_wanted(page.paragraph.text, *span):
                last = _attributed(page, listener, (sentence.start, sentence.end), span, last)
                yield _quotation(page, (sentence.start, sentence.end), span, last)
            span = next(quoted, None)
        if page.paragraph.zone is not Zone.CAPTION:
            listener.hear(page.running, sentence.start, sentence.end, page.names)


def _attributed(
    page: Page, listener: Listener, sentence: tuple[int, int], span: tuple[int, int], last: Attribution
) -> Attribution:
    """Return whose the words are: by what leads to them, else what follows them, else as the quotation before."""
    start, end = span
    if _WORD.search(page.running, sentence[0], start):
        found = listener.before(page.running, sentence[0], start, page.names)
        if found.end:
            return found
    if _asks_for_more(page, end):
        found = listener.after(page.running, end, page.sentence(end)[1], page.names)
        if found.speaker:
            return found
    return Attribution() if _WORD.search(page.running, sentence[0], start) else Attribution(last.speaker, last.reporter)


def _asks_for_more(page: Page, end: int) -> bool:
    """Say whether a quotation's sentence goes on behind it."""
    text = page.paragraph.text
    return text[end - 1] in ",?!—–…" or (text[end + 1 : end + 2] in (",", " ") and text[end - 1] != ".")


def _quotation(page: Page, sentence: tuple[int, int], span: tuple[int, int], said: Attribution) -> Quotation:
    paragraph, (start, end) = page.paragraph, span
    return Quotation(
        paragraph.number,
        start,
        paragraph.number,
        end,
        paragraph.text[start:end],
        QuotationKind.INLINE,
        said.speaker,
        said.reporter,
        sources.work(page.running, said.end, start) if said.end else "",
        _date(page, sentence, span, said),
        sources.references(sources.behind(paragraph, start, end)),
    )


def _date(page: Page, sentence: tuple[int, int], span: tuple[int, int], said: Attribution) -> str:
    """Return the date of the words around a quotation that say whose it is."""
    if not said.end:
        return ""
    first, last = (span[1], page.sentence(span[1])[1]) if said.end > span[1] else (sentence[0], span[0])
    return sources.dated(page.running, page.dates, first, last)
