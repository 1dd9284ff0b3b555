"""Answers, facts and whole passages as leaves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.present.asked import ROOM, first_words, fits, line, read_as
from bot.present.leaf import MOST_CHARACTERS, Colour, Leads, Leaf, Press, packed, turns, within
from bot.present.markdown import bold, plain, small
from bot.present.source import cited, colour, footer, place, references
from corpus.model import Trust
from corpus.served import ALONE, Agreement, Answer, Found, Passage

_MOST_OTHERS = 2
_AROUND = 1_300  # characters of its paragraph that stand around an answer

_KEY = 8


def pack(found: Found) -> str:
    """Return what a button needs to find answers again: whether it was one, and each one's key and length."""
    return ("y" if found.answered else "n") + "".join(f"{each.key}{_size(each)}" for each in found.answers)


def unpack(state: str) -> tuple[bool, list[tuple[str, int]]]:
    """Read what `pack` wrote: whether it was an answer, and each key with its number of sentences."""
    pieces = [state[at : at + _KEY + 1] for at in range(1, len(state), _KEY + 1)]
    return state[:1] == "y", [
        (piece[:-1], int(piece[-1])) for piece in pieces if len(piece) == _KEY + 1 and piece[-1].isdecimal()
    ]


@dataclass(frozen=True, slots=True)
class Aside:
    """What is said beside an answer: which words were read as others, what to ask instead, what other documents say."""

    read_as: tuple[tuple[str, str], ...] = ()
    instead: tuple[str, ...] = ()
    agreement: Agreement = ALONE


NO_ASIDE = Aside()


def found(result: Found, page: int = 0, aside: Aside = NO_ASIDE) -> Leaf:
    """Draw one of the answers to a question, or the honest no with what lies nearest."""
    rather = tuple(Press(_label(question), "asked", question) for question in aside.instead)
    if not result.answers:
        return Leaf((f"{_no()}\nNothing in it comes near your question, either.",), Colour.NOTHING, rather)
    turn = ("asked", line(result.question)) if fits(result.question) else ("answers", pack(result))
    shown, pages = result.answers[page], len(result.answers)
    presses = (*turns(*turn, page, pages), *beside(shown, result.question), *rather)
    return _card(shown, result.answered, _count(result.answered, page, pages), presses, aside)


def _label(question: str) -> str:
    return f"Did you mean: {question}"[:80]


def _count(answered: bool, page: int, pages: int) -> str:
    kind = "Answer" if answered else "Nearest passage"
    return small(f"{kind} {page + 1} of {pages}") if pages > 1 else ""


def answer(shown: Answer, state: str, page: int) -> Leaf:
    """Draw one of several answers that a button's state names."""
    answered, keys = unpack(state)
    presses = (*turns("answers", state, page, len(keys)), *beside(shown))
    return _card(shown, answered, _count(answered, page, len(keys)), presses, NO_ASIDE)


def _card(shown: Answer, answered: bool, count: str, presses: tuple[Press, ...], aside: Aside) -> Leaf:
    """Draw an answer, bold inside its paragraph, with what stands beside it."""
    body = "\n".join(filter(None, [read_as(aside.read_as), place(shown.passage), in_paragraph(shown)]))
    below = "\n".join(filter(None, [cited(shown.citations), footer(shown.passage, shown.ref), count]))
    others = tuple(filter(None, ["\n".join([*_differing(aside.agreement), *_same(aside.agreement)])]))
    parts = (body, *others, below) if answered else (_no(), body, below)
    parts = parts if within(parts) or not others else (body, below)
    return Leaf(parts, colour(shown.passage) if answered else Colour.NOTHING, presses)


def _differing(agreement: Agreement) -> Iterator[str]:
    """Yield the sentences that contradict the answer, each with its place."""
    for other in agreement.differing[:_MOST_OTHERS]:
        yield f"⚠ But {_named(other)} says: {plain(other.text)} `{other.ref}`"


def _same(agreement: Agreement) -> Iterator[str]:
    """Yield the sentences that say the same, one of each document, and how many documents more there are."""
    by_document = {other.passage.source.name: other for other in reversed(agreement.same)}
    told = list(reversed(by_document.values()))
    for other in told[:_MOST_OTHERS]:
        yield small(f"Also stated in {_titled(other)}: {plain(' '.join(other.text.split()))} `{other.ref}`")
    more = [_titled(other) for other in told[_MOST_OTHERS:]]
    if more:
        yield small(f"and in {', '.join(more[:_MOST_OTHERS])}")


def _titled(other: Answer) -> str:
    doubtful = "⚠ " if other.passage.source.metadata.trust is Trust.UNVERIFIED else ""
    return f"{doubtful}{_named(other)}"


def _named(other: Answer) -> str:
    return f"**{plain(other.passage.source.metadata.title)}**"


def _no() -> str:
    return "**The corpus doesn’t say.** No document here answers that."


def beside(shown: Answer, question: str = "") -> tuple[Press, ...]:
    """Return the buttons that every answer has; why it was found is told where it answers a question."""
    has_sources = any(True for _ in references(shown.passage.citations))
    sources = (Press("Sources", "sources", shown.key, leads=Leads.OPEN),) if has_sources else ()
    asked = first_words(question, ROOM) if question else ""
    why = (Press("Why", "why", f"{_size(shown)}{shown.key}{asked}", leads=Leads.OPEN),) if asked else ()
    cite = Press("Cite", "cite", f"{_size(shown)}{shown.key}", leads=Leads.OPEN)
    context = Press("Context", "context", shown.key, leads=Leads.OPEN)
    return (context, *sources, cite, *why, report(shown.key, shown.ref))


def _size(shown: Answer) -> int:
    return min(9, shown.last - shown.first + 1)


def report(key: str, ref: str) -> Press:
    """Return the button by which a member tells the moderators that something is wrong."""
    return Press("Report", "report", f"{key}.{ref}", leads=Leads.ACT)


def fact(shown: Answer, state: str, page: int, pages: int) -> Leaf:
    """Draw one sentence that stands by itself; the next page has another."""
    below = "\n".join(filter(None, [cited(shown.citations), footer(shown.passage, shown.ref)]))
    another = (Press("Another", "fact", state, (page + 1) % pages),) if pages > 1 else ()
    body = f"{place(shown.passage)}\n{bold(shown.text)}"
    return Leaf((body, below), colour(shown.passage), (*another, *beside(shown)))


def in_paragraph(shown: Answer) -> str:
    """Return the answer in bold among the sentences around it, as many as there is room for."""
    passage = shown.passage
    first, last = _window(shown)
    before = passage.text[passage.sentences[first - 1].start : shown.span[0]]
    after = passage.text[shown.span[1] : passage.sentences[last - 1].end]
    left_out = len(passage.sentences) - (last - first + 1)
    text = f"{plain(before)}{bold(shown.text)}{plain(after)}"
    return f"{text}\n{small(f'{left_out} more sentences of this paragraph under Context')}" if left_out else text


def _window(shown: Answer) -> tuple[int, int]:
    """Return the first and last sentence around an answer whose text stays within the room there is."""
    first, last = shown.first, shown.last
    grown = True
    while grown:
        grown = False
        for wider in ((first - 1, last), (first, last + 1)):
            within_passage = wider[0] >= 1 and wider[1] <= len(shown.passage.sentences)
            if within_passage and len(shown.passage.words(*wider)) <= max(_AROUND, len(shown.text)):
                (first, last), grown = wider, True
    return first, last


def context(passages: Sequence[Passage], shown: Answer, page: int) -> Leaf:
    """Draw the paragraphs around an answer, with the answer in bold, cut into pages at sentence ends."""
    pages = list(packed([text for passage in passages for text in _sentences(passage, shown)]))
    page = min(page, len(pages) - 1)
    parts = (f"{place(shown.passage)}\n{pages[page].strip()}", footer(shown.passage, shown.passage.ref))
    return Leaf(parts, colour(shown.passage), turns("context", shown.key, page, len(pages)))


def _sentences(passage: Passage, shown: Answer) -> list[str]:
    texts = []
    for sentence in passage.sentences:
        text = passage.text[sentence.start : sentence.end]
        chosen = passage.ref == shown.passage.ref and shown.first <= sentence.number <= shown.last
        texts.append(bold(text) if chosen else plain(text))
    return ["\n\n" + texts[0], *texts[1:]] if texts else []


def passage(shown: Passage, page: int) -> Leaf:
    """Draw a whole passage with its references, cut into pages at sentence ends."""
    texts = [plain(shown.text[sentence.start : sentence.end]) for sentence in shown.sentences]
    pages = list(packed(texts, characters=MOST_CHARACTERS // 2))
    page = min(page, len(pages) - 1)
    whole = Answer(shown, 1, len(shown.sentences))
    below = "\n".join(filter(None, [cited(shown.citations), footer(shown, shown.ref)]))
    presses = (*turns("passage", whole.key, page, len(pages)), *beside(whole))
    return Leaf((f"{place(shown)}\n{pages[page]}", below), colour(shown), presses)


def sources(shown: Answer, page: int) -> Leaf:
    """Draw the references of an answer's paragraph in full, and what is known of its document."""
    lines = list(references(shown.passage.citations)) or [small("This paragraph has no references.")]
    pages = list(packed(lines, "\n", MOST_CHARACTERS // 2))
    page = min(page, len(pages) - 1)
    parts = (f"{place(shown.passage)}\n{pages[page]}", document(shown.passage))
    return Leaf(parts, colour(shown.passage), turns("sources", shown.key, page, len(pages)))


def document(shown: Passage) -> str:
    """Return the lines that say what is known of a passage's document."""
    said = shown.source.metadata
    about = [said.title, said.author, said.publisher, said.licence, said.url, said.retrieved]
    lines = [small(" · ".join(plain(part[:200]) for part in about if part))]
    return "\n".join([*lines, footer(shown, shown.ref)])
