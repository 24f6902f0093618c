"""The cities of GeoNames fit in with the places written by hand."""

import csv
import tomllib

import pytest

from entries.tagging.fields import slug_of
from tools.cities import COLUMNS, GAZETTEER, HINTS, fold_name, read_known
from tools.latin import latin_aliases

with (GAZETTEER / "cities.csv").open(encoding="utf-8", newline="") as file:
    CITIES = list(csv.DictReader(file))


def test_every_city_is_there_once_and_none_that_was_written_by_hand():
    numbers = [int(city["geonames"]) for city in CITIES]
    assert len(numbers) == len(set(numbers)) > 30_000
    assert not read_known().numbers.intersection(numbers)


def test_every_row_has_the_columns_and_a_point_on_the_globe():
    assert tuple(CITIES[0]) == COLUMNS
    off = [c for c in CITIES if abs(float(c["latitude"])) > 90 or abs(float(c["longitude"])) > 180]
    assert off == []


def test_every_region_is_a_place_written_by_hand():
    slugs = {
        table.get("slug") or slug_of(table["name"])
        for path in (GAZETTEER / "places").glob("*.toml")
        for table in tomllib.loads(path.read_text(encoding="utf-8"))["places"]
    }
    regions = {city["region"] for city in CITIES if city["region"]}
    assert regions - slugs == set()


@pytest.mark.parametrize(
    ("name", "why"),
    [("Reading", "word"), ("Clinton", "given"), ("Hamilton", "surname"), ("Athens", "place")],
)
def test_cities_whose_name_is_more_often_something_else_are_marked(name, why):
    assert {city["also"] for city in CITIES if city["name"] == name} == {why}


@pytest.mark.parametrize("name", ["March", "Armenia", "Jamaica"])
def test_cities_that_nobody_means_by_the_name_alone_are_left_out(name):
    assert [city for city in CITIES if city["name"] == name] == []


def test_no_name_is_marked_for_two_reasons():
    also = tomllib.loads(HINTS.read_text(encoding="utf-8"))["also"]
    names = [fold_name(name) for names in also.values() for name in names]
    assert len(names) == len(set(names))


def test_the_towns_of_ukraine_lie_in_its_regions():
    without = {city["name"] for city in CITIES if city["country"] == "UA" and not city["region"]}
    assert without == set()


@pytest.mark.parametrize(
    ("name", "others", "kept"),
    [
        ("Alchevsk", ["Alchevs'k", "Altschewsk", "Алчевськ", "Алчевск"], ()),
        ("Horlivka", ["Gorlovka", "Gorlowka", "Горловка", "Горлівка"], ("Gorlovka",)),
        ("Orenburg", ["Chkalov", "Orenburgas", "Чкалов", "Оренбург"], ()),
        ("Korolyov", ["Korolev", "Королев", "Kaliningrad"], ("Korolev",)),
        ("Desna", ["Desna Rayon", "Десна район", "Десна"], ()),
    ],
)
def test_other_spellings_are_those_that_english_texts_use(name, others, kept):
    assert latin_aliases(name, others) == kept
