"""Pronouns that stand for somebody or something that the sentence does not name."""

from __future__ import annotations

import re

from corpus.capitals import Name, next_word
from corpus.pointing.read import Read
from corpus.speech import HOLDING, SAYING

_HE = re.compile(r"\b(?:he|him|his|himself|she|her|hers|herself)\b", re.IGNORECASE)
_FRONTED = re.compile(
    r"(?:After|Against|Along|Among|Amid|As|At|Because of|Before|Beside|By|Despite|During|Following|For|From|In|Like|On|"
    r"Over|Since|Through|Throughout|Thanks to|To|Together|Under|Until|Upon|Unlike|While|With|Without|[A-Z][a-z]+ing)\b"
    r"[^,;:]{3,120}, "
)
_APPOSITION = re.compile(r"According to (?:his|her|their) [^,;:]{3,60}, [^,;:]{3,40}, ")
_SUBORDINATE = re.compile(
    r"(?:After|Although|As|Because|Before|Even though|If|Once|Since|Though|Until|When|While|Whenever)\b", re.IGNORECASE
)


def names_nobody_for_he(read: Read) -> bool:
    """says "he" or "she" of somebody whom it does not name"""
    return any(not _is_known(read, found) for found in _HE.finditer(read.text))


def _is_known(read: Read, pronoun: re.Match[str]) -> bool:
    """Say whether the person whom a pronoun means is named in the sentence."""
    before = [name for name in read.people if name.end <= pronoun.start() and _may_be_meant(read, name, pronoun)]
    front = _APPOSITION.match(read.text) or _FRONTED.match(read.text)
    low = pronoun[0].casefold()
    if not before:
        return bool(front and pronoun.end() < front.end() and low in ("his", "her") and _follows(read, front.end()))
    if front and pronoun.start() == front.end() and low in ("he", "she"):
        return any(_is_subject_of_front(read, name) for name in before)
    if low in ("him", "her") and not _possesses(read, pronoun):
        return len({name.text for name in before}) > 1 or _apart(read, before[0], pronoun)
    return True


def _may_be_meant(read: Read, name: Name, pronoun: re.Match[str]) -> bool:
    """Say whether a pronoun may mean a person named before it: not one who only reports, or only owns something."""
    if read.outside[name.start] == " " and read.outside[pronoun.start()] != " ":
        return False
    if read.text[: name.start].endswith(("the ", "The ", "According to ", "according to ")):
        return False
    if name.possessive:
        return name.start < 12 or _is_subject(read, name)
    speaks = next_word(read.text, name.end)
    if pronoun[0].endswith("self"):
        return True
    if (speaks not in SAYING and speaks not in HOLDING) or _is_subject(read, name):
        return True
    between = read.text[name.end : pronoun.start()]
    return len(between.split()) <= 3 and between.rstrip().endswith((" in", " to", " with", " of"))


def _is_subject(read: Read, name: Name) -> bool:
    return bool(read.subject) and read.subject in name.text.casefold().split()


def _follows(read: Read, place: int) -> bool:
    """Say whether a person's name follows within a few words."""
    return any(place <= name.start <= place + 30 and not name.possessive for name in read.people)


def _is_subject_of_front(read: Read, name: Name) -> bool:
    """Say whether a person is who acts in a clause that opens the sentence: `When Ada arrived, she`."""
    opening = _SUBORDINATE.match(read.text)
    return bool(opening) and not name.possessive and name.start <= opening.end() + 25 if opening else False


def _possesses(read: Read, pronoun: re.Match[str]) -> bool:
    """Say whether `her` stands before what is hers."""
    return pronoun[0].casefold() == "her" and re.match(r" [a-z]", read.text[pronoun.end() :]) is not None


def _apart(read: Read, name: Name, pronoun: re.Match[str]) -> bool:
    """Say whether a new clause begins between a person and the pronoun, or the person only owns something."""
    between = read.text[name.end : pronoun.start()]
    return (
        name.possessive
        or re.search(r"[,;:]|\b(?:who|that|when|where|which|and|after|before|with|as|to)\b", between) is not None
    )


_THEY = re.compile(r"\b(?:they|them|their|theirs|themselves)\b", re.IGNORECASE)
_MANY = re.compile(
    r"\b(?:[A-Za-z][\w-]* and [\w“\"]|[A-Za-z-]{3,}s\b(?!['’])|people|men|women|children|police|peasantry)"
)
_SINGULAR_S = re.compile(r"(?:ss|us|is|ous|ies'|was|has|does|his|its|this|as|times|always|besides|towards)$")


def names_nobody_for_they(read: Read) -> bool:
    """says "they" of people or things that it does not name"""
    for found in _THEY.finditer(read.text):
        before = (match[0] for match in _MANY.finditer(read.text, 0, found.start()))
        front = _FRONTED.match(read.text)
        cataphora = front and found.end() < front.end() and " and " in read.text[front.end() : front.end() + 60]
        if not cataphora and not any(" and " in match or not _SINGULAR_S.search(match) for match in before):
            return True
    return False


_IT = re.compile(r"\b(?:it|its|itself)\b", re.IGNORECASE)
_CLEFT = re.compile(
    r"It (?:was|is) (?:not until |only |in |on |at |during |under |for )?[^,;]{3,80}? (?:that|who|when) "
)
_EXPLETIVE = re.compile(
    r"it (?:is|was|would be|had been|became|seemed|appeared|took|\w+ly was) |"
    r"(?:make|made|making|found|find|considered|thought|deemed) it [a-z]+ (?:that|to|for)\b"
)
_THING = re.compile(
    r"\b(?:an?|the|any|every|each|no|his|her|their|[a-z]+['’]s|of) [\w“\"-]+|"
    r"\b[a-z]{4,}(?:ion|ism|ment|ness|ity|ship|hood)\b"
)


def names_nothing_for_it(read: Read) -> bool:
    """says "it" of something that it does not name"""
    if _CLEFT.match(read.text):
        return False
    for found in _IT.finditer(read.text):
        expletive = _EXPLETIVE.search(read.text, max(0, found.start() - 12), found.end() + 24)
        named = any(name not in read.people and name.end <= found.start() for name in read.names)
        if not (named or expletive or _THING.search(read.text, 0, found.start())):
            return True
    return False
