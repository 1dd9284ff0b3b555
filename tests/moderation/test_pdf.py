"""A moderator uploads a PDF, and members read from it with the page beside each answer."""

from __future__ import annotations

from bot.local.start import READING_ROOM
from tests import pdfs
from tests.moderation.own import Own
from tests.moderation.test_corpus import settled

PAGES = (
    """
    The weir of Holmsund

    The weir of Holmsund was built by the miller Jorun Aske, who had seen
    one like it in the south. Nobody helped her with it, and the spring
    floods took the first one away.
    """,
    """
    The second weir

    The second weir was finished on 14 October 1829 and has stood ever since. Jorun
    Aske wrote to her sister: \u201cWhat the water has taken once, it will not take
    again.\u201d She was known for her light-
    heartedness, which nobody in the house of her father understood, and
    """,
    """
    for the bread that her mill-
    stones made.

    The mill burned down on 2 March 1901, and the weir was left alone with the river
    for sixty years.
    """,
)


def book() -> bytes:
    """Return a PDF with a header and a page number on each page."""
    pages = [
        [(72, 815, 8, "Papers of the Holmsund Society"), *pdfs.set_in_lines(words), (290, 30, 8, str(number))]
        for number, words in enumerate(PAGES, start=1)
    ]
    return pdfs.pdf(pages, "Weirs of the north")


async def test_a_moderator_uploads_a_pdf_and_answers_from_it_name_their_page(own: Own) -> None:
    mod, ada = own.mod, own.here.person("Ada")
    form = await mod.slash("corpus add", file=mod.upload("weirs.pdf", book()), title="The Weir Book")
    assert "Encoding" not in str(form.modal)
    shown = await settled(await mod.submit(form, licence="CC0-1.0"))
    assert "“The Weir Book” can be put on the shelf" in shown.text
    await settled(await shown.press("Switch to it"), lambda reply: "Switched" in reply.text)
    answer = (await ada.slash("ask", question="when was the second weir of Holmsund finished?")).text
    assert "The second weir was finished on 14 October 1829 and has stood ever since." in answer.replace("*", "")
    assert "The Weir Book" in answer
    assert "Page 2 › The second weir" in answer
    burned = (await ada.slash("when", event="the mill burned down")).text
    assert "2 March 1901" in burned
    assert "Page 3" in burned
    quoted = (await ada.slash("quote", text="what the water has taken")).text
    assert "What the water has taken once, it will not take again." in quoted
    found = (await ada.slash("search", query="lightheartedness")).text
    assert "father understood, and for the bread that her millstones made." in found.replace("*", "")
    everything = " ".join([answer, burned, quoted, found])
    assert "Holmsund Society" not in everything
    kept = (own.state.path.parent / "servers" / str(READING_ROOM)).iterdir()
    assert [path.suffix for path in kept] == [".txt"]


async def test_a_pdf_s_own_title_does_where_none_was_given(own: Own) -> None:
    form = await own.mod.slash("corpus add", file=own.mod.upload("weirs.pdf", book()), title="\u200b")
    shown = await settled(await own.mod.submit(form, licence="CC0-1.0"))
    assert "“Weirs of the north” can be put on the shelf" in shown.text
