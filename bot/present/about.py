"""What Pero knows, and how to use it, as leaves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from bot.present.leaf import Colour, Leaf, packed, turns
from bot.present.markdown import link, plain, small
from corpus.model import Source
from corpus.served import Counts

_TRY = {
    "ask": "what happened at Brest-Litovsk",
    "quote": "about: Brest-Litovsk",
    "onthisday": "date: 7 November",
}


def about(edition: str, built: str, counts: Counts, sources: Iterable[Source], page: int) -> Leaf:
    """Draw what the corpus holds: its size, its documents with author, licence and trust, and the edition."""
    pages = list(packed([_line(source) for source in sources], "\n", 2_500)) or ["No documents."]
    page = min(page, len(pages) - 1)
    intro = (
        "### Pero answers from documents\n"
        "Every fact, date and quotation stands in one of these documents, word for word. "
        "Where they don’t answer, I say so.\n"
        f"{counts.documents} documents · {counts.passages:,} passages · {counts.facts:,} facts · "
        f"{counts.events:,} dated events · {counts.quotations:,} quotations · {counts.references:,} references"
    )
    below = small(f"edition `{plain(edition)}` · built {plain(built[:10])}")
    return Leaf((intro, pages[page], below), Colour.SECONDARY, turns("about", "-", page, len(pages)))


def _line(source: Source) -> str:
    said = source.metadata
    title = link(said.title, said.url) if said.url else plain(said.title)
    rest = [plain(part) for part in (said.author or said.publisher, said.licence) if part]
    mark = "⚠ " if said.trust.value == "unverified" else ""
    return f"- {title}\n  " + small(" · ".join([*rest, f"{mark}{said.trust.value}", f"`{source.name}`"])).removeprefix(
        "-# "
    )


def help_page(commands: Sequence[tuple[str, str]], ids: Mapping[str, int]) -> Leaf:
    """Draw the commands, each as a mention that can be clicked where its id is known, and three things to try."""

    def mention(name: str) -> str:
        return f"</{name}:{ids[name]}>" if name in ids else f"`/{name}`"

    first = {name: place for place, name in enumerate(_TRY)}
    ordered = sorted(commands, key=lambda command: first.get(command[0], len(first)))
    listed = "\n".join(f"{mention(name)} {plain(description)}" for name, description in ordered)
    tries = "\n".join(f"- {mention(name)} {words}" for name, words in _TRY.items())
    return Leaf((f"### What I can do\n{listed}", f"**Try**\n{tries}"), Colour.SECONDARY)
