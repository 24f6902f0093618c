"""Where a list of entries has none to show: what is wrong, and what may have been meant."""

from __future__ import annotations

import pytest

from tests.conftest import SearchingClient
from tests.factories import (
    make_entry,
    make_person,
    make_place,
    mention,
)
from tests.views.world import body, headlines, links

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(index):
    return SearchingClient()


def test_a_wrong_value_is_shown_beside_its_field_and_no_list_with_it(client):
    make_entry("Sea wall holds")
    page = client.get("/entries/?actor=nobody")
    assert page.status_code == 200
    assert "No person or organisation is called “nobody” here." in body(page)
    assert 'name="actor" value="nobody" aria-invalid="true"' in page.content.decode()
    assert headlines(page) == []
    assert "No list is shown until the marked field is mended." in body(page)
    several = body(client.get("/entries/?from=soon&actor=nobody"))
    assert "No list is shown until the marked fields are mended." in several


def test_an_unknown_excluded_name_is_shown_beside_a_field_of_its_own(client):
    page = client.get("/entries/?-place=nowhere")
    assert "No place is called “nowhere” here." in body(page)
    assert 'name="-place" value="nowhere" aria-invalid="true"' in page.content.decode()


def test_an_unknown_liveblog_is_shown_though_the_form_has_no_field_for_it(client):
    page = client.get("/entries/?liveblog=nowhere/none")
    assert "No liveblog has the address or title “nowhere/none” here." in body(page)


def test_filters_that_no_entry_fits_say_what_to_loosen(client):
    mention(make_entry(), make_person())
    make_place()
    page = client.get("/entries/?actor=ada-marsh&place=port-ellen")
    text = body(page)
    assert "No entry fits all of this at once. There are entries with one thing less:" in text
    assert "Without “place Port Ellen ” 1" in text
    assert "Without “about" not in text
    assert "/entries/?actor=ada-marsh" in links(page)


def test_words_that_nothing_has_get_advice(client):
    make_entry("Storm")
    text = body(client.get("/entries/?q=zeppelin"))
    assert "No entry fits these words." in text
    assert "the start of a word with a star" in text


def test_a_misspelt_word_leads_to_one_that_the_archive_has(client):
    mention(make_entry("Harbour wall holds"), person := make_person())
    mention(make_entry("Harbour reopens"), person)
    page = client.get("/entries/?q=harbor&actor=ada-marsh")
    assert "Did you mean harbour ? 2 entries" in body(page)
    assert "/entries/?q=harbour&actor=ada-marsh" in links(page)


def test_the_page_says_what_was_searched_for_and_what_was_left_out(client):
    make_entry("Sea wall holds")
    page = client.get("/entries/", {"q": "“sea wall” )"})
    assert headlines(page) == ["Sea wall holds"]
    text = body(page)
    assert 'Searched for "sea wall"' in text
    assert ") The bracket was never opened, so it is ignored." in text


def test_a_field_word_that_names_nobody_shows_no_list_but_what_may_be_meant(client):
    mention(make_entry("Storm: Ada Marsh speaks"), make_person())
    page = client.get("/entries/", {"q": "storm actor:marhs"})
    assert headlines(page) == []
    text = body(page)
    assert "No list is shown until the marked field is mended." in text
    assert "actor:marhs No person or organisation is called “marhs” here." in text
    assert 'value="storm actor:marhs" maxlength="10000"' in page.content.decode()
    assert 'aria-invalid="true" aria-describedby="mistakes"' in page.content.decode()
    assert "/entries/?q=storm+actor%3Aada-marsh" in links(page)
    assert "/entries/?q=storm+marhs" in links(page)
    assert "Search for marhs as plain words" in text
    assert "Other ways to find it" in text


def test_a_filter_that_names_nobody_offers_names_and_the_same_as_words(client):
    mention(make_entry("Storm over the harbour"), make_person())
    page = client.get("/entries/", {"q": "storm", "-actor": "Ada Marhs"})
    assert "/entries/?q=storm&-actor=ada-marsh" in links(page)
    assert "/entries/?q=storm+-%22Ada+Marhs%22" in links(page)


def test_a_label_that_no_entry_carries_offers_those_that_are_like_it(client):
    make_entry("Storm", labels=["breaking"])
    assert "/entries/?label=breaking" in links(client.get("/entries/?label=braking"))
