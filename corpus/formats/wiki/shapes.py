"""What a single line looks like: a heading, a caption, a sentence, a list item, an attribution."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.formats.markers import without_markers
from corpus.formats.wiki.words import DISCOURSE, END_MATTER, FINITE, PICTURED, SAYING

_END = re.compile(r"[.!?…:;][\"'’”»)\]]*$")
_INNER_STOP = re.compile(r"[a-z0-9)\"”][.!?][\"”’)]* [A-Z\"“]")
_COMMA_YEARS = re.compile(r"^[^,]{3,40}, (?:1\d{3}|20\d{2})[–-](?:\d{4}|\d{2})$")
_YEARS = re.compile(
    r"\((?!c\.|ca\.|circa)[^()\d]{0,25}(?:1\d{3}|20\d{2})s?(?: ?[–-] ?(?:[^()\d]{0,20}\d{2,4}s?|present))?\)$"
)
_BULLET = re.compile(r"[•◦▪‣*·○●■–-][ \u00a0]|\d{1,4}[.)][ \u00a0](?![\^↑])")
_ENTRY = re.compile(r"(\d{1,6})\.[ \u00a0][\^↑]")
_DASH = re.compile(r"[—–―-]{1,2}\s?[\w\"'“‘]")
_PRONOUN = re.compile(r"(?:(?:^|[.!?,;:—(…] ?|\b[a-z'’]+ )I|\b(?:my|me|My|myself))\b(?!\.)")
_WE = re.compile(r"\b(?:[Ww]e|[Oo]ur|us|ourselves)\b")
_QUOTED = re.compile(r"\"[^\"]{0,2000}\"|“[^”]{0,2000}”")

_CONTENTS = re.compile(r"(?:[•◦] )?\d{1,2}(?:\.\d{1,2}){0,4}\.?[ \u00a0]+[^\W\d]")
_GLUED = re.compile(r"[a-z)][A-Z0-9]|\d[A-Z]")
_WORK = re.compile(r"(?<!\d)[12]\d{3}(?!\d)|\bISBN\b|\bdoi:")

OPENING = frozenset("\"“‘'«")
HEADING_LENGTH, HEADING_WORDS = 80, 10
CAPTION_LENGTH = 320

_EXPLICIT = re.compile(
    r"\((?:left|right|cent(?:re|er)|top|bottom|pictured|sitting|standing|seated)"
    r"|\bin the (?:back|fore)ground\b|depicting"
)
_CLOSING_MARKER = re.compile(r"\[[^\[\]]{1,40}\]$")
_SHOWN = (
    r"\b(?:in|of|circa|c\.|ca\.|until|since|from|on|around|by|during|,)[ ,]*(?:the )?(?:early |late |mid-)?"
    r"(?:[0-9]{1,2} )?(?:[A-Z][a-z]+ )?(?:[0-9]{1,2}, )?[12]\d{3}s?(?:[–-]\d{2,4})?$"
    r"|\((?:left|right|cent(?:re|er)|top|bottom|pictured|above|below|sitting|standing|seated|shown|background|foreground"
    r"|far |front|second |third |first |both |middle)"
    r"|\((?:c\.|ca\.|circa) ?\d|\b(?:left to right|clockwise from|in the (?:background|foreground|cent(?:re|er)))\b"
    rf"|^(?:An? |The )?(?:[\w,-]+ ){{0,3}}(?i:{PICTURED}) "
    r"(?:of|at|by|showing|depicting|for|on|to|with|lost|from|holding)\b"
    r"|\b(?:depicting|showing|attributed to|photographed|pictured|as seen|as it appears)\b"
    r"|^(?:[A-Z]\S+ )+\w{2,}ing (?:an?|the|his|her|their|at|in|to|by|with|from|[A-Z])"
)
_SENTENCE_SIGNS = re.compile(_SHOWN)
_CAPTION_SIGNS = re.compile(
    _SHOWN + r"|[a-z] with (?:an?|his|her|their) | (?:and|with) [A-Z]\w+ at (?:the|an?) "
    r"|, (?:where|who|which|as|after|before|with|awaiting) "
)
_OF_YEAR = re.compile(r"^(?:\S+ ){1,3}of \d{4}$")
_LATE_PARTICIPLE = re.compile(
    r"\b\w+(?:ed|lost|held|built|made|won|taken) (?:by|under|in|at|during|from|after|near|on)\b"
)
_FINITE = re.compile(
    rf"\b(?:{FINITE}|[a-z]{{3,}}(?<!depict)s that"
    r"|(?<!\ba )(?<!\ban )(?<!\bthe )(?<!\bof )[a-z]{2,}ed"
    r"(?! (?:by|in|at|on|under|from|with|as|to|during|after|near|for|of|circa|c\.|\w+ly)\b)(?= [\w\"“]))\b"
)
_VERB_LIKE = re.compile(r"\b(?:is|are|can|may|will)\b|(?<!['’])\b[a-z]{2,}[a-rt-z]s\b")
_FIRST_END = re.compile(r"(?<=[a-z0-9)\"”])[.!?] (?=[A-Z\"“])| – (?=[a-z])")
_AFTER_NAME = re.compile(r",| (?:in|with|at|on|as|and|by|during|near|aged|c\.|circa|\w+ing)\b| \(")
_INTRODUCES = re.compile(r"\b(?:following|below|as follows|these words|this way|thus)\b", re.IGNORECASE)
_SAYING = re.compile(rf"\b(?:{SAYING})\b")


@dataclass(frozen=True, slots=True)
class Subject:
    """What the article is about: its whole title, and the name by which captions call a person."""

    title: str
    name: str

    @classmethod
    def of(cls, title: str) -> Subject:
        """Return the subject of an article with this title."""
        plain = re.sub(r" ?\([^()]*\)$", "", title).strip()
        words = plain.split()
        person = 1 < len(words) <= 4 and all(word[:1].isupper() for word in words)
        return cls(plain, words[-1] if person else plain)

    def begins(self, text: str) -> bool:
        """Whether a line begins with the subject's name, and not as "Weir's"."""
        for name in {self.title, self.name} - {""}:
            if text.startswith(name) and not re.match(r"['’\w]", text[len(name) :]):
                return text != name
        return False


def bare(text: str) -> str:
    """Return a line without its reference markers, or the end of a very long one."""
    return without_markers(text[-2000:]).strip()


def is_entry(text: str) -> re.Match[str] | None:
    """Match the beginning of an entry of a list of notes or references: "12. ^ "."""
    return _ENTRY.match(text)


def is_bullet(text: str) -> bool:
    """Whether a line is an item of a list."""
    return bool(_BULLET.match(text))


def is_attribution(text: str) -> bool:
    """Whether a line says whose the words before it are: "—Ada Weir, 1932"."""
    return len(text) <= CAPTION_LENGTH and bool(_DASH.match(text)) and not _BULLET.match(text)


def ends(text: str) -> bool:
    """Whether a line ends as a sentence does."""
    return bool(_END.search(bare(text)))


def is_sentence(text: str) -> bool:
    """Whether a line reads as prose: sentences one after another, or one that is long and ends."""
    plain = bare(text)
    return len(text) > CAPTION_LENGTH or (bool(_END.search(plain)) and len(plain.split()) > 5)


def introduces_quotation(text: str) -> bool:
    """Whether the words of somebody must follow a paragraph: it ends with a colon, or says "the following"."""
    plain = bare(text)
    if plain.endswith(":"):
        return True
    tail = plain[-400:]
    return bool(
        (match := _INTRODUCES.search(tail)) and _SAYING.search(tail, max(0, match.start() - 120)) and _saying_near(tail)
    )


def _saying_near(tail: str) -> bool:
    """Whether "the following" stands with a word for saying in one of the last two sentences."""
    sentences = re.split(r"(?<=[.!?]) (?=[A-Z\"“])", tail)[-2:]
    return any(re.search(r"\b[Tt]he following\b", one) and _SAYING.search(one) for one in sentences)


def is_first_person(text: str) -> bool:
    """Whether a paragraph speaks as I or we outside quotation marks, as an encyclopaedia never does."""
    plain = _QUOTED.sub(" ", bare(text))
    return len(_PRONOUN.findall(plain)) >= 2 or len(_WE.findall(plain)) >= 4


def is_wholly_quoted(text: str) -> bool:
    """Whether a whole paragraph stands in one pair of quotation marks."""
    plain = bare(text)
    if len(plain.split()) < 12 or plain != without_markers(text).strip():
        return False
    if plain[0] == "“":
        return plain.endswith("”") and "“" not in plain[1:]
    return plain[0] == '"' and plain.endswith('"') and plain.count('"') == 2


def is_described(text: str, subject: Subject) -> bool:
    """Whether a line under a quotation says whose and what it is, as "Weir describing the flood in 1932"."""
    plain = bare(text).rstrip(".")
    return len(text) <= 250 and not _INNER_STOP.search(plain) and has_caption_signs(plain, subject)


def is_picture(text: str, subject: Subject) -> bool:
    """Whether a line is a caption that says itself that it is one."""
    return is_caption(text, subject) and has_caption_signs(bare(text).rstrip("."), subject)


def is_table(texts: Sequence[str]) -> bool:
    """Whether lines that stand together are rows: cells apart by tabs, glued to each other, or many short lines."""
    if any("\t" in text for text in texts):
        return True
    glued = sum(len(text) <= CAPTION_LENGTH // 2 and not ends(text) and bool(_GLUED.search(text)) for text in texts)
    if len(texts) > 2 and 2 * glued > len(texts):
        return True
    return len(texts) > 3 and sum(len(text) for text in texts) < 50 * len(texts) and not any(map(ends, texts))


def is_poem(texts: Sequence[str]) -> bool:
    """Whether lines that stand together are verses: short, and more of them than a caption or two."""
    return len(texts) > 2 and all(len(text) <= 70 for text in texts) and 2 * sum(map(ends, texts)) <= len(texts)


def is_contents(text: str) -> bool:
    """Whether a line looks like one of a table of contents: "2.1 Early work"."""
    return text == "Contents" or (len(text) <= HEADING_LENGTH and bool(_CONTENTS.match(text)) and not ends(text))


def is_left_open(text: str) -> bool:
    """Whether a paragraph opens a quotation and does not close it, so that the next one goes on with it."""
    if text[0] == "“":
        return text.count("“") > text.count("”")
    return text[0] == '"' and text.count('"') % 2 == 1


def is_work(text: str) -> bool:
    """Whether an item of a list is a book or an article rather than a link."""
    return bool(_WORK.search(text[: 2 * CAPTION_LENGTH]))


def is_back_heading(text: str) -> bool:
    """Whether a line is a heading of an article's end: "See also", "Further reading", "Works by Weir"."""
    folded = bare(text[:200]).casefold()
    return len(text) <= HEADING_LENGTH and (
        folded in END_MATTER or bool(re.match(r"(?:works|books|writings) (?:by|about|on) \w", folded))
    )


def is_heading(text: str, subject: Subject) -> bool:
    """Whether a line that stands alone is a heading rather than a caption or a sentence."""
    if len(text) > HEADING_LENGTH or not (text[0].isupper() or text[0].isdigit() or text[0] in "\"'“‘"):
        return False
    if is_back_heading(text):
        return True
    plain = bare(text)
    if not plain or re.search(r"[.:;,!]$", plain) or _INNER_STOP.search(plain) or is_bullet(text):
        return False
    if _COMMA_YEARS.match(plain) and len(plain.split()) <= HEADING_WORDS:
        return not subject.begins(plain) and not has_caption_signs(plain.rpartition(",")[0], subject)
    if _YEARS.search(plain) and len(plain.split()) <= HEADING_WORDS + 2:
        return not subject.begins(plain)
    return len(plain.split()) <= HEADING_WORDS and not has_caption_signs(plain, subject)


def has_caption_signs(plain: str, subject: Subject) -> bool:
    """Whether a short line says what a picture shows: who, doing what, where and when."""
    if _OF_YEAR.match(plain):
        return False
    if subject.begins(plain) or _CAPTION_SIGNS.search(plain):
        return True
    return len(plain.split()) >= 6 and bool(_LATE_PARTICIPLE.search(plain))


def is_caption(text: str, subject: Subject, *, placed: bool = False, headed: bool = False) -> bool:
    """Whether a line is a caption.

    `placed` says that it stands with others of which one at least must be, `headed` that a heading is just above.
    """
    if len(text) > CAPTION_LENGTH:
        return False
    plain = bare(text)
    if not plain or plain[-1] in ":;":
        return False
    if not _END.search(plain):
        return True
    first = _FIRST_END.split(_QUOTED.sub("", plain))[0].rstrip(".")
    if not first or first.split()[0].casefold() in DISCOURSE or _FINITE.search(first):
        return False
    if _CLOSING_MARKER.search(text) and not _EXPLICIT.search(plain):
        return False
    return placed or _shows(first, subject) or (headed and not _VERB_LIKE.search(first))


def _shows(sentence: str, subject: Subject) -> bool:
    """Whether a sentence without a verb says what a picture shows."""
    if subject.begins(sentence):
        name = subject.title if sentence.startswith(subject.title) else subject.name
        return bool(_AFTER_NAME.match(sentence, len(name)))
    return bool(_SENTENCE_SIGNS.search(sentence))
