"""Whatever an address asks of the pages that set sources side by side, there is an answer."""

from __future__ import annotations

import datetime as dt
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

import pytest
from django.http import QueryDict
from django.test import Client
from hypothesis import example, given
from hypothesis import strategies as st

from entries.search.rebuilding import ensure
from entries.views.compare.asked import Asked
from entries.views.compare.clock import Clock
from tests.factories import make_entry, make_person, mention

from .world import gale, storm

pytestmark = pytest.mark.django_db

NAMES = (
    *("liveblog", "source", "on", "zone", "at", "go", "page", "sort", "q", "from", "to"),
    *("actor", "-actor", "place", "topic", "label", "has", "year", "-liveblog", "nothing"),
)
VALUES = (
    *("harbour-news/storm", "coast-news/gale", "harbour-news", "coast-news", "Storm", "ada-marsh"),
    *("2022-03-24", "2022-03-24T13:30", "2022-03", "0001-01-01", "9999-12-31T23:59", "UTC"),
    *("Europe/Paris", "oldest", "2", "-1", "9" * 30, "", " ", "on:2022-03-25", "source:coast-news"),
)
PAIRS = st.tuples(st.sampled_from(NAMES), st.sampled_from(VALUES) | st.text(max_size=8))
QUERIES = st.lists(PAIRS, max_size=8).map(urlencode)
COLUMNS = "liveblog=harbour-news%2Fstorm&liveblog=coast-news%2Fgale&"


@pytest.fixture(scope="module")
def world(kept):
    """Two liveblogs of two sources, and the folder of their index."""
    mention(make_entry("Bridge closed", liveblog=storm()), make_person())
    make_entry("Pier closed", "2022-03-24 13:34", liveblog=gale())
    ensure()
    return kept


@pytest.fixture(autouse=True)
def searched(settings, world):
    settings.INDEX_DIR = world


@given(query=QUERIES, path=st.sampled_from(["", "first/"]), start=st.sampled_from(["", COLUMNS]))
@example(query="q=on%3A2022-03-25&on=2022-03-24", path="", start=COLUMNS)
@example(query="source=a&source=b&from=2022&to=2022", path="", start="")
def test_every_query_is_answered_at_once_or_after_one_redirect(world, query, path, start):
    client = Client()
    response = client.get(f"/compare/{path}?{start}{query}")
    if response.status_code == 302:
        response = client.get(response["Location"].partition("#")[0])
    assert response.status_code == 200


@given(query=QUERIES)
def test_the_address_of_an_address_is_itself(world, query):
    once = Asked(QueryDict(query), "/compare/").address()
    again = Asked(QueryDict(once.partition("?")[2]), "/compare/")
    if not again.errors:
        assert again.address() == once


ZONES = st.sampled_from(["UTC", "Europe/London", "America/St_Johns", "Asia/Kathmandu"])
INSTANTS = st.datetimes(min_value=dt.datetime(1975, 1, 1), max_value=dt.datetime(2037, 12, 31)).map(
    lambda when: when.replace(second=0, microsecond=0, tzinfo=dt.UTC)
)


@given(instant=INSTANTS, zone=ZONES)
@example(instant=dt.datetime(2022, 10, 30, 0, 30, tzinfo=dt.UTC), zone="Europe/London")
@example(instant=dt.datetime(2022, 10, 30, 1, 30, tzinfo=dt.UTC), zone="Europe/London")
def test_what_a_clock_writes_of_a_minute_it_reads_as_the_same_minute(instant, zone):
    clock = Clock(ZoneInfo(zone))
    assert clock.read(clock.written(instant)) == instant


@given(text=st.text())
@example("0001-01-01T00:00")
@example("9999-12-31T23:59")
@example("2022-03-24T24:00")
def test_a_clock_reads_a_minute_or_says_that_it_is_none(text):
    for zone in ("Asia/Tokyo", "America/Lima"):
        try:
            assert Clock(ZoneInfo(zone)).read(text).tzinfo is dt.UTC
        except ValueError as error:
            assert str(error)
