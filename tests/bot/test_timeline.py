"""Timelines, files and answers to when, as a member meets them."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest
from icalendar import Calendar as Ics
from PIL import Image

from bot.local import LocalDiscord, Person
from bot.local.components import walk
from bot.local.person import Reply


def uploaded(here: LocalDiscord, reply: Reply, ending: str) -> bytes:
    """Return the file with this ending that came with a reply."""
    [attached] = [each for each in reply.message["attachments"] if each["filename"].endswith(ending)]
    number = int(attached["url"].split("/")[-2])
    return here.realm.world.files[number].content


def described(reply: Reply) -> list[str]:
    """Return the descriptions of a reply's pictures."""
    galleries = [each for each in walk(reply.message["components"]) if each["type"] == 12]
    return [item["description"] for gallery in galleries for item in gallery["items"]]


async def test_a_timeline_begins_with_its_picture_and_what_it_shows(ada: Person, here: LocalDiscord) -> None:
    reply = await ada.slash("timeline", from_year=1830, to_year=1912)
    assert "1830–1912" in reply.text
    [alt] = described(reply)
    assert "17 Jun 1902: The iron bridge was opened" in alt
    with Image.open(io.BytesIO(uploaded(here, reply, ".png"))) as image:
        assert image.format == "PNG"


async def test_pages_go_by_year_and_lead_back_to_the_picture(ada: Person) -> None:
    reply = await ada.slash("timeline", from_year=1830, to_year=1912)
    page = await reply.press("Next")
    assert "**1831**" in page.text
    assert "3 May 1831" in page.text
    assert page.text.index("**1831**") < page.text.index("**1902**")
    assert described(page) == []
    assert page.message["attachments"] == []
    assert len(described(await page.press("Previous"))) == 1


async def test_one_year_is_that_year_alone(ada: Person) -> None:
    reply = await ada.slash("timeline", from_year=1902)
    assert "### 1902" in reply.text
    assert "17 June 1902" in (await reply.press("Next")).text


async def test_a_timeline_of_a_topic_tells_only_of_it(ada: Person) -> None:
    reply = await ada.slash("timeline", topic="Ada Pell")
    page = await reply.press("Next")
    assert "3 May 1831" in page.text
    assert "1902" not in page.text


async def test_topics_are_offered(ada: Person) -> None:
    assert await ada.autocomplete("timeline", topic="the br")


@pytest.mark.parametrize("label", ["CSV", "JSON", "Calendar"])
async def test_a_button_brings_a_file_for_one_pair_of_eyes(ada: Person, here: LocalDiscord, label: str) -> None:
    reply = await (await ada.slash("timeline", from_year=1830, to_year=1912)).press(label)
    assert reply.ephemeral
    assert len(reply.message["attachments"]) == 1


async def test_the_option_brings_the_same_file(ada: Person, here: LocalDiscord) -> None:
    reply = await ada.slash("timeline", from_year=1830, to_year=1912, export="csv")
    assert reply.ephemeral
    rows = list(csv.DictReader(io.StringIO(uploaded(here, reply, ".csv").decode(), newline="")))
    assert any(row["edtf"] == "1902-06-17" and "iron bridge" in row["text"] for row in rows)
    asked = await ada.slash("timeline", from_year=1830, to_year=1912, export="json")
    read = json.loads(uploaded(here, asked, ".json"))
    assert [row["ref"] for row in read] == [row["ref"] for row in rows]


async def test_the_calendar_holds_the_days_and_the_message_says_what_it_leaves_out(
    ada: Person, here: LocalDiscord
) -> None:
    reply = await ada.slash("timeline", from_year=1830, to_year=1912, export="ics")
    items: Any = Ics.from_ical(uploaded(here, reply, ".ics")).walk("VEVENT")
    assert {item["DTSTART"].dt.year for item in items} == {1831, 1871, 1902}
    assert "are left out" in reply.text


async def test_years_the_wrong_way_round_are_turned(ada: Person) -> None:
    assert "1830–1912" in (await ada.slash("timeline", from_year=1912, to_year=1830)).text


async def test_a_year_0_is_explained(ada: Person) -> None:
    reply = await ada.slash("timeline", from_year=0)
    assert reply.ephemeral
    assert "no year 0" in reply.text


@pytest.mark.parametrize(("first", "last"), [(9999, 9999), (-9998, -9000), (-5, -1)])
async def test_years_without_events_say_where_there_are_some(ada: Person, first: int, last: int) -> None:
    reply = await ada.slash("timeline", from_year=first, to_year=last)
    assert "dates nothing to these years" in reply.text
    assert "from 1831 to" in reply.text
    assert described(await reply.press("Show all of them"))


async def test_an_unknown_topic_is_told_kindly(ada: Person) -> None:
    reply = await ada.slash("timeline", topic="tungsten carbide")
    assert reply.ephemeral
    assert "No dated event here is about “tungsten carbide”" in reply.text


@pytest.mark.parametrize("topic", ["@everyone [x](http://a)", "(((" * 100, "\u202egnp.exe", "щ" * 6000, "a\n\nb", ".*"])
async def test_hostile_topics_get_an_answer_like_any_other(ada: Person, topic: str) -> None:
    assert (await ada.slash("timeline", topic=topic)).text


async def test_when_answers_with_the_date_first_and_the_sentence_in_bold(ada: Person) -> None:
    reply = await ada.slash("when", event="the opening of the iron bridge")
    assert reply.text.startswith("### 17 June 1902")
    assert "**The iron bridge was opened on 17 June 1902" in reply.text
    assert "reference work · `" in reply.text


async def test_when_offers_events_and_a_choice_leads_straight_to_its_event(ada: Person) -> None:
    offered = await ada.autocomplete("when", event="bridge opened")
    label, key = next(pair for pair in offered if pair[0].startswith("The iron bridge"))
    assert label.endswith("1902")
    assert "17 June 1902" in (await ada.slash("when", event=key)).text


async def test_when_says_so_where_the_corpus_gives_no_date(ada: Person) -> None:
    reply = await ada.slash("when", event="tungsten carbide")
    assert reply.ephemeral
    assert "gives no date" in reply.text


@pytest.mark.parametrize("asked", ["@everyone", "?", "(", "щ" * 6000, " ", "\u202e"])
async def test_hostile_words_get_an_answer_from_when(ada: Person, asked: str) -> None:
    assert (await ada.slash("when", event=asked)).text


async def test_discord_frowns_upon_none_of_it(ada: Person, here: LocalDiscord) -> None:
    await ada.slash("timeline", topic="Ada Pell")
    assert here.findings == []
