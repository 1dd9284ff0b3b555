"""The people of a document: who they are, how they are spelled, and what is nobody."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.names import Person, by_spelling, find, folded, people, united
from tests.quotes.made import made


def named(*texts: str) -> dict[str, Person]:
    """Return the people of a small document by name."""
    return {person.name: person for person in people(*made(*texts))}


def test_a_person_is_known_by_a_trade_a_title_or_what_he_does() -> None:
    text = "The surveyor Ada Brand met Captain Carl Moss. Jon Eck said nothing."
    assert named(text).keys() == {"Ada Brand", "Carl Moss", "Jon Eck"}


def test_a_person_is_known_by_what_is_said_behind_the_name() -> None:
    text = "Everybody liked Ada Brand, a leading surveyor. There also stood Carl Moss (1804–1871) with a lamp."
    assert named(text).keys() == {"Ada Brand", "Carl Moss"}


def test_surnames_count_for_the_full_name() -> None:
    (person,) = named("The surveyor Ada Brand came. Brand said so. It was Brand's idea.").values()
    assert (person.name, person.mentions) == ("Ada Brand", 3)
    assert set(person.spellings) == {"Ada Brand", "Brand"}


def test_initials_are_the_same_person() -> None:
    (person,) = named("The surveyor Ada Brand came. A. Brand signed. Then Ada Brand left.").values()
    assert set(person.spellings) == {"Ada Brand", "A. Brand"}


def test_people_of_one_surname_with_other_given_names_are_others() -> None:
    assert named("The surveyor Ada Brand met her brother Ole Brand.").keys() == {"Ada Brand", "Ole Brand"}


def test_the_most_mentioned_come_first() -> None:
    found = people(*made("The poet Jon Eck met the surveyor Ada Brand. Brand said that Brand was late."))
    assert [person.name for person in found] == ["Ada Brand", "Jon Eck"]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("In Eastport the ships left Eastport for Westhaven.", id="places"),
        pytest.param(
            "In Eastmark it rained. Eastmark declared war and Eastmark told its allies.", id="countries that speak"
        ),
        pytest.param("The Harbour Committee said that the Treaty of Eastport was void.", id="bodies and treaties"),
        pytest.param("However, many agreed. Witnesses said so. In May it rained.", id="words that open sentences"),
        pytest.param("The Eastporters said so, and one Eastporter wrote it down.", id="groups"),
        pytest.param("The President said that the General Secretary agreed.", id="offices alone"),
    ],
)
def test_what_is_nobody_is_not_listed(text: str) -> None:
    assert named(text) == {}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param("Prime Minister Ada Brand spoke.", "Ada Brand", id="an office"),
        pytest.param(
            "Regarding the Great Fire Commander Ada Brand wrote twice.", "Ada Brand", id="words before a title"
        ),
        pytest.param("The Dutch painter Jan van der Meer said so.", "Jan van der Meer", id="particles"),
        pytest.param("The critic J. P. Stone wrote twice.", "J. P. Stone", id="initials"),
        pytest.param("The critic Mary O'Dell-Stone wrote twice.", "Mary O'Dell-Stone", id="hyphens and apostrophes"),
        pytest.param("King Olaf III said so.", "Olaf III", id="rulers"),
        pytest.param("The poet Édouard Brûlé wrote twice.", "Édouard Brûlé", id="accents"),
    ],
)
def test_a_name_is_taken_whole_and_without_what_is_no_part_of_it(text: str, name: str) -> None:
    assert named(text).keys() == {name}


def test_a_surname_that_is_also_a_word_is_known_at_the_beginning_of_a_sentence() -> None:
    text = "The baker Ole Stone sold bread on a stone. Stone said that it was good. Stone walls stood there."
    assert named(text)["Ole Stone"].mentions == 2


def test_a_name_is_found_by_any_spelling_and_case() -> None:
    known = by_spelling(people(*made("The poet Édouard Brûlé wrote. Brûlé said so. The pilot Carl Moss left.")))
    assert find("edouard brule", known) == find("BRULE", known) == known[folded("Édouard Brûlé")]
    assert find("Ada Moss", known) is None


def test_people_of_several_documents_are_united_under_their_full_names() -> None:
    one = people(*made("The surveyor Ada Brand came."))
    other = people(*made("Everybody feared Brand. The poet Ole Stone said that Brand said so."))
    assert united([*one, *other]) == {"Ada Brand": "Ada Brand", "Brand": "Ada Brand", "Ole Stone": "Ole Stone"}


def test_a_name_without_its_apostrophe_is_the_same_as_with_it() -> None:
    one = people(*made("The surveyor Ada Brand came. King Magnus II said nothing."))
    other = people(*made("Everybody feared his opponent Brands hammer. Then King Magnus IIs horse died."))
    assert {person.name for person in other} == {"Brands", "Magnus IIs"}
    known_as = united([*one, *other])
    assert (known_as["Brands"], known_as["Magnus IIs"]) == ("Ada Brand", "Magnus II")


def test_a_name_written_over_in_several_ways_is_one_persons() -> None:
    (person,) = named("The surveyor Nikolai Brand came. Then Nikolay Brand left.").values()
    assert set(person.spellings) == {"Nikolai Brand", "Nikolay Brand"}


def test_what_stands_before_a_name_is_no_part_of_it_even_in_the_commoner_spelling() -> None:
    text = "The Briton Ada Mary Brand came. The surveyor Ada Mary Brand left."
    assert named(text).keys() == {"Ada Mary Brand"}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Swedish grain came in. The clerk of the Swedish Granary had noted it.", id="a thing of a people"),
        pytest.param("A carpenter was here, a Fleming who sang. A Fleming's son came.", id="one of a people"),
        pytest.param("The sailors of Marrow, whom nobody had asked, refused.", id="a place whose people are meant"),
        pytest.param("The title was Ole: Brother, Fighter and so on.", id="a list of what somebody is"),
        pytest.param("The Marrow Dispatch said so. The Marrow Dispatch reported it.", id="a newspaper"),
        pytest.param("There came a Bavarian painter. Bavaria named its terms. Bavaria attacked.", id="a country"),
    ],
)
def test_what_only_does_as_people_do_is_nobody(text: str) -> None:
    assert named(text) == {}


@settings(deadline=None)
@given(st.lists(st.text(max_size=120), max_size=5))
def test_any_text_has_people_or_none(texts: list[str]) -> None:
    for person in people(*made(*texts)):
        assert person.mentions >= 1
        assert person.name in person.spellings
