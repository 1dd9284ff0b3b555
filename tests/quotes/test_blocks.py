"""Quotations set apart: who is introduced, which references are theirs, and their attribution lines."""

from corpus.model import QuotationKind, Zone
from tests.quotes.made import only, quotations

BLOCK, PULL = Zone.BLOCK_QUOTATION, Zone.PULL_QUOTATION
PERSON = "The pilot Carl Moss kept a diary."


def test_the_paragraph_before_a_block_says_whose_it_is() -> None:
    found = only(f"{PERSON} In May he wrote:", (BLOCK, "The sea took the lower mole tonight."))
    assert (found.kind, found.speaker) == (QuotationKind.BLOCK, "Carl Moss")
    assert found.text == "The sea took the lower mole tonight."


def test_a_block_of_several_paragraphs_is_one_quotation() -> None:
    found = only(
        f"{PERSON} He sent this letter:",
        (BLOCK, "Dear Ada"),
        (BLOCK, "The sea took the lower mole tonight."),
        (BLOCK, "C. Moss"),
    )
    assert (found.paragraph, found.last) == (2, 4)
    assert found.text == "Dear Ada\n\nThe sea took the lower mole tonight.\n\nC. Moss"


def test_a_reference_may_stand_behind_the_block_or_behind_its_introduction() -> None:
    assert only(f"{PERSON} He wrote:", (BLOCK, "The sea took the mole.[4][5]")).references == (4, 5)
    assert only(f"{PERSON}[1] He wrote:[2]", (BLOCK, "The sea took the mole.")).references == (2,)
    assert only(f"{PERSON} He wrote:[2]", (BLOCK, "The sea took the mole.[4]")).references == (2, 4)


def test_a_block_without_a_colon_takes_the_reference_of_the_sentence_that_names_its_speaker() -> None:
    introduction = "This was written by the pilot Carl Moss in Tidings.[1] It was later left out of the book.[2]"
    found = only(introduction, (BLOCK, "The sea took the mole."))
    assert (found.speaker, found.references, found.work) == ("Carl Moss", (1,), "Tidings")


def test_without_any_verb_of_speech_the_block_is_whom_the_sentence_is_about() -> None:
    found = only("In hard winters the pilot Carl Moss walked the mole.", (BLOCK, "I counted forty wrecks from there."))
    assert found.speaker == "Carl Moss"


def test_marks_around_a_block_are_no_part_of_it() -> None:
    found = only(f"{PERSON} He made this statement:", (BLOCK, '"The sea took the mole".[3]'))
    assert (found.text, found.references) == ("The sea took the mole", (3,))


def test_quotations_within_a_block_are_not_listed_again() -> None:
    found = quotations(f"{PERSON} He wrote:", (BLOCK, 'She called "come down from there at once" to us.'))
    assert len(found) == 1


def test_a_caption_between_introduction_and_block_changes_nothing() -> None:
    caption = (Zone.CAPTION, "The poet Jon Eck at sea")
    assert only(f"{PERSON} He wrote:", caption, (BLOCK, "The sea took the mole.")).speaker == "Carl Moss"


def test_a_pull_quotation_has_speaker_work_date_and_reference_from_its_attribution_line() -> None:
    line = (PULL, "—Carl Moss, Nights on the Mole, 1924[7] The book is lost.[8]")
    found = only(PERSON, (PULL, "Nobody owns the sea."), line)
    assert (found.kind, found.speaker, found.work) == (QuotationKind.PULL, "Carl Moss", "Nights on the Mole")
    assert (found.date_edtf, found.references, found.text) == ("1924", (7,), "Nobody owns the sea.")


def test_an_attribution_line_may_describe_instead_of_beginning_with_a_dash() -> None:
    line = (PULL, "Moss describing the storm of the year before.[7]")
    found = only(PERSON, (PULL, "“Nobody owns the sea.”"), line)
    assert (found.speaker, found.references, found.text) == ("Carl Moss", (7,), "Nobody owns the sea.")


def test_a_pull_quotation_alone_is_still_a_quotation() -> None:
    assert only((PULL, "Nobody owns the sea.")).speaker == ""


def test_a_block_at_the_very_beginning_has_no_speaker() -> None:
    assert only((BLOCK, "Nobody owns the sea.")).speaker == ""
