"""Whether somebody said it: the verdicts, on made-up words."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from corpus.edition import Edition
from corpus.verdict import Change, Finding, Kind
from corpus.verdict.verdict import Text, judge

PASSAGE = Text(
    1, "The captain told them: “A lamp that nobody trims is only a jar, and a jar lights no harbour.” He left."
)
OTHER = Text(2, "Jars of oil were sold at the harbour. Nobody counted the lamps that winter.")
SAID = "A lamp that nobody trims is only a jar, and a jar lights no harbour."


def found(asked: str) -> Finding:
    """Judge some words against the two passages."""
    return judge(asked, [OTHER, PASSAGE])


def test_the_same_words_are_exact_whatever_their_marks_and_case() -> None:
    for asked in (SAID, SAID.upper(), "a lamp that nobody trims — is only a jar", "“nobody trims is only”"):
        assert found(asked).kind is Kind.EXACT


def test_an_exact_match_says_where_it_stands() -> None:
    match = found("nobody trims is only a jar").match
    assert match is not None
    assert PASSAGE.text[match.start : match.end] == "nobody trims is only a jar"


def test_an_ellipsis_may_leave_words_out_but_not_turn_them_round() -> None:
    assert found("A lamp that nobody trims … lights no harbour").kind is Kind.EXACT
    assert found("lights no harbour … A lamp that nobody trims").kind is not Kind.EXACT


def test_one_changed_word_is_nearly_and_is_shown() -> None:
    finding = found("A lamp that somebody trims is only a jar, and a jar lights no harbour.")
    assert finding.kind is Kind.NEARLY
    assert finding.match is not None
    changed = [piece for piece in finding.match.difference if piece.change is not Change.SAME]
    assert [(piece.asked, piece.stands) for piece in changed] == [("somebody", "nobody")]


def test_a_word_put_in_and_a_word_left_out_are_told_apart() -> None:
    finding = found("A small lamp that nobody trims is a jar, and a jar lights no harbour.")
    assert finding.match is not None
    changed = {piece.change: piece for piece in finding.match.difference if piece.change is not Change.SAME}
    assert changed[Change.ADDED].asked == "small"
    assert changed[Change.LEFT_OUT].stands == "only"


def test_typing_errors_are_nearly_the_words() -> None:
    assert found("A lampp that nobdy trims is onyl a jar and a jar lights no harbor").kind is Kind.NEARLY


def test_a_true_part_in_a_made_up_whole_is_named() -> None:
    finding = found("My father used to say every evening that a jar lights no harbour when the boats are already lost")
    assert finding.kind is Kind.PARTLY
    assert finding.match is not None
    assert finding.match.part == "a jar lights no harbour"


def test_words_that_nobody_wrote_are_not_found() -> None:
    assert found("The sea forgives those who mend their nets before the storm").kind is Kind.NOT_FOUND


def test_two_words_settle_nothing() -> None:
    assert found("a jar").kind is Kind.NOT_FOUND


@given(st.text(max_size=300), st.lists(st.text(max_size=300), max_size=3))
def test_any_words_can_be_compared_with_any_text(asked: str, texts: list[str]) -> None:
    finding = judge(asked, [Text(number, text) for number, text in enumerate(texts)])
    if finding.match:
        text = texts[finding.match.passage_id]
        assert 0 <= finding.match.start < finding.match.end <= len(text)


@given(st.lists(st.sampled_from(["sail", "oar", "net", "tar", "rope"]), min_size=3, max_size=12), st.data())
def test_a_stretch_of_a_text_is_always_found_exactly(words: list[str], data: st.DataObject) -> None:
    first = data.draw(st.integers(0, len(words) - 3))
    last = data.draw(st.integers(first + 3, len(words)))
    assert judge(" ".join(words[first:last]), [Text(1, " ".join(words))]).kind is Kind.EXACT


async def test_words_that_somebody_else_said_are_told_as_such(edition: Edition) -> None:
    checked = await edition.check("I have built you a bridge that asks nothing of the sea", "Ada Pell")
    assert checked.finding.kind is Kind.SOMEBODY_ELSE
    assert checked.quoted is not None
    assert checked.quoted.speaker == "Tomas Reyk"


async def test_prose_is_exact_but_nobody_s_quotation(edition: Edition) -> None:
    checked = await edition.check("the first pier built of larch")
    assert checked.finding.kind is Kind.EXACT
    assert checked.quoted is None
    assert checked.answer is not None
    assert "larch" in checked.answer.text


async def test_words_with_apostrophes_are_found_by_either_mark(edition: Edition) -> None:
    for asked in ("She'd had the pier", "\0\ud800 '\" OR NEAR(", "a* b* c*", "\\" * 50):
        assert (await edition.check(asked)).finding.kind in set(Kind)
