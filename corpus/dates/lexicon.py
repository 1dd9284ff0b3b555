"""The words that English dates are made of, and folding that keeps every character in its place."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from corpus.model import Precision


def words(listed: str) -> frozenset[str]:
    """Return the words of a list."""
    return frozenset(listed.split())


def any_of(listed: Iterable[str]) -> str:
    """Return a pattern for words with or without a capital, by first letter, since `re` tries each in turn."""
    letters = groupby(sorted(listed, key=str.lower), key=lambda word: word[0].lower())
    return "|".join(f"[{a}{a.upper()}](?:{'|'.join(word[1:] for word in of_it)})" for a, of_it in letters)


_MONTH_NAMES = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_SHORT = ("Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sept", "Sep", "Oct", "Nov", "Dec")

MONTHS = {name.lower(): number for number, name in enumerate(_MONTH_NAMES, 1)}
MONTHS |= {name.lower(): 1 + [m[:3] for m in _MONTH_NAMES].index(name[:3]) for name in _SHORT}

SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}

UNITS = {
    "day": Precision.DAY,
    "morning": Precision.DAY,
    "afternoon": Precision.DAY,
    "evening": Precision.DAY,
    "night": Precision.DAY,
    "month": Precision.MONTH,
    "year": Precision.YEAR,
    "decade": Precision.DECADE,
    "century": Precision.CENTURY,
} | dict.fromkeys(SEASONS, Precision.SEASON)

_SMALL = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]

NUMBERS = {word: number for number, word in enumerate(_SMALL, 1)}
NUMBERS |= {word: 10 * number for number, word in enumerate(_TENS, 2)}
NUMBERS |= {f"{tens}-{small}": NUMBERS[tens] + NUMBERS[small] for tens in _TENS for small in _SMALL[:9]}
NUMBERS |= {"a": 1, "an": 1, "hundred": 100, "fourty": 40}

_ORDINALS = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
]

ORDINALS = {word: number for number, word in enumerate(_ORDINALS, 1)}
ORDINALS |= {tens[:-1] + "ieth": NUMBERS[tens] for tens in _TENS}
ORDINALS |= {f"{tens}-{word}": NUMBERS[tens] + ORDINALS[word] for tens in _TENS for word in _ORDINALS[:9]}

WEEKDAYS = {
    name: number
    for number, name in enumerate(("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"))
}

HOLIDAYS = {
    "new year's day": (1, 1),
    "new year's eve": (12, 31),
    "christmas": (12, 25),
    "christmas day": (12, 25),
    "christmas eve": (12, 24),
    "boxing day": (12, 26),
    "may day": (5, 1),
    "all saints' day": (11, 1),
}
"""Days with a name of their own; those before or after Easter are in EASTER."""

EASTER = {"easter": 0, "easter sunday": 0, "easter day": 0, "easter monday": 1, "good friday": -2}

EVENT_NOUNS = words("""
    revolution revolutions days uprising offensive theses manifesto coup crisis bloc massacre movement insurrection
    rising rebellion war plot conspiracy agreement accords declaration demonstrations demonstration group club
    monarchy ultimatum constitution programme program plan events putsch revolt rebels fighting harvest laws
    overthrow victory campaign brigade league society
""")
"""What follows a month that is half of a name: the October Revolution, the April Theses."""

UPHEAVALS = words("revolution insurrection uprising rising revolt coup putsch")
"""Those that make a name with a month even in lower case."""

COUNTED = words("""
    men women people persons children soldiers troops civilians prisoners officers sailors workers peasants strikers
    delegates members inhabitants residents villagers citizens refugees families households houses homes buildings
    villages tons tonnes kilograms kg grams pounds lb miles mi kilometres kilometers km metres meters m cm mm feet ft
    yards yd inches hectares acres square cubic litres liters gallons barrels guns rifles tanks aircraft planes
    ships vessels vehicles trucks horses cavalry cavalrymen infantry infantrymen riflemen volunteers fighters
    guerrillas insurgents rebels casualties dead deaths killed wounded injured dollars rubles roubles francs marks
    rupees yen euros percent per votes seats copies pages words books volumes items pieces objects hours hrs minutes
    seconds days weeks months years times rounds shells bombs missiles warheads others horsepower hp kw mw gw mhz ghz
    kcal calories cattle sheep students pupils teachers police policemen engineers employees specimens species
    warriors archers knights settlers colonists slaves passengers patients victims survivors supporters
    demonstrators protesters militants militiamen partisans hostages conscripts recruits reservists
""")
"""What a number before it counts, so that it is no year."""

NUMBERED = words("""
    no nos number p pp page pages vol volume vols chapter chap section sec article resolution order directive
    decree flight route highway room building model type class unit convoy psalm verse isbn issn doi line
    lines fig figure table box lot item opus op channel apartment apt suite version serial population
""")
"""What a number after it names, so that it is no year."""

COUNTING = words("""
    some nearly almost approximately roughly over exceeding totalling totaling numbering
""")
"""What says, before a number, that something is being counted."""

_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"
_QUOTES = {"\u2018": "'", "\u2019": "'", "\u201b": "'", "\u02bc": "'", "\u201c": '"', "\u201d": '"', "\u201e": '"'}
_SPACES = "\t\n\r\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_FOLDING = str.maketrans(dict.fromkeys(_SPACES, " ") | dict.fromkeys(_DASHES, "-") | _QUOTES)


def fold(text: str) -> str:
    """Return text of the same length with plain spaces, hyphens and quotation marks."""
    return text.translate(_FOLDING)
