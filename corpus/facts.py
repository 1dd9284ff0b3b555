"""Which sentences can stand alone, in a daily post or as a fact: they name what they speak of and say something."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.model import Paragraph, Sentence, Zone

SHORTEST = 40
LONGEST = 400

_DANGLING = re.compile(
    r"(?:he|she|it|they|his|her|its|their|this|these|those|that|such|there|here|then|thus|hence|both|one|another|some|"
    r"however|therefore|meanwhile|later|afterwards|instead|also|but|and|or|so|nor|yet|the (?:following|next|same|latter|"
    r"former|two|other)|according to (?:him|her|them))\b",
    re.IGNORECASE,
)
_NAME = re.compile(r"(?<=[^.!?] )[A-Z][\w’'-]+")
_FIGURE = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a sentence stands alone, how well from 0 to 1, and in a few words why or why not."""

    stands: bool
    score: float
    reason: str


def standalone(paragraph: Paragraph) -> Iterator[tuple[Sentence, Verdict]]:
    """Judge each sentence of a paragraph."""
    for sentence in paragraph.sentences:
        yield sentence, judge(paragraph.text[sentence.start : sentence.end], paragraph.zone)


def judge(text: str, zone: Zone) -> Verdict:
    """Judge a sentence by its words and where it stands."""
    if zone not in {Zone.PROSE, Zone.LIST_ITEM}:
        return Verdict(False, 0.0, f"stands in a {zone.value}")
    if not SHORTEST <= len(text) <= LONGEST:
        return Verdict(False, 0.0, "too short" if len(text) < SHORTEST else "too long")
    if not text[0].isupper() or text[-1] not in '.”"’)':
        return Verdict(False, 0.0, "no whole sentence")
    if _DANGLING.match(text):
        return Verdict(False, 0.0, "begins with a word that points back")
    names, figure = len(_NAME.findall(text)), bool(_FIGURE.search(text))
    if not names and not figure:
        return Verdict(False, 0.0, "names nothing and nobody")
    return Verdict(True, min(1.0, 0.5 + 0.1 * min(names, 3) + 0.2 * figure), "names what it speaks of")
