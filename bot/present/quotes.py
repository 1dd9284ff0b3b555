"""Quotations as leaves."""

from __future__ import annotations

from bot.present.leaf import MOST_CHARACTERS, Leaf, Press, packed
from bot.present.markdown import plain
from bot.present.source import cited, colour, footer, place
from corpus.served import Quoted


def quotation(shown: Quoted, state: str, page: int, pages: int) -> Leaf:
    """Draw a quotation with who said it, when, where and who reports it; the next page has another one."""
    texts = list(packed(shown.text.split(" "), " ", MOST_CHARACTERS // 2))
    words = "\n".join(f"> {plain(line)}" for line in texts[0].split("\n") if line.strip())
    more = "\n> …" if len(texts) > 1 else ""  # the rest stands under Context, whole
    below = "\n".join(filter(None, [cited(shown.citations), footer(shown.passage, shown.passage.ref)]))
    another = (Press("Another", "quote", state, (page + 1) % pages),) if pages > 1 else ()
    context = Press("Context", "context", shown.passage.sentences[0].key, anew=True)
    parts = (f"{words}{more}\n{_who(shown)}", f"{place(shown.passage)}\n{below}")
    return Leaf(parts, colour(shown.passage), (*another, context))


def _who(shown: Quoted) -> str:
    said = ", ".join(plain(part) for part in (shown.work, shown.date_edtf) if part)
    speaker = f"**{plain(shown.speaker)}**" if shown.speaker else "*The document does not say who said this.*"
    reporter = f"\nReported by {plain(shown.reporter)}" if shown.reporter else ""
    return f"— {speaker}{f', {said}' if said else ''}{reporter}"
