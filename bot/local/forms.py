"""Check a filled-in modal as Discord's client does before it sends it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from bot.local.components import Part, walk
from bot.local.errors import Refused
from bot.local.options import Kind
from bot.local.resolved import CHOSEN
from bot.local.world import Json

MAX_TEXT = 4000
_ONE_VALUE = (Part.TEXT_INPUT, Part.RADIO_GROUP, Part.CHECKBOX)


def check(modal: Json, sent: Sequence[Json]) -> None:
    """Raise Refused, with the sentence to show, unless a client would send these fields."""
    given = {each["custom_id"]: each for each in walk(sent) if "custom_id" in each}
    names = {field["custom_id"]: name for field, name in fields(modal)}
    if unknown := given.keys() - names.keys():
        raise Refused(f"This form has no field {', '.join(sorted(unknown))}.")
    for field, name in fields(modal):
        answer = given.get(field["custom_id"])
        if answer is None or answer.get("type") != field["type"]:
            raise Refused(f"“{name}” is missing from the form.")
        for problem in _problems(field, answer):
            raise Refused(f"“{name}” {problem}.")


def fields(modal: Json) -> Iterator[tuple[Json, str]]:
    """Yield the fields of a modal, each with the name that is seen."""
    for component in walk(modal["components"]):
        if component["type"] == Part.LABEL:
            yield component["component"], component["label"]
        elif component["type"] == Part.TEXT_INPUT and component.get("label"):
            yield component, component["label"]


def chosen(modal: Json, sent: Sequence[Json]) -> Iterator[tuple[Kind, Any]]:
    """Yield the ids that were chosen in a form, each with its kind."""
    kinds = {field["custom_id"]: CHOSEN.get(field["type"]) for field, _ in fields(modal)}
    for each in walk(sent):
        if kind := kinds.get(each.get("custom_id", "")):
            yield from ((kind, value) for value in each.get("values", ()))


def _problems(field: Json, answer: Json) -> Iterator[str]:
    required = field.get("required", field["type"] != Part.CHECKBOX)
    given = answer.get("value") if field["type"] in _ONE_VALUE else answer.get("values")
    if required and given in (None, "", []):
        yield "is required: fill it in"
    elif given in (None, "", []):
        return
    elif field["type"] == Part.TEXT_INPUT:
        yield from _text_problems(field, given)
    elif field["type"] != Part.CHECKBOX:
        yield from _choice_problems(field, [given] if field["type"] == Part.RADIO_GROUP else given)


def _text_problems(field: Json, given: Any) -> Iterator[str]:
    least, most = field.get("min_length") or 0, field.get("max_length") or MAX_TEXT
    if not isinstance(given, str):
        yield "must be text"
    elif not least <= len(given) <= most:
        yield f"must be {least} to {most} characters long"


def _choice_problems(field: Json, given: list[Any]) -> Iterator[str]:
    options = field.get("options")
    most = field.get("max_values") or (len(options or ()) if field["type"] == Part.CHECKBOX_GROUP else 1)
    least = min(field.get("min_values", 1), most)
    if not least <= len(given) <= most:
        yield f"wants {least} to {most} choices"
    if options is not None and any(value not in [option["value"] for option in options] for value in given):
        yield f"must be one of: {', '.join(option['label'] for option in options)}"
