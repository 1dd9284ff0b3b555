"""Why Pero found a sentence, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from bot.present.leaf import Leaf
from bot.present.markdown import bold, plain, small
from bot.present.source import colour, footer, place
from corpus.model import Trust
from corpus.search.kinds import Kind
from corpus.search.matching import How
from corpus.search.why import Held, Where, Why
from corpus.served import Answer

_LONGEST = 400
_MOST = 12

_KINDS = {
    Kind.DATE: "a date",
    Kind.NUMBER: "a number",
    Kind.PERSON: "a person",
    Kind.PLACE: "a place",
    Kind.REASON: "a reason",
    Kind.WORDS: "somebody’s words",
    Kind.DEFINITION: "what something is",
    Kind.NAME: "a name",
    Kind.MEANS: "what it was done with",
}
_HOW = {
    How.FORM: "another form of",
    How.SPELLING: "which you wrote",
    How.SYNONYM: "which can mean",
    How.PERSON: "which stands here for",
    How.LIKE: "which looks like",
}
_WHERE = {
    Where.BESIDE: "In the sentence next to it",
    Where.HEADING: "In the heading",
    Where.PARAGRAPH: "Elsewhere in the paragraph",
}
_TRUST = {
    Trust.REFERENCE: "The document is a reference work, which Pero prefers to all others.",
    Trust.SECONDARY: "The document is a secondary source: Pero prefers reference works where they say the same.",
    Trust.UNVERIFIED: "⚠ The document is unverified. Pero shows it only because no better one fits as well.",
}


def explained(question: str, shown: Answer, why: Why) -> Leaf:
    """Draw why an answer was found for a question."""
    head = f"### Why this answer?\nYou asked: “{plain(question)}”\n> {bold(_short(shown.text))}"
    lines = [*_words(why.held), *_kinds(why), f"- {_TRUST[shown.passage.source.metadata.trust]}"]
    note = small("Pero weighs words, their places and kinds of answer. It understands nothing: check what it found.")
    below = f"{note}\n{footer(shown.passage, shown.ref)}"
    return Leaf((f"{head}\n{place(shown.passage)}", "\n".join(lines), below), colour(shown.passage))


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _LONGEST else flat[:_LONGEST].rsplit(" ", 1)[0] + " …"


def _words(held: Sequence[Held]) -> Iterator[str]:
    """Yield a line for each place in which words of the question stand, the nearest first."""
    if not held:
        yield "- Your question has no word that tells anything by itself."
    same = [f"“{plain(each.stands)}”" for each in held if each.where is Where.ANSWER and each.how is How.SAME]
    if same:
        yield f"- Your words in it: {_listed(same)}."
    others = [_also(each) for each in held if each.where is Where.ANSWER and each.how is not How.SAME]
    if others:
        yield f"- {'Also' if same else 'In it'}: {_listed(others)}."
    for where, words in _WHERE.items():
        near = [_also(each) for each in held if each.where is where]
        if near:
            yield f"- {words}: {_listed(near)}."
    missing = [f"“{plain(each.word)}”" for each in held if each.where is Where.NOWHERE]
    if missing:
        yield f"- Not found near it: {_listed(missing)}."


def _also(held: Held) -> str:
    stands = f"“{plain(held.stands)}”"
    return stands if held.how is How.SAME else f"{stands}, {_HOW[held.how]} “{plain(held.word)}”"


def _kinds(why: Why) -> Iterator[str]:
    """Yield what kind of answer was looked for, and whether the sentence shows signs of it."""
    if not why.wanted:
        return
    wanted = " or ".join(_KINDS[kind] for kind in why.wanted)
    found = [_KINDS[kind] for kind in why.shown]
    if len(found) == len(why.wanted):
        yield f"- You asked for {wanted}, and it seems to have {'it' if len(found) == 1 else 'them'}."
    elif found:
        yield f"- You asked for {wanted}; it seems to have {' and '.join(found)}."
    else:
        yield f"- You asked for {wanted}, of which it shows no sign."


def _listed(words: Iterable[str]) -> str:
    """Return words as a list; of very many, the first."""
    listed = list(dict.fromkeys(words))
    more = [f"{len(listed) - _MOST} more"] if len(listed) > _MOST else []
    return "; ".join([*listed[:_MOST], *more])
