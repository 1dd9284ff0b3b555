"""Things that a sentence speaks of as known, and does not say which they are."""

from __future__ import annotations

import re

from corpus.pointing.read import Read, spoken_of
from corpus.speech import words

_CONTENT = words("""
    actions advice answer appeal appointment arrival article attempt attempts campaign claim critique decision
    decisions demand demands idea intention motion move movement objection objections offer opportunity order orders
    permission plan plans position project promise proposal proposals question reaction refusal remarks reply report
    request resignation resolution response return role speech split statement suggestion theses version visit vow
    warning wish
""")
"""What somebody does or says, which is known only with what it was: "the decision to leave"."""

_BACKWARDS = _CONTENT | words("""
    accident act action affair aftermath agreement allegation allegations alliance apartment argument articles
    assassin assassins assertion assessment attack attacker attackers attacks author award axe ban biographer bloc
    blow board boat body bodyguards book books boy break-in bridge brothers building camp case change changes charge
    charges child church circular claims clash clashes club collection commission committee company compromise concept
    condition conditions conference conflict congress controversy council couple course crisis criticism crowd danger
    date deal debate debates declaration decree defeat delegates delegation demonstration deputies dictatorship
    dispute disputes dissatisfied document documents drawing duo edition editors election embassy essay event events
    evidence execution experience faction factions failure family farm father fee fighting findings five forum four
    front girl group groups guard guards hearing hearings historian holder hospital house houses ideas illness
    incident incidents initiative interview invitation island issue issues journal journalist journey killer killing
    law leaflet lecture letter letters line manifesto manuscript march massacre matter measure measures meeting
    meetings members men method mother murder news newspaper note offensive officials one organisation organization pair
    pamphlet paper papers pardon parents passage passport performance perpetrators petition phrase piece place
    platform plot poem point policy post practice press prison prisoners prize problem problems proceedings process
    program programme proposition protest publication questions quotation raid reason reasons rebellion rebels regime
    region reports result results revolt river ruling rumours sailors scheme scholar school second sentence session
    ship siblings sisters situation soldiers speeches station story strategy strike strikers strikes successor sum
    system tactic tactics talks tanker task tax team telegram term terms text theory thesis three town township train
    transition translation treaty trial trials trip triumvirate troika troops two union unrest uprising verdict victim
    victims view views villa village vote voyage war weapon winner woman women work workers works writer writings
""")
_KINDS = words("""
    album area band building capital channel city collections college estate festival film game museum program series
    site species stadium state's team university
""")
"""What a name says that stands before: "Bergen, and the city"."""

_ANCHORS = words("""
    of that which who whom whose in on between for against by from at with among under behind about toward towards into
    over held written published given called known led headed where when during within before after surrounding
    concerning regarding near titled entitled named made based
""")
_DEFINITE = re.compile(
    rf"\b[Tt]he (?:[a-z][\w-]* ){{0,2}}?(?P<noun>{'|'.join(sorted(_BACKWARDS | _KINDS, key=len, reverse=True))})\b"
    r"(?P<own>['’]s?)?(?=(?P<mark>\W{0,2}\s?)(?P<next>[\w“\"’']*))"
)
_TELLING = ("which", "who", "that", "where", "a", "an")


def points_to_something_known(read: Read) -> bool:
    """speaks of something as known that it does not say: "the letter", "the two men\""""
    for found in _DEFINITE.finditer(read.outside):
        noun = found["noun"]
        if noun in _KINDS and any(name.end <= found.start() for name in read.names):
            continue
        if not _is_anchored(found) and not spoken_of(noun, read.outside[: found.start()]):
            return True
    return False


def _is_anchored(found: re.Match[str]) -> bool:
    """Say whether what follows a thing tells which one is meant."""
    mark, following = found["mark"].strip(" "), found["next"].casefold()
    if found["own"]:
        return False
    if mark:
        return "(" in mark or (mark.startswith(",") and following in _TELLING)
    if following == "to":
        return found["noun"] in _CONTENT
    return following in _ANCHORS or found["next"][:1].isupper() or found["next"][:1] in ("“", '"')


_BODY = re.compile(
    r"\bthe (?P<noun>Conference|Congress|Committee|Commission|Council|Assembly|Board|Treaty|Report|Plenum)\b(?! of)"
)


def takes_a_body_as_known(read: Read) -> bool:
    """speaks of a conference, a treaty or the like as known: "the Congress\""""
    found = _BODY.search(read.outside)
    return found is not None and not spoken_of(found["noun"], read.text[: found.start()])


_BARE_SUBJECT = re.compile(
    r"The ((?:[a-z][\w-]* ){1,3}?)(?:was|were|is|are|had|has|have|would|could|did|will|became|began|came|went|took|"
    r"made|gave|held|led|met|saw|left|ran|rose|fell|[a-z]+ed)\b"
)


def opens_with_something_known(read: Read) -> bool:
    """begins with something that it takes as known"""
    found = _BARE_SUBJECT.match(read.text)
    return found is not None and not set(found[1].split()) & _ANCHORS


_OWNED = re.compile(
    r"(?:\b(?:[Hh]is|[Hh]er|[Tt]heir)|['’]s|s['’]) (?P<noun>[a-z-]+)\b(?: (?P<head>[a-z]+)\b)?"
    r"(?=(?P<mark>\W{0,2}\s?)(?P<next>[\w“\"]*))"
)
_PLACED = words("role position speech article report appointment")
_TOLD_BY = words("of that to as on for against with which from not about concerning between")
_FRONTED = re.compile(r"(?:After|On|Upon|With|Following|Before|Despite|By|During|Because of) ")


def speaks_of_an_unknown_act(read: Read) -> bool:
    """speaks of somebody's plan, decision or the like, and does not say what it was"""
    return any(_is_unknown(read, found) for found in _OWNED.finditer(read.outside))


def _is_unknown(read: Read, found: re.Match[str]) -> bool:
    """Say whether what somebody owns is an act of which nothing is told."""
    head, mark = found["head"] or "", found["mark"].strip(" ")
    if head in _CONTENT:
        following = found["next"]
    elif found["noun"] in _CONTENT:
        following, mark = (head, "") if head else (found["next"], mark)
    else:
        return False
    if mark:
        return mark == "," and found.start() < 40 and _FRONTED.match(read.text) is not None
    if following in ("in", "among", "within"):
        return found["noun"] not in _PLACED and head not in _PLACED
    return following not in _TOLD_BY and not following[:1].isupper()
