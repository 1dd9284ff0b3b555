"""What a person sees of the answers that a bot gives."""

from __future__ import annotations

import pytest

from bot.local import LocalDiscord, Person, Refused


async def test_a_slash_command_is_answered(ada: Person) -> None:
    reply = await ada.slash("echo", text="the lamp is lit")
    assert reply.text == "the lamp is lit"
    assert not reply.ephemeral
    assert reply.message["interaction_metadata"]["name"] == "echo"
    assert reply.message["interaction_metadata"]["user"]["username"] == "ada"


async def test_a_deferred_answer_is_waited_for(ada: Person) -> None:
    assert (await ada.slash("later", text="the clock struck")).text == "the clock struck"


async def test_a_follow_up_to_a_deferred_answer_takes_its_place(ada: Person) -> None:
    reply = await ada.slash("afterthought", text="one more thing")
    assert reply.text == "one more thing"
    assert reply.ephemeral
    assert reply.follow_ups == ()


async def test_a_follow_up_is_a_message_of_its_own(ada: Person) -> None:
    reply = await ada.slash("more", text="rain")
    second = await reply.follow_up()
    assert second.text == "rain, again"
    assert second.ephemeral
    assert not reply.ephemeral


async def test_an_ephemeral_answer_is_seen_by_one_person_only(here: LocalDiscord, ada: Person) -> None:
    reply = await ada.slash("secret", text="the key is under the mat")
    assert reply.ephemeral
    assert reply.message in ada.messages()
    assert reply.message not in here.person("Mod").messages()


async def test_an_answer_can_be_read_and_taken_back(ada: Person) -> None:
    reply = await ada.slash("vanish", text="smoke")
    assert (await reply.follow_up()).text == "gone"
    assert reply.message not in ada.messages()


async def test_a_button_of_the_answer_turns_the_page(ada: Person) -> None:
    reply = await ada.slash("pages")
    assert reply.buttons == ("Page 2",)
    turned = await reply.press("Page 2")
    assert turned.text == "This is page 2."
    assert turned.message["id"] == reply.message["id"]
    assert reply.now().text == turned.text


async def test_a_layout_is_read_like_a_page(ada: Person) -> None:
    reply = await ada.slash("board")
    assert reply.text == "# Board\nWritten in chalk."
    assert reply.buttons == ("Wipe",)
    assert (await reply.press("Wipe")).text == "The board was wiped."


async def test_a_choice_is_answered_by_a_follow_up(ada: Person) -> None:
    reply = await (await ada.slash("board")).choose("Green")
    assert reply.text == "You chose green."


async def test_a_choice_that_is_not_offered_cannot_be_made(ada: Person) -> None:
    reply = await ada.slash("board")
    with pytest.raises(Refused, match="Choose from: red, green"):
        await reply.choose("Blue")


async def test_a_form_is_filled_in_by_its_labels(ada: Person) -> None:
    form = await ada.slash("form")
    assert form.modal
    assert form.modal["title"] == "Borrow a book"
    reply = await ada.submit(form, Book="Atlas", Days="14")
    assert reply.text == "Atlas for ['14']"


async def test_a_form_wants_its_required_fields_within_their_lengths(ada: Person) -> None:
    form = await ada.slash("form")
    with pytest.raises(Refused, match="“Book” is required"):
        await ada.submit(form)
    with pytest.raises(Refused, match="“Book” must be 0 to 20 characters long"):
        await ada.submit(form, Book="x" * 21)
    with pytest.raises(Refused, match="no field Author"):
        await ada.submit(form, Author="Anon")
    assert (await ada.submit(form, Book="Atlas")).text == "Atlas for []"


async def test_an_embed_is_read_with_its_fields(ada: Person) -> None:
    reply = await ada.slash("card", title="Plan of the house")
    assert reply.text.splitlines() == ["Librarian", "Plan of the house", "A card.", "Shelf", "Nine", "Ground floor"]
    assert reply.message["embeds"][0]["image"]["url"].startswith("https://cdn.discordapp.com/attachments/")
    assert reply.message["attachments"] == []


async def test_choices_appear_while_typing(ada: Person) -> None:
    assert await ada.autocomplete("find", word="la") == [("Lamp", "lamp"), ("Ladder", "ladder")]
    assert (await ada.slash("find", word="anything at all")).text == "found anything at all"


async def test_an_uploaded_file_is_read_by_the_bot(ada: Person) -> None:
    reply = await ada.slash("measure", file=ada.upload("notes.txt", b"ink"))
    assert reply.text == "notes.txt: 3 bytes, ink"


async def test_a_message_has_a_menu(ada: Person) -> None:
    reply = await ada.slash("echo", text="quietly")
    assert (await ada.menu("Shout", reply)).text == "QUIETLY"


async def test_a_member_has_a_menu(here: LocalDiscord, ada: Person) -> None:
    assert (await ada.menu("Greet", here.person("Mod").seat.user_id)).text == "Hello Mod"


async def test_a_subcommand_posts_into_a_channel_and_notifies_nobody(here: LocalDiscord) -> None:
    mod = here.person("Mod")
    reader = here.person("Ada").at("daily")
    reply = await mod.slash("daily add", channel="#daily", who="Readers")
    assert reply.text.endswith("Readers")
    posted = await reader.next_message()
    assert posted["content"].endswith("good morning @everyone, corrected")
    assert posted["edited_timestamp"]
    assert not posted["mention_everyone"]
    assert posted["mentions"] == posted["mention_roles"] == []


async def test_a_command_for_moderators_is_not_offered_to_others(ada: Person) -> None:
    with pytest.raises(Refused, match="not offered to this member"):
        await ada.slash("daily add", channel="daily")


@pytest.mark.parametrize(
    ("channel", "words"), [("noticeboard", "50013): Missing Permissions"), ("moderators", "50001): Missing Access")]
)
async def test_the_bot_cannot_post_where_it_may_not(here: LocalDiscord, channel: str, words: str) -> None:
    reply = await here.person("Mod").slash("daily add", channel=channel)
    assert reply.text.endswith(words)


async def test_direct_messages_work_too(ada: Person) -> None:
    reply = await ada.in_private().slash("echo", text="between us")
    assert reply.text == "between us"
    assert "guild_id" not in reply.message


async def test_another_server_is_another_place(here: LocalDiscord) -> None:
    bea = here.person("Bea")
    assert (await bea.slash("echo", text="far away")).message["channel_id"] == str(bea.seat.channel_id)
    with pytest.raises(Refused, match="cannot be seen"):
        await bea.at("general", "Reading Room").slash("echo", text="may I?")
