"""A timeline's picture: labels that never overlap, marks to scale, and words for those who don't see it."""

from __future__ import annotations

import io
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from bot.drawing.picture import described, draw, load_fonts, measured
from bot.drawing.plan import FOOT, LABELS, MARGIN, TOP, WIDTH, choose, plan, spread, wrap
from corpus.dates import civil_day, day_number
from corpus.model import EventKind, Precision
from corpus.served import Entry

FONTS = load_fonts()
MEASURE = measured(FONTS)
WORDS = st.text(max_size=200) | st.lists(st.sampled_from(["mill", "river", "W" * 90, "Жук", "a"]), max_size=40).map(
    " ".join
)


def entry(day: int, head: str, *, weight: float = 1.0, lasts: int = 0, kind: EventKind = EventKind.HAPPENING) -> Entry:
    """Make an entry of some days from a day on."""
    year, month, date = civil_day(day)
    edtf = f"{year:04}-{month:02}-{date:02}"
    key = f"{day}-{head[:20]}-{weight}"
    return Entry(key, kind, head, edtf, edtf, Precision.DAY, day, day + lasts, False, weight, frozenset(), "osk:1.1")


ENTRIES = st.lists(
    st.builds(
        entry,
        st.integers(day_number(1800, 1, 1), day_number(1950, 1, 1)),
        WORDS,
        weight=st.floats(0, 9),
        lasts=st.integers(0, 5_000),
        kind=st.sampled_from(EventKind),
    ),
    min_size=1,
    max_size=40,
)


@settings(deadline=None, max_examples=60)
@given(ENTRIES)
def test_no_two_labels_overlap_and_all_lie_in_the_picture(entries: list[Entry]) -> None:
    laid = plan("Osk", entries, None, MEASURE)
    boxes = [label.box for label in laid.labels] + [box for _, box in laid.years]
    assert not [pair for pair in combinations(boxes, 2) if pair[0].overlaps(pair[1])]
    assert all(box.left >= 0 and box.right <= WIDTH and box.top >= 0 and box.bottom <= laid.height for box in boxes)
    assert laid.labels


@settings(deadline=None, max_examples=40)
@given(ENTRIES)
def test_every_line_of_a_label_fits_beside_the_line_of_time(entries: list[Entry]) -> None:
    for label in plan("Osk", entries, None, MEASURE).labels:
        assert all(MEASURE(line, 40, False) <= WIDTH - MARGIN - LABELS for line in label.lines)
        assert MEASURE(label.date, 34, True) <= WIDTH - MARGIN - LABELS


@given(st.lists(st.tuples(st.floats(-500, 1500), st.floats(1, 60)), max_size=15))
def test_things_are_spread_in_order_and_without_overlap(things: list[tuple[float, float]]) -> None:
    wanted = sorted(want for want, _ in things)
    sizes = [size for _, size in things]
    tops = spread(wanted, sizes, 0, 1000)
    ends = [top + size for top, size in zip(tops, sizes, strict=True)]
    assert all(end <= top + 1e-6 for end, top in zip(ends, tops[1:], strict=False))
    assert all(top >= -1e-6 for top in tops)
    assert all(end <= 1000 + 1e-6 for end in ends)


def test_a_label_stands_at_its_place_where_there_is_room() -> None:
    entries = [entry(day_number(year, 7, 1), f"thing of {year}") for year in (1820, 1850, 1880)]
    laid = plan("Osk", entries, (1800, 1899), MEASURE)
    places = [(label.begins - TOP) / (laid.height - FOOT - TOP) for label in laid.labels]
    assert [round(place, 2) for place in places] == [0.2, 0.5, 0.8]


def test_what_most_is_made_of_is_named_first_and_spread_over_the_years() -> None:
    crowd = [entry(day_number(1866, 5, day), f"small thing {day}") for day in range(1, 31)]
    great = entry(day_number(1899, 1, 1), "the great fire", weight=5)
    chosen = choose([*crowd, great], 3)
    assert great in chosen
    assert len(chosen) == 3


def test_a_word_wider_than_the_picture_is_cut() -> None:
    [line] = wrap("W" * 300, 400, lambda text: MEASURE(text, 40, False))
    assert line.endswith("…")
    assert MEASURE(line, 40, False) <= 400


def test_the_picture_is_a_png_in_the_dark_of_discord() -> None:
    drawn = draw("Osk", [entry(day_number(1866, 5, 4), "The mill was opened")], (1866, 1867))
    with Image.open(io.BytesIO(drawn.content)) as image:
        assert image.format == "PNG"
        assert image.width == WIDTH
        assert sum(image.convert("RGB").getpixel((2, 2))) < 3 * 64  # type: ignore[arg-type]
    assert drawn.picture
    assert len(drawn.content) < 300_000


def test_those_who_do_not_see_it_are_told_what_it_names() -> None:
    entries = [entry(day_number(1866 + number, 5, 4), f"The mill number {number} was opened") for number in range(8)]
    laid = plan("Osk", entries, None, MEASURE)
    text = described(laid)
    assert text.startswith("Timeline: Osk. 8 events")
    assert "4 May 1866: The mill number 0 was opened." in text
    assert len(text) <= 1_024
