"""`/search` as a member meets it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from bot.local import Person
from bot.present.asked import ROOM, first_words, plainer, size
from bot.present.search import Sought, code
from bot.state import State
from corpus.browse import Order, Wanted
from corpus.edition import Edition
from corpus.library import Library
from tests.bot.test_lasting import another
from tests.starting import a_discord, started


async def test_results_have_the_words_in_bold_with_place_and_reference(ada: Person) -> None:
    reply = await ada.slash("search", query="iron bridge")
    assert "### “iron bridge”" in reply.text
    assert "The **iron bridge** was opened on 17 June 1902" in reply.text
    assert "**Marrow Harbour** › The bridge" in reply.text
    assert "`harbour:" in reply.text


async def test_forms_and_misspellings_of_a_word_are_found_and_said(ada: Person) -> None:
    assert "**bridge**" in (await ada.slash("search", query="bridges")).text
    misspelt = await ada.slash("search", query="brigde")
    assert "**bridge**" in misspelt.text
    assert "Read as: **bridge** (not “brigde”)" in misspelt.text


async def test_a_number_opens_the_passage_for_one_pair_of_eyes(ada: Person) -> None:
    opened = await (await ada.slash("search", query="riveters")).press("1")
    assert opened.ephemeral
    assert "**Tomas Reyk sold his gold watch in 1903" in opened.text


async def test_only_one_document_is_searched_where_that_is_asked(ada: Person) -> None:
    source = dict(await ada.autocomplete("search", query="bridge", source="talk"))["Talk about the harbour"]
    reply = await ada.slash("search", query="bridge", source=source)
    assert "in Talk about the harbour" in reply.text
    assert "gossip:" in reply.text
    assert "harbour:" not in reply.text
    assert "gossip:" not in (await ada.slash("search", query="bridge", source="Marrow Harbour")).text


async def test_sections_are_offered_of_the_chosen_document(ada: Person) -> None:
    everywhere = [value for _, value in await ada.autocomplete("search", query="x", section="")]
    assert {"The bridge", "The school"} <= set(everywhere)
    assert await ada.autocomplete("search", query="x", source="gossip", section="") == []
    reply = await ada.slash("search", query="Ada Pell", section="The school")
    assert "in The school" in reply.text
    assert "founded" not in reply.text


async def test_years_leave_out_what_tells_of_no_such_date(ada: Person) -> None:
    reply = await ada.slash("search", query="bridge harbour", from_year=1900, to_year=1910)
    assert "1900–1910" in reply.text
    assert "17 June 1902" in reply.text
    assert "1831" not in reply.text
    assert "no year 0" in (await ada.slash("search", query="bridge", from_year=0)).text


async def test_results_come_in_the_order_that_was_asked_for(edition: Edition) -> None:
    async def refs(order: Order) -> list[str]:
        found = await edition.browse.page(Wanted("Ada Pell Reyk bridge harbour", order=order), 0, 50)
        return [result.answer.passage.ref for result in found.results]

    oldest = await edition.browse.page(Wanted("Ada Pell Reyk bridge harbour", order=Order.OLDEST), 0, 50)
    dated = [result.edtf for result in oldest.results if result.edtf]
    assert len(dated) > 2
    assert dated == sorted(dated)
    assert set(await refs(Order.NEWEST)) == set(await refs(Order.OLDEST)) == set(await refs(Order.BEST))
    written = [ref for ref in await refs(Order.DOCUMENT) if ref.startswith("harbour")]
    assert written == sorted(written, key=lambda ref: int(ref.split(":")[1]))


async def test_filters_that_leave_nothing_can_be_dropped(ada: Person) -> None:
    reply = await ada.slash("search", query="iron bridge", from_year=1500, to_year=1501)
    assert "No passage here has these words" in reply.text
    everywhere = next(label for label in reply.buttons if label.startswith("Search everywhere"))
    assert "17 June 1902" in (await reply.press(everywhere)).text


async def test_words_that_nobody_wrote_find_nothing(ada: Person) -> None:
    assert "No passage here has these words" in (await ada.slash("search", query="qqqqzzzz")).text
    assert "No document here is called" in (await ada.slash("search", query="bridge", source="zzzzqq")).text
    assert "No section there is called" in (await ada.slash("search", query="bridge", section="zzzzqq")).text


async def test_words_people_and_headings_are_offered_for_a_query(ada: Person) -> None:
    assert ("Ada Pell", "Ada Pell") in await ada.autocomplete("search", query="ada")
    assert ("The bridge", "The bridge") in await ada.autocomplete("search", query="bri")
    assert ("gold riveters", "gold riveters") in await ada.autocomplete("search", query="gold rivet")


async def test_pages_go_on_after_a_restart_with_words_and_filters(state: State, tmp_path: Path) -> None:
    years = range(1850, 1862)
    floods = [f"In {year} the weir of Lomma was broken by the flood for the {year - 1849}th time." for year in years]
    (tmp_path / "floods").mkdir()
    (tmp_path / "floods" / "floods.md").write_text("# Floods\n\n" + "\n\n".join(floods), "utf-8")
    async with Library([tmp_path / "floods"], tmp_path / "editions") as library, a_discord() as here:
        ada = here.person("Ada")
        async with started(another(here, library, state), here.token):
            reply = await ada.slash("search", query="weir of Lomma", sort="newest", from_year=1851)
            assert reply.buttons == ("1", "2", "3", "4", "5", "Next")
            assert "11 passages · newest first · 1851–…" in reply.text
            assert "In 1861" in reply.text
        async with started(another(here, library, state), here.token):
            second = await reply.press("Next")
            assert "“weir of Lomma”" in second.text
            assert "In 1856" in second.text
            assert "In 1856" in (await second.press("6")).text
            last = await second.press("Next")
            assert "In 1851" in last.text
            assert "In 1850" not in last.text
            assert (await last.press("Previous")).text == second.text
        assert not here.findings


@pytest.mark.parametrize(
    "query", ["@everyone [x](http://a)", "`" * 300, "\u202egnp.exe", "щ" * 900, "<@1> " * 90, "x\ny", "😀" * 200, "."]
)
async def test_hostile_queries_are_answered_like_any_other(ada: Person, query: str) -> None:
    assert (await ada.slash("search", query=query)).text


def test_a_long_query_loses_first_the_words_that_tell_nothing() -> None:
    query = "what is the story of the iron bridge that was opened by the engineer and of the widow Ada Pell?"
    assert plainer(query, ROOM) == "story iron bridge opened engineer widow Ada Pell?"
    assert first_words("when was the bridge opened", 15) == "when was the"


@given(
    some.text(min_size=1, max_size=300),
    some.sampled_from(["", "harbour", "x" * 60]),
    some.one_of(some.none(), some.integers(-9998, 9999)),
    some.sampled_from(Order),
)
def test_whatever_is_looked_for_fits_a_button_and_comes_back(
    query: str, name: str, year: int | None, order: Order
) -> None:
    packed = Sought(query, name and code(name), name and code(name), year, year, order).pack()
    assert size(f"pero:0:search:399:{packed}") <= 100
    assert "\n" not in packed
    assert Sought.unpack(packed).pack() == packed
