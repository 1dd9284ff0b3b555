"""References to an answer, each in a block of its own to copy."""

from __future__ import annotations

from bot.present.leaf import Leaf, packed, turns
from bot.present.markdown import small, visible
from bot.present.source import colour, footer, place
from corpus.citing import cite
from corpus.served import Answer


def citing(shown: Answer, state: str, page: int) -> Leaf:
    """Draw the references to an answer in every style."""
    blocks = [f"**{style}**\n{_block(written)}" for style, written in cite(shown).items()]
    pages = list(packed(blocks, "\n", 2_800))
    page = min(page, len(pages) - 1)
    note = small("Made from what the document says of itself. Check it against the rules that you write by.")
    below = f"{note}\n{footer(shown.passage, shown.ref)}"
    parts = (f"{place(shown.passage)}\n{pages[page]}", below)
    return Leaf(parts, colour(shown.passage), turns("cite", state, page, len(pages)))


def _block(text: str) -> str:
    """Return a block of code, which nothing in it can end."""
    return f"```\n{visible(text).replace('```', 'ˋˋˋ')}\n```"
