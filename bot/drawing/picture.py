"""Draws a timeline as a PNG, dark as Discord is, to be read on a phone."""

from __future__ import annotations

import io
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from types import MappingProxyType

from PIL import Image, ImageDraw, ImageFont

from bot.drawing.plan import (
    AXIS,
    DATE,
    DATE_LINE,
    FOOT,
    LABELS,
    LONG,
    MARGIN,
    SMALL,
    TEXT,
    TEXT_LINE,
    TITLE,
    TOP,
    WIDTH,
    YEAR,
    Label,
    Measure,
    Plan,
    plan,
)
from bot.present.leaf import Attached
from corpus.dates import civil_day
from corpus.model import EventKind
from corpus.served import Entry

_FONTS = Path(__file__).with_name("fonts")
_REGULAR, _BOLD = _FONTS / "DejaVuSansCondensed.ttf", _FONTS / "DejaVuSansCondensed-Bold.ttf"

_GROUND, _INK, _FAINT, _LINE, _LEADER = "#2b2d31", "#f2f3f5", "#b5bac1", "#80848e", "#5c6069"
_COLOURS = MappingProxyType(
    {
        EventKind.BIRTH: "#57f287",
        EventKind.DEATH: "#ff8a8c",
        EventKind.OFFICE: "#fee75c",
        EventKind.HAPPENING: "#9aa8ff",
    }
)
_SIZES = (TITLE, SMALL, YEAR, DATE, TEXT)
_LONGEST_ALT = 1_000  # Discord takes 1,024

Fonts = dict[tuple[int, bool], ImageFont.FreeTypeFont]


def draw(
    title: str, entries: Sequence[Entry], years: tuple[int, int] | None, life: tuple[Entry, Entry] | None = None
) -> Attached:
    """Draw a timeline with its description for those who don't see it. Takes a tenth of a second: use a thread.

    Of a life, the years drawn are the person's own, unless others are given, and both its ends are named.
    """
    fonts = load_fonts()
    if life and not years:
        years = civil_day(life[0].first)[0], civil_day(life[1].last)[0]
    laid = plan(title, entries, years, measured(fonts), frozenset(entry.key for entry in life or ()))
    return Attached("timeline.png", _png(laid, fonts), described(laid), picture=True)


def load_fonts() -> Fonts:
    """Load the type that a picture is set in."""
    return {
        (size, bold): ImageFont.truetype(str(_BOLD if bold else _REGULAR), size)
        for size in _SIZES
        for bold in (False, True)
    }


def measured(fonts: Fonts) -> Measure:
    """Return how wide texts are in these fonts."""
    return partial(_width, fonts)


def _width(fonts: Fonts, text: str, size: int, bold: bool) -> float:
    return fonts[size, bold].getlength(text)


def described(laid: Plan) -> str:
    """Return a picture's description: what it is, and the events that it names, as many as Discord has room for."""
    text = f"Timeline: {laid.title}. {laid.subtitle}."
    for label in laid.labels:
        line = f" {label.date}: {' '.join(label.lines)}"
        if len(text) + len(line) > _LONGEST_ALT:
            break
        text += line + ("" if line.endswith((".", "…")) else ".")
    return text


def _png(laid: Plan, fonts: Fonts) -> bytes:
    image = Image.new("RGB", (WIDTH, laid.height), _GROUND)
    pen = ImageDraw.Draw(image)
    pen.text((MARGIN, 76), laid.title, _INK, fonts[TITLE, True], anchor="ls")
    pen.text((MARGIN, 126), laid.subtitle, _FAINT, fonts[SMALL, False], anchor="ls")
    _draw_line(pen, laid, fonts)
    for label in laid.labels:
        _draw_label(pen, label, fonts)
    out = io.BytesIO()
    image.quantize(64, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(out, "PNG")
    return out.getvalue()


def _draw_line(pen: ImageDraw.ImageDraw, laid: Plan, fonts: Fonts) -> None:
    """Draw the line of time with its years and a mark for every event."""
    pen.line((AXIS, TOP - 12, AXIS, laid.height - FOOT + 12), _LINE, 6)
    for text, box in laid.years:
        middle = (box.top + box.bottom) / 2
        pen.line((AXIS - 14, middle, AXIS + 3, middle), _LINE, 4)
        pen.text((box.right, middle), text, _FAINT, fonts[YEAR, False], anchor="rm")
    for at, kind in laid.marks:
        pen.ellipse((AXIS - 5, at - 5, AXIS + 5, at + 5), _COLOURS[kind], _GROUND, 1)


def _draw_label(pen: ImageDraw.ImageDraw, label: Label, fonts: Fonts) -> None:
    """Draw an event's words and the line that leads to its place: a dot, or a bar where it lasted or is not exact."""
    colour = _COLOURS[label.entry.kind]
    middle, line = label.anchor, label.box.top + DATE_LINE / 2
    pen.line([(AXIS, middle), (AXIS + 26, middle), (LABELS - 34, line), (LABELS - 12, line)], _LEADER, 3, joint="curve")
    if label.ends - label.begins > LONG:
        pen.rounded_rectangle((AXIS - 6, label.begins, AXIS + 6, label.ends), 6, colour)
    pen.ellipse((AXIS - 11, middle - 11, AXIS + 11, middle + 11), colour, _GROUND, 3)
    pen.text((LABELS, line), label.date, colour, fonts[DATE, True], anchor="lm")
    for number, text in enumerate(label.lines):
        at = label.box.top + DATE_LINE + TEXT_LINE * (number + 0.5)
        pen.text((LABELS, at), text, _INK, fonts[TEXT, False], anchor="lm")
