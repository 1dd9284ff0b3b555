"""Who speaks: the person quoted, by the words around a quotation."""

import pytest

from tests.quotes.made import only, quotations

QUOTED = '"the harbour will silt up by winter"'


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        (f"The historian Ada Brand wrote that {QUOTED}.", "Ada Brand"),
        (f"Ada Brand, a surveyor from the north, wrote: {QUOTED}.", "Ada Brand"),
        (f"Historian Ada Brand described the plan as {QUOTED}.", "Ada Brand"),
        (f"In March 1871, in a letter to the engineer Carl Moss, Ada Brand warned that {QUOTED}.", "Ada Brand"),
        (f"According to the historian Ada Brand, {QUOTED}.", "Ada Brand"),
        (f"In the view of the historian Ada Brand, {QUOTED}.", "Ada Brand"),
        (f"As was remarked by the historian Ada Brand, {QUOTED}.", "Ada Brand"),
        (f"The engineer Ada Brand's last words were {QUOTED}.", "Ada Brand"),
        (f"The engineer Ada Brand gave a speech in which she feared that {QUOTED}.", "Ada Brand"),
        (f"The engineer Ada Brand made the observation that {QUOTED}.", "Ada Brand"),
        (f'{QUOTED[:-1]}," said the engineer Ada Brand.', "Ada Brand"),
        (f'{QUOTED[:-1]}," Ada Brand said.', "Ada Brand"),
        (f"By spring, wrote the engineer Ada Brand, {QUOTED}.", "Ada Brand"),
        (f"{QUOTED}, according to the engineer Ada Brand.", "Ada Brand"),
        (f"Critics such as the engineer Ada Brand even argued that {QUOTED}.", "Ada Brand"),
        (f"The council's spokesman Carl Moss said {QUOTED}.", "Carl Moss"),
        (f"The historians Ada Brand and Carl Moss wrote that {QUOTED}.", "Ada Brand and Carl Moss"),
        (f"On 2 May the Harbour Committee declared: {QUOTED}.", "Harbour Committee"),
        (f"A spokesman for the Harbour Board said {QUOTED}.", "Harbour Board"),
        (f"The poet Ada Brand praised the pilot Carl Moss and the critic Jon Eck called him {QUOTED}.", "Jon Eck"),
        (f"The critic Ada Brand regarded the pilot Carl Moss's description of Jon Eck as a {QUOTED}.", "Carl Moss"),
        (f"After denying the engineer Carl Moss's claims that he had lied, Ada Brand said: {QUOTED}.", "Ada Brand"),
        (f"The towers, which the poet Ada Brand had praised as {QUOTED}, fell.", "Ada Brand"),
        (f"Several newspapers said that {QUOTED}.", ""),
        (f"The town of Eastport was {QUOTED}.", ""),
    ],
)
def test_the_clause_around_a_quotation_says_whose_it_is(sentence: str, speaker: str) -> None:
    assert only(sentence).speaker == speaker


@pytest.mark.parametrize(
    ("sentence", "speaker", "reporter"),
    [
        (f"According to the historian Ada Brand, Moss had even said that {QUOTED}.", "Carl Moss", "Ada Brand"),
        (f"The historian Ada Brand noted that Moss said {QUOTED}.", "Carl Moss", "Ada Brand"),
        (f"The historian Ada Brand quoted Moss as saying {QUOTED}.", "Carl Moss", "Ada Brand"),
        (f"The historian Ada Brand wrote that Moss believed the lights were out and that {QUOTED}.", "Ada Brand", ""),
    ],
)
def test_the_person_quoted_is_kept_apart_from_who_reports_it(sentence: str, speaker: str, reporter: str) -> None:
    found = only(f"The pilot Carl Moss lived in Eastport. {sentence}")
    assert (found.speaker, found.reporter) == (speaker, reporter)


def test_he_is_whom_the_sentence_before_is_about() -> None:
    found = only(f"The pilot Carl Moss never trusted the engineer Ada Brand. He wrote that {QUOTED}.")
    assert found.speaker == "Carl Moss"


def test_he_is_the_subject_of_his_own_sentence_first() -> None:
    text = f"The poet Jon Eck agreed. Although the pilot Carl Moss had no map, he wrote that {QUOTED}."
    assert only(text).speaker == "Carl Moss"


def test_she_is_the_woman_mentioned_last() -> None:
    text = f"In the view of the pilot Carl Moss's wife, Ada Brand, Moss knew better. She told the board that {QUOTED}."
    assert only(text).speaker == "Ada Brand"


def test_they_are_the_two_who_were_named_together() -> None:
    text = f"The historians Ada Brand and Carl Moss praised the plan. They argued that {QUOTED}."
    assert only(text).speaker == "Ada Brand and Carl Moss"


def test_a_pronoun_far_from_any_name_means_nobody() -> None:
    between = " ".join(["The lamp was lit at dusk."] * 12)
    assert only(f"The pilot Carl Moss slept. {between} He said that {QUOTED}.").speaker == ""


def test_a_surname_or_an_initial_means_the_person_in_full() -> None:
    text = f"The pilot Carl Moss came first. C. Moss was tired. Later, Moss replied that {QUOTED}."
    assert only(text).speaker == "Carl Moss"


def test_a_title_is_no_part_of_the_name() -> None:
    assert only(f"President Ada Brand told the harbour that {QUOTED}.").speaker == "Ada Brand"


def test_the_committee_is_the_one_named_before() -> None:
    text = f"The Outer Harbour Committee met at noon. The Committee issued a statement that {QUOTED}."
    assert only(text).speaker == "Outer Harbour Committee"


def test_a_quotation_broken_by_its_speaker_is_his_on_both_sides() -> None:
    first, second = quotations('"The harbour will silt up," the pilot Carl Moss wrote, "and nobody will pay for it."')
    assert first.speaker == second.speaker == "Carl Moss"


def test_a_woman_is_never_he() -> None:
    text = f"The pilot Carl Moss left. His sister, Ada Brand, stayed for a year. He wrote that {QUOTED}."
    assert only(text).speaker == "Carl Moss"


def test_a_quotation_over_several_paragraphs_is_one() -> None:
    found = only(
        "The pilot Carl Moss wrote: “The lamp is out tonight.",
        "“Nobody lights it any more.",
        "“I shall do it myself.”[3]",
    )
    assert (found.paragraph, found.last, found.speaker, found.references) == (1, 3, "Carl Moss", (3,))
    assert found.text == "The lamp is out tonight.\n\nNobody lights it any more.\n\nI shall do it myself."
