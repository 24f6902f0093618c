"""All values of a facet, with a box to find one among them."""

from __future__ import annotations

import pytest

from entries.models import Place, PlaceName
from tests.conftest import SearchingClient
from tests.factories import make_entry, make_person, mention
from tests.views.world import body, links

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(index):
    return SearchingClient()


@pytest.fixture
def streets():
    """Two entries with Ada Marsh, one of them in 120 places, the other in the first of these."""
    person = make_person()
    places = Place.objects.bulk_create(
        Place(name=f"Street {number:03}", slug=f"street-{number:03}") for number in range(120)
    )
    PlaceName.objects.create(place=places[7], name="Rue des Éperviers")
    mention(make_entry("Storm", bylines=[("Rae Quill", "")]), person, *places)
    mention(make_entry("Calm"), person, places[0])
    return places


def test_a_facet_with_more_than_ten_values_leads_to_all_of_them(client, streets):
    page = client.get("/entries/?actor=ada-marsh")
    assert "/entries/values/place/?actor=ada-marsh" in links(page)
    assert not any("values/byline" in link for link in links(page))
    assert body(page).count("Street ") == 10


def test_the_values_come_in_pages_the_most_frequent_first(client, streets):
    page = client.get("/entries/values/place/?actor=ada-marsh")
    assert "Street 000 2 not Street" in body(page)
    assert "Page 1 of 3" in body(page)
    assert "/entries/values/place/?actor=ada-marsh&name=&page=2" in links(page)
    last = client.get("/entries/values/place/?actor=ada-marsh&name=&page=3")
    assert sum("&place=street-" in link for link in links(last)) == 20
    assert "/entries/values/place/?actor=ada-marsh&name=&page=2" in links(last)
    assert "/entries/?actor=ada-marsh" in links(last)  # the way back


def test_each_value_can_be_added_or_excluded_as_in_the_list(client, streets):
    page = client.get("/entries/values/place/?q=storm&sort=oldest")
    assert "/entries/?q=storm&place=street-003&sort=oldest" in links(page)
    assert "/entries/?q=storm&-place=street-003&sort=oldest" in links(page)
    assert "/entries/?q=storm&sort=oldest" in links(page)  # the way back


@pytest.mark.parametrize("words", ["éperv", "STREET 007", "rue des"])
def test_the_values_can_be_looked_through_by_any_name(client, streets, words):
    text = body(client.get("/entries/values/place/", {"name": words, "q": "storm"}))
    assert "Street 007 1" in text
    assert "Street 000" not in text


def test_bylines_labels_and_years_can_be_looked_through_as_well(client, streets):
    assert "Rae Quill 1" in body(client.get("/entries/values/byline/?name=quíll"))
    assert "2022 2" in body(client.get("/entries/values/year/?name=22"))
    assert "No name here has this in it." in body(client.get("/entries/values/year/?name=x"))


def test_what_is_chosen_is_no_choice_any_more(client, streets):
    text = body(client.get("/entries/values/place/?place=street-001&-place=street-002&name=street"))
    assert "Street 003" not in text  # no entry is left
    text = body(client.get("/entries/values/place/?place=street-001"))
    assert "Remove filter: place Street 001" in text
    assert text.count("Street 001") == 1


@pytest.mark.parametrize("page", ["0", "x", "99", "9" * 5000, "%00"])
def test_no_page_number_breaks_the_values(client, streets, page):
    assert client.get(f"/entries/values/place/?page={page}").status_code == 200


def test_bad_words_are_an_error_beside_their_field(client, streets):
    page = client.get("/entries/values/place/?name=%00")
    assert "Null characters are not allowed." in body(page)
    assert "Street" not in body(page)


def test_bad_filters_lead_to_the_list_which_says_so(client, streets):
    page = client.get("/entries/values/place/?actor=nobody&name=x")
    assert page["Location"] == "/entries/?actor=nobody"


@pytest.mark.parametrize("facet", ["has", "nothing", "liveblog"])
def test_what_is_no_facet_is_not_found(client, facet):
    assert client.get(f"/entries/values/{facet}/").status_code == 404


@pytest.mark.parametrize("parameter", ["actor", "from"])
def test_a_wrong_value_too_long_for_a_redirect_is_told_where_it_is(client, parameter):
    page = client.get("/entries/values/place/", {parameter: "x" * 20_000})
    assert page.status_code == 200
    assert "No list is shown until the marked field is mended." in body(page)
