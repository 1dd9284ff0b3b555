"""Who did what, as far as the words show it: a subject, a verb, and the names behind it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.search.words import Stems

_PASSIVE = re.compile(r"\b(?:was|were|is|are|had|has|have)\s+(?:(?:been|not|also|then|finally|\w+ly)\s+){0,2}(\w+)")
_ACTIVE = re.compile(
    r"\b(\w{2,}ed|began|met|left|came|went|took|won|fell|held|broke|fled|became|gave|made|wrote|shot|sent|led|lost|rose"
    r"|set|drew|sold|bought|built|spoke|swore|struck|stood|sank|beat|cut|burnt|found|kept|laid|lay|paid|ran|said|saw|sat"
    r"|taught|told|threw|tore|withdrew)\b"
)
_NAME = re.compile(r"(?<![.!?] )(?<!^)\b[^\W\d_a-z]\w+")
_LONGEST_SUBJECT = 160


@dataclass(frozen=True, slots=True)
class Deed:
    """The stems of the subject, the stem of the verb, and the stems of the names behind it."""

    who: frozenset[str]
    did: str
    names: frozenset[str] = frozenset()


NOTHING = Deed(frozenset(), "")


def read_deed(text: str, stems: Stems) -> Deed:
    """Return who did what in a clause; nothing where it has no verb that one can tell, or no subject."""
    found = [match for pattern in (_PASSIVE, _ACTIVE) if (match := pattern.search(text, 0, _LONGEST_SUBJECT))]
    if not found:
        return NOTHING
    verb = min(found, key=lambda match: match.start())
    behind = " ".join(_NAME.findall(text, verb.end()))
    return Deed(content(text[: verb.start()], stems), stems.of(verb[1]), content(behind, stems))


_DATES = frozenset(
    Stems().content(
        "January February March April May June July August September October November December early late mid "
        "Monday Tuesday Wednesday Thursday Friday Saturday Sunday year month day spring summer autumn winter"
    )
)


def content(text: str, stems: Stems) -> frozenset[str]:
    """Return the stems of the words that carry meaning, without those of dates."""
    return frozenset(stem for stem in stems.content(text) if not stem.isdecimal()) - _DATES
