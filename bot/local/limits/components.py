"""What the components of a message may be, of the old layout (rows) and of the new (version 2)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from bot.local.components import SELECTS, Part, walk
from bot.local.limits.problems import Path, Problems
from bot.local.world import Json

ROWS, BUTTONS, ALL_TOGETHER = 5, 5, 40
LABEL_TEXT, CUSTOM_ID, URL, PLACEHOLDER, OPTIONS, OPTION = 80, 100, 512, 150, 25, 100
TEXT, DESCRIPTION, ITEMS, SECTION_TEXTS = 4000, 1024, 10, 3
# Undocumented (discord-api-docs 8554): more bytes than this, and 12 for each text display, make Discord fail.
TEXT_BYTES, BYTES_A_TEXT = 10_170, 12
LINK_STYLE, PREMIUM_STYLE = 5, 6
_EXCLUSIVE = "BUTTON_COMPONENT_CUSTOM_ID_URL_EXCLUSIVE"
_IN_CONTAINER = (Part.ROW, Part.SECTION, Part.TEXT_DISPLAY, Part.GALLERY, Part.FILE, Part.SEPARATOR)
_ON_TOP = (*_IN_CONTAINER, Part.CONTAINER)


def check_components(problems: Problems, components: Any, *, new_layout: bool) -> None:
    """Note what is wrong with the components of a message."""
    path: Path = ("components",)
    given = problems.count(path, components, 0, ALL_TOGETHER if new_layout else ROWS)
    allowed = _ON_TOP if new_layout else (Part.ROW,)
    _check_each(problems, path, given, allowed)
    everything = list(walk([each for each in given if isinstance(each, dict)]))
    problems.distinct(
        path,
        (each["custom_id"] for each in everything if each.get("custom_id")),
        "COMPONENT_CUSTOM_ID_DUPLICATED",
        "Ids",
    )
    if new_layout:
        most = f"Must be {ALL_TOGETHER} or fewer in length, those inside others counted."
        problems.unless(len(everything) <= ALL_TOGETHER, path, "BASE_TYPE_MAX_LENGTH", most)
        _check_text_together(
            problems, [str(each.get("content")) for each in everything if each["type"] == Part.TEXT_DISPLAY]
        )


def check_custom_id(problems: Problems, path: Path, component: Json) -> None:
    """Note a custom id that is missing or too long."""
    problems.length((*path, "custom_id"), component.get("custom_id"), 1, CUSTOM_ID)


def check_select(problems: Problems, path: Path, select: Json) -> None:
    """Note what is wrong with a select menu."""
    check_custom_id(problems, path, select)
    problems.length((*path, "placeholder"), select.get("placeholder"), 0, PLACEHOLDER)
    problems.number((*path, "min_values"), select.get("min_values"), 0, OPTIONS)
    problems.number((*path, "max_values"), select.get("max_values"), 1, OPTIONS)
    if select["type"] == Part.SELECT:
        check_options(problems, path, select, 1, OPTIONS)


def check_options(problems: Problems, path: Path, component: Json, least: int, most: int) -> None:
    """Note what is wrong with the options of a select, a radio group or a checkbox group."""
    options = problems.objects((*path, "options"), component.get("options"), least, most)
    for index, option in enumerate(options):
        at = (*path, "options", index)
        problems.length((*at, "label"), option.get("label"), 1, OPTION)
        problems.length((*at, "value"), option.get("value"), 1, OPTION)
        problems.length((*at, "description"), option.get("description"), 0, OPTION)
    values = [option.get("value") for option in options]
    problems.distinct((*path, "options"), values, "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED", "Values")


def _check_each(problems: Problems, path: Path, components: Sequence[Any], allowed: Sequence[int]) -> None:
    for index, component in enumerate(components):
        at = (*path, index)
        if isinstance(component, dict) and component.get("type") in allowed:
            _CHECKS[component["type"]](problems, at, component)
        else:
            words = f'Value of field "type" must be one of {allowed}; the others want MessageFlags.IS_COMPONENTS_V2.'
            problems.add((*at, "type"), "UNION_TYPE_CHOICES", words)


def _check_row(problems: Problems, path: Path, row: Json) -> None:
    children = problems.count((*path, "components"), row.get("components"), 1, BUTTONS)
    _check_each(problems, (*path, "components"), children, (Part.BUTTON, *SELECTS))
    wide = any(isinstance(each, dict) and each.get("type") in SELECTS for each in children)
    problems.unless(
        not wide or len(children) == 1, (*path, "components"), "COMPONENT_LAYOUT_WIDTH_EXCEEDED", "The row is too wide."
    )


def _check_button(problems: Problems, path: Path, button: Json) -> None:
    style = button.get("style")
    problems.unless(style in range(1, PREMIUM_STYLE + 1), (*path, "style"), "BASE_TYPE_CHOICES", "No such style.")
    problems.length((*path, "label"), button.get("label"), 0, LABEL_TEXT)
    if style == LINK_STYLE:
        problems.length((*path, "url"), button.get("url"), 1, URL)
        problems.unless(
            not button.get("custom_id"), path, "BUTTON_COMPONENT_CUSTOM_ID_URL_EXCLUSIVE", "A link has none."
        )
    elif style != PREMIUM_STYLE:
        check_custom_id(problems, path, button)
        problems.unless(not button.get("url"), path, _EXCLUSIVE, "Only a link has one.")
    if style != PREMIUM_STYLE:
        seen = button.get("label") or button.get("emoji")
        problems.unless(seen, (*path, "label"), "BUTTON_COMPONENT_LABEL_REQUIRED", "A label or an emoji is required.")


def _check_section(problems: Problems, path: Path, section: Json) -> None:
    texts = problems.count((*path, "components"), section.get("components"), 1, SECTION_TEXTS)
    _check_each(problems, (*path, "components"), texts, (Part.TEXT_DISPLAY,))
    accessory = section.get("accessory")
    if not isinstance(accessory, dict) or accessory.get("type") not in (Part.BUTTON, Part.THUMBNAIL):
        problems.add((*path, "accessory"), "BASE_TYPE_REQUIRED", "This field is required")
    else:
        _CHECKS[accessory["type"]](problems, (*path, "accessory"), accessory)


def _check_text(problems: Problems, path: Path, text: Json) -> None:
    problems.length((*path, "content"), text.get("content"), 1, TEXT)


def _check_text_together(problems: Problems, texts: Sequence[str]) -> None:
    code = "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED"
    size = sum(len(text) for text in texts)
    problems.unless(size <= TEXT, ("components",), code, f"Displayable text is {size} long, more than {TEXT}.")
    heavy = sum(len(text.encode(errors="surrogatepass")) + BYTES_A_TEXT for text in texts)
    words = f"Displayable text is {heavy} bytes, more than {TEXT_BYTES}: Discord fails with a 500 on this."
    problems.unless(heavy <= TEXT_BYTES, ("components",), code, words)


def _check_media(problems: Problems, path: Path, item: Json) -> None:
    media = item.get("media")
    problems.length((*path, "media", "url"), media.get("url") if isinstance(media, dict) else None, 1, 2048)
    problems.length((*path, "description"), item.get("description"), 0, DESCRIPTION)


def _check_gallery(problems: Problems, path: Path, gallery: Json) -> None:
    for index, item in enumerate(problems.objects((*path, "items"), gallery.get("items"), 1, ITEMS)):
        _check_media(problems, (*path, "items", index), item)


def _check_file(problems: Problems, path: Path, file: Json) -> None:
    url = (file.get("file") or {}).get("url")
    uploaded = isinstance(url, str) and url.startswith(("attachment://", "https://cdn.discordapp.com/"))
    problems.unless(uploaded, (*path, "file", "url"), "URL_TYPE_INVALID_SCHEME", "Only attachment:// is allowed here.")


def _check_separator(problems: Problems, path: Path, separator: Json) -> None:
    problems.number((*path, "spacing"), separator.get("spacing"), 1, 2)


def _check_container(problems: Problems, path: Path, container: Json) -> None:
    children = problems.count((*path, "components"), container.get("components"), 1, ALL_TOGETHER)
    _check_each(problems, (*path, "components"), children, _IN_CONTAINER)
    problems.number((*path, "accent_color"), container.get("accent_color"), 0, 0xFFFFFF)


_CHECKS: dict[int, Callable[[Problems, Path, Json], None]] = {
    Part.ROW: _check_row,
    Part.BUTTON: _check_button,
    **dict.fromkeys(SELECTS, check_select),
    Part.SECTION: _check_section,
    Part.TEXT_DISPLAY: _check_text,
    Part.THUMBNAIL: _check_media,
    Part.GALLERY: _check_gallery,
    Part.FILE: _check_file,
    Part.SEPARATOR: _check_separator,
    Part.CONTAINER: _check_container,
}
