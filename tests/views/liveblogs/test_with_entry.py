"""The way from an entry to its place in a live page."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from entries.models import Entry
from tests.factories import make_entry, make_liveblog, new_entry, utc
from tests.views.world import headlines, stream

pytestmark = pytest.mark.django_db

ADDRESS = "/liveblogs/harbour-news/storm-over-the-harbour/"


def led_to(client, entry: Entry, query: str = "") -> str:
    """Where an entry's way leads, without the live page's own address."""
    response = client.get(f"{ADDRESS}with/{entry.key}/{query}")
    assert response.status_code == 302
    return response["Location"].removeprefix(ADDRESS)


def test_an_entry_leads_to_its_page_of_the_stream_in_the_order_asked_for(client):
    entries = stream(205)
    assert led_to(client, entries[0]) == f"#{entries[0].key}"
    assert led_to(client, entries[100]) == f"?page=2#{entries[100].key}"
    assert led_to(client, entries[204], "?order=newest") == f"?order=newest#{entries[204].key}"
    assert led_to(client, entries[0], "?order=newest") == f"?order=newest&page=3#{entries[0].key}"


@pytest.mark.parametrize("order", ["oldest", "newest"])
def test_every_entry_stands_on_the_page_that_it_leads_to(client, order):
    noon = utc("2022-03-24 12:00")
    liveblog = make_liveblog(starts_at=noon, ends_at=noon)
    times = [noon + dt.timedelta(minutes=number // 2) for number in range(202)]
    dated = [new_entry(f"Entry {at}", time, liveblog=liveblog) for at, time in enumerate(times)]
    undated = [new_entry(f"Undated {at}", None, liveblog=liveblog) for at in range(3)]
    entries = Entry.objects.bulk_create([*dated, *undated])
    for entry in (entries[at] for at in (0, 1, 99, 100, 101, 198, 199, 200, 202, 204)):
        address, _, anchor = client.get(f"{ADDRESS}with/{entry.key}/?order={order}")[
            "Location"
        ].partition("#")
        assert anchor == entry.key
        assert entry.headline in headlines(client.get(address))


def test_undated_pages_lead_to_their_entries_too(client):
    Entry.objects.bulk_create(new_entry(f"Entry {number}", None) for number in range(101))
    last = make_liveblog().entries.newest_first().last()
    assert led_to(client, last, "?order=oldest") == f"?page=2#{last.key}"
    assert last.headline in headlines(client.get(f"{ADDRESS}?page=2"))


def test_the_way_has_a_name_and_asks_little(client):
    entry = make_entry()
    path = reverse("entries:liveblog_with", args=["harbour-news", entry.liveblog.slug, entry.key])
    assert path == f"{ADDRESS}with/{entry.key}/"
    with CaptureQueriesContext(connection) as captured:
        client.get(path)
    assert len(captured) == 3


@pytest.mark.parametrize("key", ["0000000000", "none", "%00", "'", "..%2f", "x" * 3000, "١٢٣"])
def test_what_is_no_entrys_key_is_not_found(client, key):
    make_entry()
    assert client.get(f"{ADDRESS}with/{key}/").status_code == 404


def test_an_entry_of_another_live_page_is_not_found_here(client):
    make_liveblog()
    other = make_entry(liveblog=make_liveblog("Another"))
    assert client.get(f"{ADDRESS}with/{other.key}/").status_code == 404
    assert client.get(f"/liveblogs/harbour-news/none/with/{other.key}/").status_code == 404
