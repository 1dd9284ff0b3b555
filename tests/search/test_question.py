"""How questions are understood."""

from __future__ import annotations

import pytest

from corpus.search.kinds import Kind
from corpus.search.question import about, amended, plainly, read


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("When did the lamp go out?", Kind.DATE),
        ("lighthouse opened year", Kind.DATE),
        ("how many steps", Kind.NUMBER),
        ("whats the number of steps", Kind.NUMBER),
        ("Who mended the nets?", Kind.PERSON),
        ("which physicist built the lens", Kind.PERSON),
        ("where is the grave", Kind.PLACE),
        ("what island did they sail to", Kind.PLACE),
        ("how come she left", Kind.REASON),
        ("what made the council angry", Kind.REASON),
        ("what did the clerk say", Kind.WORDS),
        ("What is a fog horn?", Kind.DEFINITION),
        ("what was the boat called", Kind.NAME),
    ],
)
def test_a_question_says_what_kind_of_answer_it_wants(question: str, kind: Kind) -> None:
    assert kind in read(question).kinds


def test_a_plainer_kind_silences_the_definition() -> None:
    assert Kind.DEFINITION not in read("What is the year of the storm?").kinds


@pytest.mark.parametrize("question", ["when was it broken and with what", "what weapon did they use"])
def test_a_question_may_ask_for_the_means(question: str) -> None:
    assert Kind.MEANS in read(question).kinds


def test_two_things_asked_are_noticed() -> None:
    assert read("when and where was it broken").several
    assert not read("when was the lamp bought and sold").several


def test_words_of_asking_are_not_looked_for() -> None:
    assert [term.word for term in read("What did the keeper do with the lamp?").terms] == ["keeper", "lamp"]


def test_the_padding_of_a_chat_is_not_looked_for() -> None:
    assert [term.word for term in read("omg who lit the lamp lol pls").terms] == ["lit", "lamp"]
    assert [term.word for term in read("lol").terms] == ["lol"]


def test_what_was_founded_is_not_what_was_found() -> None:
    assert "establish" in dict(read("who founded the harbour office").terms[0].variants)
    assert "establish" not in dict(read("who found the lamp").terms[0].variants)


def test_a_mother_is_no_father() -> None:
    assert "father" not in dict(read("mother").terms[0].variants)


def test_everyday_words_stand_for_written_ones_less_well_than_themselves() -> None:
    (term,) = read("uni").terms
    assert dict(term.variants)["univers"] < dict(term.variants)["uni"] == 1


def test_he_means_the_person_that_the_documents_are_about() -> None:
    asked = about(read("what did he build"), "brask", "he")
    assert asked.terms[0].stem == "brask"
    assert "he" in dict(asked.terms[0].variants)


def test_she_does_not_mean_a_person_whom_the_documents_call_he() -> None:
    assert [term.stem for term in about(read("what did she build"), "brask", "he").terms] == ["build"]


def test_he_means_nobody_where_the_documents_have_no_main_person() -> None:
    assert about(read("what did he build"), "", "he") == read("what did he build")


def test_a_misspelt_question_word_is_put_right_and_the_rest_left_alone() -> None:
    assert plainly("wich lampp", {"wich": (("which", 0.9),), "lampp": (("lamp", 0.9),)}) == "which lampp"


def test_a_misspelt_word_may_mean_several() -> None:
    (term,) = amended(read("lanp"), {"lanp": (("lamp", 0.9), ("lane", 0.8))}).terms
    assert {"lanp", "lamp", "lane"} <= dict(term.variants).keys()


@pytest.mark.parametrize(
    ("question", "verb", "meant"),
    [
        ("who was locked up", "locked", "imprison"),
        ("why did they kick the keeper out", "kick", "expel"),
        ("when did she pass away", "pass", "die"),
    ],
)
def test_a_verb_with_a_particle_means_something_else(question: str, verb: str, meant: str) -> None:
    (term,) = (term for term in read(question).terms if term.word == verb)
    assert meant in dict(term.variants)


def test_an_empty_verb_with_a_particle_is_looked_for() -> None:
    assert "escap" in {stem for term in read("how did she get away").terms for stem, _ in term.variants}


def test_a_thing_may_stand_for_its_class_but_not_the_class_for_the_thing() -> None:
    (ship,), (tanker,) = read("ship").terms, read("tanker").terms
    assert "tanker" in dict(ship.variants)
    assert "ship" not in dict(tanker.variants)


def test_padding_matters_less_than_what_is_asked() -> None:
    matters = {term.word: term.matters for term in read("what did those guys really build").terms}
    assert matters["guys"] == matters["really"] < matters["build"] == 1


def test_were_did_is_a_question_for_a_place() -> None:
    assert Kind.PLACE in read("were did she live").kinds
    assert Kind.PLACE not in read("were they at sea").kinds


@pytest.mark.parametrize(
    ("question", "asker"),
    [
        ("where is my lamp", True),
        ("WHERE IS MY LAMP", True),
        ("Can I have a lamp?", True),
        ("tell me about the lamp", False),
        ("When did she write My Lamps?", False),
        ("Who was Philip I?", False),
    ],
)
def test_a_question_about_whoever_asks_is_noticed(question: str, asker: bool) -> None:
    assert read(question).asker is asker


def test_what_it_was_like_does_not_look_for_liking() -> None:
    assert [term.word for term in read("what was the weather like").terms] == ["weather"]
