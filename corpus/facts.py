"""Which sentences can stand alone, in a daily post or as a fact: they name what they speak of and say something."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from corpus.capitals import WORD, Name, Usage, names, next_word
from corpus.extract import Extract
from corpus.model import Derivation, Mention, Paragraph, Precision, Sentence, Trust, Zone
from corpus.names import Cast, Person, by_spelling, find, folded, surname
from corpus.pointing import Read, points_back
from corpus.speech import FUNCTION_WORDS, HOLDING, SAYING, words

SHORTEST = 50
LONGEST = 300
_TELLING = 80  # so long must a sentence without a date be that names only whom it is about
_EARLY = 12
_WELL_KNOWN = 0.015  # a share of the mentions of whom a document mentions most: so known a person needs no given name

_ZONES = frozenset({Zone.PROSE, Zone.LIST_ITEM})
_QUOTED = re.compile(r"“[^“”]*”|\"[^\"]*\"|«[^«»]*»")
_PAIRS = ("()", "[]", "“”", "«»")
_WHOLE = re.compile(r"[\"“‘'(]*(?:[^\W\d_]|\d).*\.[\"”’')]*", re.DOTALL)
_SPEAKER = re.compile(r"\b(?:I|me|my|mine|myself|we|us|our|ours|ourselves|you|your|yours)\b")
_ELLIPSIS = re.compile(r"\.\.\.|…")
_FIGURE = re.compile(r"\d")
_POINTER = re.compile(r"\(?\b(?:see|cf\.|see also|ibid|op\. cit)\b[ .:]", re.IGNORECASE)
_ADDRESS = re.compile(r"https?:|www\.|@\w|\br/\w|\.(?:com|org|net)\b")
_LOST = re.compile(
    r"\b(?:thats|dont|didnt|wasnt|isnt|doesnt|couldnt|wouldnt|hasnt|havent|hadnt|werent|arent|theres|lifes)\b"
)
_OWNER = re.compile(r"\b([A-Z]\w*[^\Wsu]s) (?=([a-z]+))")
_MANY = re.compile(r"(?:ist|ik|an|ite|er|or|ee|on|State|War|Trial|Soviet|al|ic|Jew)s$")
_VERB = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|do|does|did|can|could|will|would|may|might|must|should|[a-z]{2,}ed|"
    r"[a-z]{3,}(?:es|ses|tes|des|res|ves|nes|les|gues|ains))\b"
)
_IRREGULAR = words("""
    arose became began bent bet bled blew bore bought bound bred broke brought built came cast caught chose clung cost
    crept cut dealt drank drew drove ate fed fell felt fled flew forbade forgave fought found froze gave got grew heard
    held hid hit hurt kept knew laid lay led left lent let lit lost made meant met paid put quit ran rang read rode rose
    said sang sank sat saw sent set shook shot shut slept sold sought spent split spoke spread stood stole struck swore
    swept swam taught thought threw told took tore understood undertook underwent upheld went withdrew withstood won
    woke wore wove wrote says wants writes runs holds becomes makes takes gives keeps leads shows begins means
    stands lies calls sees speaks works dies leaves lives meets goes comes wins falls argues believes joins
""")


# What is held and said of somebody needs no date; what somebody orders and demands is an event.
_TOLD = (SAYING | HOLDING) - words("""
    add added announce announced ask asked attack attacked demand demanded deny order ordered present presented promised
    proposed propose refer reported report tell told
""")
_OCCASION = re.compile(
    r"(?:According to|After|As|At|Before|By|During|Following|From|In|On|Prior to|Since|Throughout|Under|Until|Upon|"
    r"When|While) [^,]{3,100}, "
)
_LASTING = re.compile(
    r"\b(?:is|are|was|were|became|remained|remains) (?!to |so |then |not |being |put |split |sent |told |brought |"
    r"held |cut |taken |given |shot |[a-z]+ly |[a-z]+ed )|"
    r"\b(?:is|are|was|were|been) (?:[a-z]+ly )?(?:known|called|regarded|viewed|considered|seen|named|described|"
    r"credited|remembered|married|based|buried|born)\b|"
    r"\b(?:has|have|never|always|often|sometimes|usually|lacked|knew|spoke|owned|owns|included?s?|consist(?:s|ed)|"
    r"contains|inspired|influenced|founded|invented|discovered|wrote|composed|painted|built|edited|translated|married|"
    r"studied|attended|taught|led|introduced|believed|posits?|posited|means|meant|associated|outlived|conception|theory)\b"
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a sentence stands alone, how well from 0 to 1, and in a few words why or why not."""

    stands: bool
    score: float
    reason: str


def standalone(read: Extract, cast: Cast) -> Iterator[tuple[Paragraph, Sentence, Verdict]]:
    """Judge each sentence of a document, whose cast is that of its paragraphs."""
    judge = _Judge(read, cast)
    dates = _by_paragraph(read.mentions)
    for shown in read.paragraphs:
        for sentence in shown.sentences:
            yield shown, sentence, judge.verdict(shown, sentence, dates.get(shown.number, ()))


def _by_paragraph(mentions: Collection[Mention]) -> dict[int, list[Mention]]:
    found: dict[int, list[Mention]] = {}
    for mention in mentions:
        found.setdefault(mention.paragraph, []).append(mention)
    return found


class _Judge:
    """Knows a document's people, its way with words and whom it is about."""

    def __init__(self, read: Extract, cast: Cast) -> None:
        self._usage: Usage = cast.usage
        self._known: Mapping[str, Person] = by_spelling(cast.people)
        title = read.document.source.metadata.title
        self._subject = _subject(title, cast.people, self._known)
        self._topic = frozenset({self._subject} if self._subject else _topic(title))
        self._most = cast.people[0].mentions if cast.people else 0
        self._given = {folded(one.name.split()[0]) for one in cast.people if " " in one.name} - set(self._known)
        self._damaged = _LOST.search(read.document.text) is not None
        self._trusted = read.document.source.metadata.trust is not Trust.UNVERIFIED

    def verdict(self, shown: Paragraph, sentence: Sentence, dates: Collection[Mention]) -> Verdict:
        """Judge one sentence."""
        text = shown.text[sentence.start : sentence.end]
        if fault := _in_form(shown.zone, text):
            return Verdict(False, 0.0, fault)
        own = [date for date in dates if sentence.start <= date.start < sentence.end]
        read = self._read(text, own)
        if fault := self._in_words(read, own) or points_back(read):
            return Verdict(False, 0.0, fault)
        score, merits = self._score(read, own)
        return Verdict(True, score, ", ".join(merits))

    def _read(self, text: str, dates: Collection[Mention]) -> Read:
        outside = _QUOTED.sub(lambda quoted: " " * len(quoted[0]), text)
        named = names(text, self._usage)
        people = [name for name in named if self._is_person(name)]
        dated = any(date.derivation is Derivation.EXPLICIT for date in dates)
        return Read(text, outside, named, people, self._subject, dated)

    def _is_person(self, name: Name) -> bool:
        return name.title or find(name.text, self._known) is not None

    def _in_words(self, read: Read, dates: Collection[Mention]) -> str:
        """Return what is wrong with what a sentence says, if anything."""
        outside = [name for name in read.names if read.outside[name.start] != " "]
        first = min(dates, key=lambda date: date.start, default=None)
        if not outside:
            return "names nothing and nobody"
        if first and first.derivation is not Derivation.EXPLICIT:
            return "has a date that another sentence completes"
        if _SPEAKER.search(read.outside):
            return "speaks in somebody's own voice"
        if not (_VERB.search(read.outside) or _IRREGULAR & set(read.outside.casefold().split())):
            return "has no verb"
        if not (read.dated or _FIGURE.search(read.outside)) and not _is_lasting(read):
            return "tells of an event without its date"
        if not (read.dated or self._is_telling(read, outside)):
            return "says too little, undated"
        if self._is_mangled(read.text):
            return "has lost an apostrophe"
        return "calls somebody by half a name" if any(self._is_stranger(read, name) for name in outside) else ""

    def _is_stranger(self, read: Read, name: Name) -> bool:
        """Say whether a sentence opens with somebody seldom spoken of, by half a name, who is no witness."""
        person = find(name.text, self._known)
        if " " in name.text or name.title or name.start >= _EARLY:
            return False
        if person is None:
            return folded(name.text) in self._given
        if " " not in person.name or person.mentions >= _WELL_KNOWN * self._most:
            return False
        named_in_full = any(surname(other.text) == surname(name.text) and " " in other.text for other in read.names)
        return not named_in_full and next_word(read.text, name.end) not in SAYING | HOLDING

    def _is_mangled(self, text: str) -> bool:
        """Say whether an apostrophe is lacking, in a word or behind a name: `Smiths house`."""
        owners = (owner[1] for owner in _OWNER.finditer(text) if owner[2] not in FUNCTION_WORDS)
        return _LOST.search(text) is not None or any(
            (self._damaged and not _MANY.search(owner)) or (len(owner) > 4 and surname(owner[:-1]) in self._known)
            for owner in owners
        )

    def _is_about(self, read: Read) -> bool:
        """Say whether a sentence names whom or what the document is about."""
        return any(self._topic & set(folded(name.text).split()) for name in read.names)

    def _is_telling(self, read: Read, named: Collection[Name]) -> bool:
        """Say whether a sentence without a date says enough: what the document is about and more, or figures."""
        several = len({name.text for name in named}) > 1
        if _FIGURE.search(read.outside):
            return several or self._is_about(read)
        opens = any(name.start < _EARLY for name in read.names if self._topic & set(folded(name.text).split()))
        return self._trusted and self._is_about(read) and (several or (opens and len(read.text) > _TELLING))

    def _score(self, read: Read, dates: Collection[Mention]) -> tuple[float, list[str]]:
        """Weigh how well a sentence reads alone, and say what speaks for it."""
        exact = read.dated and any(date.precision in (Precision.DAY, Precision.MONTH) for date in dates)
        first = min((name.start for name in read.names), default=len(read.text))
        about = self._is_about(read)
        merits = {
            "has an exact date" if exact else "has a date": 0.2 * read.dated + 0.1 * exact,
            "has a number": 0.1 * (not read.dated and _FIGURE.search(read.text) is not None),
            "names its subject": 0.15 * about,
            "names it early": 0.1 * (first < 40),
            "is of easy length": 0.1 * (70 <= len(read.text) <= 220),
            "quotes nobody": 0.05 * (read.text == read.outside),
        }
        score = 0.3 + sum(merits.values()) - 0.2 * (not self._trusted)
        return round(min(1.0, max(0.05, score)), 2), [merit for merit, weight in merits.items() if weight] or [
            "is whole"
        ]


def _is_lasting(read: Read) -> bool:
    """Say whether a sentence without a date tells of something that lasts, that is said, or that has its occasion."""
    if any(name.start < _EARLY and " " in name.text for name in read.people):
        return True
    front = _OCCASION.match(read.outside)
    if front and any(name.end <= front.end() for name in read.names):
        return True
    return _LASTING.search(read.outside) is not None or bool(_TOLD & set(read.outside.split()))


def _subject(title: str, people: Sequence[Person], known: Mapping[str, Person]) -> str:
    """Return the folded surname of whom a title names, or else of whom a document speaks of most by far, or nothing."""
    bare = title.partition("(")[0].strip()
    if bare and (person := find(bare, known)):
        return surname(person.name)
    most, next_most = (*(person.mentions for person in people[:2]), 0, 0)[:2]
    return surname(people[0].name) if most > max(5, 2 * next_most) else ""


def _topic(title: str) -> Collection[str]:
    """Return the words of a title that may name what a document is about, folded."""
    return {folded(word) for word in WORD.findall(title) if word[0].isupper() and len(word) > 3}


def _in_form(zone: Zone, text: str) -> str:
    """Return what is wrong with where a sentence stands and how it is written, if anything."""
    if zone not in _ZONES:
        return f"stands in a {zone.value}"
    if not SHORTEST <= len(text) <= LONGEST:
        return "is too short" if len(text) < SHORTEST else "is too long"
    if (
        not _WHOLE.fullmatch(text)
        or text[0].islower()
        or text[0] == "("
        or _ELLIPSIS.search(text)
        or not _is_balanced(text)
    ):
        return "is no whole sentence"
    if _POINTER.search(text) or _ADDRESS.search(text):
        return "points elsewhere"
    return ""


def _is_balanced(text: str) -> bool:
    """Say whether every bracket and quotation mark has its partner."""
    return text.count('"') % 2 == 0 and all(text.count(pair[0]) == text.count(pair[1]) for pair in _PAIRS)
