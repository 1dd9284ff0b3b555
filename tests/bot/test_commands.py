"""The commands as a member meets them."""

from __future__ import annotations

import pytest
from discord import app_commands

from bot.app import Pero
from bot.local import LocalDiscord, Person


async def test_an_answer_stands_in_bold_with_its_place_reference_and_trust(ada: Person) -> None:
    reply = await ada.slash("ask", question="when was the iron bridge opened?")
    assert "**The iron bridge was opened on 17 June 1902" in reply.text
    assert "**Marrow Harbour** › The bridge" in reply.text
    assert "The Bridge Papers" in reply.text
    assert "reference work" in reply.text
    assert "`harbour:" in reply.text


async def test_a_question_without_an_answer_gets_an_honest_no(ada: Person) -> None:
    reply = await ada.slash("ask", question="what is the boiling point of tungsten carbide?")
    assert "The corpus doesn’t say" in reply.text


async def test_the_next_answer_is_a_button_away_and_so_is_the_way_back(ada: Person) -> None:
    reply = await ada.slash("ask", question="what about the bridge at the harbour?")
    second = await reply.press("Next")
    assert second.text != reply.text
    assert (await second.press("Previous")).text == reply.text


async def test_context_opens_privately_with_the_answer_in_bold(ada: Person) -> None:
    reply = await ada.slash("ask", question="when was the iron bridge opened?")
    context = await reply.press("Context")
    assert context.ephemeral
    assert "**The iron bridge was opened" in context.text
    assert "navigation" in context.text or "founded" in context.text


async def test_sources_show_each_reference_in_full(ada: Person) -> None:
    reply = await ada.slash("ask", question="when was the iron bridge opened?")
    assert "Ingrid Sand" in (await reply.press("Sources")).text


async def test_what_cannot_be_trusted_says_so(ada: Person) -> None:
    reply = await ada.slash("ask", question="who burnt the school library?")
    assert "⚠ unverified source" in reply.text


async def test_a_passage_is_read_by_its_reference(ada: Person) -> None:
    offered = await ada.autocomplete("passage", reference="bridge")
    reply = await ada.slash("passage", reference=offered[0][1])
    assert "17 June 1902" in reply.text


async def test_an_unknown_reference_gets_words_for_one_pair_of_eyes(ada: Person) -> None:
    reply = await ada.slash("passage", reference="nobody:7")
    assert reply.ephemeral
    assert "No passage here is called" in reply.text


async def test_another_fact_is_another_one(ada: Person) -> None:
    reply = await ada.slash("fact")
    assert (await reply.press("Another")).text != reply.text


async def test_facts_come_round_only_after_all_have_been_shown(ada: Person) -> None:
    reply = await ada.slash("fact")
    seen = {reply.text}
    while (reply := await reply.press("Another")).text not in seen:
        seen.add(reply.text)
    assert len(seen) > 1


async def test_a_quotation_comes_with_who_said_it(ada: Person) -> None:
    reply = await ada.slash("quote", speaker="Reyk")
    assert "> I have built you a bridge" in reply.text
    assert "— **Tomas Reyk**" in reply.text


async def test_speakers_are_offered_with_how_often_they_are_quoted(ada: Person) -> None:
    assert ("Tomas Reyk (1)", "Tomas Reyk") in await ada.autocomplete("quote", speaker="rey")


async def test_a_day_tells_what_happened(ada: Person) -> None:
    reply = await ada.slash("onthisday", date="17 June")
    assert "1902" in reply.text
    assert "iron bridge" in reply.text


async def test_an_empty_day_offers_the_nearest_ones(ada: Person) -> None:
    reply = await ada.slash("onthisday", date="06-16")
    assert "nothing for this day" in reply.text
    assert "iron bridge" in (await reply.press("17 June")).text


async def test_what_is_no_day_is_refused_kindly(ada: Person) -> None:
    reply = await ada.slash("onthisday", date="31 February")
    assert "no day of the year" in reply.text


async def test_about_lists_the_documents_with_licence_and_trust(ada: Person) -> None:
    reply = await ada.slash("about")
    assert "Marrow Harbour" in reply.text
    assert "CC0" in reply.text
    assert "⚠ unverified" in reply.text


async def test_help_names_every_command(ada: Person, pero: Pero) -> None:
    reply = await ada.slash("help")
    listed = [command for command in pero.tree.get_commands() if isinstance(command, app_commands.Command)]
    assert listed
    assert all(f"</{command.name}:" in reply.text for command in listed)


@pytest.mark.parametrize(
    "question", ["@everyone [x](http://a)[y](http://b)", "`" * 300, "\u202egnp.exe", "щ" * 6000, "<@1> " * 900]
)
async def test_hostile_questions_are_answered_like_any_other(ada: Person, here: LocalDiscord, question: str) -> None:
    reply = await ada.slash("ask", question=question)
    assert reply.text


async def test_the_bot_did_nothing_that_discord_would_frown_upon(ada: Person, here: LocalDiscord) -> None:
    await ada.slash("help")
    assert here.findings == []


async def test_a_true_quotation_is_exact_with_who_said_it(ada: Person) -> None:
    reply = await ada.slash("check", text="i have built you a bridge that asks nothing of the sea")
    assert "Exactly so" in reply.text
    assert "Said by **Tomas Reyk**" in reply.text


async def test_an_altered_quotation_shows_the_difference(ada: Person) -> None:
    reply = await ada.slash("check", text="I have built you a bridge that asks nothing of the wind")
    assert "Nearly" in reply.text
    assert "~~wind~~ **sea**" in reply.text


async def test_a_quotation_put_down_to_somebody_else_is_put_right(ada: Person) -> None:
    reply = await ada.slash("check", text="asks nothing of the sea", speaker="Tomas Reyk")
    assert "Exactly so" in reply.text


async def test_too_few_words_are_refused_kindly(ada: Person) -> None:
    assert "at least 3 words" in (await ada.slash("check", text="the sea")).text


async def test_any_message_can_be_checked_and_looked_up(ada: Person) -> None:
    message = (await ada.slash("quote", speaker="Reyk")).message
    assert (await ada.menu("Find in corpus", message)).text
    assert (await ada.menu("Check quote", message)).text


async def test_a_quotation_is_found_by_words_that_it_holds(ada: Person) -> None:
    for remembered in ("asks nothing of the sea", "BRIDGE that asks NOTHING", "bridje asks nothing"):
        reply = await ada.slash("quote", text=remembered)
        assert "> I have built you a bridge" in reply.text
    assert "no quotation like that" in (await ada.slash("quote", text="marmalade submarine")).text


async def test_a_quotation_shows_its_references_and_what_stands_around_it(ada: Person) -> None:
    reply = await ada.slash("quote", speaker="Reyk")
    assert "The Bridge Papers" in (await reply.press("Sources")).text
    assert "The council answered" in (await reply.press("Context")).text
