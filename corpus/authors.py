"""Who wrote a document: a line of names taken apart where that is safe, and left whole where it is not."""

from __future__ import annotations

import re
from dataclasses import dataclass

# Given names that leave no doubt that a person follows. Whoever has another is written as the sidecar has it.
_GIVEN_NAMES = """
    ada adam agnes alan albert alexander alexandra alexei alice amelia anders andrea andreas andrei andrew angela anna
    anne anthony antonio arthur barbara ben benjamin bernard bertrand boris brian bruno carl carlos carol caroline
    catherine charles charlotte christian christina christine christopher claire clara claude colin daniel david dmitri
    donald dora dorothy edith eduard edward eleanor elena elisabeth elizabeth ellen emily emma eric erich ernest eva
    felix frances francis frank franz fred frederick friedrich geoffrey georg george gerald gustav hannah hans harold
    harry heinrich helen helena henri henry herbert hermann hugh hugo ian igor ingrid irene isaac isabel ivan jack jacob
    jacques james jan jane jean jennifer jessica joan johann john jonathan jorge jose joseph josef juan judith julia
    julian julius karen karl kate katherine kenneth konstantin larissa laura lawrence leo leon leonard lev lewis linda
    louis louise lucy ludwig luis luise margaret maria marie mark martha martin mary matthew maurice max michael michel
    mikhail natalia natalya nicholas nicolas nikolai nina olga oscar otto patricia patrick paul pavel peter philip
    pierre rachel ralph raymond rebecca richard robert roger ronald rosa rosalind rosmer ruth samuel sandra sarah sergei
    simon sofia sophia sophie stephen steven susan sylvia theodore thomas timothy tomas tony ursula vera victor viktor
    vincent virginia vladimir walter wilhelm william wolfgang yuri
"""
_GIVEN = frozenset(_GIVEN_NAMES.split())
_BODY_WORDS = """
    academy agency archive archives army association authority board books bureau centre center charity church
    collective college commission committee company congress contributors corporation council department editors
    encyclopaedia encyclopedia federation foundation government group house inc institute international internet
    journal league library limited ltd magazine ministry museum network news office organisation organization party
    press project publications publishers publishing review school society staff team times trust union university
    wikipedia works world
"""
_BODIES = frozenset(_BODY_WORDS.split())
_PARTICLES = frozenset(
    {"van", "von", "de", "der", "den", "du", "da", "di", "del", "della", "la", "le", "ten", "ter", "zu"}
)
_INITIAL = re.compile(r"[^\W\d_](?:\.-?[^\W\d_])*\.")
_NAME = re.compile(r"[^\W\d_][^\W\d_'’-]*[^\W\d_]")
_JOINTS = re.compile(r"\s*;\s*|,? +(?:and|&) +")
_JOINTS_AND_COMMAS = re.compile(rf"{_JOINTS.pattern}|, +")
_MOST_PARTS = 5


@dataclass(frozen=True, slots=True)
class Author:
    """Somebody who wrote. Of an organisation, or where it is in doubt, `family` is the whole name, `given` is ""."""

    family: str
    given: str = ""

    @property
    def inverted(self) -> str:
        """The name with the family's first: “Sand, Ingrid”."""
        return f"{self.family}, {self.given}" if self.given else self.family

    @property
    def straight(self) -> str:
        """The name as it is said."""
        return f"{self.given} {self.family}" if self.given else self.family

    @property
    def initials(self) -> str:
        """The name with the given ones cut to initials: “Sand, I.”."""
        if not self.given:
            return self.family
        parts = [each for part in self.given.split() for each in part.replace(".", ". ").split()]
        return f"{self.family}, {' '.join(_initial(part) for part in parts)}"


def _initial(part: str) -> str:
    return "-".join(f"{each[0]}." for each in part.split("-") if each)


def authors(said: str) -> tuple[Author, ...]:
    """Return who a line of names names: each person apart where all of them surely are persons, else the line."""
    whole = " ".join(said.split())
    if not whole:
        return ()
    for joints in (_JOINTS, _JOINTS_AND_COMMAS):
        people = [_person(part) for part in joints.split(whole)]
        known = tuple(person for person in people if person is not None)
        if len(known) == len(people):
            return known
    return (Author(whole),)


def _person(name: str) -> Author | None:
    """Return the person whose name this surely is: “Ingrid Sand”, “E. H. Sand”, “Sand, Ingrid”, “Ludwig van Sand”."""
    family, comma, given = name.partition(", ")
    if comma:
        fits = _is_named(given.split()) and all(map(_NAME.fullmatch, family.split())) and not _person(family)
        return Author(family, given) if fits and not _is_body(name) else None
    parts = name.split()
    at = next((place for place, part in enumerate(parts) if place and part in _PARTICLES), len(parts) - 1)
    given, family = " ".join(parts[:at]), " ".join(parts[at:])
    capitals = all(part[:1].isupper() or part in _PARTICLES for part in parts)
    if not capitals or not _is_named(parts[:at]) or not _NAME.fullmatch(parts[-1]) or _is_body(name):
        return None
    return Author(family, given)


def _is_named(given: list[str]) -> bool:
    """Say whether these are given names: a well-known one first, or an initial, and nothing odd behind it."""
    if not 0 < len(given) < _MOST_PARTS:
        return False
    surely = given[0].casefold() in _GIVEN or any(map(_INITIAL.fullmatch, given))
    return surely and all(_INITIAL.fullmatch(part) or _NAME.fullmatch(part) for part in given)


def _is_body(name: str) -> bool:
    return not _BODIES.isdisjoint(re.findall(r"\w+", name.casefold()))
