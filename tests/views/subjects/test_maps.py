"""Maps of places, by themselves and on a place's page."""

from __future__ import annotations

import gzip
import re

import pytest
from django.template.loader import render_to_string
from django.utils.text import slugify

from entries.models import Place
from entries.views.subjects.maps import place_map, places_map
from tests.conftest import SearchingClient
from tests.factories import make_entry, make_place, mention

KYIV = {"latitude": 50.45, "longitude": 30.52, "country": "UA", "kind": "city"}
HOSTILE = '<script>alert("x")</script>'


def place(name: str, pk: int = 1, **values) -> Place:
    """A row that is in no database, so that nothing can be asked of that."""
    values = {"slug": slugify(name), "kind": "town", **values}
    return Place(name=name, pk=pk, **values)


def country(name: str, code: str, longitude: float, latitude: float, pk: int = 1) -> Place:
    where = {"longitude": longitude, "latitude": latitude, "country": code}
    return place(name, pk, kind="country", **where)


def drawn(drawing) -> str:
    return render_to_string("entries/_map.html", {"map": drawing})


def svg(html: str) -> str:
    return html[html.index("<svg") : html.rindex("</svg>") + 6]


def test_a_place_stands_in_the_middle_of_its_surroundings():
    html = drawn(place_map(place("Kyiv", **KYIV), []))
    assert '<circle class="ring" cx="50.000%" cy="50.000%" r="7.0"/>' in html
    assert 'role="img"' in html
    assert "<title>Map of Kyiv</title>" in html
    assert "<table" not in html


def test_the_parts_of_a_place_are_links_and_rows_of_a_table():
    irpin = place("Irpin", 4, latitude=52.5, longitude=30.25)
    html = drawn(place_map(place("Kyiv", **KYIV), [(irpin, 1234)]))
    assert 'role="group"' in html
    assert '<a href="/places/irpin/"><title>Irpin: 1,234 entries</title>' in html
    assert re.search(r'<text [^>]*aria-hidden="true">Irpin</text>', html)
    assert '<a href="/places/irpin/" dir="auto">Irpin</a></th><td>1,234</td>' in html
    assert "52.50° N, 30.25° E" in html


def test_a_country_is_shown_whole_and_told_apart():
    alone = country("Ukraine", "UA", 32, 49)
    in_europe = country("Ukraine", "UA", 32, 49)
    in_europe.within_id = 99
    for found in (place_map(alone, []), place_map(in_europe, [])):
        assert found.own is None
        assert found.drawing.country


def test_a_continent_is_shown_whole():
    found = place_map(place("Antarctica", kind="continent"), [])
    assert found.own is None
    assert len(found.drawing.land) > 5000


def test_neighbours_are_named_where_there_is_room():
    found = place_map(country("Ukraine", "UA", 32, 49), [])
    assert {"Poland", "Belarus", "Romania"} <= {name.text for name in found.lands}
    assert "Ukraine" not in {name.text for name in found.lands}
    assert "Ukraine" in {name.text for name in place_map(place("Kyiv", **KYIV), []).lands}


def test_a_country_within_a_country_is_a_place_on_the_map_of_that():
    where = {"country": "GB", "latitude": 56, "longitude": -4, "within_id": 99}
    scotland = place("Scotland", kind="country", **where)
    assert place_map(scotland, []).own is not None


def test_a_part_far_from_its_country_is_in_the_table_alone():
    far = place("Cayenne", 4, latitude=4.9, longitude=-52.3)
    found = place_map(country("France", "FR", 2, 46), [(far, 3)])
    assert (len(found.marks), found.left_out) == (0, 1)
    assert "Cayenne" in body_of(drawn(found))
    assert "1 more place is in the table alone" in body_of(drawn(found))


def test_a_place_of_unknown_position_has_a_map_by_its_parts_or_none():
    balkans = place("Balkans", kind="region")
    assert place_map(balkans, []) is None
    found = place_map(balkans, [(country("Ukraine", "UA", 32, 49, 4), 3)])
    assert (found.own, len(found.marks)) == (None, 1)
    assert drawn(None).strip() == ""


def test_the_table_says_what_a_part_of_a_part_lies_in():
    kyiv = place("Kyiv", 4, **KYIV, within_id=1)
    podil = place("Podil", 5, latitude=50.46, longitude=30.5, within_id=4)
    text = body_of(drawn(place_map(country("Ukraine", "UA", 32, 49), [(kyiv, 9), (podil, 2)])))
    assert "Kyiv Ukraine 9 50.45° N, 30.52° E Podil Kyiv 2" in text


def test_a_list_of_places_says_what_they_lie_in_where_that_is_known():
    ukraine = country("Ukraine", "UA", 32, 49, 3)
    rows = [(place("Kyiv", **KYIV), 5), (place("Suva", 2, latitude=-18, longitude=178), 1)]
    text = body_of(drawn(places_map([*rows, (place("Nowhere", 6), 2)], {1: ukraine})))
    assert "Place In Entries Where it is Kyiv Ukraine 5 50.45° N, 30.52° E Suva 1" in text
    assert "Nowhere 2 not known" in text
    assert places_map([(place("Nowhere", 6), 2)], {}) is None


def test_a_full_map_is_no_more_than_40_kilobytes():
    rows = [
        (place(f"Place of some length {n}", n, latitude=n % 13 * 10 - 60, longitude=n * 3.59), n)
        for n in range(1, 100)
    ]
    html = svg(drawn(places_map(rows, {})))
    assert html.count("<a ") == 60
    assert len(html) < 40_000
    assert len(gzip.compress(html.encode())) < 12_000


def test_hostile_names_stay_escaped():
    here = place(HOSTILE, slug="x", **{**KYIV, "kind": "town"})
    part = place(HOSTILE, 4, slug="y", latitude=52, longitude=31)
    html = drawn(place_map(here, [(part, 1)]))
    assert "&lt;script&gt;" in html
    assert "<script" not in html
    assert "style=" not in html


@pytest.mark.django_db
def test_the_page_of_a_place_has_its_map(index):
    region = make_place("Kyiv region", latitude=50.3, longitude=30.5, kind="region", country="UA")
    mention(make_entry(), make_place("Brovary", latitude=50.5, longitude=32.8, within=region))
    html = SearchingClient().get("/places/kyiv-region/").content.decode()
    assert "<title>Brovary: 1 entry</title>" in html
    assert "<title>Map of Kyiv region</title>" in html


def body_of(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())
