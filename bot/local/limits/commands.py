"""What application commands may be."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from typing import Any

from bot.local.commands import CHAT_INPUT, ON_MESSAGE, ON_USER, SUBCOMMAND, SUBCOMMAND_GROUP
from bot.local.limits.modals import check_choice
from bot.local.limits.problems import Path, Problems
from bot.local.options import MAX_STRING, MAX_WHOLE, Kind
from bot.local.world import Json

MOST = {CHAT_INPUT: 100, ON_USER: 15, ON_MESSAGE: 15}
NAME, DESCRIPTION, OPTIONS, CHOICES, TOTAL = 32, 100, 25, 25, 8000
_LOCALES = """
    id da de en-GB en-US es-ES es-419 fr hr it lt hu nl no pl pt-BR ro fi sv-SE vi tr cs el bg ru uk hi th zh-CN ja
    zh-TW ko
"""
LOCALES = frozenset(_LOCALES.split())
_TYPED_IN = (Kind.STRING, Kind.INTEGER, Kind.NUMBER)
_BAD_NAME = "APPLICATION_COMMAND_INVALID_NAME"
_SAME_NAME = "APPLICATION_COMMAND_OPTIONS_NAME_DUPLICATE"


def check_commands(findings: list[str], commands: Any) -> None:
    """Raise Discord's error unless these commands may be synced together."""
    problems = Problems()
    given = problems.objects((), commands, 0, sum(MOST.values()))
    for index, command in enumerate(given):
        _check_command(problems, (index,), command)
    for kind, most in MOST.items():
        names = [command.get("name") for command in given if command.get("type", CHAT_INPUT) == kind]
        problems.unless(
            len(names) <= most, (), "APPLICATION_COMMAND_TOO_MANY", f"At most {most} commands of type {kind}."
        )
        problems.distinct((), names, "APPLICATION_COMMANDS_DUPLICATE_NAME", "Names")
    problems.done(findings)


def _check_command(problems: Problems, path: Path, command: Json) -> None:
    kind = command.get("type", CHAT_INPUT)
    if kind not in MOST:
        return problems.add((*path, "type"), "BASE_TYPE_CHOICES", "No such type of command.")
    if kind == CHAT_INPUT:
        _check_named(problems, path, command)
        _check_options(problems, path, command.get("options"), depth=0)
    else:
        problems.length((*path, "name"), command.get("name"), 1, NAME)
        problems.unless(not command.get("description"), (*path, "description"), _BAD_NAME, "Must be empty here.")
        problems.unless(not command.get("options"), (*path, "options"), _BAD_NAME, "Must be empty here.")
    for key, known in (("contexts", (0, 1, 2)), ("integration_types", (0, 1))):
        wrong = [each for each in command.get(key) or () if each not in known]
        problems.unless(not wrong, (*path, key), "BASE_TYPE_CHOICES", f"Value must be one of {known}.")
    bits = command.get("default_member_permissions")
    problems.unless(
        bits is None or str(bits).isdigit(), (*path, "default_member_permissions"), "NUMBER_TYPE_COERCE", ""
    )
    size = sum(_sizes(command))
    problems.unless(size <= TOTAL, path, "APPLICATION_COMMAND_TOO_LARGE", f"{size} characters, more than {TOTAL}.")
    return None


def _check_named(problems: Problems, path: Path, part: Json) -> None:
    """Note a name or description that breaks the rules, in any language."""
    problems.unless(is_name(part.get("name")), (*path, "name"), _BAD_NAME, "Command name is invalid")
    problems.length((*path, "description"), part.get("description"), 1, DESCRIPTION)
    for locale, name in (part.get("name_localizations") or {}).items():
        problems.unless(is_name(name), (*path, "name_localizations", locale), _BAD_NAME, "Command name is invalid")
    for locale, words in (part.get("description_localizations") or {}).items():
        problems.length((*path, "description_localizations", locale), words, 1, DESCRIPTION)
    for key in ("name_localizations", "description_localizations"):
        for locale in (part.get(key) or {}).keys() - LOCALES:
            problems.add((*path, key, locale), "ENUM_TYPE_COERCE", f'Value "{locale}" is not a valid enum value.')


def is_name(name: Any) -> bool:
    """Return whether this may be the name of a slash command or an option."""
    return (
        isinstance(name, str)
        and 1 <= len(name) <= NAME
        and name == name.lower()
        and all(char in "-_'" or unicodedata.category(char)[0] in "LN" or _needs_marks(char) for char in name)
    )


def _needs_marks(char: str) -> bool:
    """Return whether this is Devanagari or Thai, whose vowel signs are allowed too."""
    return "\u0900" <= char <= "\u097f" or "\ua8e0" <= char <= "\ua8ff" or "\u0e00" <= char <= "\u0e7f"


def _check_options(problems: Problems, path: Path, options: Any, depth: int) -> None:
    at = (*path, "options")
    given = problems.objects(at, options, 0, OPTIONS)
    for index, option in enumerate(given):
        _check_named(problems, (*at, index), option)
        if option.get("type") in (SUBCOMMAND, SUBCOMMAND_GROUP):
            _check_nested(problems, (*at, index), option, depth)
        else:
            _check_option(problems, (*at, index), option)
    _check_together(problems, at, given)


def _check_nested(problems: Problems, path: Path, option: Json, depth: int) -> None:
    fits = depth == 0 or (depth == 1 and option["type"] == SUBCOMMAND)
    problems.unless(fits, (*path, "type"), "APPLICATION_COMMAND_OPTIONS_NESTING", "Nested too deeply.")
    group = option["type"] == SUBCOMMAND_GROUP
    _check_options(problems, path, option.get("options"), depth=1 if group else 2)


def _check_together(problems: Problems, path: Path, options: Sequence[Json]) -> None:
    """Note what is wrong between options of one list."""
    names = [option.get("name") for option in options]
    problems.distinct(path, names, _SAME_NAME, "Option names")
    for locale in LOCALES:
        localised = [(o.get("name_localizations") or {}).get(locale, o.get("name")) for o in options]
        if localised != names:
            problems.distinct(
                path, localised, "APPLICATION_COMMAND_OPTIONS_NAME_DUPLICATE", f"Option names in {locale}"
            )
    nesting = [option.get("type") in (SUBCOMMAND, SUBCOMMAND_GROUP) for option in options]
    code = "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID"
    problems.unless(not any(nesting) or all(nesting), path, code, "Sub-commands and options exclude each other.")
    required = [bool(option.get("required")) for option in options]
    code = "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID"
    ordered = sorted(required, reverse=True) == required
    problems.unless(ordered, path, code, "Required options must be placed before non-required options")


def _check_option(problems: Problems, path: Path, option: Json) -> None:
    kind = option.get("type")
    if kind not in list(Kind):
        return problems.add((*path, "type"), "BASE_TYPE_CHOICES", "No such type of option.")
    choices = problems.objects((*path, "choices"), option.get("choices"), 0, CHOICES)
    for index, choice in enumerate(choices):
        check_choice(problems, (*path, "choices", index), choice)
    problems.distinct((*path, "choices"), [choice.get("name") for choice in choices], "DUPLICATE_CHOICE", "Choices")
    typed_in = kind in _TYPED_IN
    code = "APPLICATION_COMMAND_AUTOCOMPLETE_INVALID"
    problems.unless(not option.get("autocomplete") or (typed_in and not choices), path, code, "No autocomplete here.")
    problems.unless(typed_in or not choices, (*path, "choices"), code, "No choices here.")
    problems.number((*path, "min_length"), option.get("min_length"), 0, MAX_STRING)
    problems.number((*path, "max_length"), option.get("max_length"), 1, MAX_STRING)
    for key in ("min_value", "max_value"):
        problems.number((*path, key), option.get(key), -MAX_WHOLE, MAX_WHOLE)
    return None


def _sizes(part: Json) -> Iterator[int]:
    """Yield what counts for a command's size: of each field only its longest translation."""
    for key in ("name", "description"):
        translations = (part.get(f"{key}_localizations") or {}).values()
        yield max(len(str(text)) for text in (part.get(key) or "", *translations))
    for choice in part.get("choices") or ():
        yield len(str(choice.get("name"))) + len(str(choice.get("value")))
    for option in part.get("options") or ():
        yield from _sizes(option)
