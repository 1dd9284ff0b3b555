"""A quotation's card: its paragraphs, its pages, and what it says of who said it."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from bot.present.leaf import Leaf
from bot.present.quotes import quotation, sources
from corpus.model import MarkerKind, Metadata, QuotationKind, Sentence, Source, Zone
from corpus.served import Answer, Citation, Passage, Quoted

SHORT = "The lamp is out. Nobody has told the ships."


def quoted(text: str, *references: str) -> Quoted:
    """Return a quotation, with references, from a made-up book."""
    source = Source("quay", Path("quay.md"), Metadata("The Quay"))
    words = text or "-"
    passage = Passage("quay:3", "abc", source, ("Night",), Zone.PROSE, words, (Sentence(1, 0, len(words), "key"),))
    cited = tuple(Citation(0, MarkerKind.NUMBERED, str(n), "", one) for n, one in enumerate(references, start=1))
    kind = QuotationKind.BLOCK
    return Quoted(
        "k" * 16, text, kind, "Ada Pell", "Olaf Brenn", "A Letter", "1871-01-12", Answer(passage, 1, 1), cited
    )


def labels(leaf: Leaf) -> list[str]:
    """Return what a leaf's buttons say."""
    return [press.label for press in leaf.presses]


def test_a_card_says_who_when_where_and_who_reports_it() -> None:
    text = "\n".join(quotation(quoted(SHORT, "Ledger, p. 4"), "0001", 0, 3).parts)
    for told in (
        f"> {SHORT}",
        "— **Ada Pell**, A Letter, 12 January 1871",
        "Reported by Olaf Brenn",
        "The Quay",
        "Ledger",
    ):
        assert told in text


def test_paragraphs_stay_paragraphs() -> None:
    card = quotation(quoted("First line.\n\nSecond line. And more."), "0001", 0, 1)
    assert card.parts[0].startswith("> First line.\n> \n> Second line. And more.\n")


def test_a_long_quotation_is_paged_at_sentence_ends_and_nothing_is_lost() -> None:
    sentences = [
        f"This is what was said on the quay that night, number {number}, word for word." for number in range(60)
    ]
    shown, seen, page = quoted(" ".join(sentences)), "", 2
    while True:
        card = quotation(shown, "0001", page, 5)
        words = "".join(line[2:] for line in card.parts[0].split("\n") if line.startswith("> "))
        assert words.endswith("word for word.")
        seen += f"{words} "
        following = [press.page for press in card.presses if press.label == "Next"]
        if not following:
            break
        assert following == [page + 5]
        page += 5
    assert seen.split() == " ".join(sentences).split()
    assert "Previous" in labels(card)
    assert [press.page for press in card.presses if press.label == "Another"] == [3]


def test_a_quotation_without_references_offers_no_sources() -> None:
    assert labels(quotation(quoted(SHORT), "0001", 0, 1)) == ["Context", "Cite", "Report"]
    assert labels(quotation(quoted(SHORT, "Ledger"), "0001", 0, 1)) == ["Context", "Sources", "Cite", "Report"]


def test_sources_stand_in_full() -> None:
    reference = "Ledger of the harbour office. " * 30
    assert reference.strip()[:700] in sources(quoted(SHORT, reference), 0).parts[0]


@given(st.text(max_size=6_000), st.integers(0, 40), st.lists(st.text(min_size=1, max_size=900), max_size=6))
def test_every_card_is_one_that_discord_takes(text: str, page: int, references: list[str]) -> None:
    assert quotation(quoted(text, *references), "0001", page, 4).fits()
