"""Options are checked as Discord's client checks them, before anything is sent."""

from __future__ import annotations

from typing import Any

import pytest

from bot.local import Person, Refused
from bot.local.options import check
from bot.local.start import new_world
from bot.local.world import Json

WORLD = new_world()
FIND: Json = {
    "name": "find",
    "options": [
        {"name": "word", "type": 3, "required": True, "min_length": 2, "max_length": 5},
        {"name": "count", "type": 4, "min_value": 1, "max_value": 9},
        {"name": "side", "type": 3, "choices": [{"name": "Left", "value": "l"}, {"name": "Right", "value": "r"}]},
        {"name": "whole", "type": 5},
        {"name": "share", "type": 10},
        {"name": "who", "type": 6},
        {"name": "where", "type": 7},
        {"name": "role", "type": 8},
        {"name": "either", "type": 9},
        {"name": "file", "type": 11},
    ],
}
ADA, GENERAL, EVERYONE = 1100000000000000400, 1100000000000001010, 1100000000000001000


def given(**values: Any) -> list[Json]:
    """Return option objects."""
    return [{"name": name, "type": 3, "value": value} for name, value in values.items()]


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({}, "“word” is required"),
        ({"word": "a"}, "“word” must be at least 2 characters long"),
        ({"word": "abcdef"}, "“word” must be at most 5 characters long"),
        ({"word": 5}, "“word” must be text"),
        ({"word": "abc", "count": 0}, "“count” must be at least 1"),
        ({"word": "abc", "count": 10}, "“count” must be at most 9"),
        ({"word": "abc", "count": "3"}, "“count” must be a whole number"),
        ({"word": "abc", "count": True}, "“count” must be a whole number"),
        ({"word": "abc", "side": "Left"}, "“side” must be one of: Left, Right"),
        ({"word": "abc", "whole": 1}, "“whole” must be true or false"),
        ({"word": "abc", "share": "1/2"}, "“share” must be a number"),
        ({"word": "abc", "who": "Ada"}, "“who” must be a member"),
        ({"word": "abc", "where": str(ADA)}, "“where” must be a channel"),
        ({"word": "abc", "role": str(ADA)}, "“role” must be a role"),
        ({"word": "abc", "either": str(GENERAL)}, "“either” must be a member or a role"),
        ({"word": "abc", "file": "1"}, "“file” must be an uploaded file"),
        ({"word": "abc", "colour": "red"}, "no option “colour”"),
    ],
)
def test_an_option_that_does_not_fit_is_refused_in_words(values: dict[str, Any], words: str) -> None:
    with pytest.raises(Refused, match=words):
        check(FIND, given(**values), WORLD)


def test_an_option_cannot_be_given_twice() -> None:
    with pytest.raises(Refused, match="given twice"):
        check(FIND, given(word="abc") * 2, WORLD)


def test_options_that_fit_are_taken() -> None:
    entities = {"who": str(ADA), "where": str(GENERAL), "role": str(EVERYONE), "either": str(ADA)}
    check(FIND, given(word="abcde", count=9, side="l", whole=False, share=0.5, **entities), WORLD)


def test_a_command_with_subcommands_cannot_be_called_itself() -> None:
    add: Json = {"name": "add", "type": 1, "options": [{"name": "word", "type": 3, "required": True}]}
    daily: Json = {"name": "daily", "options": [{"name": "post", "type": 2, "options": [add]}]}
    with pytest.raises(Refused, match="/daily alone is no command: choose /daily post"):
        check(daily, [], WORLD)
    with pytest.raises(Refused, match="/daily post alone is no command: choose /daily post add"):
        check(daily, [{"name": "post", "type": 2, "options": []}], WORLD)
    inner = {"name": "add", "type": 1, "options": given(word="x")}
    check(daily, [{"name": "post", "type": 2, "options": [inner]}], WORLD)


async def test_a_person_may_name_what_an_option_wants(ada: Person) -> None:
    assert (await ada.slash("shelf", count=2, side="right")).text == "2 × book, right"
    with pytest.raises(Refused, match="“count” must be at most 5"):
        await ada.slash("shelf", count=6)
    with pytest.raises(Refused, match="no subcommand “remove”"):
        await ada.slash("daily remove")
    with pytest.raises(Refused, match="There is no “#attic” here"):
        await ada.slash("daily add", channel="#attic")


async def test_only_an_option_that_offers_choices_can_be_completed(ada: Person) -> None:
    with pytest.raises(Refused, match="One option that offers choices must have the focus: there is none"):
        await ada.autocomplete("echo", text="a")
