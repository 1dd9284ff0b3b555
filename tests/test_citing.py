"""References as other people's texts need them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from corpus.authors import Author, authors
from corpus.citing import Style, cite
from corpus.model import Metadata, Sentence, Source, Zone
from corpus.served import Answer, Passage

PERSON = Metadata(
    title="The Weir Ledger",
    author="Ingrid Sand",
    publisher="Sule Press",
    url="https://example.org/weir",
    licence="CC BY 4.0",
    retrieved="2026-02-03",
)


def cited(said: Metadata, section: tuple[str, ...] = ("The mill", "Floods")) -> dict[Style, str]:
    """Return the references to the first sentence of a passage in a document so described."""
    source = Source("weir", Path("weir.md"), said)
    passage = Passage("weir:4", "abc", source, section, Zone.PROSE, "It rose.", (Sentence(1, 0, 8, "k" * 8),))
    return dict(cite(Answer(passage, 1, 1)))


def test_a_person_s_work_in_every_style() -> None:
    styles = cited(PERSON)
    assert styles[Style.PLAIN] == (
        "Ingrid Sand. The Weir Ledger, “Floods”. Sule Press. CC BY 4.0. https://example.org/weir. "
        "Retrieved 3 February 2026. Passage weir:4.1."
    )
    assert styles[Style.MARKDOWN] == (
        "Ingrid Sand. [The Weir Ledger](<https://example.org/weir>), “Floods”. Sule Press. CC BY 4.0. "
        "Retrieved 3 February 2026. `weir:4.1`."
    )
    assert styles[Style.APA] == (
        "Sand, I. (n.d.). The Weir Ledger. Sule Press. Retrieved February 3, 2026, from https://example.org/weir\n"
        "In the text: (Sand, n.d., Floods section)"
    )
    assert styles[Style.MLA] == (
        "Sand, Ingrid. “Floods.” The Weir Ledger, Sule Press, https://example.org/weir. Accessed 3 Feb. 2026."
    )
    assert styles[Style.CHICAGO] == (
        "Sand, Ingrid. “Floods.” The Weir Ledger. Sule Press. Accessed February 3, 2026. https://example.org/weir."
    )
    assert "author = {Sand, Ingrid}" in styles[Style.BIBTEX]
    assert r"howpublished = {Sule Press, \url{https://example.org/weir}}" in styles[Style.BIBTEX]


def test_what_a_document_does_not_say_is_left_out_as_each_style_has_it() -> None:
    styles = cited(Metadata(title="Weir"), section=())
    assert styles[Style.PLAIN] == "Weir. Passage weir:4.1."
    assert styles[Style.APA] == "Weir. (n.d.).\nIn the text: (“Weir,” n.d.)"
    assert styles[Style.MLA] == "Weir."
    assert styles[Style.CHICAGO] == "Weir. n.d."
    assert "author" not in styles[Style.BIBTEX]
    assert "key = {Weir}" in styles[Style.BIBTEX]


def test_an_organisation_keeps_its_name_and_is_not_named_twice() -> None:
    styles = cited(Metadata(title="Weir", author="The Mill Trust", publisher="The Mill Trust"))
    assert styles[Style.APA].startswith("The Mill Trust. (n.d.). Weir.\n")
    assert styles[Style.PLAIN].count("Mill Trust") == 1
    assert "author = {{The Mill Trust}}" in styles[Style.BIBTEX]


@pytest.mark.parametrize(
    ("line", "inverted"),
    [
        ("Ingrid Sand", ["Sand, Ingrid"]),
        ("Sand, Ingrid", ["Sand, Ingrid"]),
        ("E. H. Pell", ["Pell, E. H."]),
        ("Ludwig van Pell", ["van Pell, Ludwig"]),
        ("Ada Pell, E. H. Sand and Tomas Reyk", ["Pell, Ada", "Sand, E. H.", "Reyk, Tomas"]),
        ("Pell, Ada; Sand, Ingrid", ["Pell, Ada", "Sand, Ingrid"]),
        ("Sule Press", ["Sule Press"]),
        ("Mary Pell Library", ["Mary Pell Library"]),
        ("The harbour office", ["The harbour office"]),
        ("Smith and Sons", ["Smith and Sons"]),
        ("Quorin Vask", ["Quorin Vask"]),
        ("Wikipedia contributors", ["Wikipedia contributors"]),
        ("ada99", ["ada99"]),
        ("", []),
    ],
)
def test_a_name_is_turned_round_only_where_it_is_surely_a_person_s(line: str, inverted: list[str]) -> None:
    assert [author.inverted for author in authors(line)] == inverted


def test_several_authors_are_joined_as_each_style_has_it() -> None:
    two = cited(Metadata(title="Weir", author="Ada Pell and Tomas Reyk"))
    assert two[Style.APA].startswith("Pell, A., & Reyk, T. (n.d.).")
    assert two[Style.MLA].startswith("Pell, Ada, and Tomas Reyk. ")
    assert "author = {Pell, Ada and Reyk, Tomas}" in two[Style.BIBTEX]
    three = cited(Metadata(title="Weir", author="Ada Pell, Tomas Reyk and Ingrid Sand"))
    assert three[Style.MLA].startswith("Pell, Ada, et al. ")
    assert three[Style.CHICAGO].startswith("Pell, Ada, Tomas Reyk, and Ingrid Sand. ")
    assert "(Pell et al., n.d., Floods section)" in three[Style.APA]


def test_initials_keep_their_hyphens() -> None:
    assert Author("Sand", "Jean-Paul Marie").initials == "Sand, J.-P. M."


def test_nothing_in_a_title_breaks_out_of_bibtex_or_markdown() -> None:
    styles = cited(Metadata(title=r"50 % of {A} & B_c \end #1 $x$ ^~", author="R&D <team>", url="https://e.org/{x}"))
    assert (
        r"50 \% of \{A\} \& B\_c \textbackslash{}end \#1 \$x\$ \textasciicircum{}\textasciitilde{}"
        in styles[Style.BIBTEX]
    )
    assert r"\url{https://e.org/%7Bx%7D}" in styles[Style.BIBTEX]
    assert r"R&D \<team\>" in styles[Style.MARKDOWN]


@given(some.text(), some.text(), some.text(max_size=40))
def test_any_metadata_makes_balanced_bibtex_and_one_line_elsewhere(title: str, author: str, section: str) -> None:
    styles = cited(Metadata(title=title, author=author), (section,))
    bare = re.sub(r"\\textbackslash\{\}|\\[{}]", "", styles[Style.BIBTEX])
    assert bare.count("{") == bare.count("}")
    assert all("\n" not in styles[style] for style in (Style.PLAIN, Style.MARKDOWN, Style.MLA, Style.CHICAGO))
