"""What a question asks: its words with what may stand for them, and the kinds of answer that would do."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from corpus.search.amounts import counted_words, units
from corpus.search.deeds import Asked, Deed, deed
from corpus.search.kinds import FAILING, Kind
from corpus.search.lexicon import BELONGS, IRREGULAR, LIGHT, PADDING, PERSONAL, STANDS_FOR, STOP
from corpus.search.relations import PARENTS
from corpus.search.thesaurus import CLASSES, SYNONYMS, TOGETHER
from corpus.search.words import PRONOUNS, spoken, stem, words

LONGEST = 512
MOST_WORDS = 32


@dataclass(frozen=True, slots=True)
class Term:
    """A word of a question; `variants` are the stems that may stand for it and how well each does, 0 to 1."""

    word: str
    stem: str
    matters: float
    variants: tuple[tuple[str, float], ...]
    name: bool = False
    meant: str = ""
    """The word that it was most likely meant for, where nobody wrote it."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question taken apart."""

    terms: tuple[Term, ...]
    kinds: Kind
    pronouns: frozenset[str]
    several: bool = False
    """More than one thing is asked: "when and where", "who, and with what"."""
    units: frozenset[str] = frozenset()
    """Stems of the units in which the answer is wanted: "how far" wants miles."""
    counted: frozenset[str] = frozenset()
    """Words of what is to be counted: "how many lamps" counts lamps."""
    asker: bool = False
    """It is about whoever asks, or asks for something to be done: "my lamp", "recommend a lamp"."""
    deed: Deed | None = None
    """The deed that it asks about: who did it, or to whom it was done."""
    personal: bool = False
    """It has words for nothing but what is asked of somebody, and doesn't say of whom: "birthplace", "kids"."""


_WH = r"(?:what|which|whats)"
_ASKS = {
    Kind.DATE: re.compile(
        rf"\bwhen\b|\b{_WH} (?:\w+ )?(?:years?|dates?|days?|months?|century|centuries|decades?|time)\b"
        r"|\b(?:year|date)\b|\bhow long ago\b"
    ),
    Kind.NUMBER: re.compile(
        r"\bhow (?:many|much|old|long|large|big|tall|far|high|fast|often|wide|deep|heavy)\b"
        r"|\b(?:number|size|amount|days|weeks|months|years) (?:of|in)\b|\b(?:percent\w*|population|results?|age)\b"
        rf"|\b{_WH} (?:size|share|fraction|cost|price|speed)\b"
    ),
    Kind.PERSON: re.compile(
        rf"\bwho(?:m|se|s)?\b|\b{_WH} (?:\w+ ){{0,2}}(?:person|people|man|woman|writer|painter|leader|king|queen"
        r"|emperor|player|singer|killer|member|poet|philosopher|president|minister|\w+(?:ist|ian|or|eer))s?\b"
    ),
    Kind.PLACE: re.compile(
        rf"\bwhere\b|\blocations?\b|\b{_WH} (?:\w+ ){{0,2}}(?:place|city|cities|town|village|country|countries|state"
        r"|street|region|area|river|island|province|continent|county|location|capital|building|house)s?\b"
        r"|\b(?:city|street|place|town|house)$"
    ),
    Kind.REASON: re.compile(
        rf"\bwhy\b|\bhow come\b|\breasons?\b|\bcause of\b|\b{_WH} (?:made|caused|led|prompted|drove|motivated)\b"
    ),
    Kind.WORDS: re.compile(
        r"\b(?:say|says|said|write|wrote|tell|told|words|call|state|claim|(?:proclaim|declare|describe|remark|quot)\w*)\b"
    ),
    Kind.DEFINITION: re.compile(rf"\b{_WH} (?:is|are|was|were)\b|\b(?:define|definition|meaning|mean)\b"),
    Kind.MEANS: re.compile(
        r"\bwith what\b(?! \w)|\bwhat with\b"
        rf"|\b{_WH} (?:weapon|tool|instrument|method|means)s?\b"
    ),
    Kind.NAME: re.compile(r"\b(?:names?|named|called|nickname|known as|titles?|terms?)\b"),
}
_SIGNS = tuple((int(kind), sign) for kind, sign in _ASKS.items())
_OPEN = Kind.DEFINITION | Kind.NAME | Kind.WORDS
_CUE_WORDS = """
    year years date dates month day time many much number long name named called names kind type percentage someone
    something thing things person people place reason think quote list give tell
"""
_CUES = frozenset(_CUE_WORDS.split())
ASKING = (
    *(
        "which",
        "what",
        "when",
        "where",
        "whose",
        "many",
        "much",
        "often",
        "does",
        "were",
        "there",
        "would",
        "could",
        "have",
    ),
    *("year", "date", "name", "place", "city", "country", "people", "reason"),
)
"""Words that questions are made of, which a misspelt word may have been meant for."""
_CUE = 0.35
"""How much a word matters that only says what kind of answer is wanted."""


MEANT = 0.8
"""How well a pronoun stands for the name of the person that it may mean."""


def read(text: str) -> Question:
    """Take a question apart; any text at all will do."""
    text = text[:LONGEST]
    said = _unpadded(words(text))
    names = {word.casefold() for word in spoken(text)[1:] if word[0].isupper()}
    asked = _ASKED_LIKE.sub(r"\1", _MEANT_WHERE.sub("where ", " ".join(said[:MOST_WORDS])))
    said = asked.split()
    telling = [word for word in dict.fromkeys(said) if word not in STOP]
    together = _together(said)
    terms = tuple(_with(_term(word, word in names), together.get(word, ())) for word in telling)
    terms += tuple(_with(_term(meant[0], False), meant[1:]) for verb, meant in together.items() if verb in STOP)
    done = deed(asked)
    if done and done.asked not in (Asked.ACT, Asked.IS):
        terms = tuple(_raised(term) if term.word == done.verb else term for term in terms)
    meant = frozenset(PRONOUNS[word] for word in said if word in PRONOUNS)
    wanted = _asked(asked)
    if done and done.asked in (Asked.KIN, Asked.KINS):
        wanted = wanted or Kind.PERSON
        if done.verb.removesuffix("s") in PARENTS:
            terms = tuple(_also(term, "born", BELONGS) if term.word == done.verb else term for term in terms)
    if wanted & Kind.MEANS and "weapon" not in telling and any(term.stem in _VIOLENT for term in terms):
        terms = (*terms, replace(_term("weapon", False), matters=_CUE))
    return Question(
        terms,
        wanted,
        meant,
        bool(_SEVERAL.search(asked)),
        units(asked),
        frozenset(counted_words(asked)),
        _about_asker(text),
        done,
        not meant and bool(telling) and all(word in PERSONAL or word in _CUES for word in telling),
    )


def _unpadded(said: list[str]) -> list[str]:
    """Return what was said without the words of a chat, unless there are no others."""
    return [word for word in said if word not in PADDING] or said


def _raised(term: Term) -> Term:
    """Let other words for a deed stand for it better: whose deed it is tells more than the word for it."""
    return replace(
        term, variants=tuple((own, max(well, _DEED) if well >= STANDS_FOR else well) for own, well in term.variants)
    )


_DEED = 0.93


_MEANT_WHERE = re.compile(r"^were (?=did |do |does |was |is |are |were )")
"""A question that opens so is one for a place, misspelt."""
_ASKED_LIKE = re.compile(r"^(what(?:s| is| was| were| are)? .*) like$")
"""What was it like: the last word is not one to look for."""
_REACH = 4
"""How many words after a verb its particle may stand: "kick him out"."""


def _together(said: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Return what the question's verbs mean with the particles near them, by their words."""
    found = {}
    near = {at for to, word in enumerate(said) if word in _PARTICLES for at in range(to - _REACH + 1, to)}
    for at, word in enumerate(said):
        if at in near and ((verb := IRREGULAR.get(word, word)) in _VERBS or (verb := stem(word)) in _VERBS):
            for particle in said[at + 1 : at + _REACH]:
                if meant := TOGETHER.get((_VERBS[verb], particle)):
                    found[word] = meant
                    break
    return found


_PARTICLES = frozenset(particle for _, particle in TOGETHER)
_VERBS = MappingProxyType({form: verb for verb, _ in TOGETHER for form in (verb, stem(verb))})


def _also(term: Term, other: str, well: float) -> Term:
    return replace(term, variants=(*term.variants, (stem(other), well)))


def _with(term: Term, meant: Sequence[str]) -> Term:
    if not meant:
        return term
    known = {own for own, _ in term.variants}
    added = tuple((own, STANDS_FOR) for word in meant if (own := stem(word)) not in known)
    return replace(term, variants=(*term.variants, *added))


_VIOLENT = frozenset(stem(word) for word in ("kill", "murder", "assassinate", "attack", "wound", "execute", "die"))


_ASKER = re.compile(r"\b(?:i|me|my|mine|we|our|you|your|recommend|tomorrow)\b(?! about)")
_SEVERAL = re.compile(r"\band (?:when|where|who|why|how|with what)\b")


def _about_asker(text: str) -> bool:
    """Say whether a question is about whoever asks. A title has capitals ("My Life"), an I after a name is a number."""
    said = spoken(text.casefold() if text.isupper() else text)
    own = [word for at, word in enumerate(said) if not at or not _is_titled(said, at)]
    return bool(_ASKER.search(" ".join(own).casefold()))


def _is_titled(said: Sequence[str], at: int) -> bool:
    return said[at][0].isupper() and (said[at] != "I" or (at > 1 and said[at - 1][0].isupper()))


def _asked(plain: str) -> Kind:
    """Return the kinds of answer asked for; "what is" asks for a definition only where nothing plainer is asked."""
    found = int(Kind.FAILS) if FAILING.search(plain) else 0
    for kind, sign in _SIGNS:
        if sign.search(plain):
            found |= kind  # of whole numbers it takes a tenth of the time
    asked = Kind(found)
    return asked & ~Kind.DEFINITION if asked & ~_OPEN else asked


def _term(word: str, name: bool) -> Term:
    own = stem(word)
    light = word in _CUES or (word in LIGHT and not name)
    return Term(word, own, _CUE if light else 1.0, ((own, 1.0), *_synonyms(own)), name)


def about(question: Question, subject: str, pronoun: str) -> Question:
    """Return the question with its pronouns, or nobody named, read as about the main person, if there is one."""
    if not subject:
        return question
    terms = tuple(
        replace(term, variants=(*term.variants, (pronoun, MEANT))) if term.stem == subject else term
        for term in question.terms
    )
    if (pronoun in question.pronouns or question.personal) and not any(term.stem == subject for term in terms):
        terms = (Term(subject, subject, 1.0, ((subject, 1.0), (pronoun, MEANT)), True), *terms)
    return replace(question, terms=terms)


def _by_stem() -> Mapping[str, tuple[tuple[str, float], ...]]:
    """Return what may stand for each word and how well, with every word cut to its stem."""
    found: dict[str, dict[str, float]] = {}
    for well, table in ((BELONGS, CLASSES), (STANDS_FOR, SYNONYMS)):
        for word, others in table.items():
            found.setdefault(stem(word), {}).update((stem(other), well) for other in others)
    return MappingProxyType(
        {own: tuple((other, well) for other, well in others.items() if other != own) for own, others in found.items()}
    )


_SYNONYMS = _by_stem()


def _synonyms(own: str) -> tuple[tuple[str, float], ...]:
    return _SYNONYMS.get(own, ())


def plainly(text: str, meant: Mapping[str, tuple[tuple[str, float], ...]]) -> str:
    """Return the text with those words put right that a question is made of: "wich" was meant for "which"."""
    right = {word: others[0][0] for word, others in meant.items() if others and others[0][0] in ASKING}
    return " ".join(right.get(word.casefold(), word) for word in spoken(text))


def amended(question: Question, meant: Mapping[str, tuple[tuple[str, float], ...]]) -> Question:
    """Return the question with the words added that its misspelt ones were meant for."""
    return replace(question, terms=tuple(_amended(term, meant.get(term.word, ())) for term in question.terms))


_ONE_LETTER = 0.85
"""How well a word fits, at least, that is one letter away from what was written."""


def _amended(term: Term, meant: Sequence[tuple[str, float]]) -> Term:
    added: dict[str, float] = dict(term.variants)
    for at, (word, well) in enumerate(meant):
        own, well = stem(word), 1.0 if at == 0 and well >= _ONE_LETTER else well
        added[own] = max(well, added.get(own, 0.0))
        for other, stands in _synonyms(own):
            added.setdefault(other, well * stands)
    return replace(term, variants=tuple(added.items()), meant=meant[0][0] if meant else "")
