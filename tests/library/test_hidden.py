"""What is hidden by its content key is gone from everything that an edition says."""

from __future__ import annotations

import pytest

from corpus.edition import Edition
from corpus.errors import NothingFound, UnknownReference
from corpus.passages import WITHHELD
from corpus.served import Answer, Day

QUESTION = "when was the iron bridge opened?"


async def opening(edition: Edition) -> Answer:
    """Return the sentence that tells of the bridge's opening."""
    return (await edition.ask(QUESTION)).answers[0]


async def test_a_hidden_sentence_answers_no_question(edition: Edition) -> None:
    best = await opening(edition)
    found = await (await edition.without({best.key})).ask(QUESTION)
    assert found.answers
    assert best.text not in " ".join(answer.text for answer in found.answers)
    assert best.text in (await opening(edition)).text


async def test_a_hidden_sentence_is_a_mark_where_its_passage_is_read(edition: Edition) -> None:
    best = await opening(edition)
    veiled = await edition.without({best.key})
    passage = await veiled.passage(best.passage.ref)
    assert WITHHELD in passage.text
    assert best.text not in passage.text
    others = [
        (passage.words(one.number, one.number), best.passage.words(one.number, one.number))
        for one in passage.sentences
        if one.key != best.key
    ]
    assert others
    assert all(shown == stood for shown, stood in others)
    assert not any(cited.sentence == best.first for cited in passage.citations)
    around = await veiled.around(passage)
    assert best.text not in " ".join(one.text for one in around)


async def test_a_hidden_sentence_cannot_be_asked_for_by_reference_or_key(edition: Edition) -> None:
    best = await opening(edition)
    veiled = await edition.without({best.key})
    with pytest.raises(UnknownReference, match="hidden"):
        await veiled.at(best.ref)
    assert await veiled.keyed([best.key]) == {}


async def test_a_hidden_fact_is_none(edition: Edition) -> None:
    place = (await edition.facts())[0]
    fact = await edition.fact(place)
    veiled = await edition.without({fact.key})
    assert place not in await veiled.facts()
    assert len(await veiled.facts()) < len(await edition.facts())


async def test_the_happenings_of_a_hidden_sentence_are_gone_with_it(edition: Edition) -> None:
    [event] = await edition.on_this_day(Day(6, 17))
    for key in (event.answer.key, event.entry.key):
        veiled = await edition.without({key})
        assert await veiled.on_this_day(Day(6, 17)) == ()
        assert Day(6, 17) not in veiled.index.days
        assert event.entry.key not in veiled.index.events.values()
        assert event.entry.key not in {entry.key for entry in await veiled.timeline.between(1, 2100)}
        assert await veiled.timeline.events([event.entry.key]) == ()
        assert event.entry.key not in await _when(veiled, "the iron bridge opened")


async def _when(edition: Edition, asked: str) -> tuple[str, ...]:
    try:
        return await edition.timeline.when(asked)
    except NothingFound:
        return ()


async def test_a_hidden_quotation_is_nobodys_but_its_sentence_stays(edition: Edition) -> None:
    keys = await edition.quotation_keys(edition.index.speaker("reyk"))
    [said] = await edition.quoted(keys[:1])
    veiled = await edition.without({said.key})
    assert await veiled.quoted([said.key]) == ()
    with pytest.raises(NothingFound):
        await veiled.quotation_keys(text=" ".join(said.text.split()[:8]))
    checked = await veiled.check(said.text)
    assert checked.answer is not None
    assert checked.quoted is None
    assert checked.finding.match is not None
    assert checked.finding.match.spoken is None


async def test_a_speaker_of_whom_all_is_hidden_is_not_offered(edition: Edition) -> None:
    name = edition.index.speaker("reyk")
    veiled = await edition.without(set(await edition.quotation_keys(name)))
    assert name not in {speaker.name for speaker in veiled.index.speakers}


async def test_the_words_of_a_hidden_sentence_do_not_stand_in_the_corpus(edition: Edition) -> None:
    best = await opening(edition)
    assert (await edition.check(best.text)).answer is not None
    checked = await (await edition.without({best.key})).check(best.text)
    assert checked.answer is None or best.key not in {one.key for one in checked.answer.passage.sentences}


async def test_a_quotation_in_a_hidden_sentence_is_gone_with_it(edition: Edition) -> None:
    keys = await edition.quotation_keys(edition.index.speaker("reyk"))
    [said] = await edition.quoted(keys[:1])
    veiled = await edition.without({said.begins.key})
    assert await veiled.quoted([said.key]) == ()


async def test_hiding_everything_leaves_honest_noes(edition: Edition) -> None:
    keys = set()
    for name in ("harbour", "gossip"):
        number = 1
        while True:
            try:
                passage = await edition.passage(f"{name}:{number}")
            except UnknownReference:
                break
            keys |= {sentence.key for sentence in passage.sentences}
            number += 1
    veiled = await edition.without(keys)
    assert (await veiled.ask(QUESTION)).answers == ()
    assert veiled.index.days == ()
    assert await veiled.timeline.between(1, 2100) == ()
    with pytest.raises(NothingFound):
        await veiled.facts()
