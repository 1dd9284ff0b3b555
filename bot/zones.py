"""Time zones as people call them: cities, countries, offsets, abbreviations; each with what time it is there now."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

from rapidfuzz import fuzz, process

from bot.cities import ELSEWHERE
from bot.schedule import NoSuchZone, zone

_MOST = 25
_LONGEST_NAME = 100
_LONGEST_TYPED = 64
_LONGEST_ALIAS = 40
_ALIKE = 75  # of 100
_SHORTEST_INSIDE = 3  # one or two letters begin a word of nearly every place
_SHORTEST_MISSPELT = 4

# Offered first, and in this order where a place is as fitting as another; the first 25 are offered for nothing typed.
_WELL_KNOWN: Final = """
UTC Europe/London Europe/Berlin America/New_York America/Chicago America/Denver America/Los_Angeles America/Sao_Paulo
America/Mexico_City America/Argentina/Buenos_Aires Africa/Lagos Africa/Johannesburg Africa/Cairo Europe/Istanbul
Europe/Moscow Asia/Dubai Asia/Karachi Asia/Kolkata Asia/Dhaka Asia/Bangkok Asia/Shanghai Asia/Singapore Asia/Tokyo
Australia/Sydney Pacific/Auckland Europe/Paris Europe/Madrid Europe/Rome Europe/Amsterdam Europe/Warsaw Europe/Kyiv
Europe/Athens Europe/Dublin Europe/Lisbon Europe/Stockholm Europe/Vienna Europe/Zurich Europe/Brussels Europe/Prague
America/Toronto America/Vancouver America/Bogota America/Lima America/Santiago America/Halifax Asia/Seoul Asia/Manila
Asia/Jakarta Asia/Hong_Kong Asia/Tehran Asia/Jerusalem Asia/Riyadh Africa/Nairobi Australia/Melbourne Australia/Perth
"""
# Of several zones that an abbreviation is used in, those that are meant most often; the others follow.
_ABBREVIATED: Final = """
GMT: UTC Europe/London
ET: America/New_York
EST: America/New_York America/Toronto
CT: America/Chicago
CST: America/Chicago Asia/Shanghai
MT: America/Denver
MST: America/Denver America/Phoenix
PT: America/Los_Angeles
PST: America/Los_Angeles America/Vancouver
BST: Europe/London Asia/Dhaka
IST: Asia/Kolkata Europe/Dublin Asia/Jerusalem
AST: America/Halifax Asia/Riyadh
BRT: America/Sao_Paulo
ART: America/Argentina/Buenos_Aires
CLT: America/Santiago
GST: Asia/Dubai
ICT: Asia/Bangkok
SGT: Asia/Singapore
MYT: Asia/Kuala_Lumpur
TRT: Europe/Istanbul
IRST: Asia/Tehran
NPT: Asia/Kathmandu
AET: Australia/Sydney
"""
_OFFSET = re.compile(r"(?:utc|gmt)?\s?(?P<sign>[+-])\s?(?P<hours>[0-9]{1,2})(?::?(?P<minutes>[0-5][0-9]))?h?")
_ABBREVIATION = re.compile("[A-Z]{3}([0-9][A-Z]{3})?")
_VERSION = re.compile(r"# version ([0-9]{4}[a-z]+)")
_NO_WORD = re.compile(r"[\W_]+")
_DASHES = str.maketrans("‐‑‒–—−", "------")


class Choice(NamedTuple):
    """One suggestion: the line that is shown, and the IANA name that it stands for."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Place:
    """A name for a zone: the zone's own, or one that people use (`alias`). What is looked in is folded:

    `words` are the name itself, `path` is the zone's whole IANA name, `around` is all that may be typed with it.
    """

    words: str
    path: str
    around: str
    title: str
    alias: str
    zone: ZoneInfo
    rank: int


@dataclass(frozen=True, slots=True)
class Zones:
    """All names of zones, held in memory; load it once, in a thread."""

    places: tuple[Place, ...]
    spelt: tuple[str, ...]
    abbreviated: Mapping[str, tuple[Place, ...]]
    by_name: Mapping[str, ZoneInfo]

    def suggest(self, typed: str, now: datetime) -> list[Choice]:
        """Return at most 25 zones that fit what is typed so far, the likeliest first."""
        offset = _offset(typed)
        if offset is not None:
            found = [each for each in self._own() if now.astimezone(each.zone).utcoffset() == offset]
        elif words := fold(typed[:_LONGEST_TYPED]):
            found = self._named(words)
        else:
            found = sorted(self._own()[:_MOST], key=lambda place: _utcoffset(place, now))
        first = {place.zone.key: place for place in reversed(found)}
        distinct = dict.fromkeys(place.zone.key for place in found)
        return [_choice(first[key], now) for key in list(distinct)[:_MOST]]

    def find(self, typed: str, now: datetime) -> ZoneInfo:
        """Return the zone of an IANA name, or of a place that has only one. Raises NoSuchZone with the nearest."""
        words = fold(typed[:_LONGEST_TYPED])
        exact = {place.zone.key: place.zone for place in self.places if place.words == words}
        if (known := self.by_name.get(typed.strip().casefold())) is not None:
            return known
        if len(exact) == 1 and words.upper() not in self.abbreviated:
            return next(iter(exact.values()))
        near = [choice.value for choice in self.suggest(typed, now)[:3]]
        hint = f"Did you mean {' or '.join(near)}?" if near else "Write a large city near you, or UTC."
        raise NoSuchZone(f"There is no time zone “{typed.strip()[:40]}”. {hint}")

    def _own(self) -> list[Place]:
        return [place for place in self.places if not place.alias]

    def _named(self, words: str) -> list[Place]:
        """Return the places of an abbreviation or of a name that is begun; where there is none, of a misspelling."""
        found = [place for place in self.places if place.words.startswith(words)]
        if len(words) >= _SHORTEST_INSIDE:
            found = list(self.places)
            for word in words.split():
                part = f" {word}"
                found = [place for place in found if part in place.around]
        fitting = [*self.abbreviated.get(words.upper(), ()), *sorted(found, key=lambda place: _fit(place, words))]
        if fitting or len(words) < _SHORTEST_MISSPELT:
            return fitting
        near = process.extract(words, self.spelt, scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=_MOST)
        return [self.places[number] for _, _, number in near]


def load(now: datetime) -> Zones:
    """Read the tz database's own lists. Takes 0.2 s; abbreviations are those of this half year and the next."""
    places = sorted(_places(), key=lambda place: (place.rank, place.alias))
    names = {place.zone.key.casefold(): place.zone for place in places}
    links = {old.casefold(): names[new.casefold()] for new, old in _links() if new.casefold() in names and "/" in old}
    return Zones(
        tuple(places),
        tuple(place.words for place in places),
        MappingProxyType(_abbreviations([place for place in places if not place.alias], now)),
        MappingProxyType(links | names),
    )


def search_path(folders: Sequence[str], packaged: str = "") -> tuple[str, ...]:
    """Return where zones are to be read from: these folders, or nowhere but the tzdata package where it is newer.

    Python reads a machine's copy first, however old it is. Give the answer to `zoneinfo.reset_tzpath` before any zone
    is made. Versions read like 2026a; nothing stands for the package's own.
    """
    copies = [path for folder in folders if (path := Path(folder, "tzdata.zi")).is_file()]
    version = _version(copies[0].read_text("utf-8")) if copies else ""
    return tuple(folders) if version > (packaged or _version(_text("tzdata.zi"))) else ()


def _version(rules: str) -> str:
    match = _VERSION.match(rules)
    return match[1] if match else ""


def fold(text: str) -> str:
    """Return words in small letters without accents, a space between each."""
    plain = "".join(each for each in unicodedata.normalize("NFKD", text) if not unicodedata.combining(each))
    return _NO_WORD.sub(" ", plain.casefold()).strip()


def _fit(place: Place, words: str) -> tuple[int, bool]:
    """Return how well a place fits: a whole name before one that is begun, a zone's own before another."""
    begun = place.words.startswith(words) or place.path.startswith(words)
    return (0 if place.words == words else 1 if begun else 2), bool(place.alias)


def _offset(typed: str) -> timedelta | None:
    """Return the offset that is typed: +2, UTC+5:30, gmt-3; none where it is no offset."""
    match = _OFFSET.fullmatch(typed[:_LONGEST_TYPED].translate(_DASHES).strip().casefold())
    if match is None:
        return None
    size = timedelta(hours=int(match["hours"]), minutes=int(match["minutes"] or 0))
    return -size if match["sign"] == "-" else size


def _utcoffset(place: Place, now: datetime) -> timedelta:
    return now.astimezone(place.zone).utcoffset() or timedelta()


def _choice(place: Place, now: datetime) -> Choice:
    local = now.astimezone(place.zone)
    title = f"{place.alias[:_LONGEST_ALIAS]}: {place.title}" if place.alias else place.title
    return Choice(f"{title} — now {local:%H:%M}, {_shown(_utcoffset(place, now))}"[:_LONGEST_NAME], place.zone.key)


def _shown(offset: timedelta) -> str:
    """Return an offset as people write it: UTC+5:30."""
    hours, minutes = divmod(abs(offset) // timedelta(minutes=1), 60)
    sign = "" if not offset else "+" if offset > timedelta() else "−"
    return f"UTC{sign}{hours if offset else ''}{f':{minutes:02}' if minutes else ''}"


def _places() -> Iterator[Place]:
    """Yield a place for each zone, and one for each country, former name and city that lies in it."""
    ranks = {name: rank for rank, name in enumerate(_WELL_KNOWN.split())}
    countries = dict(_rows("iso3166.tab"))
    owners = {name: countries.get(code, "") for code, _, name, *_ in _rows("zone.tab")}
    elsewhere = {name: cities.split(", ") for name, cities in _lines(ELSEWHERE)}
    former: dict[str, list[str]] = {}
    for new, old in _links():
        last = old.rpartition("/")[2]
        if not _ABBREVIATION.fullmatch(last):
            former.setdefault(new, []).append(last.replace("_", " "))
    for rank, (name, country) in enumerate(owners.items(), len(ranks)):
        if (known := _known(name)) is not None:
            others = [country, *elsewhere.get(name, []), *former.get(name, [])]
            yield from _names(known, country, others, ranks.get(name, rank))
    yield Place(
        "utc",
        "etc utc",
        " utc etc universal without clock changes",
        "UTC, without clock changes",
        "",
        ZoneInfo("UTC"),
        0,
    )
    for hours in (*range(-12, 0), *range(1, 15)):
        yield _fixed(hours, len(ranks))


def _fixed(hours: int, rank: int) -> Place:
    """Return the zone that has an offset all year; its name has the sign the other way round."""
    known, shown = ZoneInfo(f"Etc/GMT{-hours:+}"), _shown(timedelta(hours=hours))
    words, path = fold(shown), fold(known.key)
    around = f" {words} {path} without clock changes"
    return Place(words, path, around, f"{shown}, without clock changes", "", known, rank)


def _names(known: ZoneInfo, country: str, others: Iterable[str], rank: int) -> Iterator[Place]:
    """Yield a zone under its own name and under the others."""
    title = ", ".join(reversed(known.key.replace("_", " ").split("/")))
    around = f" {fold(title)} {fold(country)}"
    yield Place(fold(title.split(",")[0]), fold(known.key), around, title, "", known, rank)
    for other in filter(fold, dict.fromkeys(others)):
        yield Place(fold(other), "", f" {fold(other)}{around}", title, other, known, rank)


def _abbreviations(own: Sequence[Place], now: datetime) -> dict[str, tuple[Place, ...]]:
    """Return the zones of each abbreviation: those that are meant most often, then all where clocks show it."""
    by_key = {place.zone.key: place for place in own}
    used: dict[str, list[Place]] = {
        short: [by_key[key] for key in keys.split() if key in by_key] for short, keys in _lines(_ABBREVIATED)
    }
    for place in own:
        for at in (now, now + timedelta(days=182)):
            short = at.astimezone(place.zone).tzname() or ""
            if short.isalpha():
                used.setdefault(short, []).append(place)
    return {
        short: tuple(_called(place, short) for place in {place.zone.key: place for place in places}.values())
        for short, places in used.items()
    }


def _called(place: Place, short: str) -> Place:
    return place if fold(short) == place.words else replace(place, alias=short)


def _known(name: str) -> ZoneInfo | None:
    """Return a zone, or nothing where this machine's copy of the database is older than the list."""
    try:
        return zone(name)
    except NoSuchZone:
        return None


def _links() -> Iterator[tuple[str, str]]:
    """Yield today's name and a former one of zones that were renamed or brought together."""
    rows = (line.split() for line in _text("tzdata.zi").splitlines() if line.startswith("L "))
    return ((new, old) for _, new, old in rows)


def _rows(name: str) -> list[list[str]]:
    return [line.split("\t") for line in _text(name).splitlines() if line and not line.startswith("#")]


def _text(name: str) -> str:
    return files("tzdata").joinpath("zoneinfo", name).read_text("utf-8")


def _lines(table: str) -> Iterator[tuple[str, str]]:
    """Yield key and rest of each line of a table."""
    for line in table.strip().splitlines():
        key, _, rest = line.partition(": ")
        yield key, rest
