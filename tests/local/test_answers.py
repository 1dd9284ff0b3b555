"""What a person sees of the answers that a bot gives."""

from __future__ import annotations

from bot.local import Person


async def test_a_slash_command_is_answered(ada: Person) -> None:
    reply = await ada.slash("echo", text="the lamp is lit")
    assert reply.text == "the lamp is lit"
    assert not reply.ephemeral


async def test_a_button_of_the_answer_turns_the_page(ada: Person) -> None:
    reply = await ada.slash("pages")
    assert reply.buttons == ("Page 2",)
    turned = await reply.press("Page 2")
    assert turned.text == "This is page 2."
    assert turned.message["id"] == reply.message["id"]
