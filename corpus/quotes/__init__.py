"""Finds every quotation in a document: inline, block and pull, with speaker, reporter, work, date and references."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from corpus.model import NARRATIVE, Document, Mention, Paragraph, Quotation, QuotationKind, Zone
from corpus.names import Cast, by_spelling, cast
from corpus.quotes.blocks import read_block, read_pull
from corpus.quotes.inline import read_inline
from corpus.quotes.page import Page, prepare
from corpus.quotes.speakers import Listener

__all__ = ["read_quotations"]

_INTRODUCING = frozenset({Zone.PROSE, Zone.LIST_ITEM, Zone.NOTE})


def read_quotations(
    document: Document,
    paragraphs: Sequence[Paragraph],
    mentions: Sequence[Mention] = (),
    played: Cast | None = None,
) -> list[Quotation]:
    """Return the quotations of a document in order. Its dates and its cast are `mentions` and `played`, if known."""
    narrative = [paragraph for paragraph in paragraphs if paragraph.zone in NARRATIVE - {Zone.INFOBOX}]
    known = played or cast(paragraphs)
    dates: defaultdict[int, list[Mention]] = defaultdict(list)
    for mention in sorted(mentions, key=lambda mention: mention.start):
        dates[mention.paragraph].append(mention)
    listener = Listener(by_spelling(known.people))
    pages = (prepare(paragraph, known, dates[paragraph.number]) for paragraph in narrative)
    texts = {paragraph.number: paragraph.text for paragraph in narrative}
    return list(_joined(_read(pages, listener), texts))


def _read(pages: Iterator[Page], listener: Listener) -> Iterator[Quotation]:
    """Yield the quotations, while the listener takes everything in that is not one."""
    introduction: Page | None = None
    for (zone, _), run in groupby(pages, key=lambda page: (page.paragraph.zone, page.paragraph.section)):
        if zone is Zone.BLOCK_QUOTATION:
            yield read_block(list(run), introduction, listener)
        elif zone is Zone.PULL_QUOTATION:
            yield read_pull(list(run), listener)
        else:
            for page in run:
                yield from read_inline(page, listener)
                introduction = page if zone in _INTRODUCING else introduction


def _joined(found: Iterable[Quotation], texts: Mapping[int, str]) -> Iterator[Quotation]:
    """Join what runs over several paragraphs, each of which opens a mark anew while only the last closes it."""
    held: Quotation | None = None
    for one in found:
        if held is not None and _goes_on(held, one, texts):
            references = tuple(dict.fromkeys((*held.references, *one.references)))
            text = f"{held.text}\n\n{one.text}"
            held = replace(held, last=one.last, end=one.end, text=text, references=references)
        else:
            if held is not None:
                yield held
            held = one
    if held is not None:
        yield held


def _goes_on(held: Quotation, one: Quotation, texts: Mapping[int, str]) -> bool:
    """Say whether a quotation that was never closed goes on at the mark that begins the next paragraph."""
    both = held.kind is one.kind is QuotationKind.INLINE
    return both and held.end == len(texts[held.last]) and one.paragraph == held.last + 1 and one.start == 1
