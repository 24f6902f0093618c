"""Lists of names by letter, and of places by what they lie in."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from entries.models import Person
from tests.factories import (
    make_entry,
    make_organisation,
    make_person,
    make_place,
    make_topic,
    mention,
    tag,
)
from tests.views.world import body, links

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    entry = make_entry()
    known = ["Ada Marsh", "Élodie Roux", "Eve Ford", "Łukasz Wit", "Київ Мерія", "50 Pct"]
    for number, name in enumerate(known):
        mention(entry, make_person(name, slug=f"person-{number}"))
    make_person("Xavier Nobody")


@pytest.fixture
def places():
    """Two countries with a city of one name in each, and a sea."""
    entry, other = make_entry("One"), make_entry("Other")
    one = make_place("Ukraine", kind="country")
    region = make_place("Region", kind="region", within=one)
    two = make_place("Spain", kind="country")
    make_place("Chad", kind="country")
    mention(entry, make_place("Halych", slug="halych-ua", within=region))
    mention(other, make_place("Halych", slug="halych-es", within=two), make_place("Black Sea"))


def letters(html: str) -> list[str]:
    nav = html[html.index('class="letters"') :]
    return re.findall(r'<a [^>]*title="\d+ names?">([^<]*)</a>', nav[: nav.index("</nav>")])


def names(html: str) -> list[str]:
    listed = html[html.index('<ul class="names">') :]
    return re.findall(r'<a [^>]*dir="auto">([^<]*)</a>', listed[: listed.index("</ul>")])


def test_the_letters_are_those_that_names_begin_with(client, people):
    html = client.get("/people/").content.decode()
    assert letters(html) == ["A", "E", "L", "К", "#"]


@pytest.mark.parametrize(
    ("letter", "found"),
    [
        ("E", {"Élodie Roux", "Eve Ford"}),
        ("L", {"Łukasz Wit"}),
        ("К", {"Київ Мерія"}),
        ("0", {"50 Pct"}),
    ],
)
def test_a_letter_leads_to_its_names(client, people, letter, found):
    page = client.get("/people/", {"letter": letter})
    assert set(names(page.content.decode())) == found
    shown = "#" if letter == "0" else letter
    assert f"with entries under {shown}" in body(page)


@pytest.fixture
def surnames():
    """People filed by surname and without one, and an organisation that a form gave one."""
    entry = make_entry()
    called = [("Zoë Adams", "Adams"), ("Bea Marsh", "Marsh"), ("Ada Marsh", "Marsh")]
    called += [("Xi Jinping", "Xi"), ("Queen Mathilde", ""), ("Ans de Wit", "de Wit")]
    for name, surname in [*called, ("Élise Évrard", "Évrard"), ("ann eng", "eng")]:
        mention(entry, make_person(name, surname=surname))
    mention(entry, make_organisation("Marsh Board", surname="Board"))


def test_people_stand_by_surname_where_they_have_one_and_are_shown_as_they_are(client, surnames):
    html = client.get("/people/").content.decode()
    order = ["Zoë Adams", "Ans de Wit", "ann eng", "Ada Marsh", "Bea Marsh", "Queen Mathilde"]
    shown = names(html)
    assert [name for name in shown if name in order] == order
    assert shown.index("Queen Mathilde") < shown.index("Xi Jinping")
    assert letters(html) == ["A", "D", "E", "M", "Q", "X"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"letter": "M"}, ["Ada Marsh", "Bea Marsh"]),
        ({"letter": "E"}, ["ann eng", "Élise Évrard"]),
        ({"letter": "Z"}, []),
        ({"letter": "M", "q": "be"}, ["Bea Marsh"]),
        ({"letter": "M", "sort": "entries"}, ["Bea Marsh", "Ada Marsh"]),
        ({"letter": "Q"}, ["Queen Mathilde"]),
    ],
)
def test_letters_of_people_are_those_of_their_surnames(client, surnames, query, found):
    mention(make_entry("Later"), Person.objects.get(name="Bea Marsh"))
    html = client.get("/people/", query).content.decode()
    assert (names(html) if found else []) == found
    assert found or "No name fits" in html


def test_the_page_says_what_people_stand_under(client, surnames):
    told = "People stand under their surnames."
    assert told in body(client.get("/people/"))
    assert told not in body(client.get("/people/?sort=entries"))
    assert told not in body(client.get("/organisations/"))


def test_organisations_and_places_stand_by_name(client, surnames, places):
    mention(make_entry(), make_organisation("Aid Office"))
    html = client.get("/organisations/").content.decode()
    assert (letters(html), names(html)) == (["A", "M"], ["Aid Office", "Marsh Board"])
    assert letters(client.get("/places/").content.decode()) == ["B", "H", "R", "S", "U"]


def test_letters_go_on_over_pages_in_the_order_of_surnames(client):
    entry = make_entry()
    for number in range(101):
        mention(entry, make_person(f"{chr(122 - number % 26)} {number}", surname=f"N{number:03}"))
    pages = [names(client.get("/people/", {"page": page}).content.decode()) for page in (1, 2)]
    assert [int(name.split()[1]) for page in pages for name in page] == list(range(101))


def test_a_letter_says_how_many_names_it_leads_to(client, people):
    html = client.get("/people/").content.decode()
    told = re.findall(r'<a href="([^"]*)" title="(\d+) names?">', html)
    assert len(told) == 5
    for address, count in told:
        page = client.get(f"/people/{address}")
        assert len(names(page.content.decode())) == int(count)


def test_letters_keep_the_words_and_the_order_and_are_those_of_what_fits(client, people):
    html = client.get("/people/?q=r&sort=entries&page=3").content.decode()
    assert letters(html) == ["A", "E"]
    assert "?q=r&amp;sort=entries&amp;letter=E" in html
    assert names(client.get("/people/?q=r&letter=A").content.decode()) == ["Ada Marsh"]


@pytest.mark.parametrize("letter", ["Q", "\0", "<b>", "EE" * 4000])
def test_a_letter_that_no_name_has_finds_nothing_and_says_so(client, people, letter):
    page = client.get("/people/", {"letter": letter})
    assert page.status_code == 200
    assert "No name fits. Show them all" in body(page)
    assert "<b>" not in page.content.decode()


def test_every_kind_has_letters(client):
    entry = make_entry()
    mention(entry, *(make_organisation(f"{letter} Co", slug=letter.lower()) for letter in "AB"))
    mention(entry, *(make_place(f"{letter} Town", slug=letter.lower()) for letter in "AB"))
    tag(entry, *(make_topic(f"{letter} talks", slug=letter.lower()) for letter in "AB"))
    for path in ("/organisations/", "/places/", "/topics/"):
        assert letters(client.get(path).content.decode()) == ["A", "B"]


def test_one_letter_needs_no_choice(client):
    mention(make_entry(), make_person())
    assert 'class="letters"' not in client.get("/people/").content.decode()


def test_places_of_one_name_are_told_apart_by_their_country(client, places):
    text = body(client.get("/places/"))
    assert "Halych Ukraine 1 Halych Spain 1" in text
    assert "Region Ukraine 1 Spain 1 Ukraine 1" in text


def test_places_can_be_had_by_country(client, places):
    html = client.get("/places/").content.decode()
    offered = re.findall(r'<option value="([\w-]+)">', html[: html.index("id_sort")])
    assert offered == ["spain", "ukraine"]
    page = client.get("/places/?within=ukraine")
    assert names(page.content.decode()) == ["Halych", "Region"]
    assert "2 places with entries in Ukraine" in body(page)
    assert '<option value="ukraine" selected>Ukraine</option>' in page.content.decode()


def test_places_can_be_had_by_any_place_that_holds_them(client, places):
    page = client.get("/places/?within=region")
    assert names(page.content.decode()) == ["Halych"]
    assert '<option value="region" selected>Region</option>' in page.content.decode()


@pytest.mark.parametrize("slug", ["nowhere", "%00", "x" * 200])
def test_a_place_that_is_not_there_is_an_error_of_its_field(client, places, slug):
    page = client.get(f"/places/?within={slug}")
    assert page.status_code == 200
    assert 'aria-describedby="error_within"' in page.content.decode()
    assert "Halych" not in body(page)


def test_every_count_of_a_list_is_what_its_link_gives(client, places):
    html = client.get("/places/").content.decode()
    rows = re.findall(r'<li><span><a href="([^"]*)".*?<span class="count">(\d+)</span></li>', html)
    assert len(rows) == 6
    for address, count in rows:
        assert re.search(rf"{count} entr(y|ies)", body(client.get(address)))


def test_a_long_list_keeps_its_letter_from_page_to_page(client):
    entry = make_entry()
    mention(entry, *(make_person(f"Person {number:03}") for number in range(101)))
    mention(entry, make_person("Ada"))
    assert "?letter=P&page=2" in links(client.get("/people/?letter=P"))


def test_the_places_of_a_list_are_on_a_map_with_their_counts(client):
    land = make_place("Ukraine", kind="country", country="UA", latitude=49, longitude=32)
    mention(make_entry("One"), make_place("Kyiv", within=land, latitude=50.4, longitude=30.5))
    mention(make_entry("Two"), land, make_place("Atlantis"))
    html = client.get("/places/").content.decode()
    titles = re.findall(r"<a [^>]*><title>([^<]*)</title>", html)
    assert sorted(titles) == ["Kyiv: 1 entry", "Ukraine: 2 entries"]
    assert re.findall(r"<title>(Map [^<]*)</title>", html) == ["Map of the places listed"]
    inside = client.get("/places/?within=ukraine").content.decode()
    assert re.findall(r"<a [^>]*><title>([^<]*)</title>", inside) == ["Kyiv: 1 entry"]


def test_where_it_is_not_known_where_the_places_are_there_is_no_map(client, places):
    assert 'class="map"' not in client.get("/places/").content.decode()


def test_lists_of_others_have_no_map(client, people):
    assert 'class="map"' not in client.get("/people/").content.decode()


def test_without_an_index_the_list_is_there_and_the_map_is_not(db):
    mention(make_entry(), make_place(latitude=55.6, longitude=-6.2))
    html = Client().get("/places/").content.decode()
    assert "Port Ellen" in html
    assert 'class="map"' not in html
