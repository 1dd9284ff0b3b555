"""References, works and dates of quotations within running text."""

import pytest

from tests.quotes.made import only, quotations

BRAND = "The historian Ada Brand"


@pytest.mark.parametrize(
    ("text", "references"),
    [
        pytest.param(f'{BRAND} wrote of "a harbour without any ships".[3]', (3,), id="right behind"),
        pytest.param(f'{BRAND} wrote of "a harbour without any ships". [3]', (3,), id="behind a space"),
        pytest.param(f'{BRAND} wrote of "a harbour without any ships"[3][4] and left.[5]', (3, 4), id="only the next"),
        pytest.param(f'{BRAND} wrote of "a harbour without any ships" and of the mole.[5]', (5,), id="sentence's end"),
        pytest.param(f'{BRAND} wrote of "a harbour without any ships". She left.[5]', (), id="another sentence's"),
        pytest.param(f'{BRAND}[1] wrote of "a harbour without any ships".', (), id="before it"),
        pytest.param(f'{BRAND} wrote of "a harbour without[2] any ships".', (2,), id="within it"),
    ],
)
def test_references_are_those_next_behind_the_quotation_in_its_sentence(text: str, references: tuple[int, ...]) -> None:
    assert only(text).references == references


def test_quotations_of_one_sentence_share_the_marker_at_its_end() -> None:
    found = quotations(f'{BRAND} wrote of "a harbour without any ships" and "a mole without a sea".[3]')
    assert [one.references for one in found] == [(3,), (3,)]


def test_the_work_named_behind_the_verb_is_kept() -> None:
    assert only(f'{BRAND} wrote in Tides and Ledgers that "the harbour has no ships".').work == "Tides and Ledgers"
    assert only(f'{BRAND} wrote in May that "the harbour has no ships".').work == ""


@pytest.mark.parametrize(
    ("text", "date"),
    [
        (f'{BRAND} said in 1921 that "the harbour has no ships".', "1921"),
        (f'On 11 August 1918, {BRAND} wrote that "the harbour has no ships".', "1918-08-11"),
        (f'"The harbour has no ships," {BRAND} wrote in 1921.', "1921"),
        (f'After 1917 {BRAND} wrote that "the harbour has no ships".', ""),
        (f'{BRAND} wrote that after the war of 1812 "the harbour has no ships".', ""),
    ],
)
def test_a_date_is_the_quotations_only_where_it_dates_the_speech(text: str, date: str) -> None:
    assert only(text).date_edtf == date
