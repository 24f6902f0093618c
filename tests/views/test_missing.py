"""What is answered where nothing is, or is no longer."""

from __future__ import annotations

import re

import pytest
from django.db import connection

from entries.models import Entry, Removal
from tests.factories import make_entry
from tests.views.world import body, links

pytestmark = pytest.mark.django_db


def test_an_address_that_leads_nowhere_offers_its_words_and_other_ways(client):
    response = client.get("/entries/10akv0wxyz/sea-wall-holds/")
    assert response.status_code == 404
    html = response.content.decode()
    assert 'value="sea wall holds"' in html
    assert {"/days/", "/liveblogs/", "/people/"} <= set(links(response))
    assert 'name="url"' in html  # asks for the original address


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/sea-wall-holds/", "sea wall holds"),
        ("/people/ada-marsh/", "ada marsh"),
        ("/entries/10akv0wxyz/", ""),
        ("/entries/10akv0wxyz/versions/", ""),
        ("/captures/7/", ""),
    ],
)
def test_only_names_in_an_address_are_words_to_search_for(client, path, words):
    html = client.get(path).content.decode()
    box = re.search(r'<input[^>]* name="q"[^>]*>', html)[0]
    assert f' value="{words}"' in box


@pytest.mark.parametrize("rest", ["at/25:99/", "with/0000000000/", "coverage/at/noon/"])
def test_what_is_not_in_a_live_page_leads_back_to_it(client, rest):
    address = make_entry().liveblog.get_absolute_url()
    response = client.get(f"{address}{rest}")
    assert response.status_code == 404
    assert "in the live page Storm over the harbour ." in body(response)
    assert address in links(response)


@pytest.mark.parametrize("path", ["/none/", "/liveblogs/none/none/", "/%00/", "/%E2%84%80/"])
def test_whatever_the_address_nothing_there_is_404(client, path):
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("rest", ["", "old-slug/", "versions/", "cite/"])
def test_an_entry_that_was_taken_out_is_gone_and_the_page_says_since_when(client, rest):
    make_entry("Sea wall holds", key="10akv0wxyz")
    Entry.objects.all().delete()
    response = client.get(f"/entries/10akv0wxyz/{rest}")
    assert response.status_code == 410
    removed_at = Removal.objects.get().removed_at
    assert f"taken out on {removed_at.day} {removed_at:%B %Y, %H:%M} UTC" in body(response)


def test_a_miswritten_key_finds_the_removal_too(client):
    make_entry("Sea wall holds", key="10akv0wxyz")
    Entry.objects.all().delete()
    assert client.get("/entries/IOAKV-OWXYZ/").status_code == 410


def test_an_entry_that_comes_back_is_there_again(client):
    make_entry("Sea wall holds", key="10akv0wxyz")
    Entry.objects.all().delete()
    make_entry("Sea wall holds", key="10akv0wxyz")
    assert client.get("/entries/10akv0wxyz/", follow=True).status_code == 200


def test_whoever_takes_entries_out_it_is_noted(client):
    keys = {make_entry(f"Entry {number}").key for number in range(3)}
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM entries_entry")
    assert set(Removal.objects.values_list("key", flat=True)) == keys


def test_a_later_removal_renews_the_first():
    entry = make_entry("Sea wall holds")
    Removal.objects.create(key=entry.key, removed_at="2020-01-01T00:00Z")
    Entry.objects.all().delete()
    assert Removal.objects.get().removed_at.year > 2020
