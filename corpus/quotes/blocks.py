"""Quotations set apart: blocks that a paragraph introduces, and pull quotations with an attribution line."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.model import Marker, Quotation, QuotationKind
from corpus.quotes import marks, sources
from corpus.quotes.page import Page
from corpus.quotes.speakers import Attribution, Listener

_DASH = re.compile(r"\s*(?:[—–―]|--?(?!-)\s?)\s*(?=\w|[\"“‘'(])")
_TRAILING_DASH = re.compile(r"\s[—–―]\s?(?=[^\W\d_][^—–―]{2,160}$)")
_LOOKED_AT = 3


def read_block(block: Sequence[Page], introduction: Page | None, listener: Listener) -> Quotation:
    """Read the paragraphs of a block quotation; the one before them says whose it is."""
    said, cue = Attribution(), (0, 0)
    if introduction is not None:
        said, cue = _introduced(introduction, listener)
    words, line = _parted(block)
    if line is not None and not said.speaker:
        said = _signed(line, listener)
    own = [marker for page in block for marker in sources.within(page.paragraph)]
    return _quotation(
        words,
        QuotationKind.BLOCK,
        said,
        sources.references([*_introducing(introduction, cue, own), *own]),
        work=sources.work(introduction.running, said.end, len(introduction.running))
        if introduction and said.end
        else "",
        date=sources.dated(introduction.running, introduction.dates, *cue) if introduction else "",
    )


def read_pull(pull: Sequence[Page], listener: Listener) -> Quotation:
    """Read a pull quotation and its attribution line."""
    words, line = _parted(pull)
    if line is None:
        return read_block(pull, None, listener)
    said = _signed(line, listener)
    markers = sources.behind(line.paragraph, 0, 0) or [m for page in pull for m in sources.within(page.paragraph)]
    return _quotation(
        words,
        QuotationKind.PULL,
        said,
        sources.references(markers),
        work=_work(line, said),
        date=line.dates[-1].edtf if line.dates else "",
    )


def _introduced(page: Page, listener: Listener) -> tuple[Attribution, tuple[int, int]]:
    """Return whom an introducing paragraph makes the speaker, and the sentence that does so."""
    sentences = [(sentence.start, sentence.end) for sentence in page.paragraph.sentences]
    last = sentences[-1] if sentences else (0, len(page.running))
    looked_at = [last] if page.paragraph.text.rstrip().endswith(":") else sentences[: -_LOOKED_AT - 1 : -1]
    for start, end in looked_at:
        found = listener.before(page.running, start, end, page.names)
        if found.speaker:
            return found, (start, end)
    return Attribution(listener.subject(page.running, *last, page.names)), last


def _introducing(introduction: Page | None, cue: tuple[int, int], own: list[Marker]) -> list[Marker]:
    """Return the introduction's markers that are the quotation's: behind its colon, or of the cue where it has none."""
    if introduction is None:
        return []
    if introduction.paragraph.text.rstrip().endswith(":"):
        return sources.closing(introduction.paragraph)
    return [] if own else sources.closing(introduction.paragraph, cue[1])


def _parted(pages: Sequence[Page]) -> tuple[Sequence[Page], Page | None]:
    """Part the words of a quotation from the attribution line that ends them."""
    last = pages[-1]
    if len(pages) > 1 and (_DASH.match(last.paragraph.text) or marks.is_whole(pages[-2].paragraph.text)):
        return pages[:-1], last
    return pages, None


def _signed(line: Page, listener: Listener) -> Attribution:
    """Return the first person or body that an attribution line names."""
    for name in line.names.values():
        if found := listener.known(name.text):
            return Attribution(found, "", name.end)
    return Attribution()


def _work(line: Page, said: Attribution) -> str:
    """Return what stands between the name and the date of an attribution line."""
    parts = [part.strip(" '‘’\"“”") for part in re.split(r"[,;]", line.paragraph.text[said.end :])]
    named = [part for part in parts if part and not any(c.isdigit() for c in part)]
    return named[0] if named and named[0][:1].isupper() else ""


def _quotation(
    words: Sequence[Page],
    kind: QuotationKind,
    said: Attribution,
    references: tuple[int, ...],
    *,
    work: str,
    date: str,
) -> Quotation:
    """Return the quotation that fills some paragraphs, without marks around the whole of it."""
    texts = [page.paragraph.text for page in words]
    start, end = 0, len(texts[-1])
    if len(texts) == 1:
        start, end = marks.unmarked(texts[0])
        shown = texts[0][start:end]
    else:
        shown = "\n\n".join(texts)
    first, last = words[0].paragraph.number, words[-1].paragraph.number
    return Quotation(first, start, last, end, shown, kind, said.speaker, said.reporter, work, date, references)
