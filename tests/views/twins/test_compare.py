"""Sources side by side, for programs."""

from __future__ import annotations

import pytest

from tests.factories import make_entry, make_liveblog
from tests.views.compare.world import both
from tests.views.machines import everything, get, json_lines, refusal, table

pytestmark = pytest.mark.django_db
TWO = "liveblog=harbour-news/storm&liveblog=coast-news/gale"
DAY = "source=harbour-news&source=coast-news&on=2022-03-24"


@pytest.fixture(autouse=True)
def archive(index) -> None:
    """Two liveblogs of the same afternoon, and one apart."""
    _, theirs = both()
    make_entry("Closed all day", "2022-03-23 23:00", liveblog=theirs, time_precision="day")
    make_entry("Closed too", "2022-03-24 13:00", liveblog=make_liveblog("Third"))


def headlines(items) -> list[str]:
    return [item["headline"] for item in items]


@pytest.mark.parametrize("query", [TWO, f"{TWO}&q=closed", f"{TWO}&-liveblog=harbour-news/third"])
def test_what_stands_in_columns_is_listed_in_the_order_of_time(client, query):
    items = everything(client, f"/compare.json?{query}")
    expected = ["Bridge closed", "Pier closed", "Bridge open"]
    assert headlines(items) == [each for each in expected if "q=" not in query or "cl" in each]
    page = client.get(f"/compare/?{query}").context["comparison"]
    assert len(items) == sum(column.entry_count for column in page.columns)
    assert headlines(json_lines(client, f"/compare.jsonl?{query}")) == headlines(items)


def test_the_columns_are_told(client):
    ours, theirs = get(client, f"/compare.json?{TWO}")["columns"]
    assert (ours["address"], ours["entry_count"]) == ("harbour-news/storm", 2)
    assert (theirs["title"], theirs["first"]) == ("Gale", "2022-03-24T13:34:00+00:00")


def test_sources_on_a_day_stand_side_by_side_too(client):
    items = everything(client, f"/compare.json?{DAY}")
    assert headlines(items) == ["Closed too", "Bridge closed", "Pier closed", "Bridge open"]


def test_who_had_it_first_is_told_with_the_lag_in_minutes(client):
    data = get(client, "/compare/first.json?q=closed&on=2022-03-24&-liveblog=harbour-news/third")
    assert data["day"] == "2022-03-24"
    told = [(item["headline"], item["first"], item["lag_minutes"]) for item in data["items"]]
    assert told == [("Bridge closed", True, 0), ("Pier closed", False, 4)]
    assert data["items"][0]["earliest"] == "2022-03-24T13:30:00+00:00"
    assert data["items"][0]["latest"] == "2022-03-24T13:31:00+00:00"
    rows = table(client, "/compare/first.csv?q=closed&on=2022-03-24")
    assert [row["lag_minutes"] for row in rows] == ["0", "34"]


def test_where_no_clock_tells_there_is_no_lag(client):
    (item,) = get(client, "/compare/first.json?q=%22all+day%22&on=2022-03-24")["items"]
    assert (item["lag_minutes"], item["published_at"]) == (None, "2022-03-24")
    assert item["latest"] > item["earliest"]


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("/compare.json", "liveblog"),
        ("/compare.json?liveblog=harbour-news/storm", "liveblog"),
        ("/compare.json?source=harbour-news&source=coast-news", "source"),
        (f"/compare.json?{TWO}&actor=nobody", "actor"),
        (f"/compare.json?{TWO}&zone=UTC", "zone"),
        (f"/compare.json?{DAY[:-2]}99", "on"),
        (f"/compare.json?{TWO}&on=never", "on"),
        (f"/compare.json?{TWO}&liveblog=a&liveblog=b&liveblog=c", "liveblog"),
        ("/compare/first.json?q=closed", "on"),
        ("/compare/first.json?on=2022-03-24", "on"),
        ("/compare/first.json?q=closed&on=2022-03", "on"),
    ],
)
def test_what_cannot_be_set_side_by_side_is_refused(client, address, name):
    assert list(refusal(client, address)) == [name]


def test_nothing_found_is_an_empty_list(client):
    assert get(client, "/compare/first.json?q=nothing&on=2022-03-24")["items"] == []
    assert get(client, f"/compare.json?{TWO}&q=nothing")["items"] == []


def test_the_pages_name_their_twins(client):
    for path, twin in (
        (f"/compare/?{TWO}", "/compare.json?liveblog=harbour-news%2Fstorm"),
        ("/compare/first/?on=2022-03-24&q=closed", "/compare/first.json?on=2022-03-24"),
    ):
        assert f'href="{twin}' in client.get(path).content.decode()
