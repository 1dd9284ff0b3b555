"""Whether somebody said it: the verdicts, on made-up words."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from corpus.edition import Edition
from corpus.verdict import Change, Finding, Kind, Match, Spoken, Text, claimed, words
from corpus.verdict.verdict import judge

SAID = "A lamp that nobody trims is only a jar, and a jar lights no harbour."
PLAIN = "Jars of oil were sold at the harbour. Nobody counted the lamps that winter."


def passage(number: int, text: str, *said: tuple[str, str]) -> Text:
    """Return a passage in which some words are somebody's."""
    spoken = (
        Spoken(id, text.index(words), text.index(words) + len(words), f"key {id}", speaker)
        for id, (words, speaker) in enumerate(said)
    )
    return Text(((number, 0),), text, tuple(spoken))


PASSAGE = passage(1, f"The captain told them: “{SAID}” He left.", (SAID, "Olaf Brenn"))
OTHER = passage(2, PLAIN)


def found(asked: str, speaker: str = "") -> Finding:
    """Judge some words against the two passages."""
    return judge(asked, [OTHER, PASSAGE], speaker)


def match(finding: Finding) -> Match:
    """Return the stretch that settles it."""
    assert finding.match is not None
    return finding.match


def test_the_same_words_are_exact_whatever_their_marks_and_case() -> None:
    for asked in (SAID, SAID.upper(), "a lamp that nobody trims — is only a jar", "“nobody trims is only”"):
        assert found(asked).kind is Kind.EXACT


def test_an_exact_match_says_where_it_stands() -> None:
    there = match(found("Nobody trims, is only a jar!"))
    assert PASSAGE.text[there.start : there.end] == there.text == "nobody trims is only a jar"
    assert there.spoken is not None
    assert there.spoken.speaker == "Olaf Brenn"


def test_an_ellipsis_may_leave_words_out_but_not_turn_them_round() -> None:
    assert found("A lamp that nobody trims … lights no harbour").kind is Kind.EXACT
    assert found("lights no harbour … A lamp that nobody trims").kind is not Kind.EXACT


def test_one_changed_word_is_nearly_and_is_shown() -> None:
    finding = found("A lamp that somebody trims is only a jar, and a jar lights no harbour.")
    assert finding.kind is Kind.NEARLY
    changed = [piece for piece in match(finding).difference if piece.change is not Change.SAME]
    assert [(piece.asked, piece.stands) for piece in changed] == [("somebody", "nobody")]


def test_a_word_put_in_and_a_word_left_out_are_told_apart() -> None:
    finding = found("A small lamp that nobody trims is a jar, and a jar lights no harbour.")
    changed = {piece.change: piece for piece in match(finding).difference if piece.change is not Change.SAME}
    assert changed[Change.ADDED].asked == "small"
    assert changed[Change.LEFT_OUT].stands == "only"


def test_what_an_editor_put_in_brackets_may_be_left_out_on_either_side() -> None:
    edited = [passage(1, "He wrote that “[t]he gulls [of the harbour] never read our resolution[s] […] at all.”")]
    for asked in (
        "the gulls never read our resolutions at all",
        "The gulls of the harbour never read our resolutions at all",
        "the gulls [those birds] never read our resolutions",
    ):
        assert judge(asked, edited).kind is Kind.EXACT


def test_single_words_between_ellipses_prove_nothing() -> None:
    assert found("a … jar … lights … harbour").kind is not Kind.EXACT


def test_words_that_run_over_two_paragraphs_are_exact_in_the_text_that_joins_them() -> None:
    first, second = "“The tide took the ledger.", "“Nobody swam after it.”"
    joined = Text(((4, 0), (6, len(first) + 2)), f"{first}\n\n{second}")
    there = match(judge("took the ledger. Nobody swam", [joined]))
    assert (there.passage_id, there.text) == (4, "took the ledger.\n\n“Nobody swam")
    assert first[there.start : there.end] == "took the ledger."
    assert match(judge("nobody swam after it", [joined])).passage_id == 6


def test_words_are_somebody_elses_where_they_are_quoted_as_his() -> None:
    assert found(SAID, "Ada Pell").kind is Kind.SOMEBODY_ELSE
    assert found(SAID, "Olaf Brenn").kind is Kind.EXACT
    assert found("Nobody counted the lamps that winter", "Ada Pell").kind is Kind.EXACT


def test_several_speakers_are_each_of_them() -> None:
    shared = [passage(1, f"They said: {SAID}", (SAID, "Ada Pell, Olaf Brenn and Ingrid Sand"))]
    assert judge(SAID, shared, "Olaf Brenn").kind is Kind.EXACT
    assert judge(SAID, shared, "Tomas Reyk").kind is Kind.SOMEBODY_ELSE


def test_words_that_two_people_said_are_his_whom_they_are_put_down_to() -> None:
    texts = [PASSAGE, passage(3, f"Pell agreed: “{SAID}”", (SAID, "Ada Pell"))]
    finding = judge(SAID, texts, "Ada Pell")
    assert (finding.kind, match(finding).passage_id) == (Kind.EXACT, 3)


def test_another_translation_is_told_as_another_wording() -> None:
    wording = "A lantern which no one trims is only a jar, and a jar will light no harbour."
    texts = [PASSAGE, passage(3, f"In the older book: “{wording}”", (wording, "Olaf Brenn"))]
    assert [other.text for other in judge(SAID, texts).wordings] == [wording[:-1]]
    reworded = match(found("A lantern which no one trims is just a jar, and jars will light no harbour"))
    assert reworded.is_reworded
    assert not match(found(SAID.replace("jar", "pot", 1))).is_reworded


def test_small_words_that_anybody_uses_are_not_nearly_a_quotation() -> None:
    prose = [passage(1, "It was not that he was a good man, and she had been there before.")]
    assert judge("he was a bad man", prose).kind is Kind.NOT_FOUND


def test_a_small_word_before_the_quotation_does_not_lead_astray() -> None:
    texts = [
        passage(1, "Of the mountain countries, can the sailors still sing?", ("can the sailors still sing", "Ann"))
    ]
    assert match(judge("caan the sailors still siing", texts)).text == "can the sailors still sing"


def test_typing_errors_are_nearly_the_words() -> None:
    assert found("A lampp that nobdy trims is onyl a jar and a jar lights no harbor").kind is Kind.NEARLY


def test_a_true_part_in_a_made_up_whole_is_named() -> None:
    finding = found("My father used to say every evening that a jar lights no harbour when the boats are already lost")
    assert finding.kind is Kind.PARTLY
    assert match(finding).part == "a jar lights no harbour"


def test_words_that_nobody_wrote_are_not_found() -> None:
    assert found("The sea forgives those who mend their nets before the storm").kind is Kind.NOT_FOUND


def test_two_words_settle_nothing() -> None:
    assert found("a jar").kind is Kind.NOT_FOUND


@given(st.text(max_size=300), st.lists(st.text(max_size=300), max_size=3))
def test_any_words_can_be_compared_with_any_text(asked: str, texts: list[str]) -> None:
    finding = judge(asked, [passage(number, text) for number, text in enumerate(texts)])
    if finding.match:
        text = texts[finding.match.passage_id]
        assert finding.match.text == text[finding.match.start : finding.match.end] != ""


@given(st.lists(st.sampled_from(["sail", "oar", "net", "tar", "rope"]), min_size=3, max_size=12), st.data())
def test_a_stretch_of_a_text_is_always_found_exactly(words: list[str], data: st.DataObject) -> None:
    first = data.draw(st.integers(0, len(words) - 3))
    last = data.draw(st.integers(first + 3, len(words)))
    assert judge(" ".join(words[first:last]), [passage(1, " ".join(words))]).kind is Kind.EXACT


def test_a_message_puts_forward_what_it_quotes_or_all_of_itself() -> None:
    assert claimed(f"lol he never said “{SAID}”, did he") == SAID
    assert claimed(f"> {SAID}\nis that true?") == SAID
    assert claimed("he isn't 'one of those', he says \"so what\"") == "he isn't 'one of those', he says \"so what\""


@given(st.text(alphabet='ab >"“”\n', max_size=200))
def test_any_message_puts_words_of_its_own_forward(message: str) -> None:
    assert {word.folded for word in words(claimed(message))} <= {word.folded for word in words(message)}


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


async def test_words_quoted_over_several_paragraphs_are_exact(edition: Edition) -> None:
    for quoted in await edition.quoted(await edition.quotation_keys()):
        assert (await edition.check(quoted.text)).finding.kind is Kind.EXACT


async def test_words_with_apostrophes_are_found_by_either_mark(edition: Edition) -> None:
    for asked in ("She'd had the pier", "\0\ud800 '\" OR NEAR(", "a* b* c*", "\\" * 50):
        assert (await edition.check(asked)).finding.kind in set(Kind)
