"""Every limit of Discord's is enforced: what breaks it is refused, and what just keeps it is not."""

from __future__ import annotations

from typing import Any

import pytest

from bot.local.errors import Disallowed
from bot.local.limits.commands import check_commands
from bot.local.limits.messages import check_message
from bot.local.limits.modals import check_choices, check_modal
from bot.local.world import Json, Upload

V2 = {"flags": 1 << 15}
QUIET: Json = {"allowed_mentions": {"parse": []}}


def button(**changed: Any) -> Json:
    return {"type": 2, "style": 1, "label": "Go", "custom_id": "go"} | changed


def select(**changed: Any) -> Json:
    return {"type": 3, "custom_id": "pick", "options": [{"label": "A", "value": "a"}]} | changed


def row(*children: Json) -> Json:
    return {"type": 1, "components": list(children)}


def text(words: str = "words") -> Json:
    return {"type": 10, "content": words}


def options(count: int) -> list[Json]:
    return [{"label": f"L{i}", "value": f"v{i}"} for i in range(count)]


def embed(**parts: Any) -> Json:
    return {"embeds": [{"title": "T"} | parts]}


def components(*parts: Json) -> Json:
    return {"components": list(parts)}


def layout(*parts: Json) -> Json:
    return V2 | components(*parts)


def fields(count: int, name: str = "n", value: str = "v") -> list[Json]:
    return [{"name": name, "value": value} for _ in range(count)]


PICTURE = {"media": {"url": "https://example.org/a.png"}}
TOO_MUCH_TOGETHER = {"embeds": [{"description": "x" * 3000}, {"description": "y" * 3001}]}
SECTION = {"type": 9, "components": [text()], "accessory": button()}

BAD_MESSAGES: dict[str, tuple[Json, str]] = {
    "content of 2001": ({"content": "x" * 2001}, "content"),
    "eleven embeds": ({"embeds": [{"title": "T"}] * 11}, "embeds"),
    "embeds of 6001 together": (TOO_MUCH_TOGETHER, "embeds"),
    "empty embed": ({"embeds": [{}]}, "embeds.0.description"),
    "title of 257": (embed(title="x" * 257), "embeds.0.title"),
    "description of 4097": (embed(description="x" * 4097), "embeds.0.description"),
    "26 fields": (embed(fields=fields(26)), "embeds.0.fields"),
    "field name of 257": (embed(fields=fields(1, name="x" * 257)), "embeds.0.fields.0.name"),
    "field value of 1025": (embed(fields=fields(1, value="x" * 1025)), "embeds.0.fields.0.value"),
    "empty field value": (embed(fields=fields(1, value="")), "embeds.0.fields.0.value"),
    "blank field value": (embed(fields=fields(1, value="  ")), "embeds.0.fields.0.value"),
    "footer of 2049": (embed(footer={"text": "x" * 2049}), "embeds.0.footer.text"),
    "author of 257": (embed(author={"name": "x" * 257}), "embeds.0.author.name"),
    "colour out of range": (embed(color=1 << 24), "embeds.0.color"),
    "timestamp in words": (embed(timestamp="yesterday"), "embeds.0.timestamp"),
    "link to a script": (embed(url="javascript:alert(1)"), "embeds.0.url"),
    "six rows": (components(*[row(button(custom_id=str(i))) for i in range(6)]), "components"),
    "empty row": (components(row()), "components.0.components"),
    "six buttons in a row": (components(row(*[button(custom_id=str(i)) for i in range(6)])), "components.0.components"),
    "button beside a select": (components(row(select(), button())), "components.0.components"),
    "row in a row": (components(row(row(button()))), "components.0.components.0.type"),
    "label of 81": (components(row(button(label="x" * 81))), "components.0.components.0.label"),
    "button without words": (components(row(button(label=""))), "components.0.components.0.label"),
    "custom id of 101": (components(row(button(custom_id="x" * 101))), "components.0.components.0.custom_id"),
    "no custom id": (components(row(button(custom_id=None))), "components.0.components.0.custom_id"),
    "unknown style": (components(row(button(style=9))), "components.0.components.0.style"),
    "url of 513": (
        components(row({"type": 2, "style": 5, "label": "L", "url": "https://" + "x" * 505})),
        "components.0.components.0.url",
    ),
    "link with custom id": (components(row(button(style=5, url="https://a.b"))), "components.0.components.0"),
    "same custom id twice": (components(row(button(), button())), "components"),
    "26 select options": (components(row(select(options=options(26)))), "components.0.components.0.options"),
    "no select options": (components(row(select(options=[]))), "components.0.components.0.options"),
    "option label of 101": (
        components(row(select(options=[{"label": "x" * 101, "value": "v"}]))),
        "components.0.components.0.options.0.label",
    ),
    "same option value twice": (components(row(select(options=options(1) * 2))), "components.0.components.0.options"),
    "placeholder of 151": (components(row(select(placeholder="x" * 151))), "components.0.components.0.placeholder"),
    "select value of 101": (
        components(row(select(options=[{"label": "L", "value": "v" * 101}]))),
        "components.0.components.0.options.0.value",
    ),
    "select description of 101": (
        components(row(select(options=[{"label": "L", "value": "v", "description": "x" * 101}]))),
        "components.0.components.0.options.0.description",
    ),
    "26 values to choose": (components(row(select(max_values=26))), "components.0.components.0.max_values"),
    "link without an address": (components(row(button(style=5, custom_id=None))), "components.0.components.0.url"),
    "spacing of 3": (layout({"type": 14, "spacing": 3}), "components.0.spacing"),
    "container without anything": (layout({"type": 17, "components": []}), "components.0.components"),
    "container of no colour": (
        layout({"type": 17, "accent_color": 1 << 24, "components": [text()]}),
        "components.0.accent_color",
    ),
    "section without texts": (layout(SECTION | {"components": []}), "components.0.components"),
    "gallery without pictures": (layout({"type": 12, "items": []}), "components.0.items"),
    "picture without an address": (layout({"type": 12, "items": [{}]}), "components.0.items.0.media.url"),
    "picture described in 1025": (
        layout({"type": 12, "items": [PICTURE | {"description": "x" * 1025}]}),
        "components.0.items.0.description",
    ),
    "button in a container": (layout({"type": 17, "components": [button()]}), "components.0.components.0.type"),
    "text display of 4001": (layout(text("x" * 4001)), "components.0.content"),
    "text display without the flag": (components(text()), "components.0.type"),
    "content beside components of the new layout": (layout(text()) | {"content": "x"}, "content"),
    "embeds beside components of the new layout": (layout(text()) | embed(), "embeds"),
    "41 components with those inside": (layout({"type": 17, "components": [text("x")] * 40}), "components"),
    "text displays of 4001 together": (layout(text("x" * 2000), text("y" * 2001)), "components"),
    "text displays of too many bytes": (layout(text("字" * 3390)), "components"),
    "empty text display": (layout(text("")), "components.0.content"),
    "section without accessory": (layout({"type": 9, "components": [text()]}), "components.0.accessory"),
    "section of four texts": (layout(SECTION | {"components": [text()] * 4}), "components.0.components"),
    "gallery of eleven": (layout({"type": 12, "items": [PICTURE] * 11}), "components.0.items"),
    "file from elsewhere": (layout({"type": 13, "file": {"url": "https://a.b/c"}}), "components.0.file.url"),
    "container in a container": (
        layout({"type": 17, "components": [{"type": 17, "components": [text()]}]}),
        "components.0.components.0.type",
    ),
    "text input in a message": (components(row({"type": 4, "custom_id": "a"})), "components.0.components.0.type"),
    "mentions of 101 users": (
        {"content": "x", "allowed_mentions": {"parse": [], "users": [str(i) for i in range(101)]}},
        "allowed_mentions.users",
    ),
    "parse users and users": (
        {"content": "x", "allowed_mentions": {"parse": ["users"], "users": ["1"]}},
        "allowed_mentions",
    ),
    "unknown mention type": ({"content": "x", "allowed_mentions": {"parse": ["all"]}}, "allowed_mentions.parse.0"),
    "nonce of 26": ({"content": "x", "nonce": "n" * 26}, "nonce"),
    "a flag that bots may not set": ({"content": "x", "flags": 1 << 4}, "flags"),
}

GOOD_MESSAGES: dict[str, Json] = {
    "content of 2000": {"content": "字" * 2000},
    "embeds of 6000 together": {"embeds": [{"description": "x" * 3000}, {"description": "y" * 3000}]},
    "white space around is not counted": embed(title=" " * 9 + "x" * 256),
    "five rows of five buttons": components(*[row(*[button(custom_id=f"{i}{j}") for j in range(5)]) for i in range(5)]),
    "a select alone in its row": components(row(select(options=options(25), placeholder="x" * 150))),
    "40 components": layout({"type": 17, "components": [text("x")] * 39}),
    "text displays of 4000 together": layout(text("x" * 2000), text("y" * 2000)),
    "a section and a gallery": layout(SECTION, {"type": 12, "items": [PICTURE] * 10}, {"type": 14}),
}


def path_of(tree: Json) -> str:
    """Return the path to the first error."""
    key = next(iter(tree))
    return "" if key == "_errors" else f"{key}.{path_of(tree[key])}".rstrip(".")


@pytest.mark.parametrize("name", BAD_MESSAGES)
def test_a_message_that_breaks_a_limit_is_refused_and_found(name: str) -> None:
    payload, path = BAD_MESSAGES[name]
    findings: list[str] = []
    with pytest.raises(Disallowed) as refusal:
        check_message(findings, QUIET | payload, ())
    assert (refusal.value.status, refusal.value.code) == (400, 50035)
    assert path_of(refusal.value.errors or {}) == path
    assert findings


@pytest.mark.parametrize("name", GOOD_MESSAGES)
def test_a_message_that_just_keeps_a_limit_is_taken(name: str) -> None:
    findings: list[str] = []
    check_message(findings, QUIET | GOOD_MESSAGES[name], ())
    assert findings == []


def test_an_empty_message_is_refused() -> None:
    with pytest.raises(Disallowed) as refusal:
        check_message([], QUIET, ())
    assert refusal.value.code == 50006


def test_a_message_whose_text_may_notify_people_is_found() -> None:
    findings: list[str] = []
    check_message(findings, {"content": "@everyone"}, ())
    check_message(findings, {"content": "@everyone", "allowed_mentions": {"parse": ["everyone"]}}, ())
    check_message(findings, {"content": "<@&5>", "allowed_mentions": {"parse": [], "roles": ["5"]}}, ())
    assert len(findings) == 2


def test_a_file_that_no_component_shows_is_found() -> None:
    findings: list[str] = []
    shown = Upload("shown.txt", b"x")
    payload = QUIET | layout(text(), {"type": 13, "file": {"url": "attachment://shown.txt"}})
    check_message(findings, payload, (shown, Upload("lost.txt", b"x")))
    assert findings == ["lost.txt is sent, but no component shows it"]


def test_a_file_over_ten_mebibytes_is_too_large() -> None:
    with pytest.raises(Disallowed) as refusal:
        check_message([], QUIET, (Upload("big.bin", bytes(10 * 1024 * 1024 + 1)),))
    assert (refusal.value.status, refusal.value.code) == (413, 40005)


def test_the_new_layout_cannot_be_left_by_an_edit() -> None:
    old = layout(text())
    with pytest.raises(Disallowed):
        check_message([], QUIET | {"content": "plain"}, (), edited=old)
    check_message([], QUIET | components(text("changed")), (), edited=old)


def test_going_over_to_the_new_layout_wants_the_old_parts_gone() -> None:
    old = {"content": "plain", "flags": 0, "embeds": [], "components": []}
    with pytest.raises(Disallowed):
        check_message([], QUIET | layout(text()), (), edited=old)
    check_message([], QUIET | layout(text()) | {"content": None, "embeds": []}, (), edited=old)


def label(**changed: Any) -> Json:
    return {"type": 18, "label": "Name", "component": {"type": 4, "custom_id": "name", "style": 1}} | changed


def form(*parts: Json, **changed: Any) -> Json:
    return {"custom_id": "form", "title": "Form", "components": list(parts) or [label()]} | changed


def field(**parts: Any) -> Json:
    return label(component={"custom_id": "name"} | parts)


BAD_FORMS: dict[str, tuple[Json, str]] = {
    "title of 46": (form(title="x" * 46), "title"),
    "no custom id": (form(custom_id=""), "custom_id"),
    "six parts": (form(*[field(type=4, style=1, custom_id=str(i)) for i in range(6)]), "components"),
    "no parts": (form(components=[]), "components"),
    "label of 46": (form(label(label="x" * 46)), "components.0.label"),
    "description of 101": (form(label(description="x" * 101)), "components.0.description"),
    "text input of 4001": (form(field(type=4, style=1, max_length=4001)), "components.0.component.max_length"),
    "text of 4001": (form(field(type=4, style=1, value="x" * 4001)), "components.0.component.value"),
    "no style": (form(field(type=4)), "components.0.component.style"),
    "a button": (form(field(type=2)), "components.0.component.type"),
    "one radio option": (form(field(type=21, options=options(1))), "components.0.component.options"),
    "eleven checkboxes": (form(field(type=22, options=options(11))), "components.0.component.options"),
    "eleven files": (form(field(type=19, max_values=11)), "components.0.component.max_values"),
    "same custom id twice": (form(label(), label()), "components"),
    "a container": (form({"type": 17, "components": [text()]}), "components.0.type"),
}


@pytest.mark.parametrize("name", BAD_FORMS)
def test_a_form_that_breaks_a_limit_is_refused_and_found(name: str) -> None:
    modal, path = BAD_FORMS[name]
    findings: list[str] = []
    with pytest.raises(Disallowed) as refusal:
        check_modal(findings, modal)
    assert path_of(refusal.value.errors or {}) == path
    assert findings


def test_a_form_may_have_every_kind_of_field() -> None:
    kinds: list[Json] = [
        {"type": 3, "options": options(25)},
        {"type": 19, "max_values": 10},
        {"type": 21, "options": options(2)},
        {"type": 22, "options": options(10)},
        {"type": 23},
    ]
    modal = form(*[field(**kind, custom_id=str(i)) for i, kind in enumerate(kinds)])
    numbers = [part["component"]["id"] for part in check_modal([], modal)["components"]]
    assert len(set(numbers)) == 5


@pytest.mark.parametrize(
    "choices",
    [
        pytest.param([{"name": "n", "value": "v"}] * 26, id="26 choices"),
        pytest.param([{"name": "x" * 101, "value": "v"}], id="name of 101"),
        pytest.param([{"name": "", "value": "v"}], id="empty name"),
        pytest.param([{"name": "n", "value": "x" * 101}], id="value of 101"),
    ],
)
def test_choices_that_break_a_limit_are_refused(choices: list[Json]) -> None:
    with pytest.raises(Disallowed):
        check_choices([], {"choices": choices})


def command(**changed: Any) -> Json:
    return {"name": "find", "description": "Find it.", "type": 1} | changed


def option(**changed: Any) -> Json:
    return {"name": "word", "description": "A word.", "type": 3} | changed


def having(*given: Json) -> list[Json]:
    return [command(options=list(given))]


# Thirteen choices of 200 characters, three times, are 7,800; the names and descriptions make up the rest of 8,001.
LONG_CHOICES = [{"name": f"{i:02}" + "x" * 98, "value": "v" * 100} for i in range(13)]
NESTED = option(type=2, options=[option(type=2, options=[option(type=1)])])
BAD_COMMANDS: dict[str, list[Json]] = {
    "upper case name": [command(name="Find")],
    "name with a space": [command(name="find it")],
    "name of 33": [command(name="x" * 33)],
    "empty description": [command(description="")],
    "description of 101": [command(description="x" * 101)],
    "26 options": having(*[option(name=f"o{i}") for i in range(26)]),
    "required after optional": having(option(), option(name="b", required=True)),
    "same option twice": having(option(), option()),
    "choices and autocomplete": having(option(autocomplete=True, choices=[{"name": "a", "value": "a"}])),
    "autocomplete of a boolean": having(option(type=5, autocomplete=True)),
    "26 choices": having(option(choices=[{"name": f"n{i}", "value": "v"} for i in range(26)])),
    "choice value of 101": having(option(choices=[{"name": "n", "value": "x" * 101}])),
    "unknown language": [command(name_localizations={"ar": "find"})],
    "translated name in upper case": [command(name_localizations={"de": "Finde"})],
    "translated names that collide": having(option(), option(name="b", name_localizations={"de": "word"})),
    "groups nested twice": having(NESTED),
    "subcommand beside an option": having(option(type=1), option(name="b")),
    "8001 characters": having(
        *[option(name=f"o{i}", choices=LONG_CHOICES) for i in range(3)], option(description="x" * 158)
    ),
    "101 commands": [command(name=f"c{i}") for i in range(101)],
    "16 commands of the context menu": [{"type": 3, "name": f"Do {i}"} for i in range(16)],
    "description of a context menu": [{"type": 3, "name": "Do", "description": "It."}],
    "same name twice": [command(), command()],
    "min_length of 6001": having(option(min_length=6001)),
    "max_value beyond whole numbers": having(option(type=4, max_value=2**53 + 1)),
    "unknown context": [command(contexts=[3])],
    "unknown type of option": having(option(type=12)),
}


@pytest.mark.parametrize("name", BAD_COMMANDS)
def test_commands_that_break_a_limit_are_refused_and_found(name: str) -> None:
    findings: list[str] = []
    with pytest.raises(Disallowed):
        check_commands(findings, BAD_COMMANDS[name])
    assert findings


def test_commands_that_just_keep_the_limits_are_taken() -> None:
    many = [command(name=f"c{i}") for i in range(100)]
    menus = [{"type": kind, "name": f"Do {i}"} for kind in (2, 3) for i in range(15)]
    nested = command(name="daily", options=[option(type=2, name="group", options=[option(type=1, name="add")])])
    words = command(name="слово-и_ตำ'", options=[option(name="खोज"), option(name="b", type=10, autocomplete=True)])
    findings: list[str] = []
    check_commands(findings, [*many[:98], nested, words, *menus])
    assert findings == []
