"""Each happening is one entry of the timeline, in the documents' own words, with everybody who tells of it."""

from __future__ import annotations

from pathlib import Path
from shutil import copy

from bot.config import BUNDLED
from corpus.build import build
from corpus.edition import Edition
from corpus.model import Calendar, EventKind
from corpus.served import Day, Entry, Event
from corpus.timeline import lifetime
from tests.events.conftest import Opened

DATA = Path(__file__).parents[1] / "data"
WHOLE = (-9998, 9999)


async def events(edition: Edition) -> tuple[Event, ...]:
    """Return everything that an edition tells, in order."""
    entries = await edition.timeline.between(*WHOLE)
    return await edition.timeline.events(entry.key for entry in entries)


def heads(entries: tuple[Entry, ...]) -> list[str]:
    """Return the words of entries."""
    return [entry.head for entry in entries]


async def test_a_day_told_twice_in_a_document_is_one_entry_with_two_places(opened: Opened) -> None:
    edition = await opened(
        mill="# The mill\n\nThe water mill of Osk was opened on 4 May 1866 by the miller Jan Brandt.\n\n"
        "## Later\n\nOn 4 May 1866 the miller Jan Brandt opened the water mill at Osk with a brass band.\n"
    )
    [event] = await events(edition)
    assert len({told.answer.ref for told in event.tellings}) == 2
    assert not event.entry.disputed


async def test_a_day_told_in_two_documents_is_one_entry_with_two_sources(opened: Opened) -> None:
    edition = await opened(
        mill="# The mill\n\nThe water mill of Osk was opened on 4 May 1866 by the miller Jan Brandt.\n",
        town="# Osk\n\nJan Brandt opened his water mill in Osk on 4 May 1866.\n",
    )
    [event] = await events(edition)
    assert {told.answer.passage.source.name for told in event.tellings} == {"mill", "town"}


async def test_documents_that_disagree_about_the_day_are_both_shown(opened: Opened) -> None:
    edition = await opened(
        mill="# The mill\n\nThe water mill of Osk was opened on 4 May 1866 by the miller Jan Brandt.\n",
        town="# Osk\n\nThe water mill of Osk was opened on 14 May 1866, as everybody in the town remembers.\n",
    )
    [event] = await events(edition)
    assert event.entry.disputed
    assert {event.tellings[0].edtf, *(told.edtf for told in event.others)} == {"1866-05-04", "1866-05-14"}
    assert await edition.on_this_day(Day(5, 4)) == await edition.on_this_day(Day(5, 14)) == (event,)


async def test_a_deed_that_is_done_to_two_on_two_days_is_no_disagreement(opened: Opened) -> None:
    edition = await opened(
        one="# One\n\nThe smith Anders was arrested in Osk on 4 May 1866.\n",
        two="# Two\n\nThe baker Petra was arrested in Osk on 9 May 1866.\n",
    )
    assert [event.entry.disputed for event in await events(edition)] == [False, False]


async def test_two_things_on_one_day_stay_two(opened: Opened) -> None:
    edition = await opened(
        osk="# Osk\n\nThe water mill of Osk was opened on 4 May 1866.\n\nOn 4 May 1866 the mayor married a sailor.\n"
    )
    assert len(await events(edition)) == 2


async def test_the_words_leave_out_the_date_only_at_their_edge(opened: Opened) -> None:
    edition = await opened(
        osk="# Osk\n\nOn 4 May 1866, the mayor of the town married a sailor.\n\n"
        "The old bridge fell into the river on 9 June 1871.\n\n"
        "The school was closed on 1 July 1872 for want of children.\n"
    )
    assert heads(await edition.timeline.between(*WHOLE)) == [
        "the mayor of the town married a sailor.",
        "The old bridge fell into the river",
        "The school was closed on 1 July 1872 for want of children.",
    ]


async def test_a_clause_that_says_too_little_gives_way_to_its_sentence(opened: Opened) -> None:
    edition = await opened(osk="# Osk\n\nThe mayor was jailed in 1871, and pardoned in 1873.\n")
    assert heads(await edition.timeline.between(1873, 1873)) == ["The mayor was jailed in 1871, and pardoned"]


async def test_a_lifespan_behind_a_name_is_a_birth_and_a_death(opened: Opened) -> None:
    edition = await opened(
        brandt="# Jan Brandt\n\nJan Brandt (4 May [O.S. 22 April] 1836 – 9 June 1901) was a miller in Osk.\n"
    )
    birth, death = await edition.timeline.between(*WHOLE)
    assert (birth.kind, birth.edtf_gregorian, birth.head) == (EventKind.BIRTH, "1836-05-04", "Jan Brandt")
    assert (death.kind, death.edtf_gregorian, death.head) == (EventKind.DEATH, "1901-06-09", "Jan Brandt")


async def test_a_birth_told_in_the_lead_and_in_the_story_is_one(opened: Opened) -> None:
    edition = await opened(
        brandt="# Jan Brandt\n\nJan Brandt (4 May 1836 – 9 June 1901) was a miller in Osk.\n\n## Life\n\n"
        "Jan Brandt was born in a boat on 4 May 1836.\n"
    )
    birth, _ = await events(edition)
    assert len(birth.tellings) == 2
    assert birth.entry.head == "Jan Brandt was born in a boat"


async def test_the_infobox_tells_of_deaths_and_offices(tmp_path: Path) -> None:
    copy(DATA / "wiki-weir.txt", tmp_path)
    edition = await Edition.open(build([tmp_path], tmp_path / "editions").path)
    told = {(entry.kind, entry.edtf_gregorian): entry.head for entry in await edition.timeline.between(*WHOLE)}
    assert (EventKind.BIRTH, "1871-05-04") in told
    assert (EventKind.DEATH, "1940-06-09") in told
    assert told[EventKind.OFFICE, "1901-03-03/1919-05-08"] == "Surveyor of the County of Tarn"
    await edition.close()


async def test_a_life_lies_between_its_subject_s_birth_and_death(opened: Opened) -> None:
    edition = await opened(
        brandt="# Jan Brandt\n\nJan Olsen (4 May 1836 – 9 June 1901), called Jan Brandt, was a miller.\n\n## Life\n\n"
        "Brandt's daughter Petra was born in Osk on 1 July 1860. His wife Anna died in Osk on 2 August 1919.\n"
    )
    ends = lifetime(await edition.timeline.between(*WHOLE), ["jan brandt", "brandt"], {"brandt"})
    assert ends is not None
    assert [end.edtf_gregorian for end in ends] == ["1836-05-04", "1901-06-09"]


async def test_nothing_comes_from_notes_and_references(opened: Opened) -> None:
    edition = await opened(
        osk="# Osk\n\nThe mill was opened on 4 May 1866.[^1] It stood for long.[^2]\n\n"
        "[^1]: Osk Courier, 5 May 1866, p. 3.\n[^2]: The mill burnt down on 9 June 1871.\n"
    )
    assert [entry.edtf for entry in await edition.timeline.between(*WHOLE)] == ["1866-05-04"]
    assert await edition.on_this_day(Day(6, 9)) == ()


async def test_a_day_is_remembered_under_both_calendars_each_labelled(opened: Opened) -> None:
    edition = await opened(osk="# Osk\n\nThe mill of Osk was opened on 4 May [O.S. 22 April] 1866.\n")
    [new], [old] = await edition.on_this_day(Day(5, 4)), await edition.on_this_day(Day(4, 22))
    assert (new.style, old.style) == (Calendar.GREGORIAN, Calendar.JULIAN)
    assert await edition.on_this_day(Day(4, 22), Calendar.GREGORIAN) == ()


async def test_when_finds_an_event_by_words_in_any_order(opened: Opened) -> None:
    edition = await opened(
        osk="# Osk\n\nThe water mill of Osk was opened on 4 May 1866.\n\nThe smith Anders was born on 9 June 1871.\n\n"
        "The smith Anders died on 1 July 1930.\n"
    )
    for asked, edtf in (
        ("mill opened", "1866-05-04"),
        ("birth of anders", "1871-06-09"),
        ("anders death", "1930-07-01"),
    ):
        [event, *_] = await edition.timeline.events(await edition.timeline.when(asked))
        assert event.entry.edtf == edtf


async def test_every_word_of_the_bundled_timeline_stands_in_its_document(tmp_path: Path) -> None:
    edition = await Edition.open(build([BUNDLED], tmp_path).path)
    told = await events(edition)
    assert len(told) > 500
    for event in told:
        for one in event.tellings:
            assert one.date in one.answer.passage.text
        assert event.entry.head in event.answer.passage.text
    await edition.close()


async def test_two_thousand_tellings_of_one_day_are_gathered(opened: Opened) -> None:
    lines = "\n\n".join(f"On 4 May 1866 the mill number {number} of Osk was opened." for number in range(2_000))
    edition = await opened(osk=f"# Osk\n\n{lines}\n")
    assert await edition.timeline.between(1866, 1866)
