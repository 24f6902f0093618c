"""The twins of live pages since a moment, and of several that are read as one."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.factories import make_entry
from tests.views.liveblogs.test_whole_coverage import coverage_of, days
from tests.views.machines import everything, get, json_lines
from tests.views.world import queries, stream

pytestmark = pytest.mark.django_db
STREAM = "/liveblogs/harbour-news/storm-over-the-harbour"


def keys(items) -> list[str]:
    return [item["key"] for item in items]


def test_a_live_page_since_a_moment_has_as_many_rows_as_the_page_says(client, short_parts):
    stream(12)
    query = "since=2022-03-24T07:00"
    page = client.get(f"{STREAM}/?{query}")
    items = everything(client, f"{STREAM}.json?{query}")
    assert keys(items) == [entry.key for entry in page.context["page"]]
    assert len(items) == 8
    assert get(client, f"{STREAM}.json?{query}&order=newest")["page"] == (
        f"http://testserver{STREAM}/?order=newest&since=2022-03-24T07%3A00"
    )
    assert keys(json_lines(client, f"{STREAM}.jsonl?{query}")) == keys(items)


def test_a_coverage_has_the_entries_of_all_parts_in_the_order_of_the_page(client, short_parts):
    first, second = days(2, count=5)
    make_entry("Undated", None, liveblog=first)
    for query in ("", "?order=newest"):
        page = client.get(f"{coverage_of(second)}{query}")
        items = everything(client, f"{coverage_of(second)[:-1]}.json{query}")
        assert keys(items) == [entry.key for entry in page.context["page"]]
        assert keys(json_lines(client, f"{coverage_of(second)[:-1]}.jsonl{query}")) == keys(items)


def test_a_coverage_tells_its_parts(client):
    first, second = days(2)
    data = get(client, f"{coverage_of(second)[:-1]}.json")
    assert [each["address"] for each in data["liveblogs"]] == [
        f"harbour-news/{liveblog.slug}" for liveblog in (first, second)
    ]
    assert [each["entry_count"] for each in data["liveblogs"]] == [3, 3]
    assert (data["order"], data["total"]) == ("oldest", 6)
    assert data["page"] == f"http://testserver{coverage_of(second)}"


def test_a_page_that_stands_alone_is_its_own_coverage(client):
    stream(2)
    data = get(client, f"{STREAM}/coverage.json")
    assert (len(data["liveblogs"]), data["total"]) == (1, 2)
    assert data["page"] == f"http://testserver{STREAM}/"
    get(client, "/liveblogs/harbour-news/none/coverage.json", 404)


def test_a_coverage_takes_the_same_queries_whatever_its_length(client):
    first, _second = days(2)
    few = queries(Client(), f"{coverage_of(first)[:-1]}.json")
    days(9)
    assert queries(Client(), f"{coverage_of(first)[:-1]}.json") == few <= 10
