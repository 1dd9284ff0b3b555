"""What a modal, and the choices of an autocompletion, may be."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bot.local.components import SELECTS, Part, walk
from bot.local.keeping import kept
from bot.local.limits.components import check_custom_id, check_options, check_select
from bot.local.limits.problems import Path, Problems
from bot.local.world import Json

TITLE, PARTS, LABEL_TEXT, LABEL_DESCRIPTION, INPUT, PLACEHOLDER = 45, 5, 45, 100, 4000, 100
CHOICES, CHOICE = 25, 100


def check_modal(findings: list[str], modal: Json) -> Json:
    """Return the modal with its components numbered; raise Discord's error when it breaks a rule."""
    problems = Problems()
    check_custom_id(problems, (), modal)
    problems.length(("title",), modal.get("title"), 1, TITLE)
    parts = problems.objects(("components",), modal.get("components"), 1, PARTS)
    for index, part in enumerate(parts):
        _check_part(problems, ("components", index), part)
    ids = [each["custom_id"] for each in walk(parts) if each.get("custom_id")]
    problems.distinct(("components",), ids, "COMPONENT_CUSTOM_ID_DUPLICATED", "Ids")
    problems.done(findings)
    return modal | {"components": kept(parts)}


def check_choices(findings: list[str], data: Json) -> None:
    """Raise Discord's error unless these choices may be offered."""
    problems = Problems()
    for index, choice in enumerate(problems.objects(("choices",), data.get("choices"), 0, CHOICES)):
        check_choice(problems, ("choices", index), choice)
    problems.done(findings)


def check_choice(problems: Problems, path: Path, choice: Json) -> None:
    """Note what is wrong with one choice of an option."""
    problems.length((*path, "name"), choice.get("name"), 1, CHOICE)
    value: Any = choice.get("value")
    if isinstance(value, str):
        problems.length((*path, "value"), value, 1, CHOICE)
    else:
        problems.unless(isinstance(value, int | float), (*path, "value"), "BASE_TYPE_REQUIRED", "A value is required.")


def _check_part(problems: Problems, path: Path, part: Json) -> None:
    match part.get("type"):
        case Part.TEXT_DISPLAY:
            problems.length((*path, "content"), part.get("content"), 1, INPUT)
        case Part.LABEL:
            problems.length((*path, "label"), part.get("label"), 1, LABEL_TEXT)
            problems.length((*path, "description"), part.get("description"), 0, LABEL_DESCRIPTION)
            _check_field(problems, (*path, "component"), part.get("component") or {}, tuple(_FIELDS))
        case Part.ROW:
            for index, field in enumerate(problems.objects((*path, "components"), part.get("components"), 1, 1)):
                _check_field(problems, (*path, "components", index), field, (Part.TEXT_INPUT,))
                problems.length((*path, "components", index, "label"), field.get("label"), 1, LABEL_TEXT)
        case _:
            problems.add((*path, "type"), "UNION_TYPE_CHOICES", "This is no part of a modal.")


def _check_field(problems: Problems, path: Path, field: Json, allowed: tuple[int, ...]) -> None:
    kind = field.get("type")
    if kind not in allowed:
        problems.add((*path, "type"), "UNION_TYPE_CHOICES", "This is no field of a modal.")
        return
    check_custom_id(problems, path, field)
    _FIELDS[kind](problems, path, field)


def _check_input(problems: Problems, path: Path, field: Json) -> None:
    problems.unless(field.get("style") in (1, 2), (*path, "style"), "BASE_TYPE_CHOICES", "No such style.")
    problems.length((*path, "label"), field.get("label"), 0, LABEL_TEXT)
    problems.length((*path, "placeholder"), field.get("placeholder"), 0, PLACEHOLDER)
    problems.length((*path, "value"), field.get("value"), 0, INPUT)
    problems.number((*path, "min_length"), field.get("min_length"), 0, INPUT)
    problems.number((*path, "max_length"), field.get("max_length"), 1, INPUT)


def _check_upload(problems: Problems, path: Path, field: Json) -> None:
    problems.number((*path, "min_values"), field.get("min_values"), 0, 10)
    problems.number((*path, "max_values"), field.get("max_values"), 1, 10)


def _check_radio(problems: Problems, path: Path, field: Json) -> None:
    check_options(problems, path, field, 2, 10)


def _check_boxes(problems: Problems, path: Path, field: Json) -> None:
    check_options(problems, path, field, 1, 10)


def _check_box(problems: Problems, path: Path, field: Json) -> None:
    """Nothing but its custom id can be wrong with a checkbox."""


_FIELDS: dict[int, Callable[[Problems, Path, Json], None]] = {
    Part.TEXT_INPUT: _check_input,
    **dict.fromkeys(SELECTS, check_select),
    Part.FILE_UPLOAD: _check_upload,
    Part.RADIO_GROUP: _check_radio,
    Part.CHECKBOX_GROUP: _check_boxes,
    Part.CHECKBOX: _check_box,
}
