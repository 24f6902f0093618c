"""People, organisations, places, topics and sources."""

from __future__ import annotations

import re

import pytest

from entries.models import ActorName
from tests.factories import (
    make_entry,
    make_liveblog,
    make_organisation,
    make_person,
    make_place,
    make_source,
    make_topic,
    mention,
    tag,
)
from tests.views.world import body, headlines, links, stream

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    """Three people of one, two and no entries."""
    one, two, _ = make_person("Zoë Adams"), make_person("Bea Marsh"), make_person("Cy Nobody")
    mention(make_entry("Both"), one, two, two)
    mention(make_entry("Second", "2022-03-24 14:00"), two)
    ActorName.objects.create(actor=two, name="Madam Harbourmaster")
    return one, two


def test_the_list_has_those_with_entries_by_name_with_counts(client, people):
    assert "2 people with entries Bea Marsh 2 Zoë Adams 1" in body(client.get("/people/"))


def test_slug_that_a_place_and_an_actor_share_leads_to_each_by_its_address(client):
    board, place = make_organisation("Oban Board", slug="oban"), make_place("Oban")
    mention(make_entry("The board sits"), board)
    mention(make_entry("Rain in the town"), place)
    for address, name, said in [
        ("/organisations/oban/", "Oban Board", "The board sits"),
        ("/places/oban/", "Oban", "Rain in the town"),
    ]:
        page = client.get(address)
        assert f"<h1>{name}</h1>" in re.sub("<h1[^>]*>", "<h1>", page.content.decode())
        assert headlines(page) == [said]
    assert client.get("/people/oban/").status_code == 404


def test_names_in_small_letters_are_not_put_last(client):
    for name in ("Unknown source", "coastherald.example", "BBC News"):
        make_entry(name, liveblog=make_liveblog(source=make_source(name=name)))
    listed = "BBC News 1 coastherald.example 1 Unknown source 1"
    assert listed in body(client.get("/sources/"))


def test_the_list_can_be_in_the_order_of_entries(client, people):
    mention(make_entry("Third"), people[0])
    mention(make_entry("Fourth"), people[0])
    assert "Zoë Adams 3 Bea Marsh 2" in body(client.get("/people/?sort=entries"))


@pytest.mark.parametrize("words", ["zoe", "ZOË ad", "oë"])
def test_the_list_can_be_looked_through_whatever_the_accents(client, people, words):
    text = body(client.get("/people/", {"q": words}))
    assert "Zoë Adams" in text
    assert "Bea" not in text


def test_other_names_are_found_too(client, people):
    assert "Bea Marsh 2" in body(client.get("/people/?q=harbourmaster"))


def test_a_list_that_nothing_fits_says_so(client, people):
    assert "No name here has “xyz” in it." in body(client.get("/people/?q=xyz"))
    assert "No entry in the archive has been linked to topics yet." in body(client.get("/topics/"))


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("sort=sideways", "The order is either “name” or “entries”."),
        ("q=%00", "Null characters are not allowed."),
        (f"q={'x' * 101}", "Ensure this value has at most 100 characters (it has 101)."),
    ],
)
def test_bad_input_to_a_list_is_an_error_beside_its_field(client, people, query, message):
    page = client.get(f"/people/?{query}")
    assert page.status_code == 200
    assert message in body(page)
    assert "Bea Marsh" not in body(page)


def test_a_long_list_has_pages_that_keep_what_was_asked(client):
    entry = make_entry()
    mention(entry, *(make_person(f"Person {number:03}") for number in range(101)))
    page = client.get("/people/?q=person&sort=name")
    assert "Person 099" in body(page)
    assert "?q=person&sort=name&page=2" in links(page)
    assert "Person 100" in body(client.get("/people/?q=person&sort=name&page=2"))


def test_a_person_has_description_names_entries_and_company(client, people):
    board = make_organisation()
    entry = make_entry("With the board", "2022-03-25 12:00")
    mention(entry, people[1], board)
    people[1].description = "Runs the harbour."
    people[1].save()
    page = client.get("/people/bea-marsh/")
    assert headlines(page) == ["With the board", "Second", "Both"]
    assert "Bea Marsh Runs the harbour. Also found as Madam Harbourmaster 3 entries" in body(page)
    assert "/entries/?actor=bea-marsh" in links(page)
    assert "/entries/?actor=bea-marsh&actor=harbour-board" in links(page)


def test_the_entries_of_a_person_have_pages(client):
    stream(21)
    page = client.get("/people/ada-marsh/?page=2")
    assert headlines(page) == ["Entry 0"]
    assert "?" in links(page)  # the first


def test_people_and_organisations_are_kept_apart(client):
    mention(make_entry(), make_person(), make_organisation())
    assert client.get("/organisations/harbour-board/").status_code == 200
    assert client.get("/people/harbour-board/").status_code == 404
    assert "Ada Marsh" not in body(client.get("/organisations/"))


def test_a_place_shows_where_it_is(client):
    place = make_place(kind="city", country="GB", latitude=55.63, longitude=-6.19)
    mention(make_entry("Ferry in"), place)
    page = client.get("/places/port-ellen/")
    assert "City, GB · 55.63° N, 6.19° W" in body(page)
    assert headlines(page) == ["Ferry in"]


def test_a_topic_shows_what_puts_entries_there(client):
    terms = ["flood*", "high water", "pumps | 0.5", "* | none"]
    tag(make_entry("Wet"), make_topic(terms=terms, exclusions=["flood of mail"]))
    page = client.get("/topics/flooding/")
    text = " ".join(re.sub("<[^>]*>", "", page.content.decode()).split())
    assert "An entry that uses one of these: flood*, high water" in text
    assert "Or several that make up 1: pumps (0.5) But not within: flood of mail" in text
    assert headlines(page) == ["Wet"]


def test_a_source_shows_its_home_page_liveblogs_and_entries(client):
    source = make_source(home_page="https://harbour.example/")
    make_entry("Sea wall holds", liveblog=make_liveblog("Storm"))
    page = client.get(source.get_absolute_url())
    assert headlines(page) == ["Sea wall holds"]
    assert "https://harbour.example/" in links(page)
    assert "/liveblogs/harbour-news/storm/" in links(page)
    assert "Harbour News 1" in body(client.get("/sources/"))


def test_a_subject_without_entries_has_a_page_that_says_so(client):
    page = client.get(make_person().get_absolute_url())
    assert "No entry here yet." in body(page)


@pytest.mark.parametrize("folder", ["people", "organisations", "places", "topics", "sources"])
@pytest.mark.parametrize("slug", ["none", "%00", "a%2Fb", "x" * 3000])
def test_an_unknown_subject_is_not_found(client, folder, slug):
    assert client.get(f"/{folder}/{slug}/").status_code == 404
