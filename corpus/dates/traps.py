"""What looks like a date and is none: counts, street numbers, names that hold a month, verbs that look like one."""

from __future__ import annotations

import re

from corpus.dates import lexicon

_LAST_WORD = re.compile(r"([A-Za-z']+\.?|[^A-Za-z' ]) ?$")
_NEXT_WORD = re.compile(r"[ -]?([A-Za-z]+)")
_STREET = re.compile(
    r" (?:[A-Z][\w.'-]* ){0,3}(?:Avenue|Street|Road|Lane|Boulevard|Drive|Square|Place|Ave|St|Rd|Blvd)\b"
)
_MEASURE = re.compile(r" ?[%°]|:[0-9]|/(?![0-9]{2}(?:[0-9]{2})?(?![0-9]))")
_ANOTHER_SEASON = re.compile(rf"\b(?:{'|'.join(lexicon.SEASONS)})(?: ?- ?| and | or | to )(?:the )?(?:early |late )?$")
_COMPOUND = re.compile(rf"-(?!{'|'.join(lexicon.SEASONS)})[a-z]")
_LEAD = 24  # characters: enough for the longest word that matters

_MONTH_BEFORE = lexicon.words("""
    in by since until till of from to during through throughout between before after around about and or next last
    this that on early late mid for toward towards circa following previous same past as
""")
_SEASON_BEFORE = _MONTH_BEFORE | {"the", "over", "into"}
_RECURRING = lexicon.words("every each typical all most usual annual")
_OWNING = lexicon.words("""
    the a an his her its their our my this that
""")
_DOUBTFUL_BEFORE_MAY = lexicon.words("that and or this as before after on for")
_ANOTHER_MONTH = re.compile(rf"(?: ?[-/] ?| to | and | or )(?:{'|'.join(lexicon.MONTHS).title()})\b")
_MONTH_NAMES = frozenset(name for name in lexicon.MONTHS if len(name) > 4) | {"may", "june", "july"}
_DOUBTFUL_MONTHS = lexicon.words("""
    march may april june august
""")
_DATING = lexicon.words("""
    in since until till by from during before after of circa between to through and or early late mid
""")
_NO_SEASON = lexicon.words("""
    palace palaces olympics olympic games game war house home homes school schools camp camps residence clothing clothes
    coat coats quarters garden gardens water waters solstice equinox cottage retreat festival break vacation sports
    wheat crop crops sleep line of in into on from apart short back behind under for to was out upon within
""")
_TITLED = lexicon.words("""
    called titled entitled named novel
""")
LOWEST, HIGHEST = 1000, 2100
_FOUR = 4


def word_before(text: str, at: int) -> str:
    """Return the word or mark before a place, in lower case."""
    match = _LAST_WORD.search(text[max(0, at - _LEAD) : at])
    return match[1].lower() if match else ""


def _word_after(text: str, at: int) -> str:
    """Return the word after a place as it stands."""
    match = _NEXT_WORD.match(text, at, at + _LEAD + 1)
    return match[1] if match else ""


def is_glued(text: str, start: int) -> bool:
    """Say whether digits at a place belong to a longer number, an amount, or a word."""
    before = text[start - 1 : start]
    if before in "$£€¥#_+*=&@" and before:
        return True
    if before in ".,:/" and before:
        return text[start - 2 : start - 1].isdigit()
    if before == "-":
        return text[start - 2 : start - 1].isalpha() and not text[start - 2 : start - 1].islower()
    return False


def is_count(text: str, start: int, end: int, year: int) -> bool:
    """Say whether a bare number of four digits counts, names or measures something instead of being a year."""
    before, after = word_before(text, start), _word_after(text, end)
    if year <= 0 or end - start < _FOUR:  # it has got its era from the range that it begins
        return False
    if is_glued(text, start) or not LOWEST <= year <= HIGHEST:
        return True
    if before in lexicon.COUNTING | _TITLED or (before.rstrip(".") in lexicon.NUMBERED and text[end : end + 1] != "-"):
        return True
    if after.lower() in lexicon.COUNTED and not _dates(text, start, end, before):
        return True
    if text[start - 1 : start] in {'"', "'"} and text[end : end + 1] == text[start - 1]:
        return True
    return bool(_MEASURE.match(text, end) or _STREET.match(text, end))


def _dates(text: str, start: int, end: int, before: str) -> bool:
    """Say whether "in 1917 workers" rather than "1917 workers" is meant; a comma between says so, too."""
    return text[end : end + 1] != " " or (before in {"in", "since", "during"} and text[start - 1] == " ")


def is_recurring(text: str, start: int) -> bool:
    """Say whether "every summer" is meant, which is no time of any one year."""
    return word_before(text, start) in _RECURRING


def is_dating(text: str, start: int) -> bool:
    """Say whether the word before a place is one that a date can follow."""
    return word_before(text, start) in _MONTH_BEFORE


def names_event(text: str, end: int) -> bool:
    """Say whether the word after a month makes a name of both: the October Revolution, the October revolution."""
    after = _word_after(text, end)
    return after in lexicon.UPHEAVALS or (after[:1].isupper() and after.lower() in lexicon.EVENT_NOUNS)


def is_name(text: str, start: int, end: int) -> bool:
    """Say whether a bare month is a name, a verb, or half of a name instead of a date."""
    month, before, after = text[start:end].lower(), word_before(text, start), _word_after(text, end)
    if month not in _MONTH_NAMES or names_event(text, end):
        return True
    if _ANOTHER_MONTH.match(text, end) or before in _MONTH_BEFORE - _DOUBTFUL_BEFORE_MAY:
        return False
    if month == "may" or (before in _OWNING and not after.islower()):
        return True
    if before in _MONTH_BEFORE:
        return False
    if after[:1].isupper() and text[end : end + 1] == " ":
        return before in _OWNING or month in _DOUBTFUL_MONTHS
    return month in _DOUBTFUL_MONTHS and before not in _OWNING | {",", "-", ";", "(", ""}


def is_no_season(text: str, start: int, end: int) -> bool:
    """Say whether a bare season is a verb, a source of water or a palace instead of a time."""
    if _ANOTHER_SEASON.search(text[max(0, start - _LEAD) : start]):
        return False
    if _COMPOUND.match(text, end):
        return True
    season, before, after = text[start:end], word_before(text, start), _word_after(text, end)
    if after.lower() in _NO_SEASON and text[end : end + 1] in " -":
        return after.lower() not in {"in", "for", "to", "was", "on", "from"} or season in {"spring", "fall"}
    if season[0].isupper() and (after[:1].isupper() or text[max(0, start - 2) : start - 1].isalpha()):
        return before not in _SEASON_BEFORE or before in _OWNING
    if season.lower() in {"spring", "fall"}:
        return before not in _SEASON_BEFORE - {"to", "of", "and", "or", "as", "for"} and after.lower() not in _CAMPAIGNS
    return False


_CAMPAIGNS = lexicon.words("""
    offensive offensives campaign campaigns semester term session sessions elections
""")
