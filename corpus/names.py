"""The people of a document, found by how English writes of people: for speakers, autocomplete and spellings."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from corpus.model import NARRATIVE, Document, Paragraph
from corpus.speech import BODIES, FUNCTION_WORDS, HOLDING, MONTHS, SAYING, THINGS, TITLES, TRADES, words

_WORD = re.compile(r"[^\W\d_]+(?:['’‑-][^\W\d_]+)*")
_POSSESSIVE = re.compile(r"['’]s$")
_NUMERAL = re.compile(r"[IVX]+|Jr|Sr")
_PARTICLES = words("van von der den de del della di da du la le el al bin ibn ter ten zu y")
_ABBREVIATIONS = words("Dr Mr Mrs Ms St Prof Gen Col Capt Lt Sgt Maj Rep Sen Gov Rev Hon Fr")
_LIFE = re.compile(r" \((?:born |b\. |c\. )?(?:\d{1,2} )?(?:[A-Z][a-z]+ )?\d{3,4}")
_PLACING = words("in at near into throughout across outside within inside")
_KIN = words("""
    wife husband son daughter father mother brother sister widow biography autobiography death life birth family
    friend colleague marriage assassination murder testament memoirs childhood
""")
_HUMAN = words("""
    was were had has is did would could himself herself married died lived moved met became joined wanted tried
    refused agreed decided
""")
_PERSONAL = words("who himself herself married died whom")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody under the name a document uses most, with every spelling and the number of mentions."""

    name: str
    spellings: tuple[str, ...]
    mentions: int


@dataclass(frozen=True, slots=True)
class Name:
    """A run of capitalised words in a text, without title: perhaps a person, a body or a place.

    `title` says that a rank or an office stood before it.
    """

    start: int
    end: int
    text: str
    possessive: bool
    title: bool = False


def people(document: Document, paragraphs: Sequence[Paragraph]) -> tuple[Person, ...]:
    """Return the people of a document, most mentioned first."""
    texts = [paragraph.text for paragraph in paragraphs if paragraph.zone in NARRATIVE]
    ordinary = ordinary_words(texts)
    spellings: Counter[str] = Counter()
    evidence: Counter[str] = Counter()
    for text in texts:
        for name in names(text, ordinary):
            spellings[name.text] += 1
            evidence[surname(name.text)] += _evidence(text, name)
    return _gathered(spellings, evidence)


def by_spelling(people: Iterable[Person]) -> dict[str, Person]:
    """Return whom each folded spelling and surname names; the most mentioned of those who share it."""
    found: dict[str, Person] = {}
    for person in sorted(people, key=lambda person: -person.mentions):
        for spelling in (*person.spellings, person.name):
            found.setdefault(folded(spelling), person)
            found.setdefault(surname(spelling), person)
    return found


def folded(name: str) -> str:
    """Return a name without case, accents and full stops, for comparison."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return " ".join(plain.replace(".", " ").replace("’", "'").casefold().split())


def ordinary_words(texts: Iterable[str]) -> frozenset[str]:
    """Return the words that the texts also write small, and words that never begin a name."""
    return FUNCTION_WORDS.union(word for text in texts for word in _WORD.findall(text) if word[0].islower())


def names(text: str, ordinary: frozenset[str]) -> list[Name]:
    """Return the names in a text, in order. `ordinary` is what `ordinary_words` says of the document."""
    found = (_named(text, words, ordinary) for words in _sequences(text))
    return [name for name in found if name is not None]


def is_person_like(name: str) -> bool:
    """Say whether a name could be a person's, by its words alone."""
    words = [_bare(word) for word in name.split()]
    last = words[-1]
    if any(word in THINGS or word in BODIES for word in words[-1:]) or last in TITLES or last in MONTHS:
        return False
    return not (name.isupper() and " " not in name) and len(words) <= 5


def _bare(word: str) -> str:
    return word.strip(".").casefold()


def _sequences(text: str) -> Iterator[list[re.Match[str]]]:
    """Yield runs of capitalised words, with initials, and particles between them."""
    run: list[re.Match[str]] = []
    held: list[re.Match[str]] = []
    for word in _WORD.finditer(text):
        previous = held[-1] if held else run[-1] if run else None
        joined = previous is not None and _joined(text, previous, word)
        if joined and word[0][0].isupper():
            run += [*held, word]
            held = []
        elif joined and word[0] in _PARTICLES:
            held.append(word)
        else:
            if run:
                yield run
            held = []
            run = [word] if word[0][0].isupper() else []
    if run:
        yield run


def _joined(text: str, first: re.Match[str], second: re.Match[str]) -> bool:
    """Say whether nothing parts two words of a name."""
    gap = text[first.end() : second.start()]
    if _POSSESSIVE.search(first[0]):
        return False
    short = (len(first[0]) <= 2 and first[0][0].isupper()) or first[0] in _ABBREVIATIONS
    return gap == " " or (short and gap in (".", ". "))


def _named(text: str, words: list[re.Match[str]], ordinary: frozenset[str]) -> Name | None:
    """Return the name in a run of capitalised words, or None where nothing is left without titles."""
    first, title = _first(text, words, ordinary), False
    for number in range(first, len(words)):
        if _bare(_POSSESSIVE.sub("", words[number][0])) in TITLES:
            first, title = number + 1, True
    words = words[first:]
    if not words:
        return None
    while len(words) > 2 and words[0][0].casefold() in ordinary:
        words = words[1:]
    start, end = words[0].start(), words[-1].end()
    if possessive := _POSSESSIVE.search(words[-1][0]) is not None:
        end -= 2
    name = text[start:end]
    if " " not in name and _bare(name) in MONTHS:
        return None
    return Name(start, end, name, possessive or _ends_in_apostrophe(text, end), title)


def _ends_in_apostrophe(text: str, end: int) -> bool:
    """Say whether a plural possessive, as in `the Engels' house`, ends here."""
    return text[end - 1] == "s" and text[end : end + 1] in ("'", "’") and text[end + 1 : end + 2] == " "


def _first(text: str, words: list[re.Match[str]], ordinary: frozenset[str]) -> int:
    """Return the number of the first word that is not capitalised merely because a sentence begins."""
    first = words[0]
    word = _POSSESSIVE.sub("", first[0]).casefold()
    if word in FUNCTION_WORDS or (word in ordinary | TRADES and _begins_sentence(text, first.start())):
        return 1
    return 0


def _begins_sentence(text: str, place: int) -> bool:
    before = text[max(0, place - 8) : place].rstrip(" \"“‘'([—–-")
    return not before or before[-1] in ".!?:;"


def _evidence(text: str, name: Name) -> int:
    """Weigh what stands beside a name: above 0 speaks for a person, below for a place or a thing."""
    if not is_person_like(name.text):
        return -2
    before = text[max(0, name.start - 40) : name.start].split()
    after = _WORD.search(text, name.end, name.end + 40)
    previous = before[-1].strip(",").casefold() if before else ""
    following = after[0].casefold() if after and text[name.end : after.start()] in (" ", ", ", "'s ", "’s ") else ""
    score = 2 * name.title + 2 * (previous in TRADES)
    score += 2 * (following in _KIN if name.possessive else following in _PERSONAL or following in SAYING)
    score += not name.possessive and following in HOLDING
    score += _LIFE.match(text, name.end) is not None
    return score - (previous in _PLACING) - (previous == "the")


def surname(name: str) -> str:
    """Return what somebody is called for short: the last word, or all of a ruler's name."""
    words = name.split()
    if len(words) > 1 and words[-1] in ("Jr", "Sr"):
        words.pop()
    return folded(name if _NUMERAL.fullmatch(words[-1]) else words[-1])


def _gathered(spellings: Mapping[str, int], evidence: Mapping[str, int]) -> tuple[Person, ...]:
    """Return the people among the spellings, those of one surname told apart by their given names."""
    families: dict[str, list[str]] = defaultdict(list)
    for spelling in spellings:
        if is_person_like(spelling):
            families[surname(spelling)].append(spelling)
    found: list[Person] = []
    for family, members in families.items():
        if evidence[family] > 0:
            found += _family(family, members, spellings)
    return tuple(sorted(found, key=lambda person: (-person.mentions, person.name)))


def _family(family: str, members: list[str], spellings: Mapping[str, int]) -> list[Person]:
    """Return the people who share a surname; it alone counts for the one named in full most often."""
    persons: list[list[str]] = []
    alone: list[str] = []
    for spelling in sorted(members, key=lambda spelling: (-spellings[spelling], -len(spelling), spelling)):
        if folded(spelling) == family or not _given(spelling):
            alone.append(spelling)
        elif same := next((person for person in persons if _agree(person[0], spelling)), None):
            same.append(spelling)
        else:
            persons.append([spelling])
    if persons:
        persons[0] += alone
    elif alone:
        persons.append(alone)
    return [Person(_best(person), tuple(person), sum(spellings[s] for s in person)) for person in persons]


def _best(spelled: list[str]) -> str:
    """Return the spelling to show: the most frequent one in full, or the most frequent."""
    full = [spelling for spelling in spelled if len(_given(spelling)) and "." not in spelling]
    return (full or spelled)[0]


def _given(name: str) -> list[str]:
    """Return the given names and initials of a name."""
    return [word for word in folded(name).split()[:-1] if word not in _PARTICLES]


def _agree(one: str, other: str) -> bool:
    """Say whether two full names may be one person's: the first given names are the same, or one is an initial."""
    first, second = _given(one)[0], _given(other)[0]
    return first == second or (min(len(first), len(second)) == 1 and first[0] == second[0])
