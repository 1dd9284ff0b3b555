"""Which words in quotation marks are somebody's: not titles of works, scare quotes and terms."""

from __future__ import annotations

import re

from corpus.speech import words

SHORTEST = 4
"""Words of the shortest quotation within running text."""

_WORD = re.compile(r"[^\W_]+(?:['’‑-][^\W_]+)*")
_SMALL = words("""
    a an and as at but by de for from in into is it la le nor of on or over per the to too up via vs with und
""")
_NAMING = words("""
    titled entitled subtitled headlined nicknamed codenamed code-named dubbed captioned christened rechristened
    renamed named
""")
_WORKS = words("""
    album anthem article ballad ballet book booklet cartoon chapter column comedy concerto editorial encyclopedia
    episode essay feature film hymn journal leaflet magazine mural musical newspaper novel novella opera painting
    pamphlet paper picture play poem record sculpture series short-story single sketch song sonnet story symphony
    thesis track tragedy treatise trilogy volume waltz
""")
_TERMS = words("""
    term terms word words concept doctrine theory theories policy notion category so-called
""")
_LONGEST_TERM = 6
_BEFORE = 60


def is_wanted(text: str, start: int, end: int) -> bool:
    """Say whether the stretch between quotation marks is words of somebody, of at least `SHORTEST` words."""
    words = _WORD.findall(text, start, end)
    if len(words) < SHORTEST or _is_title_case(words):
        return False
    before = text[max(0, start - _BEFORE) : start - 1]
    sentence_before = re.split(r"[.;!?]\s", before)[-1]
    leading = [word.casefold() for word in _WORD.findall(sentence_before)]
    return not _is_named(leading, before, words)


def _is_title_case(words: list[str]) -> bool:
    """Say whether every word but the small ones is capitalised, as in a title or an office."""
    return all(word[0].isupper() or word[0].isdigit() or word in _SMALL for word in words)


def _is_named(leading: list[str], before: str, words: list[str]) -> bool:
    """Say whether the words before make the quotation a name or a term."""
    if not leading:
        return False
    if _NAMING.intersection(leading[-4:]):
        return True
    last, capital = leading[-1], words[0][0].isupper()
    if last in _WORKS and capital and not before.rstrip().endswith((":", ",")):
        return True
    if leading[-2:] in (["known", "as"], ["under", "title"], ["the", "title"]):
        return True
    bare = leading[:-1] if last == "of" else leading
    return bool(bare) and bare[-1] in _TERMS and len(words) <= _LONGEST_TERM and not capital
