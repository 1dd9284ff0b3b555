"""What stands under an answer: how to cite it, why it was found, and a way to report it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from bot import asking
from bot.local import Person
from bot.reporting import MOST
from bot.state import State, moderation, settings
from bot.views import VIEWS
from corpus.edition import Edition
from corpus.library import Library
from corpus.served import Found
from tests.bot.test_lasting import another
from tests.starting import a_discord, started

OPENED = "when was the iron bridge opened?"


async def reports(state: State, person: Person) -> list[moderation.Report]:
    """Return what was reported in a person's server."""
    guild_id = person.seat.guild_id or 0
    return list(await state.read(lambda db: moderation.reports(db, guild_id)))


async def gaps(state: State, person: Person) -> dict[str, int]:
    """Return the questions without an answer in a person's server, and how often each was asked."""
    guild_id = person.seat.guild_id or 0
    return {gap.question: gap.times for gap in await state.read(lambda db: moderation.gaps(db, guild_id))}


async def test_an_answer_s_buttons_stand_in_the_order_in_which_they_are_wanted(ada: Person) -> None:
    reply = await ada.slash("ask", question=OPENED)
    assert reply.buttons[-5:] == ("Context", "Sources", "Cite", "Why", "Report")


async def test_cite_hands_out_six_styles_to_copy(ada: Person) -> None:
    cite = await (await ada.slash("ask", question=OPENED)).press("Cite")
    assert cite.ephemeral
    for style in ("Plain", "Markdown", "APA", "MLA", "Chicago", "BibTeX"):
        assert f"**{style}**\n```\n" in cite.text
    assert "The harbour office. “The bridge.” Marrow Harbour." in cite.text
    assert "The harbour office. (n.d.). Marrow Harbour." in cite.text


async def test_facts_quotations_and_passages_can_be_cited_too(ada: Person) -> None:
    offered = await ada.autocomplete("passage", reference="bridge")
    for reply in (
        await ada.slash("fact", topic="bridge"),
        await ada.slash("quote", speaker="Reyk"),
        await ada.slash("passage", reference=offered[0][1]),
    ):
        assert "@misc{" in (await reply.press("Cite")).text


async def test_why_says_which_words_matched_and_how(ada: Person) -> None:
    why = await (await ada.slash("ask", question="when was the iron brige unveiled?")).press("Why")
    assert why.ephemeral
    assert "You asked: “when was the iron brige unveiled?”" in why.text
    assert "Your words in it: “iron”." in why.text
    assert "“bridge”, which you wrote “brige”" in why.text
    assert "You asked for a date, and it seems to have it." in why.text
    assert "reference work" in why.text


async def test_why_knows_the_question_on_every_page(ada: Person) -> None:
    reply = await (await ada.slash("ask", question="what about the bridge at the harbour?")).press("Next")
    assert "what about the bridge at the harbour?" in (await reply.press("Why")).text


async def test_a_question_longer_than_a_button_is_kept_as_far_as_it_fits(ada: Person) -> None:
    long = "when was the iron bridge opened by the engineer who later sold his gold watch to pay the riveters of Sule?"
    reply = await ada.slash("ask", question=long)
    assert "when was the iron bridge opened by" in (await reply.press("Why")).text
    assert (await reply.press("Next")).text != reply.text


async def test_cite_and_why_work_after_a_restart(library: Library, state: State) -> None:
    async with a_discord() as here:
        ada = here.person("Ada")
        async with started(another(here, library, state), here.token):
            reply = await ada.slash("ask", question=OPENED)
        async with started(another(here, library, state), here.token):
            assert "@misc{" in (await reply.press("Cite")).text
            assert "“opened”" in (await reply.press("Why")).text


async def test_what_a_misspelt_word_was_read_as_stands_above_the_answer(ada: Person) -> None:
    reply = await ada.slash("ask", question="when was the iron brige opened?")
    assert "Read as: **bridge** (not “brige”)" in reply.text
    assert "Read as" not in (await ada.slash("ask", question=OPENED)).text


async def test_a_question_without_an_answer_offers_one_that_has_one(edition: Edition) -> None:
    card = await asking.card(edition, Found("when was the iron brigde pulled down?", False, ()))
    [meant] = [press for press in card.presses if press.label.startswith("Did you mean: ")]
    assert meant.label == "Did you mean: When was the iron bridge opened?"
    assert "17 June 1902" in (await VIEWS[meant.view](edition, meant.state, meant.page)).parts[0]
    nothing = await asking.card(edition, Found("what is the price of marmalade?", False, ()))
    assert not nothing.presses


async def test_a_report_reaches_the_moderators_without_a_name(ada: Person, state: State) -> None:
    reply = await ada.slash("ask", question=OPENED)
    form = await reply.press("Report")
    thanks = await ada.submit(form, why="wrong date", note="it was a year later")
    assert thanks.ephemeral
    assert "Thank you" in thanks.text
    [told] = await reports(state, ada)
    assert "wrong date" in told.whys
    assert told.note == "it was a year later"
    assert told.ref in reply.text


@pytest.mark.parametrize("command", ["fact", "quote", "onthisday"])
async def test_facts_quotations_and_days_can_be_reported(library: Library, tmp_path: Path, command: str) -> None:
    given = {"fact": {}, "quote": {"speaker": "Reyk"}, "onthisday": {"date": "17 June"}}[command]
    async with (
        State(tmp_path / "state.db") as own,
        a_discord() as alone,
        started(another(alone, library, own), alone.token),
    ):
        ada = alone.person("Ada")
        reply = await ada.slash(command, **given)
        form = await reply.press("Report")
        filled = {"why": "text garbled", "note": ""}
        if command == "onthisday":
            filled["which"] = _options(form.modal or {})[0]["value"]
        assert "Thank you" in (await ada.submit(form, **filled)).text
        [told] = await reports(own, ada)
        assert told.ref in reply.text


def _options(modal: dict[str, object]) -> list[dict[str, str]]:
    """Return the options of a modal's first select."""
    rows = modal["components"]
    assert isinstance(rows, list)
    options = rows[0]["component"]["options"]
    assert isinstance(options, list)
    return options


async def test_reports_are_taken_in_servers_only(ada: Person) -> None:
    alone = ada.in_private()
    reply = await (await alone.slash("ask", question=OPENED)).press("Report")
    assert "no moderator" in reply.text
    assert reply.ephemeral


async def test_nobody_floods_the_moderators(library: Library, state: State) -> None:
    async with a_discord() as here, started(another(here, library, state), here.token):
        eager, calm = here.person("Ada"), here.person("Bea")
        reply = await eager.slash("ask", question=OPENED)
        for _ in range(MOST):
            sent = await eager.submit(await reply.press("Report"), why="something else", note="")
            assert "Thank you." in sent.text
        assert "in 10 min" in (await eager.submit(await reply.press("Report"), why="something else", note="")).text
        other = await calm.slash("ask", question=OPENED)
        assert "Thank you." in (await calm.submit(await other.press("Report"), why="wrong date", note="")).text
        here.clock.advance(timedelta(minutes=11))
        assert "Thank you." in (await eager.submit(await reply.press("Report"), why="wrong date", note="")).text


async def test_a_question_without_an_answer_is_counted_in_its_server_and_nowhere_else(
    ada: Person, state: State
) -> None:
    asked = "what is the boiling point of tungsten carbide?"
    before = (await gaps(state, ada)).get(asked, 0)
    await ada.slash("ask", question=asked)
    await ada.in_private().slash("ask", question=asked)
    for _ in range(1_000):  # it is counted after the answer was sent
        if (await gaps(state, ada)).get(asked, 0) > before:
            break
    assert (await gaps(state, ada)).get(asked, 0) == before + 1
    await ada.slash("ask", question=OPENED)
    assert OPENED not in await gaps(state, ada)


async def test_every_question_that_is_offered_is_answered(edition: Edition) -> None:
    offered = edition.offers.suggest_questions("")
    assert offered
    for question in offered:
        assert (await edition.ask(question)).answered, question


async def test_questions_are_offered_by_any_of_their_words_even_misspelt(ada: Person) -> None:
    for typed in ("when was the iron br", "bridge opened", "brigde open", "IRON"):
        assert "When was the iron bridge opened?" in [
            value for _, value in await ada.autocomplete("ask", question=typed)
        ]
    assert await ada.autocomplete("ask", question="")
    assert await ada.autocomplete("ask", question="zzzz qqqq") == []


async def test_where_a_server_wants_it_only_who_asked_sees_the_answer(library: Library, tmp_path: Path) -> None:
    async with (
        State(tmp_path / "state.db") as own,
        a_discord() as alone,
        started(another(alone, library, own), alone.token),
    ):
        ada = alone.person("Ada")
        guild_id = ada.seat.guild_id or 0
        assert not (await ada.slash("ask", question=OPENED)).ephemeral
        await own.write(lambda db: settings.write(db, guild_id, "private", True))
        reply = await ada.slash("search", query="iron bridge")
        assert reply.ephemeral
        assert (await ada.slash("ask", question=OPENED)).ephemeral
