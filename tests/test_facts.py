"""A fact can be read by somebody who has read nothing else: it says whom and what it speaks of."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.extract import extract
from corpus.facts import Verdict, standalone
from corpus.formats import markdown
from corpus.model import Metadata, Source, Trust
from corpus.names import cast

ABOUT = (
    "Ada Pell was a Norwegian surveyor. Ada Pell married the painter Bo Larch in 1822. Bo Larch died in 1830. "
    "Pell lived on the island of Sule. The historian Ingrid Sand wrote about Pell. Ada Pell wrote to Ingrid Sand."
)


def judged(text: str, title: str = "Ada Pell", trust: Trust = Trust.REFERENCE) -> list[tuple[str, Verdict]]:
    """Return the sentences of a text as they are judged in a document about somebody."""
    source = Source("ada-pell", Path("ada-pell.md"), Metadata(title, trust=trust))
    read = extract(markdown.read(source, f"{ABOUT}\n\n{text}\n"))
    return [
        (shown.text[sentence.start : sentence.end], verdict)
        for shown, sentence, verdict in standalone(read, cast(read.paragraphs))
    ]


def verdict(sentence: str, trust: Trust = Trust.REFERENCE) -> Verdict:
    """Return what is said of one sentence in a document about Ada Pell."""
    return next(said for text, said in judged(sentence, trust=trust) if text == sentence.strip("# "))


@pytest.mark.parametrize(
    "sentence",
    [
        "Ada Pell surveyed the western shore of Sule between 1825 and 1829.",
        "In her autobiography of 1841, Pell wrote that the sea had been her school.",
        "After Pell returned to Bergen in May 1831, she opened a school for pilots.",
        "According to Ingrid Sand, Pell drew more than 300 charts of the coast.",
        "Pell was the first surveyor of the Norwegian coast who was not a naval officer.",
        "Both Pell and Bo Larch were members of the Bergen Academy from 1824.",
        "Pell drew one chart of Bergen in 1826 and another in 1828.",
        "On 3 May 1831, Pell moved to Bergen, where she founded a company of pilots.",
        "It was in Bergen that Pell met the painter Bo Larch on 4 June 1821.",
        "Pell, then 23, sailed to Iceland with Bo Larch in the spring of 1823.",
        "In 1840 Pell sold the last chart of the coast, which was also the largest, to the Bergen Academy.",
        "Ada Pell refused the decision to close the Bergen Academy, which Bo Larch had made on 9 June 1829.",
    ],
)
def test_a_sentence_that_says_whom_it_speaks_of_stands_alone(sentence: str) -> None:
    assert verdict(sentence).stands, verdict(sentence).reason


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ("She surveyed the western shore of Sule between 1825 and 1829.", '"he" or "she"'),
        ("In May 1831 he moved to Bergen, where Ada Pell was living.", '"he" or "she"'),
        ("Ingrid Sand argued that his charts of Bergen were out of date by 1840.", '"he" or "she"'),
        ("Like Ingrid Sand, she spent most of the year 1840 in Bergen.", '"he" or "she"'),
        ("In Bergen they were received by the whole Academy on 3 May 1831.", '"they"'),
        ("Ada Pell opposed it in the Bergen Academy from 1829 to 1831.", '"it"'),
        ("It was printed by the Bergen Academy in the autumn of 1841.", "links it"),
        ("However, Pell surveyed the western shore of Sule in 1825.", "links it"),
        ("Another chart by Ada Pell was printed in Bergen in 1841.", "links it"),
        ("Two years later, Ada Pell moved from Sule to Bergen.", "another sentence completes"),
        ("In response, Ada Pell moved from Sule to Bergen in May 1831.", "links it"),
        ("Ada Pell drew this chart of Bergen in the spring of 1841.", '"this"'),
        ("Ada Pell was succeeded by the latter in the spring of 1841.", '"this"'),
        ("Ada Pell wrote most of the charts there between 1825 and 1829.", "a place or a time"),
        ("Ada Pell and Bo Larch had four children, and after that moved to Sule.", '"that"'),
        ("Ada Pell also surveyed the harbour of Bergen in June 1828.", "goes on"),
        ("Ada Pell was shown the letter and left Bergen on 3 May 1831.", "as known"),
        ("Ada Pell came to Bergen, but the two men had left by 1831.", "as known"),
        ("Ada Pell attended the Congress in Bergen on 3 May 1831.", "as known"),
        ("The survey was finished by Ada Pell in Bergen in 1829.", "takes as known"),
        ("Ada Pell would defend her decision in Bergen in the year 1840.", None),
        ("Ada Pell's plan was rejected by the Bergen Academy in 1829.", "what it was"),
        ("Ada Pell was older when Bo Larch came to Bergen in 1822.", "not than what"),
        ("On 3 May Ada Pell moved from Sule to the town of Bergen.", "another sentence completes"),
        ("Ada Pell surveyed the western shore for a very long time", "no whole sentence"),
        ("Ada Pell surveyed “the western shore between 1825 and 1829.", "no whole sentence"),
        ("Ada Pell surveyed ... the western shore of Sule in 1825.", "no whole sentence"),
        ("Did Ada Pell survey the western shore of Sule in 1825?", "no whole sentence"),
        ("Ada Pell wrote to the Bergen Academy on 3 May 1831:", "no whole sentence"),
        ("“The sea has been a better school to us than any other was.”", "names nothing"),
        ("I met Ada Pell in Bergen on the evening of 3 May 1831.", "own voice"),
        ("The first chart of the coast in two colours, of the year 1829.", "names nothing"),
        ("Ada Pell, the first surveyor on the coast of Norway in 1829.", "no verb"),
        ("Ada Pell drew charts of Sule (see the appendix of 1841).", "points elsewhere"),
        ("Ada Pell sailed to Sule.", "too short"),
        ("Pell moved from Sule to Bergen and then came back from Bergen to Sule.", "event without its date"),
        ("Pell took the pilots to Bergen and paid for it out of her own pocket.", "event without its date"),
        ("### Ada Pell surveyed the western shore of Sule in the year 1829.", "stands in a heading"),
        ("In 1841 nothing came of it, as nobody in the town had any money left.", "names nothing"),
    ],
)
def test_a_sentence_that_leaves_a_reader_asking_does_not(sentence: str, reason: str | None) -> None:
    said = verdict(sentence)
    assert not said.stands
    assert said.score == 0
    assert reason is None or reason in said.reason


def test_a_date_completed_within_the_sentence_is_a_date() -> None:
    assert verdict("Ada Pell left Sule on 3 May 1831 and came to Bergen on 9 May.").stands


def test_a_lost_apostrophe_is_no_sentence_to_show() -> None:
    assert verdict("In 1829 Pells chart of the coast was printed in the town of Bergen.").reason == (
        "has lost an apostrophe"
    )


def test_a_document_that_nobody_vouches_for_must_say_when() -> None:
    lasting = "Ada Pell was the first surveyor on Sule who knew Bo Larch."
    assert verdict(lasting).stands
    assert not verdict(lasting, Trust.UNVERIFIED).stands


def test_a_seldom_named_person_is_not_called_by_a_given_name() -> None:
    found = dict(
        judged(
            "The pilot Olga Berg drowned in 1829. " * 2 + "Olga sailed from the town of Bergen to Sule on 3 May 1829."
        )
    )
    assert found["Olga sailed from the town of Bergen to Sule on 3 May 1829."].reason == "calls somebody by half a name"


def test_an_exact_date_and_the_subject_up_front_read_best() -> None:
    best = verdict("On 3 May 1831 Ada Pell opened the first school for pilots in Bergen.")
    plain = verdict("Bergen had a school for pilots in the year 1840, with room for 30 of them.")
    assert 0 < plain.score < best.score <= 1
    assert "exact date" in best.reason


def test_captions_and_quotations_are_not_offered() -> None:
    said = verdict("> Ada Pell surveyed the western shore of Sule between 1825 and 1829.".removeprefix("> "))
    assert said.stands
    quoted = judged("> Ada Pell surveyed the western shore of Sule between 1825 and 1829.")[-1][1]
    assert quoted.reason == "stands in a block quotation"


@given(st.text("Aa he.\n,;:()“”\"'‘’-–12the letter that it this They", max_size=400))
def test_any_text_gets_a_verdict(text: str) -> None:
    for shown, said in judged(text):
        assert said.stands == (said.score > 0)
        assert said.reason
        assert not said.stands or 50 <= len(shown) <= 300
