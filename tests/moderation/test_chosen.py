"""What moderators choose for their server's answers: dates, privacy, plain text."""

from __future__ import annotations

from contextvars import copy_context

import pytest

from bot import pager
from bot.local import LocalDiscord, Person
from bot.local.start import READING_ROOM
from bot.present import dated
from bot.present.leaf import Attached, Leaf, Press
from bot.state import State, settings


@pytest.mark.parametrize(
    ("edtf", "chosen", "written"),
    [
        ("1917-11-07", "en", "7 November 1917"),
        ("1917-11-07", "en-US", "November 7, 1917"),
        ("1917-11-07", "iso", "1917-11-07"),
        ("1917-11~", "iso", "about 1917-11"),
        ("1917-11", "en-US", "November 1917"),
        ("1917-21", "iso", "spring 1917"),
        ("-0043-03-15", "iso", "15 March 44 BC"),
        ("-0043-03-15", "en-US", "March 15, 44 BC"),
        ("1917-11-07/1917-11-09", "iso", "1917-11-07 – 1917-11-09"),
        ("191X", "iso", "1910s"),
    ],
)
def test_dates_are_written_as_the_server_has_chosen(edtf: str, chosen: str, written: str) -> None:
    context = copy_context()
    context.run(dated.write_as, chosen)
    assert context.run(dated.spelt, edtf) == written


def test_an_unknown_way_of_writing_dates_changes_nothing() -> None:
    context = copy_context()
    context.run(dated.write_as, "klingon")
    assert context.run(dated.day_of_year, 11, 7) == "7 November"


def test_plain_text_is_one_text_in_reading_order_without_box_lines_and_pictures() -> None:
    picture = Attached("life.png", b"", "A line from 1879 to 1940", picture=True)
    table = Attached("life.csv", b"x", "All of it")
    leaf = Leaf(("One", "Two"), attached=(picture, table), presses=(Press("Next", "about", "-"),))
    shown = pager.layout(leaf, plain=True).to_components()  # type: ignore[no-untyped-call]  # discord.py has no types for it
    kinds = [part["type"] for part in shown]
    assert kinds == [10, 13, 1]
    assert shown[0]["content"] == ("One\n\nPicture: A line from 1879 to 1940\n\nTwo")
    assert [file.filename for file in pager.files(leaf, plain=True)] == ["life.csv"]


async def choose(state: State, name: str, value: object) -> None:
    """Set one of the reading room's settings."""
    await state.write(lambda db: settings.write(db, READING_ROOM, name, value))


async def test_answers_are_private_where_the_server_wants_it(ada: Person, state: State) -> None:
    await choose(state, "private", True)
    try:
        assert (await ada.slash("fact")).ephemeral
        assert not (await ada.in_private().slash("fact")).ephemeral
    finally:
        await choose(state, "private", False)
    assert not (await ada.slash("fact")).ephemeral


async def test_a_server_that_wants_plain_text_gets_no_boxes_also_when_pages_turn(ada: Person, state: State) -> None:
    await choose(state, "plain", True)
    try:
        reply = await ada.slash("fact")
        turned = await reply.press("Another")
    finally:
        await choose(state, "plain", False)
    for shown in (reply, turned):
        assert {part["type"] for part in shown.message["components"]} == {10, 1}
    assert (await ada.slash("fact")).message["components"][0]["type"] == 17


async def test_days_are_written_as_the_server_has_chosen(ada: Person, state: State, here: LocalDiscord) -> None:
    await choose(state, "date_language", "en-US")
    try:
        assert "On May 3" in (await ada.slash("onthisday", date="3 May")).text
        assert "On 3 May" in (await ada.in_private().slash("onthisday", date="3 May")).text
    finally:
        await choose(state, "date_language", "en")
    assert "On 3 May" in (await ada.slash("onthisday", date="3 May")).text
    assert not here.findings
