"""The people of a document, found by how English writes of people: for speakers, autocomplete and spellings."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from corpus.capitals import PARTICLES, Name, Run, Usage, bare, capitalised, names, next_word, usage
from corpus.model import NARRATIVE, Document, Paragraph, Zone
from corpus.speech import BODIES, FUNCTION_WORDS, GIVING, HOLDING, MONTHS, SAYING, THINGS, TITLES, TRADES, words

_LIFE = re.compile(r" \((?:born |b\. |(?:c\. )?(?:\d{1,2} )?(?:[A-Z][a-z]+ )?\d{3,4} ?[–-])")
_NUMERAL = re.compile(r"[IVX]{1,5}s?")
_GROUP = re.compile(r"(?:ists|ians|ites|eans|iks|aries|(?<!v)ics?|isms?|cans)$")
_PLACING = words("in at near into throughout across outside within inside")
_KIN = words("""
    wife husband son daughter father mother brother sister widow biography autobiography death life birth family
    friend colleague marriage assassination murder testament memoirs childhood
""")
_ARTICLES = words("a an the")
_LAND = words("fort mount mt cape lake nova great super holy")
_RELATIVE = words("who whom")
_PERSONAL = _RELATIVE | words("himself herself married died")
_APPOSITION = re.compile(r"(?:, | was | is | became )((?:[^\W\d_]+[ -]){0,4}[^\W\d_]+)")
_LONGEST = 5
_WITHOUT_SENTENCES = frozenset({Zone.INFOBOX, Zone.TABLE})


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody under the name a document uses most, with every spelling and the number of mentions."""

    name: str
    spellings: tuple[str, ...]
    mentions: int


@dataclass(frozen=True, slots=True)
class Cast:
    """The people of a document, most mentioned first, and how it uses words, by which names are read.

    `names` are those that its paragraphs were found to hold, by the paragraph's number.
    """

    people: tuple[Person, ...]
    usage: Usage
    names: Mapping[int, Sequence[Name]]


def people(document: Document, paragraphs: Sequence[Paragraph]) -> tuple[Person, ...]:
    """Return the people of a document, most mentioned first."""
    return cast(paragraphs).people


def cast(paragraphs: Iterable[Paragraph]) -> Cast:
    """Return the people of a document's paragraphs, together with how they use words.

    Read twice: who is known by now tells a surname from the same word at the beginning of a sentence.
    """
    read = [shown for shown in paragraphs if shown.zone in NARRATIVE and shown.zone not in _WITHOUT_SENTENCES]
    texts = [shown.text for shown in read]
    runs = [capitalised(text) for text in texts]
    first = usage(texts, runs)
    seen = [_seen(text, found, first) for text, found in zip(texts, runs, strict=True)]
    known = first.knowing(surname(person.name) for person in _people(seen, first))
    for number, found in enumerate(runs):
        if any(run[0].low in known.surnames for run in found):
            seen[number] = _seen(texts[number], found, known)
    names = {shown.number: one.names for shown, one in zip(read, seen, strict=True)}
    return Cast(_people(seen, known), known, names)


def by_spelling(people: Iterable[Person]) -> dict[str, Person]:
    """Return whom each folded spelling and surname names; the most mentioned of those who share it."""
    found: dict[str, Person] = {}
    for person in sorted(people, key=lambda person: -person.mentions):
        for spelling in (*person.spellings, person.name):
            found.setdefault(folded(spelling), person)
            found.setdefault(surname(spelling), person)
    return found


def united(people: Iterable[Person]) -> dict[str, str]:
    """Return the common name of each person of several documents: `Brand` is `Ada Brand` if another says so."""
    mentions: Counter[str] = Counter()
    for person in people:
        mentions[person.name] += person.mentions
    families: dict[str, list[str]] = defaultdict(list)
    for name in mentions:
        families[surname(name)].append(name)
    for family in [family for family in families if family.endswith("s") and family[:-1] in families]:
        if not any(_given(name) for name in families[family]) or _NUMERAL.fullmatch(family[:-1].split()[-1].upper()):
            families[family[:-1]] += families.pop(family)  # the Brands, or Brand's without an apostrophe
    same = (person for family, members in families.items() for person in _family(family, members, mentions))
    return {spelling: person.name for person in same for spelling in person.spellings}


def find(name: str, known: Mapping[str, Person]) -> Person | None:
    """Return who a name means among those that `by_spelling` knows: as spelled, or by a surname that agrees."""
    if person := known.get(folded(name)):
        return person
    person = known.get(surname(name))
    given = _given(name)
    if person and given and not (_given(person.name) and _agree(name, person.name)):
        return None
    return person


@lru_cache(maxsize=1 << 14)
def folded(name: str) -> str:
    """Return a name without case, accents and full stops, for comparison."""
    if not name.isascii():
        name = _plain(name)
    return " ".join(name.replace(".", " ").casefold().split())


def _plain(name: str) -> str:
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return plain.replace("’", "'")


def surname(name: str) -> str:
    """Return what somebody is called for short: the last word, or all of a ruler's name."""
    words = name.split()
    if len(words) > 1 and words[-1] in ("Jr", "Sr"):
        words.pop()
    return folded(name if _NUMERAL.fullmatch(words[-1]) else words[-1])


@dataclass(frozen=True, slots=True)
class _Seen:
    """The names of a text, what speaks for each being a person's, and those joined by `and`."""

    names: Sequence[Name]
    evidence: Sequence[int]
    companions: Sequence[tuple[str, str]]


def _seen(text: str, runs: Sequence[Run], usage: Usage) -> _Seen:
    found = names(text, usage, runs)
    joined = [
        (name.text, following.text)
        for name, following in pairwise(found)
        if following.start == name.end + 5 and text[name.end : following.start] == " and "
    ]
    return _Seen(found, [_evidence(text, name, usage) for name in found], joined)


def _people(seen: Iterable[_Seen], usage: Usage) -> tuple[Person, ...]:
    """Return the people whom texts mention, by a first reading or a second."""
    spellings: Counter[str] = Counter()
    weights: Counter[str] = Counter()
    companions: set[tuple[str, str]] = set()
    for one in seen:
        for name, weight in zip(one.names, one.evidence, strict=True):
            spellings[name.text] += 1
            weights[name.text] += weight
        for pair in one.companions:
            companions |= {pair, pair[::-1]}
    evidence: Counter[str] = Counter()
    for spelling, weight in weights.items():
        evidence[surname(spelling)] += weight
    _infer(spellings, evidence, companions, usage)
    return _gathered(spellings, evidence)


def _evidence(text: str, name: Name, usage: Usage) -> int:
    """Weigh what stands beside a name: above 0 speaks for a person, below for a place or a thing."""
    if not _is_person_like(name.text):
        return -2
    full = " " in name.text
    called = 2 * _is_called(text, name)
    last = bare(name.text.split()[-1])
    if last in BODIES or last in THINGS:
        return called if full else 0
    if not full and (name.text in usage.groups or _is_land(name.text, usage)):
        return -1
    if not full and name.headed:
        return 2 * name.title
    if not full and name.opens and (name.text.endswith("s") or bare(name.text) in usage.small):
        return 0
    strong = called or 2 * (full and _is_described(text, name.end))
    deeds = 0 if full and _previous(text, name) in _ARTICLES else _deeds(text, name)
    if last in usage.small:
        return strong + deeds if full else 0
    initialled = full and "." in name.text and not name.text.startswith("U.")
    lived = _LIFE.match(text, name.end) is not None
    return strong + deeds + initialled + 2 * lived - _placed(text, name)


def _is_land(name: str, usage: Usage) -> bool:
    """Say whether a name is what a people is called by: `Germany` of Germans, `Russia` of Russians."""
    return f"{name}n" in usage.heads or (name.endswith("y") and name[:-1] in usage.heads)


def _is_called(text: str, name: Name) -> bool:
    """Say whether a title or a trade stands before a name, and no capitalised one in a list: `Brother, Friend`."""
    if name.title:
        return True
    listed = text[max(0, name.start - 2) : name.start] == ", " and _before(text, name)[:1].isupper()
    return not listed and is_trade(_previous(text, name))


def _is_described(text: str, end: int) -> bool:
    """Say whether a trade follows: `NAME, a leading historian`, `NAME was a baker`."""
    described = _APPOSITION.match(text, end)
    return described is not None and any(word in TRADES for word in described[1].split())


def _deeds(text: str, name: Name) -> int:
    """Weigh what somebody is said to do, or to own, right behind a name."""
    following = next_word(text, name.end + 2 * name.possessive)
    if name.possessive:
        return 2 * (following in _KIN)
    if following in _RELATIVE and _previous(text, name) == "of":
        return 0  # who is meant may be another: `the sailors of Marrow, who`
    return 2 * (following in _PERSONAL or following in SAYING) + (following in HOLDING or following in GIVING)


def _placed(text: str, name: Name) -> int:
    """Weigh what speaks for a place or a thing: people are hardly ever `in` something or `the` somebody."""
    previous = _previous(text, name)
    lone = " " not in name.text
    if name.possessive:
        return 3 * (lone and previous in _ARTICLES)
    if previous == "to" and text[max(0, name.start - 13) : name.start].casefold() == "according to ":
        return -1
    return 3 * (previous in _PLACING or (lone and previous in _ARTICLES)) + (not lone and previous in _ARTICLES)


def _before(text: str, name: Name) -> str:
    """Return the word before a name, with its marks."""
    before = text[max(0, name.start - 40) : name.start].split()
    return before[-1] if before else ""


def _previous(text: str, name: Name) -> str:
    return _before(text, name).strip(",").casefold()


def is_trade(word: str) -> bool:
    """Say whether a word, in singular or plural, is what somebody is."""
    return word in TRADES or (word.endswith("s") and word[:-1] in TRADES)


def _is_person_like(name: str) -> bool:
    """Say whether a name could be a person's, by its words alone."""
    parts = [bare(word) for word in name.split()]
    if parts[-1] in TITLES or parts[-1] in MONTHS or _GROUP.search(parts[-1]):
        return False
    if parts[0] in _LAND or "of" in parts or "for" in parts:
        return False
    return len(parts) <= _LONGEST and (len(parts) > 1 or not name.isupper())


def _is_thing_like(name: str, usage: Usage) -> bool:
    """Say whether a name ends like a body's, a place's or a thing's."""
    last = bare(name.split()[-1])
    return last in BODIES or last in THINGS or last in usage.small or last in FUNCTION_WORDS


def _infer(
    spellings: Mapping[str, int], evidence: Counter[str], companions: Iterable[tuple[str, str]], usage: Usage
) -> None:
    """Add what is known by company: full names joined by `and` to a person's, or with a person's given name."""
    full = [name for name in spellings if _given(name) and _is_person_like(name) and not _is_thing_like(name, usage)]
    given = {_given(name)[0] for name in full if evidence[surname(name)] > 0}
    for name in full:
        if evidence[surname(name)] == 0 and _given(name)[0] in given:
            evidence[surname(name)] += 1
    known = {one for one, other in companions if evidence[surname(other)] > 0}
    for name in full:
        if evidence[surname(name)] == 0 and name in known:
            evidence[surname(name)] += 1


def _gathered(spellings: Mapping[str, int], evidence: Mapping[str, int]) -> tuple[Person, ...]:
    """Return the people among the spellings, those of one surname told apart by their given names."""
    families: dict[str, list[str]] = defaultdict(list)
    for spelling in spellings:
        if _is_person_like(spelling):
            families[surname(spelling)].append(spelling)
    found: list[Person] = []
    for family, members in families.items():
        if evidence[family] >= (1 if any(_given(member) for member in members) else 2):
            found += _family(family, members, spellings)
    given = {name for person in found for name in _given(person.name)}
    people = [person for person in found if folded(person.name) not in given]
    return tuple(sorted(people, key=lambda person: (-person.mentions, person.name)))


def _family(family: str, members: Iterable[str], spellings: Mapping[str, int]) -> list[Person]:
    """Return the people who share a surname; it alone counts for the one named in full most often."""
    persons: list[list[str]] = []
    by_given: dict[str, list[str]] = {}
    alone: list[str] = []
    full = {spelling for spelling in members if _given(spelling)}
    cores = {spelling: _core(spelling, full) for spelling in members}
    order = sorted(members, key=lambda name: (-spellings[name], cores[name] != name, -len(name), name))
    for spelling in order:
        given = _latin(next(iter(_given(cores[spelling])), ""))
        if not given or folded(spelling) == family:
            alone.append(spelling)
        elif (same := by_given.get(given) or by_given.get(given[0])) and _agree(cores[same[0]], cores[spelling]):
            same.append(spelling)
        else:
            persons.append([spelling])
            by_given[given] = persons[-1]
            by_given.setdefault(given[0], persons[-1])
    if alone and persons:
        persons[0] += alone
    elif alone:
        persons.append(alone)
    return [
        Person(
            _best(sorted(person, key=lambda name: (-spellings[name], name not in alone))),
            tuple(person),
            sum(spellings[name] for name in person),
        )
        for person in persons
    ]


def _core(spelling: str, full: Container[str]) -> str:
    """Return the longest full name that ends a spelling: what stands before it is no part of the name."""
    words = spelling.split()
    tails = (" ".join(words[first:]) for first in range(1, len(words) - 1))
    return next((tail for tail in tails if tail in full), spelling)


def _best(spelled: Sequence[str]) -> str:
    """Return the spelling to show: the most frequent one in full, or the most frequent."""
    full = [spelling for spelling in spelled if _given(spelling)]
    return next((spelling for spelling in full if "." not in spelling), (full or spelled)[0])


def _given(name: str) -> list[str]:
    """Return the given names and initials of a name."""
    return [word for word in folded(name).split()[:-1] if word not in PARTICLES and word not in ("saint", "st")]


def _latin(given: str) -> str:
    """Return a given name as other scripts' are written over in one way: Nikolay and Nikolai, Natalya and Natalia."""
    return given.replace("y", "i")


def _agree(one: str, other: str) -> bool:
    """Say whether two full names may be one person's: the first given names are the same, or one is an initial."""
    first, second = _latin(_given(one)[0]), _latin(_given(other)[0])
    return first == second or (min(len(first), len(second)) == 1 and first[0] == second[0])
