"""How much, how many, how far: the words that a number must stand beside to be the answer."""

from __future__ import annotations

import re
from types import MappingProxyType

from corpus.search.words import stem

_TIMES = "second minute hour day week month year decade century night winter summer"
_LENGTHS = "metre meter kilometre kilometer centimetre centimeter millimetre mile foot feet inch yard km cm mm league"
_WEIGHTS = "kilogram gram tonne ton pound ounce kg lb stone"
_MONEY = "dollar cent pound penny pence shilling euro franc mark ruble rouble kopeck peso yen crown lira usd million"
_AGES = "age aged year old"
_PEOPLE = "people person member soldier man troop worker inhabitant strong million"
_AREAS = "acre hectare square kilometre mile metre"

_ASKED = {
    r"\bhow (?:tall|high|deep|wide|far|thick)\b|\b(?:height|depth|width|distance)\b": _LENGTHS,
    r"\bhow long\b": f"{_TIMES} {_LENGTHS}",
    r"\bhow old\b": _AGES,
    r"\bhow (?:heavy|much .*\bweigh)": _WEIGHTS,
    r"\bhow fast\b|\b(?:top|maximum) speed\b": f"{_LENGTHS} knot mph hour",
    r"\bhow much .*\b(?:cost|pay|paid|rent|earn|worth|charge|spend|spent|money|price|buy|bought|sell|sold)\b": _MONEY,
    r"\bhow (?:big|large)\b": f"{_AREAS} {_LENGTHS} {_WEIGHTS} {_PEOPLE}",
    r"\bhow often\b": f"{_TIMES} time once twice daily annual",
}
_UNITS = MappingProxyType(
    {re.compile(asked): frozenset(stem(unit) for unit in units.split()) for asked, units in _ASKED.items()}
)
_COUNTED = re.compile(r"\bhow man+y (?:of )?(?:\w+ (?:of|and) )?(\w+)(?: (\w+))?|\bnumber of (\w+)(?: (\w+))?")


def units(plain: str) -> frozenset[str]:
    """Return the stems of the units in which a plain question wants its answer, or none."""
    return frozenset().union(*(known for asked, known in _UNITS.items() if asked.search(plain)))


def counted_words(plain: str) -> tuple[str, ...]:
    """Return the words that may name what is to be counted: "how many grey whales" counts whales."""
    found = _COUNTED.search(plain)
    return tuple(word for word in found.groups() if word) if found else ()
