"""No page asks more of the database because it shows more rows."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from entries.models import Entry
from tests.factories import (
    appear,
    make_capture,
    make_entry,
    make_liveblog,
    make_person,
    make_source,
    mention,
)
from tests.views.world import headlines, queries, stream

pytestmark = pytest.mark.django_db

LIVEBLOG = "/liveblogs/harbour-news/storm-over-the-harbour/"
PAGES = {
    "/": 14,
    "/entries/": 8,
    "/entries/?q=entry": 8,
    "/entries/?from=2022-03-24&to=2022-03-24&actor=ada-marsh&place=port-ellen&topic=flooding"
    "&source=harbour-news&liveblog=harbour-news%2Fstorm-over-the-harbour&label=breaking"
    "&sort=oldest": 8,
    "/entries/?q=nothing&actor=ada-marsh&place=port-ellen": 8,
    "/entries/?q=nothing+actor%3Anobody+place%3Anowhere&actor=ada-marsh": 4,
    "/entries/values/person/": 2,
    "/entries/values/person/?name=guest": 3,
    "/liveblogs/": 2,
    LIVEBLOG: 11,
    "/days/": 1,
    "/days/2022/": 3,
    "/days/2022/w12/": 5,
    "/days/2022/03/": 3,
    "/days/2022/03/24/": 7,
    "/days/2022/03/24/?by=source": 8,
    "/on/03-24/": 3,
    "/people/": 3,
    "/people/?q=guest": 4,
    "/people/ada-marsh/": 9,
    "/organisations/harbour-board/": 9,
    "/places/port-ellen/": 12,
    "/topics/": 3,
    "/topics/flooding/": 7,
    "/places/": 8,
    "/places/?within=port-ellen&q=street": 11,
    "/sources/": 3,
    "/sources/harbour-news/": 9,
}


@pytest.fixture
def client():
    """Asks the database for nothing but what the page needs."""
    return Client()


def test_pages_take_the_same_few_queries_for_three_entries_and_for_more(client, index):
    stream(2)
    stream(1, first=120)  # after a time without entries, which is looked up in the captures
    index()
    few = queries_of_pages(client)
    stream(18, make_liveblog("Storm goes on", make_source("Coast News")), first=2)
    stream(18, make_liveblog("Storm is over"), first=20)
    stream(18, first=40)
    index()
    assert queries_of_pages(client) == few
    assert {path: few[path] for path, most in PAGES.items() if few[path] > most} == {}


def queries_of_pages(client) -> dict[str, int]:
    """The queries of each page; what is read once and kept has been read before."""
    for path in PAGES:
        queries(client, path)
    return {path: queries(client, path) for path in PAGES}


def test_an_entry_page_takes_at_most_twelve_queries_whatever_it_has_round_it(client, index):
    entry, *_ = stream(3)
    middle = entry.later()
    elsewhere(middle, "Coast News")
    index()
    few = queries(client, middle.get_absolute_url())
    for number in range(5):
        appear(middle, make_capture(), number + 1, number + 4)
        mention(middle, make_person(f"Passer-by {number}"))
        elsewhere(middle, f"News {number}")
    index()
    assert queries(client, middle.get_absolute_url()) == few <= 12


def elsewhere(entry: Entry, source: str) -> None:
    """Another source posts on the same names at that time."""
    liveblog = make_liveblog("Storm", make_source(source))
    other = make_entry(f"{source} said", entry.published_at, liveblog=liveblog)
    mention(other, *(link.actor or link.place for link in entry.links()))


def test_a_liveblog_page_of_a_hundred_entries_takes_at_most_eleven_queries(
    client, django_assert_max_num_queries
):
    stream(101)
    with django_assert_max_num_queries(11):
        response = client.get(LIVEBLOG)
    assert len(headlines(response)) == 100


def test_an_entry_page_leaves_the_captured_bytes_in_the_database(client):
    entry, *_ = stream(1)
    with CaptureQueriesContext(connection) as captured:
        client.get(entry.get_absolute_url())
    assert not any('"payload"' in query["sql"] for query in captured)
