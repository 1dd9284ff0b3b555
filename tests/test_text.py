"""Text is shown without its holes, and every character of it knows where it stood."""

import html
import re

from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.text import content_key, show, to_source

UNTIMED = settings(deadline=None)  # a busy machine is no failure
TEXT = st.text(st.sampled_from("ab. \n\t\u00a0&;amp#3é[1]*"), max_size=60)

REFERENCE = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")


@st.composite
def pierced(draw: st.DrawFn) -> tuple[str, list[tuple[int, int]]]:
    """A text, and holes in it that are in order and disjoint."""
    text = draw(TEXT)
    edges = sorted(draw(st.sets(st.integers(0, len(text)), max_size=8)))
    return text, list(zip(edges[::2], edges[1::2], strict=False))


def plainly(text: str, holes: list[tuple[int, int]]) -> str:
    """What `show` promises, said the slow way."""
    return " ".join("".join(c for at, c in enumerate(text) if not any(a <= at < b for a, b in holes)).split())


@UNTIMED
@given(pierced())
def test_what_is_shown_is_the_text_without_holes_and_with_single_spaces(
    case: tuple[str, list[tuple[int, int]]],
) -> None:
    text, holes = case
    assert show(text, 0, len(text), holes)[0] == plainly(text, holes)


@UNTIMED
@given(pierced())
def test_every_run_equals_its_source_but_for_white_space(case: tuple[str, list[tuple[int, int]]]) -> None:
    text, holes = case
    shown, runs = show(text, 0, len(text), holes)
    for run in runs:
        assert " ".join(text[run.start : run.end].split()) == " ".join(shown[run.at : run.at + run.size].split())
    assert [run.at for run in runs] == sorted(run.at for run in runs)
    assert sum(run.size for run in runs) == len(shown)


@UNTIMED
@given(pierced())
def test_every_character_maps_to_its_own_place(case: tuple[str, list[tuple[int, int]]]) -> None:
    text, holes = case
    shown, runs = show(text, 0, len(text), holes)
    places = [to_source(runs, at, at + 1) for at in range(len(shown))]
    assert places == sorted(places)
    for character, (start, end) in zip(shown, places, strict=True):
        assert text[start:end].isspace() if character == " " else text[start:end] == character


@UNTIMED
@given(TEXT)
def test_character_references_are_decoded_and_still_map_back(text: str) -> None:
    shown, runs = show(text, 0, len(text), decode=True)
    assert shown == " ".join(REFERENCE.sub(lambda found: html.unescape(found[0]), text).split())
    for run in runs:
        source = REFERENCE.sub(lambda found: html.unescape(found[0]), text[run.start : run.end])
        assert " ".join(source.split()) == " ".join(shown[run.at : run.at + run.size].split())


def test_a_decoded_reference_points_at_all_of_its_letters() -> None:
    text = "salt &amp; pepper"
    shown, runs = show(text, 0, len(text), decode=True)
    assert shown == "salt & pepper"
    assert text[slice(*to_source(runs, 5, 6))] == "&amp;"


def test_white_space_beside_a_hole_collapses() -> None:
    text = "A bridge. [7] It fell.[8] "
    holes = [(found.start(), found.end()) for found in re.finditer(r"\[\d\]", text)]
    assert show(text, 0, len(text), holes)[0] == "A bridge. It fell."


def test_a_content_key_names_the_words_and_not_their_marks() -> None:
    assert content_key("The bridge — it fell!") == content_key("the  bridge: It fell")
    assert content_key("The bridge fell.") != content_key("The bridge held.")
