"""Time zones as people call them, and what is suggested while they type."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cities import ELSEWHERE
from bot.schedule import NoSuchZone, zone
from bot.zones import Zones, load, search_path

JULY = datetime(2024, 7, 1, 12, 5, tzinfo=UTC)
WINTER = datetime(2024, 1, 15, 12, 5, tzinfo=UTC)


@pytest.fixture(scope="module")
def zones() -> Zones:
    """Return all names of zones."""
    return load(JULY)


def first(zones: Zones, typed: str, now: datetime = JULY) -> str:
    """Return the IANA name that is suggested first."""
    return zones.suggest(typed, now)[0].value


def test_a_suggestion_says_what_time_it_is_there_now(zones: Zones) -> None:
    assert zones.suggest("berl", JULY)[0] == ("Berlin, Europe — now 14:05, UTC+2", "Europe/Berlin")
    assert zones.suggest("berl", WINTER)[0].name == "Berlin, Europe — now 13:05, UTC+1"


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("New York", "America/New_York"),
        ("new york city", "America/New_York"),
        ("NYC", "America/New_York"),
        ("san francisco", "America/Los_Angeles"),
        ("kyiv", "Europe/Kyiv"),
        ("Kiev", "Europe/Kyiv"),
        ("mumbai", "Asia/Kolkata"),
        ("Calcutta", "Asia/Kolkata"),
        ("India", "Asia/Kolkata"),
        ("germany", "Europe/Berlin"),
        ("UK", "Europe/London"),
        ("usa", "America/New_York"),
        ("united states", "America/New_York"),
        ("São Paulo", "America/Sao_Paulo"),
        ("europe/b", "Europe/Berlin"),
        ("buenos aires argentina", "America/Argentina/Buenos_Aires"),
        ("paris, france", "Europe/Paris"),
        ("Berlni", "Europe/Berlin"),
        ("sydny", "Australia/Sydney"),
        ("UTC", "UTC"),
    ],
)
def test_a_place_is_found_by_what_people_call_it(zones: Zones, typed: str, name: str) -> None:
    assert first(zones, typed) == name


def test_another_name_stands_beside_the_zone_that_it_means(zones: Zones) -> None:
    assert zones.suggest("mumbai", JULY)[0].name == "Mumbai: Kolkata, Asia — now 17:35, UTC+5:30"


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("EST", ["America/New_York", "America/Toronto"]),
        ("pst", ["America/Los_Angeles", "America/Vancouver"]),
        ("IST", ["Asia/Kolkata", "Europe/Dublin", "Asia/Jerusalem"]),
        ("CET", ["Europe/Berlin", "Europe/Paris"]),
        ("cest", ["Europe/Berlin"]),
        ("GMT", ["UTC", "Europe/London"]),
        ("JST", ["Asia/Tokyo"]),
    ],
)
def test_an_abbreviation_offers_the_zones_that_it_is_used_in(zones: Zones, typed: str, names: list[str]) -> None:
    offered = zones.suggest(typed, JULY)
    assert [each.value for each in offered][: len(names)] == names
    assert offered[0].name.startswith(f"{typed.upper()}: ")


@pytest.mark.parametrize(
    ("typed", "hours"),
    [
        ("+2", 2),
        ("UTC+5:30", 5.5),
        ("gmt-3", -3),
        ("utc −3", -3),
        ("+0545", 5.75),
        ("+13:45", None),
        ("-0", 0),
        ("+12:45", 12.75),
    ],
)
def test_an_offset_offers_the_zones_that_have_it_now(zones: Zones, typed: str, hours: float | None) -> None:
    offered = zones.suggest(typed, JULY)
    assert {JULY.astimezone(zone(each.value)).utcoffset() for each in offered} == (
        set() if hours is None else {timedelta(hours=hours)}
    )


def test_an_offset_follows_the_clocks(zones: Zones) -> None:
    assert first(zones, "+1", WINTER) == "Europe/Berlin"
    assert first(zones, "+2", JULY) == "Europe/Berlin"
    assert first(zones, "+1", JULY) == "Europe/London"


def test_a_whole_offset_can_be_had_for_the_whole_year(zones: Zones) -> None:
    offered = {each.value: each.name for each in zones.suggest("UTC-3", JULY)}
    assert offered["Etc/GMT+3"] == "UTC−3, without clock changes — now 09:05, UTC−3"


def test_nothing_typed_offers_well_known_places_from_west_to_east(zones: Zones) -> None:
    offered = zones.suggest("", JULY)
    offsets = [JULY.astimezone(zone(each.value)).utcoffset() or timedelta() for each in offered]
    assert len(offered) == 25
    assert offsets == sorted(offsets)
    assert {"UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata"} <= {each.value for each in offered}


def test_what_nobody_calls_a_place_offers_nothing(zones: Zones) -> None:
    assert zones.suggest("qqqqqq", JULY) == []


@given(st.text(max_size=80))
def test_any_text_gives_suggestions_that_discord_takes(zones: Zones, typed: str) -> None:
    offered = zones.suggest(typed, JULY)
    assert len(offered) <= 25
    assert len({each.value for each in offered}) == len(offered)
    assert all(0 < len(each.name) <= 100 and zone(each.value).key == each.value for each in offered)


CROWDED = {"United States", "Canada", "Brazil", "Antarctica", "Russia", "Argentina", "Mexico", "Australia"}


def test_each_place_can_be_reached_by_its_name(zones: Zones) -> None:
    for place in zones.places[::3]:
        offered = zones.suggest(place.alias or place.title, JULY)
        assert all(len(each.name) <= 100 for each in offered)
        assert place.zone.key in {each.value for each in offered} or place.alias in CROWDED, place


def test_a_city_of_the_table_lies_in_a_zone_that_is_offered(zones: Zones) -> None:
    named = {line.partition(":")[0] for line in ELSEWHERE.strip().splitlines()}
    assert named <= {place.zone.key for place in zones.places}
    assert ELSEWHERE.strip().splitlines() == sorted(ELSEWHERE.strip().splitlines())


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("europe/berlin", "Europe/Berlin"),
        (" Berlin ", "Europe/Berlin"),
        ("Mumbai", "Asia/Kolkata"),
        ("asia/calcutta", "Asia/Kolkata"),
        ("Etc/GMT-2", "Etc/GMT-2"),
        ("utc", "UTC"),
    ],
)
def test_somebody_who_picks_no_suggestion_is_understood_all_the_same(zones: Zones, typed: str, name: str) -> None:
    assert zones.find(typed, JULY).key == name


SEVERAL = {
    "berlni": "Europe/Berlin",
    "EST": "America/New_York",
    "+2": "Europe/Berlin",
    "usa": "America/Chicago",
    "qqqqqq": "large city",
    "": "Did you mean",
}


@pytest.mark.parametrize(("typed", "hint"), SEVERAL.items())
def test_what_may_be_several_zones_is_asked_back(zones: Zones, typed: str, hint: str) -> None:
    with pytest.raises(NoSuchZone, match=hint):
        zones.find(typed, JULY)


def test_every_zone_of_this_machine_can_be_typed_but_old_shorthands(zones: Zones) -> None:
    shorthands = set()
    for name in available_timezones():
        try:
            found = zones.find(name, JULY)
        except NoSuchZone:
            shorthands.add(name)
            continue
        assert JULY.astimezone(found).utcoffset() == JULY.astimezone(zone(name)).utcoffset()
    assert all("/" not in name or name.startswith("Etc/") for name in shorthands)


@pytest.mark.parametrize(("copy", "kept"), [("2026b", True), ("2026a", False), ("2025b", False), ("nonsense", False)])
def test_the_newer_rules_are_read_the_machines_or_the_packages(tmp_path: Path, copy: str, kept: bool) -> None:
    (tmp_path / "tzdata.zi").write_text(f"# version {copy}\nmore\n", "utf-8")
    assert search_path([str(tmp_path)], "2026a") == ((str(tmp_path),) if kept else ())


def test_a_machine_whose_rules_have_no_version_reads_the_packages(tmp_path: Path) -> None:
    assert search_path([str(tmp_path), str(tmp_path / "missing")]) == ()


def test_the_program_reads_the_newer_of_two_copies_of_the_rules() -> None:
    told = "import zoneinfo; from bot.zones import search_path; print(search_path(zoneinfo.TZPATH))"
    ran = (
        "import zoneinfo, bot.__main__ as program;"
        "program.main(['on-this-day', '--help'], standalone_mode=False); print(zoneinfo.TZPATH)"
    )
    there, wanted = (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.splitlines()[-1]
        for code in (ran, told)
    )
    assert there == wanted
